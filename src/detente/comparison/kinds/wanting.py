"""``preference`` and ``belief``: what each wants, and what one thinks that another wants."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.comparison.kinds.base import Part, PartKind, owner_of, shared, with_changed
from detente.comparison.restating import Place, alike
from detente.conflict import Conflict, Preference


def _find_preferences(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in shared(before, after):
        if not alike(one.preference, other.preference, before, after):
            was, becomes = _preferring(one.preference), _preferring(other.preference)
            yield Part("preference", f"preference of {one.name}", was, becomes, (one.name, None))


def _find_beliefs(before: Conflict, after: Conflict) -> Iterator[Part]:
    for one, other in shared(before, after):
        here, there = dict(one.believes), dict(other.believes)
        for name in sorted({*here, *there}):
            both = name in here and name in there
            if not both or not alike(here[name], there[name], before, after):
                was, becomes = (_preferring(each[name]) if name in each else "the truth" for each in (here, there))
                yield Part("belief", f"what {one.name} thinks {name} wants", was, becomes, (one.name, name))


def _preferring(preference: Preference) -> str:
    return preference.in_a_line() or "indifferent"


def _take_preference(target: Conflict, donor: Conflict, place: Place) -> Conflict:
    owner = attrs.evolve(owner_of(target, place[0]), preference=owner_of(donor, place[0]).preference)
    return with_changed(target, owner)


def _take_belief(target: Conflict, donor: Conflict, place: Place) -> Conflict:
    name, other = place
    owner, there = owner_of(target, name), dict(owner_of(donor, name).believes)
    kept = {about: liked for about, liked in owner.believes if about != other}
    taken = {about: liked for about, liked in there.items() if about == other}
    return with_changed(target, attrs.evolve(owner, believes=kept | taken))


PREFERENCE = PartKind("preference", _find_preferences, _take_preference)
BELIEF = PartKind("belief", _find_beliefs, _take_belief)
