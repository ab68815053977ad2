"""States, moves and payoffs against the literal reading."""

import numpy as np
import pytest
from hypothesis import given

from detente.conflict import NONE, Conflict, Moves
from tests.models import FAMILIES, any_conflicts, conflicts, state_formula
from tests.oracle import read


@pytest.mark.parametrize("family", FAMILIES)
def test_states_moves_and_payoffs_are_those_of_the_literal_reading(family: str) -> None:
    @given(conflict=conflicts(family))
    def judge(conflict: Conflict) -> None:
        graph = read(conflict)
        assert conflict.space.codes.tolist() == list(graph.codes)
        for i in graph.people:
            assert_same_moves(conflict.moves[i], graph.moves[i])
            assert_same_moves(conflict.moves[i].improving(conflict.payoff_table[i]), graph.improvements[i])
            order = sorted(set(graph.worth[i]))
            assert conflict.payoff_table[i].tolist() == [order.index(worth) + 1 for worth in graph.worth[i]]

    judge()


def assert_same_moves(moves: Moves, expected: tuple[frozenset[int], ...]) -> None:
    """Compare moves state by state, and all at once."""
    assert [moves.targets(s).tolist() for s in range(len(expected))] == [sorted(targets) for targets in expected]
    from_, to = moves.arcs()
    arcs = sorted(zip(from_.tolist(), to.tolist(), strict=True))
    assert arcs == [(s, t) for s, targets in enumerate(expected) for t in sorted(targets)]


@given(conflict=any_conflicts())
def test_operators_on_moves_are_minima_and_maxima_over_them(conflict: Conflict) -> None:
    graph = read(conflict)
    values = np.arange(conflict.size, dtype=np.int32)[::-1] % 7
    nothing = np.full_like(values, NONE)
    for i, moves in enumerate(conflict.moves):
        improving = moves.improving(conflict.payoff_table[i])
        for targets, steps in ((graph.moves[i], moves), (graph.improvements[i], improving)):
            least = [min((values[t] for t in each), default=NONE) for each in targets]
            most = [max([values[s], *(values[t] for t in each)]) for s, each in enumerate(targets)]
            assert steps.least(values, nothing).tolist() == least
            assert steps.most(values, values).tolist() == most


@given(conflict=any_conflicts())
def test_states_left_together_reach_what_each_reaches(conflict: Conflict) -> None:
    graph = read(conflict)
    leaving = np.arange(conflict.size) % 3 == 1
    for i, moves in enumerate(conflict.moves):
        improving = moves.improving(conflict.payoff_table[i])
        for targets, steps in ((graph.moves[i], moves), (graph.improvements[i], improving)):
            expected = set().union(*(each for each, left in zip(targets, leaving, strict=True) if left))
            assert set(np.flatnonzero(steps.reached(leaving)).tolist()) == expected


@given(conflict=any_conflicts())
def test_a_formula_finds_its_state_and_a_state_is_described_by_its_levels(conflict: Conflict) -> None:
    graph = read(conflict)
    for s in range(graph.size):
        assert conflict.numbers(state_formula(graph, s)) == (s + 1,)
        state = conflict.state(s + 1)
        assert (state.number, state.code) == (s + 1, graph.codes[s])
        for place, (level, names) in enumerate(zip(state.options.values(), graph.levels.values(), strict=True)):
            found = {names[pattern[place]] for pattern in graph.members[s]}
            assert level == (found.pop() if len(found) == 1 else None)
