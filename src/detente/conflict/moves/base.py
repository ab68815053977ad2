"""What the moves of one decision maker offer, however they are held."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from detente.conflict.preference import Payoffs

Values = NDArray[np.int32]
"""One whole number per state, shape (m,)."""

States = NDArray[np.signedinteger[Any]]
"""Indices of states, from 0."""

NONE = np.int32(np.iinfo(np.int32).max)
"""A value greater than any payoff and any index: the minimum over no states."""


class Moves(ABC):
    """The unilateral moves of one decision maker, R_i, or only its improvements, R_i⁺.

    Attributes:
        transitive: Whether two moves in a row never lead further than one. Where it is false nothing is assumed.
    """

    transitive: bool

    @property
    def independent(self) -> bool:
        """Whether what one can do depends on nobody else's options; where it is false nothing is assumed."""
        return False

    @property
    @abstractmethod
    def work(self) -> int:
        """About how many moves there are: the steps of a loop over all of them."""

    @abstractmethod
    def targets(self, state: int) -> States:
        """Return R_i(s): the states one move reaches, ascending, never the state itself."""

    @abstractmethod
    def arcs(self) -> tuple[States, States]:
        """Return all moves as two arrays of equal length: from which state, and to which."""

    @abstractmethod
    def improving(self, payoff: Payoffs, worth: Values | None = None) -> Moves:
        """Return R_i⁺: only the moves to a state with a greater payoff, the unilateral improvements.

        Args:
            payoff: The payoffs of the mover.
            worth: What each state is worth to the mover if it moves there, where that is not its payoff; a move counts
                if the state it leads to is worth more than the payoff of the state it leaves.
        """

    @abstractmethod
    def least(self, values: Values, start: Values) -> Values:
        """Return, for each state s, the least of ``start[s]`` and the values of the states one move reaches.

        Args:
            values: A number for each state.
            start: What the minimum starts from; :data:`.NONE` to count moves only, ``values`` to count staying too.
        """

    @abstractmethod
    def origins(self, leaving: NDArray[np.bool_]) -> Values:
        """Return, for each state, the first of the states that are left from which one move reaches it.

        Args:
            leaving: Which states are left, shape (m,).

        Returns:
            Indices of states, :data:`.NONE` where no move from these states leads; shape (m,).
        """

    def reached(self, leaving: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say which states one move reaches from the states that are left: truth values of shape (m,)."""
        return self.origins(leaving) != NONE

    def most(self, values: Values, start: Values) -> Values:
        """Return, for each state s, the greatest of ``start[s]`` and the values of the states one move reaches."""
        return -self.least(-values, -start)

    def settled(self, values: Values, payoff: Values) -> NDArray[np.bool_]:
        """Say where neither staying nor one move offers a value greater than the payoff: shape (m,)."""
        return self.most(values, values) <= payoff
