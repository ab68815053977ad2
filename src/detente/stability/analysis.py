"""What every stability rule works on: the moves and payoffs of a conflict, and what has been worked out so far.

Where a decision maker has beliefs about others, the rules are applied to its view of the conflict instead, in which
the others want what it thinks they want (see :mod:`detente.conflict.beliefs`). So its opponents' improvements, and
under the tableau reading of simultaneous stability whether they would stay, are as it sees them.
"""

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
    from detente.stability.witness import Answer, Witnessed

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

    @functools.cached_property
    def _views(self) -> dict[int, Analysis]:
        return {}

    def seen_by(self, mover: int) -> Analysis:
        """Return the same as a decision maker sees it: the analysis itself if it has no beliefs."""
        owner = self.conflict.decision_makers[mover]
        if not owner.believes:
            return self
        if mover not in self._views:
            payoffs, improvements = self.conflict.payoffs_seen_by(owner.name), list(self.improvements)
            for place in map(self.conflict.place_of, dict(owner.believes)):
                improvements[place] = self.moves[place].improving(payoffs[place])
            self._views[mover] = attrs.evolve(self, improvements=improvements, payoffs=payoffs)
        return self._views[mover]

    @functools.cached_property
    def informed(self) -> Analysis:
        """The same if everyone knew what the others want: the analysis itself if nobody has beliefs."""
        truth = self.conflict.without_beliefs()
        return self if truth is self.conflict else attrs.evolve(self, conflict=truth)

    def stable(self, concept: Concept, mover: int) -> Stable:
        """Say where a decision maker is stable under a concept, in its own view; worked out once."""
        key = (concept.key, mover)
        if key not in self._stable:
            self._stable[key] = concept.rule.stable(self.seen_by(mover), mover)
        return self._stable[key]

    def unsanctioned(self, concept: Concept, mover: int) -> Moves:
        """Return the improvements that, in its own view, nothing deters a decision maker from."""
        return concept.rule.unsanctioned(self.seen_by(mover), mover)

    def witness(self, rule: Witnessed, mover: int, state: int, improvements: Sequence[int]) -> list[Answer | None]:
        """Return, for each of these improvements from a state, what deters a decision maker from it in its own view."""
        return rule.witness(self.seen_by(mover), mover, state, improvements)

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
