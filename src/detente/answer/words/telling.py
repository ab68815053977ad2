"""How an outcome stands, in a sentence or two for each kind of foresight under which it stands differently.

Everything that is said can be found in the verdicts on the outcome, and in the hurdles before it.
"""

from __future__ import annotations

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.hurdles import Hurdle
from detente.answer.words.foresight import by_foresight
from detente.answer.words.phrases import endless, named, stays_under
from detente.evolution.standing import Standing, Verdict
from detente.prose import capital, listed

_PLAIN = {
    Standing.CERTAIN: "everyone's moves lead to {}",
    Standing.LED_TO: "everyone's moves may lead to {}, and may also lead to something else that lasts",
    Standing.CUT_OFF: "{} could last once reached, but no moves lead there",
    Standing.HOLDS: "{} can last",
}


def telling(outcome: JudgedOutcome, scenario: Scenario, *, start: str, opening: str = "") -> str:
    """Say how the outcome that an answer is about stands in a scenario.

    Args:
        outcome: How it stands there.
        scenario: The scenario, with the hurdles before the outcome.
        start: What to say of the status quo: since when the outcome holds if it holds in it.
        opening: What to begin with, to stand before a comma.
    """
    if not outcome.states:
        return capital(f"{opening}{named(outcome)} cannot happen: no feasible state has it.")
    clauses = {each.concept: _clause(outcome, each, scenario, start) for each in outcome.verdicts}
    return by_foresight(clauses, opening)


def _clause(outcome: JudgedOutcome, verdict: Verdict, scenario: Scenario, start: str) -> str:
    """Say how an outcome stands under one concept, to follow "if …"."""
    name = named(outcome)
    if verdict.standing is Standing.NONE:
        return _leaving(outcome, verdict)
    if verdict.standing in (Standing.OPEN, Standing.DETERRED):
        hurdle = next(each for each in scenario.hurdles if each.concept == verdict.concept)
        return _hindered(name, hurdle, deterred=verdict.standing is Standing.DETERRED)
    if stays_under(verdict, scenario):
        return f"{name} holds {start}, and nobody would move"
    if verdict.standing is Standing.CERTAIN and endless(verdict.concept, scenario):
        return f"everyone's moves may lead to {name}, and may also go on for ever"
    return _PLAIN[verdict.standing].format(name)


def _hindered(name: str, hurdle: Hurdle, *, deterred: bool) -> str:
    who = listed(hurdle.first, "or")
    if deterred:
        more = f", the first of {hurdle.count} such steps" if hurdle.count > 1 else ""
        return f"steps that pay lead to {name}, but {who} would shrink from one for fear of the answer{more}"
    more = f", the first of {hurdle.count}" if hurdle.count > 1 else ""
    return f"{name} could last once reached. But {who} would first have to make a move that does not pay{more}"


def _leaving(outcome: JudgedOutcome, verdict: Verdict) -> str:
    """Name those who would move out of an outcome: from the status quo, every time, or else most often."""
    name = named(outcome)
    if not verdict.exits:
        return f"{name} would not come to rest, though nobody would move out of it"
    if verdict.first_out:
        return f"{name} would not last: {listed(verdict.first_out)} would move out of it at once"
    most = verdict.exits[0][1]
    who = listed([leaver for leaver, count in verdict.exits if count == most])
    often = "every time" if most == outcome.states else f"from {most:,} of its {outcome.states:,} states"
    return f"{name} would not last: {who} would move out of it {often}"
