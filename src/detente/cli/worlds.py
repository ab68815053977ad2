"""``detente worlds``: in how many worlds does what hold?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from detente.answer import outcomes, run_worlds, timing_of
from detente.answer.many_worlds import outcomes_of
from detente.cli.command import Command
from detente.cli.output import chosen_format, write
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, Concepts, Levers, Seed, split
from detente.cli.progress import Tell, working
from detente.library import load
from detente.report import Surface, render
from detente.report.aim import Aim
from detente.report.setting import Setting
from detente.report.worlds import WorldsReport, explained
from detente.stability import concept_named
from detente.worlds import Outcome
from detente.worlds.over_paces import ByWhen as Timed
from detente.worlds.over_paces import by_when as timed_over
from detente.worlds.running import DRAWS

Draws = Annotated[
    int,
    typer.Option("--draws", metavar="N", min=1, help="Draw so many worlds; if there are no more, all are looked at."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="W",
        min=1,
        help="Share the work out over so many threads; one for each processor unless given.",
        show_default=False,
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Solve them on the Dask cluster whose scheduler is at this address, as in 10.0.0.7:8786.",
        show_default=False,
    ),
]
ByWhen = Annotated[
    bool, typer.Option("--by-when", help="Also tell what comes about by when, over the paces that are in a range.")
]
Wanted = Annotated[
    list[str] | None,
    typer.Option(
        "--goal",
        metavar="NAME",
        help="Only this goal or dreaded outcome, or this formula, and explain it; may be given several times.",
        show_default=False,
    ),
]

_FIRST = 12

First = Annotated[
    int | None,
    typer.Option(
        "--first",
        metavar="N",
        min=1,
        help=f"Show this many states at most; {_FIRST} in a table unless given, all in JSON.",
        show_default=False,
    ),
]


def worlds(  # noqa: PLR0913 - one for each option
    name: CaseName,
    *,
    draws: Draws = DRAWS,
    seed: Seed = 0,
    workers: Workers = None,
    cluster: Cluster = None,
    concept: Concepts = None,
    goal: Wanted = None,
    lever: Levers = None,
    by_when: ByWhen = False,
    first: First = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Draw everything that is in doubt many times, and say in which share of the worlds what holds.

    It tells the shares with their errors, what matters most for them, and in which worlds a goal holds.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Solving") as tell:
        setting = Setting.of(load(name), lever or ())
        asked = tuple(concept_named(each).key for each in split(concept))
        ensemble = run_worlds(
            setting.case,
            draws=draws,
            seed=seed,
            concepts=asked or None,
            levers=setting.levers,
            outcomes=_outcomes(setting, goal),
            workers=workers,
            cluster=cluster,
            progress=tell,
        )
        timed = _by_when(setting, seed, tell) if by_when else None
        tell("what matters most", 1.0)
        told = ensemble.outcomes if goal else None
        report = WorldsReport(setting, ensemble, explained(ensemble, asked), first or _FIRST, timed, told)
        text = render(report, key, Surface.of(sys.stdout))
    write(text)


def _outcomes(setting: Setting, given: Sequence[str] | None) -> tuple[Outcome, ...] | None:
    """Return the goals, dreaded outcomes and formulas that were asked for, or ``None`` if none was."""
    if not given:
        return None
    of_case = {outcome.name: outcome for outcome in reversed(outcomes_of(setting.case))}
    return tuple(of_case.get(text) or _formula(setting, text) for text in dict.fromkeys(given))


def _by_when(setting: Setting, seed: int, tell: Tell) -> Timed:
    timing, (goals, dreads) = timing_of(setting.case), outcomes(setting.case)
    return timed_over(setting.conflict, timing, setting.case.doubts, goals, dreads, seed=seed, progress=tell)


def _formula(setting: Setting, text: str) -> Outcome:
    return Outcome(text, Aim.of(setting, text, "--goal").formula)


WORLDS = Command(
    worlds,
    (
        ("detente worlds two-capitals", "shares, what drives them, in which worlds"),
        ("detente worlds two-capitals --draws 20 --seed 3", "a sample, with its errors"),
        ("detente worlds two-capitals --concept seq --goal 'a treaty'", "one goal under one concept"),
        ("detente worlds two-capitals --lever 'the mandate is renewed'", "with a lever pulled"),
        ("detente worlds two-capitals --json", "everything, for a program"),
    ),
)
