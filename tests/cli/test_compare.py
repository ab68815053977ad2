"""``detente compare``: what it says, and the data it gives."""

import csv
import io
from pathlib import Path

import pytest

from detente import library
from detente.comparison import compare
from tests.cli.running import data, printed, refused

STAYS, STANDS = "the plant has to stay", "the order stands"
BOTH = ("elmira", "--lever", STANDS, "--lever", STAYS)


def words(*arguments: str, text: str = "") -> str:
    return " ".join(printed("compare", *arguments, text=text).split())


def test_json_is_the_comparison() -> None:
    told = data("compare", "elmira", "--lever", STAYS, "--concept", "nash")
    case = library.load("elmira")
    expected = compare(case.conflict, case.lever(STAYS).apply(case.conflict), ["nash"])
    (comparison,) = told["comparisons"]
    assert (comparison["name"], comparison["levers"]) == (f"with “{STAYS}”", [STAYS])
    assert comparison["differences"] == [
        {
            "kind": "infeasible",
            "what": "outcomes with 'uniroyal = abandon'",
            "was": "possible",
            "becomes": "infeasible",
            "alone": "",
            "without": "",
        }
    ]
    assert [(each["before"], each["after"], each["holds"]) for each in comparison["changes"]] == [
        (each.before, each.after, each.holds) for each in expected.changes
    ]
    assert (comparison["vanished"], comparison["appeared"], comparison["sizes"]) == ([9], [], [9, 8])
    assert (told["title"], told["levers"]) == (case.title, [])


def test_several_levers_are_pulled_together_and_each_alone() -> None:
    comparisons = data("compare", *BOTH)["comparisons"]
    assert [each["levers"] for each in comparisons] == [[STANDS, STAYS], [STANDS], [STAYS]]
    (first,) = [each for each in comparisons[0]["changes"] if each["concept"] == "gmr" and each["before"] == 1]
    assert first["suffices"] == []
    assert first["needed"] == ["outcomes with 'not not modify'", "outcomes with 'uniroyal = abandon'"]


def test_the_text_says_what_makes_the_difference() -> None:
    said = words(*BOTH)
    assert f"As it stands, and with “{STANDS}” and “{STAYS}”" in said
    assert "· outcomes with 'uniroyal = abandon': possible → infeasible" in said
    assert "5 states of 9 no longer there (2, 4, 6, 8, 9)." in said
    assert (
        "· state 7, now 4: uniroyal = accept, insist, holds now (nash, gmr, smr, seq): Uniroyal would stay. Suffices "
        "alone: outcomes with 'uniroyal = abandon'. Needed: outcomes with 'uniroyal = abandon'."
    ) in said
    assert "holds no longer (gmr, smr): Local government would leave. No single part suffices. Needed: " in said
    assert "state 9: uniroyal = abandon, is no longer there (nash, gmr, smr, seq)." in said


CASE = """
detente: 1
title: Two neighbours
decision_makers:
  A: {options: {a: }, prefers: [b, not a]}
  B: {options: {b: }, prefers: [a, not b]}
status_quo: {}
"""


def test_two_case_files(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(CASE.replace("prefers: [a, not b]", "prefers: [a iff b]"), encoding="utf-8")
    said = words("-", str(tmp_path / "other.yaml"), "--concept", "nash", text=CASE)
    assert "preference of B: a; not b → a iff b" in said
    assert "What holds does not differ (nash)." in said
    (tmp_path / "other.yaml").write_text(CASE.replace("prefers: [b, not a]", "prefers: [b iff a, b]"), encoding="utf-8")
    assert "state 1: nothing" not in words("-", str(tmp_path / "other.yaml"), "--concept", "nash", text=CASE)
    (tmp_path / "other.yaml").write_text(CASE.replace("not a]", "a]"), encoding="utf-8")
    said = words("-", str(tmp_path / "other.yaml"), "--concept", "nash", text=CASE)
    assert "· state 1: nothing, holds no longer (nash): A would leave." in said
    assert "· state 2: a, holds now (nash): A would stay." in said


def test_a_case_does_not_differ_from_itself() -> None:
    assert "They do not differ." in words("elmira", "elmira")
    assert data("compare", "elmira", "elmira")["comparisons"][0]["changes"] == []


def test_what_could_not_be_tried_is_told() -> None:
    said = words("elmira", "elmira-12", "--concept", "nash")
    assert "and the case “Elmira groundwater contamination, twelve states”" in said
    assert "Not tried, because the rest would not fit:" in said
    assert "option Uniroyal.accept left out: infeasible: no option 'accept'" in said
    assert "is new and holds (nash)." in said


def test_csv_has_a_row_for_each_change() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("compare", *BOTH, "--concept", "gmr", "--csv"))))
    (row,) = [row for row in rows if row["before"] == "1" and row["variant"] == f"with “{STANDS}” and “{STAYS}”"]
    assert row == {
        "variant": f"with “{STANDS}” and “{STAYS}”",
        "concept": "gmr",
        "label": "uniroyal = delay",
        "before": "1",
        "after": "1",
        "held": "true",
        "holds": "false",
        "leave": "Local government",
        "stay": "",
        "suffices": "",
        "needed": "outcomes with 'not not modify'; outcomes with 'uniroyal = abandon'",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["elmira"], "nothing to compare with; allowed: another case, or --lever"),
        (
            ["elmira", "garrison", "--lever", STAYS],
            "another case and levers at once; allowed: another",
        ),
        (["elmira", "--lever", "the plant has to sty"], "no lever 'the plant has to sty'"),
        (["elmira", "elmria"], "did you mean 'elmira'?"),
        (["elmira", "garrison", "--concept", "sex"], "no stability concept 'sex'"),
        (["elmira", "garrison", "--csv", "--json"], "--json and --csv at once"),
    ],
)
def test_bad_input(arguments: list[str], said: str) -> None:
    assert said in refused("compare", *arguments)
