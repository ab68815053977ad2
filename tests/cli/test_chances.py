"""``chances``, and what ``ask``, ``check`` and ``show`` say about time."""

from __future__ import annotations

import csv
import io
import math

import pytest

from tests.cli.running import data, printed, process, refused

CLIMB = """\
detente: 1
title: A climb
as_of: 2021-11-27
zone: Europe/Kyiv
decision_makers:
  A:
    options: {rung: {levels: [low, mid, high], moves: rung-up}}
    prefers: [rung = high, rung >= mid]
    pace: {pace: 1 per week, windows: [year], why: It is steep.}
  B: {options: {help: }, prefers: [help]}
status_quo: {}
windows: {year: {to: 2022-11-27}}
events:
  a fall: {when: rung = mid, set: {rung: low}, pace: 1/1000 per year, says: Unlikely}
horizon: [2021-12-04, 2021-12-18]
goals: {top: rung = high, up: rung >= mid}
dreads: {bottom: rung = low}
levers: {a rope: {freeze: [rung]}}
"""
TIMELESS = "detente: 1\ntitle: x\ndecision_makers: {A: {options: {p: }}}\nstatus_quo: {}\ngoals: {g: p}\n"


def test_the_table_says_by_on_ever_and_after_how_long() -> None:
    lines = printed("chances", "-", text=CLIMB, COLUMNS="120").splitlines()
    top = next(line for line in lines if line.startswith("+ top"))
    assert top.replace(" %", "%").split()[2:8] == ["26%", "26%", "80%", "80%", "100%", "14.0"]
    assert next(line for line in lines if line.startswith("- bottom")).replace(" %", "%").split()[2:7] == [
        "now",
        "37%",
        "now",
        "5%",
        "now",
    ]


def test_no_forecast_is_claimed_and_the_assumptions_are_listed() -> None:
    text = printed("chances", "-", text=CLIMB, COLUMNS="120")
    assert "No forecast" in text
    said = (
        "How everyone acts: foresight seq. Time starts when 27 November 2021 is over; days end in the zone Europe/Kyiv."
    )
    assert said in " ".join(text.split())
    assert "A may act once per week, but only to the end of 27 November 2022 (“year”)" in text
    assert "It is steep." in text
    assert "a fall happens 1/1000 times per year: where 'rung = mid' it brings about rung = low" in text
    assert "After the last window has opened or closed, 27 November 2022, only a fall may act." in text


def test_json_has_everything() -> None:
    found = data("chances", "-", text=CLIMB)
    assert (found["dates"], found["zone"], found["seed"]) == (["2021-12-04", "2021-12-18"], "Europe/Kyiv", None)
    assert found["start"] == "2021-11-27T22:00:00+00:00"
    assert (found["days"][0], len(found["days"])) == ("2021-11-27", 22)
    assert found["outcomes"][0]["by"][7] == pytest.approx(1 - 2 * math.exp(-1), abs=1e-4)
    assert found["distribution"]["2021-12-04"]["1"] == pytest.approx(math.exp(-1), abs=1e-4)
    assert found["case"]["version"] == found["version"]


def test_csv_has_a_row_for_each_outcome_and_date() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("chances", "-", "--csv", text=CLIMB))))
    assert [(row["outcome"], row["dreaded"], row["day"]) for row in rows[:2]] == [
        ("top", "false", "2021-12-04"),
        ("top", "false", "2021-12-18"),
    ]
    assert len(rows) == 6


def test_another_date_and_behaviour() -> None:
    text = printed("chances", "-", "--by", "2021-12-11,2022-01-01", "--behaviour", "noisy 0", text=CLIMB)
    heads = next(line for line in text.splitlines() if "11 Dec" in line)
    assert heads.split()[:8] == ["11", "Dec", "11", "Dec", "1", "Jan", "1", "Jan"]
    assert "How everyone acts: noisy 0" in text


def test_a_lever_holds_the_process_where_it_is() -> None:
    held = data("chances", "-", "--lever", "a rope", text=CLIMB)
    assert (held["levers"], held["states"]) == (["a rope"], [1])
    assert held["outcomes"][0]["ever"] == 0


def test_sensitivity_is_a_table_of_assumptions() -> None:
    lines = printed("chances", "-", "--sensitivity", "--by", "2021-12-04", text=CLIMB, COLUMNS="120").splitlines()
    row = next(line for line in lines if line.startswith("A half as quick"))
    assert row.replace(" %", "%").split()[4:] == ["9%", "39%"]
    assert any(line.startswith("all act: noisy 10") for line in lines)
    assert "The same throughout: - bottom 100 %." in "\n".join(lines)
    found = data("chances", "-", "--sensitivity", text=CLIMB)
    assert found["day"] == "2021-12-18"
    assert {row["assuming"] for row in found["rows"]} >= {"as assumed", "a fall twice as quick", "all half as quick"}


def test_a_simulation_says_how_often_it_ran_and_how_far_it_may_be_off() -> None:
    text = printed("chances", "-", "--simulate", "400", "--seed", "3", text=CLIMB, COLUMNS="120")
    assert "Simulated: 400 runs, seed 3; standard error of a chance at most 2" in text
    one, again = (data("chances", "-", "--simulate", "100", text=CLIMB) for _ in range(2))
    assert one == again
    assert (one["method"], one["runs"], one["seed"], one["rest"]) == ("simulation", 100, 0, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "soon"), "--by: no such day 'soon'; allowed: a day such as 2021-12-31"),
        (("--by", "2021-11-01"), "2021-11-01 is over before the process starts"),
        (("--behaviour", "bets"), "--behaviour: no behaviour 'bets'; allowed: one of: any, best, noisy, foresight"),
        (("--behaviour", "foresight sqe"), "--behaviour: no stability concept 'sqe'"),
        (("--sensitivity", "--behaviour", "any"), "--sensitivity tries behaviours itself and is exact"),
        (("--sensitivity", "--by", "2021-12-04,2021-12-05"), "--sensitivity tells of one day; allowed: one --by"),
        (("--lever", "a ladder"), "no lever 'a ladder'"),
        (("--json", "--csv"), "--json and --csv at once"),
    ],
)
def test_what_is_wrong_is_told(arguments: tuple[str, ...], said: str) -> None:
    assert said in refused("chances", "-", *arguments, text=CLIMB)


def test_a_case_without_paces_has_no_chances() -> None:
    assert "the case does not say how often anybody acts" in refused("chances", "-", text=TIMELESS)
    assert "By when" not in printed("ask", "-", text=TIMELESS)


def test_ask_tells_by_when_and_what_each_lever_changes() -> None:
    text = printed("ask", "-", text=CLIMB, COLUMNS="120").replace(" %", "%")
    today, levers = text.split("By when: what each lever changes")
    assert "Who acts how often, when and how is an assumption too" in levers
    drawn = next(line for line in today.splitlines() if line.startswith("+ top") and "█" not in line and "▁" in line)
    assert drawn.split()[2:6] == ["26%", "26%", "80%", "80%"]
    rope = [line.split() for line in levers.splitlines() if line.startswith("  + top")]
    assert rope == [["+", "top", "0%", "0%", "0%", "0%"]]
    found = data("ask", "-", text=CLIMB)
    assert [len(scenario["chances"]["days"]) for scenario in found["scenarios"]] == [22, 2]
    assert found["scenarios"][1]["chances"]["outcomes"][0]["by"] == [0, 0]


def test_ask_without_a_horizon_or_a_status_quo_tells_no_chances() -> None:
    for line in ("horizon: [2021-12-04, 2021-12-18]\n", "status_quo: {}\n"):
        text = CLIMB.replace(line, "").replace("levers: {a rope: {freeze: [rung]}}\n", "")
        assert "By when" not in printed("ask", "-", text=text)


def test_check_looks_twice_at_time() -> None:
    text = CLIMB.replace(
        "windows: {year: {to: 2022-11-27}}", "windows: {year: {from: 2023-01-01}, old: {to: 2021-11-01}}"
    )
    warnings = data("check", "-", text=text.replace("when: rung = mid", "when: rung = low"))["warnings"]
    assert warnings == [
        "B has no pace, and so never acts.",
        "The window 'year' opens only after the horizon.",
        "The window 'old' is named by nobody.",
        "The event 'a fall' can happen in no state.",
    ]
    closed = data("check", "-", text=CLIMB.replace("{to: 2022-11-27}", "{to: 2021-11-27}"))["warnings"]
    assert "The window 'year' is closed before time starts." in closed
    bare = TIMELESS + "starts: 2021-11-28\n"
    assert data("check", "-", text=bare)["warnings"][-1].startswith("The case speaks of time, and nobody has a pace")
    no_date = data("check", "-", text=CLIMB.replace("horizon: [2021-12-04, 2021-12-18]\n", ""))["warnings"]
    assert "No horizon is given: 'detente ask' does not tell what comes about by when." in no_date


def test_show_says_it_in_words_and_as_data() -> None:
    text = printed("show", "-", text=CLIMB, COLUMNS="120")
    assert "Time starts at the beginning of 28 November 2021, in the zone Europe/Kyiv." in text
    assert "at the end of 4 December 2021 and 18 December 2021" in text
    timing = data("show", "-", text=CLIMB)["timing"]
    assert timing["paces"] == [{"decision_maker": "A", "pace": "1 per week", "windows": ["year"], "behaviour": None}]
    assert timing["windows"] == [{"name": "year", "from": None, "to": "2022-11-27"}]
    assert timing["events"][0]["set"] == {"rung": "low"}


def test_a_curve_is_drawn_with_plain_signs_where_there_are_no_others() -> None:
    given = CLIMB.encode()
    found = process("chances", "-", given=given, environment={"PYTHONIOENCODING": "ascii", "COLUMNS": "120"})
    line = next(line for line in found.stdout.decode("ascii").splitlines() if line.startswith("+ top"))
    assert set(line.split()[-1]) <= set("._-~=+*%#")
    assert (line.split()[-1][0], line.split()[-1][-1]) == (".", "%")
