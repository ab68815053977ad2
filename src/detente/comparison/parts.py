"""The single parts of the difference between two conflicts, each of which can be taken over alone.

A part is one thing that is otherwise: one option's moves, one infeasible formula, one decision maker's preference. To
*take* it is to have it as it is in the other conflict and leave everything else alone. So a part of the difference
between A and B is tried alone by taking it from B into A, and left out by taking it from A into B.

>>> from detente.conflict import Conflict, DecisionMaker, Option, Statements
>>> a = Conflict([DecisionMaker("A", ["talk", "strike"], Statements(["talk"]))])
>>> b = Conflict([DecisionMaker("A", ["talk", Option("strike", moves="up")])], infeasible=["talk and strike"])
>>> for part in parts(a, b):
...     print(part.what, "/", part.was, "/", part.becomes)
moves of A.strike / both / up
outcomes with 'talk and strike' / possible / infeasible
preference of A / talk / indifferent
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs
import numpy as np

from detente.comparison.matching import NOWHERE, places, states_of_patterns
from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Preference, Ranking
from detente.conflict.preference.base import UNEQUAL
from detente.errors import ConflictError, Problem

NONE = "none"
"""What a part was, or becomes, that is not there."""


@attrs.frozen
class Part:
    """One thing that is otherwise in another conflict.

    Attributes:
        kind: What kind of thing it is, a key of :data:`PART_KINDS`.
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

    def taken(self, target: Conflict, donor: Conflict) -> Conflict:
        """Return a conflict with this part as it is in another; rankings are restated for the states there then are.

        Raises:
            InputError: If the rest of the conflict does not fit it.
        """
        changed = PART_KINDS[self.kind].take(target, donor, self.place)
        wanted = self.place if self.kind in {"preference", "belief"} else None
        owners = [_restated(owner, changed, target, donor, wanted=wanted) for owner in changed.decision_makers]
        return attrs.evolve(changed, decision_makers=owners)


@attrs.frozen
class PartKind:
    """A kind of thing in which two conflicts may differ.

    Attributes:
        find: Yields the parts of this kind between two conflicts.
        take: Returns the first conflict with the part of that place as it is in the second, rankings left alone.
    """

    find: Callable[[Conflict, Conflict], Iterable[Part]]
    take: Callable[[Conflict, Conflict, Any], Conflict]


def parts(before: Conflict, after: Conflict) -> tuple[Part, ...]:
    """Return all single parts of the difference between two conflicts."""
    return tuple(part for kind in PART_KINDS.values() for part in kind.find(before, after))


def _owner(conflict: Conflict, name: str) -> DecisionMaker:
    return conflict.decision_makers[conflict.place_of(name)]


def _shared(before: Conflict, after: Conflict) -> Iterator[tuple[DecisionMaker, DecisionMaker]]:
    """Yield the decision makers that both conflicts have."""
    for name in before.names:
        if name in after.names:
            yield _owner(before, name), _owner(after, name)


def _with(conflict: Conflict, changed: DecisionMaker) -> Conflict:
    owners = [changed if owner.name == changed.name else owner for owner in conflict.decision_makers]
    return attrs.evolve(conflict, decision_makers=owners)


def _toggled(here: Sequence[Any], there: Sequence[Any], element: object) -> list[Any]:
    """Return the elements of a list with one of them there or not, as in another list."""
    return [*here, element] if element in there else [each for each in here if each != element]


# Decision makers.


def _find_decision_makers(before: Conflict, after: Conflict) -> Iterator[Part]:
    for name in dict.fromkeys((*before.names, *after.names)):
        was, becomes = ("takes part" if name in conflict.names else "absent" for conflict in (before, after))
        if was != becomes:
            yield Part("decision_maker", name, was, becomes, name)


def _take_decision_maker(target: Conflict, donor: Conflict, name: str) -> Conflict:
    if name in target.names:
        return attrs.evolve(target, decision_makers=[each for each in target.decision_makers if each.name != name])
    return attrs.evolve(target, decision_makers=[*target.decision_makers, _owner(donor, name)])


# Options, and how they may move.


def _options(owner: DecisionMaker) -> dict[str, Option]:
    return {option.name: option for option in owner.options}


def _find_options(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in _shared(before, after):
        was, becomes = _options(one), _options(other)
        for name in dict.fromkeys((*was, *becomes)):
            if name not in was or name not in becomes or was[name].levels != becomes[name].levels:
                what = f"option {one.name}.{name}"
                yield Part("option", what, _levelled(was.get(name)), _levelled(becomes.get(name)), (one.name, name))


def _levelled(option: Option | None) -> str:
    return NONE if option is None else ", ".join(option.levels)


def _take_option(target: Conflict, donor: Conflict, place: tuple[str, str]) -> Conflict:
    owner, name = _owner(target, place[0]), place[1]
    here, there = _options(owner), _options(_owner(donor, place[0]))
    if name in there:
        here[name] = there[name]
    else:
        del here[name]
    return _with(target, attrs.evolve(owner, options=list(here.values())))


def _find_moves(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in _shared(before, after):
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
    owner, other = _owner(target, place[0]), _owner(donor, place[0])
    if place[1] is None:
        return _with(target, attrs.evolve(owner, arcs=other.arcs))
    options = _options(owner)
    options[place[1]] = attrs.evolve(options[place[1]], moves=_options(other)[place[1]].moves)
    return _with(target, attrs.evolve(owner, options=list(options.values())))


# States: which there are, and which of them are one.


def _find_states(before: Conflict, after: Conflict) -> Iterator[Part]:
    if before.in_graph_form and set(before.states) != set(after.states):
        yield Part("states", "states", ", ".join(before.states), ", ".join(after.states), None)


def _take_states(target: Conflict, donor: Conflict, _place: None) -> Conflict:
    return attrs.evolve(target, states=donor.states)


def _listing(kind: str, things: str, without: str, with_: str) -> PartKind:
    """Return the kind of a formula that is in a list of a conflict or is not."""

    def find(before: Conflict, after: Conflict) -> Iterator[Part]:
        here, there = getattr(before, kind), getattr(after, kind)
        for formula in dict.fromkeys((*here, *there)):
            was, becomes = (with_ if formula in each else without for each in (here, there))
            if was != becomes:
                yield Part(kind, f"{things} with '{formula}'", was, becomes, formula)

    def take(target: Conflict, donor: Conflict, formula: object) -> Conflict:
        toggled = _toggled(getattr(target, kind), getattr(donor, kind), formula)
        return attrs.evolve(target, **{kind: toggled})

    return PartKind(find, take)


# Forbidden moves, and what is not seen.


def _find_forbidden(before: Conflict, after: Conflict) -> Iterator[Part]:
    for move in dict.fromkeys((*before.forbidden_moves, *after.forbidden_moves)):
        was, becomes = ("forbidden" if move in each.forbidden_moves else "allowed" for each in (before, after))
        if was != becomes:
            yield Part("forbidden_move", _forbidding(move), was, becomes, move)


def _forbidding(move: ForbiddenMove) -> str:
    return f"moves of {move.by or 'anyone'} from '{move.from_}' to '{move.to}'"


def _take_forbidden(target: Conflict, donor: Conflict, move: ForbiddenMove) -> Conflict:
    return attrs.evolve(target, forbidden_moves=_toggled(target.forbidden_moves, donor.forbidden_moves, move))


def _find_misperceived(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in _shared(before, after):
        if set(one.misperceives) != set(other.misperceives):
            was, becomes = ("; ".join(map(str, each.misperceives)) or NONE for each in (one, other))
            yield Part("misperceives", f"states that {one.name} does not see", was, becomes, one.name)


def _take_misperceived(target: Conflict, donor: Conflict, name: str) -> Conflict:
    return _with(target, attrs.evolve(_owner(target, name), misperceives=_owner(donor, name).misperceives))


def _find_unknown(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in _shared(before, after):
        if set(one.unknown) != set(other.unknown):
            was, becomes = ("; ".join(f"'{a}' and '{b}'" for a, b in each.unknown) or NONE for each in (one, other))
            yield Part("unknown", f"unknown preference of {one.name}", was, becomes, one.name)


def _take_unknown(target: Conflict, donor: Conflict, name: str) -> Conflict:
    return _with(target, attrs.evolve(_owner(target, name), unknown=_owner(donor, name).unknown))


# Preferences, and what one thinks that another wants.

Place = tuple[str, str | None]
"""Whose preference it is, and whom it is about if it is a belief."""


def _stated(conflict: Conflict) -> dict[Place, Preference]:
    """Return every preference that a conflict states."""
    stated: dict[Place, Preference] = {}
    for owner in conflict.decision_makers:
        stated[owner.name, None] = owner.preference
        stated |= {(owner.name, other): liked for other, liked in owner.believes}
    return stated


def _find_preferences(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in _shared(before, after):
        if not _alike(one.preference, other.preference, before, after):
            was, becomes = _preferring(one.preference), _preferring(other.preference)
            yield Part("preference", f"preference of {one.name}", was, becomes, (one.name, None))


def _find_beliefs(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in _shared(before, after):
        here, there = dict(one.believes), dict(other.believes)
        for name in sorted({*here, *there}):
            both = name in here and name in there
            if not both or not _alike(here[name], there[name], before, after):
                was, becomes = (_preferring(each[name]) if name in each else "the truth" for each in (here, there))
                yield Part("belief", f"what {one.name} thinks {name} wants", was, becomes, (one.name, name))


def _alike(one: Preference, other: Preference, before: Conflict, after: Conflict) -> bool:
    """Say whether preferences are the same: as written or, where a ranking is one of them, on the shared states."""
    if not isinstance(one, Ranking) and not isinstance(other, Ranking):
        return one == other
    there = places(before, after)
    shared = np.flatnonzero(there != NOWHERE)
    first = one.payoffs(before.space)[states_of_patterns(before)[shared]]
    second = other.payoffs(after.space)[there[shared]]
    return bool((np.unique(first, return_inverse=True)[1] == np.unique(second, return_inverse=True)[1]).all())


def _preferring(preference: Preference) -> str:
    return preference.in_a_line() or "indifferent"


def _take_preference(target: Conflict, donor: Conflict, place: Place) -> Conflict:
    return _with(target, attrs.evolve(_owner(target, place[0]), preference=_owner(donor, place[0]).preference))


def _take_belief(target: Conflict, donor: Conflict, place: Place) -> Conflict:
    name, other = place
    owner, there = _owner(target, name), dict(_owner(donor, name).believes)
    kept = {about: liked for about, liked in owner.believes if about != other}
    taken = {about: liked for about, liked in there.items() if about == other}
    return _with(target, attrs.evolve(owner, believes=kept | taken))


def _restated(
    owner: DecisionMaker, changed: Conflict, target: Conflict, donor: Conflict, *, wanted: Place | None
) -> DecisionMaker:
    """Return a decision maker whose rankings have the numbers of the states there are after a change."""
    liked, *believed = (
        _renumbered(place, preference, changed, [donor] if place == wanted else _sources(place, target, donor))
        for place, preference in _stated(changed).items()
        if place[0] == owner.name
    )
    names = [name for name, _ in owner.believes]
    return attrs.evolve(owner, preference=liked, believes=zip(names, believed, strict=True))


def _renumbered(place: Place, liked: Preference, changed: Conflict, sources: Sequence[Conflict]) -> Preference:
    """Return a preference whose ranking, if it is one, is that of the first source that has a place for every state."""
    if not isinstance(liked, Ranking):
        return liked
    found = [(source, places(changed, source)) for source in sources]
    for source, there in found:
        if (there != NOWHERE).all():
            payoffs = changed.space.agreed(_stated(source)[place].payoffs(source.space)[there], UNEQUAL)
            return Ranking.of_payoffs(payoffs)
    lacking = int((found[0][1] == NOWHERE).argmax())
    new = changed.space.label(int(states_of_patterns(changed)[lacking]))
    raise ConflictError(Problem(f"the ranking of '{place[0]}' has no place for the state '{new}'"))


def _sources(place: Place, target: Conflict, donor: Conflict) -> list[Conflict]:
    """Return the conflicts whose ranking may be restated: the donor's only if it is no other than the target's."""
    here, there = _stated(target), _stated(donor)
    if place not in here:
        return [donor]
    if place in there and _alike(here[place], there[place], target, donor):
        return [target, donor]
    return [target]


# Where it stands.


def _find_status_quo(before: Conflict, after: Conflict) -> Iterator[Part]:
    was, becomes = (_standing(each) for each in (before, after))
    if was != becomes:
        yield Part("status_quo", "status quo", was, becomes, None)


def _standing(conflict: Conflict) -> str:
    index = conflict.status_quo_index
    return "not known" if index is None else conflict.space.label(index)


def _take_status_quo(target: Conflict, donor: Conflict, _place: None) -> Conflict:
    return attrs.evolve(target, status_quo=donor.status_quo)


PART_KINDS: dict[str, PartKind] = {
    "decision_maker": PartKind(_find_decision_makers, _take_decision_maker),
    "option": PartKind(_find_options, _take_option),
    "moves": PartKind(_find_moves, _take_moves),
    "states": PartKind(_find_states, _take_states),
    "infeasible": _listing("infeasible", "outcomes", "possible", "infeasible"),
    "coalesced": _listing("coalesced", "states", "apart", "one"),
    "forbidden_move": PartKind(_find_forbidden, _take_forbidden),
    "misperceives": PartKind(_find_misperceived, _take_misperceived),
    "preference": PartKind(_find_preferences, _take_preference),
    "unknown": PartKind(_find_unknown, _take_unknown),
    "belief": PartKind(_find_beliefs, _take_belief),
    "status_quo": PartKind(_find_status_quo, _take_status_quo),
}
"""Every kind of thing in which two conflicts may differ, in the order in which differences are listed."""
