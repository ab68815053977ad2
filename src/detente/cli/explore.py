"""``detente explore``: what holds near the status quo?"""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, Concepts, First, Levers, Where, split, table_limit
from detente.cli.progress import working
from detente.cli.stating import levels_in
from detente.errors import Problem, UnavailableError
from detente.evolution import explore as explored
from detente.library import load
from detente.report import Report
from detente.report.exploring import ExplorationReport, JudgementReport, chosen_among
from detente.report.setting import Setting
from detente.stability import judge
from detente.stability.local import LIMIT, LOCAL, local_concept

Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Explore this many states at most.")]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="STATE",
        help="Start here, not from the status quo: 'talk, not arm'; options left out are as in the status quo.",
        show_default=False,
    ),
]
State = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        help="Judge only this state, and explore what that takes; written as for --from.",
        show_default=False,
    ),
]


def explore(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    concept: Concepts = None,
    formula: Where = None,
    limit: Limit = LIMIT,
    start: From = None,
    state: State = None,
    lever: Levers = None,
    first: First = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Follow legal moves from the status quo, and say what holds among the states they reach.

    No list of all states is needed. What the limit leaves undecided is marked open; all other verdicts are certain.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    concepts = tuple(local_concept(each) for each in split(concept)) or LOCAL
    if state is not None and (start is not None or formula is not None):
        raise UnavailableError(
            Problem("--state with --from or --where", allowed="--state alone, which judges one state")
        )
    report: Report
    with working("Exploring") as tell:
        setting = Setting.of(load(name), lever or ())
        if state is not None:
            asked = levels_in(state, setting.conflict, "--state")
            report = JudgementReport(setting, [judge(setting.conflict, asked, each, limit) for each in concepts])
        else:
            origin = None if start is None else levels_in(start, setting.conflict, "--from")
            found = explored(setting.conflict, concepts, start=origin, limit=limit, progress=tell)
            chosen = chosen_among(found, formula, table_limit(first, key))
            report = ExplorationReport(setting, found, chosen, formula is not None)
    show(report, key)


EXPLORE = Command(
    explore,
    (
        ("detente explore winter-2021", "what holds within reach of today"),
        ("detente explore winter-2021 --limit 200 --concept nash,seq", "only the nearest states"),
        ("detente explore winter-2021 --where 'posture = attack' --first 5", "some of them, with what is open"),
        ("detente explore winter-2021 --from 'posture = attack'", "from another state"),
        ("detente explore winter-2021 --state 'posture = attack'", "who would stay in one state"),
        ("detente explore syria-iraq-1975 --json", "for a program"),
    ),
)
