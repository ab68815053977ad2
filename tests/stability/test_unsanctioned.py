"""The moves that a foresight leaves standing, against its verdicts."""

from hypothesis import given

from detente.conflict import Conflict
from detente.evolution import reachable, reachable_under
from detente.stability import solve
from tests.models import any_conflicts


@given(conflict=any_conflicts())
def test_the_states_nobody_leaves_are_the_equilibria(conflict: Conflict) -> None:
    """A state s is stable for i under c iff no improvement of i from s is unsanctioned under c."""
    solution = solve(conflict)
    for concept in solution.concepts:
        for mover, moves in enumerate(solution.unsanctioned(concept)):
            left = [moves.targets(state).size > 0 for state in range(conflict.size)]
            assert left == (~solution.verdicts[concept][mover]).tolist(), (concept, mover)


@given(conflict=any_conflicts())
def test_foresight_reaches_no_more_than_improvements(conflict: Conflict) -> None:
    """What unsanctioned improvements reach, improvements reach; under Nash it is the same."""
    solution, improving = solve(conflict), set(reachable(conflict, improvements=True).numbers)
    for concept in solution.concepts:
        assert set(reachable_under(solution, concept).numbers) <= improving
    assert set(reachable_under(solution, "nash").numbers) == improving
