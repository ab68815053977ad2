"""Statements that may not be wanted at all.

>>> StatementHeld("A", 1, "winter = mild").arranged([0, 1, 2], 1)
[0, 2]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from detente.worlds.doubts.base import By, EitherWay, Phase, as_either


@attrs.frozen
class StatementHeld(EitherWay):
    """``certainty`` of a statement: it is held in some worlds, and dropped in the others.

    Attributes:
        decision_maker: Whose statement it is.
        place: Its place among the statements, from 0.
        by: What decides whether it is held.
        faction: The faction whose statement it is, or empty if it is the decision maker's own.
    """

    key: ClassVar[str] = "statement"
    says: ClassVar[str] = "whether a statement is held"
    phase: ClassVar[Phase] = Phase.WANTS
    ALTERNATIVES: ClassVar[tuple[str, str]] = ("held", "dropped")

    decision_maker: str
    place: int
    by: By = attrs.field(converter=as_either)
    faction: str = ""

    @property
    def subject(self) -> str:
        """Whose statement it is, and which."""
        return f"{whose(self.decision_maker, self.faction)}, statement {self.place + 1}"

    @property
    def last(self) -> int:
        """The last place among the statements that is spoken of, from 0."""
        return self.place

    def arranged(self, places: Sequence[int], alternative: int) -> list[int]:
        """Return the places of the statements that are left, in their order."""
        return [place for place in places if alternative == 0 or place != self.place]


def whose(decision_maker: str, faction: str) -> str:
    """Name a decision maker, or a faction of it."""
    return f"{decision_maker} ({faction})" if faction else decision_maker
