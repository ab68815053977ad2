"""Statements put in front of what a decision maker prefers.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"], Statements(["strike"]))])
>>> Prefer.read({"A": ["talk"]}).apply(today).decision_makers[0].preference
Statements(statements=(Formula('talk'), Formula('strike')))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

import attrs
import numpy as np

from detente.conflict import Conflict, DecisionMaker, Preference, Ranking, Statements
from detente.formula import Formula, as_formulas

Put = tuple[tuple[str, tuple[Formula, ...]], ...]


def _as_put(put: Iterable[tuple[str, tuple[Formula, ...]]]) -> Put:
    return tuple(put)


@attrs.frozen
class Prefer:
    """``prefer``: statements that come before everything a decision maker preferred so far."""

    key: ClassVar[str] = "prefer"
    says: ClassVar[str] = "a decision maker puts something first"

    put: Put = attrs.field(converter=_as_put)

    @classmethod
    def read(cls, written: Mapping[str, Iterable[str]]) -> Self:
        """Return the change from the texts of statements by decision maker."""
        return cls((name, as_formulas(statements)) for name, statements in written.items())

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict with the statements in front."""
        owners = list(conflict.decision_makers)
        for name, statements in self.put:
            place = conflict.place_of(name)
            for statement in statements:
                conflict.words.check(statement)
            owners[place] = attrs.evolve(owners[place], preference=_before(conflict, owners[place], statements))
        return attrs.evolve(conflict, decision_makers=owners)

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return whose options or preferences it speaks of."""
        return frozenset(conflict.names[conflict.place_of(name)] for name, _ in self.put)


def _before(conflict: Conflict, owner: DecisionMaker, statements: tuple[Formula, ...]) -> Preference:
    if isinstance(owner.preference, Statements):
        return Statements((*statements, *owner.preference.statements))
    first = Statements(statements).payoffs(conflict.space).astype(np.int64)
    then = owner.preference.payoffs(conflict.space)
    return Ranking.of_payoffs(first * (int(then.max()) + 1) + then)
