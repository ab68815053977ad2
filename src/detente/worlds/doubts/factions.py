"""Factions: what a decision maker wants depends on which group prevails.

>>> from detente.conflict import Statements
>>> from detente.worlds.draw import Draw
>>> groups = [Faction("hawks", first=["strike"]), Faction("doves", Statements(["not strike"])), Faction("line")]
>>> doubt = Factions("A", groups, Draw("A: who prevails", {"hawks": "0.2", "doves": "0.3", "line": "0.5"}))
>>> doubt.alternatives, doubt.likeliest([]).name
(('hawks', 'doves', 'line'), 'line')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

import attrs

from detente.conflict import Preference
from detente.conflict.option import repeated
from detente.errors import ConflictError, Problem
from detente.formula import Formula, as_formulas
from detente.worlds.doubts.base import By, Phase, as_by, checked_by
from detente.worlds.doubts.outcomes import chances_of
from detente.worlds.draw import Draw


@attrs.frozen
class Faction:
    """A group that may prevail in a decision maker.

    Attributes:
        name: What it is called.
        preference: What the decision maker wants if it prevails; ``None`` if what it wants anyhow.
        first: Statements that then come in front of what the decision maker wants anyhow.

    Raises:
        ConflictError: If it has both.
    """

    name: str
    preference: Preference | None = None
    first: tuple[Formula, ...] = attrs.field(default=(), converter=as_formulas, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check that it has one or the other."""
        if self.preference is not None and self.first:
            raise ConflictError(Problem(f"the faction '{self.name}' has a preference, and statements in front of it"))


def _as_factions(factions: Iterable[Faction]) -> tuple[Faction, ...]:
    return tuple(factions)


@attrs.frozen
class Factions:
    """``factions`` of a decision maker, of which one prevails.

    Attributes:
        decision_maker: Whose factions they are.
        of: The factions.
        by: What decides which of them prevails.
        own: What the decision maker wants anyhow; ``None`` if that is what the conflict says it wants. In a case the
            conflict has what the likeliest faction wants.

    Raises:
        ConflictError: If there are none, or two have one name.
    """

    key: ClassVar[str] = "factions"
    says: ClassVar[str] = "which group prevails"
    phase: ClassVar[Phase] = Phase.WANTS

    decision_maker: str
    of: tuple[Faction, ...] = attrs.field(converter=_as_factions)
    by: By = attrs.field(converter=as_by)
    own: Preference | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check that they can be told apart, and that there is an outcome for each."""
        if not self.of:
            raise ConflictError(Problem(f"{self.decision_maker}: no factions", "one or more"))
        if twice := repeated(self.alternatives):
            raise ConflictError(Problem(f"{self.decision_maker}: two factions are named '{twice[0]}'"))
        checked_by(self)

    @property
    def subject(self) -> str:
        """Whose factions they are."""
        return f"{self.decision_maker}, its factions"

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The names of the factions."""
        return tuple(faction.name for faction in self.of)

    def likeliest(self, shared: Sequence[Draw]) -> Faction:
        """Return the likeliest of them, the first among equals, given the draws that several doubts may rest on."""
        chances = chances_of(self.by, shared)
        return self.of[chances.index(max(chances))]
