"""What comes of changes that several make at the same time: the same in all worlds of a structure.

Options belong to one decision maker each. So for a state s and an outcome q it is known who has changed what: everybody
whose options differ has moved from s to the state u_j that has its own options from q and all others from s. They can
do so together iff each of these is a move. See :mod:`detente.stability.simultaneous`.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.worlds.batch.arcs import Arcs, Ints

MOST = 2**10
"""The most states for which all pairs of a state and an outcome are looked at."""


@attrs.frozen
class Outcomes:
    """All changes that two or more can make together: K of them.

    Attributes:
        left: The state that is left, shape (K,).
        come: The state that comes of it.
        targets: Where each change alone would lead, shape (n, K); the state that is left for those who stay.
        moves: Which of its moves that is, counted from its first, shape (n, K); of no meaning for those who stay.
    """

    left: Ints
    come: Ints
    targets: Ints
    moves: Ints

    @classmethod
    def of(cls, conflict: Conflict, arcs: Arcs) -> Outcomes:
        """Find them all; the moves of the conflict must compose."""
        here = np.arange(arcs.size)[:, np.newaxis]
        targets, moves = [], []
        possible = np.ones((arcs.size, arcs.size), dtype=bool)
        changed = np.zeros(possible.shape, dtype=np.int32)
        for mover in range(arcs.movers):
            target, feasible = _targets(conflict, mover)
            move = np.take_along_axis(_numbered(arcs, mover), target, axis=1)
            possible &= feasible & ((move >= 0) | (target == here))
            changed += target != here
            targets.append(target)
            moves.append(move)
        left, come = np.nonzero(possible & (changed > 1))
        kept = [np.array([each[left, come] for each in tables]) for tables in (targets, moves)]
        return cls(left, come, *kept)


def _targets(conflict: Conflict, mover: int) -> tuple[Ints, NDArray[np.bool_]]:
    """Return, for each state and outcome, where the change of one decision maker alone leads, if that is feasible."""
    space, name = conflict.space, conflict.names[mover]
    own = [index for index, each in enumerate(conflict.words.variables) if each.decision_maker == name]
    part = sum((space.contribution(index) for index in own), start=np.zeros_like(space.codes))
    patterns, pattern_of = np.unique(part, return_inverse=True)
    codes = (space.codes - part)[:, np.newaxis] + patterns
    target = np.minimum(np.searchsorted(space.codes, codes), space.size - 1)
    return target[:, pattern_of], (space.codes[target] == codes)[:, pattern_of]


def _numbered(arcs: Arcs, mover: int) -> Ints:
    """Number the moves of a decision maker: a table of from where and to where, -1 where there is none."""
    table = np.full((arcs.size, arcs.size), -1, dtype=np.int64)
    from_ = np.repeat(np.arange(arcs.size), np.diff(arcs.starts[mover]))
    table[from_, arcs.ends[arcs.starts[mover, 0] : arcs.starts[mover, -1]]] = np.arange(len(from_))
    return table
