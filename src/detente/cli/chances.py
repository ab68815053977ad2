"""``detente chances``: what comes about by when?"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from detente.answer import outcomes, timing_of
from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, Levers, Seed, split
from detente.cli.progress import working
from detente.errors import InputError, Problem, UnavailableError, about
from detente.evolution import BEHAVIOURS, Behaviour, Sensitivity, behaviour_named, sensitivity, simulate
from detente.evolution import chances as worked_out
from detente.library import load
from detente.report.over_time import ChancesReport, SensitivityReport
from detente.report.report import Report
from detente.report.setting import Setting

By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="DATE",
        help="A day, as in 2021-12-31, at whose end to tell; several with commas. The horizon unless given.",
        show_default=False,
    ),
]
How = Annotated[
    str | None,
    typer.Option(
        "--behaviour",
        metavar="NAME",
        help=f"How all act: {', '.join(BEHAVIOURS)}, as in 'best', 'noisy 10' or 'foresight seq'.",
        show_default=False,
    ),
]
Sensitive = Annotated[bool, typer.Option("--sensitivity", help="Halve and double each pace, and try other behaviours.")]
Simulated = Annotated[
    int | None,
    typer.Option("--simulate", metavar="N", min=1, help="Estimate by so many runs instead.", show_default=False),
]


def chances(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    by: By = None,
    behaviour: How = None,
    lever: Levers = None,
    sensitivity_: Sensitive = False,
    runs: Simulated = None,
    seed: Seed = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Work out the chance of each outcome by each date, from who acts how often and how.

    It is no forecast: it tells what follows from the paces and the behaviour that the case assumes.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    if sensitivity_ and (runs is not None or behaviour is not None):
        raise UnavailableError(
            Problem("--sensitivity tries behaviours itself and is exact", "without the other option")
        )
    dates, acting = _days(split(by)), _behaviour(behaviour)
    with working("Working it out"):
        setting = Setting.of(load(name), lever or ())
        if sensitivity_:
            report: Report = SensitivityReport(setting, _sensitivity(setting, dates))
        else:
            report = _chances(setting, dates, acting, runs, seed)
    show(report, key)


def _chances(
    setting: Setting, dates: tuple[date, ...] | None, behaviour: Behaviour | None, runs: int | None, seed: int
) -> ChancesReport:
    timing, (goals, dreads) = timing_of(setting.case), outcomes(setting.case)
    given = (setting.conflict, timing, goals, dreads)
    if runs is None:
        return ChancesReport(setting, worked_out(*given, dates=dates, behaviour=behaviour))
    return ChancesReport(setting, simulate(*given, dates=dates, behaviour=behaviour, runs=runs, seed=seed))


def _sensitivity(setting: Setting, dates: tuple[date, ...] | None) -> Sensitivity:
    if dates is not None and len(dates) > 1:
        raise UnavailableError(Problem("--sensitivity tells of one day", "one --by"))
    timing, (goals, dreads) = timing_of(setting.case), outcomes(setting.case)
    return sensitivity(setting.conflict, timing, goals, dreads, day=dates[0] if dates else None)


def _days(given: tuple[str, ...]) -> tuple[date, ...] | None:
    """Return days given as text, or ``None`` if there are none.

    Raises:
        InputError: If one is no day.
    """
    days = []
    for text in given:
        try:
            days.append(date.fromisoformat(text))
        except ValueError:
            raise InputError(Problem(f"--by: no such day '{text}'", "a day such as 2021-12-31")) from None
    return tuple(days) or None


def _behaviour(given: str | None) -> Behaviour | None:
    if given is None:
        return None
    with about("--behaviour"):
        return behaviour_named(given)


CHANCES = Command(
    chances,
    (
        ("detente chances winter-2021", "by the dates of the case, and where it ends up"),
        ("detente chances winter-2021 --by 2021-12-15 --behaviour 'foresight seq'", "another day and behaviour"),
        ("detente chances winter-2021 --lever 'the spoilers are restrained'", "with a lever pulled"),
        ("detente chances winter-2021 --sensitivity", "how much the paces matter"),
        ("detente chances winter-2021 --simulate 2000 --seed 1", "estimated by simulation"),
        ("detente chances winter-2021 --json", "for a program, with the curve of each day"),
    ),
)
