"""``detente cases``: which cases come with the package?"""

from __future__ import annotations

from detente.cli.command import Command
from detente.cli.output import chosen_format, show
from detente.cli.parameters import AsCsv, AsFormat, AsJson
from detente.library import describe
from detente.report.listing import LibraryReport


def cases(*, as_json: AsJson = False, as_csv: AsCsv = False, as_format: AsFormat = None) -> None:
    """List the cases that come with the package, one line each.

    Every command takes their names in place of a file.
    """
    show(LibraryReport(describe()), chosen_format(as_format, json=as_json, csv=as_csv))


CASES = Command(
    cases,
    (
        ("detente cases", "the library"),
        ("detente cases --json", "for a program"),
    ),
)
