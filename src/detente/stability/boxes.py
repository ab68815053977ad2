r"""Joint moves where every combination of options is feasible: the states are a box, with an axis for each mover.

Where all move freely, the opponents H can bring about every combination of their options, and

    least_H(f)(s) = min of f over all t that agree with s on the axes of those who are not in H.

Improvements depend on the payoffs, so they take a fixpoint, as in :mod:`detente.stability.reach`: each member in turn
lowers the value of a state to the least that one improvement reaches, and looks only where something has fallen since
its last turn. What makes this quick in a box is that groups lie in rows: many are compared by one instruction.

>>> import numpy as np
>>> from detente.conflict import Conflict, DecisionMaker
>>> free = Conflict([DecisionMaker("A", ["a"]), DecisionMaker("B", ["b"])])
>>> least_over_axes(free.moves[1:], np.array([4, 3, 2, 5], dtype=np.int32))
array([2, 3, 2, 3], dtype=int32)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import TypeGuard

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Moves, Values
from detente.conflict.moves.grouping import Box
from detente.conflict.moves.groups import GroupImprovements, GroupMoves
from detente.conflict.moves.running import run_over_tiles
from detente.stability import kernels

MOST_PATTERNS = 64
"""The most own patterns that are compared each with each; with more, sorting them takes less time."""


@attrs.frozen(eq=False)
class Axis:
    """The improvements of one decision maker along its axis of a box.

    Attributes:
        box: Its groups.
        ways: Whether its options can be moved from each of its own patterns to each other; shape (patterns, patterns).
        payoff: Its payoffs.
    """

    box: Box
    ways: NDArray[np.bool_]
    payoff: Values

    @classmethod
    def of(cls, improvements: Moves) -> Axis | None:
        """Return the axis that someone improves along, or ``None`` if its groups are not worked on as rows."""
        if not isinstance(improvements, GroupImprovements) or (box := in_rows(improvements.moves)) is None:
            return None
        return cls(box, improvements.moves.ways(), improvements.payoff)

    def lower(self, values: Values, fell: NDArray[np.int32], since: int, turn: int) -> None:
        """Lower values in place where something has fallen since a turn, noting what fell in this one."""
        tiles = math.ceil(self.box.size / self.box.patterns / kernels.LANES)
        given = (self.box.before, self.ways, self.payoff, since, turn)
        run_over_tiles(kernels.lower_in_tiles, self.box.size * self.box.patterns, tiles, *given, out=(values, fell))


def in_rows(moves: Moves) -> Box | None:
    """Return the box of someone whose groups are worked on as its rows: neither too long nor too few; else ``None``."""
    box = moves.groups if isinstance(moves, GroupMoves) else None
    if not isinstance(box, Box) or box.patterns > MOST_PATTERNS or box.size < box.patterns * kernels.LANES:
        return None
    return box


def all_free(moves: Sequence[Moves]) -> TypeGuard[Sequence[GroupMoves]]:
    """Say whether all move freely in a box."""
    return all(isinstance(each, GroupMoves) and each.independent and each.free for each in moves)


def least_over_axes(moves: Sequence[GroupMoves], values: Values) -> Values:
    """Return the least value that free joint moves reach; see :func:`detente.stability.reach.least_reached`."""
    moving = (each.groups for each in moves if isinstance(each.groups, Box) and each.groups.patterns > 1)
    boxes = sorted(moving, key=lambda box: -box.before)
    around = [len(values), *(box.before for box in boxes)]
    inner = [around[k] // (box.before * box.patterns) for k, box in enumerate(boxes)]
    shape = [length for k, box in enumerate(boxes) for length in (inner[k], box.patterns)] + [around[-1]]
    least = values.reshape(shape)
    for k in range(len(boxes)):
        least = least.min(axis=2 * k + 1, keepdims=True)
    return np.array(np.broadcast_to(least, shape)).reshape(-1)


def least_along(axes: Sequence[Axis], values: Values, rounds: int) -> Values | None:
    """Return the least value that joint improvements reach, or ``None`` if that takes more than so many rounds.

    A turn counts by the part of the states that it has to look at.
    """
    values = values.copy()
    fell = np.zeros(len(values) // kernels.BLOCK + 1, dtype=np.int32)
    quiet, patience = 0, float(rounds * len(axes))
    for turn in itertools.count():
        axis, since = axes[turn % len(axes)], turn - len(axes)
        axis.lower(values, fell, since, turn)
        quiet = 0 if (fell == turn).any() else quiet + 1
        if turn + 1 >= len(axes) and quiet >= len(axes) - 1:
            break
        patience -= min(1.0, axis.box.patterns * np.count_nonzero(fell > since) / len(fell))
        if patience < 0:
            return None
    return values
