"""Infeasible formulas added or dropped.

>>> from detente.conflict import Conflict, DecisionMaker
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"])], infeasible=["talk and strike"])
>>> today.size, Allow(["talk and strike"]).apply(today).size, Forbid(["strike"]).apply(today).size
(3, 4, 2)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

import attrs

from detente.conflict import Conflict
from detente.errors import UnknownNameError, unknown
from detente.formula import Formula, as_formulas
from detente.levers.kinds.base import needs_options, spoken_of


@attrs.frozen
class Forbid:
    """``forbid``: these formulas cannot hold any more."""

    key: ClassVar[str] = "forbid"
    says: ClassVar[str] = "more outcomes are ruled out"

    formulas: tuple[Formula, ...] = attrs.field(converter=as_formulas)

    @classmethod
    def read(cls, written: Iterable[str]) -> Self:
        """Return the change from the texts of formulas."""
        return cls(written)

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict in which these formulas are infeasible, too."""
        needs_options(conflict, self.key)
        return conflict.with_infeasible([*conflict.infeasible, *self.formulas])

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return whose options or preferences it speaks of."""
        return spoken_of(conflict, self.formulas)


@attrs.frozen
class Allow:
    """``allow``: infeasible formulas of the conflict that become feasible."""

    key: ClassVar[str] = "allow"
    says: ClassVar[str] = "outcomes ruled out so far become possible"

    formulas: tuple[Formula, ...] = attrs.field(converter=as_formulas)

    @classmethod
    def read(cls, written: Iterable[str]) -> Self:
        """Return the change from the texts of formulas."""
        return cls(written)

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict without these infeasible formulas."""
        needs_options(conflict, self.key)
        listed = list(map(str, conflict.infeasible))
        strangers = [formula for formula in self.formulas if formula not in conflict.infeasible]
        if strangers:
            raise UnknownNameError(*(unknown("infeasible formula", str(each), listed) for each in strangers))
        return conflict.with_infeasible(each for each in conflict.infeasible if each not in self.formulas)

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return whose options or preferences it speaks of."""
        return spoken_of(conflict, self.formulas)
