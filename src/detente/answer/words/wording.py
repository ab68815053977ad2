"""What there is to say besides the answer itself: short paragraphs, each sentence of which the tables bear out.

What the lever that is asked about does besides, goals and dreads apart; how everything else stands; and which other
levers move what.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.subject import Subject
from detente.answer.words.brief import in_paragraphs
from detente.answer.words.effects import achieved, movers
from detente.answer.words.how_sure import shifts
from detente.answer.words.phrases import leads, named, stays, sure
from detente.case import Case
from detente.evolution.standing import Standing
from detente.prose import capital, listed

_PACES = (
    "Who acts how often, when and how is an assumption too: the chances over time follow from it and are no forecast."
)


def in_words(scenarios: Sequence[Scenario], subject: Subject) -> str:
    """Return in a few paragraphs what there is to say besides the answer: what the lever does, and all else."""
    today, *others = scenarios
    lever = next((each for each in others if each.lever == subject.lever), None)
    asked = today.outcome(subject.outcome, dreaded=subject.dreaded)
    rest = [each for each in today.outcomes if each is not asked]
    idle = [each for each in others if each is not lever]
    always, some = movers(asked, named(asked, capital=True), idle)
    paragraphs = [
        [_achieved(rest, lever), shifts(rest, lever)] if lever else [],
        [some if always else ""],
        _rest_today(rest, today),
        [_dreads_moved(rest, idle)],
    ]
    return in_paragraphs(paragraphs)


def assumptions(case: Case) -> tuple[str, ...]:
    """Return what the answer rests on, one sentence each."""
    frozen = f", frozen at {case.as_of:%-d %B %Y}" if case.as_of else ""
    kind = {
        "reconstruction": f"A reconstruction{frozen}: it was written after the event and is no forecast.",
        "published": f"A published model{frozen}.",
        "teaching": "A teaching example.",
    }.get(case.kind, f"An analysis{frozen}.")
    wants = f"Who wants what is the analyst's assumption{_cited(case)}; 'detente show' lists all of it."
    paces = (_PACES,) if case.timing and case.timing.moves else ()
    return (kind, wants, _UNKNOWN, *paces) if case.conflict.has_unknown else (kind, wants, *paces)


_UNKNOWN = (
    "It is not known of all states who prefers which. Everyone is taken for one that moves to what may be better, and "
    "is deterred only by what is surely no better (extension a)."
)


def _cited(case: Case) -> str:
    """Say how many of the sources are cited for what decision makers want."""
    about = {path: said for path, said in case.annotations.items() if path[0] == "decision_makers"}
    cited = {source for path, said in about.items() if path[2:3] != ("options",) for source in said.sources}
    if not cited:
        return ", for which no source is cited" if case.sources else ""
    return f", for which {len(cited)} of the {len(case.sources)} sources {'is' if len(cited) == 1 else 'are'} cited"


def _achieved(rest: Sequence[JudgedOutcome], lever: Scenario) -> str:
    """Say what the lever does besides, goals and dreads apart."""
    goals = achieved([each for each in rest if not each.dreaded], lever)
    dreads = achieved([each for each in rest if each.dreaded], lever)
    if not (goals or dreads):
        return f"'{lever.lever}' changes nothing else that is asked about." if rest else ""
    opening = f"Besides, with '{lever.lever}'"
    of_dreads = "Of what is dreaded," if goals else f"{opening}, of what is dreaded,"
    return f"{_opened(f'{opening},', goals)} {_opened(of_dreads, dreads)}".strip()


def _rest_today(rest: Sequence[JudgedOutcome], today: Scenario) -> list[str]:
    goals = _stand([each for each in rest if not each.dreaded], today)
    dreads = _stand([each for each in rest if each.dreaded], today)
    return [
        _opened("As things stand, of the other goals," if dreads else "As things stand,", goals),
        _opened("Of what is dreaded," if goals else "As things stand, of what is dreaded,", dreads),
    ]


_STAND = {
    "today": ("nobody would move away from {}", "or"),
    "certain": ("everyone's moves lead to {}", "and"),
    "may": ("everyone's moves may lead to {}", "and"),
    "depends": ("whether things come to {} depends on how far people look ahead", "or"),
    "hindered": ("{} could last, but nothing leads there by itself", "and"),
    "holds": ("{} can last", "and"),
    "some": ("whether {} can last depends on how far people look ahead", "or"),
    "none": ("{} would not last", "and"),
    "never": ("{} cannot happen", "and"),
}
"""What is said of outcomes that stand alike, and how their names are joined."""


def _stand(outcomes: Sequence[JudgedOutcome], scenario: Scenario) -> list[str]:
    """Say how outcomes stand, those that stand alike together."""
    alike: dict[str, list[str]] = {}
    for outcome in outcomes:
        alike.setdefault(_kind(outcome, scenario), []).append(f"'{outcome.name}'")
    return [_STAND[kind][0].format(listed(alike[kind], _STAND[kind][1])) for kind in _STAND if kind in alike]


def _kind(outcome: JudgedOutcome, scenario: Scenario) -> str:
    """Return under which heading an outcome falls."""
    if not outcome.states:
        return "never"
    if stays(outcome, scenario):
        return "today"
    kind = _kind_of({each.standing for each in outcome.verdicts})
    return "may" if kind == "certain" and not sure(outcome, scenario) else kind


def _kind_of(standings: set[Standing]) -> str:
    """Return under which heading an outcome falls that stands like this under the concepts asked about."""
    if len(standings) == 1 and (only := next(iter(standings))) in (Standing.CERTAIN, Standing.HOLDS, Standing.NONE):
        return only.value
    led = [leads(each) for each in standings]
    if any(led):
        return "may" if all(led) else "depends"
    return "some" if Standing.NONE in standings else "hindered"


def _opened(opening: str, clauses: Sequence[str]) -> str:
    """Return clauses as sentences, the first behind a few words."""
    if not clauses:
        return ""
    first, *others = clauses
    return " ".join([f"{opening} {first}.", *(f"{capital(each)}." for each in others)])


def _dreads_moved(rest: Sequence[JudgedOutcome], others: Sequence[Scenario]) -> str:
    """Say which levers move what is dreaded."""
    told = [_moved(each, others) for each in rest if each.dreaded]
    return _opened("Of what is dreaded,", [each.removesuffix(".") for each in told if each])


def _moved(outcome: JudgedOutcome, others: Sequence[Scenario]) -> str:
    name = f"'{outcome.name}'"
    always, some = movers(outcome, name, others)
    return f"{always} {some.replace(name, 'it', 1)}".strip() if always else some
