"""``unknown``: the states between which it is not known what somebody prefers."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.comparison.kinds.base import NONE, Part, PartKind, owner_of, shared, with_changed
from detente.conflict import Conflict


def _find(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in shared(before, after):
        if set(one.unknown) != set(other.unknown):
            was, becomes = ("; ".join(f"'{a}' and '{b}'" for a, b in each.unknown) or NONE for each in (one, other))
            yield Part("unknown", f"unknown preference of {one.name}", was, becomes, one.name)


def _take(target: Conflict, donor: Conflict, name: str) -> Conflict:
    return with_changed(target, attrs.evolve(owner_of(target, name), unknown=owner_of(donor, name).unknown))


UNKNOWN = PartKind("unknown", _find, _take)
