"""``detente convert``: a case in another file format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from detente.case import STANDARD_INPUT, Case, to_gmcr, to_yaml
from detente.cli.command import Command
from detente.cli.output import complain, place
from detente.cli.parameters import CaseName, Force
from detente.errors import Problem, UnavailableError, one_of, unknown
from detente.library import load


def _yaml(case: Case) -> tuple[str, tuple[str, ...]]:
    return to_yaml(case), ()


def _gmcr(case: Case) -> tuple[str, tuple[str, ...]]:
    written = to_gmcr(case)
    return written.text, written.lost


FORMATS: dict[str, Callable[[Case], tuple[str, tuple[str, ...]]]] = {"yaml": _yaml, "gmcr": _gmcr}
"""For each file format, what writes a case: its text, and what of the case is not in it."""

_SUFFIXES = {".yaml": "yaml", ".yml": "yaml", ".gmcr": "gmcr"}

Out = Annotated[
    str,
    typer.Argument(metavar="OUT", help="The file to write: .yaml or .gmcr; - for standard output.", show_default=False),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FORMAT",
        help="The format to write, yaml or gmcr; that of OUT's ending unless given.",
        show_default=False,
    ),
]


def convert(name: CaseName, out: Out, *, to: To = None, force: Force = False) -> None:
    """Write a case in another file format: YAML to .gmcr, which GMCR+ reads, or back.

    What the other format cannot hold is listed on standard error, a line for each part.
    """
    key = _format(out, to)
    text, lost = FORMATS[key](load(name))
    place(text, out, force=force)
    for part in lost:
        complain(f"not in the .{key} file: {part}")


def _format(out: str, to: str | None) -> str:
    """Return the key of the format to write.

    Raises:
        UnavailableError: If there is no such format, or nothing says which is meant.
    """
    if to is not None:
        if to not in FORMATS:
            raise UnavailableError(unknown("format", to, FORMATS).within("--to"))
        return to
    if out == STANDARD_INPUT:
        raise UnavailableError(Problem("standard output has no ending that says which format", "--to yaml, --to gmcr"))
    suffix = Path(out).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnavailableError(Problem(f"the ending of '{out}' says no format", f"{one_of(_SUFFIXES)}; or --to"))
    return _SUFFIXES[suffix]


CONVERT = Command(
    convert,
    (
        ("detente convert cuba-1962 cuba.gmcr", "for GMCR+"),
        ("detente convert cuba-1962 cuba.yaml --force", "a fresh file, replacing the old one"),
        ("detente convert elmira-12 - --to gmcr", "to standard output"),
    ),
)
