"""Exploring: a space too large to list, of which moves reach a part that is large as well."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import attrs
import numpy as np

from benchmarks.judging import judge
from benchmarks.measuring import FIVE, Measured, compile_all, held_so_far
from detente.conflict import Conflict
from detente.evolution import Exploration, explore
from detente.stability import solve

_TIMES = 3


def exploring(make: Callable[[], Conflict], small: Callable[[], Conflict], limit: int) -> Measured:
    """Measure how long it takes to explore what moves reach from the status quo, and to judge it.

    Args:
        make: Builds the conflict; fewer than ``limit`` states can be reached in it.
        small: Builds a small one of the same kind, which is explored first: compiling is not what is measured.
        limit: How many states may be explored.
    """
    compile_all()
    explore(small(), FIVE, limit=limit)
    runs = []
    for _ in range(_TIMES):
        conflict = make()
        begun = time.perf_counter()
        found = explore(conflict, FIVE, limit=limit)
        runs.append(time.perf_counter() - begun)
    peak = held_so_far()
    return Measured(found.explored, 0.0, statistics.median(runs), 0.0, peak, _judge(found))


def _judge(found: Exploration) -> int:
    """Compare with what is found where all states that can be reached are listed; return how many verdicts were judged.

    Raises:
        AssertionError: If one of them is wrong.
    """
    assert found.complete  # noqa: S101 - the point of it
    settled = [f"not {name}" for name, level in dict(found.conflict.status_quo or ()).items() if level == "yes"]
    listed = solve(attrs.evolve(found.conflict, infeasible=settled), FIVE)
    assert np.array_equal(listed.conflict.space.codes, found.region.codes)  # noqa: S101 - as above
    for key in FIVE:
        assert (listed.verdicts[key] == found.verdicts[key]).all(), key  # noqa: S101 - as above
    judge(listed)
    return sum(found.verdicts[key].size for key in FIVE)
