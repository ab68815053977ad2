"""Put an answer into words: a few sentences, each of which the tables bear out.

The question of a case is taken to ask whether its first lever brings about its first goal (or, where it names no
goal, its first dreaded outcome): "will the summit defuse the situation?"
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.answer.answer import Outcome, Scenario
from detente.answer.standing import Standing, Verdict
from detente.case import Case
from detente.stability.concepts import CONCEPTS

_SAID = {
    Standing.CERTAIN: "is where everyone's moves lead from today",
    Standing.LED_TO: "is one of the outcomes that everyone's moves lead to from today",
    Standing.DETERRED: "would last, but on the way there somebody would be deterred by the answer",
    Standing.OPEN: "would last, but somebody would first have to make a move that does not pay",
    Standing.CUT_OFF: "would last, but no moves lead there from today",
    Standing.HOLDS: "can last",
    Standing.NONE: "would not last",
}

_MOST_LEVERS = 4

_PACES = (
    "Who acts how often, when and how is an assumption too: the chances over time follow from it and are no forecast."
)

_ALSO = {
    Standing.CERTAIN: "Everyone's moves lead from today to {}.",
    Standing.LED_TO: "Everyone's moves may lead from today to {}.",
    Standing.DETERRED: "On the way to {} somebody would be deterred by the answer.",
    Standing.OPEN: "Before {} could last, somebody would have to make a move that does not pay.",
    Standing.CUT_OFF: "No moves lead from today to {}.",
    Standing.HOLDS: "What can last is {}.",
    Standing.NONE: "What would not last is {}.",
}


def in_words(scenarios: Sequence[Scenario], concepts: Sequence[str]) -> str:
    """Return the answer in a few sentences: the question first, then what else holds and what would change it."""
    today, *others = scenarios
    asked, *rest = today.outcomes
    sentences = [
        *([_headline(asked, _same(asked, others[0]))] if others else []),
        f"As it stands, {_told(asked, concepts)}.",
        *([_with_lever(asked, others[0], concepts)] if others else []),
        *_rest_today(rest),
        *(_moved(outcome, others) for outcome in (asked, *(each for each in rest if each.dreaded))),
    ]
    return " ".join(filter(None, sentences))


def assumptions(case: Case) -> tuple[str, ...]:
    """Return what the answer rests on, one sentence each."""
    frozen = f", frozen at {case.as_of:%-d %B %Y}" if case.as_of else ""
    kind = {
        "reconstruction": f"A reconstruction{frozen}: it was written after the event and is no forecast.",
        "published": f"A published model{frozen}.",
        "teaching": "A teaching example.",
    }.get(case.kind, f"An analysis{frozen}.")
    count = len(case.sources)
    rests = f", resting on {count} source{'s' if count > 1 else ''}" if count else ""
    wants = f"Who wants what is the analyst's assumption{rests}; 'detente show' lists all of it."
    return (kind, wants, _PACES) if case.timing and case.timing.moves else (kind, wants)


def _headline(today: Outcome, after: Outcome) -> str:
    """Say in half a dozen words what the lever that is asked about does to the outcome that is asked about."""
    changes = [_strength(after, each) - each.standing.strength for each in today.verdicts]
    if all(each.standing is Standing.CERTAIN for each in after.verdicts):
        return "The dreaded would come about." if today.dreaded else "Yes, on these assumptions."
    if not any(changes):
        return "It would make no difference to that." if today.dreaded else "Not by itself."
    if min(changes) < 0 < max(changes):
        return "That depends on how far everyone looks ahead."
    return "It would help." if (max(changes) > 0) != today.dreaded else "No, it would make matters worse."


def _told(outcome: Outcome, concepts: Sequence[str]) -> str:
    """Say how an outcome stands, under each kind of foresight for which it stands differently."""
    if not outcome.states:
        return f"{_named(outcome)} cannot happen: no feasible state has it"
    by_standing: dict[Standing, list[str]] = {}
    for concept in concepts:
        by_standing.setdefault(outcome.under(concept).standing, []).append(concept)
    clauses = (_clause(outcome, standing, keys, concepts) for standing, keys in by_standing.items())
    return f"{_named(outcome)} {'; it '.join(clauses)}"


def _clause(outcome: Outcome, standing: Standing, keys: Sequence[str], asked: Sequence[str]) -> str:
    left = standing is Standing.NONE and not outcome.dreaded
    leaving = f" ({_leaving(outcome, [outcome.under(key) for key in keys])})" if left else ""
    return f"{_SAID[standing]}{_supposing(keys, asked)}{leaving}"


def _supposing(keys: Sequence[str], asked: Sequence[str]) -> str:
    """Say what is supposed of everyone's foresight, as short as it can be said."""
    if len(keys) == len(asked):
        return ", whatever the foresight"
    if list(keys) == [key for key in asked if key != "nash"]:
        return f" if everyone looks ahead, in whichever way ({_keys(keys)})"
    return " or".join(f" if {CONCEPTS[key].supposing} ({_keys([key])})" for key in keys)


def _leaving(outcome: Outcome, broken: Sequence[Verdict]) -> str:
    """Name those who would leave every state of an outcome, or else who would leave most."""
    always = [name for name, _ in broken[0].leavers if all(_leaves_all(each, name, outcome) for each in broken)]
    if always:
        return f"{_listed(always)} would leave it every time"
    most, count = broken[0].leavers[0]
    return f"{most} would leave it in {count:,} of its {outcome.states:,} states"


def _leaves_all(verdict: Verdict, name: str, outcome: Outcome) -> bool:
    return dict(verdict.leavers).get(name, 0) == outcome.states


def _with_lever(asked: Outcome, scenario: Scenario, concepts: Sequence[str]) -> str:
    after = _same(asked, scenario)
    if [each.standing for each in after.verdicts] == [each.standing for each in asked.verdicts]:
        return f"With the lever '{scenario.lever}' that is the same."
    return f"With the lever '{scenario.lever}', {_told(after, concepts)}."


def _rest_today(outcomes: Sequence[Outcome]) -> list[str]:
    """Say how the other outcomes stand today, those that stand alike together."""
    alike: dict[Standing | None, list[str]] = {}
    for outcome in outcomes:
        standings = {each.standing for each in outcome.verdicts}
        alike.setdefault(standings.pop() if len(standings) == 1 else None, []).append(_named(outcome))
    mixed = alike.pop(None, [])
    sentences = [_ALSO[standing].format(_listed(alike[standing])) for standing in _ALSO if standing in alike]
    depends = f"Whether it comes to {_listed(mixed, 'or')} depends on the foresight." if mixed else ""
    return [*sentences, depends]


def _moved(today: Outcome, others: Sequence[Scenario]) -> str:
    """Name the levers with which an outcome comes nearer, and those with which it recedes."""
    nearer, farther = [], []
    for scenario in others:
        after = _same(today, scenario)
        stronger = [each.concept for each in today.verdicts if _strength(after, each) > each.standing.strength]
        weaker = [each.concept for each in today.verdicts if _strength(after, each) < each.standing.strength]
        nearer += [_lever(scenario, stronger, today)] if stronger else []
        farther += [_lever(scenario, weaker, today)] if weaker else []
    comes = f"comes nearer with {_listed(_shortened(nearer))}" if nearer else ""
    recedes = f"recedes with {_listed(_shortened(farther))}" if farther else ""
    told = "; it ".join(filter(None, (comes, recedes)))
    return f"{_capital(_named(today))} {told}." if told else ""


def _shortened(levers: Sequence[str]) -> list[str]:
    """Leave the rest of a long list to the tables."""
    rest = len(levers) - _MOST_LEVERS
    return list(levers) if rest <= 1 else [*levers[:_MOST_LEVERS], f"{rest} others"]


def _lever(scenario: Scenario, concepts: Sequence[str], outcome: Outcome) -> str:
    partly = len(concepts) < len(outcome.verdicts)
    return f"'{scenario.lever}'{f' ({_keys(concepts)})' if partly else ''}"


def _same(outcome: Outcome, scenario: Scenario) -> Outcome:
    return scenario.outcome(outcome.name, dreaded=outcome.dreaded)


def _strength(outcome: Outcome, today: Verdict) -> int:
    return outcome.under(today.concept).standing.strength


def _named(outcome: Outcome) -> str:
    return f"the dreaded '{outcome.name}'" if outcome.dreaded else f"'{outcome.name}'"


def _keys(concepts: Sequence[str]) -> str:
    return ", ".join(concept.upper() for concept in concepts)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _listed(names: Sequence[str], word: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
