"""The world that outcomes bring about, read one doubt after another: its patterns, and the statements that are left."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from detente.conflict import DecisionMaker, Preference, Statements
from detente.formula import Formula
from detente.worlds import AnyOrder, Draw, Exists, Factions, Infeasible, StatementHeld
from detente.worlds.doubts import Doubt
from tests.oracle import holds
from tests.oracle.graph import Pattern
from tests.oracle.truth import Levels
from tests.worlds.drawing import Doubted


class Literal:
    """A world, from the conflict, what is in doubt, and the outcomes."""

    def __init__(self, given: Doubted, outcomes: Mapping[str, str]) -> None:
        self.conflict = given.conflict
        self.doubts = given.doubts.doubts
        self.outcomes = outcomes
        self.drawn: Levels = {(None, draw.name): draw.outcomes for draw in given.doubts.shared}

    def alternative(self, doubt: Doubt) -> int:
        """Return the place of what is the case: the outcome of its own draw, or the first condition that holds."""
        if isinstance(doubt.by, Draw):
            return doubt.by.outcomes.index(self.outcomes[doubt.by.name])
        world = {key: self.outcomes[key[1]] for key in self.drawn}
        return [holds(condition, world, self.drawn) for condition in doubt.by].index(True)

    def patterns(self) -> set[Pattern]:
        """Return every pattern in which nothing infeasible holds and every option that is not there stands still."""
        levels: Levels = {
            (who.name, option.name): option.levels for who in self.conflict.decision_makers for option in who.options
        }
        today = dict(self.conflict.status_quo or ())
        still = {
            key: today.get(f"{key[0]}.{key[1]}", levels[key][0]) for key in levels if self.is_away(f"{key[0]}.{key[1]}")
        }
        infeasible = [formula for formula in self.conflict.infeasible if not self.can_hold(formula)]
        found = set()
        for pattern in itertools.product(*(range(len(each)) for each in levels.values())):
            world = {key: levels[key][level] for key, level in zip(levels, pattern, strict=True)}
            if all(world[key] == level for key, level in still.items()) and not any(
                holds(formula, world, levels) for formula in infeasible
            ):
                found.add(pattern)
        return found

    def is_away(self, option: str) -> bool:
        return any(
            isinstance(doubt, Exists) and doubt.option == option and self.alternative(doubt) == 1
            for doubt in self.doubts
        )

    def can_hold(self, formula: Formula) -> bool:
        return any(
            isinstance(doubt, Infeasible) and doubt.formula == formula and self.alternative(doubt) == 1
            for doubt in self.doubts
        )

    def statements(self, name: str) -> list[Formula]:
        """Return the statements of a decision maker that has statements in this world, most important first."""
        who = self.conflict.decision_makers[self.conflict.place_of(name)]
        for doubt in self.doubts:
            if isinstance(doubt, Factions) and doubt.decision_maker == name:
                faction = doubt.of[self.alternative(doubt)]
                if isinstance(faction.preference, Statements):
                    return self.left(name, list(faction.preference.statements), faction.name)
                return self.left(name, list(faction.first), faction.name) + self.own(who, doubt.own)
        return self.own(who, None)

    def own(self, who: DecisionMaker, own: Preference | None) -> list[Formula]:
        """Return what is left of the own statements: those given, or else those of the conflict."""
        liked = who.preference if own is None else own
        assert isinstance(liked, Statements)
        return self.left(who.name, list(liked.statements), "")

    def left(self, name: str, statements: list[Formula], faction: str) -> list[Formula]:
        """Return the statements that are held, in the order in which they come."""
        slots = list(range(len(statements)))
        dropped = set()
        for doubt in self.doubts:
            if isinstance(doubt, StatementHeld | AnyOrder) and (doubt.decision_maker, doubt.faction) == (name, faction):
                at = self.alternative(doubt)
                if isinstance(doubt, StatementHeld) and at == 1:
                    dropped.add(doubt.place)
                if isinstance(doubt, AnyOrder):
                    part = range(doubt.first, doubt.first + doubt.size)
                    slots[doubt.first : doubt.first + doubt.size] = list(itertools.permutations(part))[at]
        return [statements[place] for place in slots if place not in dropped]
