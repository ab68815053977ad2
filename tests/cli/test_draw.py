"""``detente draw``: which file is written, and what is never written over."""

import re
from pathlib import Path

import pytest

from tests.cli.running import printed, refused, run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_picture_has_a_name_unless_given_one(folder: Path) -> None:
    assert printed("draw", "elmira") == "elmira-graph.svg is written.\n"
    assert printed("draw", "elmira", "--what", "path") == "elmira-path.svg is written.\n"
    assert sorted(path.name for path in folder.iterdir()) == ["elmira-graph.svg", "elmira-path.svg"]


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<?xml"), ("a.pdf", b"%PDF"), ("a.png", b"\x89PNG")])
def test_the_ending_says_the_format(name: str, start: bytes, folder: Path) -> None:
    assert printed("draw", "cuba-1962", name) == f"{name} is written.\n"
    assert (folder / name).read_bytes().startswith(start)


def test_options_reach_the_picture(folder: Path) -> None:
    printed("draw", "elmira", "a.svg", "--lever", "the plant has to stay", "--concept", "seq")
    text = (folder / "a.svg").read_text(encoding="utf-8")
    assert "With “the plant has to stay”." in text
    assert "equilibrium under seq" in text
    printed("draw", "elmira", "b.svg", "--what", "path", "--to", "the order is accepted")
    assert "“the order is accepted”" in (folder / "b.svg").read_text(encoding="utf-8")


def test_a_case_from_standard_input(folder: Path) -> None:
    case = "detente: 1\ntitle: T\ndecision_makers: {A: {options: {x: }, prefers: [x]}}\n"
    assert printed("draw", "-", text=case) == "case-graph.svg is written.\n"
    assert len(re.findall('id="state-', (folder / "case-graph.svg").read_text(encoding="utf-8"))) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.gif"], "the ending of 'a.gif' says no format for a picture; allowed: one of: .svg, .pdf, .png"),
        (["a"], "the ending of 'a' says no format"),
        (["--what", "grph"], "no picture 'grph'; allowed: one of: graph, path, chances, worlds; did you mean 'graph'?"),
        (["--concept", "nsh"], "no stability concept 'nsh'"),
        (["--lever", "none"], "no lever 'none'"),
        (["--what", "path", "--to", "modfy"], "--to: no option 'modfy'"),
        (["nowhere/a.svg"], "nowhere/a.svg: the file cannot be written"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(arguments: list[str], said: str, folder: Path) -> None:
    assert said in refused("draw", "elmira", *arguments)
    assert list(folder.iterdir()) == []


def test_no_file_is_replaced_unless_asked_for(folder: Path) -> None:
    path = folder / "elmira-graph.svg"
    path.write_text("mine")
    assert "the file 'elmira-graph.svg' exists; allowed: another name, or --force" in refused("draw", "elmira")
    assert path.read_text() == "mine"
    assert run("draw", "elmira", "--force").exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<?xml")
    assert list(folder.iterdir()) == [path]
