"""Moves held arc by arc: graph form, rungs and explicit steps, forbidden moves, coalesced states.

Nothing is assumed about such moves; in particular they need not be transitive.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.moves import kernels
from detente.conflict.moves.base import NONE, Moves, States, Values
from detente.conflict.moves.running import run
from detente.conflict.patterns import distinct
from detente.conflict.preference import Payoffs


@attrs.frozen(eq=False)
class ArcMoves(Moves):
    """Moves as arcs, sorted by where they start.

    Attributes:
        starts: The arcs from state s are those from ``starts[s]`` up to ``starts[s + 1]``; shape (m + 1,).
        ends: Where each arc leads, ascending for each start.
    """

    starts: States
    ends: States

    transitive = False

    @classmethod
    def between(cls, from_: States, to: States, size: int) -> ArcMoves:
        """Hold the moves between these states of ``size`` in all; repeated arcs and loops are dropped."""
        moving = from_ != to
        keys = distinct(from_[moving].astype(np.int64) * size + to[moving])
        starts = np.searchsorted(keys, np.arange(size + 1) * size)
        return cls(starts.astype(np.int64), keys % size)

    def targets(self, state: int) -> States:
        """Return R_i(s), ascending."""
        return self.ends[self.starts[state] : self.starts[state + 1]]

    def arcs(self) -> tuple[States, States]:
        """Return all moves, from and to."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts)), self.ends

    def improving(self, payoff: Payoffs, worth: Values | None = None) -> ArcMoves:
        """Return R_i⁺: only the arcs to a state with a greater payoff; see :meth:`.Moves.improving`."""
        from_, to = self.arcs()
        better = (payoff if worth is None else worth)[to] > payoff[from_]
        starts = np.searchsorted(from_[better], np.arange(len(self.starts)))
        return ArcMoves(starts.astype(np.int64), to[better])

    def least(self, values: Values, start: Values) -> Values:
        """Return the least value that staying at ``start`` or one move offers; see :meth:`.Moves.least`."""
        out = start.copy()
        run(kernels.least_along_arcs, self.work, self.starts, self.ends, values, out=out)
        return out

    def origins(self, leaving: NDArray[np.bool_]) -> Values:
        """Return from where one move reaches each state; see :meth:`.Moves.origins`."""
        out = np.full(leaving.shape, NONE)
        run(kernels.origins_along_arcs, self.work, self.starts, self.ends, leaving, out=out)
        return out

    @property
    def work(self) -> int:
        """How many steps a loop over all arcs takes."""
        return len(self.starts) + len(self.ends)
