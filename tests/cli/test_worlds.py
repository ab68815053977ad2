"""``worlds``: shares with their errors, what drives them, and in which worlds."""

from __future__ import annotations

import csv
import io
import json

import pytest
from distributed import LocalCluster

from detente import library, run_worlds
from tests.cli.running import data, printed, refused

CASE = "two-capitals"
PACED = """\
detente: 1
title: A climb
as_of: 2021-11-27
decision_makers:
  A:
    options: {talk: }
    prefers: [talk]
    pace: 1 to 4 per week
horizon: [2021-12-04]
status_quo: {}
goals: {they talk: talk}
"""
NARROW = """\
detente: 1
title: A choice
decision_makers:
  A:
    options: {talk: , strike: }
    prefers: [strike, {statement: not talk, certainty: 0.5}, talk]
infeasible: [{formula: strike and not talk, certainty: 0.5}]
"""


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_world_is_looked_at_and_it_says_so() -> None:
    text = words(printed("worlds", CASE))
    assert "All 48 distinct worlds, exactly: each counts with its chance." in text
    assert "±" not in text
    assert "who prevails in North talks group 50 %, war party 30 %, merchants 20 %" in text
    assert "+ a treaty nash ████······ 40 % 40 % 0 %" in text


def test_concepts_with_the_same_shares_share_a_row() -> None:
    text = words(printed("worlds", CASE))
    assert "gmr, smr ███████··· 68 % 1 % 0 % seq, sseq ██████···· 63 % 40 % 0 %" in text
    assert "- fighting all seven ███······· 27 % 27 % 27 %" in text
    assert "+ a treaty ██████···· 63 % 40 % 0 %" in words(printed("worlds", CASE, "--concept", "seq"))


def test_the_goal_that_is_asked_about_and_the_least_sure_dread_are_explained() -> None:
    text = words(printed("worlds", CASE))
    assert "What makes the difference is told under one concept, seq;" in text
    assert text.count("What matters most") == 2
    assert "+ a treaty: led to (seq)" in text
    assert "- fighting: holds (seq)" in text
    assert "not the same in every world are also “quiet”." in text
    assert "told under one concept" not in printed("worlds", CASE, "--concept", "nash")


def test_states_have_the_numbers_of_the_case_beside_them_where_those_differ() -> None:
    text = words(printed("worlds", "-", "--concept", "nash", text=NARROW))
    assert "1 decision maker · 4 states" in text
    assert "no. written state nash " in text
    assert "4 3 talk, strike 75 % 3 — strike 25 %" in text
    assert "The case as written has 3, with the numbers under 'as written'." in text
    found = data("worlds", "-", "--concept", "nash", text=NARROW)
    assert found["numbers_in_case"] == {"3": None, "4": 3}
    assert data("solve", "-", text=NARROW)["states"][2]["label"] == found["states"]["4"] == "talk, strike"
    assert "as written" not in printed("worlds", CASE)


def test_drivers_and_scenarios_are_told_in_words() -> None:
    text = words(printed("worlds", CASE, "--goal", "quiet", "--concept", "seq"))
    assert "who prevails in North 100 % 100 % talks group 100 %, war party 0 %, merchants 100 %" in text
    assert "These change nothing: South: if advance then strike," in text
    assert "1. who prevails in North = talks group or merchants it is led to in 100 % of these" in text
    assert "found again in 20 of 20 halves" in text


def test_outcomes_that_stand_so_in_the_same_worlds_are_explained_once() -> None:
    text = words(printed("worlds", CASE, "--goal", "quiet", "--goal", "not (advance or strike)", "--concept", "seq"))
    assert "+ quiet; + not (advance or strike): led to (seq)" in text
    assert text.count("What matters most") == 2


def test_a_sample_says_its_seed_and_its_errors() -> None:
    text = words(printed("worlds", CASE, "--draws", "40", "--seed", "3", "--concept", "seq"))
    assert "40 worlds drawn with seed 3, " in text
    assert "± the standard error of the sample" in text
    found = data("worlds", CASE, "--draws", "40", "--seed", "3", "--concept", "seq")
    assert (found["draws"], found["seed"], found["exact"]) == (40, 3, False)
    share, error = found["goals"]["a treaty"]["seq"], found["errors"]["goals"]["a treaty"]["seq"]
    assert error == pytest.approx((share * (1 - share) / 40) ** 0.5)
    exact = data("worlds", CASE, "--concept", "seq")["goals"]["a treaty"]["seq"]
    assert abs(share - exact) <= 3 * error


def test_json_is_what_python_finds_and_the_same_each_time() -> None:
    found = data("worlds", CASE, "--draws", "40", "--seed", "5", "--workers", "1")
    assert data("worlds", CASE, "--draws", "40", "--seed", "5", "--workers", "3") == found
    case = library.load(CASE)
    ensemble = run_worlds(case, draws=40, seed=5)
    for key in ("shares", "goals", "dreads", "errors", "standings", "drivers", "scenarios", "uncertain"):
        assert found[key] == data_of(ensemble.to_dict()[key])
    assert found["fingerprint"] == found["case"]["fingerprint"] == case.fingerprint


def data_of(plain: object) -> object:
    return json.loads(json.dumps(plain))


def test_csv_has_a_row_for_each_outcome_and_concept() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("worlds", CASE, "--csv", "--concept", "nash,seq"))))
    assert [(row["outcome"], row["dreaded"], row["concept"]) for row in rows][::2] == [
        ("a treaty", "false", "nash"),
        ("quiet", "false", "nash"),
        ("fighting", "true", "nash"),
    ]
    assert float(rows[0]["holds"]) == pytest.approx(data("worlds", CASE)["goals"]["a treaty"]["nash"])


def test_one_goal_or_a_formula() -> None:
    found = data("worlds", CASE, "--goal", "fighting", "--goal", "monitors and not advance", "--concept", "seq")
    assert list(found["dreads"]) == ["fighting"]
    assert list(found["goals"]) == ["monitors and not advance"]


def test_a_lever_is_pulled_in_every_world() -> None:
    found = data("worlds", CASE, "--lever", "the mandate is renewed")
    assert found["levers"] == ["the mandate is renewed"]
    assert found["goals"]["a treaty"]["seq"] > data("worlds", CASE)["goals"]["a treaty"]["seq"]


def test_states_that_hold_in_most_worlds_come_first_and_the_rest_is_counted() -> None:
    text = printed("worlds", CASE, "--first", "2", "--concept", "seq")
    assert "… and 7 more states: --first 9 shows them." in text
    found = data("worlds", CASE, "--concept", "seq")["shares"]["seq"]
    first = max(found, key=lambda number: found[number])
    assert f"{first}  north_signs, south_signs, monitors" in text
    assert len(found) == 9


def test_a_cluster_finds_the_same() -> None:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as running:
        far = data("worlds", CASE, "--cluster", running.scheduler_address)
    assert far == data("worlds", CASE)


def test_by_when_tells_the_range_over_paces() -> None:
    text = words(printed("worlds", "-", "--by-when", "--concept", "nash", text=PACED))
    assert "One world: nothing is in doubt on which it rests what holds." in text
    assert "+ they talk 83 %, 63 % to 98 % 83 %, 63 % to 98 %" in text
    assert "over 3 combinations of paces, all." in text
    assert "the pace of A: 1 to 4 per week" in text
    [row] = data("worlds", "-", "--by-when", text=PACED)["by_when"]["rows"]
    assert (row["outcome"], row["day"]) == ("they talk", "2021-12-04")
    assert row["by"]["low"] == pytest.approx(1 - 2.718281828**-1)


def test_by_when_says_what_it_needs() -> None:
    assert "the case does not say how often anybody acts" in refused("worlds", CASE, "--by-when")
    fixed = PACED.replace("1 to 4 per week", "2 per week").replace("[talk]", "[{statement: talk, certainty: 0.5}]")
    assert "no pace is in a range" in refused("worlds", "-", "--by-when", text=fixed)


def test_a_case_without_doubt_is_told_what_can_be() -> None:
    said = refused("worlds", "elmira")
    assert "nothing is in doubt in this case; allowed: 'factions' of a decision maker" in said
    assert "'Say how sure you are'" in said


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ["--goal", "a tretay"],
            "no goal 'a tretay'; allowed: one of: fighting, a treaty, quiet; did you mean 'a treaty'",
        ),
        (["--goal", "monitor"], "no option 'monitor'"),
        (["--concept", "sqe"], "no stability concept 'sqe'"),
        (["--lever", "the mandate"], "no lever 'the mandate'"),
        (["--draws", "0"], "it is not 1 or more"),
        (["--seed", "-1"], "it is not 0 or more"),
        (["--cluster", "nowhere"], "nowhere"),
        (["--cluster", "far:8786", "--workers", "2"], "a cluster at once; allowed: one of them"),
        (["--draws", "1000000000"], "1000000000 worlds"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(options: list[str], told: str) -> None:
    assert told in refused("worlds", CASE, *options)
