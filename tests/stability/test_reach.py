"""Two ways to the least value that joint moves reach."""

from collections.abc import Mapping, Sequence

import attrs
import pytest
from hypothesis import given

from detente.conflict import Conflict, DecisionMaker, Ranking, Statements
from detente.conflict.moves import GroupMoves, running
from detente.stability import reach, solve
from tests.models import any_conflicts

FIVE = ("nash", "gmr", "smr", "seq", "sseq")


Change = tuple[object, str, object]
"""A part of the program, one of its names, and what is put in its place."""

WAYS: dict[str, tuple[Change, ...]] = {
    "values are spread in plain loops": ((reach, "ROUNDS", 0),),
    "values are spread compiled": ((reach, "ROUNDS", 0), (running, "LARGE", 0)),
    "states are compared pair by pair": ((GroupMoves, "by_height", property(lambda _moves: False)),),
    "states are looked up by height": ((GroupMoves, "by_height", property(lambda _moves: True)),),
    "some groups are looked at": ((reach, "_MANY", 1),),
    "all groups are looked at": ((reach, "_MANY", 10**9),),
}


def assert_same_with(conflict: Conflict, *changes: Change) -> None:
    """Solve a conflict as usual and with parts of the program changed, and compare all verdicts."""
    assert_same_in_all(conflict, {"changed": changes})


def assert_same_in_all(conflict: Conflict, ways: Mapping[str, Sequence[Change]]) -> None:
    """Solve a conflict as usual and in several ways, and compare all verdicts."""
    usual = solve(conflict, FIVE)
    for way, changes in ways.items():
        with pytest.MonkeyPatch.context() as patch:
            for target, name, value in changes:
                patch.setattr(target, name, value)
            changed = solve(attrs.evolve(conflict), FIVE)
        for concept in FIVE:
            assert (usual.verdicts[concept] == changed.verdicts[concept]).all(), (way, concept)


@given(conflict=any_conflicts())
def test_all_ways_give_the_same(conflict: Conflict) -> None:
    assert_same_in_all(conflict, WAYS)


def test_a_long_chain_of_improvements_is_followed_to_its_end() -> None:
    """A and B take turns in moving on; C sets the chain off, and only its far end deters C."""
    size = 2_001
    states = [f"s{place}" for place in range(size)]
    steps = [(states[place], states[place + 1]) for place in range(1, size - 1)]
    onwards = Ranking(range(size, 0, -1))
    worst_at_the_end = Ranking([*range(2, size), 1, size])
    conflict = Conflict(
        [
            DecisionMaker("A", arcs=steps[::2], preference=onwards),
            DecisionMaker("B", arcs=steps[1::2], preference=onwards),
            DecisionMaker("C", arcs=[("s0", "s1")], preference=worst_at_the_end),
        ],
        states=states,
    )
    assert not solve(conflict, FIVE).is_stable("C", 1, "nash")
    assert solve(conflict, FIVE).is_stable("C", 1, "seq")
    assert solve(conflict, FIVE).equilibria("seq") == (1, size)


@pytest.mark.parametrize("large", [running.LARGE, 0], ids=["plain", "compiled"])
def test_values_spread_where_nobody_can_move_to_the_last_states(large: int) -> None:
    """Groups end with the last state that is in one; what comes after them is in nobody's."""
    makers = [
        DecisionMaker("A", ["a"], Statements(["a"]), misperceives=["c"]),
        DecisionMaker("B", ["b"], Statements(["b", "not a"]), misperceives=["c"]),
        DecisionMaker("C", ["c"], Statements(["not b"]), misperceives=["c"]),
    ]
    assert_same_with(Conflict(makers), (reach, "ROUNDS", 0), (running, "LARGE", large))
