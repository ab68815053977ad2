"""Solve all worlds of a structure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from detente.worlds.batch import plainly
from detente.worlds.batch.applying import chosen
from detente.worlds.batch.bits import packed, words_for
from detente.worlds.batch.held import Held
from detente.worlds.structure import Structure

Progress = Callable[[str, float], None]


def solve_structure(
    structure: Structure,
    concepts: Iterable[str] | None = None,
    *,
    reached_from: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Held:
    """Find the equilibria of each world of a structure under each concept, and what is reached if that is asked.

    Every decision maker judges what the others could do by its own view of them. What comes out does not depend on the
    number of workers.

    Args:
        structure: The worlds.
        concepts: Keys of concepts; all that such a conflict has unless given.
        reached_from: The index of the status quo among the states of the structure, from 0, if it is asked which
            states improvements lead to that nothing deters from.
        workers: How many threads share the work; as many as the process may use processors unless given.
        progress: Called again and again with what is done, and the part of the whole that is done.

    Returns:
        What holds, and what is reached.

    Raises:
        UnknownNameError: If a concept does not exist, or the status quo is no state.
        UnavailableError: If a concept that was asked for does not exist for such a conflict.
    """
    conflict = structure.conflict
    applied, left_out = chosen(structure, concepts)
    if reached_from is not None:
        conflict.checked_number(reached_from + 1)
    del workers
    shape = (structure.size, len(applied), words_for(conflict.size))
    equilibria = np.zeros(shape, dtype=np.uint64)
    reached = None if reached_from is None else np.zeros(shape, dtype=np.uint64)
    for world in range(structure.size):
        if progress is not None:
            progress(f"world {world + 1:,}", world / structure.size)
        seen = plainly.as_seen(structure, world)
        for place, concept in enumerate(applied):
            equilibria[world, place] = packed(plainly.equilibria(seen, concept))
            if reached is not None and reached_from is not None:
                reached[world, place] = packed(plainly.reached(seen, concept, reached_from))
    return Held(conflict.size, tuple(each.key for each in applied), equilibria, reached, left_out)
