"""Every sentence of an answer is borne out by its tables."""

from random import Random

import attrs
import pytest
from hypothesis import given

from detente import library
from detente.answer import ask
from detente.case import Asks, Case
from tests.answer.cases import cases, random_case
from tests.answer.reading import Reader
from tests.answer.sentences import SENTENCES


@given(case=cases())
def test_every_sentence_about_a_random_case_is_borne_out(case: Case) -> None:
    Reader(ask(case)).read()


def test_every_kind_of_sentence_is_said_somewhere() -> None:
    said: set[str] = set()
    for seed in range(270):
        said.update(Reader(ask(random_case(Random(seed)))).read())
    assert set(SENTENCES) - said == set()


@pytest.mark.parametrize("concepts", [["seq"], ["nash", "seq"], ["gmr", "nash"]])
def test_every_sentence_is_borne_out_under_other_concepts(concepts: list[str]) -> None:
    for seed in range(40):
        Reader(ask(random_case(Random(seed)), concepts)).read()


def plainly_named(case: Case) -> Case:
    """Return a case whose outcomes and levers have names that are easily told from the rest of a sentence."""
    goals = {each.name: f"g{place}" for place, each in enumerate(case.goals)}
    dreads = {each.name: f"d{place}" for place, each in enumerate(case.dreads)}
    levers = {each.name: f"L{place}" for place, each in enumerate(case.levers)}
    asks = case.asks and Asks((goals | dreads)[case.asks.goal], levers.get(case.asks.lever, ""))
    return attrs.evolve(
        case,
        asks=asks,
        goals=[attrs.evolve(each, name=goals[each.name]) for each in case.goals],
        dreads=[attrs.evolve(each, name=dreads[each.name]) for each in case.dreads],
        levers=[attrs.evolve(each, name=levers[each.name]) for each in case.levers],
    )


@pytest.mark.parametrize("name", library.names())
def test_every_sentence_about_a_case_of_the_library_is_borne_out(name: str) -> None:
    Reader(ask(plainly_named(library.load(name)))).read()


SUMMIT = """
No, not by itself. However far people look ahead, 'defused' could last once reached. But United States or Russia would
first have to make a move that does not pay.

With 'the summit is held' that is the same. Other things change: 'nothing is fired' and 'the presidents have met' become
certain. 'Minsk is carried out' recedes if everyone fears credible answers. Of what is dreaded, 'the border incident
escalates' and 'the alliance at war' could no longer last.
"""

DILEMMA = """
That depends on how far people look ahead. If nobody looks ahead, 'both cooperate' would not last: A and B would move
out of it at once. If everyone looks ahead, in whichever way, 'both cooperate' holds today, and nobody would move.

As things stand, of what is dreaded, whether things come to 'neither cooperates' depends on how far people look ahead.
'one is exploited' would not last.
"""


@pytest.mark.parametrize(
    ("name", "levers", "said"), [("winter-2021", ["the summit is held"], SUMMIT), ("prisoners-dilemma", [], DILEMMA)]
)
def test_the_first_two_paragraphs_but_for_that_about_worlds_in_full(name: str, levers: list[str], said: str) -> None:
    paragraphs = ask(library.load(name), levers=levers).words.split("\n\n")
    told = [each for each in paragraphs if not each.startswith("In the worlds")]
    assert told[:2] == [" ".join(each.split()) for each in said.split("\n\n")]
