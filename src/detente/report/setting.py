"""What a report is about: a case, and the levers that were pulled."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any

import attrs

from detente.case import Case
from detente.conflict import Conflict
from detente.report.blocks import Block, Heading, Prose, Span
from detente.report.wording import counted, day
from detente.version import VERSION

KINDS = {
    "analysis": "analysis",
    "reconstruction": "reconstruction, written after the event and no forecast",
    "published": "published model",
    "teaching": "teaching example",
}
"""What a case is, in words."""


@attrs.frozen
class Setting:
    """A case, and the levers that were pulled.

    Attributes:
        case: The case.
        levers: The names of the levers that were pulled, in order.
        conflict: The conflict after that.
    """

    case: Case
    levers: tuple[str, ...]
    conflict: Conflict

    @classmethod
    def of(cls, case: Case, levers: Iterable[str] = ()) -> Setting:
        """Pull levers of a case, given by name.

        Raises:
            UnknownNameError: If there is no such lever.
            InputError: If a lever does not fit the conflict.
        """
        pulled = [case.lever(name) for name in levers]
        changed = reduce(lambda conflict, lever: lever.apply(conflict), pulled, case.conflict)
        return cls(case, tuple(lever.name for lever in pulled), changed)

    @property
    def status_quo(self) -> int | None:
        """The number of the status quo, if it is known."""
        index = self.conflict.status_quo_index
        return None if index is None else index + 1

    def headline(self) -> list[Block]:
        """Return the title, and a line that says what kind of case it is and how large."""
        sizes = [
            counted(len(self.conflict.names), "decision maker"),
            counted(self.conflict.size, "state"),
            assumed(self.case),
        ]
        blocks: list[Block] = [Heading(self.case.title), Prose(Span(" · ".join(sizes), "faint"))]
        if self.levers:
            pulled = ", ".join(f"“{name}”" for name in self.levers)
            blocks.append(Prose(["With ", Span(pulled, "strong"), "."], joined=True))
        return blocks

    def to_dict(self) -> dict[str, Any]:
        """Return the title and where the numbers come from, as plain data."""
        return {
            "title": self.case.title,
            "case": {
                "kind": self.case.kind,
                "as_of": None if self.case.as_of is None else self.case.as_of.isoformat(),
                "fingerprint": self.case.fingerprint,
                "version": VERSION,
            },
            "levers": list(self.levers),
            "status_quo": self.status_quo,
        }


def assumed(case: Case) -> str:
    """Say what kind of case it is and when its inputs were frozen."""
    return KINDS[case.kind] + (f" · inputs of {day(case.as_of)}" if case.as_of else "")
