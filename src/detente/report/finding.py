"""What a search for equilibria found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from detente.conflict import DecisionMaker
from detente.formula import NO_YES, Constant
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span
from detente.report.report import Report
from detente.report.setting import Setting
from detente.report.wording import counted
from detente.stability import CONCEPTS, Found
from detente.stability.finding import Equilibrium
from detente.stability.local import LOCAL


@attrs.frozen
class FoundReport(Report):
    """What a search for equilibria found.

    Attributes:
        setting: The case.
        found: What was found.
    """

    setting: Setting
    found: Found

    def blocks(self) -> Iterable[Block]:
        """Return whether there is an equilibrium, and those that were found, by decision maker."""
        yield from self.setting.headline()
        yield Prose(self._said())
        for place, each in enumerate(self.found.equilibria, start=1):
            yield Heading(f"{place}. code {each.code}", minor=True)
            yield Items(self._by_decision_maker(each))
        concept = CONCEPTS[self.found.concept]
        yield Items([Item(concept.key, f"{concept.name}: {concept.foresight}")])

    def to_dict(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        return self.setting.to_dict() | self.found.to_dict()

    def _said(self) -> list[str | Span]:
        found, among = self.found, self._among()
        if found.vacuous:
            return [Span("None, and that is proven: ", "bad"), f"there is no state{among}."]
        if found.status == "none":
            return [Span("None, and that is proven: ", "bad"), f"somebody would leave every state{among}."]
        if found.status == "open":
            said = f"no equilibrium was found{among}, nor is it proven that there is none. {self._why()}"
            return [Span("Open: ", "open"), said]
        others = "It is proven that there are no others." if found.complete else "There may be others."
        return [Span(f"{counted(len(found.equilibria), 'equilibrium', 'equilibria')}{among}. ", "good"), others]

    def _why(self) -> str:
        if self.found.undecided:
            states = counted(self.found.undecided, "state")
            return f"{states} could not be decided by looking around; --limit lets it look further."
        if self.found.concept not in LOCAL:
            return "Under this concept only Nash equilibria are looked for."
        return "The time was up; --time-limit sets another."

    def _among(self) -> str:
        everywhere = self.found.where == Constant(value=True)
        return "" if everywhere else f" in which {self.found.where}"

    def _by_decision_maker(self, state: Equilibrium) -> list[Item]:
        return [
            Item(owner.name, ", ".join(_taken(owner, state)) or "nothing")
            for owner in self.setting.conflict.decision_makers
        ]


def _taken(owner: DecisionMaker, state: Equilibrium) -> Iterable[str]:
    """Return the yes/no options that a decision maker takes, and where its other options stand."""
    for option in owner.options:
        level = state.options[f"{owner.name}.{option.name}"]
        if option.levels != NO_YES:
            yield f"{option.name} = {level}"
        elif level == "yes":
            yield option.name
