"""``status_quo``: where things stand."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.comparison.kinds.base import Part, PartKind
from detente.conflict import Conflict


def _find(before: Conflict, after: Conflict) -> Iterator[Part]:
    was, becomes = (_standing(each) for each in (before, after))
    if was != becomes:
        yield Part("status_quo", "status quo", was, becomes, None)


def _standing(conflict: Conflict) -> str:
    index = conflict.status_quo_index
    return "not known" if index is None else conflict.space.label(index)


def _take(target: Conflict, donor: Conflict, _place: None) -> Conflict:
    return attrs.evolve(target, status_quo=donor.status_quo)


STATUS_QUO = PartKind("status_quo", _find, _take)
