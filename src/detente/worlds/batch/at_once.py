"""What comes of changes that several make at the same time: the same in all worlds of a structure.

Options belong to one decision maker each. So for a state s and an outcome q it is known who has changed what: everybody
whose options differ has moved from s to the state u_j that has its own options from q and all others from s. They can
do so together iff each of these is a move. See :mod:`detente.stability.simultaneous`.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.worlds.batch.arcs import Arcs, Ints

Small = NDArray[np.int32]

MOST = 2**11
"""The most states for which all pairs of a state and an outcome are looked at."""

_AT_ONCE = 2**20
"""About how many of these pairs are looked at together."""


@attrs.frozen
class Outcomes:
    """All changes that two or more can make together: K of them.

    Attributes:
        left: The state that is left, shape (K,).
        come: The state that comes of it.
        targets: Where each change alone would lead, shape (n, K); the state that is left for those who stay.
        moves: Which of its moves that is, counted from its first, shape (n, K); of no meaning for those who stay.
    """

    left: Small
    come: Small
    targets: Small
    moves: Small

    @classmethod
    def of(cls, conflict: Conflict, arcs: Arcs) -> Outcomes:
        """Find them all; the moves of the conflict must compose."""
        changes = [_Changes.of(conflict, arcs, mover) for mover in range(arcs.movers)]
        rows = max(1, _AT_ONCE // arcs.size)
        found = [
            _leaving(changes, np.arange(first, min(first + rows, arcs.size))) for first in range(0, arcs.size, rows)
        ]
        return cls(*(np.concatenate(parts, axis=-1) for parts in zip(*found, strict=True)))


@attrs.frozen
class _Changes:
    """What one decision maker can change by itself.

    Attributes:
        target: Where a change to each of its own patterns leads from each state, shape (m, patterns).
        move: Which of its moves that is, counted from its first; -1 where it is none.
        pattern_of: Its own pattern in each state.
    """

    target: Ints
    move: Ints
    pattern_of: Ints

    @classmethod
    def of(cls, conflict: Conflict, arcs: Arcs, mover: int) -> _Changes:
        space, name, size = conflict.space, conflict.names[mover], arcs.size
        own = [index for index, each in enumerate(conflict.words.variables) if each.decision_maker == name]
        part = sum((space.contribution(index) for index in own), start=np.zeros_like(space.codes))
        patterns, pattern_of = np.unique(part, return_inverse=True)
        codes = (space.codes - part)[:, np.newaxis] + patterns
        target = np.minimum(np.searchsorted(space.codes, codes), size - 1)
        from_ = np.repeat(np.arange(size), np.diff(arcs.starts[mover]))
        to = arcs.ends[arcs.starts[mover, 0] : arcs.starts[mover, -1]]
        move = np.full(codes.shape, -1, dtype=np.int64)
        move[from_, pattern_of[to]] = np.arange(len(from_))
        return cls(target, move, pattern_of)


def _leaving(changes: Sequence[_Changes], states: Ints) -> tuple[Small, Small, Small, Small]:
    """Find all changes that two or more can make together in some states."""
    possible = np.ones((len(states), len(changes[0].target)), dtype=bool)
    changed = np.zeros(possible.shape, dtype=np.int16)
    for each in changes:
        stays = each.pattern_of[states][:, np.newaxis] == each.pattern_of
        possible &= stays | (each.move[states] >= 0)[:, each.pattern_of]
        changed += ~stays
    row, come = np.nonzero(possible & (changed > 1))
    left, own = states[row], [each.pattern_of[come] for each in changes]
    targets = np.array([each.target[left, pattern] for each, pattern in zip(changes, own, strict=True)])
    moves = np.array([each.move[left, pattern] for each, pattern in zip(changes, own, strict=True)])
    return left.astype(np.int32), come.astype(np.int32), targets.astype(np.int32), moves.astype(np.int32)
