"""The answer to the question of a case, to read: the words first, then the tables that bear them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from detente.answer import Answer, JudgedOutcome, Scenario, Standing
from detente.prose import listed
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span
from detente.report.over_time import HOW_TO_READ, NO_FORECAST, outcome_table
from detente.report.report import Records, Report
from detente.report.sections.levers_shown import LeversShown
from detente.report.sections.standings import MARKS, Row, standings_table
from detente.report.wording import counted
from detente.stability import CONCEPTS

MEANINGS = {
    Standing.CERTAIN: "improvements that no answer deters lead from the status quo to states that hold, all like this",
    Standing.LED_TO: "improvements that no answer deters lead to a state of this kind that holds, and to others",
    Standing.DETERRED: "improvements alone lead to such a state, but somebody would be deterred from one of them",
    Standing.OPEN: "legal moves lead to such a state, but somebody has to make one that is no improvement for it",
    Standing.CUT_OFF: "there is such a state, but no legal moves lead there from the status quo",
    Standing.HOLDS: "there is such a state; whether it can be reached is not known without a status quo",
    Standing.NONE: "there is no such state: somebody would leave each one",
}
"""What each standing means, in words."""

_FIRST_WORDS = ("Yes,", "No,", "It may,", "That depends")
_MOST_LEAVERS = 4


@attrs.frozen
class AnswerReport(Report):
    """The answer to the question of a case.

    Attributes:
        answer: The answer.
        full: Whether to show, for each lever, also what it does not change.
    """

    answer: Answer
    full: bool = False

    def blocks(self) -> Iterable[Block]:
        """Return the answer in words, the tables, and where the numbers come from."""
        answer = self.answer
        yield Heading(answer.title)
        yield Prose(Span(answer.question, "strong"))
        yield Prose(Span(answer.assumptions[0], "open" if answer.kind == "reconstruction" else "faint"), joined=True)
        yield from (_led_in(paragraph) for paragraph in answer.brief.split("\n\n"))
        yield from self._besides()
        yield from self._today()
        yield from LeversShown(self.answer, self.full).standings()
        yield from self._over_time()
        yield from self._leavers()
        yield from self._unsure()
        yield from self._reading()
        yield from self._provenance()

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        return self.answer.to_dict()

    def records(self) -> Records:
        """Return a row for each scenario, outcome and concept."""
        for scenario in self.answer.scenarios:
            for outcome in scenario.outcomes:
                for verdict in outcome.verdicts:
                    yield {
                        "lever": scenario.lever,
                        "outcome": outcome.name,
                        "dreaded": outcome.dreaded,
                        "concept": verdict.concept,
                        "standing": verdict.standing.value,
                        **_plain_shares(outcome, verdict.concept),
                        "states": outcome.states,
                        "equilibria": len(verdict.equilibria),
                        "led to": len(verdict.led_to),
                        "by improvements": len(verdict.by_improvements),
                        "by moves": len(verdict.by_moves),
                    }

    def _besides(self) -> Iterable[Block]:
        if rest := self.answer.words.removeprefix(self.answer.brief).strip():
            yield Heading("What else")
            yield from (Prose(paragraph) for paragraph in rest.split("\n\n"))

    def _today(self) -> Iterable[Block]:
        today = self.answer.today
        yield Heading("As it stands")
        yield Prose(Span(_start(today), "faint"))
        if self.answer.status_quo:
            yield Items([Item(level, says) for level, says in self.answer.status_quo])
        if self.answer.left_alone:
            yield Prose(Span("What comes of it if left alone:", "faint"))
            yield Items([Item(level, says) for level, says in self.answer.left_alone])
        yield standings_table(self.answer, [Row(outcome) for outcome in today.outcomes])

    def _over_time(self) -> Iterable[Block]:
        today = self.answer.today
        if today.untold:
            yield Prose(Span(f"No chances over time: {today.untold}.", "faint"))
        if today.chances is None:
            return
        dates = today.chances.dates
        yield Heading("By when")
        yield Prose(Span(NO_FORECAST, "open"))
        yield Prose(
            Span(f"How everyone acts: {today.chances.behaviour}. 'detente chances' tells more.", "faint"), joined=True
        )
        yield outcome_table(today.chances.outcomes, dates)
        yield Items(HOW_TO_READ)
        yield from LeversShown(self.answer, self.full).over_time()

    def _leavers(self) -> Iterable[Block]:
        items = [item for outcome in self.answer.today.outcomes for item in _leaving(outcome)]
        if items:
            yield Heading("Who would move out of it, as it stands")
            yield Items(items)

    def _reading(self) -> Iterable[Block]:
        found = {
            each.standing
            for scenario in self.answer.scenarios
            for outcome in scenario.outcomes
            for each in outcome.verdicts
        }
        yield Heading("How to read the tables")
        shown = [_explained(each) for each in MARKS if each in found]
        yield Items([Item("+", "a goal"), Item("-", "a dreaded outcome"), *shown, *self._share()])
        yield Items([Item(key, _foresight(key)) for key in self.answer.concepts])

    def _share(self) -> Iterable[Item]:
        """Say what the percentages are of."""
        found = self.answer.sureness
        if found is None:
            return
        told = "in how many of the worlds it holds"
        if self.answer.today.status_quo is not None:
            told = f"{told} / in how many improvements that no answer deters lead to it"
        worlds = f"all {found.worlds:,} worlds" if found.exact else f"{found.worlds:,} worlds drawn, seed {found.seed}"
        error = "" if found.exact else f"; standard error at most {100 * found.error:.1f} points"
        yield Item("%", f"{told} ({worlds}, {counted(found.doubts, 'thing')} in doubt{error})")

    def _unsure(self) -> Iterable[Block]:
        for scenario in self.answer.scenarios:
            if scenario.unsure:
                where = f" with “{scenario.lever}”" if scenario.lever else ""
                yield Prose(Span(f"No shares of worlds{where}: {scenario.unsure}", "faint"))

    def _provenance(self) -> Iterable[Block]:
        answer = self.answer
        yield Heading("Where the numbers come from")
        yield Prose(" ".join(answer.assumptions))
        yield Prose(Span(f"Case {answer.fingerprint} · détente {answer.version}", "faint"), joined=True)


def _led_in(paragraph: str) -> Prose:
    """Return a paragraph in which the question that it answers stands out, or the yes or no that it begins with."""
    lead, mark, rest = paragraph.partition("? ")
    if not mark and paragraph.startswith(_FIRST_WORDS):
        lead, mark, rest = paragraph.partition(". ")
    return Prose([Span(f"{lead}{mark}", "strong"), rest]) if mark else Prose(paragraph)


def _start(scenario: Scenario) -> str:
    states = counted(scenario.states, "state")
    if scenario.status_quo is None:
        return f"{states}; the case gives no status quo."
    return f"The status quo is state {scenario.status_quo.number} of {states}: {scenario.status_quo.label}."


def _explained(standing: Standing) -> Item:
    return Item(MARKS[standing], [Span(standing.value, "strong"), f": {MEANINGS[standing]}"])


def _foresight(key: str) -> str:
    """Say what a column supposes, first in the words that the answer uses for it."""
    return f"{CONCEPTS[key].supposing}. {CONCEPTS[key].name}: {CONCEPTS[key].foresight}"


def _plain_shares(outcome: JudgedOutcome, concept: str) -> dict[str, float | None]:
    found = outcome.shares_under(concept)
    return {} if found is None else {f"share {key}": share for key, share in found.to_dict().items()}


def _leaving(outcome: JudgedOutcome) -> Iterable[Item]:
    """Say, for each concept under which nobody stays, who would move out of an outcome."""
    by_exits: dict[tuple[tuple[str, int], ...], list[str]] = {}
    for verdict in outcome.verdicts:
        if verdict.standing is Standing.NONE and outcome.states:
            by_exits.setdefault(verdict.exits, []).append(verdict.concept)
    for exits, concepts in by_exits.items():
        who = [_leaver(name, count, outcome.states) for name, count in exits[:_MOST_LEAVERS]]
        more = [f"{len(exits) - _MOST_LEAVERS} more"] if len(exits) > _MOST_LEAVERS else []
        told = listed([*who, *more]) if who else "nobody, and yet it never comes to rest"
        mark = "-" if outcome.dreaded else "+"
        yield Item(mark, [Span(outcome.name, "strong"), f" ({', '.join(concepts)}): {told}"])


def _leaver(name: str, count: int, states: int) -> str:
    if count == states:
        return f"{name} every time"
    return f"{name} from {count:,} of {counted(states, 'state')}"
