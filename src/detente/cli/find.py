"""``detente find``: is there an equilibrium like this?"""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsFormat, AsJson, CaseName, Levers
from detente.cli.progress import working
from detente.errors import about
from detente.formula import parse
from detente.library import load
from detente.report.finding import FoundReport
from detente.report.setting import Setting
from detente.stability import find as found
from detente.stability.finding import SECONDS
from detente.stability.local import LIMIT

Wanted = Annotated[
    str,
    typer.Option("--where", metavar="FORMULA", help="What must hold in them, as in 'Withdraw and not Escalate'."),
]
OneConcept = Annotated[
    str, typer.Option("--concept", metavar="KEY", help="The stability concept; others than nash may stay open.")
]
Most = Annotated[int, typer.Option("--most", metavar="N", min=1, help="Find this many at most.")]
TimeLimit = Annotated[float, typer.Option("--time-limit", metavar="SECONDS", min=0.0, help="Search this long at most.")]
Limit = Annotated[
    int,
    typer.Option("--limit", metavar="N", min=1, help="Look at this many states at most to judge one; not for nash."),
]


def find(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    where: Wanted = "true",
    concept: OneConcept = "nash",
    most: Most = 1,
    time_limit: TimeLimit = SECONDS,
    limit: Limit = LIMIT,
    lever: Levers = None,
    as_json: AsJson = False,
    as_format: AsFormat = None,
) -> None:
    """Find equilibria in which a formula holds, or prove that there are none, however many states there are.

    States are not listed but searched. If the time is up before anything is found or proven, it says so.
    """
    key = chosen_format(as_format, json=as_json)
    with working("Searching") as tell:
        setting = Setting.of(load(name), lever or ())
        with about("--where"):
            wanted = parse(where)
            setting.conflict.words.check(wanted)
        result = found(
            setting.conflict,
            wanted,
            concept=concept,
            most=most,
            seconds=time_limit,
            limit=limit,
            progress=tell,
        )
    show(FoundReport(setting, result), key)


FIND = Command(
    find,
    (
        ("detente find syria-iraq-1975", "one Nash equilibrium"),
        ("detente find winter-2021 --most 5 --concept seq", "five under another concept"),
        (
            "detente find winter-2021 --where 'posture = garrison' --time-limit 10",
            "one like this, or the proof that there is none",
        ),
        ("detente find syria-iraq-1975 --json", "for a program"),
    ),
)
