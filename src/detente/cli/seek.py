"""``detente seek``: what would bring a goal about, or avert what is dreaded?"""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, Levers, pieces
from detente.cli.progress import working
from detente.errors import InputError, Problem, about, one_of
from detente.library import load
from detente.report.seeking import SoughtReport
from detente.report.setting import Setting
from detente.seeking import AIMS, MEASURE_KINDS, SECONDS
from detente.seeking import seek as sought
from detente.seeking.goal import goal_meant
from detente.seeking.seeking import MOST

Wanted = Annotated[
    str,
    typer.Option(
        "--goal",
        metavar="FORMULA|NAME",
        help="What to bring about: a goal of the case, or a formula. What to avoid: a dreaded outcome.",
    ),
]
OneConcept = Annotated[str, typer.Option("--concept", metavar="KEY", help="The stability concept.")]
Asked = Annotated[
    str | None,
    typer.Option(
        "--aim",
        metavar="KEY",
        help=f"What is asked of it: {', '.join(AIMS)}. Unless given, avoided for a dreaded outcome, else reached, "
        "or exists without a status quo.",
        show_default=False,
    ),
]
May = Annotated[
    list[str] | None,
    typer.Option(
        "--may",
        metavar="KINDS",
        help=f"What may be changed, with commas: {', '.join(MEASURE_KINDS)}; all unless given, swaps only with --swap "
        "or where the case has a mediator.",
        show_default=False,
    ),
]
Swaps = Annotated[
    list[str] | None,
    typer.Option(
        "--swap",
        metavar="NAME",
        help="Permit swaps of neighbours in what this decision maker wants; may be given several times.",
        show_default=False,
    ),
]
Most = Annotated[int, typer.Option("--most", metavar="K", min=1, help="Sets of this many changes at most.")]
TimeLimit = Annotated[float, typer.Option("--time-limit", metavar="SECONDS", min=0.0, help="Search this long at most.")]
Beyond = Annotated[bool, typer.Option("--all", help="Go on to dearer sets, none of which holds another.")]
Anyone = Annotated[
    bool, typer.Option("--anyone", help="Also what the mediator of the case has no influence on, swaps too.")
]


def seek(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    goal: Wanted,
    concept: OneConcept = "seq",
    aim: Asked = None,
    may: May = None,
    swap: Swaps = None,
    lever: Levers = None,
    most: Most = MOST,
    time_limit: TimeLimit = SECONDS,
    beyond: Beyond = False,
    anyone: Anyone = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Seek what would bring a goal about, or avert a dread: the cheapest sets of changes, and what else they do.

    If nothing does, it says what stands in the way and what comes nearest; and always what was tried.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Seeking") as tell:
        setting = Setting.of(load(name), lever or ())
        with about("--goal"):
            goal_meant(setting.case, goal)
        found = sought(
            setting.case,
            goal,
            concept=concept,
            aim=aim,
            changes=_kinds(may),
            swaps=swap or None,
            levers=setting.levers,
            most=most,
            time_limit=time_limit,
            beyond=beyond,
            anyone=anyone,
            progress=tell,
        )
    show(SoughtReport(setting, found), key)


def _kinds(may: list[str] | None) -> tuple[str, ...] | None:
    """Return the kinds of change that were given several times or with commas, as one list.

    >>> _kinds(["lever, force", "allow"])
    ('lever', 'force', 'allow')

    Raises:
        InputError: If something was given and names none.
    """
    if not may:
        return None
    named = tuple(filter(None, pieces(may)))
    if not named:
        raise InputError(Problem("--may: no kind of change is named", one_of(MEASURE_KINDS)))
    return named


SEEK = Command(
    seek,
    (
        ("detente seek elmira --goal 'the order is accepted'", "what would bring it about"),
        (
            "detente seek winter-2021 --goal defused --aim only --may lever",
            "by levers alone",
        ),
        ("detente seek winter-2021 --goal defused --lever 'no summit' --most 1", "what more it would take"),
        ("detente seek prisoners-dilemma --goal 'neither cooperates' --concept nash", "what would avert it"),
        ("detente seek syria-iraq-1975 --goal 'no attack' --may swap", "by a change of mind"),
        ("detente seek elmira --goal 'the order is accepted' --json", "for a program"),
    ),
)
