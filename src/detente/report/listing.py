"""The cases of the library, one line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from detente.library import Entry
from detente.report.blocks import Block, Column, Prose, Span, Table, Words
from detente.report.report import Records, Report


@attrs.frozen
class LibraryReport(Report):
    """The cases of the library.

    Attributes:
        entries: What each of them is.
    """

    entries: tuple[Entry, ...]

    def blocks(self) -> Iterable[Block]:
        """Return a table with a row for each case, and what to do with it."""
        columns = [Column("name"), Column("kind", importance=0), Column("what it is about", folds=True)]
        rows: list[list[Words]] = [
            [Span(entry.name, "strong"), entry.kind, f"{entry.title}. {entry.line}"] for entry in self.entries
        ]
        yield Table(columns, rows)
        yield Prose(Span("detente show NAME tells a case in words, detente ask NAME answers its question.", "faint"))

    def to_dict(self) -> dict[str, Any]:
        """Return the cases as plain data."""
        return {"cases": [attrs.asdict(entry) for entry in self.entries]}

    def records(self) -> Records:
        """Return a row for each case."""
        return [attrs.asdict(entry) for entry in self.entries]
