r"""Worlds side by side: the same formula in many worlds at once.

Five concepts are one formula (see :mod:`detente.stability.sanction`): s is stable for i iff no move of its own is worth
more than staying, where a move to t is worth what i has there, or the least that the others can make of it,

    min(r, g)(t) ≤ r(s) for every t ∈ R_i(s).

Between the worlds of a structure only payoffs differ. So every loop over states, moves and joint moves is the same in
all of them, and runs once for many worlds that stand side by side in the columns of an array. What the others can bring
about by improvements is a fixpoint; it is found when it has been found in each of the worlds.

A decision maker that is mistaken about the others judges by what it takes them to want: its payoffs of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.moves.running import compiled
from detente.stability import Concept
from detente.stability.sanction import Sanctioned, Unsanctioned
from detente.worlds.batch import kernels
from detente.worlds.batch.arcs import Arcs, Ints
from detente.worlds.batch.bits import Truth, Words, words_for
from detente.worlds.structure import Structure

Values = NDArray[np.signedinteger[Any]]
"""A value for each state in each world: shape (m, worlds)."""

Kind = np.dtype[np.signedinteger[Any]]
"""A type of whole numbers."""

KERNELS = (
    kernels.joint_moves,
    kernels.least_of_sets,
    kernels.most_of_own,
    kernels.least_opposed,
    kernels.least_by_turns,
    kernels.staying,
    kernels.arriving,
    kernels.as_words,
)

_ROOM = 2**21
"""Bytes that worlds side by side should fit in: about what a processor has at hand."""

_FEWEST, _MOST = 32, 4096
"""So many worlds stand side by side at least and at most."""


@attrs.frozen
class Worth:
    """What a move to each state is worth to a mover once it has been answered, in each world.

    Attributes:
        values: The least that the mover has to fear, for each of some sets of states.
        place_of: The set that each state belongs to.
    """

    values: Values
    place_of: Ints


@attrs.frozen(eq=False, slots=False)
class Abreast:
    """Some worlds side by side.

    Attributes:
        arcs: What they have in common.
        payoffs: ``payoffs[i, j, s, l]`` is what state s is worth to decision maker j in the l-th world as i sees it.
            The first axis has one entry for all where nobody is mistaken.
    """

    arcs: Arcs
    payoffs: NDArray[np.signedinteger[Any]]

    @classmethod
    def of(cls, structure: Structure, arcs: Arcs, kind: Kind, first: int, end: int) -> Abreast:
        """Put the worlds of a structure from ``first`` up to ``end`` side by side, payoffs being of some kind."""
        rows = _rows(structure, first, end)
        seers, movers = rows.shape[:2]
        payoffs = np.empty((seers, movers, arcs.size, end - first), dtype=kind)
        for seer, mover in itertools.product(range(seers), range(movers)):
            payoffs[seer, mover] = np.take(structure.tables[mover], rows[seer, mover], axis=0).T
        return cls(arcs, payoffs)

    def solved(self, concept: Concept, status_quo: int | None) -> tuple[Words, Words | None]:
        """Return the equilibria under a concept, and what is reached from the status quo if there is one, as bits.

        Both have the shape (worlds, words).
        """
        worth = [self._worth(concept, mover) for mover in range(self.arcs.movers)]
        reached = None if status_quo is None else _as_words(self._reached(worth, status_quo))
        return _as_words(self._equilibria(worth)), reached

    def _equilibria(self, worth: Sequence[Worth]) -> Truth:
        stays = np.ones(self.payoffs.shape[2:], dtype=bool)
        for mover, each in enumerate(worth):
            given = (self._own(mover), each.values, each.place_of)
            compiled(kernels.staying)(self.arcs.starts, self.arcs.ends, mover, *given, stays)
        return stays

    def _reached(self, worth: Sequence[Worth], status_quo: int) -> Truth:
        """Say what is reached, nobody moving twice in a row."""
        last = np.zeros((len(worth), *self.payoffs.shape[2:]), dtype=bool)
        settled, turns = 0, itertools.cycle(range(len(worth)))
        while settled < len(worth):
            mover = next(turns)
            leaving = np.logical_or.reduce(np.delete(last, mover, axis=0))
            leaving[status_quo] = True
            before, each = last[mover].copy(), worth[mover]
            given = (self._own(mover), each.values, each.place_of, leaving)
            compiled(kernels.arriving)(self.arcs.starts, self.arcs.ends, mover, *given, last[mover])
            settled = settled + 1 if np.array_equal(before, last[mover]) else 1
        reached: Truth = np.logical_or.reduce(last)
        reached[status_quo] = True
        return reached

    def _worth(self, concept: Concept, mover: int) -> Worth:
        rule, own = concept.rule, self._own(mover)
        if isinstance(rule, Unsanctioned):
            return Worth(own, self._everywhere)
        assert isinstance(rule, Sanctioned)  # noqa: S101 - no other rule comes here, see ``is_quick``
        potential = self._own_best[mover] if rule.escapable else own
        if self.arcs.joint is None or rule.improving:
            return Worth(self._least_opposed(mover, potential, improving=rule.improving), self._everywhere)
        joint = self.arcs.joint[mover]
        least = np.empty((len(joint.starts) - 1, own.shape[1]), dtype=own.dtype)
        compiled(kernels.least_of_sets)(joint.starts, joint.members, potential, least)
        return Worth(least, joint.place_of)

    def _least_opposed(self, mover: int, values: Values, *, improving: bool) -> Values:
        arcs, payoffs = self.arcs, self._seen_by(mover)
        given = (arcs.starts, arcs.ends, mover, improving, payoffs)
        if arcs.transitive:
            out = values.copy()
            compiled(kernels.least_opposed)(*given, out)
            return out
        first = np.repeat(values[np.newaxis], arcs.movers, axis=0)
        compiled(kernels.least_by_turns)(*given, np.empty_like(values), first)
        return np.asarray(first.min(axis=0))

    @cached_property
    def _own_best(self) -> tuple[Values, ...]:
        """The greatest payoff each decision maker has at a state or one move of its own away."""
        best = tuple(self._own(mover).copy() for mover in range(self.arcs.movers))
        for mover, values in enumerate(best):
            compiled(kernels.most_of_own)(self.arcs.starts, self.arcs.ends, mover, self._own(mover), values)
        return best

    @cached_property
    def _everywhere(self) -> Ints:
        return np.arange(self.arcs.size)

    def _seen_by(self, mover: int) -> NDArray[np.signedinteger[Any]]:
        return self.payoffs[mover if len(self.payoffs) > 1 else 0]

    def _own(self, mover: int) -> Values:
        return self._seen_by(mover)[mover]


def is_quick(concept: Concept) -> bool:
    """Say whether worlds can be solved side by side under a concept."""
    return isinstance(concept.rule, Unsanctioned | Sanctioned)


def width(structure: Structure, kind: Kind) -> int:
    """Return how many worlds of a structure should stand side by side; it hangs on nothing else."""
    movers = len(structure.tables)
    seers = 1 if structure.views is None else movers
    column = structure.conflict.size * (seers * movers + 2 * movers + 4) * kind.itemsize
    return max(_FEWEST, min(_ROOM // max(column, 1), _MOST))


def _rows(structure: Structure, first: int, end: int) -> NDArray[np.int32]:
    """Return which row of each table counts for whom: shape (1 or n, n, worlds)."""
    if structure.views is None:
        return structure.picks[first:end].T[np.newaxis]
    return structure.views[first:end].transpose(1, 2, 0)


def kind_of(structure: Structure) -> Kind:
    """Return the smallest type of number that holds all payoffs: the smaller, the more worlds in one step."""
    most = max((int(table.max(initial=0)) for table in structure.tables), default=0)
    return next(np.dtype(kind) for kind in (np.int8, np.int16, np.int32) if most <= np.iinfo(kind).max)


def _as_words(where: Truth) -> Words:
    """Return truth values of shape (m, worlds) as bits of shape (worlds, words)."""
    out = np.zeros((words_for(len(where)), where.shape[1]), dtype=np.int64)
    compiled(kernels.as_words)(where, out)
    return out.view(np.uint64).T
