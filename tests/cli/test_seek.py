"""``detente seek``."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.running import data, printed, refused

CASE = """
detente: 1
title: Two neighbours
decision_makers:
  A: {options: {a: , x: }, prefers: [b, not a]}
  B: {options: {b: }, prefers: [a, not b]}
status_quo: {}
goals: {peace: a and b}
dreads: {trouble: x}
levers:
  A gives in: {prefer: {A: [a]}, cost: 1/2}
  B gives in: {prefer: {B: [b]}}
"""
DREADED = CASE.replace("dreads: {", "dreads: {war: not b, ")
MEDIATOR = "mediator: {influences: [A], costs: {force: 3}}\n"


def words(*arguments: str, text: str = CASE) -> str:
    return " ".join(printed("seek", *arguments, text=text, COLUMNS="160").split())


def test_the_cheapest_sets_are_told_with_what_they_do_besides() -> None:
    said = words("-", "--goal", "peace", "--concept", "nash", "--may", "lever,force")
    assert "“peace” (a and b) is to hold in an equilibrium that is reached from the status quo, if nobody looks" in said
    assert "Without any change: none; it holds in no equilibrium: somebody would leave every state that has it." in said
    assert "Each of 2 sets of 2 changes brings it about. Nothing cheaper does." in said
    assert "1. 3/2 “A gives in” ● certain brings nearer: trouble (dreaded) “B gives in”" in said
    assert "2. 3/2 “A gives in” ● certain brings nearer: trouble (dreaded) b is forced to yes" in said
    assert "After the changes in row 1, it lasts in: a, b; a, x, b." in said
    assert "Permitted: lever (2), force (3)." in said
    assert "Looked at: all 5 single changes; 10 pairs (4 tried; 6 not tried). What costs more was" in said


def test_dearer_sets_are_told_if_asked_for() -> None:
    said = words("-", "--goal", "peace", "--concept", "nash", "--may", "lever,force", "--all", "--aim", "only")
    assert "Each of 4 sets of 2 changes brings it about. cost" in said
    assert (
        "all 10 pairs; 10 sets of three (2 tried; 8 needless). Larger sets were not looked at; --most 4 goes on" in said
    )


def test_harm_is_told() -> None:
    forced = "levers: {help: {set: {a: yes, b: yes, x: yes}}}\n"
    said = words(
        "-", "--goal", "peace", "--concept", "nash", "--may", "lever", text=CASE.partition("levers")[0] + forced
    )
    assert "A single change brings it about." in said
    assert "brings nearer: trouble (dreaded)" in said


def test_a_lever_is_pulled_first() -> None:
    said = words("-", "--goal", "peace", "--concept", "nash", "--may", "lever", "--lever", "A gives in")
    assert "With “A gives in”." in said
    assert "Without any further change: none;" in said
    assert "today" not in said
    assert "as it stands" not in said.lower()
    assert "A single change brings it about." in said
    assert "1. 1 “B gives in”" in said


def test_what_is_so_already_needs_no_change() -> None:
    said = words("-", "--goal", "not b", "--concept", "nash")
    assert "Nothing has to change (certain): it holds in all equilibria that are reached." in said
    assert "Looked at" not in said


def test_if_nothing_does_the_nearest_misses_are_told() -> None:
    said = words("-", "--goal", "peace", "--concept", "nash", "--may", "swap", "--most", "1")
    assert "Nothing that is permitted brings it about, or comes any nearer." in said
    assert "· reached instead: nothing · A and B would leave" in said
    assert "Looked at: all 2 single changes. Larger sets were not looked at; --most 2 goes on" in said


def test_what_else_is_reached_is_told() -> None:
    kept = ["--goal", "a and b and not x", "--concept", "nash", "--may", "lever", "--aim", "only"]
    said = words("-", *kept)
    assert "At best, it holds in some of the equilibria that are reached, and not in others." in said
    assert "also reached: a, x, b" in said


def test_what_is_dreaded_is_avoided() -> None:
    said = words("-", "--goal", "war", "--concept", "nash", "--may", "force", text=DREADED)
    assert "“war” (not b) is to hold in no equilibrium that is reached, if nobody looks ahead." in said
    assert "Without any change: certain; it holds in all equilibria that are reached." in said
    assert "A single change averts it. Nothing cheaper does." in said
    assert "After the change in row 1, this is reached: b." in said
    spared = words("-", "--goal", "not x", "--concept", "nash", "--may", "lever", "--most", "1", "--aim", "avoided")
    assert "Nothing that is permitted averts it. At best, it holds in some of the equilibria that are reached" in spared
    assert "· “A gives in” cost 1/2 · led to: it holds in some of the equilibria" in spared
    assert "still reached: a Permitted" in spared


def test_what_is_impossible_is_said_at_once() -> None:
    said = words("-", "--goal", "a and not a")
    assert "fears credible answers. It contradicts itself: no change can bring it about. seq" in said.replace(
        "everyone ", ""
    )
    barred = CASE + "infeasible: [a and b]\n"
    said = words("-", "--goal", "peace", "--may", "force", text=barred)
    assert "It holds in no feasible state, and nothing that is permitted makes a state with it feasible." in said
    assert "Looked at" not in said
    assert "Without any change: none; no feasible state has it." in words("-", "--goal", "peace", text=barred)


def test_what_does_the_same_is_told_as_one() -> None:
    same = "levers: {b comes: {set: {b: yes}}}\n"
    said = words("-", "--goal", "b", "--concept", "nash", text=CASE.partition("levers")[0] + same)
    assert "A single change brings it about." in said
    assert "1. 1 b is forced to yes ● certain nothing (as the lever “b comes” does)" in said


def test_what_was_not_tried_for_want_of_time_is_told() -> None:
    said = words("-", "--goal", "peace", "--concept", "nash", "--time-limit", "0")
    assert "Nothing that was tried brings it about, or comes any nearer." in said
    assert (
        "Looked at: none of 11 single changes; none of 55 pairs; none of 165 sets of three. The time, 0 s, was up; "
        "--time-limit sets another." in said
    )
    assert "Every set that costs less than 1/2 was dealt with." in said


def test_the_mediator_is_respected() -> None:
    said = words("-", "--goal", "peace", "--concept", "nash", text=CASE + MEDIATOR)
    assert "Only what the mediator can bring about is tried: changes that touch nobody but A. --anyone tries" in said
    assert "The mediator cannot bring about what touches B (the lever “B gives in”, 1 option forced, 1 option" in said
    assert "Permitted: swap (1), lever (1), force (2), remove (2), irreversible (2)." in said
    assert "There are none of these: allow, since nothing is infeasible." in said
    free = words("-", "--goal", "peace", "--concept", "nash", "--anyone", "--may", "lever,force", text=CASE + MEDIATOR)
    assert "mediator" not in free
    assert "1. 3/2 “A gives in”" in free


def test_if_nothing_is_permitted_that_is_told() -> None:
    said = words("-", "--goal", "peace", "--concept", "nash", "--may", "allow")
    assert "Nothing is permitted that could bring it about." in said


def test_json_has_everything() -> None:
    found = data("seek", "-", "--goal", "peace", "--concept", "nash", "--may", "lever", text=CASE)
    assert (found["goal"], found["aim"], found["status"], found["today"]) == ("peace", "reached", "found", "none")
    assert found["found"] == [
        {
            "changes": [{"kind": "lever", "what": "“A gives in”"}, {"kind": "lever", "what": "“B gives in”"}],
            "alike": [],
            "cost": "3/2",
            "standing": "certain",
            "equilibria": ["a, b", "a, x, b"],
            "astray": [],
            "leavers": [],
            "effects": [{"outcome": "trouble", "dreaded": True, "before": "open", "after": "led to", "welcome": False}],
        }
    ]
    assert [each["cost"] for each in found["permitted"]] == ["1/2", "1"]
    assert found["tried"][0] == {"changes": 1, "sets": 2, "tried": 2, "unfit": 0, "needless": 0, "left": 0}


@pytest.mark.parametrize(("may", "expected"), [("lever", [("true", "2")]), ("swap", [("false", "0")])])
def test_csv_has_a_row_for_each_set_or_miss(may: str, expected: list[tuple[str, str]]) -> None:
    text = printed("seek", "-", "--goal", "peace", "--concept", "nash", "--may", may, "--csv", text=CASE)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["found"], row["changes"]) for row in rows] == expected


def test_csv_of_what_is_so_today_has_one_row() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("seek", "-", "--goal", "not b", "--csv", text=CASE))))
    assert [(row["found"], row["changes"], row["standing"]) for row in rows] == [("true", "0", "certain")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--goal", "peac"], "--goal: no goal 'peac'; allowed: one of: trouble, peace; did you mean 'peace'?"),
        (["--goal", "a and"], "--goal:"),
        (["--goal", "peace", "--aim", "most"], "no aim 'most'; allowed: one of: exists, reached, only, avoided"),
        (["--goal", "peace", "--may", "levers"], "did you mean 'lever'?"),
        (["--goal", "peace", "--may", ","], "--may: no kind of change is named"),
        (["--goal", "peace", "--swap", "C"], "no decision maker 'C'"),
        (["--goal", "peace", "--concept", "sex"], "no stability concept 'sex'"),
        (["--goal", "peace", "--csv", "--json"], "--json and --csv at once"),
        ([], "--goal"),
    ],
)
def test_bad_input(arguments: list[str], said: str) -> None:
    assert said in refused("seek", "-", *arguments, text=CASE)
