"""Cases by name, by path, and by names that are tried to reach elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente import library
from detente.case import read_text
from detente.errors import CaseFileError, InputError

WHOLE = {
    "bluff",
    "cuba-1962",
    "elmira",
    "elmira-12",
    "garrison",
    "new-government",
    "prisoners-dilemma",
    "syria-iraq-1975",
    "winter-2021",
}


def test_all_cases_are_there() -> None:
    assert set(library.names()) >= WHOLE
    assert list(library.names()) == sorted(library.names())


@pytest.mark.parametrize("name", library.names())
def test_every_case_is_described(name: str) -> None:
    entry = next(each for each in library.describe() if each.name == name)
    case = library.load(name)
    assert (entry.title, entry.kind) == (case.title, case.kind)
    assert entry.line
    assert "\n" not in entry.line


def test_a_name_that_is_not_there_has_a_near_one() -> None:
    with pytest.raises(CaseFileError) as caught:
        library.load("elmria")
    assert str(caught.value).startswith("no case 'elmria' in the library, and no such file; allowed: one of: bluff")
    assert str(caught.value).endswith("did you mean 'elmira'?")


@pytest.mark.parametrize(
    "name", ["../cases/elmira", "cases/elmira", "/elmira", "elmira.yaml", "", "..", "elmira\0", "Elmira"]
)
def test_names_reach_nothing_but_the_library(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        library.load(name)
    with pytest.raises(InputError):
        library.text(name)


def test_a_path_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "mine.yaml", tmp_path / "mine"):
        path.write_text(library.text("prisoners-dilemma"), encoding="utf-8")
    expected = read_text(library.text("prisoners-dilemma"))
    assert library.load(tmp_path / "mine.yaml") == library.load("mine.yaml") == library.load("mine") == expected


def test_a_library_name_is_no_file_that_happens_to_be_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elmira").write_text("nonsense")
    assert library.load("elmira").conflict.size == 9
    with pytest.raises(InputError, match="the file is no case"):
        library.load("./elmira")
