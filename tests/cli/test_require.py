"""``detente require``: what it says, and the data it gives."""

import csv
import io

import pytest

from detente import library
from detente.requiring import orders, require
from tests.cli.running import data, printed, refused

ABOUT = ("require", "syria-iraq-1975", "--state", "2", "--vary", "Syria")


@pytest.mark.parametrize(("concept", "count"), [("nash", 240), ("gmr", 384), ("smr", 300), ("seq", 384)])
def test_the_published_counts_as_data(concept: str, count: int) -> None:
    told = data(*ABOUT, "--concept", concept)
    assert (told["count"], told["total"], told["possible"]) == (count, 720, True)


def test_the_nearest_as_data() -> None:
    told = data(*ABOUT)
    nearest = {"state": 2, "distance": 1, "ties_split": 0, "proven": True, "gap": 0}
    ranking = {"Syria": [1, 3, 2, 6, 4, 5]}
    assert told["nearest"] == nearest | {"rankings": ranking, "statements": {}}
    statements = ["not release and not escalate and not attack", "not attack", "escalate", "not release"]
    assert told["nearest_order"] == nearest | {"rankings": ranking, "statements": {"Syria": statements}}
    (state,) = told["states"]
    assert (state["state"], state["label"], state["holds"], state["count"]) == (2, "release", False, 384)
    assert [(each["to"], each["met"], len(each["ways"])) for each in state["conditions"]] == [
        (1, True, 2),
        (3, False, 2),
    ]
    assert state["conditions"][0]["ways"][1] == {
        "turns": [{"mover": "Iraq", "to": 4}],
        "end": 4,
        "needs": [{"decision_maker": "Syria", "state": 4, "than": 2, "better": False}],
    }


def words(*arguments: str) -> str:
    return " ".join(printed("require", *arguments).split())


def test_the_text_says_what_is_required_and_what_is_nearest() -> None:
    said = " ".join(printed(*ABOUT).split())
    assert "Can state 2 hold if it is open what Syria wants, and everyone fears credible answers (seq)? Yes." in said
    assert "Of 720 strict rankings 384 make it hold." in said
    assert (
        "Syria does not move from 2 to 3 if it likes 3 no better than 2; or if Iraq would move on to 6, and Syria "
        "likes 6 no better than 2. That is not so yet."
    ) in said
    assert "1 pair of states the other way about. It is proven that none is nearer." in said
    assert "Syria: 1 > 3 > 2 > 6 > 4 > 5; new is 2 above 6" in said


def test_the_text_says_what_is_new_in_few_words() -> None:
    said = words("syria-iraq-1975", "--state", "3")
    assert "“not release”; new is “escalate” before “not release and not escalate and not attack”" in said
    assert "“not escalate”; new is “not attack” before “attack iff not release” and “not escalate”" in said


LONG = f"""
detente: 1
title: Thirty-two states
decision_makers:
  A: {{options: {{a: , b: , c: , d: , e: }}, ranking: {list(range(32, 0, -1))}}}
"""


def test_of_a_long_ranking_it_is_told_what_is_new_and_which_states_these_are() -> None:
    said = " ".join(printed("require", "-", "--state", "1", "--concept", "nash", text=LONG).split())
    assert "A: new is 1 above 32, 31, 30, 29, 28, 27 and 25 more" in said
    assert "1. nothing 2. a 3. b 4. a, b 5. c 27. b, d, e 28. a, b, d, e" in said
    assert "32. a, b, c, d, e" in said


def test_the_text_says_that_the_time_was_up() -> None:
    said = words("syria-iraq-1975", "--state", "3", "--time-limit", "0")
    assert said.count("The time was up: whether one is nearer is open; --time-limit sets another.") == 2


def test_the_text_says_that_it_was_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "MOST_ITEMS", 1)
    said = words("cuba-1962", "--state", "1")
    assert "3 pairs of states the other way about. Whether one is nearer was not looked for: " in said
    assert "states matter to what is required of 'US', too many to rearrange its ranking; allowed: at most 1." in said


def test_the_text_says_why_it_cannot_be() -> None:
    said = words("garrison", "--state", "5", "--vary", "IJC")
    assert "No: no preference of IJC makes it hold." in said
    assert "US opposition leaves 5 for 8, whatever IJC wants, and nobody would gain by punishing that." in said
    assert "nearest" not in said
    no_order = words("syria-iraq-1975", "--state", "2", "--vary", "Syria", "--concept", "nash")
    assert "There is none: no order of statements of Syria will do. This cannot be met:" in no_order


def test_the_text_says_what_holds_already_and_what_is_open() -> None:
    said = words("elmira", "--goal", "the order is accepted", "--concept", "nash")
    assert "Nothing has to change: it can already, in state 8." in said
    assert "nearest" not in said
    assert "today" not in said
    said = words("syria-iraq-1975", "--state", "4", "--time-limit", "0")
    assert "Open: none was found in the time there was; --time-limit sets another." in said


def test_a_short_list_of_conditions_is_told_unless_all_are_asked_for() -> None:
    short = ("cuba-1962", "--state", "status-quo", "--concept", "gmr")
    few, every = printed("require", *short), printed("require", *short, "--full")
    required = require(
        library.load("cuba-1962").conflict, state=data("require", *short)["states"][0]["state"], concept="gmr"
    )
    conditions = required.states[0].conditions or ()
    assert few.count("does not move from") == min(len(conditions), 4) < every.count("does not move from")
    assert every.count("does not move from") == len(conditions)
    assert "--full tells all." in " ".join(few.split())
    assert "--full" not in every


def test_names_come_with_commas_or_one_by_one() -> None:
    pair = ["--vary", "Local government, Ministry"]
    assert data("require", "elmira", "--state", "1", *pair)["vary"] == ["Ministry", "Local government"]
    one_by_one = ["--vary", "Ministry", "--vary", "Local government"]
    assert data("require", "elmira", "--state", "1", *one_by_one)["vary"] == ["Ministry", "Local government"]


def test_a_goal_means_any_state_in_which_it_holds() -> None:
    told = data("require", "syria-iraq-1975", "--goal", "no attack", "--vary", "Syria", "--concept", "gmr")
    conflict = library.load("syria-iraq-1975").conflict
    required = require(conflict, goal="not attack", concept="gmr", vary=["Syria"])
    assert [each["state"] for each in told["states"]] == [1, 2, 3]
    assert (told["count"], told["asked"]) == (required.count, "“no attack”")


MEDIATED = """
detente: 1
title: A mediator between two
mediator: {influences: [A]}
decision_makers:
  A: {options: {a: }, ranking: [2, 1, 4, 3]}
  B: {options: {b: }, ranking: [3, 4, 1, 2]}
"""


def test_the_mediator_says_whose_preferences_may_vary() -> None:
    assert data("require", "-", "--state", "3", text=MEDIATED)["vary"] == ["A"]
    assert data("require", "-", "--state", "3", "--anyone", text=MEDIATED)["vary"] == ["A", "B"]
    because = "That only A may change its mind is due to the mediator"
    assert because in " ".join(printed("require", "-", "--state", "3", text=MEDIATED).split())
    assert because not in " ".join(printed("require", "-", "--state", "3", "--vary", "A", text=MEDIATED).split())
    said = refused("require", "-", "--state", "3", "--vary", "B", text=MEDIATED)
    assert "--vary: the mediator of the case has no influence on 'B'; allowed: one of: A; or --anyone" in said


def test_csv_has_a_row_for_each_way() -> None:
    rows = list(csv.DictReader(io.StringIO(printed(*ABOUT, "--csv"))))
    assert [row["move to"] for row in rows] == ["1", "1", "3", "3"]
    assert rows[1] == {
        "state": "2",
        "decision maker": "Syria",
        "move to": "1",
        "met": "true",
        "answer": "Iraq → 4",
        "needs": "Syria: 4 no better than 2",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "neither --state nor --goal is given; allowed: one of them"),
        (["--state", "1", "--goal", "release"], "--state and --goal at once"),
        (["--state", "9"], "--state: no state 9; allowed: 1 to 6"),
        (["--goal", "no atack"], "no goal 'no atack'"),
        (["--goal", "release and escalate"], "--goal: 'release and escalate' holds in no state"),
        (
            ["--state", "1", "--vary", "Siria"],
            "--vary: no decision maker 'Siria'; allowed: one of: Syria, Iraq; did you",
        ),
        (["--state", "1", "--vary", " , "], "--vary: nobody is named; allowed: one of: Syria, Iraq"),
        (["--state", "1", "--vary", "Syria,,Iraq"], "--vary: a name is empty in 'Syria,,Iraq'; allowed: one of: Syria"),
        (["--state", "1", "--concept", "sim"], "what 'sim' requires of preferences cannot be told"),
        (["--state", "1", "--lever", "no"], "no lever 'no'"),
        (["--state", "1", "--json", "--csv"], "--json and --csv at once"),
    ],
)
def test_bad_input(arguments: list[str], said: str) -> None:
    assert said in refused("require", "syria-iraq-1975", *arguments)
