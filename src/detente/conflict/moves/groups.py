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
from detente.conflict.moves.base import NONE, Moves, States, Values
from detente.conflict.moves.grouping import Box, Layout, Listed, within
from detente.conflict.moves.running import run_over_groups
from detente.conflict.preference import Payoffs
from detente.errors import Problem, TooLargeError

MOST_ARCS = 2**28
"""The most moves that are written out arc by arc."""


@attrs.frozen(eq=False, slots=False)
class GroupMoves(Moves):
    """Moves within groups of states.

    Attributes:
        groups: Who stands with whom.
        heights: Per state, a bit for each step taken that cannot be taken back; a move may only add bits. Of no
            length where all move freely.
    """

    groups: Listed | Box
    heights: States

    transitive = True

    @property
    def order(self) -> States:
        """States, group by group."""
        return self.groups.order

    @property
    def starts(self) -> States:
        """Where each group begins in ``order``, and last where all end."""
        return self.groups.starts

    @property
    def independent(self) -> bool:
        """Whether every combination of options is feasible."""
        return isinstance(self.groups, Box)

    def targets(self, state: int) -> States:
        """Return R_i(s), ascending."""
        others = self.groups.members(state)
        return np.sort(others[self._allowed(np.full_like(others, state), others) & (others != state)])

    def arcs(self) -> tuple[States, States]:
        """Return all moves, from and to.

        Raises:
            TooLargeError: If there are too many to write out.
        """
        if self.work > MOST_ARCS:
            message = f"the moves have to be written out one by one, and there are up to {self.work} of them"
            needing = "forbidden moves, steps, coalesced states, simultaneous stability and unsanctioned improvements"
            allowed = f"at most {MOST_ARCS}; {needing} need this"
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
        self.lower_in(self.starts, self.order, values, out)
        return out

    def most(self, values: Values, start: Values) -> Values:
        """Return the greatest value that staying at ``start`` or one move offers; see :meth:`Moves.most`."""
        if start is not values:
            return super().most(values, start)
        if isinstance(self.groups, Box) and self.free:
            return self.groups.greatest(values)
        below = -values
        self.lower(below)
        return np.negative(below, out=below)

    def settled(self, values: Values, payoff: Values) -> NDArray[np.bool_]:
        """Say where neither staying nor one move offers more than the payoff; see :meth:`Moves.settled`."""
        if isinstance(self.groups, Box) and self.free:
            return self.groups.none_greater(values, payoff)
        return super().settled(values, payoff)

    def lower(self, values: Values) -> None:
        """Lower values in place to the least that one move reaches."""
        self.lower_in(self.starts, self.order, values, values)

    def lower_among(self, values: Values, groups: States) -> States:
        """Lower values in place in some groups only, and return the states whose value fell."""
        return _fallen(self, *within(self.starts, self.order, groups), values)

    def groups_of(self, states: States) -> States:
        """Return the groups in which states stand, with repetitions."""
        return self.groups.groups_of(states)

    def lower_in(self, starts: States, order: States, values: Values, out: Values) -> None:
        """Lower ``out`` to the least value that one move reaches, in groups that begin and stand there."""
        if self.free:
            run_over_groups(kernels.least_in_free_groups, len(order), starts, order, values, out=out)
        elif self.by_height:
            table = (self.heights, self.bits, NONE)
            run_over_groups(kernels.least_by_height, len(order), starts, order, *table, values, out=out)
        else:
            work = self.work_on(starts)
            run_over_groups(kernels.least_in_groups, work, starts, order, self.heights, values, out=out)

    def origins(self, leaving: NDArray[np.bool_]) -> Values:
        """Return from where one move reaches each state; see :meth:`Moves.origins`."""
        return self.origins_if(leaving, self.order, improving=False)

    def layout(self) -> Layout:
        """Return the moves as arrays."""
        return Layout(self.starts, self.order, self.groups.group, np.zeros(0, dtype=np.int32), self.heights)

    def ways(self) -> NDArray[np.bool_]:
        """Say in a box whether one move leads from each own pattern to each other; shape (patterns, patterns)."""
        patterns = self.groups.members(0)
        from_, to = np.meshgrid(patterns, patterns, indexing="ij")
        return self._allowed(from_, to) & (from_ != to)

    @property
    def free(self) -> bool:
        """Whether every state of a group can be left for every other."""
        return not len(self.heights)

    @cached_property
    def bits(self) -> int:
        """How many steps cannot be taken back."""
        return int(self.heights.max(initial=0)).bit_length()

    @property
    def work_by_height(self) -> int:
        """How many steps a loop over groups takes if each has a table of all heights."""
        return len(self.order) + (len(self.starts) - 1) * (self.bits + 1 << self.bits)

    @property
    def by_height(self) -> bool:
        """Whether tables of heights are quicker than a look at every pair of states."""
        return self.work_by_height < self.work

    def origins_if(self, leaving: NDArray[np.bool_], payoff: NDArray[Any], *, improving: bool) -> Values:
        """Return from where one move reaches each state, or one move to a state with a greater payoff."""
        out = np.full(leaving.shape, NONE)
        given = (self.starts, self.order, self.heights, payoff, improving, leaving)
        run_over_groups(kernels.origins_in_groups, self.work, *given, out=out)
        return out

    @cached_property
    def work(self) -> int:
        """How many pairs of states stand in one group: the steps of a loop over all moves."""
        if isinstance(self.groups, Box):
            return self.groups.size * self.groups.patterns
        return self.work_on(self.starts)

    @staticmethod
    def work_on(starts: States) -> int:
        """Return how many pairs of states stand in one of the groups that begin there."""
        return int((np.diff(starts) ** 2).sum())

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
        return (self.heights[from_] & ~self.heights[to]) == 0


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
    def starts(self) -> States:
        """Where each group begins; see :class:`GroupMoves`."""
        return self.moves.starts

    @property
    def work(self) -> int:
        """As many steps as a loop over all moves takes."""
        return self.moves.work

    def targets(self, state: int) -> States:
        """Return R_i⁺(s), ascending."""
        targets = self.moves.targets(state)
        return targets[self.payoff[targets] > self.payoff[state]]

    def layout(self) -> Layout:
        """Return the improvements as arrays."""
        return attrs.evolve(self.moves.layout(), order=self._best_first, payoff=self.payoff)

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
        self.lower_in(self.moves.starts, self._best_first, values, out)
        return out

    def lower(self, values: Values) -> None:
        """Lower values in place to the least that one improvement reaches."""
        self.lower_in(self.starts, self._best_first, values, values)

    def lower_among(self, values: Values, groups: States) -> States:
        """Lower values in place in some groups only; see :meth:`GroupMoves.lower_among`."""
        return _fallen(self, *within(self.starts, self._best_first, groups), values)

    def groups_of(self, states: States) -> States:
        """Return the groups in which states stand; see :meth:`GroupMoves.groups_of`."""
        return self.moves.groups_of(states)

    def lower_in(self, starts: States, order: States, values: Values, out: Values) -> None:
        """Lower ``out`` to the least value that one improvement reaches; see :meth:`GroupMoves.lower_in`."""
        given, heights = (starts, order, self.payoff), self.moves.heights
        if self.moves.free:
            run_over_groups(kernels.least_improving_in_free_groups, len(order), *given, values, out=out)
        elif self.moves.by_height:
            table = (heights, self.moves.bits, NONE)
            run_over_groups(kernels.least_improving_by_height, len(order), *given, *table, values, out=out)
        else:
            work = self.moves.work_on(starts)
            run_over_groups(kernels.least_improving_in_groups, work, *given, heights, values, out=out)

    def origins(self, leaving: NDArray[np.bool_]) -> Values:
        """Return from where one improvement reaches each state; see :meth:`Moves.origins`."""
        return self.moves.origins_if(leaving, self.payoff, improving=True)

    @cached_property
    def _best_first(self) -> States:
        """The states of each group by falling payoff."""
        out = np.empty_like(self.moves.order)
        largest = int(np.diff(self.moves.starts).max(initial=0))
        given = (self.moves.starts, self.moves.order, self.payoff, largest)
        run_over_groups(kernels.sort_in_groups, 4 * len(out), *given, out=out)
        return out


def _fallen(moves: GroupMoves | GroupImprovements, starts: States, order: States, values: Values) -> States:
    """Lower values in place within groups, and return the states whose value fell."""
    before = values[order]
    moves.lower_in(starts, order, values, values)
    return order[values[order] != before]
