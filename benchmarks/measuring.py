"""Measure one row: in a process of its own, with the result judged after the clock has stopped."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import attrs

from benchmarks.copying import copying
from benchmarks.judging import judge
from detente.conflict import Conflict
from detente.stability import solve

FIVE = ("nash", "gmr", "smr", "seq", "sseq")

_LARGE = 2**21
"""From so many states on a conflict is solved twice only, the first time to compile."""

_TIMES = 5


@attrs.frozen
class Measured:
    """What a row took: medians, in seconds and megabytes.

    Attributes:
        states: The number of states.
        set_up: Finding states, moves and payoffs.
        solve: The five concepts alone.
        copy: Copying the payoffs into new memory once; 0 where that does not apply.
        peak: The most memory of the whole process until the result is there.
        judged: How many verdicts were judged, all of them right.
        copy_large: The same as ``copy`` with large pages; see :mod:`benchmarks.copying`.
    """

    states: int
    set_up: float
    solve: float
    copy: float
    peak: float
    judged: int
    copy_large: float = 0.0

    @property
    def total(self) -> float:
        """Set-up and solving together."""
        return self.set_up + self.solve


def solving(make: Callable[[], Conflict], kernels: Callable[[], Conflict]) -> Measured:
    """Measure how long it takes to solve a conflict, set-up included.

    Args:
        make: Builds the conflict anew.
        kernels: Builds a small one of the same kind, which is solved first: compiling is not what is measured.
    """
    compile_all()
    solve(kernels(), FIVE)
    runs, found = [], None
    for _ in range(_times(make().space.size)):
        found = None  # what the run before held is given back first
        conflict = make()
        begun = time.perf_counter()
        conflict.payoff_table, conflict.moves  # noqa: B018 - worked out when they are asked for
        ready = time.perf_counter()
        found = solve(conflict, FIVE)
        runs.append((ready - begun, time.perf_counter() - ready))
    assert found is not None  # noqa: S101 - there is one run at least
    peak = held_so_far()
    set_up, solved = (statistics.median(column) for column in zip(*runs, strict=True))
    copy, copy_large = (copying([found.conflict.payoff_table], large_pages=large) for large in (False, True))
    return Measured(found.conflict.size, set_up, solved, copy, peak, judge(found), copy_large)


def by(method: Callable[[Conflict], Any], make: Callable[[], Conflict]) -> Measured:
    """Measure another method on a conflict; its verdicts must be ours."""
    conflict = make()
    ours = solve(conflict, FIVE)
    runs = []
    for _ in range(3):
        begun = time.perf_counter()
        theirs = method(conflict)
        runs.append(time.perf_counter() - begun)
    for key in FIVE:
        assert (theirs[key] == ours.verdicts[key]).all(), key  # noqa: S101 - the point of a comparison
    return Measured(conflict.size, 0.0, statistics.median(runs), 0.0, held_so_far(), judge(ours))


def process(*command: str) -> float:
    """Return how many seconds a whole process takes: the median, after one run that is not counted."""
    runs = []
    for _ in range(1 + _TIMES):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        runs.append(time.perf_counter() - begun)
    return statistics.median(runs[1:])


def alone(key: str) -> Measured:
    """Measure a row, by its key, in a process of its own."""
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-m", "benchmarks.row", key], check=True, stdout=subprocess.PIPE, env=dict(os.environ)
    )
    return Measured(**json.loads(done.stdout))


def compile_all() -> None:
    """Have everything run compiled from now on, as in any process that has worked for a while."""
    from detente.conflict.moves import running  # noqa: PLC0415 - set here for this process only

    running.PATIENCE = 0


def _times(size: int) -> int:
    return 1 if size >= _LARGE else _TIMES


def held_so_far() -> float:
    """Return the most memory this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
