"""Degrees of preference: strength and fuzzy preference against the literal reading, and what follows from what."""

from random import Random
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given
from numpy.typing import NDArray

from detente.conflict import Conflict, DecisionMaker
from detente.errors import ConflictError, InputError, KindError, TooLargeError, UnavailableError, UnknownNameError
from detente.formula import Formula
from detente.library import load
from detente.stability import fuzzy, solve, strength
from tests.models import any_conflicts, state_formula
from tests.oracle import Graph, read
from tests.oracle.graded import fuzzy_relations, stays_by_degree, strength_relations
from tests.published import DILEMMA, ELMIRA

WITH_STRENGTH = ("gmr", "smr", "seq")
FUZZY = ("nash", "gmr", "smr", "seq", "sseq")
randoms = st.randoms(use_true_random=False)

Strong = list[frozenset[tuple[int, int]]]


def strong_pairs(random: Random, graph: Graph) -> Strong:
    """Draw, for each decision maker, some of the pairs of states of which it prefers the first."""
    every = [(s, t) for s in range(graph.size) for t in range(graph.size)]
    return [
        frozenset((s, t) for s, t in every if graph.worth[i][s] > graph.worth[i][t] and random.random() < 0.5)
        for i in graph.people
    ]


def written(graph: Graph, strong: Strong) -> dict[str, list[tuple[Formula, Formula]]]:
    return {
        name: [(state_formula(graph, s), state_formula(graph, t)) for s, t in sorted(pairs)]
        for name, pairs in zip(graph.names, strong, strict=True)
    }


def degrees_of(random: Random, people: int, size: int) -> NDArray[np.float64]:
    degrees = np.full((people, size, size), 0.5)
    for i in range(people):
        for s in range(size):
            for t in range(s):
                degrees[i, s, t] = random.choice([0.0, 0.25, 0.375, 0.5, 0.625, 1.0])
                degrees[i, t, s] = 1 - degrees[i, s, t]
    return degrees


@pytest.mark.parametrize("concept", WITH_STRENGTH)
@given(conflict=any_conflicts(), random=randoms)
def test_strength_is_that_of_the_literal_reading(concept: str, conflict: Conflict, random: Random) -> None:
    assume(not conflict.has_beliefs)
    assume(conflict.size <= 12)
    graph = read(conflict)
    strong = strong_pairs(random, graph)
    found = strength(conflict, written(graph, strong), concept)
    tempts, deters, strongly = strength_relations(graph, strong)
    for rule, verdicts in ((deters, found.stable), (strongly, found.strongly)):
        expected = [
            [stays_by_degree(graph, concept, tempts, rule, i, s) for s in range(graph.size)] for i in graph.people
        ]
        assert verdicts.tolist() == expected
    assert (found.stable == solve(conflict, [concept]).verdicts[concept]).all()
    assert (~found.strongly | found.stable).all()
    for i, name in enumerate(graph.names):
        both = {*found.strongly_stable(name)} | {*found.weakly_stable(name)}
        assert both == {s + 1 for s in range(graph.size) if found.stable[i, s]}
        assert not {*found.strongly_stable(name)} & {*found.weakly_stable(name)}


@given(conflict=any_conflicts(), random=randoms)
def test_what_is_strongly_stable_under_smr_or_seq_is_so_under_gmr(conflict: Conflict, random: Random) -> None:
    assume(not conflict.has_beliefs)
    assume(conflict.size <= 12)
    graph = read(conflict)
    strongly = written(graph, strong_pairs(random, graph))
    gmr, smr, seq = (strength(conflict, strongly, concept).strongly for concept in WITH_STRENGTH)
    assert (~smr | gmr).all()
    assert (~seq | gmr).all()


@pytest.mark.parametrize("concept", FUZZY)
@given(conflict=any_conflicts(), random=randoms)
def test_fuzzy_is_that_of_the_literal_reading(concept: str, conflict: Conflict, random: Random) -> None:
    assume(not conflict.has_beliefs)
    assume(conflict.size <= 12)
    graph = read(conflict)
    degrees = degrees_of(random, len(graph.people), graph.size)
    thresholds = {name: random.choice([0.25, 0.5, 0.75, 1.0]) for name in graph.names}
    found = fuzzy(conflict, degrees, thresholds, concept)
    tempts, deters = fuzzy_relations(degrees.tolist(), [*thresholds.values()])
    expected = [
        [stays_by_degree(graph, concept, tempts, deters, i, s) for s in range(graph.size)] for i in graph.people
    ]
    assert found.stable.tolist() == expected
    assert found.equilibria == tuple(s + 1 for s in range(graph.size) if all(row[s] for row in expected))


@pytest.mark.parametrize("concept", FUZZY)
@given(conflict=any_conflicts(), threshold=st.sampled_from([0.1, 0.5, 1.0]))
def test_degrees_of_nothing_one_half_and_one_are_simple_preference(
    concept: str, conflict: Conflict, threshold: float
) -> None:
    assume(not conflict.has_beliefs)
    payoffs = conflict.payoff_table
    degrees = (1 + np.sign(payoffs[:, :, None] - payoffs[:, None, :])) / 2
    assert (fuzzy(conflict, degrees, threshold, concept).stable == solve(conflict, [concept]).verdicts[concept]).all()


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr"])
@given(conflict=any_conflicts(), random=randoms)
def test_a_greater_threshold_leaves_stable_what_is(concept: str, conflict: Conflict, random: Random) -> None:
    assume(not conflict.has_beliefs)
    assume(conflict.size <= 12)
    degrees = degrees_of(random, len(conflict.names), conflict.size)
    low, high = (fuzzy(conflict, degrees, threshold, concept).stable for threshold in (0.25, 0.75))
    assert (~low | high).all()


def test_a_certainty_on_the_threshold_tempts() -> None:
    """0.65 − 0.35 is 0.3, and not a little more or less."""
    alone = Conflict([DecisionMaker("A", ["a"])])
    assert fuzzy(alone, [[[0.5, 0.65], [0.35, 0.5]]], 0.3, "nash").equilibria == (1,)


def test_plain_data() -> None:
    found = strength(DILEMMA.conflict, {}, "seq")
    data = found.to_dict()
    assert (data["equilibria"], data["strong_equilibria"]) == ([1, 4], [1])
    assert (data["strongly_stable"]["A"], data["weakly_stable"]["A"]) == ([1, 3], [4])
    degrees = np.full((2, 4, 4), 0.5)
    told = fuzzy(DILEMMA.conflict, degrees, 1, "seq").to_dict()
    assert (told["equilibria"], told["thresholds"], told["stable"]["B"]) == (
        [1, 2, 3, 4],
        {"A": 1, "B": 1},
        [1, 2, 3, 4],
    )


def test_what_is_not_preferred_cannot_be_preferred_strongly() -> None:
    message = "Ministry does not prefer state 9 to state 1 at all, let alone strongly"
    with pytest.raises(ConflictError, match=message):
        strength(ELMIRA.conflict, {"Ministry": [("uniroyal = abandon", "uniroyal = delay")]}, "gmr")


def test_what_knows_no_strength_is_refused() -> None:
    for concept in ("nash", "sseq", "sim"):
        with pytest.raises(UnavailableError, match=f"'{concept}' is not defined for degrees of preference"):
            strength(ELMIRA.conflict, {}, concept)
    with pytest.raises(UnknownNameError, match="no stability concept 'sequential'"):
        strength(ELMIRA.conflict, {}, "sequential")
    with pytest.raises(UnknownNameError, match="no decision maker 'Unroyal'"):
        strength(ELMIRA.conflict, {"Unroyal": []}, "seq")
    with pytest.raises(KindError, match="what Ministry prefers strongly"):
        strength(ELMIRA.conflict, {"Ministry": ["modify"]}, "seq")  # type: ignore[list-item] # no pair
    with pytest.raises(InputError, match=r"what Ministry prefers strongly.*no option 'modfy'"):
        strength(ELMIRA.conflict, {"Ministry": [("modfy", "insist")]}, "seq")
    for name in ("bluff", "new-government"):
        with pytest.raises(UnavailableError, match="strength is not defined where somebody has beliefs or unknown"):
            strength(load(name).conflict, {}, "seq")
    with pytest.raises(TooLargeError, match="there are 8,192 states, too many for degrees of preference"):
        strength(Conflict([DecisionMaker("A", [f"o{k}" for k in range(13)])]), {}, "seq")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            (ELMIRA.conflict, [("modify", "insist")], "gmr"),
            "what is preferred strongly cannot be a list; allowed: a list of",
        ),
        ((ELMIRA.conflict, None, "gmr"), "what is preferred strongly cannot be None"),
        ((ELMIRA.conflict, {}, ["gmr"]), "the concept cannot be a list; allowed: one of: gmr, smr, seq"),
    ],
)
def test_strength_of_the_wrong_kind_is_refused(given: tuple[Any, ...], message: str) -> None:
    with pytest.raises(KindError, match=message):
        strength(*given)


@pytest.mark.parametrize("degrees", ["x", [[1], [1, 2]], {"A": 1}])
def test_degrees_that_are_no_numbers_are_refused(degrees: Any) -> None:
    with pytest.raises(KindError, match=r"the degrees are no array of numbers; allowed: \(1, 2, 2\)"):
        fuzzy(Conflict([DecisionMaker("A", ["a"])]), degrees, 1, "nash")


@pytest.mark.parametrize("threshold", ["0.5", None, [0.5], {"A": "0.5"}])
def test_thresholds_that_are_no_numbers_are_refused(threshold: Any) -> None:
    with pytest.raises(KindError, match=r"the threshold of A cannot be .*; allowed: a number above 0, up to 1"):
        fuzzy(Conflict([DecisionMaker("A", ["a"])]), np.full((1, 2, 2), 0.5), threshold, "nash")


def test_degrees_that_do_not_fit_are_refused() -> None:
    alone, half = Conflict([DecisionMaker("A", ["a"])]), np.full((1, 2, 2), 0.5)
    with pytest.raises(KindError, match=r"the degrees have the shape \(2, 2\); allowed: \(1, 2, 2\)"):
        fuzzy(alone, half[0], 1, "nash")
    with pytest.raises(KindError, match="degrees are out of bounds"):
        fuzzy(alone, 3 * half, 1, "nash")
    with pytest.raises(KindError, match="do not add up to 1"):
        fuzzy(alone, half / 2, 1, "nash")
    with pytest.raises(UnavailableError, match="the threshold of A is 0; allowed: above 0, up to 1"):
        fuzzy(alone, half, 0, "nash")
    with pytest.raises(UnavailableError, match="a threshold is missing for 'A'"):
        fuzzy(alone, half, {}, "nash")
    with pytest.raises(UnknownNameError, match="no decision maker 'B'"):
        fuzzy(alone, half, {"A": 1, "B": 1}, "nash")
    with pytest.raises(UnavailableError, match="'sim' is not defined for degrees of preference"):
        fuzzy(alone, half, 1, "sim")
    with pytest.raises(UnavailableError, match="take no account of what another believes of it"):
        fuzzy(load("bluff").conflict, np.full((2, 4, 4), 0.5), 1, "nash")
