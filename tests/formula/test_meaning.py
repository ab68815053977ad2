"""What formulas mean: against the literal reading, one world at a time."""

from itertools import product
from random import Random

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from detente.errors import UnknownNameError
from detente.formula import NO_YES, Formula, Reference, Variable, Vocabulary, bounds, evaluate, parse
from tests.models import formulas, random_formula
from tests.oracle import holds

VARIABLES = [
    Variable("a", "A"),
    Variable("b", "A"),
    Variable("b", "B"),
    Variable("p", "B", ("low", "mid", "high")),
    Variable("not", "B", ("no", "yes", "2", "of")),
]
LEVELS = {(each.decision_maker, each.name): each.levels for each in VARIABLES}
WORDS = Vocabulary(VARIABLES)
COMBINATIONS = list(product(*(range(len(each.levels)) for each in VARIABLES)))
COLUMNS = [np.array(column) for column in zip(*COMBINATIONS, strict=True)]
WORLDS = [
    {key: names[level] for (key, names), level in zip(LEVELS.items(), combination, strict=True)}
    for combination in COMBINATIONS
]


@given(formula=formulas(VARIABLES))
def test_a_formula_holds_where_the_literal_reading_says(formula: Formula) -> None:
    truth = np.broadcast_to(evaluate(formula, WORDS, COLUMNS.__getitem__), len(WORLDS))
    assert truth.tolist() == [holds(formula, world, LEVELS) for world in WORLDS]


@given(formula=formulas(VARIABLES), known=st.sets(st.integers(0, len(VARIABLES) - 1)))
def test_bounds_are_sound(formula: Formula, known: set[int]) -> None:
    """must ⇒ true whatever the unknown levels ⇒ true ⇒ true for some unknown levels ⇒ may."""  # noqa: D403
    must, may = bounds(formula, WORDS, lambda index: COLUMNS[index] if index in known else None)
    always, sometimes = _by_trying(formula, known)
    assert not (np.broadcast_to(must, len(WORLDS)) & ~always).any()
    assert not (sometimes & ~np.broadcast_to(may, len(WORLDS))).any()


@given(random=st.randoms(use_true_random=False), known=st.sets(st.integers(0, len(VARIABLES) - 1)))
def test_bounds_are_exact_where_no_variable_is_named_twice(random: Random, known: set[int]) -> None:
    """must = true whatever the unknown levels, and may = true for some unknown levels."""  # noqa: D403
    formula = _naming_each_once(random, list(VARIABLES))
    must, may = bounds(formula, WORDS, lambda index: COLUMNS[index] if index in known else None)
    always, sometimes = _by_trying(formula, known)
    assert np.broadcast_to(must, len(WORLDS)).tolist() == always.tolist()
    assert np.broadcast_to(may, len(WORLDS)).tolist() == sometimes.tolist()


@given(formula=formulas(VARIABLES))
def test_with_everything_known_bounds_meet(formula: Formula) -> None:
    must, may = bounds(formula, WORDS, COLUMNS.__getitem__)
    assert must is may


def _by_trying(formula: Formula, known: set[int]) -> tuple[np.ndarray, np.ndarray]:
    """Say of each world whether the formula holds in all, and in some, of the worlds with the same known levels."""
    truth = {world: holds(formula, WORLDS[place], LEVELS) for place, world in enumerate(COMBINATIONS)}
    alike: dict[tuple[int, ...], list[bool]] = {}
    for world, value in truth.items():
        alike.setdefault(tuple(world[index] for index in sorted(known)), []).append(value)
    found = [alike[tuple(world[index] for index in sorted(known))] for world in COMBINATIONS]
    return np.array([all(values) for values in found]), np.array([any(values) for values in found])


SHAPES = ["({}) and ({})", "({}) or ({})", "if {} then ({})", "({}) iff ({})", "exactly 1 of ({}, {})"]


def _naming_each_once(random: Random, variables: list[Variable]) -> Formula:
    """Draw a formula in which no variable is named twice and every comparison can be true and false."""
    random.shuffle(variables)
    parts = [parse(_contingent(random, each)) for each in variables[: random.randint(1, len(variables))]]
    while len(parts) > 1:
        left, right = parts.pop(), parts.pop()
        shape = random.choice(
            ["({}) and ({})", "({}) or ({})", "if {} then ({})", "({}) iff ({})", "at most 1 of ({}, {})"]
        )
        parts.append(parse(shape.format(left, right)))
    return parts[0]


def _contingent(random: Random, variable: Variable) -> str:
    level = random.randrange(len(variable.levels))
    signs = ["=", "!="] + [">=", "<"] * (level > 0) + ["<=", ">"] * (level < len(variable.levels) - 1)
    text = f"{variable.decision_maker}.'{variable.name}' {random.choice(signs)} '{variable.levels[level]}'"
    return random.choice(["", "not "]) + text


@pytest.mark.parametrize("level", NO_YES)
def test_a_yes_no_option_may_be_compared_too(level: str) -> None:
    worlds = [np.array([0, 1])]
    same = parse("a") if level == "yes" else parse("not a")
    words = Vocabulary([Variable("a")])
    expected = evaluate(same, words, worlds.__getitem__)
    assert np.array_equal(evaluate(parse(f"a = {level}"), words, worlds.__getitem__), expected)


def test_a_formula_about_nothing_is_one_truth_value() -> None:
    assert evaluate(parse("true or false"), Vocabulary([]), COLUMNS.__getitem__).shape == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("c", "no option 'c'; allowed: one of: a, b, p, not"),
        ("A", "no option 'A'; allowed: one of: a, b, p, not; did you mean 'a'?"),
        ("b", "'b' is an option of several decision makers; say whose is meant; allowed: one of: A.b, B.b"),
        ("A.p", "decision maker 'A': no option 'p'; allowed: one of: a, b"),
        ("C.b", "no decision maker 'C'; allowed: one of: A, B"),
        ("p", "option 'p' has levels; say which is meant, as in 'p = high'; allowed: one of: low, mid, high"),
        ("p = hihg", "no level 'hihg' of option 'p'; allowed: one of: low, mid, high; did you mean 'high'?"),
        ("a = maybe", "no level 'maybe' of option 'a'; allowed: one of: no, yes"),
        (
            "a and p = x and c",
            "no level 'x' of option 'p'; allowed: one of: low, mid, high\nno option 'c'; allowed: one of: ",
        ),
    ],
)
def test_names_that_mean_nothing_are_told_in_the_order_they_are_written(text: str, message: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        evaluate(parse(text), WORDS, COLUMNS.__getitem__)
    assert str(caught.value).startswith(message)
    assert len(caught.value.problems) == message.count("\n") + 1


def test_the_place_of_a_wrong_name_is_known() -> None:
    problems = WORDS.problems(parse("not a or exactly 1 of (x, A.b, C.d)"))
    assert [problem.position for problem in problems] == [23, 31]


def test_references_are_as_short_as_they_can_be() -> None:
    expected = [Reference("a"), Reference("b", "A"), Reference("b", "B"), Reference("p"), Reference("not")]
    assert [WORDS.reference(index) for index in range(5)] == expected
    assert [WORDS.index(reference) for reference in expected] == list(range(5))


def test_variables_a_formula_speaks_of() -> None:
    assert WORDS.used(parse("a and B.b or p = low")) == {0, 2, 3}


def test_random_formulas_name_what_there_is() -> None:
    assert not WORDS.problems(random_formula(Random(1), VARIABLES, depth=6))
