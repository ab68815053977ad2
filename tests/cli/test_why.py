"""``detente why``: what it says, and the data it gives."""

import csv
import io
import re
from typing import Any

import pytest

from detente import library
from detente.stability import CONCEPTS, solve
from detente.stability.concepts import BASIC
from tests.cli.running import data, printed, refused
from tests.oracle import faults, read


def test_json_is_a_list_of_verdicts_that_the_verifier_accepts() -> None:
    told = data("why", "garrison", "6")
    graph = read(library.load("garrison").conflict)
    assert [(each["decision_maker"], each["concept"]) for each in told] == [
        (name, concept) for name in graph.names for concept in CONCEPTS
    ]
    assert [fault for each in told for fault in faults(graph, each)] == []
    assert {each["state"] for each in told} == {6}


def verdict(*arguments: str) -> dict[str, Any]:
    (told,) = data("why", *arguments)
    assert isinstance(told, dict)
    return told


def test_a_verdict_as_data() -> None:
    told = verdict("elmira", "1", "--for", "Local government", "--concept", "smr")
    (improvement,) = told["improvements"]
    assert told["stable"] is True
    assert told["label"] == "uniroyal = delay"
    assert improvement == {
        "to": 5,
        "payoff": 7,
        "sanctioned": True,
        "by": [
            {
                "mover": "Ministry",
                "to": 6,
                "label": "modify, uniroyal = delay, insist",
                "changes": {"Ministry.modify": ["no", "yes"]},
            }
        ],
        "reading": "in turn",
        "end": 6,
        "end_payoff": 4,
        "final": True,
        "escape": {"to": 2, "payoff": 2, "count": 1, "unknown": False},
        "label": "uniroyal = delay, insist",
        "changes": {"Local government.insist": ["no", "yes"]},
        "end_label": "modify, uniroyal = delay, insist",
        "unknown": False,
        "end_unknown": False,
    }


def test_what_nothing_sanctions_is_by_nobody() -> None:
    told = verdict("elmira", "1", "--for", "Local government", "--concept", "seq")
    assert (told["stable"], told["reason"]) == (False, "an improvement is not sanctioned")
    assert [(each["to"], each["sanctioned"], each["by"]) for each in told["improvements"]] == [(5, False, [])]


def test_a_lever_is_pulled_first() -> None:
    lever = "the order is modified"
    told = data("why", "elmira", "modify, uniroyal = delay", "--lever", lever, "--concept", "seq")
    case = library.load("elmira")
    solution = solve(case.lever(lever).apply(case.conflict), ["seq"])
    assert [each["stable"] for each in told] == [solution.is_stable(name, 1, "seq") for name in case.conflict.names]
    assert {(each["state"], tuple(each["levers"])) for each in told} == {(1, (lever,))}


def words(*arguments: str) -> str:
    return " ".join(printed("why", *arguments).split())


def test_the_text_tells_the_sanction_in_words() -> None:
    said = words("elmira", "1", "--for", "Local government", "--concept", "smr")
    assert (
        "Would stay if everyone fears any answer it could not escape (smr). · It could move to state 5 (insist no → "
        "yes), which it likes better. But then Ministry could, at its own cost, move to state 6 (modify no → yes), "
        "which is worse for Local government than where it started. From there the only way out is to state 2 "
        "(insist yes → no), worse than staying."
    ) in said
    assert "insist: Insist that the original order be applied" in said


def test_the_text_tells_what_nobody_can_punish() -> None:
    said = words("elmira", "1", "--for", "Local government", "--concept", "nash,seq")
    assert "Would leave, whatever the foresight (nash, seq)." in said
    assert (
        "It could move to state 5 (insist no → yes), which it likes better, and nobody would gain by punishing" in said
    )


def test_the_text_tells_several_turns() -> None:
    said = words("garrison", "6", "--for", "Canadian opposition", "--concept", "gmr")
    assert "But then US support could move to state 1 (reduced no → yes, appease yes → no), then US opposition" in said


def test_the_text_says_where_there_is_nothing_to_do() -> None:
    said = words("garrison", "6")
    assert f"({', '.join(BASIC)}): it has no move to make." in said
    assert "no move of its own leads to anything it likes better." in said


SIMULTANEOUS = """
detente: 1
title: At once
decision_makers:
  A: {options: {a: }, ranking: [1, 2, 4, 3]}
  B: {options: {b: }, ranking: [1, 4, 2, 3]}
"""


def test_the_text_tells_what_happens_at_once() -> None:
    said = " ".join(printed("why", "-", "a", "--for", "A", "--concept", "sim,sim-fh,seq", text=SIMULTANEOUS).split())
    assert "Under sim-fh it is the tableau that holds it." in said
    assert "But if at the same time B made b no → yes, all would end in state 3, which is worse for A than" in said
    in_turn = words("prisoners-dilemma", "4", "--concept", "sim-fh")
    assert "Under sim-fh it is the sequential reading that holds it." in in_turn


def test_where_there_are_many_improvements_some_are_told() -> None:
    case = "detente: 1\ntitle: Many\ndecision_makers: {A: {options: {a: , b: , c: }, prefers: [a, b, c]}}\n"
    assert "… and 2 more like this; --json lists all." in printed("why", "-", "1", text=case)
    assert len(data("why", "-", "1", "--concept", "nash", text=case)[0]["improvements"]) == 7


def test_csv_has_a_row_for_each_improvement() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("why", "garrison", "6", "--concept", "nash,gmr", "--csv"))))
    assert [row["decision maker"] for row in rows].count("Canadian opposition") == 2
    assert rows[5] == {
        "decision maker": "Canadian opposition",
        "concept": "gmr",
        "state": "6",
        "stable": "true",
        "improvement": "2",
        "sanctioned": "true",
        "by": "US support → 1; US opposition → 4; US support → 3",
        "at once": "false",
        "end": "3",
    }
    assert (rows[0]["improvement"], rows[0]["sanctioned"]) == ("", "")


IN_DOUBT = """
detente: 1
title: In doubt
decision_makers:
  A:
    options: {a: }
    factions:
      doves: {chance: 0.75, prefers: [not a, b]}
      hawks: {chance: 0.25, prefers: [a, b]}
  B: {options: {b: }, prefers: [b]}
"""


def test_the_text_tells_what_would_overturn_a_verdict() -> None:
    said = words("syria-iraq-1975", "6", "--concept", "seq,nash,sim", "--robust")
    assert "That would be overturned (nash, seq) if Syria liked 6 less than 2 and 4." in said
    assert (
        "That would be overturned (nash, seq) if to Iraq “attack iff not release” mattered less than “not escalate” "
        "and “not attack”, or if Iraq liked 6 less than 1, 5 and 3."
    ) in said
    assert "4. attack" in said
    assert "Nothing would overturn that (seq), whatever Ministry, Uniroyal or Local government wanted." in words(
        "elmira", "9", "--for", "Local government", "--concept", "seq", "--robust"
    )


def test_a_ranking_that_is_far_is_not_told() -> None:
    asked = ("garrison", "1", "--for", "IJC", "--concept", "nash", "--robust")
    [told] = data("why", *asked)
    found = [each["ranking"]["nearest"] for each in told["robustness"]["by"] if each["ranking"]["nearest"]]
    assert [each["distance"] + each["ties_split"] > 5 for each in found] == [True]
    assert "by more than 5 changes in the ranking of IJC." in words(*asked)


def test_what_is_open_when_the_time_is_up_is_said() -> None:
    asked = ("syria-iraq-1975", "6", "--for", "Syria", "--robust", "--time-limit", "0")
    assert (
        "That would be overturned (nash) if Syria liked 6 less than 2, 4 and 5 (whether less would do is open: the "
        "time was up)."
    ) in words(*asked, "--concept", "nash")
    said = words("cuba-1962", "1", "--for", "US", "--concept", "seq", "--robust", "--time-limit", "0")
    assert "by 7 changes (whether fewer would do is open: the time was up) in the ranking of US." in said
    assert "What USSR could want is open: the time was up; --time-limit sets another." in said


def test_and_what_comes_of_chances() -> None:
    said = " ".join(printed("why", "-", "b", "--concept", "seq", "--robust", text=IN_DOUBT).split())
    assert (
        "By the chances of what is in doubt (seq) it would stay, as long as each chance that somebody likes one state "
        "better than another is less than 25 percentage points off."
    ) in said
    told = data("why", "-", "b", "--for", "A", "--robust", text=IN_DOUBT)
    found = {each["concept"]: each["by_chance"] for each in told}
    assert found["seq"] == {"stable": True, "margin": 0.25}
    assert found["sim"] is None


LEVER = "levers: {the ban: {prefer: {A: [not a]}}}\n"


def test_chances_are_told_with_a_lever_pulled() -> None:
    told = data("why", "-", "b", "--for", "A", "--lever", "the ban", "--robust", text=IN_DOUBT + LEVER)
    found = {each["concept"]: each["by_chance"] for each in told}
    assert found["nash"] == {"stable": True, "margin": 0.5}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("{a: }", "{a: {exists: 0.5}}", "the states and moves are not the same in all worlds"),
        ("prefers: [b]}", "prefers: [b], believes: {A: [a]}}", "chances take no account of what somebody"),
        (
            "    factions:\n",
            "    prefers: [a]\n    pace: 1 to 4 per week\n    x:\n",
            "what is in doubt is not what somebody",
        ),
    ],
)
def test_why_chances_are_not_told_is_said(old: str, new: str, reason: str) -> None:
    text = IN_DOUBT.replace("title", "as_of: 2021-12-01\ntitle").replace(old, new)
    text = re.sub(r"    x:\n(      .*\n)+", "", text)
    said = " ".join(printed("why", "-", "b", "--concept", "seq", "--robust", text=text).split())
    assert f"What comes of the chances of what is in doubt is not told: {reason}" in said


def test_what_would_overturn_a_verdict_as_data() -> None:
    told = data("why", "syria-iraq-1975", "6", "--for", "Syria", "--concept", "seq,sim", "--robust")
    robust = told[[each["concept"] for each in told].index("seq")]["robustness"]
    assert (robust["swaps"], robust["proven"], [each["decision_maker"] for each in robust["by"]]) == (
        2,
        True,
        ["Syria", "Iraq"],
    )
    assert robust["by"][1]["ranking"] == {"status": "impossible", "nearest": None, "reason": ""}
    assert told[[each["concept"] for each in told].index("sim")]["robustness"] is None
    assert "robustness" not in verdict("elmira", "1", "--for", "Ministry", "--concept", "seq")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["elmira", "10"], "no state 10; allowed: 1 to 9"),
        (["elmira", "uniroyal != abandon"], "'uniroyal != abandon' fits 8 states: 1, 2, 3, 4, 5, 6, 7, 8"),
        (["elmira", "1", "--for", "Minstry"], "--for: no decision maker 'Minstry'; allowed: one of: Ministry"),
        (["elmira", "1", "--concept", "sex"], "no stability concept 'sex'"),
        (["elmira", "1", "--concept", "sim"], "is not defined here: moves do not compose where states are coalesced"),
        (["elmira"], "missing argument 'STATE'"),
        (["garrison", "1", "--lever", "no"], "no lever 'no'"),
        (["elmira", "1", "--json", "--csv"], "--json and --csv at once"),
        (["garrison", "1", "--concept", "sim", "--robust"], "--robust: what would overturn a verdict under sim cannot"),
    ],
)
def test_bad_input(arguments: list[str], said: str) -> None:
    assert said in refused("why", *arguments)
