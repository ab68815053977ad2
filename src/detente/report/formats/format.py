"""What a format is."""

from __future__ import annotations

from importlib import import_module

import attrs

from detente.report.report import Report
from detente.report.surface import Surface


@attrs.frozen
class Format:
    """A format that reports can be written in: what ``to_csv`` in the module ``as_csv`` writes has the key ``csv``.

    Attributes:
        key: Its short name, by which it is asked for.
        says: What it is for.
        data: Whether programs read it, so that it holds everything; what people read is kept short.
    """

    key: str
    says: str
    data: bool = False

    def render(self, report: Report, surface: Surface) -> str:
        """Write a report; how is imported when it is asked for."""
        module = import_module(f"detente.report.formats.as_{self.key}")
        text: str = getattr(module, f"to_{self.key}")(report, surface)
        return text
