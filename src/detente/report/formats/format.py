"""What a format is."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from detente.report.report import Report
from detente.report.surface import Surface


@attrs.frozen
class Format:
    """A format that reports can be written in.

    Attributes:
        key: Its short name, which is also its option on the command line.
        says: What it is for.
        render: Writes a report.
    """

    key: str
    says: str
    render: Callable[[Report, Surface], str]
