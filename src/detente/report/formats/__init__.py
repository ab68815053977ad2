"""The formats a report can be written in, each a row in a table and a small file."""

from detente.report.formats.as_csv import to_csv
from detente.report.formats.as_json import to_json
from detente.report.formats.as_text import to_text
from detente.report.formats.format import Format
from detente.report.report import Report
from detente.report.surface import Surface

FORMATS: dict[str, Format] = {
    format_.key: format_
    for format_ in (
        Format("text", "for reading", to_text),
        Format("json", "for programs: one JSON object", to_json),
        Format("csv", "for spreadsheets: comma-separated values with a line of headings", to_csv),
    )
}
"""Every format by its key."""


def render(report: Report, key: str = "text", surface: Surface | None = None) -> str:
    """Return a report in a format.

    Args:
        report: What to show.
        key: The format, a key of :data:`FORMATS`.
        surface: What it is laid out for.
    """
    return FORMATS[key].render(report, surface or Surface())


__all__ = ["FORMATS", "Format", "render"]
