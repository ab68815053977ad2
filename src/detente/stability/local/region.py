r"""Verdicts on a part of the space, which no further look at the rest can change.

Let K be the states that are known and X ⊆ K those that are explored: every move from them leads into K. What is
known of moves and payoffs within K is true of the whole space. So with

    best_i(f)(s) = max of f over {s} ∪ R_i(s)        least_H(f)(s) = min of f over {s} ∪ R_H(s)

and the potential g of a concept (see :mod:`detente.stability.sanction`), the true value of g lies between two that can
be worked out within K. The upper takes R_H within K only; any chain of moves there is one in the whole space. The
lower supposes, at every state of the edge K∖X, that the worst imaginable follows. Hence for a state s of X

* if best_i(min(r, upper g))(s) ≤ r(s), then s is stable for i: every improvement has a sanction that was found;
* if best_i(min(r, lower g))(s) > r(s), it is unstable: an improvement has none, and all answers to it are known;
* otherwise it is open.

Where K = X, lower and upper are equal and nothing is open. Nash stability needs no answers and is never open. H are the
opponents who can have a part in an answer (see :mod:`detente.stability.local.concerning`): the fewer, the sooner all
that they can do is known. Where i has beliefs about others, all this is done in its view of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import NONE, Conflict, Moves, Values
from detente.conflict.patterns import Codes
from detente.errors import Problem, UnavailableError
from detente.stability.analysis import Analysis
from detente.stability.concepts import IN_TURN, concept_named
from detente.stability.local.concerning import concern_of
from detente.stability.local.preferring import liking, some_states
from detente.stability.reach import least_reached
from detente.stability.sanction import Sanctioned

UNSTABLE, STABLE, OPEN = np.int8(0), np.int8(1), np.int8(-1)
"""The three verdicts, as arrays hold them."""

Verdicts = NDArray[np.int8]

_UNBOUNDED = NONE - 1
"""More than any payoff."""

LOCAL = IN_TURN
"""The concepts that can be judged from a part of the space."""


def local_concept(key: str) -> str:
    """Return the key of a concept that can be judged from a part of the space.

    Raises:
        UnknownNameError: If there is no such concept.
        UnavailableError: If it takes the whole space.
    """
    concept = concept_named(key)
    if key not in LOCAL:
        message = f"{concept.name} ({key}) cannot be judged from a part of the states"
        raise UnavailableError(Problem(message, allowed=", ".join(LOCAL)))
    return key


@attrs.frozen(eq=False, slots=False)
class Region:
    """Some states of a conflict in option form.

    Attributes:
        conflict: The conflict.
        codes: The codes of the states that are known, ascending.
        explored: Whether everything that the moves in question lead to from each of them is known.
        movers: The places of the decision makers whose moves are in question: all, or those that verdicts hang on.
    """

    conflict: Conflict
    codes: Codes
    explored: NDArray[np.bool_]
    movers: Sequence[int]

    def verdicts(self, concept: str, mover: int) -> Verdicts:
        """Judge each explored state for a decision maker under a concept, one of ``LOCAL``; the others are open."""
        return np.where(self.explored, self.verdicts_knowing_own(concept, mover), OPEN)

    def verdicts_knowing_own(self, concept: str, mover: int) -> Verdicts:
        """Judge each state; right for one that is not explored, too, if its moves by this decision maker are known."""
        place, view = self.movers.index(mover), self.seen_by(mover)
        payoff, moves = view.analysis.payoffs[place], view.analysis.moves[place]
        least, most = view.worth(concept, mover)
        verdicts = np.where(moves.settled(most, payoff), STABLE, OPEN)
        return np.where(moves.settled(least, payoff), verdicts, UNSTABLE)

    def seen_by(self, mover: int) -> Region:
        """Return the same region as a decision maker sees it."""
        owner = self.conflict.decision_makers[mover]
        if not owner.believes:
            return self
        view = attrs.evolve(self, conflict=self.conflict.as_seen_by(owner.name))
        vars(view).update(_moves=self._moves)  # they are the same, and worked out once
        return view

    def worth(self, concept: str, mover: int) -> tuple[Values, Values]:
        """Return the least and the most that each state is worth to one that moves there and is answered: min(r, g)."""
        rule, place = concept_named(concept).rule, self.movers.index(mover)
        payoff = self.analysis.payoffs[place]
        if not isinstance(rule, Sanctioned):
            return payoff, payoff
        after = self.analysis.own_best(place) if rule.escapable else payoff
        unbounded = np.full_like(after, _UNBOUNDED)
        lowest = np.where(self.explored, after, np.int32(0))
        highest = np.where(self.explored, after, unbounded) if rule.escapable else payoff
        opponents = self._opponents(mover, improving=rule.improving)
        return (
            np.minimum(payoff, least_reached(opponents, lowest)),
            np.minimum(payoff, least_reached(opponents, highest)),
        )

    def _opponents(self, mover: int, *, improving: bool) -> list[Moves]:
        """Return the moves of those who can have a part in an answer."""
        moves = self.analysis.improvements if improving else self.analysis.moves
        opponents = concern_of(self.conflict, mover, improving=improving).opponents
        return [moves[self.movers.index(each)] for each in opponents]

    @cached_property
    def analysis(self) -> Analysis:
        """The moves between known states, and how much each is liked among them, of ``movers`` in that order."""
        payoffs = np.array([liking(self.conflict, mover, self.codes) for mover in self.movers], dtype=np.int32)
        improvements = [each.improving(payoff) for each, payoff in zip(self._moves, payoffs, strict=True)]
        return Analysis(self.conflict, self._moves, improvements, payoffs)

    @cached_property
    def _moves(self) -> tuple[Moves, ...]:
        return self.conflict.moves_between(some_states(self.conflict, self.codes), self.movers)


def everyone(verdicts: Sequence[Verdicts] | Verdicts) -> Verdicts:
    """Return whether each state is an equilibrium, from the verdicts of all decision makers, shape (n, k).

    >>> everyone(np.array([[1, 1, 1], [1, -1, -1], [1, 1, 0]], dtype=np.int8)).tolist()
    [1, -1, 0]
    """
    each = np.asarray(verdicts)
    together = np.where((each == STABLE).all(axis=0), STABLE, OPEN)
    return np.where((each == UNSTABLE).any(axis=0), UNSTABLE, together)
