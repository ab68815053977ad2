"""What is told of many worlds besides shares, in words: in which of them a goal holds, and by when."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from detente.prose import listed, percent
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.wording import counted, short_day
from detente.worlds import Description, DrawCondition, WorldBox
from detente.worlds.over_paces import ByWhen, Range

_MOST_BOXES = 4


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
                for place, each in enumerate(found.scenarios[:_MOST_BOXES], 1)
            ]
        )
        if summary := " ".join(self._summary()):
            yield Prose(Span(summary, "faint"))

    def _quality(self, scenario: WorldBox) -> str:
        parts = [
            f"it {self.verb} in {percent(scenario.density)} of these",
            f"they are {percent(scenario.coverage)} of all worlds in which it {self.verb}",
        ]
        if scenario.again is not None:
            times = round(scenario.again * self.found.halves)
            parts.append(f"found again in {times} of {counted(self.found.halves, 'half', 'halves')}")
        return "; ".join(parts)

    def _so(self, density: float, coverage: float) -> str:
        among = f"they are {percent(coverage)} of all worlds in which it {self.verb}"
        return f"{percent(density)} of these it {self.verb}, and {among}"

    def _summary(self) -> Iterable[str]:
        found = self.found
        if more := len(found.scenarios[_MOST_BOXES:]):
            yield f"… and {counted(more, 'lesser one')}; --json has all."
        if len(found.scenarios) > 1:
            yield f"Taken together, in {self._so(found.density or 0.0, found.coverage)}."
        if found.halves and found.density_held_out is not None:
            quality = self._so(found.density_held_out, found.coverage_held_out or 0.0)
            yield f"Found in one half of the worlds and judged in the other, in {quality}."
        elif self.exact:
            yield "The worlds are too few to be tried in halves, but all of them were looked at."


def _conditions(scenario: WorldBox) -> list[str | Span]:
    parts: list[str | Span] = []
    for place, condition in enumerate(scenario.conditions):
        parts += [" and "] * bool(place) + [f"{condition.draw} = ", Span(_outcomes(condition), "strong")]
    return parts


def _outcomes(condition: DrawCondition) -> str:
    return listed(condition.outcomes, "or")


@attrs.frozen
class ByWhenWords:
    """The chances by each date over paces in a range, in words.

    Attributes:
        found: What was worked out.
    """

    found: ByWhen

    def blocks(self) -> Iterable[Block]:
        """Return a table with a row for each outcome, and what it is over."""
        found = self.found
        yield Heading("What comes about by when, over the paces that are in a range")
        days = list(dict.fromkeys(row.day for row in found.rows))
        columns = [Column("", folds=True)]
        columns += [
            Column(f"{word}\n{short_day(day)}", place) for day in days for place, word in ((None, "by"), (0, "on"))
        ]
        rows: dict[tuple[str, bool], list[Words]] = {}
        for row in found.rows:
            mark = "-" if row.dreaded else "+"
            cells = rows.setdefault((row.outcome, row.dreaded), [f"{mark} {row.outcome}"])
            cells += [_range(row.by), _range(row.on)]
        yield Table(columns, list(rows.values()))
        told = "all" if found.exact else f"drawn with seed {found.seed}"
        combinations = counted(found.timed, "combination")
        yield Prose(f"The mean, and from the least to the greatest, over {combinations} of paces, {told}.", joined=True)
        yield Items([Item("·", each) for each in found.ranges])
        else_ = f"Everything else is as if nothing were in doubt. How everyone acts: {found.behaviour}."
        yield Prose(Span(else_, "faint"))


def _range(found: Range) -> str:
    return f"{percent(found.mean)}, {percent(found.low)} to {percent(found.high)}"
