"""What is decided around the status quo, against what is decided over all states."""

import json

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.conflict import Conflict, DecisionMaker, Ranking, Statements
from detente.errors import ConflictError, TooLargeError, UnavailableError, UnknownNameError
from detente.evolution import Exploration, explore, reachable
from detente.stability import solve
from detente.stability.local import LOCAL, spreading
from tests.large import dilemmas, staircases, watchers
from tests.models import any_conflicts


def local_conflicts() -> st.SearchStrategy[Conflict]:
    """Draw conflicts that can be looked at a few states at a time."""
    return any_conflicts().filter(lambda conflict: not (conflict.in_graph_form or conflict.coalesced))


def assert_never_wrong(conflict: Conflict, found: Exploration) -> None:
    """Compare every verdict that is not open with the one over all states."""
    solution = solve(conflict, LOCAL)
    places = np.searchsorted(conflict.space.codes, found.region.codes)
    assert (conflict.space.codes[places] == found.region.codes).all()
    for concept in LOCAL:
        verdicts, truth = found.verdicts[concept], solution.verdicts[concept][:, places]
        decided = verdicts != -1
        assert (verdicts[decided] == truth[decided]).all(), concept
        assert not decided[:, ~found.region.explored].any()


@given(conflict=local_conflicts(), limit=st.integers(1, 20))
def test_no_verdict_is_wrong_at_any_limit(conflict: Conflict, limit: int) -> None:
    found = explore(conflict, limit=limit)
    assert found.explored <= limit
    assert_never_wrong(conflict, found)
    assert found.verdicts["nash"][:, found.region.explored].min() >= 0


@given(conflict=local_conflicts())
def test_without_a_limit_nothing_is_open_and_what_is_reached_is_what_can_be_reached(conflict: Conflict) -> None:
    found = explore(conflict, limit=10**6)
    assert found.complete
    assert found.region.explored.all()
    assert_never_wrong(conflict, found)
    for verdicts in found.verdicts.values():
        assert (verdicts != -1).all()
    numbers = np.searchsorted(conflict.space.codes, found.region.codes[found.reached_mask]) + 1
    assert tuple(numbers.tolist()) == reachable(conflict).numbers


@given(conflict=local_conflicts(), limit=st.integers(1, 20))
def test_what_is_reached_within_a_limit_can_be_reached(conflict: Conflict, limit: int) -> None:
    found = explore(conflict, [], limit=limit)
    reached = set(conflict.space.codes[reachable(conflict).mask].tolist())
    within = set(found.region.codes[found.reached_mask].tolist())
    assert within <= reached
    assert found.complete <= (within == reached)


@given(conflict=local_conflicts())
def test_local_moves_are_the_moves(conflict: Conflict) -> None:
    codes = conflict.space.codes
    for moves, local in zip(conflict.moves, conflict.local_moves, strict=True):
        places, targets = local.targets(codes)
        found = [targets[places == place].tolist() for place in range(len(codes))]
        assert found == [codes[moves.targets(place)].tolist() for place in range(len(codes))]


def test_dilemmas_side_by_side_hold_today_if_everyone_looks_ahead() -> None:
    found = explore(dilemmas(), limit=500)
    today = found.start
    assert today == 2**60 - 1
    assert found.explored == 500
    assert not found.complete
    assert today not in found.equilibria("nash")
    assert today in found.codes("nash", "unstable")
    # The answer to every defection was seen; whether one could escape it, not for all of them.
    assert found.equilibria("seq") == (today,)
    assert today in found.equilibria("gmr")
    assert today in found.codes("smr", "open")


def test_a_space_of_3_to_the_20_of_which_little_is_reached_is_explored_to_the_end() -> None:
    found = explore(staircases(), limit=100)
    assert (found.reached, found.explored, found.complete) == (9, 9, True)
    # Whoever stands on the middle rung steps down; from the top that takes two steps, of which the first is no better.
    assert found.equilibria("nash") == (0, 2, 6, 8)
    for concept in found.concepts:
        assert not found.codes(concept, "open")


def test_one_state_and_its_neighbours() -> None:
    found = explore(watchers(), ["nash"], limit=1)
    # From the start watchers 0 and 1 have 3 moves each, and so have the 28 others.
    assert (found.explored, found.reached) == (1, 1 + 30 * 3)
    assert found.verdict("D5", 0, "nash") == "unstable"
    with pytest.raises(UnknownNameError, match="the state of code 1 was not explored"):
        found.verdict("D5", 1, "nash")
    with pytest.raises(UnavailableError, match="'seq' was not applied; allowed: nash"):
        found.equilibria("seq")


def test_what_was_found_is_plain_data_and_a_frame() -> None:
    found = explore(staircases(), ["nash", "seq"], limit=100)
    plain = json.loads(json.dumps(found.to_dict()))
    assert plain["explored"] == 9
    assert plain["start"]["options"]["L0.step0"] == "calm"
    assert plain["equilibria"]["nash"] == [0, 2, 6, 8]
    assert plain["verdicts"]["seq"]["open"] == 0
    frame = found.to_frame()
    assert len(frame) == 9
    assert frame.loc[1, "L0.step0"] == "massed"
    assert frame.loc[0, "nash"] == "stable"
    assert "Equilibria among 9 explored states" in repr(found)


def test_it_tells_how_far_it_is() -> None:
    said: list[str] = []
    explore(watchers(), ["nash"], limit=5, progress=said.append)
    assert said == [
        "1 states explored, 91 known",
        "5 states explored, 432 known",
        "judging 432 states under nash",
    ]


def test_another_start_can_be_given() -> None:
    found = explore(staircases(), ["nash"], start={"step0": "attack"})
    assert found.start == 2
    assert found.reached == 9


def test_exploring_ends_where_no_more_can_be_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "MOST_HELD", 30 * 90)
    found = explore(watchers(), ["nash"])
    assert (found.explored, found.complete, len(found.region.codes)) == (1, False, 91)


def test_what_cannot_be_explored_is_refused() -> None:
    with pytest.raises(UnavailableError, match="exploring starts from the status quo"):
        explore(Conflict([DecisionMaker("A", ["a"])]))
    with pytest.raises(UnavailableError, match="in graph form cannot be looked at"):
        explore(Conflict([DecisionMaker("A")], states=["x"]))
    with pytest.raises(UnavailableError, match="with coalesced states cannot be looked at"):
        explore(Conflict([DecisionMaker("A", ["a", "b"])], coalesced=["a"], status_quo={}))
    with pytest.raises(UnavailableError, match=r"\(sim\) cannot be judged from a part"):
        explore(watchers(), ["sim"])
    many = [f"o{k}" for k in range(30)]
    with pytest.raises(TooLargeError, match="'A' can combine its options in 1073741824 ways"):
        explore(Conflict([DecisionMaker("A", many, Statements(["o0"]))], status_quo={}))
    with pytest.raises(UnavailableError, match="'A' ranks states by number, and there are too many"):
        explore(Conflict([DecisionMaker("A", many, Ranking([1, 2]))], status_quo={}))
    with pytest.raises(ConflictError, match="the state 'arm0, arm1' is infeasible"):
        explore(watchers(), start={"arm0": "yes", "arm1": "yes"})


@given(conflict=local_conflicts())
def test_where_a_formula_holds(conflict: Conflict) -> None:
    found = explore(conflict, [])
    assume(conflict.words.variables)
    held = found.where("true")
    assert held.all()
    assert held.shape == found.region.codes.shape
