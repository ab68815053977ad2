"""From what a rule finds to what a user reads: the explanation of one verdict; see :mod:`detente.stability.witness`."""

from __future__ import annotations

from detente.errors import Problem, UnavailableError
from detente.stability.analysis import Analysis
from detente.stability.concepts import concept_named
from detente.stability.witness import Answer, Escape, Explanation, Improvement, Sanction, Turn, Witnessed


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
    conflict, rule = analysis.conflict, concept_named(concept).rule
    if not isinstance(rule, Witnessed):
        raise UnavailableError(
            Problem(f"'{concept}' does not judge improvement by improvement, so it has no sanctions")
        )
    mover, payoffs = conflict.place_of(name), conflict.payoffs(name)
    targets = analysis.improvements[mover].targets(state - 1).tolist()
    answers = analysis.witness(rule, mover, state - 1, targets)
    improvements = (
        Improvement(to + 1, int(payoffs[to]), None if answer is None else _sanction(analysis, mover, answer))
        for to, answer in zip(targets, answers, strict=True)
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
        fingerprint=conflict.fingerprint,
    )


def _sanction(analysis: Analysis, mover: int, answer: Answer) -> Sanction:
    return Sanction(
        turns=tuple(Turn(analysis.conflict.names[j], to + 1) for j, to in answer.turns),
        end=answer.end + 1,
        payoff=int(analysis.payoffs[mover][answer.end]),
        at_once=answer.at_once,
        final=answer.final,
        escape=_escape(analysis, mover, answer.end) if answer.final else None,
    )


def _escape(analysis: Analysis, mover: int, end: int) -> Escape | None:
    """Return the best that a decision maker could do once it is sanctioned, if it could do anything."""
    targets, payoff = analysis.moves[mover].targets(end), analysis.payoffs[mover]
    if not targets.size:
        return None
    best = int(targets[payoff[targets].argmax()])
    return Escape(best + 1, int(payoff[best]), len(targets))
