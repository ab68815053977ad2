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

import itertools
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from detente.conflict import Conflict
from detente.given import one, several
from detente.stability.analysis import Analysis, Stable
from detente.stability.concepts import CONCEPTS, Concept, available
from detente.stability.memory import check as check_memory
from detente.stability.simultaneous import Simultaneous, work
from detente.stability.solution import Solution
from detente.stability.unknown import DEFAULT, extension_named

MOST_JOINT_CHOICES = 1e9
"""The most joint choices that simultaneous stability may have to try before it is left out unless asked for."""

MOST_MOVES = 2**26
"""The most moves that simultaneous stability may have to write out, likewise."""


def solve(
    conflict: Conflict,
    concepts: Iterable[str] | None = None,
    *,
    extension: str = DEFAULT,
    memory: int | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Solution:
    """Find where each decision maker is stable, under each concept.

    Args:
        conflict: The conflict.
        concepts: Keys of :data:`CONCEPTS`; all that the conflict has, unless given. Simultaneous stability is left
            out, saying so, where it would take very long.
        extension: Where preferences are unknown, the letter of the extension that concepts are applied in; see
            :data:`~detente.stability.EXTENSIONS`.
        memory: How many bytes there may be for it; most of what the machine has unless given.
        progress: Called before each step with what is worked out next, and the part of all steps that is done.

    Returns:
        The verdicts.

    Raises:
        UnknownNameError: If a concept or the extension does not exist.
        UnavailableError: If a concept that was asked for does not exist for such a conflict.
        KindError: If it is given no conflict, or no list of concepts.
        TooLargeError: If it takes more memory than there may be, or preferences are unknown and there are more than
            4,096 states.
        InputError: If the conflict's parts do not fit together.
    """
    one("what is solved", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    asked = None if concepts is None else _asked(concepts, conflict)
    check_memory(conflict, len(CONCEPTS if asked is None else asked), memory)
    analysis = Analysis.of(conflict, extension_named(extension).key)
    left_out = _left_out(analysis) if asked is None else {}
    chosen = [concept for concept in CONCEPTS.values() if concept.key not in left_out] if asked is None else asked
    verdicts = _verdicts(analysis, chosen, progress or (lambda _said, _done: None))
    return Solution(conflict, tuple(verdicts), verdicts, left_out, analysis=analysis)


def _asked(concepts: Iterable[str], conflict: Conflict) -> list[Concept]:
    keys = several("the concepts", concepts, str, "a list of keys, as in ['nash', 'seq']")
    return [available(key, conflict) for key in dict.fromkeys(keys)]


def _verdicts(
    analysis: Analysis, chosen: Sequence[Concept], progress: Callable[[str, float], None]
) -> dict[str, Stable]:
    names = analysis.conflict.names
    verdicts = {each.key: np.empty((len(names), analysis.conflict.size), dtype=bool) for each in chosen}
    for done, (each, mover) in enumerate(itertools.product(chosen, range(len(names)))):
        progress(f"{each.key}, {names[mover]}", done / (len(chosen) * len(names)))
        verdicts[each.key][mover] = analysis.stable(each, mover)
        analysis.hold(each, mover, verdicts[each.key][mover])
    return verdicts


def _left_out(analysis: Analysis) -> dict[str, str]:
    reasons = {concept.key: _reason_to_leave_out(concept, analysis) for concept in CONCEPTS.values()}
    return {key: reason for key, reason in reasons.items() if reason}


def _reason_to_leave_out(concept: Concept, analysis: Analysis) -> str:
    reason = concept.rule.unavailable(analysis.conflict)
    if not reason and isinstance(concept.rule, Simultaneous) and _takes_long(analysis):
        return "it would take very long; ask for it by name"
    return reason


def _takes_long(analysis: Analysis) -> bool:
    return sum(moves.work for moves in analysis.moves) > MOST_MOVES or _most_work(analysis) > MOST_JOINT_CHOICES


def _most_work(analysis: Analysis) -> float:
    """Return how many joint choices there are to try, at most, in anybody's view."""
    believing = [place for place, owner in enumerate(analysis.conflict.decision_makers) if owner.believes]
    return max(work(each) for each in (analysis, *map(analysis.seen_by, believing)))
