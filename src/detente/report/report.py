"""What every report offers to the formats."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from detente.errors import Problem, UnavailableError
from detente.report.blocks import Block

Records = Iterable[Mapping[str, Any]]
"""Rows of a table as plain data: column name to value, the same columns in every row."""


Plain = Mapping[str, Any] | Sequence[Mapping[str, Any]]
"""Plain data: one object, or a list of them."""


class Report(ABC):
    """Something to show, in whatever format."""

    @abstractmethod
    def blocks(self) -> Iterable[Block]:
        """Return what a person reads, from top to bottom."""

    @abstractmethod
    def to_dict(self) -> Plain:
        """Return what a program reads: plain data."""

    def records(self) -> Records:
        """Return what a spreadsheet reads: one row after another.

        Raises:
            UnavailableError: If there is no table in this report.
        """
        raise no_table()


def no_table() -> UnavailableError:
    """Return the error that there is nothing to write as a table."""
    return UnavailableError(Problem("this is no table, and cannot be written as CSV", allowed="--json"))
