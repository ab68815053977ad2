"""Worlds in which everybody wants the same, and is thought to, are one: it is solved once."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.worlds.structure import Structure


def distinct(structure: Structure) -> tuple[Structure, NDArray[np.int64] | None]:
    """Return the worlds that differ, and which of them each world is; ``None`` if it is not worth looking.

    It is where there are so few ways in which worlds can differ that half of them at least must be repetitions.
    """
    rows = structure.picks if structure.views is None else structure.views.reshape(structure.size, -1)
    counts = [len(table) for table in structure.tables] * (rows.shape[1] // len(structure.tables))
    ways = 1
    for count in counts:
        ways *= count
        if 2 * ways > structure.size:
            return structure, None
    code = np.zeros(structure.size, dtype=np.int64)
    for column, count in zip(rows.T, counts, strict=True):
        code = code * count + column
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return some_worlds(structure, first), which


def some_worlds(structure: Structure, which: NDArray[np.int64] | slice) -> Structure:
    """Return a structure with some of its worlds."""
    views = None if structure.views is None else structure.views[which]
    return attrs.evolve(structure, worlds=structure.worlds[which], picks=structure.picks[which], views=views)
