"""Arguments and options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Annotated

import typer

from detente.errors import InputError, Problem, one_of
from detente.prose import listed
from detente.report import FORMATS
from detente.stability import CONCEPTS

CaseName = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="A case file (.yaml or .gmcr), a name out of 'detente cases', or - for standard input.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values, for spreadsheets.")]
AsFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="KEY",
        help=f"Print in this format: {listed(FORMATS, 'or')}.",
        show_default=False,
    ),
]
Where = Annotated[
    str | None,
    typer.Option(
        "--where",
        metavar="FORMULA",
        help="Only states in which this holds, as in 'Withdraw and not Escalate'.",
        show_default=False,
    ),
]
First = Annotated[
    int | None,
    typer.Option(
        "--first",
        metavar="N",
        min=1,
        help="Show this many states at most; 50 in a table unless given, all in JSON and CSV.",
        show_default=False,
    ),
]
Levers = Annotated[
    list[str] | None,
    typer.Option(
        "--lever",
        metavar="NAME",
        help="Pull this lever of the case first; may be given several times.",
        show_default=False,
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="S", min=0, help="What the random numbers come from.")]
Towards = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FORMULA",
        help="Where to get to: a formula, or the name of a goal or dreaded outcome of the case.",
        show_default=False,
    ),
]
Concepts = Annotated[
    list[str] | None,
    typer.Option(
        "--concept",
        metavar="KEY",
        help="Only this stability concept, as in 'seq' or 'nash,seq'; may be given several times.",
        show_default=False,
    ),
]

Unknown = Annotated[
    str,
    typer.Option(
        "--unknown",
        metavar="LETTER",
        help="Where preferences are unknown, the extension in which verdicts are told: a, b, c or d.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")]

_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*([kmgt]?)(?:i?b)?", re.IGNORECASE | re.ASCII)
_UNITS = ("", "k", "m", "g", "t")

MOST_IN_A_TABLE = 50
"""How many states a table shows unless another number is given."""


def table_limit(first: int | None, key: str) -> int | None:
    """Return how many states to show in a format; ``None`` for all."""
    return first or (None if FORMATS[key].data else MOST_IN_A_TABLE)


def size_in_bytes(text: str | None) -> int | None:
    """Return a size such as ``4G`` or ``500 MB`` as a number of bytes.

    >>> size_in_bytes("4G"), size_in_bytes("1.5 MB"), size_in_bytes(None)
    (4000000000, 1500000, None)

    Raises:
        InputError: If it is no size.
    """
    if text is None:
        return None
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise InputError(Problem(f"--memory: '{text}' is no size", allowed="a number with k, M, G or T, as in 4G"))
    return int(Fraction(found[1]) * 1000 ** _UNITS.index(found[2].lower()))


def pieces(given: Iterable[str], whole: Collection[str] = ()) -> list[str]:
    """Return what was given several times or with commas, piece by piece, empty ones too.

    >>> pieces(["a, b", "c,d", "e,"], whole=["c,d"])
    ['a', 'b', 'c,d', 'e', '']

    Args:
        given: What was given.
        whole: What is not cut, though there is a comma in it.
    """
    return [piece.strip() for text in given for piece in ([text] if text in whole else text.split(","))]


def split(given: list[str] | None) -> tuple[str, ...]:
    """Return the concepts that were given several times or with commas, as one list without repetitions.

    >>> split(["nash,seq", "gmr", "seq"])
    ('nash', 'seq', 'gmr')

    Raises:
        InputError: If something was given and names none.
    """
    named = tuple(dict.fromkeys(filter(None, pieces(given or ()))))
    if given and not named:
        raise InputError(Problem("--concept: no concept is named", one_of(CONCEPTS)))
    return named
