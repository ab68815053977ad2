r"""Concepts where it is not always known what somebody prefers.

Let U_i be the relation of unknown preference of i, R_i^U(s) = {q ∈ R_i(s) : q U_i s} its *unknown moves*, and

    T_i(s) what tempts i from s: R_i⁺(s) ∪ R_i^U(s) in extensions a and c, R_i⁺(s) in b and d;
    D_i(s) what deters i from leaving s: {q : s ≽_i q} in a and b, {q : s ≽_i q or s U_i q} in c and d.

Then s is stable for i iff

    Nash: T_i(s) = ∅
    GMR:  for every s1 ∈ T_i(s) some s2 ∈ R_{N-i}(s1) is in D_i(s)
    SMR:  … and so is every s3 ∈ R_i(s2)
    SEQ:  for every s1 ∈ T_i(s) some s2 reached from s1 by improvements or unknown moves of opponents is in D_i(s)
    SSEQ: … and so is every s3 ∈ R_i(s2)

A state is not in its own R_H(s), which makes a difference in extension c: an unknown move is not deterred by the state
it leads to. With U_i empty for everyone the four are the concept itself.

Source: Li, Hipel, Kilgour & Fang (2004), *IEEE Transactions on Systems, Man, and Cybernetics* A 34.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.stability import solve
>>> waverer = DecisionMaker("A", ["a"], unknown=[("a", "not a")])
>>> conflict = Conflict([waverer, DecisionMaker("B", ["b"], Statements(["b"]))])
>>> [solve(conflict, ["nash"], extension=key).equilibria("nash") for key in "abcd"]
[(), (3, 4), (), (3, 4)]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from detente.conflict.moves import ArcMoves
from detente.errors import Problem, TooLargeError
from detente.stability.paths import shortest
from detente.stability.sanction import Sanctioned, Unsanctioned
from detente.stability.unknown.extensions import Extension
from detente.stability.unknown.rows import Rows, meeting, packed, united, unpacked
from detente.stability.witness import FoundSanction

if TYPE_CHECKING:
    from detente.conflict import Conflict, Moves
    from detente.stability.analysis import Analysis, Stable

MOST_STATES = 4_096
"""Sets of states are written out for every state, so there can be no more states than these."""


def check_size(conflict: Conflict) -> None:
    """Refuse a conflict with unknown preference and more states than sets of states can be written out for.

    Raises:
        TooLargeError: If there are more than ``MOST_STATES`` states.
    """
    if conflict.has_unknown and conflict.size > MOST_STATES:
        message = f"preferences are unknown, and there are {conflict.size:,} states"
        raise TooLargeError(Problem(message, allowed=f"at most {MOST_STATES:,} states where preferences are unknown"))


@attrs.frozen
class Extended:
    """A concept in one of its extensions.

    Attributes:
        rule: The rule of the concept where every preference is known.
        extension: What is done about what is unknown.
    """

    rule: Unsanctioned | Sanctioned
    extension: Extension

    def unavailable(self, _conflict: Conflict) -> str:
        """Return why the rule cannot be applied to a conflict; empty: it always can."""
        return ""

    def stable(self, analysis: Analysis, mover: int) -> Stable:
        """Say where a decision maker is stable: shape (m,)."""
        leaving, _ = self.unsanctioned(analysis, mover).arcs()
        stable: Stable = np.ones(analysis.conflict.size, dtype=bool)
        stable[leaving] = False
        return stable

    def unsanctioned(self, analysis: Analysis, mover: int) -> Moves:
        """Return the tempting moves that no answer deters a decision maker from."""
        tempting = analysis.tempting(mover)
        if isinstance(self.rule, Unsanctioned):
            return tempting
        from_, to = tempting.arcs()
        answers = analysis.reached_by_opponents(mover, credible=self.rule.improving)
        deterred = meeting(answers, to, self._deterring(analysis, mover), from_)
        return ArcMoves.between(from_[~deterred], to[~deterred], analysis.conflict.size)

    def witness(
        self, analysis: Analysis, mover: int, state: int, improvements: Sequence[int]
    ) -> list[FoundSanction | None]:
        """Return, for each of these tempting moves, the shortest opponents' moves that deter, if any do."""
        if isinstance(self.rule, Unsanctioned):
            return [None] * len(improvements)
        moves = {j: each for j, each in enumerate(analysis.answering(credible=self.rule.improving)) if j != mover}
        deterring = self._deterring(analysis, mover)[state : state + 1]
        harmless = (~unpacked(deterring, analysis.conflict.size)[0]).astype(np.int32)
        return [self._answer(moves, harmless, to) for to in improvements]

    def _answer(
        self, moves: dict[int, Moves], harmless: np.typing.NDArray[np.int32], start: int
    ) -> FoundSanction | None:
        goals = harmless.copy()
        goals[start] = 1  # a state is not in its own R_H(s)
        (path,) = shortest(moves, goals, 0, [start])
        final = isinstance(self.rule, Sanctioned) and self.rule.escapable
        return FoundSanction(path, path[-1][1], final=final) if path else None

    def _deterring(self, analysis: Analysis, mover: int) -> Rows:
        """Return the states that deter a decision maker from leaving each state, no escape left where that counts."""
        payoff, unknown = analysis.payoffs[mover], analysis.conflict.unknown_preferences[mover]
        deters = payoff[:, None] >= payoff
        if unknown:
            deters = deters | unknown.matrix if self.extension.deterred else deters & ~unknown.matrix
        if not (isinstance(self.rule, Sanctioned) and self.rule.escapable):
            return packed(deters)
        # Turned round: row s2 holds the states from which s2 does not deter; add those from which an escape does not.
        fails = packed(~deters.T)
        own = ArcMoves.between(*analysis.moves[mover].arcs(), len(payoff))
        return packed(~unpacked(fails | united(own, fails), len(payoff)).T)
