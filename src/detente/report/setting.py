"""What a report is about: a case, and the levers that were pulled."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import attrs

from detente.case import Case
from detente.conflict import Conflict
from detente.levers import pull
from detente.prose import day
from detente.report.blocks import Block, Heading, Prose, Span
from detente.report.wording import counted
from detente.stability import EXTENSIONS
from detente.stability.unknown import DEFAULT
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
        extension: The letter of the extension in which verdicts are told, where preferences are unknown.
    """

    case: Case
    levers: tuple[str, ...]
    conflict: Conflict
    extension: str = DEFAULT

    @classmethod
    def of(cls, case: Case, levers: Iterable[str] = ()) -> Setting:
        """Pull levers of a case, given by name.

        Raises:
            UnknownNameError: If there is no such lever.
            InputError: If a lever does not fit the conflict.
        """
        pulled = [case.lever(name) for name in levers]
        return cls(case, tuple(lever.name for lever in pulled), pull(pulled, case.conflict))

    @property
    def status_quo(self) -> int | None:
        """The number of the status quo, if it is known, and the states are few enough to have numbers."""
        if not self.conflict.space.fits:
            return None
        index = self.conflict.status_quo_index
        return None if index is None else index + 1

    @property
    def in_doubt(self) -> int:
        """The number of things in doubt, if it rests on any of them what holds; 0 if only paces are in doubt."""
        return len(self.case.doubts.doubts) if self.case.doubts.draws else 0

    def headline(self, *, settled: bool = True, among: Conflict | None = None) -> list[Block]:
        """Return the title, and a line that says what kind of case it is and how large.

        Args:
            settled: Whether the report takes what is in doubt as settled, which is said then.
            among: The conflict whose states are counted; that with the levers pulled unless given.
        """
        sizes = [
            counted(len(self.conflict.names), "decision maker"),
            told_size(self.conflict if among is None else among),
            assumed(self.case),
        ]
        blocks: list[Block] = [Heading(self.case.title), Prose(Span(" · ".join(sizes), "faint"))]
        if self.levers:
            pulled = ", ".join(f"“{name}”" for name in self.levers)
            blocks.append(Prose(["With ", Span(pulled, "strong"), "."], joined=True))
        if self.conflict.has_unknown:
            blocks.append(Prose(Span(unknown_notice(self.extension), "open")))
        if settled and self.in_doubt:
            blocks.append(Prose(Span(settled_notice(self.in_doubt), "faint"), joined=True))
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
            "in_doubt": self.in_doubt,
        }


def unknown_notice(extension: str) -> str:
    """Say in which extension verdicts are told where it is not always known what somebody prefers.

    >>> unknown_notice("b")
    'It is not known of all states who prefers which. Verdicts are those of extension b: everyone moves only to what is
    surely better, and is deterred only by what is surely no better.'
    """
    verdicts = f"Verdicts are those of extension {extension}: everyone {EXTENSIONS[extension].says}."
    return f"It is not known of all states who prefers which. {verdicts}"


def settled_notice(number: int) -> str:
    """Say that what is in doubt is left aside.

    >>> settled_notice(7)
    "7 things in doubt are taken as written; 'detente worlds' draws them."
    >>> settled_notice(1)
    "1 thing in doubt is taken as written; 'detente worlds' draws it."
    """
    them, are = ("it", "is") if number == 1 else ("them", "are")
    return f"{counted(number, 'thing')} in doubt {are} taken as written; 'detente worlds' draws {them}."


def told_size(conflict: Conflict) -> str:
    """Say how many states there are, or that there are too many to list.

    >>> from detente.conflict import DecisionMaker
    >>> (
    ...     told_size(Conflict([DecisionMaker("A", ["a", "b"])])),
    ...     told_size(Conflict([DecisionMaker("A", [f"o{k}" for k in range(60)])], infeasible=["o0 and o1"])),
    ... )
    ('4 states', 'about 2^59.6 states, too many to list')
    """
    if conflict.space.fits:
        return counted(conflict.size, "state")
    count = conflict.space.counted
    if count is None:
        return f"up to 2^{math.log2(conflict.space.combinations):.3g} states, too many to list"
    return f"about 2^{math.log2(count):.3g} states, too many to list"


def assumed(case: Case) -> str:
    """Say what kind of case it is and when its inputs were frozen."""
    return KINDS[case.kind] + (f" · inputs of {day(case.as_of)}" if case.as_of else "")
