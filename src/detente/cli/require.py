"""``detente require``: which preferences would make a state hold?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from detente.case import Case
from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, Levers, pieces
from detente.cli.progress import working
from detente.errors import Problem, UnavailableError, UnknownNameError, about, one_of, unknown
from detente.library import load
from detente.prose import listed
from detente.report.aim import Aim
from detente.report.picking import picked
from detente.report.requiring import RequirementsReport
from detente.report.setting import Setting
from detente.requiring import require as required
from detente.requiring.requiring import SECONDS
from detente.stability.concepts import IN_TURN

StateWanted = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        help="The state that is to hold: a number, a label, status-quo, or a formula that holds in one state only.",
        show_default=False,
    ),
]
GoalWanted = Annotated[
    str | None,
    typer.Option(
        "--goal",
        metavar="FORMULA",
        help="Or any state in which this holds: a formula, or the name of a goal or dreaded outcome.",
        show_default=False,
    ),
]
OneConcept = Annotated[str, typer.Option("--concept", metavar="KEY", help=f"{listed(IN_TURN, 'or')}.")]
Vary = Annotated[
    list[str] | None,
    typer.Option(
        "--vary",
        metavar="NAMES",
        help="Whose preferences may change, with commas; unless given all, or all whom the mediator influences.",
        show_default=False,
    ),
]
TimeLimit = Annotated[
    float, typer.Option("--time-limit", metavar="SECONDS", min=0.0, help="Look for the nearest preferences this long.")
]

Full = Annotated[bool, typer.Option("--full", help="Tell every condition, and every way of meeting it.")]

Anyone = Annotated[bool, typer.Option("--anyone", help="Also of those whom the mediator of the case cannot influence.")]


def require(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    state: StateWanted = None,
    goal: GoalWanted = None,
    concept: OneConcept = "seq",
    vary: Vary = None,
    time_limit: TimeLimit = SECONDS,
    anyone: Anyone = False,
    full: Full = False,
    lever: Levers = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Find out which preferences make a state hold: what they have to be, and which are nearest to those written.

    It counts the strict rankings that do, and says what stands in the way where none does.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Working it out") as tell:
        setting = Setting.of(load(name), lever or ())
        asked, wanted = _wanted(setting, state, goal)
        names = named(vary, setting.conflict.names)
        influenced = _influenced(setting.case, names, anyone=anyone)
        result = required(
            setting.conflict,
            **wanted,
            concept=concept,
            vary=influenced,
            seconds=time_limit,
            progress=tell,
        )
    show(RequirementsReport(setting, result, asked, mediated=names is None and influenced is not None, full=full), key)


def _wanted(setting: Setting, state: str | None, goal: str | None) -> tuple[str, dict[str, Any]]:
    """Return what is to hold, in words and as it is asked for.

    Raises:
        UnavailableError: If not just one of the two is given, or the goal holds in no state.
    """
    if (state is None) == (goal is None):
        given = "neither --state nor --goal is given" if state is None else "--state and --goal at once"
        raise UnavailableError(Problem(given, allowed="one of them"))
    if state is not None:
        with about("--state"):
            return f"state {picked(setting.conflict, state)}", {"state": picked(setting.conflict, state)}
    aim = Aim.of(setting, str(goal), "--goal")
    if not aim.where(setting.conflict).any():
        raise UnavailableError(Problem(f"--goal: '{aim.formula}' holds in no state, so no preference makes it hold"))
    return f"“{aim.text}”", {"goal": aim.formula}


def _influenced(case: Case, names: tuple[str, ...] | None, *, anyone: bool) -> tuple[str, ...] | None:
    """Return whose preferences vary: those who were named, or all whom the mediator of the case can influence.

    Raises:
        UnavailableError: If somebody is named whom the mediator cannot influence.
    """
    if case.mediator is None or case.mediator.influences is None or anyone:
        return names
    influenced = case.mediator.influences
    if strangers := [name for name in names or () if not case.mediator.can_influence([name])]:
        message = f"--vary: the mediator of the case has no influence on {listed(map(repr, strangers), 'or')}"
        raise UnavailableError(Problem(message, allowed=f"{one_of(influenced)}; or --anyone"))
    return names or influenced


def named(given: Sequence[str] | None, known: Sequence[str]) -> tuple[str, ...] | None:
    """Return the decision makers that were given, several times or with commas, each once; ``None`` if none were.

    >>> named(["Local government, Ministry", "Ministry"], ["Ministry", "Uniroyal", "Local government"])
    ('Local government', 'Ministry')

    Raises:
        UnknownNameError: If one of them does not exist.
        UnavailableError: If something was given and names nobody.
    """
    if given is None:
        return None
    parts = pieces(given, known)
    names = tuple(dict.fromkeys(filter(None, parts)))
    if names and "" in parts:
        raise UnavailableError(Problem(f"--vary: a name is empty in {listed(map(repr, given))}", allowed=one_of(known)))
    if strangers := [name for name in names if name not in known]:
        raise UnknownNameError(*(unknown("decision maker", name, known).within("--vary") for name in strangers))
    if not names:
        raise UnavailableError(Problem("--vary: nobody is named", allowed=one_of(known)))
    return names


REQUIRE = Command(
    require,
    (
        ("detente require syria-iraq-1975 --state 2 --vary Syria", "for the release of water to hold"),
        ("detente require elmira --goal 'the order is accepted' --concept nash", "for a goal of the case"),
        ("detente require cuba-1962 --state 1 --vary US,USSR --concept smr", "two of them together"),
        ("detente require syria-iraq-1975 --state 2 --vary Syria --json", "for a program"),
    ),
)
