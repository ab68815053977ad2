"""``detente evolve``: the JSON that programs rely on, the tables, and the ways."""

import csv
import io
import re

import pytest

from detente import library
from detente.report.short_names import short_names
from tests.cli.running import data, printed, refused
from tests.oracle import is_legal_path, read, steps_from, unfolding

CASES = [name for name in library.names() if library.load(name).conflict.status_quo is not None]


@pytest.mark.parametrize("name", [name for name in CASES if name != "winter-2021"])
def test_json_is_that_of_the_definition(name: str) -> None:
    found, graph = data("evolve", name), read(library.load(name).conflict)
    start = found["status_quo"] - 1
    steps, better = (steps_from(graph, start, improving=improving) for improving in (False, True))
    rounds = unfolding(graph, start, improving=False)
    assert [each["state"] for each in found["reachable"]] == [s + 1 for s, h in enumerate(steps) if h >= 0]
    for each in found["reachable"]:
        s, h = each["state"] - 1, each["steps"]
        assert h == steps[s]
        assert each["movers"] == [graph.names[j] for t, j in sorted(rounds[h]) if t == s and j >= 0]
        assert each["by_improvements"] == (better[s] >= 0)
    for each in found["equilibria"]:
        for key, improving, fewest in (("path", False, steps), ("improvement_path", True, better)):
            s = each["state"] - 1
            if each[key] is None:
                assert fewest[s] < 0
            else:
                moves = [(graph.names.index(step["mover"]), step["to"] - 1) for step in each[key]]
                assert len(moves) == fewest[s]
                assert (moves[-1][1] if moves else start) == s
                assert is_legal_path(graph, start, moves, improving=improving)


@pytest.mark.parametrize("name", CASES)
def test_equilibria_are_those_of_solve(name: str) -> None:
    solved, found = data("solve", name), data("evolve", name)["equilibria"]
    for concept in solved["equilibria"]:
        assert [each["state"] for each in found if concept in each["concepts"]] == solved["equilibria"][concept]


def test_a_concept_can_be_chosen() -> None:
    found = data("evolve", "cuba-1962", "--concept", "seq")
    assert [(each["state"], each["concepts"]) for each in found["equilibria"]] == [
        (5, ["seq"]),
        (6, ["seq"]),
        (7, ["seq"]),
    ]


def row(text: str, number: int) -> list[str]:
    (line,) = [line for line in text.splitlines() if re.match(rf"[→ ]*{number}  ", line)]
    return re.split(r"\s{2,}", line.strip(" →"))


def test_the_table_of_last_movers() -> None:
    text = printed("evolve", "elmira", COLUMNS="120").split("no.", 1)[1].split("How each equilibrium")[0]
    assert row(text, 1)[1:] == ["uniroyal = delay", "-"]
    assert row(text, 9)[1:] == ["uniroyal = abandon", "U", "U", "U", "U"]
    assert row(text, 8)[2:] == ["M U LG"]
    assert "M Ministry · U Uniroyal · LG Local government" in " ".join(text.split())
    whole = printed("evolve", "elmira", "--improvements", COLUMNS="120")
    assert "2 states of 9, in 1 move at most." in whole
    text = whole.split("no.", 1)[1].split("How each equilibrium")[0]
    assert row(text, 5)[2:] == ["LG"]
    assert not re.search(r"^ *9 ", text, flags=re.MULTILINE)


def test_how_each_equilibrium_is_reached() -> None:
    text = printed("evolve", "elmira", COLUMNS="200").split("How each equilibrium is reached")[1].split("The ways")[0]
    assert row(text, 1)[-1] == "already there"
    assert row(text, 5)[-3:] == ["Local government", "in 1", "Local government"]
    assert row(text, 8)[-2:] == ["no", "Ministry, Uniroyal, Local government"]
    assert "5 equilibria; 5 reached by legal moves, 2 by improvements only." in text


def test_the_way_names_the_mover_above_the_arrow() -> None:
    text = printed("evolve", "cuba-1962", "--concept", "nash", COLUMNS="80")
    lines = text.split("To state 6, by improvements only\n")[1].splitlines()
    assert lines[1].split() == ["1", "US", "2", "USSR", "6"]
    changes = next(line for line in lines if "Air Strike" in line)
    assert changes.split()[2:] == ["N", "→", "Y", "Y"]
    assert changes.index("→") == lines[1].index("US")


def test_a_way_with_little_room_is_a_list_of_moves() -> None:
    text = printed("evolve", "garrison", "--to", "appease and ijc_lonetree", COLUMNS="40")
    assert "1. Canadian opposition: treaty N → Y;" in text
    assert "The way to" in text


def test_the_way_to_a_goal_by_name_or_by_formula() -> None:
    (formula,) = (str(goal.formula) for goal in library.load("elmira").goals if goal.name == "the order is accepted")
    by_name, by_formula = (data("evolve", "elmira", "--to", to)["goal"] for to in ("the order is accepted", formula))
    assert by_name["moves"] == by_formula["moves"]
    assert by_name["formula"] == by_formula["formula"]
    goal = data("evolve", "elmira", "--to", "modify and uniroyal = accept and insist")["goal"]
    assert goal["states"] == 1
    assert goal["moves"]["states"] == [8]
    assert {"Ministry", "Uniroyal"} <= set(goal["moves"]["indispensable"])
    assert goal["improvements"] == {"states": [], "path": None, "indispensable": []}
    text = printed("evolve", "elmira", "--to", "modify and uniroyal = accept", COLUMNS="120")
    text = " ".join(text.split())
    assert "By legal moves: in 2 moves, to state 4, and 1 state like it further on; indispensable: Ministry" in text
    assert "By improvements only: never." in text


def test_a_goal_that_is_there_already() -> None:
    assert "the status quo is like this already" in printed("evolve", "elmira", "--to", "uniroyal = delay")
    goal = data("evolve", "elmira", "--to", "uniroyal = delay")["goal"]
    assert (goal["moves"]["path"], goal["moves"]["indispensable"]) == ([], [])


def test_another_start() -> None:
    found = data("evolve", "elmira", "--from", "5")
    assert found["status_quo"] == 5
    goal = data("evolve", "elmira", "--from", "5", "--to", "modify and uniroyal = accept and insist")["goal"]
    assert goal["moves"]["indispensable"] == ["Ministry", "Uniroyal"]
    assert "The status quo is state 5" in printed("evolve", "elmira", "--from", "5")


def test_a_lever_is_pulled() -> None:
    found = data("evolve", "elmira", "--lever", "the plant has to stay")
    assert len(found["reachable"]) == 8


def test_large_tables_are_cut_and_say_so() -> None:
    text = " ".join(printed("evolve", "winter-2021", "--first", "3", COLUMNS="160").split())
    assert "1,892 states of 1,892, in 7 moves at most." in text
    assert "1,889 states further off (--first 1892 shows them)" in text
    assert re.search(r"… and \d+ more equilibria: --first \d+ shows them", text)
    found = data("evolve", "winter-2021", "--first", "3")
    assert (len(found["reachable"]), len(found["equilibria"])) == (3, 3)


def test_csv_has_a_row_for_each_state_that_matters() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("evolve", "elmira", "--csv"))))
    assert [int(each["number"]) for each in rows] == list(range(1, 10))
    assert rows[4]["improvement path"] == "1 -Local government> 5"
    assert rows[7]["improvement path"] == ""
    assert rows[7]["steps"] == "3"


def test_a_case_where_nothing_leads_anywhere() -> None:
    case = """
detente: 1
title: Still
states: [calm, crisis]
decision_makers:
  A: {ranking: [crisis, calm]}
status_quo: calm
"""
    text = printed("evolve", "-", text=case)
    assert "never" in text
    found = data("evolve", "-", text=case)
    assert found["equilibria"][1]["path"] is None
    assert found["equilibria"][0]["path"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "modify and"], "--to: cannot read the formula"),
        (["--to", "the order is acepted"], "--to: no goal 'the order is acepted'"),
        (["--to", "modfy"], "--to: no option 'modfy'"),
        (["--to", "modify"], "--to: 'modify' does not hold alike"),
        (["--from", "10"], "--from: no state 10; allowed: 1 to 9"),
        (["--concept", "nsh"], "no stability concept 'nsh'"),
        (["--json", "--csv"], "--json and --csv at once"),
    ],
)
def test_what_does_not_exist_is_refused(arguments: list[str], said: str) -> None:
    assert said in refused("evolve", "elmira", *arguments)


def test_a_case_without_a_status_quo_is_refused_unless_one_is_given() -> None:
    case = "detente: 1\ntitle: T\ndecision_makers: {A: {options: {x: }, prefers: [x]}}\n"
    assert "depends on the status quo, and the case gives none" in refused("evolve", "-", text=case)
    assert data("evolve", "-", "--from", "1", text=case)["equilibria"][0]["path"] == [{"mover": "A", "to": 2}]


def test_short_names_are_never_alike() -> None:
    names = ["US", "United States", "Ukraine", "Uk", "North Sea", "Norway and Sweden", "A", "a"]
    assert len(set(short_names(names).values())) == len(names)
