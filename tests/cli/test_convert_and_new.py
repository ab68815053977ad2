"""``detente convert`` and ``detente new``: what is written, and what is never written over."""

import os
import shlex
import stat
from pathlib import Path

import pytest

from detente import library
from detente.case import read, read_text, template, to_gmcr
from detente.case.schema import Document
from detente.stability import solve
from tests.cli.running import data, printed, refused, run


def test_a_case_goes_to_gmcr_and_back(tmp_path: Path) -> None:
    there, back = tmp_path / "cuba.gmcr", tmp_path / "cuba.yaml"
    assert run("convert", "cuba-1962", str(there)).exit_code == 0
    assert printed("convert", str(there), str(back)) == ""
    expected = solve(library.load("cuba-1962").conflict).verdicts
    found = solve(read(back).conflict).verdicts
    assert {key: verdict.tolist() for key, verdict in found.items()} == {
        key: verdict.tolist() for key, verdict in expected.items()
    }


def test_what_is_lost_is_listed(tmp_path: Path) -> None:
    result = run("convert", "cuba-1962", str(tmp_path / "cuba.gmcr"))
    lost = to_gmcr(library.load("cuba-1962")).lost
    assert result.stderr.splitlines() == [f"detente: not in the .gmcr file: {part}" for part in lost]
    assert "sources" in lost
    assert result.stdout == ""


def test_a_case_goes_to_standard_output() -> None:
    case = library.load("elmira")
    assert read_text(printed("convert", "elmira", "-", "--to", "yaml")) == case


def test_the_format_can_be_named_against_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "case.txt"
    assert printed("convert", "elmira", str(path), "--to", "yaml") == ""
    assert read_text(path.read_text(encoding="utf-8")) == library.load("elmira")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-"], "standard output has no ending that says which format; allowed: --to yaml, --to gmcr"),
        (["case.txt"], "the ending of 'case.txt' says no format; allowed: one of: .yaml, .yml, .gmcr; or --to"),
        (["case", "--to", "gmrc"], "--to: no format 'gmrc'; allowed: one of: yaml, gmcr; did you mean 'gmcr'?"),
        (["no-such-folder/case.yaml"], "no-such-folder/case.yaml: the file cannot be written"),
    ],
)
def test_where_to_has_to_be_clear(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in refused("convert", "elmira", *arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["new"], ["convert", "elmira"]])
def test_no_file_is_replaced_unless_asked_for(arguments: list[str], tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("mine")
    assert f"the file '{path}' exists; allowed: another name, or --force" in refused(*arguments, str(path))
    assert path.read_text() == "mine"
    assert run(*arguments, str(path), "--force").exit_code == 0
    assert read(path).title


def test_a_link_that_leads_nowhere_is_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.symlink_to(tmp_path / "elsewhere")
    assert "exists" in refused("new", str(path))


@pytest.mark.parametrize("arguments", [["new"], ["convert", "elmira"]])
def test_what_is_no_file_is_never_replaced(arguments: list[str], tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe.yaml", tmp_path / "folder.yaml"
    os.mkfifo(pipe)
    folder.mkdir()
    assert "pipe.yaml: this is a pipe, not a file" in refused(*arguments, str(pipe), "--force")
    assert "folder.yaml: this is a folder, not a file" in refused(*arguments, str(folder), "--force")
    assert pipe.is_fifo()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder.yaml", "pipe.yaml"]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path, *, there: bool) -> None:
    (tmp_path / "folder").mkdir()
    link, target = tmp_path / "case.yaml", tmp_path / "folder" / "target.yaml"
    link.symlink_to(Path("folder") / "target.yaml")
    if there:
        target.write_text("mine")
        target.chmod(0o604)
    assert run("convert", "elmira", str(link), "--force").exit_code == 0
    assert link.readlink() == Path("folder") / "target.yaml"
    assert read(target) == library.load("elmira")
    assert not there or stat.S_IMODE(target.stat().st_mode) == 0o604
    assert [each.name for each in target.parent.iterdir()] == ["target.yaml"]


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "case.yaml"
    link.symlink_to(link)
    assert "the file cannot be written" in refused("new", str(link), "--force")


def test_a_new_case_runs_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert printed("new") == "my-case.yaml is written. Now try: detente ask my-case.yaml\n"
    assert (tmp_path / "my-case.yaml").read_text(encoding="utf-8") == template()
    assert data("check", "my-case.yaml")["warnings"] == []
    assert "an envoy is sent" in printed("ask", "my-case.yaml")


@pytest.mark.parametrize("name", ["suez.yaml", "a case of mine.yml", "a/longer name than the template has.yaml", "x"])
def test_a_new_case_says_what_to_type(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    assert printed("new", name, COLUMNS="200").endswith(f"Now try: detente ask {shlex.quote(name)}\n")
    lines = (tmp_path / name).read_text(encoding="utf-8").splitlines()
    typed = [shlex.split(line.lstrip("# ").split("   ")[0]) for line in lines if line.startswith("#     detente")]
    assert typed == [["detente", "check", name], ["detente", "ask", name]]


def test_a_new_case_under_a_name_of_two_lines_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "a\nb").exit_code == 0
    assert read("a\nb") == read_text(template())


def test_a_new_case_is_no_gmcr_file(tmp_path: Path) -> None:
    path = tmp_path / "case.GMCR"
    assert f"a new case is YAML, and '{path}' ends otherwise; allowed: .yaml, .yml" in refused("new", str(path))
    assert not path.exists()


def test_a_new_case_can_be_looked_at_first() -> None:
    assert printed("new", "-") == template()


def test_a_new_case_shows_every_part_of_the_format() -> None:
    elsewhere = {"states", "coalesce"}  # for models that are published so
    keys = set(Document.model_fields) - elsewhere
    assert [key for key in keys if f"\n{key}:" not in template()] == []
