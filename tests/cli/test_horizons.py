"""``detente horizons``: what it says, and the data it gives."""

import csv
import io

import pytest

from detente import horizons, library
from tests.cli.running import data, printed, refused

TO_AND_FRO = """
detente: 1
title: To and fro
decision_makers:
  A: {moves: {z: [y]}, ranking: [y, z]}
  B: {moves: {y: [z]}, ranking: [z, y]}
states: [y, z]
status_quo: z
"""


def words(*arguments: str, text: str = "") -> str:
    return " ".join(printed("horizons", *arguments, text=text).split())


def test_the_text_has_both_tables() -> None:
    said = words("cuba-1962", "--longest", "3")
    assert "no. state 1 2 3" in said
    assert "7 Blockade, Withdraw · ● ● 8 Air Strike, Blockade, Withdraw · ● ●" in said
    assert "7 Blockade, Withdraw · ● · · ● ·" in said
    assert "Looking further changes nothing from 5 moves ahead on." in said
    assert "· US, to move, anticipates 3, 7, 5, looking 1 to 3 moves ahead; in the end state 5." in said


def test_why_limited_moves_are_left_out_is_said() -> None:
    assert "Left out: it is defined for two decision makers, and not for 3." in words("elmira")


def test_what_goes_round_is_said() -> None:
    said = words("-", text=TO_AND_FRO)
    assert "There is no limit: what is anticipated cycles with period 2 from 1 move ahead on." in said
    assert "A, to move, anticipates 1, 2, 1, 2, 1, looking 1 to 5 moves ahead; in the end 1 or 2, in turn." in said
    assert "B, to move, anticipates 2, 2, 2, 2, 2, looking 1 to 5 moves ahead; in the end state 2." in said
    assert data("horizons", "-", text=TO_AND_FRO)["limited"]["limits"] == {"A": [[1], [1, 2]], "B": [[2, 1], [2]]}


def test_json_is_what_was_found() -> None:
    told, found = data("horizons", "cuba-1962"), horizons(library.load("cuba-1962").conflict).to_dict()
    assert {key: told[key] for key in found} == found


def test_csv_has_a_column_for_each_horizon() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("horizons", "cuba-1962", "--longest", "2", "--csv"))))
    held = {
        column: [int(row["number"]) for row in rows if row[column] == "true"]
        for column in rows[0]
        if column.startswith(("maximin", "limited"))
    }
    assert held == {
        "maximin 1": [6],
        "maximin 2": [1, 2, 3, 5, 6, 7, 8],
        "limited 1": [6],
        "limited 2": [5, 6, 7],
        "limited non-myopic": [5, 6],
        "limited US leads": [6, 7],
        "limited USSR leads": [5, 6],
    }


def test_what_is_too_much_is_said_to_be_more() -> None:
    assert "… and 5 more states: --first 7 shows them." in words("cuba-1962", "--first", "2")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("cuba-1962", "--longest", "0"), "the longest horizon is 0; allowed: a whole number from 1 to 100"),
        (("new-government",), "nobody can be said to look ahead where preferences are unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: tuple[str, ...], complaint: str) -> None:
    assert complaint in refused("horizons", *arguments)
