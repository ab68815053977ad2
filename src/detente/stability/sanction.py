r"""Five concepts from one formula.

For decision maker i with payoff r and opponents H, let

    best_i(f)(s) = max of f over {s} ∪ R_i(s)        least_H(f)(s) = min of f over {s} ∪ R_H(s).

An improvement s1 of i from s is worth ``min(r, g)(s1)``: what i gets there, or less where the opponents can do
worse to it. Then s is stable for i iff no move of its own is worth more than staying,

    best_i(min(r, g))(s) ≤ r(s),        with h = best_i(r) and

    Nash: g = r    GMR: g = least_H(r)    SMR: g = least_H(h)    SEQ: g = least⁺_H(r)    SSEQ: g = least⁺_H(h).

With h instead of r a sanction counts only if i cannot escape it by a move of its own. Including s itself in both
operators is harmless: an improvement s1 is never its own sanction, since r(s1) > r(s).

Sources: Nash (1950); Howard (1971), *Paradoxes of Rationality*, for GMR and SMR; Fraser & Hipel (1979, 1984),
*Conflict Analysis*, for SEQ; Rêgo & Vieira (2017), *Group Decision and Negotiation* 26, for SSEQ.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from detente.stability.paths import shortest
from detente.stability.witness import FoundSanction

if TYPE_CHECKING:
    from detente.conflict import Conflict, Moves, Values
    from detente.stability.analysis import Analysis, Stable


@attrs.frozen
class Unsanctioned:
    """Nash: nobody answers; s is stable iff there is no improvement."""

    def unavailable(self, _conflict: Conflict) -> str:
        """Return why the rule cannot be applied to a conflict; empty: it always can."""
        return ""

    def stable(self, analysis: Analysis, mover: int) -> Stable:
        """Say where a decision maker is stable: shape (m,)."""
        return analysis.own_best(mover) <= analysis.payoffs[mover]

    def unsanctioned(self, analysis: Analysis, mover: int) -> Moves:
        """Return the improvements that nothing deters a decision maker from: all of them."""
        return analysis.improvements[mover]

    def witness(
        self, _analysis: Analysis, _mover: int, _state: int, improvements: Sequence[int]
    ) -> list[FoundSanction | None]:
        """Return what deters a decision maker from each of these improvements: nothing."""
        return [None] * len(improvements)


@attrs.frozen
class Sanctioned:
    """GMR, SMR, SEQ, SSEQ: the opponents answer by a legal sequence of joint moves.

    Attributes:
        improving: Whether each step of the answer must be an improvement for the one who makes it.
        escapable: Whether the answer must leave no escape by a further move of one's own.
    """

    improving: bool
    escapable: bool

    def unavailable(self, _conflict: Conflict) -> str:
        """Return why the rule cannot be applied to a conflict; empty: it always can."""
        return ""

    def stable(self, analysis: Analysis, mover: int) -> Stable:
        """Say where a decision maker is stable: shape (m,)."""
        return analysis.moves[mover].settled(self._worth(analysis, mover), analysis.payoffs[mover])

    def unsanctioned(self, analysis: Analysis, mover: int) -> Moves:
        """Return the improvements that no answer deters a decision maker from."""
        return analysis.moves[mover].improving(analysis.payoffs[mover], self._worth(analysis, mover))

    def witness(
        self, analysis: Analysis, mover: int, state: int, improvements: Sequence[int]
    ) -> list[FoundSanction | None]:
        """Return, for each of these improvements, the shortest opponents' moves that deter, if any do."""
        moves = dict(enumerate(analysis.improvements if self.improving else analysis.moves))
        del moves[mover]
        potential, staying = self._potential(analysis, mover), int(analysis.payoffs[mover][state])
        paths = shortest(moves, potential, staying, improvements)
        return [FoundSanction(path, path[-1][1], final=self.escapable) if path else None for path in paths]

    def _worth(self, analysis: Analysis, mover: int) -> Values:
        """Return min(r, g): what each state is worth to a decision maker that moves there and is answered."""
        potential = self._potential(analysis, mover)
        answered = analysis.least_opposed(mover, potential, improving=self.improving)
        return np.minimum(analysis.payoffs[mover], answered, out=answered)

    def _potential(self, analysis: Analysis, mover: int) -> Values:
        """Return what a decision maker has in each state once the answer is given: r, or h if it can still escape."""
        return analysis.own_best(mover) if self.escapable else analysis.payoffs[mover]
