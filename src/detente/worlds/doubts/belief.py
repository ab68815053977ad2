"""Beliefs that may not be held.

>>> from detente.conflict import DecisionMaker, Statements
>>> bluffed = DecisionMaker("A", ["a"], believes={"B": Statements(["b"])})
>>> today = Conflict([bluffed, DecisionMaker("B", ["b"])])
>>> doubt = Believed("A", "B", "winter = mild")
>>> doubt.apply(today, 0).has_beliefs, doubt.apply(today, 1).has_beliefs
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from detente.conflict import Conflict
from detente.errors import Problem, unknown
from detente.worlds.doubts.base import By, EitherWay, Phase, as_either


@attrs.frozen
class Believed(EitherWay):
    """``certainty`` of a belief: it is held in some worlds; in the others the believer knows what is wanted.

    Attributes:
        decision_maker: Who believes it.
        about: The one it is about.
        by: What decides whether it is held.
    """

    key: ClassVar[str] = "belief"
    says: ClassVar[str] = "whether a belief is held"
    phase: ClassVar[Phase] = Phase.BELIEF
    ALTERNATIVES: ClassVar[tuple[str, str]] = ("held", "knows better")

    decision_maker: str
    about: str
    by: By = attrs.field(converter=as_either)

    @property
    def subject(self) -> str:
        """Who believes something of whom."""
        return f"what {self.decision_maker} thinks {self.about} wants"

    def problems(self, conflict: Conflict) -> Iterator[Problem]:
        """Yield that there is no such belief in a conflict."""
        if self.decision_maker not in conflict.names:
            yield unknown("decision maker", self.decision_maker, conflict.names)
            return
        known = [name for name, _ in conflict.decision_makers[conflict.place_of(self.decision_maker)].believes]
        if self.about not in known:
            yield unknown("belief about", self.about, known).within(f"decision maker '{self.decision_maker}'")

    def apply(self, conflict: Conflict, alternative: int) -> Conflict:
        """Return the conflict with the belief, or without."""
        if alternative == 0:
            return conflict
        owners = list(conflict.decision_makers)
        place = conflict.place_of(self.decision_maker)
        kept = [(name, liked) for name, liked in owners[place].believes if name != self.about]
        owners[place] = attrs.evolve(owners[place], believes=kept)
        return attrs.evolve(conflict, decision_makers=owners)
