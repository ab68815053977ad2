"""What every stability rule works on: the moves and payoffs of a conflict, and what has been worked out so far.

Where a decision maker has beliefs about others, the rules are applied to its view of the conflict instead, in which
the others want what it thinks they want (see :mod:`detente.conflict.beliefs`). So its opponents' improvements, and
under the tableau reading of simultaneous stability whether they would stay, are as it sees them.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, Moves, Values
from detente.conflict.moves import ArcMoves
from detente.stability.reach import least_reached
from detente.stability.sanction import Sanctioned, Unsanctioned
from detente.stability.unknown.extensions import DEFAULT, extension_named
from detente.stability.unknown.rows import Rows, reached
from detente.stability.unknown.ruling import Extended, check_size

if TYPE_CHECKING:
    from detente.stability.concepts import Concept, Rule

Stable = NDArray[np.bool_]
"""Whether each state is stable for one decision maker, shape (m,)."""

_MOST_NARROW = np.iinfo(np.int16).max
"""The greatest payoff that is held in two bytes."""

PayoffTable = NDArray[np.signedinteger[Any]]
"""The payoffs of each decision maker, shape (n, m)."""


def _narrow(payoffs: NDArray[np.int32], moves: Sequence[Moves]) -> PayoffTable:
    """Return the same payoffs, in a box in two bytes if they fit: there every step reads many and does little else."""
    fit = all(each.independent for each in moves) and payoffs.max(initial=0) <= _MOST_NARROW
    return payoffs.astype(np.int16) if fit else payoffs


@attrs.frozen(eq=False, slots=False)
class Analysis:
    """A conflict under analysis.

    Attributes:
        conflict: The conflict.
        moves: The moves of each decision maker.
        improvements: The improvements of each decision maker.
        payoffs: The payoffs of each decision maker, shape (n, m).
        extension: The letter of the extension that concepts are applied in, where preferences are unknown.
    """

    conflict: Conflict
    moves: Sequence[Moves]
    improvements: Sequence[Moves]
    payoffs: PayoffTable
    extension: str = DEFAULT

    @classmethod
    def of(cls, conflict: Conflict, extension: str = DEFAULT) -> Analysis:
        """Work out what the analysis of a conflict needs.

        Raises:
            TooLargeError: If preferences are unknown between too many states.
        """
        check_size(conflict)
        payoffs = _narrow(conflict.payoff_table, conflict.moves)
        if payoffs is conflict.payoff_table:
            return cls(conflict, conflict.moves, conflict.improvements, payoffs, extension)
        improving = (moves.improving(payoff) for moves, payoff in zip(conflict.moves, payoffs, strict=True))
        better = [unknown.known(each) for unknown, each in zip(conflict.unknown_preferences, improving, strict=True)]
        return cls(conflict, conflict.moves, better, payoffs, extension)

    def under(self, extension: str) -> Analysis:
        """Return the same under another extension."""
        other = attrs.evolve(self, extension=extension)
        vars(other).update(_reached=self._reached)  # what can be reached is the same, and worked out once
        return other

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
            payoffs = _narrow(self.conflict.payoffs_seen_by(owner.name), self.moves)
            improvements = list(self.improvements)
            for place in map(self.conflict.place_of, dict(owner.believes)):
                improvements[place] = self.moves[place].improving(payoffs[place])
            view = self.conflict.as_seen_by(owner.name)
            self._views[mover] = attrs.evolve(self, conflict=view, improvements=improvements, payoffs=payoffs)
        return self._views[mover]

    @functools.cached_property
    def informed(self) -> Analysis:
        """The same if everyone knew what the others want: the analysis itself if nobody has beliefs."""
        truth = self.conflict.without_beliefs()
        return self if truth is self.conflict else attrs.evolve(self, conflict=truth)

    def rule(self, concept: Concept) -> Rule:
        """Return the rule of a concept, in its extension where preferences are unknown."""
        if self.conflict.has_unknown and isinstance(concept.rule, Unsanctioned | Sanctioned):
            return Extended(concept.rule, extension_named(self.extension))
        return concept.rule

    def stable(self, concept: Concept, mover: int) -> Stable:
        """Say where a decision maker is stable under a concept, in its own view; worked out once."""
        key = (concept.key, mover)
        if key not in self._stable:
            view = self.seen_by(mover)
            self._stable[key] = view.rule(concept).stable(view, mover)
        return self._stable[key]

    def unsanctioned(self, concept: Concept, mover: int) -> Moves:
        """Return the improvements that, in its own view, nothing deters a decision maker from."""
        view = self.seen_by(mover)
        return view.rule(concept).unsanctioned(view, mover)

    def tempting(self, mover: int) -> Moves:
        """Return the moves that tempt a decision maker: its improvements, and its unknown moves where these tempt."""
        unknown = self.conflict.unknown_preferences[mover]
        if not (unknown and extension_named(self.extension).tempted):
            return self.improvements[mover]
        return self._credible(mover)

    def answering(self, *, credible: bool) -> list[Moves]:
        """Return the moves by which each decision maker may answer: all, or its improvements and unknown moves."""
        return [self._credible(j) for j in range(len(self.moves))] if credible else list(self.moves)

    def reached_by_opponents(self, mover: int, *, credible: bool) -> Rows:
        """Return R_{N-i}(s) for every state, by all moves of the opponents or by those that may be good for them."""
        if (mover, credible) not in self._reached:
            moves = self.answering(credible=credible)
            self._reached[mover, credible] = reached([*moves[:mover], *moves[mover + 1 :]], self.conflict.size)
        return self._reached[mover, credible]

    @functools.cached_property
    def _reached(self) -> dict[tuple[int, bool], Rows]:
        return {}

    def _credible(self, mover: int) -> Moves:
        """Return improvements and unknown moves together."""
        unknown = self.conflict.unknown_preferences[mover]
        if not unknown:
            return self.improvements[mover]
        sure, unsure = self.improvements[mover].arcs(), unknown.moves(self.moves[mover]).arcs()
        from_, to = (np.concatenate(ends) for ends in zip(sure, unsure, strict=True))
        return ArcMoves.between(from_, to, self.conflict.size)

    def hold(self, concept: Concept, mover: int, where: Stable) -> None:
        """Hold where a decision maker is stable in memory that others hold as well."""
        self._stable[concept.key, mover] = where

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
