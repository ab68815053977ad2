"""``detente states``: which states are there?"""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, First, Levers, Where, table_limit
from detente.cli.progress import working
from detente.library import load
from detente.report import FORMATS
from detente.report.choosing import Chosen, check_written, where
from detente.report.setting import Setting
from detente.report.states import StatesReport

Codes = Annotated[bool, typer.Option("--codes", help="Show the code of each state: the sum of its options' values.")]


def states(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    formula: Where = None,
    first: First = None,
    lever: Levers = None,
    codes: Codes = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """List the states of a case: every combination of options that can happen.

    States are numbered by their code, upwards from 1. A payoff of 1 is the worst; an arrow marks the status quo.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Finding the states"):
        setting = Setting.of(load(name), lever or ())
        chosen = Chosen.of(where(setting.conflict, formula), table_limit(first, key))
        setting.conflict.payoff_table  # noqa: B018 - the work is done here
    if FORMATS[key].data:
        check_written(len(chosen.shown), key)
    show(StatesReport(setting, chosen, codes), key)


STATES = Command(
    states,
    (
        ("detente states elmira", "all states with their payoffs"),
        ("detente states cuba-1962 --where 'Withdraw and not \"Air Strike\"'", "some of them"),
        ("detente states garrison --first 5 --codes", "the first five"),
        ("detente states elmira --csv", "for a spreadsheet"),
    ),
)
