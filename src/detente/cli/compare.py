"""``detente compare``: what makes the difference?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson, CaseName, Concepts, Levers, split
from detente.cli.progress import working
from detente.comparison import compare as compared
from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.library import load
from detente.prose import listed
from detente.report.comparison import Compared, ComparisonReport
from detente.report.setting import Setting
from detente.stability import concept_named
from detente.stability.concepts import BASIC

Other = Annotated[str | None, typer.Argument(metavar="OTHER", help="Another case to compare with.", show_default=False)]

Variant = tuple[str, tuple[str, ...], Conflict]
"""What a variant is called, the levers it has pulled, and the conflict that it is."""


def compare(  # noqa: PLR0913 - one for each option
    name: CaseName,
    other: Other = None,
    *,
    lever: Levers = None,
    concept: Concepts = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_format: AsFormat = None,
) -> None:
    """Compare a case as it stands with levers pulled, or with another case: what makes which state hold or not.

    The difference is broken into single parts: each is tried alone, and each is left out alone.
    """
    key = chosen_format(as_format, json=as_json, csv=as_csv)
    with working("Comparing") as tell:
        setting = Setting.of(load(name))
        keys = tuple(concept_named(each).key for each in split(concept)) or BASIC
        found = [
            Compared(title, levers, compared(setting.conflict, conflict, keys, tell))
            for title, levers, conflict in _variants(setting, other, lever or ())
        ]
    show(ComparisonReport(setting, found), key)


def _variants(setting: Setting, other: str | None, levers: Sequence[str]) -> Iterable[Variant]:
    """Return what to compare with: another case, or all levers together and each of several alone.

    Raises:
        UnavailableError: If neither is given, or both are.
    """
    if (other is None) == (not levers):
        given = "nothing to compare with" if other is None else "another case and levers at once"
        raise UnavailableError(Problem(given, allowed="another case, or --lever"))
    if other is not None:
        case = load(other)
        return [(f"the case “{case.title}”" if case.title != setting.case.title else other, (), case.conflict)]
    together = list(dict.fromkeys(levers))
    alone = [[each] for each in together] if len(together) > 1 else []
    return [_pulled(setting, each) for each in (together, *alone)]


def _pulled(setting: Setting, levers: Sequence[str]) -> Variant:
    pulled = Setting.of(setting.case, levers)
    return f"with {listed(f'“{name}”' for name in levers)}", pulled.levers, pulled.conflict


COMPARE = Command(
    compare,
    (
        ("detente compare elmira --lever 'the order is modified'", "what a lever does"),
        ("detente compare winter-2021 --lever 'no summit' --concept seq", "under one concept"),
        ("detente compare elmira elmira-12 --concept nash,seq", "two cases"),
        ("detente compare elmira --lever 'the order is modified' --json", "for a program"),
    ),
)
