"""The answer in brief: a few short paragraphs to read aloud, each sentence of which the tables bear out.

First the answer and its reason: who would have to go first, or who would leave, with the lever that is asked about and
without it, and where things come to rest if they are left alone. Then how sure that is, by when it is so, and what
would change it, as far as the case allows it to be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.quest import Turning
from detente.answer.subject import Subject
from detente.answer.sureness import Sureness
from detente.answer.words.by_when import by_when
from detente.answer.words.effects import movers
from detente.answer.words.headline import headline
from detente.answer.words.how_sure import how_sure
from detente.answer.words.left_alone import resting_in_words
from detente.answer.words.phrases import counterpart, named
from detente.answer.words.telling import telling
from detente.answer.words.turned import turning_in_words


def in_brief(
    scenarios: Sequence[Scenario], subject: Subject, sureness: Sureness | None = None, turn: Turning | None = None
) -> str:
    """Return the answer and its reason, how sure it is, by when it is so and what would change it."""
    today, *others = scenarios
    lever = next((each for each in others if each.lever == subject.lever), None)
    asked = today.outcome(subject.outcome, dreaded=subject.dreaded)
    idle = [each for each in others if each is not lever]
    always, some = movers(asked, named(asked, capital=True), idle)
    supposed = subject.lever if subject.asks == "lever" else None
    return in_paragraphs(
        [
            *_reason(headline(subject, asked, today, lever), asked, today, lever, subject),
            [_left_alone(today)],
            _asking("How sure?", how_sure(asked, lever, sureness)),
            _asking("By when?", by_when(asked, today, lever)),
            _asking("What would change it?", always or some, turning_in_words(asked, supposed, turn)),
        ]
    )


def in_paragraphs(paragraphs: Iterable[Iterable[str]]) -> str:
    """Return the sentences of each paragraph as text; what is empty is left out."""
    return "\n\n".join(filter(None, (" ".join(filter(None, sentences)) for sentences in paragraphs)))


def _asking(question: str, *answers: str) -> list[str]:
    return [question, *answers] if any(answers) else []


def _reason(
    first: str, asked: JudgedOutcome, today: Scenario, lever: Scenario | None, subject: Subject
) -> Iterator[list[str]]:
    """Say how the outcome stands with the lever and without it; that comes first of which the question is."""
    as_it_stands = telling(asked, today, start="today")
    if lever is None:
        yield [first, as_it_stands]
        return
    after, supposed = counterpart(asked, lever), f"With '{lever.lever}'"
    if telling(after, lever, start="") == telling(asked, today, start=""):
        yield [first, as_it_stands, f"{supposed} that is the same."]
        return
    told = telling(after, lever, start="from the start", opening=f"{supposed}, ")
    if subject.asks == "lever":
        yield [first, told]
        yield [telling(asked, today, start="today", opening="Without it, ")]
    else:
        yield [first, as_it_stands]
        yield [told]


def _left_alone(today: Scenario) -> str:
    return "" if today.status_quo is None else resting_in_words(today.rests, today.status_quo.number)
