"""``detente new``: a file to begin a case with."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from detente.case import STANDARD_INPUT, template
from detente.cli.command import Command
from detente.cli.output import place, write
from detente.cli.parameters import Force
from detente.errors import Problem, UnavailableError

Where = Annotated[
    str, typer.Argument(metavar="PATH", help="The file to write; - for standard output.", show_default=True)
]


def new(path: Where = "my-case.yaml", *, force: Force = False) -> None:
    """Write a small case to begin with, in which comments say what everything means.

    It runs as it is: change one line, run 'detente check', and go on from there.
    """
    if path == STANDARD_INPUT:
        write(template())
        return
    if Path(path).suffix.lower() == ".gmcr":
        raise UnavailableError(Problem(f"a new case is YAML, and '{path}' ends otherwise", ".yaml, .yml"))
    place(template(path), path, force=force)
    write(f"{path} is written. Now try: detente ask {quote(path)}\n")


NEW = Command(
    new,
    (
        ("detente new my-case.yaml", "a file to change"),
        ("detente new -", "only look at it"),
    ),
)
