"""Which concepts are applied to the worlds of a structure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.given import several
from detente.stability import CONCEPTS, Concept
from detente.stability.concepts import available
from detente.stability.simultaneous import Simultaneous, work
from detente.stability.solving import MOST_JOINT_CHOICES
from detente.worlds.batch.abreast import is_quick
from detente.worlds.batch.plainly import as_seen
from detente.worlds.structure import Structure

MOST_OUTCOMES = 1e10
"""The most outcomes, in all worlds side by side, that may be looked at unless it is asked for."""

_WORLD = 100_000
"""What a world costs beside its joint choices, in joint choices."""

Applied = tuple[Concept, ...]


def chosen(structure: Structure, keys: Iterable[str] | None) -> tuple[Applied, Mapping[str, str]]:
    """Return the concepts to apply, and those that are left out with the reason.

    Args:
        structure: The worlds.
        keys: The keys of concepts; all unless given, but that which does not exist, and simultaneous stability where it
            would take very long.

    Raises:
        UnknownNameError: If there is no such concept.
        UnavailableError: If a concept that was asked for does not exist for such a conflict.
    """
    if keys is not None:
        named = several("the concepts", keys, str, "a list of keys, as in ['nash', 'seq']")
        return tuple(available(key, structure.conflict) for key in dict.fromkeys(named)), {}
    reasons = {key: _reason_to_leave_out(concept, structure) for key, concept in CONCEPTS.items()}
    left_out = {key: reason for key, reason in reasons.items() if reason}
    return tuple(concept for key, concept in CONCEPTS.items() if key not in left_out), left_out


def _reason_to_leave_out(concept: Concept, structure: Structure) -> str:
    reason = concept.rule.unavailable(structure.conflict)
    if not reason and isinstance(concept.rule, Simultaneous) and _takes_long(concept, structure):
        return "it would take very long; ask for it by name"
    return reason


def _takes_long(concept: Concept, structure: Structure) -> bool:
    if not structure.size:
        return False
    if is_quick(concept, structure.conflict):
        return structure.conflict.size**2 * structure.size > MOST_OUTCOMES
    return (work(as_seen(structure, 0)[0]) + _WORLD) * structure.size > MOST_JOINT_CHOICES
