"""Formulas that may hold after all.

>>> from detente.conflict import DecisionMaker
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"])], infeasible=["talk and strike"])
>>> doubt = Infeasible("talk and strike", "winter = mild")
>>> doubt.apply(today, 0).size, doubt.apply(today, 1).size
(3, 4)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from detente.conflict import Conflict
from detente.errors import Problem, unknown
from detente.formula import Formula, as_formula
from detente.worlds.doubts.base import By, EitherWay, Phase, as_either


@attrs.frozen
class Infeasible(EitherWay):
    """``certainty`` of an infeasible formula: it cannot hold in some worlds, and can in the others.

    Attributes:
        formula: One of the infeasible formulas of the conflict.
        by: What decides whether it is infeasible.
    """

    key: ClassVar[str] = "infeasible"
    says: ClassVar[str] = "whether something is infeasible"
    phase: ClassVar[Phase] = Phase.STRUCTURE
    ALTERNATIVES: ClassVar[tuple[str, str]] = ("cannot hold", "can hold")

    formula: Formula = attrs.field(converter=as_formula)
    by: By = attrs.field(converter=as_either)

    @property
    def subject(self) -> str:
        """The formula."""
        return f"'{self.formula}'"

    def problems(self, conflict: Conflict) -> Iterator[Problem]:
        """Yield that the formula is not among those that are infeasible in a conflict."""
        if self.formula not in conflict.infeasible:
            yield unknown("infeasible formula", str(self.formula), map(str, conflict.infeasible))

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
