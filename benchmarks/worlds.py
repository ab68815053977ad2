"""Many worlds at once: random payoffs in each, so that no two are alike and nothing is gained by their being alike."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from benchmarks.copying import copying
from benchmarks.judging import judge
from benchmarks.measuring import Measured, held_so_far
from detente.conflict import Conflict, DecisionMaker, Ranking
from detente.stability import solve
from detente.worlds import Structure
from detente.worlds.batch import Held, solve_structure

FOUR = ("nash", "gmr", "smr", "seq")

_WARM = 2_000
_JUDGED = 6
_TIMES = 3


def solving(options: Sequence[int], worlds: int) -> Measured:
    """Measure how long it takes to solve so many worlds under four concepts.

    Args:
        options: How many options each decision maker has; all combinations are feasible.
        worlds: How many worlds.
    """
    begun = time.perf_counter()
    conflict = free(options)
    conflict.moves  # noqa: B018 - worked out when they are asked for
    ready = time.perf_counter()
    solve_structure(drawn(conflict, _WARM), FOUR)
    structure = drawn(conflict, worlds)
    runs = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        held = solve_structure(structure, FOUR)
        runs.append(time.perf_counter() - start)
    peak = held_so_far()
    judged = judge_some(structure, held)
    copy, copy_large = (copying(structure.tables, large_pages=large) for large in (False, True))
    return Measured(worlds * conflict.size, ready - begun, statistics.median(runs), copy, peak, judged, copy_large)


def free(options: Sequence[int]) -> Conflict:
    """Return a conflict in which every combination of so many options is feasible."""
    makers = [DecisionMaker(f"D{i}", [f"o{i}_{k}" for k in range(count)]) for i, count in enumerate(options)]
    return Conflict(makers, status_quo={})


def drawn(conflict: Conflict, worlds: int) -> Structure:
    """Return so many worlds of a conflict, in each of which everybody ranks all states at random."""
    draw = np.random.default_rng(0)
    ranking = np.arange(1, conflict.size + 1, dtype=np.int32)
    tables = tuple(draw.permuted(np.tile(ranking, (worlds, 1)), axis=1) for _ in conflict.names)
    picks = np.repeat(np.arange(worlds, dtype=np.int32)[:, np.newaxis], len(tables), axis=1)
    return Structure(conflict, np.arange(conflict.size), np.arange(worlds), tables, picks)


def judge_some(structure: Structure, held: Held) -> int:
    """Solve a few of the worlds alone, judge that, and compare; return how many verdicts were judged.

    Raises:
        AssertionError: If one of them is wrong.
    """
    judged = 0
    for world in random.Random(0).sample(range(structure.size), _JUDGED):  # noqa: S311 - no secret
        alone = solve(_alone(structure, world), FOUR)
        judged += judge(alone)
        for key in FOUR:
            found: NDArray[np.bool_] = held.holding(key)[world]
            assert np.array_equal(found, alone.equilibrium_mask(key)), (world, key)  # noqa: S101 - the point of it
    return judged


def _alone(structure: Structure, world: int) -> Conflict:
    """Return one of the worlds as a conflict."""
    makers = []
    rows = structure.picks[world].tolist()
    for owner, table, row in zip(structure.conflict.decision_makers, structure.tables, rows, strict=True):
        best_first = (np.argsort(-table[row]) + 1).tolist()
        makers.append(attrs.evolve(owner, preference=Ranking([[number] for number in best_first])))
    return attrs.evolve(structure.conflict, decision_makers=makers)
