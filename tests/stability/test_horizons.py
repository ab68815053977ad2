"""Looking further ahead: Maximin and limited moves against the literal reading, theorems, and the published results."""

from collections.abc import Callable
from random import Random
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from detente.conflict import Conflict, DecisionMaker, Option, Ranking
from detente.errors import KindError, TooLargeError, UnavailableError, UnknownNameError
from detente.library import load
from detente.stability import horizons, limited_moves, maximin, solve
from detente.stability.horizons import limited
from tests.models import any_conflicts
from tests.oracle import maximin as holds_at_worst
from tests.oracle import read, stable
from tests.oracle.horizons import anticipated, non_myopic, vectors
from tests.published import CUBA, DILEMMA, ELMIRA, EUPHRATES

LONGEST = 5
TWO_WITH_MANY = Conflict([DecisionMaker(name, [f"{name}{k}" for k in range(10)]) for name in "ab"])
MOVES = ("both", "up", "down", "rung", "rung-up", "rung-down")


def strictly_ranked(random: Random) -> Conflict:
    """Draw a conflict of two who rank all states strictly, in option form or drawn by hand."""
    if random.random() < 0.5:
        options = [[_option(random, f"{name}{k}") for k in range(random.randint(1, 2))] for name in "ab"]
        states: list[str] = []
        parts: list[dict[str, Any]] = [{"options": own} for own in options]
        size = int(np.prod([len(option.levels) for own in options for option in own]))
    else:
        states = [f"s{k}" for k in range(random.randint(1, 9))]
        size = len(states)
        pairs = [(from_, to) for from_ in states for to in states]
        parts = [{"arcs": [pair for pair in pairs if random.random() < share]} for share in (0.2, 0.3)]
    rankings = (Ranking(random.sample(range(1, size + 1), size)) for _ in parts)
    makers = [DecisionMaker(name, preference=next(rankings), **part) for name, part in zip("AB", parts, strict=True)]
    return Conflict(makers, states=states)


def _option(random: Random, name: str) -> Option:
    return Option(name, ["low", "mid", "high"][: random.randint(2, 3)], random.choice(MOVES))


strict_conflicts = st.randoms(use_true_random=False).map(strictly_ranked)


@pytest.mark.parametrize("horizon", range(1, 6))
def test_elmira_has_the_published_maximin_equilibria(horizon: int) -> None:
    expected = (5, 8, 9) if horizon == 1 else (1, 4, 5, 8, 9)
    assert horizons(ELMIRA.conflict).maximin_equilibria(horizon) == expected


@given(conflict=any_conflicts())
def test_maximin_is_that_of_the_literal_reading(conflict: Conflict) -> None:
    graph, found = read(conflict), maximin(conflict, LONGEST)
    for horizon in range(1, LONGEST + 1):
        expected = [[holds_at_worst(graph, i, s, horizon) for s in range(graph.size)] for i in graph.people]
        assert found[horizon - 1].tolist() == expected, horizon


@given(conflict=any_conflicts())
def test_maximin_is_nash_gmr_and_smr(conflict: Conflict) -> None:
    """Maximin_1 ⇔ Nash, Maximin_2 ⇔ GMR, Maximin_3 ⇔ SMR."""
    verdicts = solve(conflict, ["nash", "gmr", "smr"]).verdicts
    for found, expected in zip(maximin(conflict, 3), verdicts.values(), strict=True):
        assert (found == expected).all()


@given(conflict=strict_conflicts)
def test_what_is_anticipated_is_that_of_the_literal_reading(conflict: Conflict) -> None:
    graph, found = read(conflict), limited_moves(conflict, LONGEST)
    for horizon in range(1, LONGEST + 1):
        for i, name in enumerate(conflict.names):
            ends = [anticipated(graph, horizon, i, s) for s in range(graph.size)]
            assert [found.anticipated(name, s + 1, horizon) - 1 for s in range(graph.size)] == ends
            assert found.stable(name, horizon) == tuple(s + 1 for s, end in enumerate(ends) if end == s)


@given(conflict=strict_conflicts)
def test_what_repeats_itself_is_that_of_the_literal_reading(conflict: Conflict) -> None:
    graph, found = read(conflict), limited_moves(conflict, 1)
    seen, begins = vectors(graph)
    assert (found.begins, found.period) == (begins, len(seen) - begins + 1)
    assert found.non_myopic == tuple(sorted(s + 1 for s in non_myopic(graph)))
    for i, name in enumerate(conflict.names):
        for s in range(graph.size):
            ends = [now[i][s] + 1 for now in seen[begins - 1 :]]
            limits = found.limits(name, s + 1)
            assert limits is not None
            assert list(limits) * (len(ends) // len(limits)) == ends
            assert not any(limits == limits[:k] * (len(limits) // k) for k in range(1, len(limits)))


@given(conflict=strict_conflicts)
def test_l_1_is_nash(conflict: Conflict) -> None:
    """L_1 ⇔ Nash."""
    found, solution = limited_moves(conflict, 1), solve(conflict, ["nash"])
    assert found.equilibria(1) == solution.equilibria("nash")
    for name in conflict.names:
        assert found.stable(name, 1) == solution.stable(name, "nash")


@given(conflict=strict_conflicts)
def test_a_stackelberg_equilibrium_is_l_2_stable_for_the_leader_and_nash_stable_for_the_follower(
    conflict: Conflict,
) -> None:
    """Stackelberg: leader L_2-stable and follower Nash-stable."""
    graph, found = read(conflict), limited_moves(conflict, 1)
    nash = stable(graph, "nash")
    for i, name in enumerate(conflict.names):
        expected = [s + 1 for s in range(graph.size) if anticipated(graph, 2, i, s) == s and nash[1 - i][s]]
        assert found.stackelberg(name) == tuple(expected)


def test_where_there_is_no_limit_the_cycle_is_told() -> None:
    """From z A would go to y, and from there B back to z: it depends on who has the last move."""
    a = DecisionMaker("A", arcs=["zy"], preference=Ranking([1, 2]))
    b = DecisionMaker("B", arcs=["yz"], preference=Ranking([2, 1]))
    found = limited_moves(Conflict([a, b], states="yz"), 4)
    assert [found.anticipated("A", 2, horizon) for horizon in range(1, 5)] == [1, 2, 1, 2]
    assert (found.period, found.begins, found.non_myopic) == (2, 1, ())
    assert (found.limits("A", 1), found.limits("A", 2), found.limits("B", 2)) == ((1,), (1, 2), (2,))


def test_what_does_not_repeat_itself_soon_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "MOST_ROUNDS", 1)
    found = limited_moves(CUBA.conflict, 3)
    assert (found.period, found.begins, found.non_myopic, found.limits("US", 1)) == (None, None, None, None)
    assert found.to_dict()["limits"]["US"] == [None] * 12


@pytest.mark.parametrize("conflict", [DILEMMA.conflict, EUPHRATES.conflict, CUBA.conflict])
def test_published_cases_agree_with_the_literal_reading(conflict: Conflict) -> None:
    graph, found = read(conflict), limited_moves(conflict, LONGEST)
    for horizon in range(1, LONGEST + 1):
        ends = [{anticipated(graph, horizon, i, s) == s for i in (0, 1)} for s in range(graph.size)]
        assert found.equilibria(horizon) == tuple(s + 1 for s, each in enumerate(ends) if each == {True})


def test_plain_data_and_frame() -> None:
    found = horizons(DILEMMA.conflict, 2)
    data = found.to_dict()
    assert [each["equilibria"] for each in data["maximin"]] == [[1], [1, 4]]
    assert data["limited"]["horizons"][1]["anticipated"] == {"A": [1, 1, 3, 4], "B": [1, 2, 1, 4]}
    assert (data["limited"]["period"], data["limited"]["non_myopic"], data["reason"]) == (1, [1, 4], "")
    assert data["limited"]["limits"]["A"][3] == [4]
    assert found.to_frame()["limited 2"].tolist() == [True, False, False, True]
    assert horizons(ELMIRA.conflict, 1).to_dict()["limited"] is None
    assert "limited 1" not in horizons(ELMIRA.conflict, 1).to_frame()


def test_where_limited_moves_are_not_defined_they_are_left_out() -> None:
    assert horizons(ELMIRA.conflict).reason == "it is defined for two decision makers, and not for 3"
    assert horizons(load("bluff").conflict).reason == "somebody has beliefs about the other"
    tied = Conflict([DecisionMaker("A", ["a"], Ranking([[1, 2]])), DecisionMaker("B")])
    with pytest.raises(UnavailableError, match="has to rank all states strictly, and A likes 1 and 2 equally"):
        limited_moves(tied, 3)
    assert horizons(tied).maximin_equilibria(3) == (1, 2)


def test_what_cannot_be_asked_is_refused() -> None:
    found = horizons(DILEMMA.conflict, 2)
    assert found.limited is not None
    for horizon in (0, 3):
        with pytest.raises(UnavailableError, match=f"no horizon {horizon} was asked for; allowed: 1 to 2"):
            found.maximin_equilibria(horizon)
        with pytest.raises(UnavailableError, match=f"no horizon {horizon} was asked for; allowed: 1 to 2"):
            found.limited.equilibria(horizon)
    for strange in ("1", 1.5, None):
        with pytest.raises(UnavailableError, match=f"no horizon {strange} was asked for"):
            found.limited.equilibria(strange)  # type: ignore[arg-type] # that is what is refused
    with pytest.raises(UnknownNameError, match="no decision maker 'C'"):
        found.limited.stackelberg("C")
    with pytest.raises(UnknownNameError, match="no decision maker 'C'"):
        found.maximin_stable("C", 1)
    with pytest.raises(UnknownNameError, match="no state 5"):
        found.limited.anticipated("A", 5, 1)


@pytest.mark.parametrize("look", [horizons, maximin, limited_moves])
def test_nobody_looks_further_than_there_is_to_see(look: Callable[[Any, Any], object]) -> None:
    for longest in (0, 101, 1.5):
        with pytest.raises(UnavailableError, match=f"the longest horizon is {longest}"):
            look(DILEMMA.conflict, longest)
    with pytest.raises(
        TooLargeError, match="a horizon of 33 is too far in a conflict of 1,048,576 states; allowed: at most"
    ):
        look(TWO_WITH_MANY, 33)
    with pytest.raises(UnavailableError, match="nobody can be said to look ahead where preferences are unknown"):
        look(load("new-government").conflict, 3)
    with pytest.raises(KindError, match="the conflict cannot be"):
        look(load("elmira"), 3)
