"""The description of the worlds in which a goal holds, in words."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from detente.report.blocks import Block, Item, Items, Prose, Span
from detente.report.wording import counted, listed, percent
from detente.worlds import Condition, Description, Scenario


@attrs.frozen
class ScenarioWords:
    """A description in words.

    Attributes:
        found: The description.
        verb: What is so in these worlds, to follow "it".
        exact: Whether every world was looked at, with its chance.
    """

    found: Description
    verb: str
    exact: bool

    def blocks(self) -> Iterable[Block]:
        """Return a sentence, an entry for each scenario, and how far to trust them."""
        found = self.found
        if not found.scenarios:
            yield Prose(f"Few words do not tell the worlds in which it {self.verb} from the others.")
            return
        yield Prose(f"It {self.verb} in {percent(found.share)} of the worlds, most of all in those in which")
        yield Items(
            [
                Item(f"{place}.", _conditions(each), [self._quality(each)])
                for place, each in enumerate(found.scenarios, 1)
            ]
        )
        yield Prose(Span(" ".join(self._summary()), "faint"))

    def _quality(self, scenario: Scenario) -> str:
        parts = [
            f"it {self.verb} in {percent(scenario.density)} of these",
            f"they are {percent(scenario.coverage)} of all worlds in which it {self.verb}",
        ]
        if scenario.again is not None:
            times = round(scenario.again * self.found.halves)
            parts.append(f"found again in {times} of {counted(self.found.halves, 'half', 'halves')}")
        return "; ".join(parts)

    def _summary(self) -> Iterable[str]:
        found = self.found
        if len(found.scenarios) > 1:
            yield f"Together: density {percent(found.density or 0.0)}, coverage {percent(found.coverage)}."
        if found.halves and found.density_held_out is not None:
            density, coverage = percent(found.density_held_out), percent(found.coverage_held_out or 0.0)
            yield f"Found in one half of the worlds and judged in the other: density {density}, coverage {coverage}."
        elif self.exact:
            yield "The worlds are too few to be tried in halves, but all of them were looked at."


def _conditions(scenario: Scenario) -> list[str | Span]:
    parts: list[str | Span] = []
    for place, condition in enumerate(scenario.conditions):
        parts += [" and "] * bool(place) + [f"{condition.draw} = ", Span(_outcomes(condition), "strong")]
    return parts


def _outcomes(condition: Condition) -> str:
    return listed(condition.outcomes, "or")
