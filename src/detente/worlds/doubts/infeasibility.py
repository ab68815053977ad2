"""Formulas that may hold after all.

>>> from detente.conflict import DecisionMaker
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"])], infeasible=["talk and strike"])
>>> doubt = Infeasible("talk and strike", "winter = mild")
>>> doubt.apply(today, 0).size, doubt.apply(today, 1).size
(3, 4)
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from detente.conflict import Conflict
from detente.formula import Formula, as_formula
from detente.worlds.doubts.base import By, as_either, checked_by


@attrs.frozen
class Infeasible:
    """``certainty`` of an infeasible formula: it cannot hold in some worlds, and can in the others.

    Attributes:
        formula: One of the infeasible formulas of the conflict.
        by: What decides whether it is infeasible.
    """

    key: ClassVar[str] = "infeasible"
    says: ClassVar[str] = "whether something is infeasible"
    ALTERNATIVES: ClassVar[tuple[str, str]] = ("cannot hold", "can hold")

    formula: Formula = attrs.field(converter=as_formula)
    by: By = attrs.field(converter=as_either)

    def __attrs_post_init__(self) -> None:
        """Check that there is an outcome for each alternative."""
        checked_by(self)

    @property
    def subject(self) -> str:
        """The formula."""
        return f"'{self.formula}'"

    @property
    def alternatives(self) -> tuple[str, ...]:
        """That it cannot hold, or can."""
        return self.ALTERNATIVES

    def apply(self, conflict: Conflict, alternative: int) -> Conflict:
        """Return the conflict with the formula, or without; one that a lever has dropped already stays dropped."""
        listed = list(conflict.infeasible)
        if alternative == 0 or self.formula not in listed:
            return conflict
        listed.remove(self.formula)
        return conflict.with_infeasible(listed)

    def widened(self, conflict: Conflict) -> Conflict:
        """Return the conflict with every state that there is in some world: those without the formula."""
        return self.apply(conflict, 1)
