"""Rankings restated: a ranking names states by number, and numbers shift when a part of a conflict is taken over."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from detente.comparison.matching import NOWHERE, places, states_of_patterns
from detente.conflict import Conflict, DecisionMaker, Preference, Ranking
from detente.conflict.preference.base import UNEQUAL
from detente.errors import ConflictError, Problem

Place = tuple[str, str | None]
"""Whose preference it is, and whom it is about if it is a belief."""


def stated(conflict: Conflict) -> dict[Place, Preference]:
    """Return every preference that a conflict states."""
    found: dict[Place, Preference] = {}
    for owner in conflict.decision_makers:
        found[owner.name, None] = owner.preference
        found |= {(owner.name, other): liked for other, liked in owner.believes}
    return found


def alike(one: Preference, other: Preference, before: Conflict, after: Conflict) -> bool:
    """Say whether preferences are the same: as written or, where a ranking is one of them, on the shared states."""
    if not isinstance(one, Ranking) and not isinstance(other, Ranking):
        return one == other
    there = places(before, after)
    shared = np.flatnonzero(there != NOWHERE)
    first = one.payoffs(before.space)[states_of_patterns(before)[shared]]
    second = other.payoffs(after.space)[there[shared]]
    return bool((np.unique(first, return_inverse=True)[1] == np.unique(second, return_inverse=True)[1]).all())


def restated(
    owner: DecisionMaker, changed: Conflict, target: Conflict, donor: Conflict, *, wanted: Place | None
) -> DecisionMaker:
    """Return a decision maker whose rankings have the numbers of the states there are after a change."""
    liked, *believed = (
        _renumbered(place, preference, changed, [donor] if place == wanted else _sources(place, target, donor))
        for place, preference in stated(changed).items()
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
            payoffs = changed.space.agreed(stated(source)[place].payoffs(source.space)[there], UNEQUAL)
            return Ranking.of_payoffs(payoffs)
    lacking = int((found[0][1] == NOWHERE).argmax())
    new = changed.space.label(int(states_of_patterns(changed)[lacking]))
    raise ConflictError(Problem(f"the ranking of '{place[0]}' has no place for the state '{new}'"))


def _sources(place: Place, target: Conflict, donor: Conflict) -> list[Conflict]:
    """Return the conflicts whose ranking may be restated: the donor's only if it is no other than the target's."""
    here, there = stated(target), stated(donor)
    if place not in here:
        return [donor]
    if place in there and alike(here[place], there[place], target, donor):
        return [target, donor]
    return [target]
