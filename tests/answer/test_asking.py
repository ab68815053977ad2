"""What an answer is about: what the case asks, or what comes first; one lever, or several together."""

import attrs
import pytest

from detente.answer import Answer, ask
from detente.answer.subject import Subject
from detente.case import Asks, Case, read_text
from detente.conflict import Conflict, DecisionMaker, Statements
from detente.errors import UnavailableError, UnknownNameError
from detente.levers import Lever, Prefer
from detente.library import load

ELMIRA = attrs.evolve(load("elmira"), asks=None)
FIRST, SECOND = ELMIRA.levers[0].name, ELMIRA.levers[1].name
GOAL, DREAD = ELMIRA.goals[1].name, ELMIRA.dreads[0].name


def about(asks: Asks | None, levers: list[str] | None = None) -> Subject:
    return ask(attrs.evolve(ELMIRA, asks=asks), ["nash"], levers).subject


def test_without_asks_it_is_about_the_first_goal_and_the_first_lever() -> None:
    assert about(None) == Subject(ELMIRA.goals[0].name, dreaded=False, lever=FIRST)
    assert about(None, [SECOND]) == Subject(ELMIRA.goals[0].name, dreaded=False, lever=SECOND)
    assert about(None, []) == Subject(ELMIRA.goals[0].name, dreaded=False, lever=None)


def test_with_asks_it_is_about_what_is_asked() -> None:
    assert about(Asks(GOAL)) == Subject(GOAL, dreaded=False, lever=None, asks="today")
    assert about(Asks(GOAL), [SECOND]) == Subject(GOAL, dreaded=False, lever=SECOND, asks="today")
    assert about(Asks(GOAL, SECOND)) == Subject(GOAL, dreaded=False, lever=SECOND, asks="lever")
    assert about(Asks(GOAL, SECOND), [SECOND, FIRST]).lever == SECOND


def test_a_lever_that_is_not_worked_out_answers_nothing() -> None:
    assert about(Asks(GOAL, SECOND), [FIRST]) == Subject(GOAL, dreaded=False, lever=FIRST)


def test_a_dread_is_never_answered_by_yes_or_no() -> None:
    assert about(Asks(DREAD, SECOND)) == Subject(DREAD, dreaded=True, lever=SECOND)


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        (Asks("the order is acepted"), "no goal or dreaded outcome 'the order is acepted'"),
        (Asks(GOAL, "the ordr stands"), "no lever 'the ordr stands'"),
    ],
)
def test_what_is_asked_has_to_exist(asks: Asks, said: str) -> None:
    with pytest.raises(UnknownNameError, match=said):
        about(asks)


def first_words(answer: Answer) -> str:
    return answer.words.partition(".")[0]


def calm(*, wishes: str, lever: str, asks: Asks | None) -> Answer:
    """Ask about peace, which A alone decides on: what it wishes, and what it wishes most with the lever."""
    conflict = Conflict([DecisionMaker("A", ["a"], Statements([wishes]))], status_quo={})
    pulled = Lever("L", [Prefer.read({"A": [lever]})])
    return ask(Case(title="T", conflict=conflict, goals={"peace": "a"}, levers=[pulled], asks=asks))


@pytest.mark.parametrize(
    ("wishes", "lever", "said"),
    [
        ("a", "a", "'peace' comes about anyway; 'L' adds nothing to that"),
        ("not a", "a", "Yes, on these assumptions"),
        ("a", "not a", "No, not by itself"),
        ("not a", "not a", "No, not by itself"),
    ],
)
def test_the_first_words_answer_what_is_asked(wishes: str, lever: str, said: str) -> None:
    assert first_words(calm(wishes=wishes, lever=lever, asks=Asks("peace", "L"))) == said


def test_without_asks_nothing_is_answered_by_yes_or_no() -> None:
    for wishes in ("a", "not a"):
        for lever in ("a", "not a"):
            words = calm(wishes=wishes, lever=lever, asks=None).words
            assert not words.startswith(("Yes", "No,", "It may", "That depends"))


def test_levers_pulled_together_are_one() -> None:
    together = ask(ELMIRA, levers=["the order is modified", "the plant has to stay"], together=True)
    (name,) = [each.lever for each in together.scenarios[1:]]
    assert name == "the order is modified + the plant has to stay"
    changed = ELMIRA.lever("the plant has to stay").apply(ELMIRA.lever("the order is modified").apply(ELMIRA.conflict))
    assert together.scenarios[1].fingerprint == changed.fingerprint
    accepted = together.scenarios[1].outcome("the order is accepted", dreaded=False)
    assert {each.standing.value for each in accepted.verdicts} == {"certain"}


def test_levers_pulled_together_have_to_be_named() -> None:
    with pytest.raises(UnavailableError, match="levers are to be pulled together, and none is named"):
        ask(ELMIRA, together=True)


CITING = """
detente: 1
title: T
sources: {a: A, b: B, c: C}
decision_makers:
  A:
    options: {x: {sources: [c]}}
    prefers: [{statement: x, sources: [a]}]
goals: {g: {formula: x, sources: [b]}}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CITING, ", for which 1 of the 3 sources is cited;"),
        (CITING.replace("sources: [a]", "sources: [a, b]"), ", for which 2 of the 3 sources are cited;"),
        (CITING.replace(", sources: [a]", ""), ", for which no source is cited;"),
        ("detente: 1\ntitle: T\ndecision_makers: {A: {options: {x: }}}\ngoals: {g: x}\n", "'s assumption; 'detente"),
    ],
)
def test_only_sources_that_are_cited_for_wishes_are_counted(text: str, said: str) -> None:
    assert said in ask(read_text(text)).assumptions[1]


def test_what_comes_of_it_if_left_alone_is_told_in_the_words_of_the_case() -> None:
    assert ask(load("elmira")).left_alone == (("insist", "Insist that the original order be applied"),)
    assert ask(load("prisoners-dilemma"), ["seq"]).left_alone == ()
    assert ask(load("prisoners-dilemma"), ["nash"]).left_alone == (
        ("not a_cooperates", "A keeps to what both would want"),
        ("not b_cooperates", "B keeps to what both would want"),
    )


def test_the_status_quo_is_told_in_the_words_of_the_case() -> None:
    assert ask(load("elmira"), levers=[]).status_quo == (("uniroyal = delay", "What Uniroyal does about the order"),)
    dilemma = load("prisoners-dilemma")
    assert [level for level, _ in ask(dilemma, levers=[]).status_quo] == ["a_cooperates", "b_cooperates"]


def test_new_keys_stand_beside_the_old_ones() -> None:
    plain = ask(load("elmira"), levers=[]).to_dict()
    assert plain["subject"] == {"outcome": "the order is accepted", "dreaded": False, "lever": None, "asks": "today"}
    verdict = plain["scenarios"][0]["outcomes"][1]["verdicts"]["nash"]
    assert verdict["standing"] == "none"
    assert verdict["exits"] == {"Uniroyal": 2}
    assert set(verdict["leavers"]) >= {"Uniroyal"}
    assert plain["scenarios"][0]["hurdles"][0] == {"concept": "nash", "count": 1, "first": ("Ministry",)}
