"""What levers do to outcomes, in words.

First what the lever that the answer is about does besides, goals and dreads apart; then which of the other levers bring
an outcome nearer and with which it recedes, those that change most first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.words.foresight import condition
from detente.answer.words.phrases import changes, counterpart, gain
from detente.evolution.standing import Standing
from detente.prose import listed, uncapital

_MOST_LEVERS = 3


def achieved(outcomes: Iterable[JudgedOutcome], scenario: Scenario) -> list[str]:
    """Say what a lever changes about outcomes, those of which the same can be said together."""
    found: dict[tuple[str, str], list[str]] = {}
    for today in outcomes:
        for change in _changes(today, counterpart(today, scenario)):
            found.setdefault(change, []).append(f"'{today.name}'")
    return [f"{listed(names)} {_VERBS[verb](len(names))}{ending}" for (verb, ending), names in found.items()]


def _changes(today: JudgedOutcome, after: JudgedOutcome) -> Iterable[tuple[str, str]]:
    nearer, farther = changes(today, after)
    keys = [each.concept for each in today.verdicts]
    if not (nearer or farther):
        return
    for standing in (Standing.CERTAIN, Standing.NONE):
        if all(each.standing is standing for each in after.verdicts):
            yield standing.value, ""
            return
    if nearer:
        yield "nearer", condition(nearer, keys)
    if farther:
        yield "farther", condition(farther, keys)


_VERBS: dict[str, Callable[[int], str]] = {
    "certain": lambda count: "becomes certain" if count == 1 else "become certain",
    "none": lambda _: "could no longer last",
    "nearer": lambda count: "comes nearer" if count == 1 else "come nearer",
    "farther": lambda count: "recedes" if count == 1 else "recede",
}


def movers(today: JudgedOutcome, name: str, others: Sequence[Scenario]) -> tuple[str, str]:
    """Say which levers bring an outcome nearer, and with which it recedes.

    Returns:
        What is so whatever the foresight, and what for some kinds of it only; each empty if there is nothing to say.
    """
    (nearer, partly_nearer), (farther, partly_farther) = _levers(today, others, 1), _levers(today, others, -1)
    always = [*_with("comes nearer with", nearer), *_with("recedes with", farther)]
    partly = [*_with("comes nearer with", partly_nearer), *_with("recedes with", partly_farther)]
    sentences = [f"{subject} {verb}." for subject, verb in zip((name, "It"), always, strict=False)]
    also = " also" if always else ""
    some = f"For some kinds of foresight, {uncapital(name)}{also} {', and '.join(partly)}." if partly else ""
    return " ".join(sentences), some


def _with(verb: str, levers: Sequence[str]) -> list[str]:
    return [f"{verb} {listed(_shortened(levers))}"] if levers else []


def _levers(today: JudgedOutcome, others: Sequence[Scenario], sign: int) -> tuple[list[str], list[str]]:
    """Return the levers that move an outcome in one direction whatever the foresight, then those that do so for some.

    Both begin with those that move it most.
    """
    found = []
    for scenario in others:
        gains = [sign * gain(counterpart(today, scenario), each) for each in today.verdicts]
        if max(gains) > 0:
            found.append((sum(max(each, 0) for each in gains), min(gains) > 0, f"'{scenario.lever}'"))
    found.sort(key=lambda each: -each[0])
    return [lever for _, always, lever in found if always], [lever for _, always, lever in found if not always]


def _shortened(levers: Sequence[str]) -> list[str]:
    """Leave the rest of a long list to the tables."""
    rest = len(levers) - _MOST_LEVERS
    return list(levers) if rest <= 1 else [*levers[:_MOST_LEVERS], f"{rest} others"]
