"""``detente coalitions``: what it says, and the data it gives."""

import csv
import io

import pytest

from detente import coalitions, library
from tests.cli.running import data, printed, refused

PAIR = "Uniroyal, Ministry"


def words(*arguments: str) -> str:
    return " ".join(printed("coalitions", *arguments).split())


def test_the_text_says_what_holds_and_who_would_leave() -> None:
    said = words("elmira")
    assert "Which states hold against every coalition, of one decision maker or more?" in said
    assert "5 uniroyal = delay, insist ◐ ◐ ◐ ◐ 8 modify, uniroyal = accept, insist ● ● ● ●" in said
    assert "Who would leave together · 5 for 8: Ministry and Uniroyal (nash, gmr, smr, seq)" in said
    assert "· 5 to 8: Ministry and Uniroyal, by Ministry to 6, Uniroyal to 8 (nash, gmr, smr, seq)" in said


def test_blocks_are_said_and_have_no_jumps() -> None:
    said = words("elmira", "--block", PAIR)
    assert "Which states hold if these act as one: Ministry and Uniroyal?" in said
    assert "7 uniroyal = accept, insist ◌ ◌ ◌ ◌" in said
    assert "Jumps" not in said
    told = data("coalitions", "elmira", "--block", PAIR)
    assert told["blocks"] == [["Ministry", "Uniroyal"], ["Local government"]]
    assert told["jumps"] == []


def test_json_is_what_was_found() -> None:
    told, found = data("coalitions", "elmira"), coalitions(library.load("elmira").conflict).to_dict()
    assert {key: told[key] for key in found} == found
    assert told["equilibria_alone"]["nash"] == [5, 8, 9]
    everywhere = ["nash", "gmr", "smr", "seq"]
    pair = ["Ministry", "Uniroyal"]
    assert told["departures"] == [{"state": 5, "to": 8, "members": pair, "concepts": everywhere}]
    path = [{"mover": "Ministry", "to": 6}, {"mover": "Uniroyal", "to": 8}]
    (jump,) = (each for each in told["jumps"] if len(each["members"]) > 1)
    assert jump == {"from": 5, "to": 8, "members": pair, "path": path, "concepts": everywhere}


def test_jumps_of_one_alone_are_in_json_only() -> None:
    told = data("coalitions", "garrison", "--concept", "gmr")
    alone = [each for each in told["jumps"] if len(each["members"]) == 1]
    assert alone
    assert all(len(each["path"]) == 1 for each in alone)
    assert f"· {alone[0]['from']} to {alone[0]['to']}:" not in words("garrison", "--concept", "gmr")


def test_what_is_too_much_is_said_to_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.report.coalitions.MOST_TOLD", 1)
    assert "… and 3 more states: --first 5 shows them." in words("elmira", "--first", "2")
    assert "· 18 for 17: US support and US opposition (nash) … and 1 more: --json has them all." in words(
        "garrison", "--concept", "nash"
    )


def test_why_tells_what_deters_each_group() -> None:
    said = words("elmira", "--concept", "gmr,seq", "--why", "1")
    assert "What deters from leaving state 1: uniroyal = delay" in said
    assert "· Local government to 5: Ministry to 6 (gmr)" in said
    assert "· Local government to 5: Ministry and Uniroyal to 8 (seq)" in said
    assert "· Ministry and Uniroyal to 8: nothing (nash, gmr, smr, seq)" in words("elmira", "--why", "5")
    assert "No group has anything better that it could bring about." in words("elmira", "--why", "uniroyal = abandon")


def test_reasons_are_in_json() -> None:
    told = data("coalitions", "elmira", "--concept", "seq", "--why", "status-quo")["reasons"]
    answer = [{"members": ["Ministry", "Uniroyal"], "to": 8}]
    assert {"members": ["Local government"], "to": 5, "replies": answer, "concepts": ["seq"]} in told
    assert data("coalitions", "elmira")["reasons"] == []


def test_csv_has_a_row_for_each_state() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("coalitions", "elmira", "--concept", "seq", "--csv"))))
    assert [row["number"] for row in rows if row["seq alone"] == "true"] == ["5", "8", "9"]
    assert [row["number"] for row in rows if row["seq together"] == "true"] == ["8", "9"]


def test_seq_is_left_out_where_somebody_has_beliefs() -> None:
    assert "Left out: seq; somebody has beliefs about others" in words("bluff")
    assert list(data("coalitions", "bluff")["left_out"]) == ["seq"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("elmira", "--block", "Ministry,Uni"), "no decision maker 'Uni'"),
        (("elmira", "--block", ","), "a block has no members"),
        (("elmira", "--block", "Ministry", "--block", PAIR), "'Ministry' is in two blocks"),
        (("elmira", "--why", "10"), "--why: no state 10"),
        (("elmira", "--concept", "sim"), "'sim' is not defined for groups"),
        (("bluff", "--concept", "seq"), "'seq' is not defined here"),
        (("new-government",), "groups are not judged where preferences are unknown"),
    ],
)
def test_what_cannot_be_judged_is_refused(arguments: tuple[str, ...], complaint: str) -> None:
    assert complaint in refused("coalitions", *arguments)


def test_a_block_of_one_joins_nobody() -> None:
    assert "Which states hold if everyone acts alone?" in printed("coalitions", "elmira", "--block", "Ministry")
