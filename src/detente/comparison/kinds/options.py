"""``option`` and ``moves``: what each can do, and how its options may move."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.comparison.kinds.base import NONE, Part, PartKind, owner_of, shared, with_changed
from detente.conflict import Conflict, DecisionMaker, Option


def _options(owner: DecisionMaker) -> dict[str, Option]:
    return {option.name: option for option in owner.options}


def _find_options(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in shared(before, after):
        was, becomes = _options(one), _options(other)
        for name in dict.fromkeys((*was, *becomes)):
            if name not in was or name not in becomes or was[name].levels != becomes[name].levels:
                what = f"option {one.name}.{name}"
                yield Part("option", what, _levelled(was.get(name)), _levelled(becomes.get(name)), (one.name, name))


def _levelled(option: Option | None) -> str:
    return NONE if option is None else ", ".join(option.levels)


def _take_option(target: Conflict, donor: Conflict, place: tuple[str, str]) -> Conflict:
    owner, name = owner_of(target, place[0]), place[1]
    here, there = _options(owner), _options(owner_of(donor, place[0]))
    if name in there:
        here[name] = there[name]
    else:
        del here[name]
    return with_changed(target, attrs.evolve(owner, options=list(here.values())))


def _find_moves(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in shared(before, after):
        becomes = _options(other)
        for option in one.options:
            there = becomes.get(option.name, option)
            if there.levels == option.levels and (there.steps != option.steps).any():
                what = f"moves of {one.name}.{option.name}"
                yield Part("moves", what, _moving(option), _moving(there), (one.name, option.name))
        if set(one.arcs) != set(other.arcs):
            yield Part("moves", f"moves of {one.name}", _arcs(one, other), _arcs(other, one), (one.name, None))


def _moving(option: Option) -> str:
    if isinstance(option.moves, str):
        return option.moves
    return ", ".join(f"{from_} → {to}" for from_, to in option.moves) or NONE


def _arcs(owner: DecisionMaker, other: DecisionMaker) -> str:
    """Return the moves that the other does not have."""
    return ", ".join(f"{from_} → {to}" for from_, to in owner.arcs if (from_, to) not in other.arcs) or "not these"


def _take_moves(target: Conflict, donor: Conflict, place: tuple[str, str | None]) -> Conflict:
    owner, other = owner_of(target, place[0]), owner_of(donor, place[0])
    if place[1] is None:
        return with_changed(target, attrs.evolve(owner, arcs=other.arcs))
    options = _options(owner)
    options[place[1]] = attrs.evolve(options[place[1]], moves=_options(other)[place[1]].moves)
    return with_changed(target, attrs.evolve(owner, options=list(options.values())))


OPTION = PartKind("option", _find_options, _take_option)
MOVES = PartKind("moves", _find_moves, _take_moves)
