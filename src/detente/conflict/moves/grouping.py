"""Groups: the states between which a decision maker can move, side by side.

They agree in everything but its own options. In general they are listed, sorted by "everything but its options". Where
every combination of options is feasible, states are counted like a box: a state's number reads (what comes after, own
pattern, what comes before), and nothing has to be listed to know who stands with whom.

>>> box = Box(size=12, patterns=3, before=2)
>>> box.order
array([ 0,  2,  4,  1,  3,  5,  6,  8, 10,  7,  9, 11], dtype=int32)
>>> box.starts
array([ 0,  3,  6,  9, 12])
"""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.moves.base import States, Values


@attrs.frozen(eq=False, slots=False)
class Listed:
    """Groups of any kind.

    Attributes:
        order: States, group by group. A state that is missing here has no moves at all.
        starts: Where each group begins in ``order``, and last where all end.
    """

    order: States
    starts: States

    @cached_property
    def group(self) -> States:
        """The group of each state, from 0, -1 for none; ends with the last state that is in one."""
        group = np.full(int(self.order.max(initial=-1)) + 1, -1, dtype=np.int32)
        group[self.order] = np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))
        return group

    def members(self, state: int) -> States:
        """Return the states in the group of a state; none if it is in none."""
        group = self.group[state] if state < len(self.group) else -1
        return self.order[self.starts[group] : self.starts[group + 1]] if group >= 0 else self.order[:0]

    def groups_of(self, states: States) -> States:
        """Return the groups in which states stand, with repetitions."""
        found = self.group[states[states < len(self.group)]]
        return found[found >= 0]


@attrs.frozen(eq=False, slots=False)
class Box:
    """The groups of one decision maker where every combination of options is feasible.

    Attributes:
        size: The number of states.
        patterns: The number of its own patterns: the states of each group.
        before: How far apart two states stand that differ by one in its own pattern.
    """

    size: int
    patterns: int
    before: int

    @cached_property
    def order(self) -> States:
        """States, group by group: for loops over groups that may be of any kind."""
        return self.rows(np.arange(self.size, dtype=np.int32)).transpose(0, 2, 1).ravel()

    @cached_property
    def starts(self) -> States:
        """Where each group begins in ``order``, and last where all end."""
        return np.arange(0, self.size + 1, self.patterns)

    @cached_property
    def group(self) -> States:
        """The group of each state, from 0."""
        return self.groups_of(np.arange(self.size, dtype=np.int32))

    def members(self, state: int) -> States:
        """Return the states in the group of a state."""
        return state - state // self.before % self.patterns * self.before + np.arange(self.patterns) * self.before

    def groups_of(self, states: States) -> States:
        """Return the groups in which states stand, with repetitions."""
        return states // (self.patterns * self.before) * self.before + states % self.before

    def rows(self, values: Values) -> Values:
        """Return values as a table of (what comes after, own pattern, what comes before)."""
        return values.reshape(-1, self.patterns, self.before)

    def greatest(self, values: Values) -> Values:
        """Return, for each state, the greatest value in its group."""
        rows = self.rows(values)
        return np.broadcast_to(rows.max(axis=1, keepdims=True), rows.shape).reshape(-1)

    def none_greater(self, values: Values, payoff: Values) -> NDArray[np.bool_]:
        """Say of each state whether no value in its group is greater than its payoff."""
        return (self.rows(values).max(axis=1, keepdims=True) <= self.rows(payoff)).reshape(-1)


@attrs.frozen(eq=False)
class Layout:
    """Moves within groups, or only the improvements among them, as arrays.

    Attributes:
        starts: Where each group begins in ``order``, and last where all end.
        order: States, group by group; by falling payoff where only improvements count.
        group: The group of each state; -1 where it is in none.
        payoff: The payoffs of the mover; of no length where not only improvements count.
        heights: The heights of the states; of no length where all move freely.
    """

    starts: States
    order: States
    group: States
    payoff: Values
    heights: States


def within(starts: States, order: States, groups: States) -> tuple[States, States]:
    """Return where some groups begin, and their states, side by side."""
    sizes = np.diff(starts)[groups]
    fewer = np.concatenate([[0], np.cumsum(sizes)])
    return fewer, order[np.repeat(starts[groups] - fewer[:-1], sizes) + np.arange(fewer[-1])]
