"""What is in doubt is told in words, and counted and questioned by the check."""

from __future__ import annotations

import json

import pytest

from detente import library
from detente.case import read_text
from detente.report import Surface, render
from detente.report.case import CaseReport
from detente.report.checking import CheckReport
from detente.report.setting import Setting
from tests.case.test_doubting import DOUBTFUL
from tests.cli.running import data, printed

FIRST = "detente: 1\ntitle: x\n"
OWNERS = "decision_makers: {A: {options: {talk: }, prefers: [PREFERS]}}\n"

TOLD = """
What is in doubt
All else is told as if nothing were. What is uncertain makes 4,608 worlds; 'detente worlds' looks at them.

draws
· winter: mild 60 %, harsh 40 %
· mood (The mood): good 25 %, bad 75 %
  a guess [s]

doubts
· 'North.troops' exists with a chance of 90 %
· 'North.accept' exists where winter = mild
· North, statement 1, 'accept', is held with a chance of 70 %
· North, statement 3, 'not court', is held where mood = good
· North, statements 2 to 4, come in any order
  nobody knows
· North (hawks), statement 2, 'court', is held with a chance of 50 %
· North (doves), statements 2 to 3, come in any order
· who prevails in North
  line, with a chance of 50 %: what it wants anyhow
  as said
  hawks, with a chance of 25 %: first troops = valley; court
  court: feared
  doves, with a chance of 25 %: accept; talks; not court
· what South thinks North wants is held with a chance of 33 %
· who prevails in South
  farmers, where winter = mild and mood = good: talks
  town, where not (winter = mild and mood = good): 1 for talks; -1/2 for court
· 'accept and court' cannot hold with a chance of 80 %
· the pace of North is 1 to 4 per week
· the pace of the event 'stray' is 1/4 to 1 per year
"""


def about(text: str) -> Setting:
    return Setting.of(read_text(text))


def warnings(text: str) -> list[str]:
    told = CheckReport(about(text), "x").warnings
    return [each for each in told if "doubt" in each or "likel" in each]


def test_what_is_in_doubt_is_told_in_words() -> None:
    shown = render(CaseReport(about(DOUBTFUL)), surface=Surface(width=110))
    told = shown[shown.index("What is in doubt") : shown.index("What is wanted")]
    assert told.split() == TOLD.split()


def test_what_is_in_doubt_is_told_to_programs() -> None:
    data = json.loads(render(CaseReport(about(DOUBTFUL)), "json"))
    assert data["draws"] == {"winter": {"mild": "3/5", "harsh": "2/5"}, "mood": {"good": "1/4", "bad": "3/4"}}
    assert len(data["doubts"]) == 13
    assert data["doubts"][0] == {
        "kind": "exists",
        "about": "'North.troops'",
        "draw": "North.troops",
        "chances": {"exists": "9/10", "does not exist": "1/10"},
    }
    assert data["doubts"][3] == {
        "kind": "statement",
        "about": "North, statement 3",
        "draw": None,
        "when": {"held": "mood = good", "dropped": "not mood = good"},
    }


def test_nothing_is_told_where_nothing_is_in_doubt() -> None:
    setting = Setting.of(library.load("elmira"))
    assert "in doubt" not in render(CaseReport(setting))
    assert json.loads(render(CaseReport(setting), "json"))["doubts"] == []
    assert "doubt" not in render(CheckReport(setting, "elmira"))


@pytest.mark.parametrize(
    "command", [["solve"], ["states"], ["why", "1"], ["require", "--state", "1"], ["evolve"], ["explore"]]
)
def test_reports_say_how_many_things_they_take_as_written(command: list[str]) -> None:
    told = "6 things in doubt are taken as written; 'detente worlds' draws them."
    name, *rest = command
    assert told in printed(name, "two-capitals", *rest)
    assert "in doubt" not in printed(name, "cuba-1962", *rest)


def test_programs_are_told_as_well() -> None:
    assert (data("solve", "two-capitals")["in_doubt"], data("solve", "cuba-1962")["in_doubt"]) == (6, 0)


@pytest.mark.parametrize("command", ["worlds", "show", "check"])
def test_reports_of_what_is_in_doubt_do_not(command: str) -> None:
    assert "taken as written" not in printed(command, "two-capitals")


def test_doubts_are_counted() -> None:
    counts = CheckReport(about(DOUBTFUL), "x").to_dict()["counts"]
    assert (counts["shared draws"], counts["doubts"]) == (2, 13)


@pytest.mark.parametrize(
    ("prefers", "draws", "told"),
    [
        ("{statement: talk, certainty: 0.5}", "", []),
        (
            "{statement: talk, certainty: 1}",
            "",
            ["Nothing about A, statement 1 is in doubt: 'held' is certain."],
        ),
        (
            "{statement: talk, certainty: 0}",
            "",
            ["Nothing about A, statement 1 is in doubt: 'dropped' is certain."],
        ),
        ("{statement: talk, when: winter = mild}", "draws: {winter: {mild: 0.6, harsh: 0.4}}\n", []),
        (
            "{statement: talk, when: winter = mild}",
            "draws: {winter: {mild: 0.6, harsh: 0.4}, mood: {good: 0.5, bad: 0.5}}\n",
            ["No doubt rests on 'mood', which is drawn all the same."],
        ),
    ],
)
def test_doubts_that_are_none_are_questioned(prefers: str, draws: str, told: list[str]) -> None:
    assert warnings(FIRST + draws + OWNERS.replace("PREFERS", prefers)) == told


HALVES = """\
detente: 1
title: x
draws: {winter: {mild: 0.6, harsh: 0.4}}
decision_makers:
  A:
    options: {talk: {exists: 0.4}, stay: {when: winter = harsh}, go: {exists: 0.5}}
    prefers: [{statement: talk, certainty: 0.49}]
    factions:
      hawks: {chance: 0.6, first: [not talk, {statement: go, certainty: 0.2}]}
      doves: {chance: 0.4, first: [{statement: talk, certainty: 0.1}]}
    believes: {B: {prefers: [ask], certainty: 1/3}}
  B: {options: {ask: }, prefers: [ask]}
infeasible: [{formula: talk and ask, certainty: 30 %}]
"""


def test_what_is_written_and_less_likely_than_not_is_questioned() -> None:
    assert warnings(HALVES) == [
        "'A.talk': as written it exists, which is less likely than not (40 %).",
        "'A.stay': as written it exists, which is less likely than not (40 %).",
        "A, statement 1: as written it is held, which is less likely than not (49 %).",
        "What A thinks B wants: as written it is held, which is less likely than not (33 %).",
        "A (hawks), statement 2: as written it is held, which is less likely than not (20 %).",
        "All but 'detente worlds' takes A as if 'hawks' prevailed, the likeliest faction.",
        "'talk and ask': as written it cannot hold, which is less likely than not (30 %).",
    ]


def test_what_is_wanted_is_shown_with_what_is_said_where_it_is_written() -> None:
    wishes = OWNERS.replace("PREFERS", "{statement: talk, why: an old wish}")
    factions = "factions: {hawks: {chance: 1, first: [{statement: not talk, why: a new one}]}}"
    shown = render(CaseReport(about(FIRST + wishes.replace("options:", f"{factions}, options:", 1))))
    wanted = shown.split("most important first")[1]
    assert wanted.split()[:10] == ["1.", "not", "talk", "a", "new", "one", "2.", "talk", "an", "old"]


def test_where_the_mechanisms_of_doubts_are_modelled_is_told() -> None:
    shown = render(CaseReport(Setting.of(library.load("winter-2021"))), surface=Surface(width=200))
    places = " ".join(shown[shown.index("Mechanisms, and where they are modelled") :].split())
    assert "draw “displays”" in places
    assert "Russia faction “those for talks”" in places
    assert "Ukraine wishes from 1 on" in places
