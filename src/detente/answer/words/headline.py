"""The first words of an answer.

*Yes* and *no* are said only where the case says what its question asks: *yes* where the outcome is certain under every
concept and moves cannot go on for ever instead, *no* where nothing leads to it under any, and otherwise what it depends
on. Then follows what the lever changes about the outcome. Where something is in doubt, the same words say if it is so
in less than half of the worlds.
"""

from __future__ import annotations

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.subject import Subject
from detente.answer.words.foresight import condition
from detente.answer.words.how_sure import doubtful
from detente.answer.words.phrases import changes, counterpart, leads, named, sure
from detente.evolution.standing import Standing


def headline(subject: Subject, asked: JudgedOutcome, today: Scenario, lever: Scenario | None) -> str:
    """Return the first words: yes or no if that is asked, and what the lever does.

    Args:
        subject: What the answer is about.
        asked: How the outcome stands today.
        today: The conflict as it stands.
        lever: What the lever leads to that the answer is about, if there is one.
    """
    if lever is None or subject.asks == "today":
        return _yes_or_no(subject, asked, today, "No, not as things stand.")
    after = counterpart(asked, lever)
    if sure(asked, today) and sure(after, lever):
        return f"{named(asked, capital=True)} comes about anyway; '{subject.lever}' adds nothing to that."
    return f"{_yes_or_no(subject, after, lever, 'No, not by itself.')} {_effect(subject, asked, after)}".strip()


def _yes_or_no(subject: Subject, outcome: JudgedOutcome, scenario: Scenario, no: str) -> str:
    if not subject.asks or any(each.standing is Standing.HOLDS for each in outcome.verdicts):
        return ""
    if sure(outcome, scenario):
        doubt = doubtful(outcome, yes=True)
        return f"Yes, as the case is written; yet {doubt}." if doubt else "Yes, on these assumptions."
    led = [leads(each.standing) for each in outcome.verdicts]
    if not any(led):
        doubt = doubtful(outcome, yes=False)
        return f"No, as the case is written; yet {doubt}." if doubt else no
    return "It may, and it may not." if all(led) else "That depends on how far people look ahead."


def _effect(subject: Subject, today: JudgedOutcome, after: JudgedOutcome) -> str:
    """Say what the lever changes about the outcome, if it changes its standing."""
    nearer, farther = changes(today, after)
    keys, name = [each.concept for each in today.verdicts], named(today)
    away = f"pushes {name} away" if today.dreaded else f"sets {name} back"
    effects = ((f"brings {name} nearer", nearer), (away, farther))
    told = [f"{verb}{condition(each, keys)}" for verb, each in effects if each]
    return f"'{subject.lever}' {', and '.join(told)}." if told else ""
