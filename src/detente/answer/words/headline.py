"""The first words of an answer.

*Yes* and *no* are said only where the case says what its question asks: *yes* where the outcome is certain under every
concept, *no* where nothing leads to it under any, and otherwise what it depends on. Then follows what the lever
changes about the outcome. Where something is in doubt, the same words say if it is so in less than half of the worlds.
"""

from __future__ import annotations

from detente.answer.answer import JudgedOutcome
from detente.answer.subject import Subject
from detente.answer.words.foresight import condition
from detente.answer.words.how_sure import doubtful
from detente.answer.words.phrases import changes, leads, named
from detente.evolution.standing import Standing


def headline(subject: Subject, today: JudgedOutcome, after: JudgedOutcome | None) -> str:
    """Return the first words: yes or no if that is asked, and what the lever does.

    Args:
        subject: What the answer is about.
        today: How the outcome stands today.
        after: How it stands with the lever, if there is one.
    """
    if after is None or subject.asks == "today":
        return _yes_or_no(subject, today, "No, not as things stand.")
    if _are(today, Standing.CERTAIN) and _are(after, Standing.CERTAIN):
        return f"{named(today, capital=True)} comes about anyway; '{subject.lever}' adds nothing to that."
    return f"{_yes_or_no(subject, after, 'No, not by itself.')} {_effect(subject, today, after)}".strip()


def _yes_or_no(subject: Subject, outcome: JudgedOutcome, no: str) -> str:
    if not subject.asks or any(each.standing is Standing.HOLDS for each in outcome.verdicts):
        return ""
    if _are(outcome, Standing.CERTAIN):
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


def _are(outcome: JudgedOutcome, standing: Standing) -> bool:
    return all(each.standing is standing for each in outcome.verdicts)
