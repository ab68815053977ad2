"""From what a rule finds to what a user reads: the explanation of one verdict; see :mod:`detente.stability.witness`."""

from __future__ import annotations

import numpy as np

from detente.errors import Problem, UnavailableError
from detente.stability.analysis import Analysis
from detente.stability.concepts import concept_named
from detente.stability.witness import Escape, Explanation, FoundSanction, Improvement, Sanction, Turn, Witnessed


def explained(analysis: Analysis, name: str, state: int, concept: str, *, stable: bool) -> Explanation:
    """Explain one verdict.

    Args:
        analysis: What it was worked out from.
        name: The decision maker.
        state: The number of the state.
        concept: The key of the concept.
        stable: The verdict.

    Raises:
        UnavailableError: If the rule of the concept does not tell what sanctions an improvement.
    """
    conflict, mover = analysis.conflict, analysis.conflict.place_of(name)
    view = analysis.seen_by(mover)
    rule = view.rule(concept_named(concept))
    if not isinstance(rule, Witnessed):
        raise UnavailableError(
            Problem(f"'{concept}' does not judge improvement by improvement, so it has no sanctions")
        )
    payoffs, unknown = conflict.payoffs(name), conflict.unknown_preferences[mover]
    targets = view.tempting(mover).targets(state - 1)
    answers = rule.witness(view, mover, state - 1, targets.tolist())
    risks = unknown.between(np.full_like(targets, state - 1), targets).tolist()
    improvements = (
        Improvement(to + 1, int(payoffs[to]), _sanction(view, mover, state - 1, answer), unknown=risk)
        for to, answer, risk in zip(targets.tolist(), answers, risks, strict=True)
    )
    return Explanation(
        decision_maker=name,
        concept=concept,
        state=state,
        payoff=int(payoffs[state - 1]),
        stable=stable,
        improvements=tuple(improvements),
        believing=tuple(dict(conflict.decision_makers[mover].believes)),
        informed=bool(analysis.informed.stable(concept_named(concept), mover)[state - 1]),
        extension=analysis.extension if conflict.has_unknown else "",
        fingerprint=conflict.fingerprint,
    )


def _sanction(analysis: Analysis, mover: int, state: int, answer: FoundSanction | None) -> Sanction | None:
    if answer is None:
        return None
    return Sanction(
        turns=tuple(Turn(analysis.conflict.names[j], to + 1) for j, to in answer.turns),
        end=answer.end + 1,
        payoff=int(analysis.payoffs[mover][answer.end]),
        at_once=answer.at_once,
        final=answer.final,
        escape=_escape(analysis, mover, state, answer.end) if answer.final else None,
        unknown=_is_unknown(analysis, mover, state, answer.end),
    )


def _escape(analysis: Analysis, mover: int, state: int, end: int) -> Escape | None:
    """Return the best that a decision maker could do once it is sanctioned, if it could do anything."""
    targets, payoff = analysis.moves[mover].targets(end), analysis.payoffs[mover]
    if not targets.size:
        return None
    best = int(targets[payoff[targets].argmax()])
    return Escape(best + 1, int(payoff[best]), len(targets), unknown=_is_unknown(analysis, mover, state, best))


def _is_unknown(analysis: Analysis, mover: int, state: int, other: int) -> bool:
    """Say whether it is unknown which of two states a decision maker prefers."""
    unknown = analysis.conflict.unknown_preferences[mover]
    return bool(unknown.between(np.array([state]), np.array([other]))[0])
