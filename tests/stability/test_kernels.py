"""Compiled loops against the same loops as plain Python, and a loop against what it is to find."""

import random

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict import Conflict, DecisionMaker, Option, Weights
from detente.conflict.moves import kernels, running
from detente.evolution import reachable
from detente.stability import Solution, solve
from tests.models import any_conflicts

ALL_COMPILED, ALL_PLAIN = 0, 10**15


def results(conflict: Conflict) -> tuple[Solution, list[list[int]]]:
    """Work out everything that kernels have a part in."""
    reaches = [reachable(conflict, improvements=improvements) for improvements in (False, True)]
    return solve(conflict), [reach.steps.tolist() for reach in reaches]


def assert_compiled_is_plain(conflict: Conflict) -> None:
    """Compare compiled with plain results."""
    found = []
    for steps in (ALL_COMPILED, ALL_PLAIN):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(running, "LARGE", steps)
            patch.setattr(running, "PATIENCE", steps)
            found.append(results(attrs.evolve(conflict)))
    (compiled, compiled_steps), (plain, plain_steps) = found
    assert compiled_steps == plain_steps
    assert compiled.concepts == plain.concepts
    for concept in plain.concepts:
        assert np.array_equal(compiled.verdicts[concept], plain.verdicts[concept]), concept


@given(conflict=any_conflicts())
def test_compiled_kernels_give_what_plain_ones_give(conflict: Conflict) -> None:
    assert_compiled_is_plain(conflict)


@pytest.mark.parametrize("moves", ["both", "up", "down", "rung"])
def test_compiled_kernels_give_what_plain_ones_give_on_a_large_conflict(moves: str) -> None:
    draw = random.Random(2021)
    names = [[f"{owner}{k}" for k in range(3)] for owner in "abc"]
    makers = [
        DecisionMaker(
            own[0][0].upper(),
            [own[0], Option(own[1], moves="up"), Option(own[2], ["low", "middle", "high"], moves)],
            Weights([(f"{x} iff {y} = high", draw.randint(-9, 9)) for x, _, _ in names for _, _, y in names]),
        )
        for own in names
    ]
    conflict = Conflict(makers, infeasible=["a0 and b0 and c0"], status_quo={})
    assert conflict.size > 1_000
    assert_compiled_is_plain(conflict)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_in_a_free_group_a_state_reaches_the_least_value_of_the_others(values: list[int]) -> None:
    """Its own value is not reached by moving, so that one that alone has the least reaches the next."""
    size, unset = len(values), 10
    out = [unset] * size
    kernels.least_in_free_groups([0, size], range(size), values, out)
    assert out == [min([*values[:s], *values[s + 1 :]], default=unset) for s in range(size)]
