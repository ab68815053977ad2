"""The chances of outcomes over time, to read: as they stand at each date, and as a curve up to the last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import attrs

from detente.case import Case
from detente.evolution import Chances, OutcomeChances, Sensitivity
from detente.evolution.process.instants import zone_named
from detente.prose import day, listed, percent
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.report import Records, Report
from detente.report.sections.timing import timing_items
from detente.report.setting import Setting
from detente.report.wording import counted, curve, short_day

NO_FORECAST = "No forecast: what follows if the paces and the behaviour that the case assumes were right."

HOW_TO_READ = (
    Item(
        "by",
        "the chance that it has come about at any time until the end of that day; now: it holds today",
    ),
    Item("on", "the chance that it holds at the end of that day"),
)

_MOST_STATES = 8
_HEADING = 12
_VISIBLE = 0.005
"""The least difference between two chances that is told."""


@attrs.frozen
class ChancesReport(Report):
    """The chances of a case over time.

    Attributes:
        setting: The case, and the levers that were pulled.
        chances: What was worked out.
    """

    setting: Setting
    chances: Chances

    def blocks(self) -> Iterable[Block]:
        """Return the tables of outcomes, of where it ends up and of states, and what is assumed."""
        found = self.chances
        yield from self.setting.headline()
        yield Prose(Span(NO_FORECAST, "open"))
        yield Prose(_method(found), joined=True)
        if found.outcomes:
            yield Heading("What comes about by when")
            yield outcome_table(found.outcomes, found.dates)
            yield Items(HOW_TO_READ)
        yield from self._ends()
        yield from self._states()
        yield from _assumed(self.setting.case)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return self.setting.to_dict() | self.chances.to_dict()

    def records(self) -> Records:
        """Return a row for each outcome and date."""
        return self.chances.records(self.chances.dates)

    def _ends(self) -> Iterable[Block]:
        rest = self.chances.rest
        if rest is None:
            return
        yield Heading("Where it ends up")
        if rest.begins > self.chances.start:
            last = day(_last_day(rest.begins, self.chances.zone))
            who = listed(rest.acting) if rest.acting else "nobody"
            yield Prose(Span(f"After the last window has opened or closed, {last}, only {who} may act.", "faint"))
        rows: list[list[Words]] = [
            [percent(ending.chance), _numbers(ending.states), ending.label or "they lead to each other for ever"]
            for ending in rest.endings[:_MOST_STATES]
        ]
        more = len(rest.endings) - len(rows)
        note = f"… and {counted(more, 'less likely ending')}; --json has all." if more > 0 else ""
        yield Table([Column("chance", right=True), Column("state", right=True), Column("", folds=True)], rows, note)
        yield Prose(f"It is there after {rest.mean_days:,.1f} days{_since(self.chances)} on average.")

    def _states(self) -> Iterable[Block]:
        found, space = self.chances, self.setting.conflict.space
        if not found.dates:
            return
        when = found.dates[-1]
        likely = sorted(found.state_chances(when).items(), key=lambda pair: (-pair[1], pair[0]))
        yield Heading(f"The likeliest states at the end of {day(when)}")
        rows: list[list[Words]] = [
            [percent(chance), str(number), space.label(number - 1)] for number, chance in likely[:_MOST_STATES]
        ]
        more = len(likely) - len(rows)
        note = f"… and {counted(more, 'less likely state')}; --json has all." if more > 0 else ""
        yield Table([Column("chance", right=True), Column("state", right=True), Column("", folds=True)], rows, note)


@attrs.frozen
class SensitivityReport(Report):
    """How the chances of a case move with what is assumed.

    Attributes:
        setting: The case, and the levers that were pulled.
        sensitivity: What was worked out.
    """

    setting: Setting
    sensitivity: Sensitivity

    def blocks(self) -> Iterable[Block]:
        """Return a table of what has come about, and one of what holds."""
        found = self.sensitivity
        yield from self.setting.headline()
        yield Prose(Span(NO_FORECAST, "open"))
        yield Prose(_method(found.base), joined=True)
        yield from self._table(f"Has come about by the end of {day(found.day)}", [row.by for row in found.rows])
        yield from self._table(f"Holds at the end of {day(found.day)}", [row.on for row in found.rows])
        yield from _assumed(self.setting.case)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return self.setting.to_dict() | self.sensitivity.to_dict()

    def records(self) -> Records:
        """Return a row for each change and outcome."""
        return self.sensitivity.records()

    def _table(self, title: str, rows: Sequence[Sequence[float]]) -> Iterable[Block]:
        """Return a table with a row for each change and a column for each outcome that any of them changes."""
        moving: list[tuple[int, str, str]] = []
        still: list[tuple[int, str, str]] = []
        for place, (name, dreaded) in enumerate(self.sensitivity.outcomes):
            chances = [row[place] for row in rows]
            mark = f"{'-' if dreaded else '+'} {name}"
            (moving if max(chances) - min(chances) > _VISIBLE else still).append((place, mark, percent(chances[0])))
        yield Heading(title)
        if moving:
            columns = [Column(_folded(mark), importance=-place, right=True) for place, mark, _ in moving]
            lines = [
                [each.says, *(_moved(row[place], rows[0][place]) for place, *_ in moving)]
                for each, row in zip(self.sensitivity.rows, rows, strict=True)
            ]
            yield Table([Column("assuming"), *columns], lines)
        if still:
            told = "; ".join(f"{mark} {chance}" for _, mark, chance in still)
            yield Prose(Span(f"The same throughout: {told}.", "faint"))


def outcome_table(outcomes: Iterable[OutcomeChances], dates: Sequence[date]) -> Table:
    """Return a table of outcomes: a curve, the chances at each date, and whether it ever comes about."""
    rows = list(outcomes)
    drawn = any(len(each.days) > len(dates) for each in rows)
    told = any(each.ever is not None for each in rows)
    columns = [Column("", folds=True), *date_columns(dates)]
    columns += [Column("ever", 2, right=True), Column("after days,\nif it does", 1, right=True)] if told else []
    columns += [Column(f"until {short_day(dates[-1])}", 0)] if drawn else []
    return Table(columns, [[*outcome_row(each, dates), *_more(each, drawn=drawn, told=told)] for each in rows])


def date_columns(dates: Sequence[date]) -> list[Column]:
    """Return two columns for each date: by it, and on it."""
    return [
        Column(f"{word}\n{short_day(when)}", importance, right=True)
        for when in dates
        for word, importance in (("by", None), ("on", 3))
    ]


def outcome_row(each: OutcomeChances, dates: Sequence[date], *, indented: bool = False) -> list[Words]:
    """Return the name of an outcome with the mark of a goal or dread, and its chances by and on each date."""
    title = f"{'  ' if indented else ''}{'-' if each.dreaded else '+'} {each.name}"
    return [title, *(text for when in dates for text in (_by(each, when), percent(each.on_day(when))))]


def _by(each: OutcomeChances, when: date) -> str:
    return "now" if each.at_start else percent(each.by_day(when))


def differ(one: OutcomeChances, other: OutcomeChances, dates: Iterable[date]) -> bool:
    """Say whether the chances of an outcome visibly differ at any of the dates."""
    return any(
        abs(one.by_day(when) - other.by_day(when)) > _VISIBLE or abs(one.on_day(when) - other.on_day(when)) > _VISIBLE
        for when in dates
    )


def _more(each: OutcomeChances, *, drawn: bool, told: bool) -> list[Words]:
    more: list[Words] = []
    if told:
        more += ["now" if each.at_start else percent(each.ever or 0.0)]
        more += ["" if each.at_start or each.mean_days is None else f"{each.mean_days:,.1f}"]
    return more + ([curve(each.on if each.at_start else each.by)] if drawn else [])


def _method(found: Chances) -> str:
    starts = f"Time starts when {day(_last_day(found.start, found.zone))} is over; days end in the zone {found.zone}."
    acts = f"How everyone acts: {found.behaviour}. {starts}"
    if found.method == "simulation":
        runs = f"{found.runs:,} runs, seed {found.seed}"
        return f"{acts} Simulated: {runs}; standard error of a chance at most {100 * found.error:.1f} points."
    return f"{acts} Worked out by uniformisation; what that leaves out is less than {found.error:g}."


def _since(found: Chances) -> str:
    if found.rest is None or found.rest.begins <= found.start:
        return ""
    return f" from the end of {day(_last_day(found.rest.begins, found.zone))}"


def _last_day(instant: datetime, zone: str) -> date:
    """Return the day that ends at an instant, or that it lies in."""
    return (instant - timedelta(microseconds=1)).astimezone(zone_named(zone)).date()


def _moved(chance: float, assumed: float) -> Words:
    return Span(percent(chance), "" if abs(chance - assumed) > _VISIBLE else "faint")


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:3]))
    return shown if len(numbers) <= 3 else f"{shown}, … ({len(numbers)})"  # noqa: PLR2004 - as many as are shown


def _folded(text: str) -> str:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if len(longer) <= _HEADING else [*lines, word]
    return "\n".join(lines)


def _assumed(case: Case) -> Iterable[Block]:
    if case.timing is not None:
        yield Heading("What is assumed")
        yield Items(timing_items(case, case.timing))
