"""What is left of a formula holds where the formula does."""

from itertools import product
from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import given

from detente.formula import Constant, Variable, Vocabulary, parse, walk
from detente.formula.residue import decided, residue
from tests.models import random_formula
from tests.oracle import holds

VARIABLES = [Variable("a", "A"), Variable("p", "A", ("low", "mid", "high")), Variable("a", "B"), Variable("c", "B")]
LEVELS = {(each.decision_maker, each.name): each.levels for each in VARIABLES}
WORDS = Vocabulary(VARIABLES)


@given(random=st.randoms(use_true_random=False), index=st.integers(0, len(VARIABLES) - 1))
def test_it_holds_where_the_formula_does_and_speaks_of_the_others_only(random: Random, index: int) -> None:
    formula = random_formula(random, VARIABLES, depth=3)
    for levels in product(*map(range, (len(each.levels) for each in VARIABLES))):
        world = {key: names[level] for (key, names), level in zip(LEVELS.items(), levels, strict=True)}
        left = residue(formula, WORDS, index, levels[index])
        assert holds(left, world, LEVELS) == holds(decided(formula), world, LEVELS) == holds(formula, world, LEVELS)
        assert index not in WORDS.used(left)
        assert isinstance(left, Constant) or not any(isinstance(node, Constant) for node in walk(left))


@pytest.mark.parametrize(
    ("formula", "left"),
    [
        ("c", "c"),
        ("not A.a", "false"),
        ("A.a iff c", "c"),
        ("c iff not A.a", "not c"),
        ("exactly 2 of (A.a, B.a, c)", "exactly 1 of (B.a, c)"),
        ("at most 1 of (A.a, B.a, c)", "at most 0 of (B.a, c)"),
        ("at least 3 of (A.a, c)", "false"),
        ("not (A.a and not c)", "c"),
        ("p = low if A.a", "p = low"),
    ],
)
def test_what_is_left_where_an_option_is_taken(formula: str, left: str) -> None:
    assert residue(parse(formula), WORDS, 0, 1) == parse(left)
