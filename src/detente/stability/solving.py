"""Solve a conflict: find where each decision maker is stable, under each concept.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> dilemma = Conflict(
...     [
...         DecisionMaker("A", ["a"], Statements(["b", "not a"])),
...         DecisionMaker("B", ["b"], Statements(["a", "not b"])),
...     ]
... )
>>> solution = solve(dilemma)
>>> solution.equilibria("nash"), solution.equilibria("seq")
((1,), (1, 4))
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.stability.analysis import Analysis
from detente.stability.concepts import CONCEPTS, Concept, concept_named
from detente.stability.simultaneous import Simultaneous, work
from detente.stability.solution import Solution

MOST_JOINT_CHOICES = 1e9
"""The most joint choices that simultaneous stability may have to try before it is left out unless asked for."""


def solve(conflict: Conflict, concepts: Iterable[str] | None = None) -> Solution:
    """Find where each decision maker is stable, under each concept.

    Args:
        conflict: The conflict.
        concepts: Keys of :data:`CONCEPTS`; all that the conflict has, unless given. Simultaneous stability is left
            out, saying so, where it would take very long.

    Returns:
        The verdicts.

    Raises:
        UnknownNameError: If a concept does not exist.
        UnavailableError: If a concept that was asked for does not exist for such a conflict.
        InputError: If the conflict's parts do not fit together.
    """
    analysis = Analysis.of(conflict)
    if concepts is None:
        left_out = _left_out(analysis)
        chosen = [concept for concept in CONCEPTS.values() if concept.key not in left_out]
    else:
        left_out = {}
        chosen = [_available(concept_named(key), conflict) for key in dict.fromkeys(concepts)]
    movers = range(len(conflict.decision_makers))
    verdicts = {each.key: np.array([analysis.stable(each, mover) for mover in movers]) for each in chosen}
    return Solution(conflict, tuple(verdicts), verdicts, left_out, analysis=analysis)


def _available(concept: Concept, conflict: Conflict) -> Concept:
    if reason := concept.rule.unavailable(conflict):
        raise UnavailableError(Problem(f"{concept.name} ({concept.key}) is not defined here: {reason}"))
    return concept


def _left_out(analysis: Analysis) -> dict[str, str]:
    reasons = {concept.key: _reason_to_leave_out(concept, analysis) for concept in CONCEPTS.values()}
    return {key: reason for key, reason in reasons.items() if reason}


def _reason_to_leave_out(concept: Concept, analysis: Analysis) -> str:
    reason = concept.rule.unavailable(analysis.conflict)
    if not reason and isinstance(concept.rule, Simultaneous) and work(analysis) > MOST_JOINT_CHOICES:
        return "it would take very long; ask for it by name"
    return reason
