"""How outcomes stand under each concept, as a table of marks."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from detente.answer import Answer, JudgedOutcome, Shares, Standing, Verdict
from detente.answer.words.how_sure import whole
from detente.report.blocks import Column, Span, Table, Words

MARKS = {
    Standing.CERTAIN: "●",
    Standing.LED_TO: "◐",
    Standing.DETERRED: "◔",
    Standing.OPEN: "○",
    Standing.CUT_OFF: "◌",
    Standing.HOLDS: "●",
    Standing.NONE: "·",
}
"""The mark of each standing."""


@attrs.frozen
class Row:
    """A row of a table of marks.

    Attributes:
        outcome: How an outcome stands.
        under: The lever that it stands so with, if the row is to stand below its name.
        title: What the row is called; the name of the outcome unless given.
    """

    outcome: JudgedOutcome
    under: str = ""
    title: Words = ""


def standings_table(answer: Answer, rows: Iterable[Row]) -> Table:
    """Return a table of outcomes, below the name of the lever if there is one; changes since today stand out."""
    columns = [Column("", folds=True), *(Column(key) for key in answer.concepts)]
    lines: list[list[Words]] = []
    marks: list[list[Words]] = []
    lever = ""
    for row in rows:
        if row.under != lever:
            lines.append([Span(row.under, "strong"), *[""] * len(answer.concepts)])
            marks.append(lines[-1])
            lever = row.under
        before = answer.today.outcome(row.outcome.name, dreaded=row.outcome.dreaded)
        title = row.title or _titled(row.outcome, indented=bool(row.under))
        lines.append([title, *(_told(row.outcome, each, before, words=True) for each in row.outcome.verdicts)])
        marks.append([title, *(_told(row.outcome, each, before, words=False) for each in row.outcome.verdicts)])
    return Table(columns, lines, narrower=lambda: [Table(columns, marks)])


def _titled(outcome: JudgedOutcome, *, indented: bool) -> str:
    return f"{'  ' if indented else ''}{'-' if outcome.dreaded else '+'} {outcome.name}"


def _told(outcome: JudgedOutcome, verdict: Verdict, before: JudgedOutcome, *, words: bool) -> Words:
    """Return the mark of a standing; what a lever does not change is faint."""
    standing = verdict.standing
    text = f"{MARKS[standing]} {standing.value}" if words else MARKS[standing]
    if shares := outcome.shares_under(verdict.concept):
        text = f"{text} {_percents(shares)}"
    unchanged = before is not outcome and before.under(verdict.concept).standing is standing
    return Span(text, "faint" if unchanged else _tone(standing, dreaded=outcome.dreaded))


def _tone(standing: Standing, *, dreaded: bool) -> str:
    if standing is Standing.OPEN:
        return "open"
    return "bad" if (standing in (Standing.NONE, Standing.CUT_OFF)) != dreaded else "good"


def _percents(shares: Shares) -> str:
    told = [shares.holds] if shares.led_to is None else [shares.holds, shares.led_to]
    return f"{'/'.join(str(whole(share)) for share in told)} %"
