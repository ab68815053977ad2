"""Every kind of fault in a case file, with the exact words the user meets.

The table is ``faults.txt``: for each kind of fault its name, a file, and after a line of three tildes what is said,
without the file's name. ``<head>`` and ``<two>`` stand for the beginnings below.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.case import read_text
from detente.errors import InputError, Place

HEAD = "detente: 1\ntitle: x\n"
TWO = """\
decision_makers:
  A: {options: {talk: , posture: {levels: [calm, massed, attack]}}}
  B: {options: {talk: , yield: }}
"""


def _faults() -> dict[str, tuple[str, list[str]]]:
    table = Path(__file__).with_name("faults.txt").read_text(encoding="utf-8")
    faults = {}
    for row in table.split("=== ")[1:]:
        kind, _, rest = row.partition("\n")
        file, _, said = rest.rpartition("~~~\n")
        faults[kind] = (file.replace("<head>\n", HEAD).replace("<two>\n", TWO), said.splitlines())
    return faults


FAULTS = _faults()


def problems_of(text: str) -> list[str]:
    """Return what is said about a faulty file, without its name."""
    with pytest.raises(InputError) as caught:
        read_text(text, "case.yaml")
    return [str(problem).removeprefix("case.yaml").lstrip(":, ") for problem in caught.value.problems]


def places_of(text: str) -> list[Place | None]:
    """Return where the problems of a faulty file are."""
    with pytest.raises(InputError) as caught:
        read_text(text, "case.yaml")
    return [problem.place for problem in caught.value.problems]


@pytest.mark.parametrize("kind", FAULTS)
def test_what_is_said(kind: str) -> None:
    file, said = FAULTS[kind]
    assert said
    assert problems_of(file) == said


def test_a_faultless_file_is_read() -> None:
    assert read_text(HEAD + TWO, "case.yaml").conflict.size == 24


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    file = """\
kind: guess
as_of: 2021-11-27
sources: {late: {title: t, date: 2022}, other: {titel: t}}
infeasible: [yield and yeild]
status_quo: {posture: high}
goals:
  peace: {formula: yield, surces: [late]}
  war: posture = atack and A.tlk
levers: {x: {set: {yeild: yes}}}
"""
    places = [place and (place.line, place.column) for place in places_of(HEAD + TWO + file)]
    dates, titles = [(8, 34)], [(8, 41), (8, 49)]
    formulas = [(9, 24), (13, 8), (13, 28)]
    assert sorted(place for place in places if place) == places
    assert set(places) == {(6, 7), *dates, *titles, *formulas, (10, 23), (12, 27)}


def test_a_fault_in_an_option_does_not_make_every_formula_wrong_that_uses_it() -> None:
    file = HEAD + "decision_makers: {A: {options: {talk: [yes]}, prefers: [talk]}}\ngoals: {peace: talk, war: not (}\n"
    assert places_of(file) == [Place("case.yaml", 3, 39), Place("case.yaml", 4, 32)]


def test_a_source_with_a_fault_is_still_a_source() -> None:
    file = HEAD + TWO + "sources: {paper: {titel: t}}\nnotes: [{note: n, sources: [paper]}]\n"
    assert [place and place.line for place in places_of(file)] == [6, 6]


def test_more_problems_than_anybody_reads_are_counted() -> None:
    file = HEAD + TWO + "goals:\n" + "".join(f"  g{number}: nothing\n" for number in range(300))
    said = problems_of(file)
    assert len(said) == 201
    assert said[-1] == "and 100 more problems"


def test_too_many_options() -> None:
    options = ", ".join(f"o{number}: " for number in range(65))
    allowed = "at most 64 yes/no options, or the equivalent in levels"
    assert problems_of(HEAD + f"decision_makers: {{A: {{options: {{{options}}}}}}}\n") == [
        f"line 3, column 1: the options have about 2^65 combinations; allowed: {allowed}"
    ]


def test_too_many_levels() -> None:
    levels = ", ".join(map(str, range(1001)))
    assert problems_of(HEAD + f"decision_makers: {{A: {{options: {{p: {{levels: [{levels}]}}}}}}}}\n") == [
        "line 3, column 45: 'levels' is a list; allowed: at most 1000 levels"
    ]
