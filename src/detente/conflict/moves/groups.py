"""Moves in option form, held without storing a single arc.

The states between which a decision maker can move are those that agree in everything but its own options. Sorted by
"everything but its options" they lie side by side as *groups*, and within a group every move is possible that
changes options only in the direction they may go. Such moves are transitive.
"""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.moves import kernels
from detente.conflict.moves.base import Moves, States, Values, only_improving
from detente.conflict.moves.running import run
from detente.conflict.preference import Payoffs
from detente.errors import Problem, TooLargeError

MOST_ARCS = 2**28
"""The most moves that are written out arc by arc."""


@attrs.frozen(eq=False, slots=False)
class GroupMoves(Moves):
    """Moves within groups of states.

    Attributes:
        order: States, group by group. A state that is missing here has no moves at all.
        starts: Where each group begins in ``order``, and last where all end.
        one_way: Per state, a bit for each level that an option which moves one way only has climbed.
        rising: The bits that may be gained and not lost.
        falling: The bits that may be lost and not gained.
    """

    order: States
    starts: States
    one_way: NDArray[np.uint64]
    rising: np.uint64
    falling: np.uint64

    transitive = True

    def targets(self, state: int) -> States:
        """Return R_i(s), ascending."""
        others = self._group_of(state)
        here, there = self.one_way[state], self.one_way[others]
        allowed = ((here & ~there & self.rising) == 0) & ((there & ~here & self.falling) == 0)
        return np.sort(others[allowed & (others != state)])

    def arcs(self) -> tuple[States, States]:
        """Return all moves, from and to.

        Raises:
            TooLargeError: If there are too many to write out.
        """
        if self._work > MOST_ARCS:
            message = f"the moves have to be written out one by one, and there are up to {self._work} of them"
            allowed = f"at most {MOST_ARCS}; forbidden moves, steps and coalesced states need this"
            raise TooLargeError(Problem(message, allowed=allowed))
        sizes = np.diff(self.starts)
        ends = np.repeat(self.starts[1:], sizes)
        found = [
            self._arcs_at(distance, np.flatnonzero(np.arange(len(ends)) + distance < ends))
            for distance in range(1, int(sizes.max(initial=0)))
        ]
        empty = np.zeros(0, dtype=np.int64)
        from_, to = zip(*found, strict=True) if found else ((empty,), (empty,))
        return np.concatenate(from_), np.concatenate(to)

    def least(self, values: Values, start: Values, payoff: Payoffs | None = None) -> Values:
        """Return the least value that staying at ``start`` or one move offers; see :meth:`Moves.least`."""
        out = start.copy()
        run(kernels.least_in_groups, self._work, *self._ways, values, *only_improving(payoff, values), out=out)
        return out

    def reached(self, leaving: NDArray[np.bool_], payoff: Payoffs | None = None) -> NDArray[np.bool_]:
        """Say which states one move reaches; see :meth:`Moves.reached`."""
        out = np.zeros_like(leaving)
        run(
            kernels.reached_in_groups,
            self._work,
            *self._ways,
            leaving,
            *only_improving(payoff, self.order),
            out=out,
        )
        return out

    @property
    def _ways(self) -> tuple[States, States, NDArray[np.uint64], np.uint64, np.uint64]:
        return self.order, self.starts, self.one_way, self.rising, self.falling

    @cached_property
    def _work(self) -> int:
        return int((np.diff(self.starts) ** 2).sum())

    @cached_property
    def _place(self) -> States:
        place = np.full(len(self.one_way), -1, dtype=np.int64)
        place[self.order] = np.arange(len(self.order))
        return place

    def _group_of(self, state: int) -> States:
        place = self._place[state]
        if place < 0:
            return np.zeros(0, dtype=np.int64)
        group = int(np.searchsorted(self.starts, place, side="right")) - 1
        return self.order[self.starts[group] : self.starts[group + 1]]

    def _arcs_at(self, distance: int, places: States) -> tuple[States, States]:
        """Return the moves, both ways, between states that stand so far apart in ``order``."""
        left, right = self.order[places], self.order[places + distance]
        from_, to = np.concatenate([left, right]), np.concatenate([right, left])
        here, there = self.one_way[from_], self.one_way[to]
        allowed = ((here & ~there & self.rising) == 0) & ((there & ~here & self.falling) == 0)
        return from_[allowed], to[allowed]
