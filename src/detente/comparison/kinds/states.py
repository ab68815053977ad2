"""``states``, ``infeasible`` and ``coalesced``: which states there are, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.comparison.kinds.base import Part, PartKind, toggled
from detente.conflict import Conflict


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
        return attrs.evolve(target, **{kind: toggled(getattr(target, kind), getattr(donor, kind), formula)})

    return PartKind(kind, find, take)


STATES = PartKind("states", _find_states, _take_states)
INFEASIBLE = _listing("infeasible", "outcomes", "possible", "infeasible")
COALESCED = _listing("coalesced", "states", "apart", "one")
