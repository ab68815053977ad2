"""The small parts that sentences of an answer are made of."""

from __future__ import annotations

from detente.answer.answer import JudgedOutcome, Scenario
from detente.evolution.standing import Standing, Verdict


def counterpart(outcome: JudgedOutcome, scenario: Scenario) -> JudgedOutcome:
    """Return how an outcome stands in another scenario."""
    return scenario.outcome(outcome.name, dreaded=outcome.dreaded)


def gain(after: JudgedOutcome, today: Verdict) -> int:
    """Return how much stronger an outcome stands after a lever than today, under the concept of a verdict."""
    return after.under(today.concept).standing.strength - today.standing.strength


def changes(today: JudgedOutcome, after: JudgedOutcome) -> tuple[list[str], list[str]]:
    """Return the keys of the concepts under which an outcome stands stronger after a lever, and weaker, than today."""
    gains = {each.concept: gain(after, each) for each in today.verdicts}
    return [key for key, each in gains.items() if each > 0], [key for key, each in gains.items() if each < 0]


def leads(standing: Standing) -> bool:
    """Say whether everyone's moves lead, or may lead, to an outcome that stands like this."""
    return standing in (Standing.CERTAIN, Standing.LED_TO)


def endless(concept: str, scenario: Scenario) -> bool:
    """Say whether moves may go on for ever in a scenario, under one concept."""
    return any(each.endless for each in scenario.rests if each.concept == concept)


def sure(outcome: JudgedOutcome, scenario: Scenario) -> bool:
    """Say whether everyone's moves lead to an outcome, and cannot go on for ever instead, whatever the foresight."""
    certain = all(each.standing is Standing.CERTAIN for each in outcome.verdicts)
    return certain and not any(endless(each.concept, scenario) for each in outcome.verdicts)


def stays(outcome: JudgedOutcome, scenario: Scenario) -> bool:
    """Say whether an outcome holds in the status quo of a scenario, and nobody moves, whatever the foresight."""
    return all(stays_under(each, scenario) for each in outcome.verdicts)


def stays_under(verdict: Verdict, scenario: Scenario) -> bool:
    """Say the same under one concept."""
    return scenario.status_quo is not None and scenario.status_quo.number in verdict.led_to


def named(outcome: JudgedOutcome, *, capital: bool = False) -> str:
    """Return the name of an outcome, to stand in a sentence."""
    if not outcome.dreaded:
        return f"'{outcome.name}'"
    return f"{'The' if capital else 'the'} dreaded '{outcome.name}'"
