"""What stands on the pages under ``docs``: their headings, their code, and the steps of the tutorial."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import attrs

from tests.cli.running import run

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
CASE = "ferry.yaml"
"""The file that the tutorial writes."""

_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", flags=re.MULTILINE)
_PART = re.compile(r"^(?:\w.*\n(?:(?: .*)?\n)*|  \w.*\n(?:   .*\n)*)", flags=re.MULTILINE)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


@attrs.frozen
class Block:
    """A fenced block of a page.

    Attributes:
        language: What stands behind its first fence.
        text: What it holds.
        start: Where the text begins on the page.
    """

    language: str
    text: str
    start: int


@attrs.frozen
class Step:
    """A command of the tutorial.

    Attributes:
        file: What the case file holds at this point.
        command: What is typed.
        shown: What the page says is printed; a line that holds nothing but … stands for any lines.
        start: Where what is shown begins on the page.
    """

    file: str
    command: str
    shown: str
    start: int


def page(name: str) -> str:
    """Return the text of a page by its path under ``docs``."""
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page, from top to bottom."""
    return [Block(found[1], found[2], found.start(2)) for found in _FENCE.finditer(text)]


def headings(text: str, level: int = 2) -> list[str]:
    """Return the headings of one level, without the marks of code."""
    lines = _FENCE.sub("", text).splitlines()
    return [line[level + 1 :].replace("`", "") for line in lines if line.startswith("#" * level + " ")]


def first_column(text: str) -> list[str]:
    """Return what stands as code in the first cell of every row of every table."""
    return re.findall(r"^\| `([^`]+)` \|", _FENCE.sub("", text), flags=re.MULTILINE)


def steps(text: str) -> Iterator[Step]:
    """Yield the commands of the tutorial, each with the case file as it then is."""
    file = ""
    for block in blocks(text):
        if block.language == "yaml":
            file = edited(file, block.text)
        if block.language == "console":
            for found in _COMMAND.finditer(block.text):
                yield Step(file, found[1], found[2], block.start + found.start(2))


def edited(file: str, block: str) -> str:
    """Return a case file after what a YAML block says was written into it.

    A block is one part or more, each under its key: whole sections, or elements of a section, which are indented.
    A part takes the place of the one that has its key, or else comes at the end.
    """
    for part in _PART.findall(block):
        key = part.partition(":")[0]
        indent = " " * (len(key) - len(key.lstrip()))
        old = re.search(rf"^{re.escape(key)}:.*\n(?:(?:{indent} .*)?\n)*", file, flags=re.MULTILINE)
        file = file[: old.start()] + part + file[old.end() :] if old else file + part
    return file


def printed_by(step: Step, folder: Path) -> str:
    """Run a step in a folder, and return what it prints on an 80-column screen, complaints included."""
    (folder / CASE).write_text(step.file, encoding="utf-8")
    program, *arguments = shlex.split(step.command)
    assert program == "detente", step.command
    result = run(*arguments)
    return "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())


def agrees(shown: str, printed: str) -> bool:
    """Say whether what a page shows is what was printed, but for what it leaves out."""
    parts = [re.escape(part) for part in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*".join(parts), printed) is not None
