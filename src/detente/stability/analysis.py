"""What every stability rule works on: the moves and payoffs of a conflict, and what has been worked out so far."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, Moves, Values
from detente.stability.reach import least_reached

if TYPE_CHECKING:
    from detente.stability.concepts import Concept

Stable = NDArray[np.bool_]
"""Whether each state is stable for one decision maker, shape (m,)."""


@attrs.frozen(eq=False, slots=False)
class Analysis:
    """A conflict under analysis.

    Attributes:
        conflict: The conflict.
        moves: The moves of each decision maker.
        improvements: The improvements of each decision maker.
        payoffs: The payoffs of each decision maker, shape (n, m).
    """

    conflict: Conflict
    moves: Sequence[Moves]
    improvements: Sequence[Moves]
    payoffs: NDArray[np.int32]

    @classmethod
    def of(cls, conflict: Conflict) -> Analysis:
        """Work out what the analysis of a conflict needs."""
        return cls(conflict, conflict.moves, conflict.improvements, conflict.payoff_table)

    @functools.cached_property
    def _stable(self) -> dict[tuple[str, int], Stable]:
        return {}

    @functools.cached_property
    def _own_best(self) -> dict[int, Values]:
        return {}

    def stable(self, concept: Concept, mover: int) -> Stable:
        """Say where a decision maker is stable under a concept; worked out once."""
        key = (concept.key, mover)
        if key not in self._stable:
            self._stable[key] = concept.rule.stable(self, mover)
        return self._stable[key]

    def own_best(self, mover: int) -> Values:
        """Return best_i(r): the greatest payoff a decision maker has at a state or one move of its own away."""
        if mover not in self._own_best:
            payoff = self.payoffs[mover]
            self._own_best[mover] = self.moves[mover].most(payoff, payoff)
        return self._own_best[mover]

    def least_opposed(self, mover: int, values: Values, *, improving: bool) -> Values:
        """Return the least value that the opponents of a decision maker can bring about from each state.

        Args:
            mover: The decision maker whose opponents move.
            values: A number for each state.
            improving: Whether the opponents make improvements only.
        """
        moves = self.improvements if improving else self.moves
        return least_reached([each for j, each in enumerate(moves) if j != mover], values)
