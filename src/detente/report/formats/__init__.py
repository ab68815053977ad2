"""The formats a report can be written in, each a row in a table and a small file."""

from detente.errors import UnknownNameError, unknown
from detente.report.formats.format import Format
from detente.report.report import Report
from detente.report.surface import Surface

FORMATS: dict[str, Format] = {
    format_.key: format_
    for format_ in (
        Format("text", "for reading"),
        Format("json", "for programs: one JSON object", data=True),
        Format("csv", "for spreadsheets: comma-separated values with a line of headings", data=True),
        Format("markdown", "for wikis, notes and repositories: headings, lists and tables in Markdown"),
        Format("latex", "for papers and slides: a fragment for a document with booktabs and wasysym"),
        Format("html", "for the web and for print: a whole page that needs no other file"),
    )
}
"""Every format by its key."""


def format_named(key: str) -> Format:
    """Return the format of that key.

    Raises:
        UnknownNameError: If there is none.
    """
    if key not in FORMATS:
        raise UnknownNameError(unknown("format", key, FORMATS))
    return FORMATS[key]


def render(report: Report, key: str = "text", surface: Surface | None = None) -> str:
    """Return a report in a format.

    Args:
        report: What to show.
        key: The format, a key of :data:`FORMATS`.
        surface: What it is laid out for.

    Raises:
        UnknownNameError: If there is no such format.
        UnavailableError: If the report cannot be written in it.
    """
    return format_named(key).render(report, surface or Surface())


__all__ = ["FORMATS", "Format", "format_named", "render"]
