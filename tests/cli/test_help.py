"""The help teaches, and what it teaches works; the reference page says the same."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from detente.cli.app import COMMANDS, program
from tests.cli.running import printed, run

GROUP = typer.main.get_group(program())
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"
EXAMPLES = [(name, line) for name, command in COMMANDS.items() for line, _ in command.examples]


def options(name: str) -> set[str]:
    """Return the options of a command, all spellings."""
    return {spelling for parameter in GROUP.commands[name].params for spelling in parameter.opts if spelling[0] == "-"}


def sections() -> dict[str, str]:
    """Return the part of the reference page about each command."""
    parts = re.split(r"^## `detente ([\w-]+)`.*$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_explains_in_two_lines_and_shows_examples(name: str) -> None:
    text = printed(name, "--help")
    said = (COMMANDS[name].run.__doc__ or "").strip().splitlines()
    assert len([line for line in said if line.strip()]) == 2
    for line, what in COMMANDS[name].examples:
        assert f"    {line}\n        {what}\n" in text
    assert max(map(len, text.splitlines())) <= 80
    assert options(name) <= set(re.findall(r"--?[\w-]+", text)) | {"-h"}


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_examples_run(name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command, _, _pipe = line.partition(" | ")
    program, *arguments = shlex.split(command)
    assert (program, arguments[0]) == ("detente", name)
    if "my-case.yaml" in arguments and name != "new":
        assert run("new", "my-case.yaml").exit_code == 0
    result = run(*arguments)
    assert (result.exit_code, result.stderr if name != "convert" else "") == (0, "")
    assert result.stdout or name in {"new", "convert"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_has_every_command_with_every_option_and_no_other(name: str) -> None:
    section = sections()[name]
    documented = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", section))
    assert documented == {option for option in options(name) if option.startswith("--")} - {"--help"}


def test_the_page_has_no_other_command() -> None:
    assert list(sections()) == list(COMMANDS)


def test_the_page_begins_with_what_all_commands_share() -> None:
    head = PAGE.read_text(encoding="utf-8").split("\n## `detente ", maxsplit=1)[0]
    shared = {spelling for parameter in GROUP.params for spelling in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", head)) == shared | {"--help"}
    assert set(re.findall(r"^\| `(\d+)` \|", head, flags=re.MULTILINE)) == {"0", "1", "2", "130", "143"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_the_page_are_those_of_the_help(name: str) -> None:
    block = re.search(r"```sh\n(.*?)```", sections()[name], flags=re.DOTALL)
    assert block
    lines = [line.split(" # ")[0].rstrip() for line in block[1].splitlines()]
    assert lines == [line for line, _ in COMMANDS[name].examples]
