r"""What groups of decision makers can do together.

For a non-empty group H,

    R_H⁺⁺(s) = {t ∈ R_H(s) : t ≻_i s for every i ∈ H}        Φ_H(s) = {x : s ≽_i x for some i ∈ H}:

the *joint improvements* of H, and the states that deter it: one member that is no better off is enough. On the way to
a joint improvement a member may make a move that is none for it; only where they end counts.

>>> from detente.conflict import Conflict, DecisionMaker, Ranking
>>> a, b = DecisionMaker("A", ["a"], Ranking([3, 4, 1, 2])), DecisionMaker("B", ["b"], Ranking([2, 4, 1, 3]))
>>> groups = Groups(Conflict([a, b]))
>>> groups.gains((0,)).targets(0), groups.gains((0, 1)).targets(0)  # together they go where neither would alone
(array([], dtype=int64), array([3]))
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, Values
from detente.conflict.moves import ArcMoves
from detente.conflict.moves.base import States
from detente.stability.reach import least_reached
from detente.stability.unknown.rows import Rows, packed, reached, unpacked

Group = tuple[int, ...]
"""The members of a group, by their places in listing order, ascending."""


def subgroups(members: Iterable[int]) -> Iterator[Group]:
    """Yield every non-empty group of some decision makers, the smallest first.

    >>> list(subgroups([0, 2]))
    [(0,), (2,), (0, 2)]
    """
    every = tuple(members)
    return itertools.chain.from_iterable(itertools.combinations(every, size + 1) for size in range(len(every)))


@attrs.frozen(eq=False)
class Groups:
    """What groups can do in a conflict; each thing is worked out once, when it is first asked for.

    Attributes:
        conflict: The conflict.
    """

    conflict: Conflict
    _reached: dict[Group, Rows] = attrs.field(factory=dict, init=False)
    _gains: dict[Group, ArcMoves] = attrs.field(factory=dict, init=False)

    def others(self, group: Group) -> Group:
        """Return everybody else, N∖H."""
        return tuple(place for place in range(len(self.conflict.names)) if place not in group)

    def reached(self, group: Group) -> Rows:
        """Return R_H(s) for every state, as a row of bits."""
        if group not in self._reached:
            moves = [self.conflict.moves[place] for place in group]
            self._reached[group] = reached(moves, self.conflict.size)
        return self._reached[group]

    def gains(self, group: Group) -> ArcMoves:
        """Return R_H⁺⁺: the joint improvements of a group, as moves."""
        if group not in self._gains:
            better = unpacked(self.reached(group), self.conflict.size)
            for payoff in self._payoffs(group):
                better &= payoff > payoff[:, None]
            from_, to = np.nonzero(better)
            self._gains[group] = ArcMoves.between(from_, to, self.conflict.size)
        return self._gains[group]

    def deterring(self, group: Group, states: States) -> NDArray[np.bool_]:
        """Return Φ_H for some states: whether some member likes them at least as much as each other, shape (k, m)."""
        return np.logical_or.reduce([payoff <= payoff[states][:, None] for payoff in self._payoffs(group)])

    def final(self, group: Group, states: States) -> Rows:
        """Return for some states s the y that deter H from leaving them, and from which H cannot escape, as rows.

        They are the y ∈ Φ_H(s) with R_H(y) ⊆ Φ_H(s).
        """
        deterring, within = self.deterring(group, states), self.reached(group)
        for row, welcome in zip(deterring, packed(~deterring), strict=True):
            near = np.flatnonzero(row)
            row[near] = ~(within[near] & welcome).any(axis=1)
        return packed(deterring)

    def spoiled(self, group: Group, answers: Iterable[Group] | None) -> NDArray[np.bool_]:
        """Say of each joint improvement of a group whether an answer leads to where a member is no better off.

        Args:
            group: The group, H.
            answers: The groups that answer, each by its joint improvements; ``None`` for any legal moves of N∖H.
        """
        if answers is None:
            moves = [self.conflict.moves[place] for place in self.others(group)]
        else:
            moves = [self.gains(each) for each in answers]
        from_, to = self.gains(group).arcs()
        worst = ((payoff, least_reached(moves, payoff)) for payoff in self._payoffs(group))
        return np.logical_or.reduce([least[to] <= payoff[from_] for payoff, least in worst])

    def _payoffs(self, group: Group) -> list[Values]:
        return [self.conflict.payoff_table[place] for place in group]
