"""What is sent to a worker of a cluster, and what the worker does with it."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.version import VERSION
from detente.worlds.batch.bits import Words
from detente.worlds.batch.distinct import some_worlds
from detente.worlds.batch.solving import solve_structure
from detente.worlds.structure import Structure

Solved = tuple[Words, Words | None]


def as_bytes(conflict: Conflict) -> bytes:
    """Return a conflict as it was declared, as bytes; the states and moves are worked out again where it is needed."""
    return pickle.dumps(attrs.evolve(conflict))


@functools.lru_cache(maxsize=4)
def _conflict(blob: bytes) -> Conflict:
    """Return a conflict from bytes, the same each time, so that a worker works out its states and moves once."""
    return pickle.loads(blob)  # noqa: S301 - it comes from the scheduler, which could run any code anyway


@attrs.frozen(eq=False)
class Part:
    """Some worlds of a structure without the conflict, with only those rows of the tables that they need.

    Attributes:
        places: The index of each of its m states among the states of the widest structure: shape (m,).
        worlds: Which worlds of the sample these are: shape (w,).
        tables: For each of n decision makers the payoffs that it has, or is thought to have, in some of these worlds,
            each once: shape (V, m).
        picks: Which row of its table holds what each wants in each world: shape (w, n).
        views: Which row each takes for what another wants, in each world: shape (w, n, n); ``None`` where nobody is
            mistaken.
    """

    places: NDArray[np.int64]
    worlds: NDArray[np.int64]
    tables: tuple[NDArray[np.int32], ...]
    picks: NDArray[np.int32]
    views: NDArray[np.int32] | None


def part_of(structure: Structure, first: int, end: int) -> Part:
    """Return the worlds of a structure from ``first`` up to ``end``."""
    part = some_worlds(structure, slice(first, end))
    tables, picks = [], np.empty_like(part.picks)
    views = None if part.views is None else np.empty_like(part.views)
    for j, table in enumerate(part.tables):
        rows = part.picks[:, [j]] if part.views is None else part.views[:, :, j]
        kept, place = np.unique(rows, return_inverse=True)
        place = place.reshape(rows.shape)
        tables.append(table[kept])
        picks[:, j] = place[:, 0 if views is None else j]
        if views is not None:
            views[:, :, j] = place
    return Part(part.places, part.worlds, tuple(tables), picks, views)


def solve_part(part: Part, blob: bytes, keys: Sequence[str], status_quo: int | None, version: str) -> Solved:
    """Solve some worlds; this runs on a worker, as one of its threads."""
    if version != VERSION:
        raise UnavailableError(Problem(f"a worker of the cluster runs détente {VERSION}", f"{version}, as here"))
    structure = Structure(_conflict(blob), part.places, part.worlds, part.tables, part.picks, part.views)
    held = solve_structure(structure, keys, reached_from=status_quo, workers=1)
    return held.equilibria, held.reached
