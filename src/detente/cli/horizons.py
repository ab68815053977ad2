"""``detente horizons``: which states hold for those who look further ahead?"""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, First, Levers, table_limit
from detente.cli.progress import working
from detente.library import load
from detente.report import FORMATS
from detente.report.choosing import check_written
from detente.report.horizons import HorizonsReport
from detente.report.setting import Setting
from detente.stability import horizons as looked_ahead
from detente.stability.horizons.ahead import LONGEST

Longest = Annotated[int, typer.Option("--longest", metavar="H", help="Look up to this many moves ahead.")]


def horizons(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    longest: Longest = LONGEST,
    lever: Levers = None,
    first: First = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Find the states that hold for those who look several moves ahead: Maximin, limited moves, Stackelberg.

    Limited moves are for two decision makers who rank all states strictly.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Looking ahead"):
        setting = Setting.of(load(name), lever or ())
        found = looked_ahead(setting.conflict, longest)
    if FORMATS[key].data:
        check_written(setting.conflict.size, key)
    show(HorizonsReport(setting, found, table_limit(first, key)), key)


HORIZONS = Command(
    horizons,
    (
        ("detente horizons cuba-1962", "looking up to five moves ahead"),
        ("detente horizons elmira --longest 8", "further ahead; for three, only Maximin"),
        ("detente horizons syria-iraq-1975 --lever 'the dam is out of reach'", "with a lever pulled"),
        ("detente horizons cuba-1962 --json", "for a program"),
    ),
)
