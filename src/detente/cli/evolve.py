"""``detente evolve``: how can it get there from today?"""

from __future__ import annotations

from typing import Annotated

import attrs
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
    Towards,
    split,
    table_limit,
)
from detente.cli.progress import working
from detente.errors import about
from detente.evolution import evolve as evolved
from detente.library import load
from detente.report.aim import Aim
from detente.report.evolution import EvolutionReport
from detente.report.setting import Setting
from detente.stability import solve

Improvements = Annotated[
    bool, typer.Option("--improvements", help="In the table of last movers, only moves that improve things at once.")
]
From = Annotated[
    int | None,
    typer.Option(
        "--from", metavar="STATE", help="Start from this state, by number, not the status quo.", show_default=False
    ),
]


def evolve(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    to: Towards = None,
    improvements: Improvements = False,
    concept: Concepts = None,
    lever: Levers = None,
    start: From = None,
    first: First = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Find what can come of the status quo: which states are reached, in how few moves, and by whom.

    For each equilibrium, or for a goal, it shows a shortest way there and whose moves are indispensable.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Following the moves"):
        setting = Setting.of(load(name), lever or ())
        if start is not None:
            with about("--from"):
                setting = attrs.evolve(setting, conflict=setting.conflict.starting_at(start))
        aim = None if to is None else Aim.of(setting, to)
        evolution = evolved(solve(setting.conflict, split(concept) or None))
        report = EvolutionReport(setting, evolution, improvements, aim, table_limit(first, key))
    show(report, key)


EVOLVE = Command(
    evolve,
    (
        ("detente evolve elmira", "what can come of it, and how"),
        ("detente evolve cuba-1962 --improvements --concept seq", "if each move has to pay at once"),
        ("detente evolve elmira --to 'modify and uniroyal = accept'", "how to get there, and by whom"),
        ("detente evolve winter-2021 --to defused --lever 'the summit is held'", "to a goal of the case"),
        ("detente evolve elmira --from 5 --json", "for a program"),
    ),
)
