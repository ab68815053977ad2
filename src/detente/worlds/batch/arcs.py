"""The graph that all worlds of a structure have in common: moves arc by arc, and what joint moves reach.

What the opponents H of a decision maker can bring about together, R_H, depends on the graph alone. It is worked out
once; and since from many states the same can be brought about, each such set is held once.
"""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.conflict.moves import ArcMoves
from detente.conflict.moves.running import compiled
from detente.worlds.batch import kernels
from detente.worlds.batch.bits import packed

Ints = NDArray[np.int64]

MOST_ARCS = 2**24
"""The most moves that are written out arc by arc."""

MOST_JOINT = 2**12
"""The most states for which what joint moves reach is written out; with more it is found anew in each world."""

_MOST_SEARCHED = 2**28
"""The most steps that may be taken to write it out where moves are not transitive."""


@attrs.frozen
class JointReach:
    """What some decision makers can bring about together: the sets {s} ∪ R_H(s).

    Attributes:
        starts: Where each set begins in ``members``, and last where all end.
        members: Its states.
        place_of: The set of the state to which each of all moves leads, in the order of :attr:`Arcs.ends`.
    """

    starts: Ints
    members: Ints
    place_of: Ints


@attrs.frozen(eq=False, slots=False)
class Arcs:
    """The moves of n decision makers between m states.

    Attributes:
        starts: The moves of j from s lead to ``ends[starts[j, s]:starts[j, s + 1]]``; shape (n, m + 1).
        ends: Where the moves lead.
        transitive: Whether two moves in a row never lead further than one.
    """

    starts: Ints
    ends: Ints
    transitive: bool

    @classmethod
    def of(cls, conflict: Conflict) -> Arcs:
        """Write out the moves of a conflict."""
        arcs = [ArcMoves.between(*moves.arcs(), conflict.size) for moves in conflict.moves]
        offsets = np.cumsum([0, *(len(each.ends) for each in arcs)])
        starts = np.array([each.starts + offset for each, offset in zip(arcs, offsets, strict=False)])
        ends = np.concatenate([each.ends for each in arcs]).astype(np.int64)
        return cls(starts, ends, all(moves.transitive for moves in conflict.moves))

    @property
    def movers(self) -> int:
        """The number of decision makers, n."""
        return len(self.starts)

    @property
    def size(self) -> int:
        """The number of states, m."""
        return self.starts.shape[1] - 1

    @cached_property
    def joint(self) -> tuple[JointReach, ...] | None:
        """What the opponents of each decision maker can bring about; ``None`` if it is too much to write out."""
        steps = self.size * self.movers * len(self.ends)
        if self.size > MOST_JOINT or not (self.transitive or steps <= _MOST_SEARCHED):
            return None
        return tuple(self._joint(mover) for mover in range(self.movers))

    def _joint(self, mover: int) -> JointReach:
        reached = np.zeros((self.size, self.size), dtype=bool)
        compiled(kernels.joint_moves)(self.starts, self.ends, mover, self.transitive, reached)
        _, first, place_of = np.unique(packed(reached), axis=0, return_index=True, return_inverse=True)
        sets, members = np.nonzero(reached[first])
        return JointReach(np.searchsorted(sets, np.arange(len(first) + 1)), members, place_of.ravel()[self.ends])


def within_reach(conflict: Conflict) -> bool:
    """Say whether the moves of a conflict are few enough to be written out."""
    return sum(moves.work for moves in conflict.moves) <= MOST_ARCS
