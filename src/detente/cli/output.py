"""Write what a command found to standard output."""

from __future__ import annotations

import os
import re
import sys
from typing import TextIO

from detente.case import STANDARD_INPUT
from detente.errors import Problem, UnavailableError, about
from detente.filing import write_text
from detente.prose import listed
from detente.report import Report, Surface, format_named, render
from detente.report.cleaning import clean
from detente.report.report import no_table

_ENDLESS_WORD = re.compile(r"\S{200,}")
_KEPT = 60


def chosen_format(key: str | None, *, json: bool = False, csv: bool | None = None) -> str:
    """Return the key of the format that the options ask for; ``csv`` is ``None`` where there is no table to write.

    Raises:
        UnavailableError: If they ask for two, or for a table where there is none.
        UnknownNameError: If there is no such format.
    """
    asked = {"--json": json, "--csv": csv, "--format": key is not None}
    options = [option for option, given in asked.items() if given]
    if len(options) > 1:
        raise UnavailableError(Problem(f"{listed(options)} at once", allowed="one of them"))
    if key is None:
        return "json" if json else "csv" if csv else "text"
    with about("--format"):
        if csv is None and key == "csv":
            raise no_table()
        return format_named(key).key


def show(report: Report, key: str = "text") -> None:
    """Print a report in a format."""
    write(render(report, key, Surface.of(sys.stdout)))


def write(text: str) -> None:
    """Print a text as it is."""
    sys.stdout.write(text)


def place(text: str, path: str, *, force: bool) -> None:
    """Write a text to a file, or to standard output where the path is ``-``.

    Raises:
        UnavailableError: If there is such a file and it is not to be replaced.
        CaseFileError: If it cannot be written.
    """
    if path == STANDARD_INPUT:
        write(text)
    else:
        free(path, force=force)
        write_text(text, path)


def free(path: str, *, force: bool) -> None:
    """Make sure that a file may be written.

    Raises:
        UnavailableError: If there is such a file and it is not to be replaced.
    """
    if not force and os.path.lexists(path):
        raise UnavailableError(Problem(f"the file '{path}' exists", allowed="another name, or --force to replace it"))


def complain(line: str, stream: TextIO | None = None) -> None:
    """Print a line to standard error."""
    to = stream or sys.stderr
    lead = "\x1b[1;31mdetente:\x1b[0m" if Surface.of(to).colour else "detente:"
    to.write(f"{lead} {_ENDLESS_WORD.sub(_shortened, clean(line))}\n")


def _shortened(word: re.Match[str]) -> str:
    return f"{word[0][:_KEPT]}…{word[0][-_KEPT:]}"
