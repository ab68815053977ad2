"""Stability by chances, against the literal reading, and how far verdicts are from changing."""

import re
import sys
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from detente.conflict import Conflict, DecisionMaker, Ranking
from detente.errors import InputError
from detente.stability import chances_of, probabilistic, solve
from tests.models import any_conflicts
from tests.oracle import read
from tests.oracle.probable import Probable

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


def drawn(random: Random, people: int, size: int) -> NDArray[np.float64]:
    """Draw chances, many of them on a threshold, none of a pair more than one together."""
    grid = [0.0, 0.25, 0.375, 0.5, 0.625, 0.75, 1.0]
    chances = np.zeros((people, size, size))
    for i in range(people):
        for s in range(size):
            for t in range(s):
                chances[i, s, t] = random.choice(grid)
                chances[i, t, s] = min(random.choice(grid), 1 - chances[i, s, t])
    return chances


THRESHOLDS = st.sampled_from([0.0, 0.25, 0.5, 0.625])


@given(
    any_conflicts(), st.randoms(use_true_random=False), st.sampled_from(CONCEPTS), THRESHOLDS, THRESHOLDS, THRESHOLDS
)
def test_verdicts_and_margins(
    conflict: Conflict, random: Random, concept: str, tempting: float, deterring: float, credible: float
) -> None:
    assume(conflict.size <= 12)
    conflict = conflict.without_beliefs()
    graph = read(conflict)
    chances = drawn(random, len(graph.people), graph.size)
    given_ = {"tempting": tempting, "deterring": deterring, "credible": credible}
    found = probabilistic(conflict, chances, concept, **given_)
    literal = Probable(graph, chances.tolist(), **given_)
    for i in graph.people:
        for s in range(graph.size):
            assert found.stable[i, s] == literal.stays(concept, i, s)
            if np.isinf(found.margins[i, s]):
                assert not graph.moves[i][s]
                continue
            away = -1 if found.stable[i, s] else 1
            within, beyond = (
                replace(literal, chances=shifted(chances, i, away * (found.margins[i, s] + little)))
                for little in (-1e-6, 1e-6)
            )
            assert within.stays(concept, i, s) == found.stable[i, s] or found.margins[i, s] == 0
            assert beyond.stays(concept, i, s) != found.stable[i, s]


def test_an_answer_that_leads_back_to_where_it_began_is_none() -> None:
    """State t tempts, and would deter as well where δ > γ; but t ∉ R_N∖i(t), though B can go away and C come back."""
    back = Conflict(
        [DecisionMaker("A", arcs=["st"]), DecisionMaker("B", arcs=["tu"]), DecisionMaker("C", arcs=["ut"])],
        states="stu",
    )
    chances = np.zeros((3, 3, 3))
    chances[0, 1, 0], chances[0, 2, 0] = 0.5, 1.0
    found = probabilistic(back, chances, "gmr", tempting=0.25, deterring=0.75)
    assert not found.stable[0, 0]
    assert found.margins[0, 0] == 0.25


def shifted(chances: NDArray[np.float64], i: int, by: float) -> Any:
    """Return chances shifted in favour of stability for i: others step more readily, i likes other states less."""
    moved = chances + by
    moved[i] = chances[i] - by
    return np.clip(moved, 0, 1).tolist()


@given(any_conflicts(), st.sampled_from(CONCEPTS))
def test_chances_of_nothing_and_one_are_simple_preference(conflict: Conflict, concept: str) -> None:
    assume(conflict.size <= 16)
    assume(not conflict.has_beliefs)
    found = probabilistic(conflict, chances_of([conflict.payoff_table]), concept)
    solution = solve(conflict, [concept])
    assert np.array_equal(found.stable, solution.verdicts[concept])
    assert found.equilibria == solution.equilibria(concept)


@given(any_conflicts(), st.randoms(use_true_random=False))
def test_a_few_states_at_a_time_are_the_same(conflict: Conflict, random: Random) -> None:
    assume(conflict.size <= 12)
    conflict = conflict.without_beliefs()
    chances = drawn(random, len(conflict.names), conflict.size)
    at_once = probabilistic(conflict, chances, "sseq")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys.modules["detente.stability.probabilistic"], "MOST_AT_ONCE", 1)
        one_by_one = probabilistic(conflict, chances, "sseq")
    assert np.array_equal(at_once.stable, one_by_one.stable)
    assert np.array_equal(at_once.margins, one_by_one.margins)


def two() -> Conflict:
    return Conflict([DecisionMaker(name, [name], Ranking([1, 2, 3, 4])) for name in "ab"])


def test_chances_are_shares_of_worlds() -> None:
    worlds = [[[1, 2, 3]], [[3, 2, 1]], [[1, 1, 2]]]
    chances = chances_of(worlds, [0.5, 0.25, 0.25])
    assert chances[0].tolist() == [[0, 0.25, 0.25], [0.5, 0, 0.25], [0.75, 0.75, 0]]


def test_the_margin_of_an_equilibrium_is_that_of_the_least_sure() -> None:
    chances = np.zeros((2, 4, 4))
    chances[0, 1, 0], chances[1, 2, 0] = 0.25, 0.375
    found = probabilistic(two(), chances, "nash")
    assert found.equilibria == (1, 2, 3, 4)
    assert found.margin(1) == 0.125
    chances[0, 1, 0], chances[1, 2, 0] = 1.0, 0.625
    assert probabilistic(two(), chances, "nash").margin(1) == 0.5


def test_as_plain_data() -> None:
    conflict = Conflict([DecisionMaker("A", ["a"]), DecisionMaker("B")])
    told = probabilistic(conflict, np.zeros((2, 2, 2)), "seq").to_dict()
    assert told["margins"] == {"A": [0.5, 0.5], "B": [None, None]}
    assert told["stable"] == {"A": [True, True], "B": [True, True]}
    assert told["thresholds"] == {"tempting": 0.5, "deterring": 0.5, "credible": 0.5}
    assert (told["equilibria"], told["fingerprint"]) == ([1, 2], conflict.fingerprint)


@pytest.mark.parametrize(
    ("chances", "more", "said"),
    [
        (np.zeros((2, 2, 2)), {}, "the chances have the shape (2, 2, 2); allowed: (2, 4, 4)"),
        (np.full((2, 4, 4), 2.0), {}, "chances are out of bounds; allowed: from 0 to 1"),
        (np.full((2, 4, 4), 0.75), {}, "two states are each preferred to the other"),
        (np.zeros((2, 4, 4)), {"concept": "sim"}, "'sim' does not judge by answers in turn; allowed: nash, gmr"),
        (np.zeros((2, 4, 4)), {"concept": "nsh"}, "no stability concept 'nsh'"),
        (np.zeros((2, 4, 4)), {"credible": 1}, "the threshold 'credible' is 1; allowed: from 0 to below 1"),
    ],
)
def test_bad_input(chances: Any, more: dict[str, Any], said: str) -> None:
    asked = {"concept": "seq"} | more
    with pytest.raises(InputError, match=re.escape(said)):
        probabilistic(two(), chances, **asked)


def test_beliefs_are_refused_and_not_passed_over() -> None:
    a = DecisionMaker("A", ["a"], Ranking([1, 2, 3, 4]), believes={"B": Ranking([4, 3, 2, 1])})
    conflict = Conflict([a, DecisionMaker("B", ["b"], Ranking([1, 2, 3, 4]))])
    with pytest.raises(InputError, match="take no account of what another believes of it; allowed: a conflict without"):
        probabilistic(conflict, np.zeros((2, 4, 4)), "seq")
    assert probabilistic(conflict.without_beliefs(), np.zeros((2, 4, 4)), "seq").equilibria == (1, 2, 3, 4)
