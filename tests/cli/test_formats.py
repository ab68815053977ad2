"""Every command that prints results prints them in every format."""

import json
import re
from pathlib import Path

import pytest

from detente.report import FORMATS
from tests.cli.running import printed, process, refused, run
from tests.cli.test_help import PAGE, options

PRINTING = {
    "ask": ("elmira",),
    "chances": ("winter-2021", "--simulate", "20"),
    "worlds": ("two-capitals", "--draws", "20"),
    "solve": ("elmira",),
    "why": ("elmira", "5"),
    "coalitions": ("elmira",),
    "horizons": ("elmira",),
    "compare": ("elmira", "--lever", "the order is modified"),
    "seek": ("elmira", "--goal", "the order is accepted"),
    "require": ("elmira", "--state", "1"),
    "evolve": ("elmira",),
    "states": ("elmira",),
    "find": ("syria-iraq-1975",),
    "explore": ("syria-iraq-1975", "--limit", "20"),
    "show": ("elmira",),
    "check": ("elmira",),
    "cases": (),
}
"""The commands that print results, each with what it can be asked."""

BEGINS = {"markdown": r"\S", "latex": r"% A fragment", "html": r"<!DOCTYPE html>\n<html lang=\"en\">"}


def test_all_that_print_json_take_a_format() -> None:
    from detente.cli.app import COMMANDS

    able = {name for name in COMMANDS if "--json" in options(name)}
    assert able == {name for name in COMMANDS if "--format" in options(name)} == set(PRINTING)


@pytest.mark.parametrize("name", PRINTING)
@pytest.mark.parametrize("key", BEGINS)
def test_every_command_prints_pages(name: str, key: str) -> None:
    assert re.match(BEGINS[key], printed(name, *PRINTING[name], "--format", key))


@pytest.mark.parametrize("name", ["solve", "states", "ask", "cases"])
@pytest.mark.parametrize("key", ["json", "csv"])
def test_the_short_forms_are_the_same(name: str, key: str) -> None:
    assert printed(name, *PRINTING[name], "--format", key) == printed(name, *PRINTING[name], f"--{key}")


def test_text_is_what_is_printed_unless_told_otherwise() -> None:
    assert printed("solve", "elmira", "--format", "text") == printed("solve", "elmira")


def test_pages_tell_what_the_text_tells_and_data_everything() -> None:
    assert "| 2 |" not in printed("solve", "elmira", "--format", "markdown")
    assert "| 2 |" in printed("solve", "elmira", "--all", "--format", "markdown")
    assert "sseq" not in printed("why", "elmira", "5", "--format", "html")
    assert {each["concept"] for each in json.loads(printed("why", "elmira", "5", "--format", "json"))} >= {"sseq"}
    assert printed("states", "winter-2021", "--format", "latex").count("\\tabularnewline") == 51
    assert "\\ldots{} and 1,842 more states" in printed("states", "winter-2021", "--format", "latex")


@pytest.mark.parametrize("name", ["solve", "show", "check", "find", "cases"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            ("--format", "htm"),
            "--format: no format 'htm'; allowed: one of: text, json, csv, markdown, latex, html; did",
        ),
        (("--format", ""), "--format: no format ''; allowed: one of: text, json"),
        (("--format", "html", "--json"), "--json and --format at once; allowed: one of them"),
        (("--format", "json", "--json"), "--json and --format at once; allowed: one of them"),
    ],
)
def test_what_cannot_be_is_refused(name: str, asked: tuple[str, ...], said: str) -> None:
    assert said in refused(name, *PRINTING[name], *asked)


@pytest.mark.parametrize("name", ["show", "check", "find"])
def test_what_is_no_table_is_refused_as_csv_before_anything_is_done(name: str) -> None:
    said = refused(name, "no-such-case", "--format", "csv")
    assert said == "detente: --format: this is no table, and cannot be written as CSV; allowed: --json\n"


@pytest.mark.parametrize("key", ["markdown", "latex", "html"])
def test_what_is_wrong_with_a_case_is_told_as_text(key: str, tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("detente: 1\n", encoding="utf-8")
    result = run("check", str(file), "--format", key)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("detente: ")


def test_html_is_the_same_page_where_the_output_has_no_other_letters() -> None:
    result = process("solve", "elmira", "--format", "html", environment={"PYTHONIOENCODING": "ascii"})
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"&#9679;" in result.stdout


def test_a_format_is_imported_when_it_is_asked_for() -> None:
    import subprocess
    import sys

    code = "import sys, detente.cli.solve; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60).stdout
    formats = {f"detente.report.formats.as_{key}" for key in FORMATS}
    assert formats & set(said.split()) == set()


def test_the_page_lists_every_format_and_no_other() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("\n## Formats\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE) == list(FORMATS)
