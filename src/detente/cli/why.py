"""``detente why``: why does a state hold, or not?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import attrs
import typer

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, Concepts, Levers, Unknown, split
from detente.cli.progress import Tell, working
from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError, UnknownNameError, about
from detente.errors import unknown as no_such
from detente.levers import Lever
from detente.library import load
from detente.prose import listed
from detente.report import FORMATS
from detente.report.picking import picked
from detente.report.setting import Setting
from detente.report.why import WhyReport
from detente.requiring import CONCEPTS_REQUIRED, Robustness, robustness
from detente.stability import Probabilistic, concept_named, probabilistic, solve
from detente.stability.concepts import BASIC
from detente.stability.finding.solver import Clock
from detente.stability.unknown import DEFAULT, extension_named
from detente.worlds import preference_chances
from detente.worlds.doubts.doubts import unchanged

StateText = Annotated[
    str,
    typer.Argument(
        metavar="STATE",
        help="A state number, the label of a state, a formula that holds in one state only, or status-quo.",
        show_default=False,
    ),
]
For = Annotated[
    list[str] | None,
    typer.Option(
        "--for", metavar="NAME", help="Only this decision maker; may be given several times.", show_default=False
    ),
]

Robust = Annotated[
    bool, typer.Option("--robust", help="Tell also how little would overturn each verdict, and whose change of mind.")
]


TimeLimit = Annotated[
    float, typer.Option("--time-limit", metavar="SECONDS", min=0.0, help="With --robust: look this long in all.")
]

SECONDS = 30.0
"""How long is looked for what would overturn verdicts, unless told otherwise."""

MOST_BY_CHANCE = 500
"""The most states of a conflict in which verdicts are told by chance."""


def why(  # noqa: PLR0913 - one for each option
    name: CaseName,
    state: StateText,
    *,
    decision_maker: For = None,
    concept: Concepts = None,
    lever: Levers = None,
    unknown: Unknown = DEFAULT,
    robust: Robust = False,
    time_limit: TimeLimit = SECONDS,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Tell why a state holds or not: what better each could do, and what deters it from that.

    The text speaks of nash, gmr, smr and seq, and JSON of every concept, unless some are named.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Working it out") as tell:
        setting = attrs.evolve(Setting.of(load(name), lever or ()), extension=extension_named(unknown).key)
        with about("STATE"):
            number = picked(setting.conflict, state)
        names = _names(decision_maker or setting.conflict.names, setting.conflict.names)
        keys = tuple(concept_named(each).key for each in split(concept)) or (None if FORMATS[key].data else BASIC)
        solution = solve(setting.conflict, keys, extension=setting.extension)
        explanations = [each for name in names for each in solution.why(number, name)]
        report = WhyReport(setting, number, explanations)
        if robust:
            told = _robustness(setting.conflict, number, names, solution.concepts, time_limit, tell)
            likely, unlikely = _likely(setting, [each for each in solution.concepts if each in CONCEPTS_REQUIRED])
            report = attrs.evolve(report, robust=told, likely=likely, unlikely=unlikely)
    show(report, key)


def _likely(setting: Setting, keys: Sequence[str]) -> tuple[tuple[Probabilistic, ...], str]:
    """Return the verdicts by the chances of what is in doubt; none, and why, where these cannot be told."""
    case, conflict = setting.case, setting.conflict
    if not case.doubts:
        return (), ""
    if not case.doubts.wants:
        return (), "what is in doubt is not what somebody wants"
    if any(maker.believes for maker in conflict.decision_makers):
        return (), "chances take no account of what somebody believes of another"
    if conflict.size > MOST_BY_CHANCE:
        return (), f"{conflict.size:,} states are too many for it, at most {MOST_BY_CHANCE}"
    pull = Lever.together([case.lever(name) for name in setting.levers]).apply if setting.levers else unchanged
    try:
        chances = preference_chances(case.conflict, case.doubts, change=pull)
    except UnavailableError:
        return (), "the states and moves are not the same in all worlds; 'detente worlds' draws them"
    return tuple(probabilistic(conflict, chances, key) for key in keys), ""


def _robustness(  # noqa: PLR0913, PLR0917 - what is asked, and how
    conflict: Conflict, number: int, names: Sequence[str], keys: Sequence[str], limit: float, tell: Tell
) -> tuple[Robustness, ...]:
    """Return how little would overturn the verdicts, under those concepts of which it can be told.

    Raises:
        UnavailableError: If it can be told of none.
    """
    able = [key for key in keys if key in CONCEPTS_REQUIRED]
    if not able:
        message = f"--robust: what would overturn a verdict under {listed(keys)} cannot be told"
        raise UnavailableError(Problem(message, allowed=", ".join(CONCEPTS_REQUIRED)))
    asked = [(name, key) for name in names for key in able]
    parts = Clock.of(limit).shared(len(asked))
    with about("--robust"):
        return tuple(
            each
            for (name, key), part in zip(asked, parts, strict=True)
            for each in robustness(conflict, number, key, decision_maker=name, seconds=part.seconds, progress=tell)
        )


def _names(given: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the decision makers asked for, each once.

    Raises:
        UnknownNameError: If one of them does not exist.
    """
    if strangers := [name for name in given if name not in known]:
        raise UnknownNameError(*(no_such("decision maker", name, known).within("--for") for name in strangers))
    return tuple(dict.fromkeys(given))


WHY = Command(
    why,
    (
        ("detente why elmira 5", "why state 5 holds"),
        ("detente why elmira 'uniroyal = delay, insist' --for Uniroyal --concept seq", "one verdict"),
        ("detente why cuba-1962 status-quo", "what could be done today"),
        ("detente why elmira 1 --lever 'the order is modified'", "with a lever pulled"),
        ("detente why syria-iraq-1975 6 --concept seq --robust", "and what would overturn it"),
        ("detente why elmira 5 --json", "for a program"),
    ),
)
