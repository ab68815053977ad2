"""Every sentence of an answer is borne out by its tables."""

from random import Random

import attrs
import pytest
from hypothesis import given

from detente import library
from detente.answer import ask
from detente.case import Asks, Case, read_text
from tests.answer.cases import cases, random_case
from tests.answer.reading import Reader
from tests.answer.sentences import SENTENCES


@given(case=cases())
def test_every_sentence_about_a_random_case_is_borne_out(case: Case) -> None:
    Reader(ask(case)).read()


TRAP = """
detente: 1
title: A trap
states: [now, rest, one, two, three, four]
decision_makers:
  A: {moves: {now: [rest], one: [two], three: [four]}, ranking: [rest, two, four, now, one, three]}
  B: {moves: {now: [one], two: [three], four: [one]}, ranking: [three, one, two, four, rest, now]}
status_quo: now
goals: {peace: state = rest, quiet: state = now or state = rest}
asks: {goal: peace}
"""


def test_every_kind_of_sentence_is_said_somewhere() -> None:
    said = {*Reader(ask(read_text(TRAP))).read()}
    for seed in range(270):
        said.update(Reader(ask(random_case(Random(seed)))).read())
    assert {*SENTENCES, "with", "without"} - said == set()


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
first have to make a move that does not pay. With 'the summit is held' that is the same.

Left alone, if nobody looks ahead, things come to rest with “us_agrees, summit_held, ru_agrees” or “steps_in, crossing,
incident”. If everyone looks ahead, in whichever way, nobody moves.

How sure? Of 200 worlds drawn from what is in doubt, everyone's moves may lead to 'defused' in 0 to 32 % of them, and it
can last in 84 to 100 %, depending on how far people look ahead. With 'the summit is held' it is 0 to 47 % and 84 to 100
%.

By when? If the paces and the behaviour assumed are right, the chance that 'defused' comes about by 15 January 2022 is 0
%. With 'the summit is held' that is the same.

What would change it? With 'the summit is held', if everyone fears credible answers, any of these alone could lead to
'defused': posture is forced to inspected; guarantees is forced to inspected; posture is forced to garrison. 'detente
seek' tells what else it does.
"""

DILEMMA = """
That depends on how far people look ahead. If nobody looks ahead, 'both cooperate' would not last: A and B would move
out of it at once. If everyone looks ahead, in whichever way, 'both cooperate' holds today, and nobody would move.

Left alone, if nobody looks ahead, things come to rest with “not a_cooperates, not b_cooperates”. If everyone looks
ahead, in whichever way, nobody moves.

What would change it? If everyone fears credible answers, any of these alone could lead away from 'both cooperate': A
puts “not a_cooperates” before “b_cooperates”; B puts “not b_cooperates” before “a_cooperates”; a_cooperates is forced
to no; 5 more. 'detente seek' tells what else it does.
"""


@pytest.mark.parametrize(
    ("name", "levers", "said"), [("winter-2021", ["the summit is held"], SUMMIT), ("prisoners-dilemma", [], DILEMMA)]
)
def test_the_brief_in_full(name: str, levers: list[str], said: str) -> None:
    answer = ask(library.load(name), levers=levers)
    assert answer.brief.split("\n\n") == [" ".join(each.split()) for each in said.split("\n\n")]
    assert answer.words.startswith(answer.brief)


def test_what_moves_may_pass_by_for_ever_is_not_sure_to_come_about() -> None:
    reason, left_alone, _ = ask(read_text(TRAP), ["nash"]).brief.split("\n\n")
    assert reason == ("It may, and it may not. Everyone's moves may lead to 'peace', and may also go on for ever.")
    assert left_alone == "Left alone, things come to rest with “rest”, or never."


def test_the_same_is_not_said_where_moves_come_to_rest_after_all() -> None:
    ending = TRAP.replace("four: [one]", "four: [one, rest]").replace("[three, one", "[rest, three, one")
    reason, left_alone, _ = ask(read_text(ending.replace("four, rest, now", "four, now")), ["nash"]).brief.split("\n\n")
    assert reason == "Yes, on these assumptions. Everyone's moves lead to 'peace'."
    assert left_alone == "Left alone, things come to rest with “rest”."


VIENNA = """
detente: 1
title: The strait
decision_makers:
  Kessa: {options: {navy: }, prefers: [not vote, not navy if monitors, navy]}
  Merin: {options: {vote: }, prefers: [not navy, vote]}
  Tarsis: {options: {monitors: }, prefers: [not navy, not monitors]}
status_quo: {navy: yes}
goals: {open: not navy}
levers: {a deal: {set: {monitors: yes}, forbid: [vote]}}
asks: {goal: open, lever: a deal}
"""


def test_where_the_question_supposes_a_lever_that_is_answered_first_and_what_would_change_that() -> None:
    reason, without, left_alone, change = ask(read_text(VIENNA), ["nash", "seq"]).brief.split("\n\n")
    assert reason == (
        "Yes, on these assumptions. 'a deal' brings 'open' nearer. With 'a deal', however far people look ahead, "
        "everyone's moves lead to 'open'."
    )
    assert without.startswith("Without it, if nobody looks ahead, 'open' would not last: Kessa would")
    assert left_alone == "Left alone, things come to rest with “vote”."
    assert change.startswith(
        "What would change it? With 'a deal', if everyone fears credible answers, any of these alone could lead away "
        "from 'open': "
    )
