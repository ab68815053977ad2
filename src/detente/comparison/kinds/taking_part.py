"""``decision_maker``: who takes part."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.comparison.kinds.base import Part, PartKind, owner_of
from detente.conflict import Conflict


def _find(before: Conflict, after: Conflict) -> Iterator[Part]:
    for name in dict.fromkeys((*before.names, *after.names)):
        was, becomes = ("takes part" if name in conflict.names else "absent" for conflict in (before, after))
        if was != becomes:
            yield Part("decision_maker", name, was, becomes, name)


def _take(target: Conflict, donor: Conflict, name: str) -> Conflict:
    if name in target.names:
        return attrs.evolve(target, decision_makers=[each for each in target.decision_makers if each.name != name])
    return attrs.evolve(target, decision_makers=[*target.decision_makers, owner_of(donor, name)])


DECISION_MAKER = PartKind("decision_maker", _find, _take)
