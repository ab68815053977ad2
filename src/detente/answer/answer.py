"""The answer to the question of a case, with and without each lever."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from detente.answer.standing import Verdict
from detente.conflict import State
from detente.evolution import Chances
from detente.version import VERSION


@attrs.frozen
class Outcome:
    """How a goal or a dreaded outcome stands.

    Attributes:
        name: Its name in the case.
        formula: What holds in it, as text.
        dreaded: Whether it is dreaded rather than wanted.
        states: In how many states it holds.
        verdicts: How it stands under each concept.
    """

    name: str
    formula: str
    dreaded: bool
    states: int
    verdicts: tuple[Verdict, ...]

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
    """

    lever: str | None
    states: int
    status_quo: State | None
    outcomes: tuple[Outcome, ...]
    fingerprint: str
    chances: Chances | None = None
    untold: str = ""

    def outcome(self, name: str, *, dreaded: bool) -> Outcome:
        """Return how a goal or dreaded outcome of that name stands."""
        return next(each for each in self.outcomes if each.name == name and each.dreaded == dreaded)


@attrs.frozen
class Answer:
    """The answer to the question of a case.

    Attributes:
        title: The title of the case.
        question: What was asked.
        kind: What kind of case it is; the numbers of a reconstruction are no forecast.
        as_of: The day its inputs are frozen at.
        concepts: The keys of the concepts that were asked about.
        scenarios: The conflict as it stands, then after each lever.
        words: The answer in words: a few sentences.
        assumptions: What the answer rests on: one sentence each.
        fingerprint: A hash of the case.
        version: The version of the program that answered.
    """

    title: str
    question: str
    kind: str
    as_of: date | None
    concepts: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    words: str
    assumptions: tuple[str, ...]
    fingerprint: str
    version: str = VERSION

    @property
    def today(self) -> Scenario:
        """The conflict as it stands."""
        return self.scenarios[0]

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        plain = attrs.asdict(self)
        plain["as_of"] = self.as_of and self.as_of.isoformat()
        plain["scenarios"] = [_plain_scenario(each) for each in self.scenarios]
        return plain


def _plain_scenario(scenario: Scenario) -> dict[str, Any]:
    plain = attrs.asdict(scenario)
    plain["outcomes"] = [_plain_outcome(outcome) for outcome in scenario.outcomes]
    plain["chances"] = None if scenario.chances is None else _plain_chances(scenario.chances)
    return plain


def _plain_chances(found: Chances) -> dict[str, Any]:
    return {key: value for key, value in found.to_dict().items() if key not in ("rest", "states", "distribution")}


def _plain_outcome(outcome: Outcome) -> dict[str, Any]:
    plain = attrs.asdict(outcome)
    plain["verdicts"] = {
        each.concept: attrs.asdict(each) | {"standing": each.standing.value, "leavers": dict(each.leavers)}
        for each in outcome.verdicts
    }
    return plain
