"""What a part of the difference between two conflicts is, and what its kind has to offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from detente.conflict import Conflict, DecisionMaker

NONE = "none"
"""What a part was, or becomes, that is not there."""


@attrs.frozen
class Part:
    """One thing that is otherwise in another conflict.

    Attributes:
        kind: What kind of thing it is, a key of :data:`detente.comparison.PART_KINDS`.
        what: The thing, in a few words.
        was: How it is in the first conflict.
        becomes: How it is in the second.
        place: What tells it from others of its kind.
    """

    kind: str
    what: str
    was: str
    becomes: str
    place: Any = attrs.field(repr=False)


@attrs.frozen
class PartKind:
    """A kind of thing in which two conflicts may differ.

    Attributes:
        key: Its short name.
        find: Yields the parts of this kind between two conflicts.
        take: Returns the first conflict with the part of that place as it is in the second, rankings left alone.
    """

    key: str
    find: Callable[[Conflict, Conflict], Iterable[Part]]
    take: Callable[[Conflict, Conflict, Any], Conflict]


def owner_of(conflict: Conflict, name: str) -> DecisionMaker:
    """Return a decision maker by name."""
    return conflict.decision_makers[conflict.place_of(name)]


def shared(before: Conflict, after: Conflict) -> Iterator[tuple[DecisionMaker, DecisionMaker]]:
    """Yield the decision makers that both conflicts have."""
    for name in before.names:
        if name in after.names:
            yield owner_of(before, name), owner_of(after, name)


def with_changed(conflict: Conflict, changed: DecisionMaker) -> Conflict:
    """Return a conflict with a decision maker in place of the one of that name."""
    owners = [changed if owner.name == changed.name else owner for owner in conflict.decision_makers]
    return attrs.evolve(conflict, decision_makers=owners)


def toggled(here: Sequence[Any], there: Sequence[Any], element: object) -> list[Any]:
    """Return the elements of a list with one of them there or not, as in another list."""
    return [*here, element] if element in there else [each for each in here if each != element]
