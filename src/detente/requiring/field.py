"""A conflict in which the preferences of some decision makers are open, and what is known of it all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, Moves
from detente.errors import Problem, UnavailableError
from detente.stability import concept_named
from detente.stability.concepts import IN_TURN
from detente.stability.reach import least_reached
from detente.stability.sanction import Sanctioned, Unsanctioned

CONCEPTS_REQUIRED = IN_TURN
"""The concepts under which preferences can be required."""


SETTLED, TODAY, CONCEIVABLE = STEPS = ("settled", "today", "conceivable")
"""Which steps in an answer are taken by those whose preferences are open: none; those they like as written; all."""


@attrs.frozen(order=True)
class Comparison:
    """What a decision maker thinks of two states, all by their indices from 0.

    Attributes:
        mover: Whose opinion it is.
        from_: One state.
        to: The other.
        better: Whether it likes ``to`` better than ``from_``, or else no better.
    """

    mover: int
    from_: int
    to: int
    better: bool


Better = Callable[[int, int, int], bool]
"""Whether a decision maker likes a third thing, a state, better than a second."""

Needs = frozenset[Comparison]
"""Comparisons all of which must hold."""

Clause = frozenset[Needs]
"""Sets of comparisons of which one must hold."""

NOTHING: Needs = frozenset()

Node = tuple[int, int]
"""Who moved last, and where to."""


@attrs.frozen(eq=False, slots=False)
class Field:
    """A conflict in which the preferences of some decision makers are open.

    Attributes:
        conflict: The conflict.
        varied: The places of the decision makers whose preferences are open.
        concept: The key of the concept.
        answered: Whether the others answer at all.
        improving: Whether each step of an answer must be an improvement.
        escapable: Whether an answer must leave no way out.
    """

    conflict: Conflict
    varied: frozenset[int]
    concept: str
    answered: bool
    improving: bool
    escapable: bool

    @classmethod
    def of(cls, conflict: Conflict, varied: Iterable[int], concept: str) -> Field:
        """Leave the preferences of these decision makers open, under a concept.

        Raises:
            UnknownNameError: If there is no such concept.
            UnavailableError: If the concept does not judge by answers in turn, or preferences are unknown.
        """
        rule = concept_named(concept).rule
        if conflict.has_unknown:
            message = "what is required of preferences cannot be told where some are unknown"
            raise UnavailableError(Problem(message, allowed="the case without 'unknown'"))
        if isinstance(rule, Unsanctioned):
            return cls(conflict, frozenset(varied), concept, answered=False, improving=False, escapable=False)
        if isinstance(rule, Sanctioned):
            improving, escapable = rule.improving, rule.escapable
            return cls(conflict, frozenset(varied), concept, answered=True, improving=improving, escapable=escapable)
        message = f"what '{concept}' requires of preferences cannot be told"
        raise UnavailableError(Problem(message, allowed=", ".join(CONCEPTS_REQUIRED)))

    def targets(self, mover: int, state: int) -> list[int]:
        """Return the states one move of a decision maker reaches."""
        key = (mover, state)
        if key not in self._targets:
            self._targets[key] = self.conflict.moves[mover].targets(state).tolist()
        return self._targets[key]

    def view(self, mover: int) -> Conflict:
        """Return the conflict as a decision maker sees it."""
        return self.conflict.as_seen_by(self.conflict.names[mover])

    def open_to(self, mover: int) -> frozenset[int]:
        """Return whose steps in an answer hang on an open preference, as a decision maker sees it.

        What it is said to believe of somebody it goes on to believe, whatever that one wants.
        """
        believed = dict(self.conflict.decision_makers[mover].believes)
        return frozenset(k for k in self.varied if k != mover and self.conflict.names[k] not in believed)

    def today(self, mover: int, from_: int, to: int) -> bool:
        """Say whether a decision maker likes a state better than another as things are."""
        return self._payoffs[mover][to] > self._payoffs[mover][from_]

    def payoffs_seen_by(self, mover: int) -> list[list[int]]:
        """Return the payoffs of all as a decision maker sees them."""
        if mover not in self._seen:
            self._seen[mover] = self.conflict.payoffs_seen_by(self.conflict.names[mover]).tolist()
        return self._seen[mover]

    def left_of(self, needs: Needs) -> Needs | None:
        """Return what is open of some comparisons, or ``None`` if one that is not open fails."""
        settled = [each for each in needs if each.mover not in self.varied]
        if any(self.today(each.mover, each.from_, each.to) != each.better for each in settled):
            return None
        return needs.difference(settled)

    def holds_today(self, state: int) -> bool:
        """Say whether a state is an equilibrium as things are."""
        return all(self.is_stable_today(mover, state) for mover in range(len(self.conflict.names)))

    def is_stable_today(self, mover: int, state: int) -> bool:
        """Say whether a state is stable for a decision maker as things are."""
        worst = self.worst(mover, TODAY)
        return all(worst[to] <= self._payoffs[mover][state] for to in self.targets(mover, state))

    def worst(self, mover: int, taken: str) -> list[int]:
        """Return what a move is worth to a decision maker whose opponents answer, by the state it leads to.

        Args:
            mover: The decision maker.
            taken: Which steps those take in an answer whose preferences are open: one of :data:`STEPS`.

        Returns:
            Its payoffs as written: the least of what it has there and what others, as it sees them, can bring about.
        """
        key = (mover, taken)
        if key not in self._worst:
            payoff = self.conflict.payoff_table[mover]
            potential = self.conflict.moves[mover].most(payoff, payoff) if self.escapable else payoff
            answered = least_reached(self._answering(mover, taken), potential)
            self._worst[key] = np.minimum(payoff, answered).tolist()
        return self._worst[key]

    def reachable(self, mover: int, start: int, taken: str) -> NDArray[np.bool_]:
        """Say where the opponents of a decision maker may get to, and perhaps elsewhere: shape (m,).

        Nobody is kept from moving twice in a row.
        """
        key = (mover, start, taken)
        if key not in self._reachable:
            seen = np.zeros(self.conflict.size, dtype=bool)
            seen[start] = True
            moves, before = self._answering(mover, taken), 0
            while before < (before := int(np.count_nonzero(seen))):
                for each in moves:
                    seen |= each.reached(seen)
            self._reachable[key] = seen
        return self._reachable[key]

    def _answering(self, mover: int, taken: str) -> list[Moves]:
        if not self.answered:
            return []
        view, open_ = self.view(mover), self.open_to(mover)
        any_step = set(range(len(self.conflict.names))) if not self.improving else open_ if taken == CONCEIVABLE else ()
        return [
            (self.conflict.moves if k in any_step else view.improvements)[k]
            for k in range(len(self.conflict.names))
            if k != mover and not (self.improving and taken == SETTLED and k in open_)
        ]

    @cached_property
    def _seen(self) -> dict[int, list[list[int]]]:
        return {}

    @cached_property
    def _worst(self) -> dict[tuple[int, str], list[int]]:
        return {}

    @cached_property
    def _reachable(self) -> dict[tuple[int, int, str], NDArray[np.bool_]]:
        return {}

    @cached_property
    def _targets(self) -> dict[Node, list[int]]:
        return {}

    @cached_property
    def _payoffs(self) -> list[list[int]]:
        return self.conflict.payoff_table.tolist()
