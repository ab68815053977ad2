r"""Unknown preference: states between which it is not known what a decision maker prefers.

Besides ≻_i and ∼_i there is a third relation U_i on the states: s U_i t where it is not known which of the two i likes
better, or whether it likes both alike (Li, Hipel, Kilgour & Fang 2004, *IEEE Transactions on Systems, Man, and
Cybernetics* A 34). It is symmetric, and no state is unknown against itself. Here it is stated by pairs of formulas:
s U_i t iff one formula of a pair holds in s and the other in t, or the other way round. Where s U_i t, whatever else is
said of what i prefers does not count between the two: neither s ≻_i t, nor t ≻_i s, nor s ∼_i t.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> waverer = DecisionMaker("A", ["a"], Statements(["a"]), unknown=[("a and b", "b and not a")])
>>> conflict = Conflict([waverer, DecisionMaker("B", ["b"])])
>>> conflict.unknown_preferences[0].matrix.astype(int)
array([[0, 0, 0, 0],
       [0, 0, 0, 0],
       [0, 0, 0, 1],
       [0, 0, 1, 0]])
>>> [moves.targets(state).tolist() for moves in conflict.improvements[:1] for state in range(4)]
[[1], [], [], []]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.moves import ArcMoves, Moves
from detente.conflict.moves.base import States
from detente.errors import about

if TYPE_CHECKING:
    from detente.conflict.decision_maker import DecisionMaker
    from detente.conflict.space import StateSpace
    from detente.formula import Formula

Where = NDArray[np.bool_]


@attrs.frozen(eq=False, slots=False)
class UnknownPreference:
    """Between which states it is not known what one decision maker prefers: the relation U.

    Attributes:
        sides: For each pair of formulas, where the one holds and where the other: truth values of shape (m,).
        size: The number of states, m.
    """

    sides: Sequence[tuple[Where, Where]]
    size: int

    def __bool__(self) -> bool:
        """Say whether anything at all is unknown."""
        return bool(self.sides)

    def between(self, from_: States, to: States) -> Where:
        """Say for each pair of states, given as two arrays of indices, whether the one is unknown against the other."""
        unknown = np.zeros(from_.shape, dtype=bool)
        for one, other in self.sides:
            unknown |= (one[from_] & other[to]) | (other[from_] & one[to])
        return unknown & (from_ != to)

    @cached_property
    def matrix(self) -> Where:
        """The same for all pairs at once: shape (m, m)."""
        states = np.arange(self.size)
        return self.between(*np.broadcast_arrays(states[:, None], states))

    def known(self, moves: Moves) -> Moves:
        """Return the moves to states that are not unknown against the one that is left."""
        return self._some(moves, unknown=False) if self else moves

    def moves(self, moves: Moves) -> Moves:
        """Return the moves to states that are unknown against the one that is left."""
        return self._some(moves, unknown=True)

    def _some(self, moves: Moves, *, unknown: bool) -> Moves:
        from_, to = moves.arcs()
        wanted = self.between(from_, to) == unknown
        return ArcMoves.between(from_[wanted], to[wanted], self.size)


def unknown_preference(owner: DecisionMaker, space: StateSpace) -> UnknownPreference:
    """Return between which states it is not known what a decision maker prefers.

    Raises:
        ConflictError: If a formula tells members of a coalesced state apart.
        UnknownNameError: If a formula names something that does not exist.
    """
    with about(f"unknown preference of '{owner.name}'"):
        sides = [(space.where(one), space.where(other)) for one, other in owner.unknown]
    return UnknownPreference(sides, space.size if sides else 0)


def formulas_of(owner: DecisionMaker) -> tuple[Formula, ...]:
    """Return the formulas that the unknown preference of a decision maker is stated by."""
    return tuple(formula for pair in owner.unknown for formula in pair)
