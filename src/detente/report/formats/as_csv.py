"""Reports as comma-separated values.

>>> from detente.report.formats.as_csv import table
>>> print(table([{"state": 1, "nash": True}, {"state": 2, "nash": None}]), end="")
state,nash
1,true
2,
"""

from __future__ import annotations

import csv
import io
from typing import Any

from detente.report.report import Records, Report
from detente.report.surface import Surface


def to_csv(report: Report, _surface: Surface) -> str:
    """Return the rows of a report, below a line of headings."""
    return table(report.records())


def table(records: Records) -> str:
    """Return rows as comma-separated values; truth values are ``true`` and ``false``, and what is unknown is empty."""
    rows = list(records)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(rows[0] if rows else [])
    writer.writerows([_value(value) for value in row.values()] for row in rows)
    return written.getvalue() if rows else ""


def _value(value: Any) -> Any:  # noqa: ANN401 - any plain value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value.replace("\r", " ")  # which readers take for the end of the row
    return "" if value is None else value
