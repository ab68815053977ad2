"""``detente coalitions``: which states hold if decision makers can move together?"""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import (
    AsCsv,
    AsFormat,
    AsJson,
    CaseName,
    Concepts,
    First,
    Levers,
    pieces,
    split,
    table_limit,
)
from detente.cli.progress import working
from detente.errors import about
from detente.library import load
from detente.report.coalitions import CoalitionsReport
from detente.report.picking import picked
from detente.report.setting import Setting
from detente.stability import coalitions as judged
from detente.stability import solve

Blocks = Annotated[
    list[str] | None,
    typer.Option(
        "--block",
        metavar="NAMES",
        help="These act as one, as in 'Ministry,Uniroyal'; may be given again. The others act alone.",
        show_default=False,
    ),
]
Why = Annotated[
    str | None,
    typer.Option(
        "--why",
        metavar="STATE",
        help="Tell what deters each group from leaving this state: its number, its label, or a formula.",
        show_default=False,
    ),
]


def coalitions(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    block: Blocks = None,
    concept: Concepts = None,
    why: Why = None,
    lever: Levers = None,
    first: First = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Find the states that hold although decision makers can move together.

    Against every coalition, or, with --block, if the same always act as one.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Judging coalitions"):
        setting = Setting.of(load(name), lever or ())
        with about("--why"):
            state = None if why is None else picked(setting.conflict, why)
        blocks = [list(filter(None, pieces([each], setting.conflict.names))) for each in block or ()]
        together = judged(setting.conflict, split(concept) or None, blocks=blocks)
        alone = solve(setting.conflict, together.concepts)
        report = CoalitionsReport(setting, alone, together, table_limit(first, key), state)
    show(report, key)


COALITIONS = Command(
    coalitions,
    (
        ("detente coalitions elmira", "against every coalition, and who jumps where"),
        ("detente coalitions elmira --block 'Ministry,Uniroyal'", "if these two act as one"),
        ("detente coalitions garrison --concept nash,seq", "under these concepts only"),
        ("detente coalitions elmira --concept gmr,seq --why 1", "and what deters from leaving state 1"),
        ("detente coalitions cuba-1962 --json", "for a program"),
    ),
)
