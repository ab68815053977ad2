"""Random doubts about random conflicts."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import attrs

from detente.conflict import Conflict, DecisionMaker, Preference, Ranking, Statements, Weights
from detente.formula import Formula, Variable
from detente.worlds import AnyOrder, Believed, Doubts, Draw, Exists, Faction, Factions, Infeasible, StatementHeld
from detente.worlds.doubts import Doubt, certainty
from detente.worlds.doubts.base import By, either
from tests.models import FAMILIES, random_conflict, random_formula, random_ranking

OPTION_FORM = [name for name, family in FAMILIES.items() if not (family.graph or family.coalesced)]


@attrs.frozen
class Doubted:
    """A conflict and what is in doubt about it."""

    conflict: Conflict
    doubts: Doubts


def random_doubts(random: Random, families: list[str] = OPTION_FORM, most: int = 4) -> Doubted:
    """Draw a conflict and up to so many doubts of each kind about it."""
    return _Drawing(random, random_conflict(random, FAMILIES[random.choice(families)])).doubted(most)


def random_draw(random: Random, name: str) -> Draw:
    """Draw a draw of up to four outcomes, some of which may never come."""
    parts = [random.randint(0, 3) for _ in range(random.randint(1, 4))]
    total = sum(parts) or 1
    parts[-1] += total - sum(parts)
    return Draw(name, [(f"o{place}", Fraction(part, total)) for place, part in enumerate(parts)])


class _Drawing:
    def __init__(self, random: Random, conflict: Conflict) -> None:
        self.random = random
        self.conflict = conflict
        self.shared = [random_draw(random, f"d{place}") for place in range(random.randint(0, 3))]
        self.doubts: list[Doubt] = []

    def doubted(self, most: int) -> Doubted:
        for who in self.conflict.decision_makers:
            if self.random.random() < 0.6:
                self.about(who)
        options = [f"{who.name}.{option.name}" for who in self.conflict.decision_makers for option in who.options]
        for name in options[:most]:
            if self.random.random() < 0.3:
                self.doubts.append(Exists(name, self.either(name, Exists.ALTERNATIVES)))
        if not any(isinstance(liked, Ranking) for liked in self.stated()):  # they have no place for more states
            for formula in dict.fromkeys(self.conflict.infeasible):
                if self.random.random() < 0.5:
                    self.doubts.append(
                        Infeasible(formula, self.either(f"infeasible {formula}", Infeasible.ALTERNATIVES))
                    )
        return Doubted(self.conflict, Doubts(self.shared, self.doubts))

    def stated(self) -> list[Preference]:
        owners = self.conflict.decision_makers
        return [liked for who in owners for liked in (who.preference, *dict(who.believes).values())]

    def about(self, who: DecisionMaker) -> None:
        liked = who.preference
        if self.random.random() < 0.7:
            factions = [self.faction(f"f{place}") for place in range(self.random.randint(1, 3))]
            by = self.among(who.name, [each.name for each in factions])
            own = Statements(self.formulas(4)) if self.random.random() < 0.4 else None
            self.doubts.append(Factions(who.name, factions, by, own=own))
            liked = liked if own is None else own
            for each in factions:
                self.about_statements(who.name, each.preference or Statements(each.first), each.name)
        self.about_statements(who.name, liked, "")
        for name, _ in who.believes:
            if self.random.random() < 0.6:
                by = self.either(f"{who.name} about {name}", Believed.ALTERNATIVES)
                self.doubts.append(Believed(who.name, name, by))

    def faction(self, name: str) -> Faction:
        kind = self.random.randrange(5)
        if kind == 0:
            return Faction(name)
        if kind == 1:
            return Faction(name, Statements(self.formulas(5)))
        if kind == 2:
            return Faction(name, Weights([(each, self.random.randint(-2, 2)) for each in self.formulas(3)]))
        if kind == 3 and not self.conflict.infeasible:
            return Faction(name, random_ranking(self.random, self.conflict.size))
        return Faction(name, first=self.formulas(3))

    def about_statements(self, name: str, preference: object, faction: str) -> None:
        if not isinstance(preference, Statements):
            return
        size = len(preference.statements)
        for place in range(min(size, 4)):
            if self.random.random() < 0.3:
                by = self.either(f"{name} {faction} {place}", StatementHeld.ALTERNATIVES)
                self.doubts.append(StatementHeld(name, place, by, faction))
        if size > 1 and self.random.random() < 0.4:
            many = self.random.randint(2, min(3, size))
            first = self.random.randrange(size - many + 1)
            self.doubts.append(AnyOrder.equally(name, first, many, f"{name} {faction} order", faction))

    def formulas(self, most: int) -> list[Formula]:
        variables = list(self.conflict.words.variables)
        return (
            [random_formula(self.random, variables) for _ in range(self.random.randint(1, most))] if variables else []
        )

    def either(self, name: str, alternatives: tuple[str, str]) -> By:
        if self.shared and self.random.random() < 0.5:
            return either(self.condition())
        return certainty(name, Fraction(self.random.randint(0, 4), 4), alternatives)

    def among(self, name: str, alternatives: list[str]) -> By:
        if self.shared and len(alternatives) == 2 and self.random.random() < 0.7:
            return either(self.condition())
        chances = [Fraction(1, len(alternatives))] * len(alternatives)
        return Draw(f"{name} factions", zip(alternatives, chances, strict=True))

    def condition(self) -> Formula:
        return random_formula(self.random, [Variable(draw.name, None, draw.outcomes) for draw in self.shared])
