"""``detente why``: why does a state hold, or not?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import attrs
import typer

from detente.answer import CONCEPTS_ASKED
from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsJson, CaseName, Concepts, Levers, Unknown, split
from detente.cli.progress import Tell, working
from detente.conflict import Conflict
from detente.errors import Problem, TooLargeError, UnavailableError, UnknownNameError, about
from detente.errors import unknown as no_such
from detente.library import load
from detente.report.picking import picked
from detente.report.setting import Setting
from detente.report.why import WhyReport
from detente.report.wording import listed
from detente.requiring import CONCEPTS_REQUIRED, SECONDS, Robustness, robustness
from detente.stability import Probabilistic, concept_named, probabilistic, solve
from detente.stability.unknown import DEFAULT, extension_named
from detente.worlds import preference_chances

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


def why(  # noqa: PLR0913 - one for each option
    name: CaseName,
    state: StateText,
    *,
    decision_maker: For = None,
    concept: Concepts = None,
    lever: Levers = None,
    unknown: Unknown = DEFAULT,
    robust: Robust = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Tell why a state holds or not: what better each could do, and what deters it from that.

    The text speaks of nash, seq, smr and gmr, and JSON of every concept, unless some are named.
    """
    key = chosen_format(json=as_json, csv=as_csv)
    with working("Working it out") as tell:
        setting = attrs.evolve(Setting.of(load(name), lever or ()), extension=extension_named(unknown).key)
        number = picked(setting.conflict, state)
        names = _names(decision_maker or setting.conflict.names, setting.conflict.names)
        keys = tuple(concept_named(each).key for each in split(concept)) or (CONCEPTS_ASKED if key == "text" else None)
        solution = solve(setting.conflict, keys, extension=setting.extension)
        explanations = [each for name in names for each in solution.why(number, name)]
        told = _robustness(setting.conflict, number, names, solution.concepts, tell) if robust else ()
        likely = _likely(setting, [each for each in solution.concepts if each in CONCEPTS_REQUIRED]) if robust else ()
    show(WhyReport(setting, number, explanations, told, likely), key)


def _likely(setting: Setting, keys: Sequence[str]) -> tuple[Probabilistic, ...]:
    """Return the verdicts by the chances of what is in doubt; none where that is not about what is preferred alone."""
    if not setting.case.doubts or setting.levers:
        return ()
    try:
        chances = preference_chances(setting.case.conflict, setting.case.doubts)
    except (TooLargeError, UnavailableError):
        return ()
    return tuple(probabilistic(setting.conflict, chances, key) for key in keys)


def _robustness(
    conflict: Conflict, number: int, names: Sequence[str], keys: Sequence[str], tell: Tell
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
    seconds = SECONDS / len(asked)
    with about("--robust"):
        return tuple(
            each
            for name, key in asked
            for each in robustness(conflict, number, key, decision_maker=name, seconds=seconds, progress=tell)
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
