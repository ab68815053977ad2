"""What levers change in an answer, as tables.

Where that would be a long table, only the lever that the answer is about is told of in full, and of the others what
they change about the outcome that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from detente.answer import Answer, JudgedOutcome, Scenario, Standing
from detente.answer.words.how_sure import shifted
from detente.evolution import OutcomeChances
from detente.prose import listed
from detente.report.blocks import Block, Column, Heading, Prose, Span, Table, Words
from detente.report.over_time import date_columns, differ, outcome_row
from detente.report.sections.standings import Row, standings_table
from detente.report.wording import counted

MOST_ROWS = 40
"""A table of all that every lever changes has at most as many rows, unless everything is to be shown."""


@attrs.frozen
class LeversShown:
    """What the levers of an answer change.

    Attributes:
        answer: The answer.
        full: Whether to show all that each lever changes, and also what it does not change.
    """

    answer: Answer
    full: bool

    def standings(self) -> Iterator[Block]:
        """Return how outcomes stand with each lever."""
        scenarios = self.answer.scenarios[1:]
        if self._is_long:
            yield from self._asked_first(scenarios)
            return
        if not scenarios:
            return
        yield Heading("With each lever" if self.full else "What each lever changes")
        if rows := [row for scenario in scenarios for row in self._rows(scenario)]:
            yield standings_table(self.answer, rows)
        if idle := [f"“{scenario.lever}”" for scenario in scenarios if not self._changes(scenario)]:
            yield Prose(Span(f"These change none of the marks: {listed(idle)}.", "faint"))

    def over_time(self) -> Iterator[Block]:
        """Return the chances of outcomes by each date with each lever, where they are otherwise with it."""
        others = self.answer.scenarios[1:]
        if self._is_long:
            asked = self.answer.asked
            about = [row for scenario in others for row in self._timed_asked(scenario)]
            all_of_it = [outcome_row(each, dates) for dates, each in self._changed(asked)] if asked else []
            yield from self._timed_table(f"what '{self.answer.subject.lever}' changes", all_of_it)
            yield from self._timed_table(f"what each lever changes about '{self._asked_today.name}'", about)
            return
        rows = [row for scenario in others for row in self._timed(scenario)]
        yield from self._timed_table("with each lever" if self.full else "what each lever changes", rows)

    @property
    def _is_long(self) -> bool:
        rows = sum(len(self._rows(scenario)) for scenario in self.answer.scenarios[1:])
        return not self.full and rows > MOST_ROWS

    @property
    def _asked_today(self) -> JudgedOutcome:
        subject = self.answer.subject
        return self.answer.today.outcome(subject.outcome, dreaded=subject.dreaded)

    def _asked_first(self, scenarios: Sequence[Scenario]) -> Iterator[Block]:
        asked, today = self.answer.asked, self._asked_today
        if asked is not None:
            yield Heading(f"What '{asked.lever}' changes")
            yield standings_table(self.answer, [attrs.evolve(row, under="") for row in self._rows(asked)])
        yield Heading(f"What each lever changes about '{today.name}'")
        pairs = [(each, each.outcome(today.name, dreaded=today.dreaded)) for each in scenarios]
        moved = [Row(after, title=str(each.lever)) for each, after in pairs if each is asked or _differ(today, after)]
        yield standings_table(self.answer, [Row(today, title="as it stands"), *moved])
        left = len(scenarios) - len(moved)
        idle = f"Left out: {counted(left, 'lever')} with little or no effect on it. " if left else ""
        yield Prose(Span(f"{idle}{_SEE}", "faint"))

    def _rows(self, scenario: Scenario) -> list[Row]:
        pairs = zip(self.answer.today.outcomes, scenario.outcomes, strict=True)
        return [Row(then, str(scenario.lever)) for today, then in pairs if self._is_shown(scenario, today, then)]

    def _changes(self, scenario: Scenario) -> bool:
        pairs = zip(self.answer.today.outcomes, scenario.outcomes, strict=True)
        return self.full or any(_differ(today, then) for today, then in pairs)

    def _is_shown(self, scenario: Scenario, today: JudgedOutcome, then: JudgedOutcome) -> bool:
        """Show what a lever changes, and always what the answer is about."""
        subject = self.answer.subject
        asked = (scenario.lever, then.name, then.dreaded) == (subject.lever, subject.outcome, subject.dreaded)
        return self.full or asked or _differ(today, then)

    def _timed_table(self, what: str, rows: Sequence[Sequence[Words]]) -> Iterator[Block]:
        if rows and self.answer.today.chances:
            yield Heading(f"By when: {what}")
            yield Table([Column("", folds=True), *date_columns(self.answer.today.chances.dates)], rows)

    def _timed(self, scenario: Scenario) -> list[list[Words]]:
        """Return the name of a lever, then the chances that are otherwise with it; nothing where none are."""
        rows = [outcome_row(each, dates, indented=True) for dates, each in self._changed(scenario)]
        return [[Span(str(scenario.lever), "strong"), *[""] * (len(rows[0]) - 1)], *rows] if rows else []

    def _timed_asked(self, scenario: Scenario) -> list[list[Words]]:
        """Return the chances of what the answer is about, behind the name of a lever with which they are otherwise."""
        asked = [(dates, each) for dates, each in self._changed(scenario) if self._is_asked(each)]
        return [[str(scenario.lever), *outcome_row(each, dates)[1:]] for dates, each in asked]

    def _changed(self, scenario: Scenario) -> list[tuple[Sequence[date], OutcomeChances]]:
        """Return the outcomes whose chances are otherwise with a lever, each with the dates."""
        today = self.answer.today.chances
        if today is None or scenario.chances is None:
            return []
        pairs = zip(today.outcomes, scenario.chances.outcomes, strict=True)
        return [(today.dates, then) for now, then in pairs if self.full or differ(now, then, today.dates)]

    def _is_asked(self, outcome: OutcomeChances) -> bool:
        subject = self.answer.subject
        return (outcome.name, outcome.dreaded) == (subject.outcome, subject.dreaded)


_SEE = "--lever NAME tells all that one lever changes, --full all that each does."


def _differ(today: JudgedOutcome, then: JudgedOutcome) -> bool:
    """Say whether an outcome stands otherwise, or does so in visibly more or fewer worlds."""
    return _standings(today) != _standings(then) or shifted(today, then)


def _standings(outcome: JudgedOutcome) -> list[Standing]:
    return [each.standing for each in outcome.verdicts]
