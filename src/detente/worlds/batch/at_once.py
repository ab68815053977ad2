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
        codes, size = conflict.space.codes, conflict.size
        left, come = (each.ravel() for each in np.indices((size, size)))
        targets, moves, possible = [], [], np.ones(size * size, dtype=bool)
        for mover, part in enumerate(_parts(conflict)):
            code = codes[left] - part[left] + part[come]
            target = np.minimum(np.searchsorted(codes, code), size - 1)
            keys = _keys(arcs, mover)
            move = np.minimum(np.searchsorted(keys, left * size + target), max(len(keys) - 1, 0))
            is_move = keys[move] == left * size + target if len(keys) else np.zeros(len(left), dtype=bool)
            possible &= (codes[target] == code) & (is_move | (target == left))
            targets.append(target)
            moves.append(move)
        changed = (np.array(targets) != left).sum(axis=0)
        kept = np.flatnonzero(possible & (changed > 1))
        return cls(left[kept], come[kept], np.array(targets)[:, kept], np.array(moves)[:, kept])


def _parts(conflict: Conflict) -> list[NDArray[np.uint64]]:
    """Return what the options of each decision maker add to the code of each state."""
    space, variables = conflict.space, conflict.words.variables
    parts = []
    for name in conflict.names:
        own = [space.contribution(index) for index, each in enumerate(variables) if each.decision_maker == name]
        parts.append(sum(own, start=np.zeros_like(space.codes)))
    return parts


def _keys(arcs: Arcs, mover: int) -> Ints:
    """Return a number for each move of a mover, ascending: from where, times the number of states, plus to where."""
    from_ = np.repeat(np.arange(arcs.size), np.diff(arcs.starts[mover]))
    return from_ * arcs.size + arcs.ends[arcs.starts[mover, 0] : arcs.starts[mover, -1]]
