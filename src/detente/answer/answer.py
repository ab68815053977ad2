"""The answer to the question of a case, with and without each lever."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

import attrs

from detente.answer.hurdles import Hurdle
from detente.answer.quest import Turning
from detente.answer.resting import RestingPlaces
from detente.answer.subject import Subject
from detente.answer.sureness import Shares, Sureness
from detente.conflict import State
from detente.evolution import Chances
from detente.evolution.standing import Verdict
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd


@attrs.frozen
class JudgedOutcome:
    """How a goal or a dreaded outcome stands.

    Attributes:
        name: Its name in the case.
        formula: What holds in it, as text.
        dreaded: Whether it is dreaded rather than wanted.
        states: In how many states it holds.
        verdicts: How it stands under each concept.
        shares: In which share of the worlds of the case it stands how, under each concept; none if none were drawn.
    """

    name: str
    formula: str
    dreaded: bool
    states: int
    verdicts: tuple[Verdict, ...]
    shares: tuple[Shares, ...] = ()

    def shares_under(self, concept: str) -> Shares | None:
        """Return in which share of worlds it stands how under a concept; ``None`` if no worlds were drawn."""
        return next((each for each in self.shares if each.concept == concept), None)

    def under(self, concept: str) -> Verdict:
        """Return how it stands under a concept that was asked about."""
        return next(each for each in self.verdicts if each.concept == concept)


@attrs.frozen
class Scenario:
    """The conflict as it stands, or after one lever.

    Attributes:
        lever: The name of the lever, or ``None`` for the conflict as it stands.
        states: How many states are feasible.
        status_quo: Where it starts, if that is known.
        outcomes: How every goal and dreaded outcome stands.
        fingerprint: A hash of the conflict that was solved.
        chances: The chances of the outcomes at the dates of the horizon, if the case says how often anybody acts.
        untold: Why there are no chances although the case says so; empty otherwise.
        hurdles: What stands between the status quo and the outcome that the answer is about, for each concept under
            which that is open or deterred; looked for only as things stand and with the lever that it is about.
        unsure: Why there are no shares of worlds although something is in doubt; empty otherwise.
        rests: Where things come to rest from the status quo, under each concept; nothing without a status quo.
    """

    lever: str | None
    states: int
    status_quo: State | None
    outcomes: tuple[JudgedOutcome, ...]
    fingerprint: str
    chances: Chances | None = None
    untold: str = ""
    hurdles: tuple[Hurdle, ...] = ()
    unsure: str = ""
    rests: tuple[RestingPlaces, ...] = ()

    def outcome(self, name: str, *, dreaded: bool) -> JudgedOutcome:
        """Return how a goal or dreaded outcome of that name stands."""
        return next(each for each in self.outcomes if each.name == name and each.dreaded == dreaded)


@attrs.frozen(repr=False)
class Answer:
    """The answer to the question of a case.

    Attributes:
        title: The title of the case.
        question: What was asked.
        kind: What kind of case it is; the numbers of a reconstruction are no forecast.
        as_of: The day its inputs are frozen at.
        concepts: The keys of the concepts that were asked about.
        subject: What the answer is about first of all.
        scenarios: The conflict as it stands, then after each lever.
        words: The answer in words: short paragraphs, with an empty line between them.
        brief: Those of them to read first: the answer, its reason, how sure it is, by when, and what would change it.
        assumptions: What the answer rests on: one sentence each.
        sureness: The worlds that shares are shares of; ``None`` if none were drawn.
        turning: What would change how the outcome stands that the answer is about; ``None`` if it was not sought.
        status_quo: Where things stand today in the words of the case: for each option that it describes, the level and
            what the option is.
        left_alone: What is otherwise where things come to rest if left alone, in the words of the case likewise.
        fingerprint: A hash of the case.
        version: The version of the program that answered.
    """

    title: str
    question: str
    kind: str
    as_of: date | None
    concepts: tuple[str, ...]
    subject: Subject
    scenarios: tuple[Scenario, ...]
    words: str
    assumptions: tuple[str, ...]
    fingerprint: str
    brief: str = ""
    status_quo: tuple[tuple[str, str], ...] = ()
    left_alone: tuple[tuple[str, str], ...] = ()
    sureness: Sureness | None = None
    turning: Turning | None = None
    version: str = VERSION

    @property
    def today(self) -> Scenario:
        """The conflict as it stands."""
        return self.scenarios[0]

    @property
    def asked(self) -> Scenario | None:
        """The conflict after the lever that the answer is about, if there is one."""
        return next((each for each in self.scenarios[1:] if each.lever == self.subject.lever), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        plain = attrs.asdict(attrs.evolve(self, turning=None))
        plain["turning"] = self.turning and self.turning.to_dict()
        plain["as_of"] = self.as_of and self.as_of.isoformat()
        plain["scenarios"] = [_plain_scenario(each) for each in self.scenarios]
        return plain

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row for each scenario and outcome, and in a column for each concept how it stands.

        The index holds the lever, empty for the conflict as it stands, and the name of the outcome.
        """
        import pandas as pd

        rows = [(scenario, outcome) for scenario in self.scenarios for outcome in scenario.outcomes]
        names = [(scenario.lever or "", outcome.name) for scenario, outcome in rows]
        columns: dict[str, Any] = {"dreaded": [outcome.dreaded for _, outcome in rows]}
        for concept in self.concepts:
            columns[concept] = [outcome.under(concept).standing.value for _, outcome in rows]
        return pd.DataFrame(columns, index=pd.MultiIndex.from_tuples(names, names=["lever", "outcome"]))

    def __str__(self) -> str:
        """Return the answer in words."""
        return self.words

    def __repr__(self) -> str:
        """Say what was asked about, in a line."""
        asked = f"{len(self.today.outcomes)} outcomes, {len(self.scenarios) - 1} levers"
        return f"Answer({self.title!r}, {asked}, concepts={list(self.concepts)!r})"

    def _repr_html_(self) -> str:
        """Return the question and the brief, and the rest and the table to be unfolded, for a notebook."""
        rest = f"{_paragraphs(self.words.removeprefix(self.brief))}{_table(self)}"
        asked = f"<p><strong>{escape(self.question)}</strong></p>"
        return f"{asked}{_paragraphs(self.brief)}<details><summary>What else</summary>{rest}</details>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in text.split("\n\n") if each)


def _table(answer: Answer) -> str:
    head = _row(["lever", "outcome", *answer.concepts], "th")
    rows = (
        _row([scenario.lever or "", outcome.name, *(outcome.under(key).standing.value for key in answer.concepts)])
        for scenario in answer.scenarios
        for outcome in scenario.outcomes
    )
    return f"<table>{head}{''.join(rows)}</table>"


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _plain_scenario(scenario: Scenario) -> dict[str, Any]:
    plain = attrs.asdict(scenario)
    plain["outcomes"] = [_plain_outcome(outcome) for outcome in scenario.outcomes]
    plain["chances"] = None if scenario.chances is None else _plain_chances(scenario.chances)
    return plain


def _plain_chances(found: Chances) -> dict[str, Any]:
    return {key: value for key, value in found.to_dict().items() if key not in ("rest", "states", "distribution")}


def _plain_outcome(outcome: JudgedOutcome) -> dict[str, Any]:
    plain = attrs.asdict(outcome)
    plain["shares"] = {each.concept: each.to_dict() for each in outcome.shares}
    plain["verdicts"] = {
        each.concept: attrs.asdict(each)
        | {"standing": each.standing.value, "leavers": dict(each.leavers), "exits": dict(each.exits)}
        for each in outcome.verdicts
    }
    return plain
