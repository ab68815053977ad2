"""What one decision maker wants from world to world: its factions, its statements and their order.

>>> from detente.conflict import DecisionMaker
>>> from detente.worlds.doubts.statement import StatementHeld
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"], Statements(["talk", "not strike"]))])
>>> wants = Wants("A", None, {0: StatementHeld("A", 0, "winter = mild")})
>>> wants.preferring(today, [1]).decision_makers[0].preference
Statements(statements=(Formula('not strike'),))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Self, cast

import attrs
import numpy as np

from detente.conflict import Conflict, Preference, Statements
from detente.errors import Problem, unknown
from detente.levers import Prefer
from detente.worlds.doubts.base import Arranging, Places
from detente.worlds.doubts.factions import Faction, Factions
from detente.worlds.doubts.statement import whose

OWN = ""
"""In place of a faction: what the decision maker wants anyhow."""


@attrs.frozen
class Wants:
    """All that is in doubt about what a decision maker wants.

    Attributes:
        name: The decision maker.
        factions: The doubt which faction prevails, if there is one, with its place among all doubts.
        statements: The doubts about statements, by their place among all doubts.
    """

    name: str
    factions: tuple[int, Factions] | None
    statements: Mapping[int, Arranging]

    @classmethod
    def each(cls, doubts: Sequence[tuple[int, Factions | Arranging]]) -> tuple[Self, ...]:
        """Return what is in doubt about each decision maker, from the doubts about wants, each with its place."""
        found = []
        for name in dict.fromkeys(doubt.decision_maker for _, doubt in doubts):
            own = [(at, doubt) for at, doubt in doubts if doubt.decision_maker == name]
            factions = [(at, doubt) for at, doubt in own if isinstance(doubt, Factions)]
            statements = {at: doubt for at, doubt in own if not isinstance(doubt, Factions)}
            found.append(cls(name, next(iter(factions), None), statements))
        return tuple(found)

    def preferring(self, conflict: Conflict, alternatives: Sequence[int]) -> Conflict:
        """Return the conflict with what the decision maker wants in a world, given the alternative of every doubt."""
        place = conflict.place_of(self.name)
        owner = conflict.decision_makers[place]
        faction = self._prevailing(alternatives)
        if faction is not None and faction.preference is not None:
            wanted = self._arranged(faction.preference, faction.name, alternatives)
        else:
            wanted = self._arranged(self.own(conflict), OWN, alternatives)
        owners = list(conflict.decision_makers)
        owners[place] = attrs.evolve(owner, preference=wanted)
        changed = attrs.evolve(conflict, decision_makers=owners)
        if faction is None or not faction.first:
            return changed
        first = self._arranged(Statements(faction.first), faction.name, alternatives)
        return Prefer([(self.name, cast("Statements", first).statements)]).apply(changed)

    def own(self, conflict: Conflict) -> Preference:
        """Return what the decision maker wants anyhow, whichever faction prevails."""
        own = self.factions[1].own if self.factions else None
        return conflict.decision_makers[conflict.place_of(self.name)].preference if own is None else own

    def telling(self, alternatives: Sequence[Places]) -> list[Places]:
        """Return what tells worlds apart that differ in what is wanted: arrays of shape (W,).

        Doubts about statements count only where these are spoken of: not where another faction prevails.
        """
        if self.factions is None:
            return [alternatives[place] for place in self.statements]
        place, factions = self.factions
        prevailing = alternatives[place]
        heard = {doubt.faction: _heard(factions, doubt.faction)[prevailing] for doubt in self.statements.values()}
        return [prevailing, *(alternatives[at] * heard[doubt.faction] for at, doubt in self.statements.items())]

    def problems(self, conflict: Conflict) -> Iterator[Problem]:
        """Yield what of these doubts does not fit a conflict."""
        if self.name not in conflict.names:
            yield unknown("decision maker", self.name, conflict.names)
            return
        lists = {OWN: self.own(conflict)}
        yield from _strangers(conflict, lists[OWN], self.name)
        for faction in self.factions[1].of if self.factions else ():
            lists[faction.name] = Statements(faction.first) if faction.preference is None else faction.preference
            yield from _strangers(conflict, lists[faction.name], whose(self.name, faction.name))
        for doubt in self.statements.values():
            yield from _beyond(doubt, lists)

    def _prevailing(self, alternatives: Sequence[int]) -> Faction | None:
        if self.factions is None:
            return None
        place, factions = self.factions
        return factions.of[alternatives[place]]

    def _arranged(self, preference: Preference, faction: str, alternatives: Sequence[int]) -> Preference:
        doubts = {place: doubt for place, doubt in self.statements.items() if doubt.faction == faction}
        if not doubts or not isinstance(preference, Statements):
            return preference
        places = list(range(len(preference.statements)))
        for place, doubt in doubts.items():
            places = doubt.arranged(places, alternatives[place])
        return Statements(preference.statements[place] for place in places)


def _heard(factions: Factions, faction: str) -> Places:
    """Say for each faction, by 1 or 0, whether the statements of one, or the own ones, count if it prevails."""
    own = [faction == OWN and each.preference is None for each in factions.of]
    return np.array([each.name == faction or own for each, own in zip(factions.of, own, strict=True)], dtype=np.int64)


def _strangers(conflict: Conflict, preference: Preference, what: str) -> Iterator[Problem]:
    """Yield names in formulas that the conflict does not know."""
    for formula in preference.formulas or ():
        yield from (problem.within(what) for problem in conflict.words.problems(formula))


def _beyond(doubt: Arranging, lists: Mapping[str, Preference]) -> Iterator[Problem]:
    """Yield that a doubt speaks of a statement that is not there."""
    if doubt.faction not in lists:
        yield unknown("faction", doubt.faction, [name for name in lists if name]).within(doubt.subject)
        return
    preference = lists[doubt.faction]
    there = len(preference.statements) if isinstance(preference, Statements) else 0
    if doubt.last >= there:
        yield Problem(f"{doubt.subject}: there are {there} statements")
