"""What can come of the status quo, against the literal reading."""

import attrs
import pytest
from hypothesis import given

from detente.conflict import Conflict, DecisionMaker, Statements
from detente.errors import UnavailableError
from detente.evolution import NEVER, reachable
from tests.models import any_conflicts
from tests.oracle import reached, read, steps_from


@pytest.mark.parametrize("improvements", [False, True])
def test_steps_are_those_of_the_literal_reading(improvements: bool) -> None:
    @given(conflict=any_conflicts())
    def judge(conflict: Conflict) -> None:
        status_quo = conflict.status_quo_index
        assert status_quo is not None
        expected = steps_from(read(conflict), status_quo, improving=improvements)
        reach = reachable(conflict, improvements=improvements)
        assert reach.steps.tolist() == expected
        assert reach.numbers == tuple(s + 1 for s, steps in enumerate(expected) if steps != NEVER)

    judge()


@given(conflict=any_conflicts())
def test_what_is_reached_is_what_all_together_can_bring_about(conflict: Conflict) -> None:
    """The states with a step count are the status quo and R_N(SQ)."""
    graph, status_quo = read(conflict), conflict.status_quo_index
    assert status_quo is not None
    for improvements in (False, True):
        expected = reached(graph, graph.people, status_quo, improving=improvements) | {status_quo}
        assert reachable(conflict, improvements=improvements).numbers == tuple(s + 1 for s in sorted(expected))


@given(conflict=any_conflicts())
def test_improvements_reach_no_more_and_no_sooner_than_moves(conflict: Conflict) -> None:
    """V⁺(h) ⊆ V(h) for every h."""
    legal, improving = reachable(conflict).steps, reachable(conflict, improvements=True).steps
    assert all(0 <= freely <= better for freely, better in zip(legal, improving, strict=True) if better != NEVER)


def test_nobody_moves_twice_in_a_row() -> None:
    makers = [
        DecisionMaker("A", arcs=[("x", "y"), ("y", "z")]),
        DecisionMaker("B", arcs=[("y", "w"), ("w", "y")]),
        DecisionMaker("C", arcs=[("w", "y")]),
    ]
    ladder = Conflict(makers, states="wxyz", status_quo={"state": "x"})
    # A moves from x to y, B on to w, C back to y, and only then may A move again.
    assert reachable(ladder).steps.tolist() == [2, 0, 1, 4]
    # Without C it would have to be B who moves back, twice in a row.
    assert reachable(attrs.evolve(ladder, decision_makers=makers[:2])).steps.tolist() == [2, 0, 1, NEVER]


def test_a_status_quo_is_needed() -> None:
    with pytest.raises(UnavailableError, match="depends on the status quo"):
        reachable(Conflict([DecisionMaker("A", ["a"], Statements(["a"]))]))
