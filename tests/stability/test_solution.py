"""What a solution says, and how."""

import json
from collections.abc import Callable

import attrs
import numpy as np
import pytest
from hypothesis import given

from detente.conflict import Conflict, DecisionMaker, Ranking
from detente.errors import UnavailableError, UnknownNameError
from detente.stability import CONCEPTS, Solution, solve
from tests.models import any_conflicts
from tests.published import CUBA, DILEMMA, ELMIRA, ELMIRA_BY_HAND, GARRISON


@pytest.fixture
def cuba() -> Solution:
    return solve(CUBA.conflict)


@given(conflict=any_conflicts())
def test_finding_and_checking_agree(conflict: Conflict) -> None:
    solution = solve(conflict)
    for concept in solution.concepts:
        found = solution.equilibria(concept)
        for number in range(1, conflict.size + 1):
            stays = [solution.is_stable(name, number, concept) for name in conflict.names]
            assert solution.is_equilibrium(number, concept) == (number in found) == all(stays)
            assert solution.leavers(number, concept) == tuple(
                name for name, stay in zip(conflict.names, stays, strict=True) if not stay
            )
        for name in conflict.names:
            numbers = [number for number in range(1, conflict.size + 1) if solution.is_stable(name, number, concept)]
            assert solution.stable(name, concept) == tuple(numbers)


@given(conflict=any_conflicts())
def test_one_foresight_for_all_is_a_mixture_too(conflict: Conflict) -> None:
    solution = solve(conflict)
    for concept in solution.concepts:
        assert solution.mixed(dict.fromkeys(conflict.names, concept)) == solution.equilibria(concept)


def test_who_looks_ahead_decides_what_holds(cuba: Solution) -> None:
    # State 5: the USSR gives way without being blockaded. The US would not strike or blockade if it looks ahead.
    assert cuba.mixed({"US": "seq", "USSR": "seq"}) == (5, 6, 7)
    expected = set(cuba.stable("US", "seq")) & set(cuba.stable("USSR", "nash"))
    assert cuba.mixed({"USSR": "nash", "US": "seq"}) == tuple(sorted(expected))
    assert cuba.strong_equilibria() == (6,)


def test_concepts_are_listed_with_a_name_a_foresight_and_a_source() -> None:
    assert list(CONCEPTS) == ["nash", "gmr", "smr", "seq", "sseq", "sim", "sim-fh"]
    for key, concept in CONCEPTS.items():
        assert concept.key == key
        assert concept.name
        assert concept.foresight
        assert concept.source


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_concept_asked_for_alone_gives_what_it_gives_among_others(concept: str, cuba: Solution) -> None:
    alone = solve(CUBA.conflict, [concept, concept])
    assert alone.concepts == (concept,)
    assert np.array_equal(alone.verdicts[concept], cuba.verdicts[concept])


@pytest.mark.parametrize("concept", CONCEPTS)
def test_verdicts_are_truth_values_by_decision_maker_and_state(concept: str) -> None:
    verdicts = solve(GARRISON.conflict).verdicts[concept]
    assert verdicts.shape == (4, 23)
    assert verdicts.dtype == np.bool_


@pytest.mark.parametrize(
    ("conflict", "why"),
    [
        pytest.param(ELMIRA.conflict, "moves do not compose where states are coalesced", id="coalesced"),
        pytest.param(ELMIRA_BY_HAND.conflict, "moves do not compose in graph form", id="graph form"),
    ],
)
def test_simultaneous_stability_needs_moves_that_compose(conflict: Conflict, why: str) -> None:
    solution = solve(conflict)
    assert solution.concepts == ("nash", "gmr", "smr", "seq", "sseq")
    assert solution.left_out == {"sim": why, "sim-fh": why}
    with pytest.raises(UnavailableError) as asked:
        solve(conflict, ["sim"])
    assert str(asked.value) == f"Simultaneous stability (sim) is not defined here: {why}"
    with pytest.raises(UnavailableError) as read:
        solution.equilibria("sim")
    assert str(read.value) == f"'sim' was not applied: {why}; allowed: nash, gmr, smr, seq, sseq"


def test_a_coalescing_formula_that_joins_nothing_leaves_simultaneous_stability() -> None:
    joined = attrs.evolve(CUBA.conflict, coalesced=["withdraw and escalate", "withdraw and blockade and 'air strike'"])
    assert solve(joined).equilibria("sim") == solve(CUBA.conflict).equilibria("sim")


def test_two_readings_of_simultaneous_stability_differ() -> None:
    # 1 nothing, 2 x, 3 y, 4 both. In state 1 both would like to act alone, and the leader fears that both act at once.
    leader = DecisionMaker("leader", ["x"], Ranking([2, 1, 4, 3]))
    follower = DecisionMaker("follower", ["y"], Ranking([3, 1, 2, 4]))
    solution = solve(Conflict([leader, follower]))
    assert solution.is_stable("leader", 1, "sim")
    # But the follower fears the leader's answer and stays; by the tableau's reading it is then no threat.
    assert solution.is_stable("follower", 1, "seq")
    assert not solution.is_stable("leader", 1, "seq")
    assert not solution.is_stable("leader", 1, "sim-fh")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (lambda it: solve(it.conflict, ["nsh"]), "no stability concept 'nsh'; allowed: one of: nash, gmr, smr, seq, "),
        (lambda it: it.equilibria("sequential"), "no stability concept 'sequential'; "),
        (lambda it: it.stable("USR", "seq"), "no decision maker 'USR'; allowed: one of: US, USSR; did you mean "),
        (lambda it: it.is_stable("US", 13, "seq"), "no state 13; allowed: 1 to 12"),
        (lambda it: it.is_equilibrium(0, "seq"), "no state 0; allowed: 1 to 12"),
        (lambda it: it.mixed({"US": "seq", "USSR": "sq"}), "no stability concept 'sq'; "),
        (lambda it: it.mixed({"US": "seq", "USSR": "seq", "UK": "seq"}), "no decision maker 'UK'; "),
    ],
)
def test_wrong_names_are_told(asked: Callable[[Solution], object], message: str, cuba: Solution) -> None:
    with pytest.raises(UnknownNameError) as caught:
        asked(cuba)
    assert str(caught.value).startswith(message)


def test_a_mixture_needs_a_concept_for_everyone(cuba: Solution) -> None:
    with pytest.raises(UnavailableError, match="a concept is missing for 'USSR'"):
        cuba.mixed({"US": "seq"})


def test_a_concept_that_was_not_asked_for_is_not_there() -> None:
    with pytest.raises(UnavailableError, match="'gmr' was not applied: it was not asked for; allowed: nash, seq"):
        solve(CUBA.conflict, ["nash", "seq"]).equilibria("gmr")


def test_plain_data_is_fit_for_json(cuba: Solution) -> None:
    plain = json.loads(json.dumps(cuba.to_dict()))
    assert plain["decision_makers"] == ["US", "USSR"]
    assert [state["number"] for state in plain["states"]] == list(range(1, 13))
    assert plain["states"][5]["code"] == 5
    assert plain["states"][5]["options"] == {
        "US.air strike": True,
        "US.blockade": False,
        "USSR.withdraw": True,
        "USSR.escalate": False,
    }
    assert plain["stability"]["seq"]["US"] == [number in cuba.stable("US", "seq") for number in range(1, 13)]
    assert plain["equilibria"] == {concept: list(cuba.equilibria(concept)) for concept in CONCEPTS}


def test_plain_data_names_levels_and_leaves_open_what_a_coalesced_state_leaves_open() -> None:
    states = solve(ELMIRA.conflict).to_dict()["states"]
    assert states[2]["options"] == {
        "Ministry.modify": False,
        "Uniroyal.uniroyal": "accept",
        "Local government.insist": False,
    }
    assert states[8]["options"] == {
        "Ministry.modify": None,
        "Uniroyal.uniroyal": "abandon",
        "Local government.insist": None,
    }


def test_a_frame_has_a_row_for_each_state(cuba: Solution) -> None:
    frame = cuba.to_frame()
    assert frame.index.tolist() == list(range(1, 13))
    assert frame.loc[6, "state"] == "air strike, withdraw"
    assert frame["payoff US"].tolist() == CUBA.conflict.payoffs("US").tolist()
    for concept in CONCEPTS:
        assert tuple(frame.index[frame[concept]]) == cuba.equilibria(concept)


def test_a_notebook_shows_the_equilibria(cuba: Solution) -> None:
    assert "<th>seq</th><td>5, 6, 7</td>" in cuba._repr_html_()
    assert "seq     5, 6, 7" in repr(cuba)


def test_solutions_are_equal_by_content(cuba: Solution) -> None:
    assert cuba == solve(CUBA.conflict)
    assert cuba != solve(CUBA.conflict, ["nash"])
    assert cuba != solve(DILEMMA.conflict)
