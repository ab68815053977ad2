"""Two ways to the least value that joint moves reach."""

import pytest
from hypothesis import given

from detente.conflict import Conflict, DecisionMaker, Ranking
from detente.stability import reach, solve
from tests.models import any_conflicts

FIVE = ("nash", "gmr", "smr", "seq", "sseq")


@given(conflict=any_conflicts())
def test_spreading_values_gives_what_sweeping_gives(conflict: Conflict) -> None:
    swept = solve(conflict, FIVE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "ROUNDS", 0)
        spread = solve(conflict, FIVE)
    for concept in FIVE:
        assert (swept.verdicts[concept] == spread.verdicts[concept]).all(), concept


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
