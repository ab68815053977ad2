"""``detente solve``: the JSON that programs rely on, and the tables."""

import csv
import io
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from detente import library
from detente.conflict import use_threads
from detente.conflict.moves.running import THREADS
from detente.report import choosing
from detente.stability import CONCEPTS
from tests.cli.running import data, printed, refused
from tests.published import BUILT


@pytest.mark.parametrize("name", sorted({*BUILT} & {*library.names()}))
def test_json_holds_the_published_equilibria(name: str) -> None:
    found = data("solve", name)["equilibria"]
    expected = {concept: list(numbers) for concept, numbers in BUILT[name].equilibria.items()}
    assert {concept: found[concept] for concept in expected} == expected


def test_json_has_the_promised_shape() -> None:
    solved = data("solve", "cuba-1962")
    assert solved["title"] == "The Cuban missile crisis, 1962"
    assert solved["decision_makers"] == ["US", "USSR"]
    assert solved["states"][0]["number"] == 1
    assert solved["states"][0]["code"] == 0
    assert solved["states"][0]["options"] == {
        "US.Air Strike": False,
        "US.Blockade": False,
        "USSR.Withdraw": False,
        "USSR.Escalate": False,
    }
    assert [state["code"] for state in solved["states"]] == list(range(12))
    assert list(solved["stability"]) == list(solved["equilibria"]) == list(CONCEPTS)
    assert all(len(stable) == 12 for by_name in solved["stability"].values() for stable in by_name.values())
    assert all(list(by_name) == ["US", "USSR"] for by_name in solved["stability"].values())
    assert set(solved["case"]) == {"kind", "as_of", "fingerprint", "version"}


def test_json_says_what_was_left_out() -> None:
    assert set(data("solve", "elmira")["left_out"]) == {"sim", "sim-fh"}


def test_stability_in_json_is_that_of_each_decision_maker() -> None:
    stable = data("solve", "elmira", "--concept", "seq")["stability"]["seq"]
    numbers = {name: [number for number, holds in enumerate(row, 1) if holds] for name, row in stable.items()}
    assert numbers["Ministry"] == list(range(1, 10))
    assert numbers["Uniroyal"] == [1, 4, 5, 8, 9]
    assert numbers["Local government"] == [2, 3, 5, 6, 7, 8, 9]


def rows(*arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed(*arguments, "--csv"))))


def test_csv_has_a_row_for_each_state_and_a_column_for_each_concept() -> None:
    nash = [row["number"] for row in rows("solve", "elmira") if row["nash"] == "true"]
    assert nash == ["5", "8", "9"]
    assert rows("solve", "elmira", "--where", "uniroyal = abandon")[0]["state"] == "uniroyal = abandon"


def test_csv_by_decision_maker() -> None:
    (row,) = rows("solve", "elmira", "--concept", "seq", "--where", "not modify and insist and uniroyal = accept",
                  "--by-decision-maker")  # fmt: skip
    assert (row["seq Uniroyal"], row["seq Ministry"], row["seq"]) == ("false", "true", "false")


def numbers_shown(text: str) -> list[int]:
    """Return the numbers of the states in the first table of a text."""
    table = text.split("\n\n")[1].splitlines()[2:]
    cells = [line.removeprefix("→").split() for line in table if line[:3].strip("→ ") and not line.startswith("…")]
    return [int(row[0]) for row in cells]


def test_the_table_shows_the_states_that_hold() -> None:
    assert numbers_shown(printed("solve", "elmira")) == [1, 4, 5, 8, 9]
    assert numbers_shown(printed("solve", "elmira", "--concept", "nash,seq")) == [5, 8, 9]
    assert numbers_shown(printed("solve", "elmira", "--concept", "nash", "--concept", "gmr")) == [1, 4, 5, 8, 9]
    assert numbers_shown(printed("solve", "elmira", "--all")) == list(range(1, 10))
    assert numbers_shown(printed("solve", "elmira", "--where", "uniroyal = accept")) == [3, 4, 7, 8]
    assert numbers_shown(printed("solve", "elmira", "--strong")) == [5, 8, 9]


def test_the_table_marks_what_holds() -> None:
    (line,) = [line for line in printed("solve", "elmira").splitlines() if line.startswith("  4 ")]
    assert line.split()[-5:] == ["·", "●", "●", "·", "·"]


def test_left_out_concepts_are_named_with_the_reason() -> None:
    assert "Left out: sim and sim-fh; moves do not compose" in printed("solve", "elmira", COLUMNS="200")


def test_mixed_concepts_are_those_of_the_definitions() -> None:
    mixed = data("solve", "cuba-1962", "--mixed", "US=seq,USSR=nash")
    stays_us, stays_ussr = mixed["stability"]["seq"]["US"], mixed["stability"]["nash"]["USSR"]
    both = [number for number in range(1, 13) if stays_us[number - 1] and stays_ussr[number - 1]]
    assert mixed["mixed"] == {"concepts": {"US": "seq", "USSR": "nash"}, "equilibria": both}
    assert both
    assert both != mixed["equilibria"]["nash"]


def test_mixed_solves_for_the_concepts_it_needs() -> None:
    text = printed("solve", "cuba-1962", "--mixed", "US=seq", "--mixed", "USSR=nash", "--concept", "gmr")
    assert text.splitlines()[3].split() == ["no.", "state", "gmr", "mixed"]


def test_by_decision_maker_says_who_stays() -> None:
    text = printed("solve", "elmira", "--concept", "seq", "--by-decision-maker", "--all", COLUMNS="100")
    (line,) = [line for line in text.splitlines() if line.startswith("  7 ")]
    assert line.split()[-4:] == ["●", "·", "●", "·"]


def test_a_lever_is_pulled() -> None:
    pulled = data("solve", "elmira", "--lever", "the order is modified")
    assert pulled["levers"] == ["the order is modified"]
    assert all(state["options"]["Ministry.modify"] in (True, None) for state in pulled["states"])
    assert "With “the order is modified”." in printed("solve", "elmira", "--lever", "the order is modified")


def test_a_limit_says_how_many_more_there_are() -> None:
    text = printed("solve", "garrison", "--all", "--first", "3", COLUMNS="120")
    assert numbers_shown(text) == [1, 2, 3]
    assert "… and 20 more states: --first 23 shows them" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--concept", "nsh"], "no stability concept 'nsh'; allowed: one of: nash, gmr, smr, seq, sseq, sim, sim-fh"),
        (["--concept", "sim"], "Simultaneous stability (sim) is not defined here"),
        (["--lever", "the order is modfied"], "did you mean 'the order is modified'?"),
        (["--where", "uniroyal = acept"], "--where: no level 'acept' of option 'uniroyal'"),
        (["--where", "insist and"], "it ends too early"),
        (["--where", "modify"], "state 9"),
        (["--mixed", "Ministry:seq"], "cannot read 'Ministry:seq'; allowed: NAME=KEY"),
        (["--mixed", "Minstry=seq"], "--mixed: no decision maker 'Minstry'"),
        (["--mixed", "Ministry=seq"], "a concept is missing for 'Uniroyal', 'Local government'"),
        (["--json", "--csv"], "--json and --csv at once"),
        (["--first", "0"], "invalid value for '--first'"),
    ],
)
def test_what_is_asked_for_and_does_not_exist_is_refused(arguments: list[str], said: str) -> None:
    assert said in refused("solve", "elmira", *arguments)


def test_that_a_case_has_none_of_what_is_named_is_said() -> None:
    case = "detente: 1\ntitle: Bare\ndecision_makers: {A: {options: {y: }}}\n"
    assert refused("solve", "-", "--lever", "x", text=case).startswith(
        "detente: no lever 'x'; allowed: none, since there is no lever at all"
    )


def test_names_with_commas_can_be_mixed() -> None:
    case = """
detente: 1
title: Two
decision_makers:
  "North, the": {options: {a: }, prefers: [b, not a]}
  South: {options: {b: }, prefers: [a, not b]}
"""
    found = data("solve", "-", "--mixed", "North, the=seq, South=nash", text=case)["mixed"]
    assert found["concepts"] == {"North, the": "seq", "South": "nash"}
    assert found["equilibria"] == [1]


def test_the_solution_is_saved_too(tmp_path: Path) -> None:
    path = tmp_path / "garrison.npz"
    assert printed("solve", "garrison", "--save", str(path)) == printed("solve", "garrison")
    with np.load(path) as found:
        assert found["stable_nash"].shape == found["payoffs"].shape


def test_what_cannot_be_saved_or_written_is_refused_before_anything_is_solved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwanted(*_: object, **_also: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(import_module("detente.cli.solve"), "solved", unwanted)
    (tmp_path / "there.npz").touch()
    assert "exists; allowed: another name, or --force" in refused("solve", "elmira", "--save", f"{tmp_path}/there.npz")
    assert "there is no folder" in refused("solve", "elmira", "--save", f"{tmp_path}/nowhere/new.npz")
    assert "says no format" in refused("solve", "elmira", "--save", f"{tmp_path}/new.txt")
    monkeypatch.setattr(choosing, "MOST_WRITTEN", 8)
    assert "9 states as --json; allowed: at most 8" in refused("solve", "elmira", "--json")


def test_memory_and_threads_can_be_limited() -> None:
    usual = THREADS.count
    try:
        assert printed("solve", "garrison", "--threads", "1", "--memory", "1 MB") == printed("solve", "garrison")
    finally:
        use_threads(usual)
    said = refused("solve", "garrison", "--memory", "1k")
    assert "for 23 states" in said
    assert "allowed: at most 1 kB; ask for fewer concepts" in said
    assert "--memory: '1e9' is no size; allowed: a number with k, M, G or T" in refused(
        "solve", "garrison", "--memory", "1e9"
    )
    assert "invalid value for '--threads': it is not 1 or more" in refused("solve", "garrison", "--threads", "0")
