"""``detente check``: is a case sound?"""

from __future__ import annotations

import typer

from detente.case import read_text
from detente.case.slips import slips
from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsFormat, AsJson, CaseName
from detente.errors import InputError
from detente.library import written
from detente.report.checking import CheckReport, FaultsReport
from detente.report.setting import Setting


def check(name: CaseName, *, as_json: AsJson = False, as_format: AsFormat = None) -> None:
    """Read a case and list all that is wrong with it, each fault with its line.

    If nothing is wrong, say what the case holds and what in it is worth a second look.
    """
    key = chosen_format(as_format, json=as_json)
    try:
        text, file = written(name)
        report = CheckReport(Setting.of(read_text(text, file)), name, tuple(slips(text, file)))
        if report.setting.conflict.space.fits:
            report.setting.conflict.payoff_table  # noqa: B018 - finds what only shows once the payoffs are known
    except InputError as error:
        if key != "json":
            raise
        show(FaultsReport(error.problems), key)
        raise typer.Exit(2) from None
    show(report, key)


CHECK = Command(
    check,
    (
        ("detente check my-case.yaml", "is my file sound?"),
        ("detente check elmira", "a case of the library"),
        ("detente check elmira --json", "for an editor or a script"),
    ),
)
