"""Put an answer into words: short sentences, each of which the tables bear out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.answer.answer import Outcome, Scenario
from detente.answer.standing import Standing, Verdict
from detente.case import Case
from detente.stability.concepts import CONCEPTS

_SAID = {
    Standing.CERTAIN: "is the only kind of outcome that improvements from today lead to",
    Standing.LED_TO: "is one of the outcomes that improvements from today lead to",
    Standing.OPEN: "would hold, but getting there takes a move that does not pay the one who makes it",
    Standing.CUT_OFF: "would hold, but no moves lead there from today",
    Standing.HOLDS: "holds",
    Standing.NONE: "does not hold",
}


def in_words(scenarios: Sequence[Scenario], concepts: Sequence[str]) -> str:
    """Return the answer in a few sentences: how everything stands today, and what each lever changes."""
    today, *others = scenarios
    standing = [_outcome_sentence(outcome, concepts) for outcome in today.outcomes]
    return " ".join(["As it stands,", *_joined_up(standing), *_lever_sentences(today, others)])


def assumptions(case: Case) -> tuple[str, ...]:
    """Return what the answer rests on, one sentence each."""
    frozen = f", frozen at {case.as_of:%-d %B %Y}" if case.as_of else ""
    kind = {
        "reconstruction": f"A reconstruction{frozen}: it was written after the event and is no forecast.",
        "published": f"A published model{frozen}.",
        "teaching": "A teaching example.",
    }.get(case.kind, f"An analysis{frozen}.")
    rests = (
        f"Who wants what is the analyst's assumption, resting on {len(case.sources)} sources; "
        "'detente show' lists them all."
    )
    return kind, rests


def _joined_up(sentences: Sequence[str]) -> Iterable[str]:
    first, *rest = sentences
    return [first, *(sentence[0].upper() + sentence[1:] for sentence in rest)]


def _outcome_sentence(outcome: Outcome, concepts: Sequence[str]) -> str:
    kind = "the dreaded outcome" if outcome.dreaded else "the goal"
    name = f"{kind} '{outcome.name}'"
    if not outcome.states:
        return f"{name} cannot happen: no feasible state has it."
    by_standing: dict[Standing, list[str]] = {}
    for concept in concepts:
        by_standing.setdefault(outcome.under(concept).standing, []).append(concept)
    clauses = (_clause(outcome, standing, keys, concepts) for standing, keys in by_standing.items())
    return f"{name} {'; it '.join(clauses)}."


def _clause(outcome: Outcome, standing: Standing, keys: Sequence[str], asked: Sequence[str]) -> str:
    left = standing is Standing.NONE and not outcome.dreaded
    leaving = f" ({_leaving(outcome, [outcome.under(key) for key in keys])})" if left else ""
    return f"{_SAID[standing]} {_supposing(keys, asked)}{leaving}"


def _supposing(keys: Sequence[str], asked: Sequence[str]) -> str:
    """Say what is supposed of everyone's foresight, as short as it can be said."""
    if len(keys) == len(asked):
        return "whatever the foresight"
    if list(keys) == [key for key in asked if key != "nash"]:
        return f"if everyone looks ahead, in whichever way ({_keys(keys)})"
    return " or ".join(f"if {CONCEPTS[key].supposing} ({_keys([key])})" for key in keys)


def _leaving(outcome: Outcome, broken: Sequence[Verdict]) -> str:
    """Name those who would leave every state of an outcome, or else who would leave most."""
    always = [name for name, _ in broken[0].leavers if all(_leaves_all(each, name, outcome) for each in broken)]
    if always:
        return f"{_listed(always)} would leave it every time"
    most, count = broken[0].leavers[0]
    return f"{most} would leave it in {count} of its {outcome.states} states"


def _leaves_all(verdict: Verdict, name: str, outcome: Outcome) -> bool:
    return dict(verdict.leavers).get(name, 0) == outcome.states


def _lever_sentences(today: Scenario, others: Sequence[Scenario]) -> list[str]:
    """Say what each lever changes: those that help first, those that change nothing last and together."""
    effects = {str(scenario.lever): _effect(today, scenario) for scenario in others}
    told = sorted((lever for lever, effect in effects.items() if any(effect)), key=lambda lever: not effects[lever][0])
    idle = [f"'{lever}'" for lever, effect in effects.items() if not any(effect)]
    sentences = [_lever_sentence(lever, *effects[lever]) for lever in told]
    return sentences + ([f"{_listed(idle)} would change none of this."] if idle else [])


def _lever_sentence(lever: str, better: Sequence[str], worse: Sequence[str]) -> str:
    helps = f"helps: {'; '.join(better)}" if better else ""
    harms = f"harms: {'; '.join(worse)}" if worse else ""
    return f"The lever '{lever}' {', but it '.join(filter(None, (helps, harms)))}."


def _effect(today: Scenario, after: Scenario) -> tuple[list[str], list[str]]:
    """Say for which outcomes a lever makes things better, and for which worse."""
    better, worse = [], []
    for outcome in today.outcomes:
        then = after.outcome(outcome.name, dreaded=outcome.dreaded)
        stronger = [each.concept for each in outcome.verdicts if _strength(then, each) > each.standing.strength]
        weaker = [each.concept for each in outcome.verdicts if _strength(then, each) < each.standing.strength]
        rise = [f"'{outcome.name}' comes nearer ({_keys(stronger)})"] if stronger else []
        fall = [f"'{outcome.name}' recedes ({_keys(weaker)})"] if weaker else []
        better += fall if outcome.dreaded else rise
        worse += rise if outcome.dreaded else fall
    return better, worse


def _strength(outcome: Outcome, today: Verdict) -> int:
    return outcome.under(today.concept).standing.strength


def _keys(concepts: Sequence[str]) -> str:
    return ", ".join(concept.upper() for concept in concepts)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
