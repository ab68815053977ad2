"""Moves in option form, held without storing a single arc.

The states between which a decision maker can move are those that agree in everything but its own options. Sorted by
"everything but its options" they lie side by side as *groups*, and within a group every move is possible that
changes options only in the direction they may go. Such moves are transitive.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.moves import kernels
from detente.conflict.moves.arcs import ArcMoves
from detente.conflict.moves.base import Moves, States, Values
from detente.conflict.moves.running import run, run_over_groups
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
        independent: Whether every combination of options is feasible.
    """

    order: States
    starts: States
    one_way: NDArray[np.uint64]
    rising: np.uint64
    falling: np.uint64
    independent: bool = False

    transitive = True

    def targets(self, state: int) -> States:
        """Return R_i(s), ascending."""
        others = self._group_of(state)
        return np.sort(others[self._allowed(np.full_like(others, state), others) & (others != state)])

    def arcs(self) -> tuple[States, States]:
        """Return all moves, from and to.

        Raises:
            TooLargeError: If there are too many to write out.
        """
        if self.work > MOST_ARCS:
            message = f"the moves have to be written out one by one, and there are up to {self.work} of them"
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

    def improving(self, payoff: Payoffs, worth: Values | None = None) -> Moves:
        """Return R_i⁺: only the moves to a state with a greater payoff; see :meth:`Moves.improving`."""
        if worth is None:
            return GroupImprovements(self, payoff)
        return ArcMoves.between(*self.arcs(), len(payoff)).improving(payoff, worth)

    def least(self, values: Values, start: Values) -> Values:
        """Return the least value that staying at ``start`` or one move offers; see :meth:`Moves.least`."""
        out = start.copy()
        if self.free:
            run_over_groups(kernels.least_in_free_groups, len(self.order), self.starts, self.order, values, out=out)
        else:
            run_over_groups(kernels.least_in_groups, self.work, self.starts, self.order, *self.ways, values, out=out)
        return out

    def reached(self, leaving: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say which states one move reaches; see :meth:`Moves.reached`."""
        return self.reached_if(leaving, self.order, improving=False)

    @property
    def free(self) -> bool:
        """Whether every state of a group can be left for every other."""
        return not (self.rising or self.falling)

    def reached_if(self, leaving: NDArray[np.bool_], payoff: NDArray[Any], *, improving: bool) -> NDArray[np.bool_]:
        """Say which states one move reaches, or one move to a state with a greater payoff."""
        out = np.zeros_like(leaving)
        given = (self.starts, self.order, *self.ways, payoff, improving, leaving)
        run(kernels.reached_in_groups, self.work, *given, out=out)
        return out

    @property
    def ways(self) -> tuple[NDArray[np.uint64], np.uint64, np.uint64]:
        """Which way one-way options may go, as the kernels take it."""
        return self.one_way, self.rising, self.falling

    @cached_property
    def work(self) -> int:
        """How many pairs of states stand in one group: the steps of a loop over all moves."""
        return int((np.diff(self.starts) ** 2).sum())

    @cached_property
    def _place(self) -> States:
        place = np.full(int(self.order.max(initial=-1)) + 1, -1, dtype=np.int64)
        place[self.order] = np.arange(len(self.order))
        return place

    def _group_of(self, state: int) -> States:
        place = self._place[state] if state < len(self._place) else -1
        if place < 0:
            return np.zeros(0, dtype=np.int64)
        group = int(np.searchsorted(self.starts, place, side="right")) - 1
        return self.order[self.starts[group] : self.starts[group + 1]]

    def _arcs_at(self, distance: int, places: States) -> tuple[States, States]:
        """Return the moves, both ways, between states that stand so far apart in ``order``."""
        left, right = self.order[places], self.order[places + distance]
        from_, to = np.concatenate([left, right]), np.concatenate([right, left])
        allowed = self._allowed(from_, to)
        return from_[allowed], to[allowed]

    def _allowed(self, from_: States, to: States) -> NDArray[np.bool_]:
        """Say of pairs of states in one group whether the first can be left for the second."""
        if self.free:
            return np.ones(from_.shape, dtype=bool)
        here, there = self.one_way[from_], self.one_way[to]
        return ((here & ~there & self.rising) == 0) & ((there & ~here & self.falling) == 0)


@attrs.frozen(eq=False, slots=False)
class GroupImprovements(Moves):
    """The improvements among moves within groups.

    Attributes:
        moves: The moves.
        payoff: The payoffs of the mover.
    """

    moves: GroupMoves
    payoff: Payoffs

    transitive = True

    @property
    def work(self) -> int:
        """As many steps as a loop over all moves takes."""
        return self.moves.work

    def targets(self, state: int) -> States:
        """Return R_i⁺(s), ascending."""
        targets = self.moves.targets(state)
        return targets[self.payoff[targets] > self.payoff[state]]

    def arcs(self) -> tuple[States, States]:
        """Return all improvements, from and to."""
        from_, to = self.moves.arcs()
        better = self.payoff[to] > self.payoff[from_]
        return from_[better], to[better]

    def improving(self, payoff: Payoffs, worth: Values | None = None) -> Moves:
        """Return only the improvements that are improvements for these payoffs too."""
        return ArcMoves.between(*self.arcs(), len(payoff)).improving(payoff, worth)

    def least(self, values: Values, start: Values) -> Values:
        """Return the least value that staying at ``start`` or one improvement offers; see :meth:`Moves.least`."""
        out = start.copy()
        given = (self.moves.starts, self._best_first, self.payoff)
        if self.moves.free:
            run_over_groups(kernels.least_improving_in_free_groups, len(self._best_first), *given, values, out=out)
        else:
            work, ways = self.moves.work, self.moves.ways
            run_over_groups(kernels.least_improving_in_groups, work, *given, *ways, values, out=out)
        return out

    def reached(self, leaving: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say which states one improvement reaches; see :meth:`Moves.reached`."""
        return self.moves.reached_if(leaving, self.payoff, improving=True)

    @cached_property
    def _best_first(self) -> States:
        """The states of each group by falling payoff."""
        out = np.empty_like(self.moves.order)
        largest = int(np.diff(self.moves.starts).max(initial=0))
        given = (self.moves.starts, self.moves.order, self.payoff, largest)
        run_over_groups(kernels.sort_in_groups, 4 * len(out), *given, out=out)
        return out
