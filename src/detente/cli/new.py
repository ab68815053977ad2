"""``detente new``: a file to begin a case with."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.case import STANDARD_INPUT, template
from detente.cli.command import Command
from detente.cli.output import place, write
from detente.cli.parameters import Force

Path = Annotated[
    str, typer.Argument(metavar="PATH", help="The file to write; - for standard output.", show_default=True)
]


def new(path: Path = "my-case.yaml", *, force: Force = False) -> None:
    """Write a small case to begin with, in which comments say what everything means.

    It runs as it is: change one line, run 'detente check', and go on from there.
    """
    place(template(), path, force=force)
    if path != STANDARD_INPUT:
        write(f"{path} is written. Now try: detente ask {path}\n")


NEW = Command(
    new,
    (
        ("detente new my-case.yaml", "a file to change"),
        ("detente new -", "only look at it"),
    ),
)
