"""``misperceives``: the states that somebody does not see."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.comparison.kinds.base import NONE, Part, PartKind, owner_of, shared, with_changed
from detente.conflict import Conflict


def _find(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in shared(before, after):
        if set(one.misperceives) != set(other.misperceives):
            was, becomes = ("; ".join(map(str, each.misperceives)) or NONE for each in (one, other))
            yield Part("misperceives", f"states that {one.name} does not see", was, becomes, one.name)


def _take(target: Conflict, donor: Conflict, name: str) -> Conflict:
    return with_changed(target, attrs.evolve(owner_of(target, name), misperceives=owner_of(donor, name).misperceives))


MISPERCEIVES = PartKind("misperceives", _find, _take)
