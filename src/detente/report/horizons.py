"""Which states hold for those who look further ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from detente.prose import listed
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.report import Records, Report
from detente.report.setting import Setting
from detente.report.states import here_legend, numbered, state_record
from detente.report.wording import counted
from detente.stability import Horizons, LimitedMoves

HOLDS, FAILS = Span("●", "good"), Span("·", "faint")

Held = dict[str, Sequence[int]]
"""The numbers of the states that hold, by column."""


@attrs.frozen
class HorizonsReport(Report):
    """Which states hold for those who look further ahead.

    Attributes:
        setting: The case.
        found: What was found.
        first: How many states a table shows; all if ``None``.
    """

    setting: Setting
    found: Horizons
    first: int | None = None

    def blocks(self) -> Iterable[Block]:
        """Return a table for those who expect the worst, and one for two who take turns."""
        yield from self.setting.headline()
        yield Heading("Expecting the worst (Maximin)")
        yield Prose(Span("Columns: how many moves everyone looks ahead. 1 is nash, 2 gmr, 3 smr.", "faint"))
        yield from self._table(self._maximin)
        yield Heading("Taking turns (limited moves)")
        if self.found.limited is None:
            yield Prose(Span(f"Left out: {self.found.reason}.", "open"))
        else:
            yield from self._taking_turns(self.found.limited)
        yield Prose(Span(f"{HOLDS.text} nobody would leave the state · {here_legend(self.setting)}", "faint"))

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, whatever the tables show."""
        return self.setting.to_dict() | self.found.to_dict()

    def records(self) -> Records:
        """Return a row for each state: at which horizons it holds."""
        limited = {} if self.found.limited is None else self._limited(self.found.limited)
        columns = {f"maximin {key}": {*held} for key, held in self._maximin.items()}
        columns |= {f"limited {key}": {*held} for key, held in limited.items()}
        for index in range(self.setting.conflict.size)[: self.first]:
            holds = {key: index + 1 in held for key, held in columns.items()}
            yield state_record(self.setting, index) | holds

    @property
    def _maximin(self) -> Held:
        return {str(horizon): self.found.maximin_equilibria(horizon) for horizon in self._every}

    def _limited(self, limited: LimitedMoves) -> Held:
        held: Held = {str(horizon): limited.equilibria(horizon) for horizon in self._every}
        if limited.non_myopic is not None:
            held["non-myopic"] = limited.non_myopic
        return held | {f"{name} leads": limited.stackelberg(name) for name in self.setting.conflict.names}

    @property
    def _every(self) -> range:
        return range(1, self.found.longest + 1)

    def _taking_turns(self, limited: LimitedMoves) -> Iterable[Block]:
        held = self._limited(limited)
        meaning = "Columns: how many moves both look ahead; however many; one leads (Stackelberg)."
        yield Prose(Span(meaning, "faint"))
        yield from self._table(held)
        yield Prose(_repeats(limited))
        if self.setting.status_quo is not None:
            yield Heading(f"Where it ends, seen from the status quo, state {self.setting.status_quo}", minor=True)
            yield Items([Item("·", self._expects(limited, name)) for name in self.setting.conflict.names])

    def _expects(self, limited: LimitedMoves, name: str) -> Words:
        here = self.setting.status_quo or 1
        now = ", ".join(str(limited.anticipated(name, here, horizon)) for horizon in self._every)
        limits = limited.limits(name, here)
        ahead = counted(self.found.longest, "move")
        if limits is None:
            return f"{name}, to move, anticipates {now}, looking 1 to {ahead} ahead."
        ends = f"state {limits[0]}" if len(limits) == 1 else f"{listed(map(str, limits), 'or')}, in turn"
        return f"{name}, to move, anticipates {now}, looking 1 to {ahead} ahead; in the end {ends}."

    def _table(self, held: Held) -> Iterable[Block]:
        numbers = sorted({number for every in held.values() for number in every})
        if not numbers:
            yield Prose("No state holds.")
            return
        sets = [{*every} for every in held.values()]
        rows: list[list[Words]] = [
            [
                numbered(self.setting, number - 1),
                self.setting.conflict.space.label(number - 1),
                *(HOLDS if number in every else FAILS for every in sets),
            ]
            for number in numbers[: self.first]
        ]
        columns = [Column("no.", right=True), Column("state", folds=True), *map(Column, held)]
        more = len(numbers) - len(rows)
        note = f"… and {counted(more, 'more state')}: --first {len(numbers)} shows them." if more else ""
        yield Table(columns, rows, note, lambda: _narrower(held))


def _narrower(held: Held) -> Iterable[Block]:
    rows: list[list[Words]] = [[key, ", ".join(map(str, every)) or "none"] for key, every in held.items()]
    yield Table([Column("looking ahead"), Column("states that hold", folds=True)], rows)


def _repeats(limited: LimitedMoves) -> str:
    """Say whether what is anticipated comes to a limit.

    A limit is a cycle of period 1.
    """
    if limited.period is None:
        return "What is anticipated does not repeat itself soon, so that what is non-myopic is left open."
    begins = f"from {counted(limited.begins or 1, 'move')} ahead on"
    if limited.period == 1:
        return f"Looking further changes nothing {begins}."
    return f"There is no limit: what is anticipated cycles with period {limited.period} {begins}."
