"""Solve all worlds of a structure.

>>> import numpy as np
>>> from detente.conflict import Conflict, DecisionMaker
>>> from detente.worlds import Structure
>>> conflict = Conflict([DecisionMaker("A", ["a"]), DecisionMaker("B", ["b"])])
>>> tables = (np.array([[3, 1, 4, 2], [2, 1, 4, 3]], dtype=np.int32), np.array([[3, 4, 1, 2]], dtype=np.int32))
>>> picks = np.array([[0, 0], [1, 0]], dtype=np.int32)
>>> held = solve_structure(Structure(conflict, np.arange(4), np.arange(2), tables, picks), ["nash", "seq"])
>>> held.holding("nash")
array([[ True, False, False, False],
       [ True, False, False, False]])
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import attrs
import numpy as np

from detente.conflict.moves.running import THREADS, compiled
from detente.stability import Concept
from detente.worlds.batch import plainly
from detente.worlds.batch.abreast import KERNELS, Abreast, Graph, Kind, graph_of, is_quick, kind_of, width
from detente.worlds.batch.applying import chosen
from detente.worlds.batch.arcs import within_reach
from detente.worlds.batch.bits import Words, packed, words_for
from detente.worlds.batch.distinct import distinct
from detente.worlds.batch.held import Held
from detente.worlds.batch.sharing import pieces, share
from detente.worlds.structure import Structure

Progress = Callable[[str, float], None]


class Solver(Protocol):
    """Whatever finds what holds in each world of a structure: this machine, or others."""

    def __call__(
        self,
        structure: Structure,
        concepts: Iterable[str] | None = None,
        *,
        reached_from: int | None = None,
        progress: Progress | None = None,
    ) -> Held:
        """Find it, as :func:`solve_structure` does, with the same result."""
        ...


PATIENCE = 5_000
"""So many states, in all worlds that a process has solved, are solved world by world: loading what is compiled takes as
long."""


FEW = 4
"""Fewer worlds than these have nothing to gain from each other, however large they are."""

_PREPARING = threading.Lock()
"""What threads share is got ready by one of them at a time."""


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
        concepts: Keys of concepts; all that such a conflict has unless given. Simultaneous stability is then left out,
            saying so, where it would take very long.
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
    applied, left_out = chosen(structure, concepts)
    if reached_from is not None:
        structure.conflict.checked_number(reached_from + 1)
    differing, which = distinct(structure)
    solving = _Solving.of(differing, applied, reached_from)
    solving.run(workers or THREADS.count, progress or (lambda _said, _done: None))
    keys = tuple(each.key for each in applied)
    return Held(structure.conflict.size, keys, solving.equilibria, solving.reached, left_out).spread(which)


def room_for(structure: Structure, concepts: int, *, asked: bool) -> tuple[Words, Words | None]:
    """Return room for what holds in each world, and for what is reached if that is asked."""
    shape = (structure.size, concepts, words_for(structure.conflict.size))
    return np.zeros(shape, dtype=np.uint64), np.zeros(shape, dtype=np.uint64) if asked else None


class _Pace:
    """How many states of worlds this process has solved world by world."""

    def __init__(self) -> None:
        self.states = 0

    def is_small(self, states: int) -> bool:
        """Say whether so many states should be solved world by world, and count them if so."""
        if self.states + states > PATIENCE:
            return False
        self.states += states
        return True


_PACE = _Pace()


@attrs.frozen(eq=False)
class _Solving:
    """Worlds that are being solved, with room for what comes out."""

    structure: Structure
    concepts: Sequence[Concept]
    status_quo: int | None
    equilibria: Words
    reached: Words | None

    @classmethod
    def of(cls, structure: Structure, concepts: Sequence[Concept], status_quo: int | None) -> _Solving:
        return cls(structure, concepts, status_quo, *room_for(structure, len(concepts), asked=status_quo is not None))

    def run(self, workers: int, progress: Progress) -> None:
        """Solve all worlds under all concepts."""
        size, done = self.structure.size, 0
        quick = self._quick()
        plain = [place for place in range(len(self.concepts)) if place not in quick]
        rounds = max(bool(quick) + bool(plain), 1)

        def told(worlds: int) -> None:
            nonlocal done
            done += worlds
            progress(f"{size:,} worlds", done / (rounds * size))

        if quick:
            graph, kind = self._prepared(quick), kind_of(self.structure)
            cut = pieces(size, width(self.structure, kind))
            share(lambda *piece: self._abreast(graph, kind, quick, *piece), cut, workers, told)
        if plain:
            share(lambda *piece: self._plainly(plain, *piece), pieces(size, 1), 1, told)

    def _quick(self) -> list[int]:
        """Return the places of the concepts under which worlds are solved side by side.

        That is worth it if there is much to do, and possible if not so much that it does not fit.
        """
        conflict, worlds = self.structure.conflict, self.structure.size
        if worlds < FEW or not within_reach(conflict) or _PACE.is_small(worlds * conflict.size):
            return []
        return [place for place, each in enumerate(self.concepts) if is_quick(each, conflict)]

    def _prepared(self, places: Sequence[int]) -> Graph:
        """Work out what threads share before they start."""
        with _PREPARING:
            for kernel in KERNELS:
                compiled(kernel)
            return graph_of(self.structure.conflict, [self.concepts[place] for place in places])

    def _abreast(  # noqa: PLR0913, PLR0917 - what all pieces have in common, and the piece
        self, graph: Graph, kind: Kind, places: Sequence[int], first: int, end: int, stopped: threading.Event
    ) -> None:
        worlds = Abreast.of(self.structure, graph, kind, first, end)
        for place in itertools.takewhile(lambda _: not stopped.is_set(), places):
            equilibria, reached = worlds.solved(self.concepts[place], self.status_quo)
            self.equilibria[first:end, place] = equilibria
            if self.reached is not None and reached is not None:
                self.reached[first:end, place] = reached

    def _plainly(self, places: Sequence[int], first: int, end: int, _stopped: threading.Event) -> None:
        for world in range(first, end):
            seen = plainly.as_seen(self.structure, world)
            for place in places:
                self.equilibria[world, place] = packed(plainly.equilibria(seen, self.concepts[place]))
                if self.reached is not None and self.status_quo is not None:
                    found = plainly.reached(seen, self.concepts[place], self.status_quo)
                    self.reached[world, place] = packed(found)
