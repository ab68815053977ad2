"""``forbidden_move``: moves that cannot be made."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.comparison.kinds.base import Part, PartKind, toggled
from detente.conflict import Conflict, ForbiddenMove


def _find(before: Conflict, after: Conflict) -> Iterator[Part]:
    for move in dict.fromkeys((*before.forbidden_moves, *after.forbidden_moves)):
        was, becomes = ("forbidden" if move in each.forbidden_moves else "allowed" for each in (before, after))
        if was != becomes:
            yield Part("forbidden_move", _forbidding(move), was, becomes, move)


def _forbidding(move: ForbiddenMove) -> str:
    return f"moves of {move.by or 'anyone'} from '{move.from_}' to '{move.to}'"


def _take(target: Conflict, donor: Conflict, move: ForbiddenMove) -> Conflict:
    return attrs.evolve(target, forbidden_moves=toggled(target.forbidden_moves, donor.forbidden_moves, move))


FORBIDDEN_MOVE = PartKind("forbidden_move", _find, _take)
