"""By when an outcome comes about, in words: at the last date of the horizon, as things stand and with a lever."""

from __future__ import annotations

from datetime import date

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.words.phrases import named
from detente.evolution import OutcomeChances
from detente.prose import day, percent


def by_when(asked: JudgedOutcome, today: Scenario, lever: Scenario | None) -> str:
    """Say with which chance an outcome has come about by the last date; empty where no chances were worked out.

    Args:
        asked: How the outcome stands today.
        today: The conflict as it stands.
        lever: What the lever leads to that the answer is about, if there is one.
    """
    found = _chances(asked, today)
    if found is None:
        return ""
    told = f"If the paces and the behaviour assumed are right, {_told(asked, *found)}."
    after = None if lever is None else _chances(asked, lever)
    return (
        told if lever is None or after is None else f"{told} With '{lever.lever}' {_compared(asked, *found, after[0])}."
    )


def _chances(asked: JudgedOutcome, scenario: Scenario) -> tuple[OutcomeChances, date] | None:
    """Return the chances of an outcome in a scenario, and the last date that they are told of."""
    if scenario.chances is None or not scenario.chances.dates:
        return None
    return scenario.chances.outcome(asked.name, dreaded=asked.dreaded), scenario.chances.dates[-1]


def _compared(asked: JudgedOutcome, now: OutcomeChances, when: date, then: OutcomeChances) -> str:
    """Say the same of what a lever leads to, as briefly as what was said before allows."""
    if _told(asked, now, when) == _told(asked, then, when):
        return "that is the same"
    if now.at_start == then.at_start and len(_values(now, when)) == len(_values(then, when)) == 1:
        return f"it is {_values(then, when)[0]}"
    return _told(asked, then, when)


def _told(asked: JudgedOutcome, found: OutcomeChances, when: date) -> str:
    first, *later = _values(found, when)
    if found.at_start:
        return f"the chance that {named(asked)}, which holds at the start, holds at the end of {day(when)} is {first}"
    still = f", and that it holds then {later[0]}" if later else ""
    return f"the chance that {named(asked)} comes about by {day(when)} is {first}{still}"


def _values(found: OutcomeChances, when: date) -> list[str]:
    """Return the chance that it has come about, and that it holds then if that is another; the latter if it began."""
    by, on = percent(found.by_day(when)), percent(found.on_day(when))
    return [on] if found.at_start else [by] if by == on else [by, on]
