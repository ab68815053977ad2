"""Write what a command found to standard output."""

from __future__ import annotations

import sys
from typing import TextIO

from detente.errors import Problem, UnavailableError
from detente.report import Report, Surface, render
from detente.report.formats.as_text import clean


def chosen_format(*, json: bool = False, csv: bool = False) -> str:
    """Return the key of the format that the options ask for.

    Raises:
        UnavailableError: If they ask for two.
    """
    if json and csv:
        raise UnavailableError(Problem("--json and --csv at once", allowed="one of them"))
    return "json" if json else "csv" if csv else "text"


def show(report: Report, key: str = "text") -> None:
    """Print a report in a format."""
    write(render(report, key, Surface.of(sys.stdout)))


def write(text: str) -> None:
    """Print a text as it is."""
    sys.stdout.write(text)


def complain(line: str, stream: TextIO | None = None) -> None:
    """Print a line to standard error."""
    to = stream or sys.stderr
    lead = "\x1b[1;31mdetente:\x1b[0m" if Surface.of(to).colour else "detente:"
    to.write(f"{lead} {clean(line)}\n")
