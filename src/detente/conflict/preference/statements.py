r"""Prioritised statements.

Statements Ω_1, …, Ω_k stand in order of importance. State s is preferred to t iff the truth vector of s is
lexicographically greater: at the first statement in which they differ, it holds in s. Fang, Peng, Hipel & Kilgour
(2003) give the score Σ 2^(k-j) over the statements that hold, which overflows a 64-bit word beyond 63 statements.
Here statements are taken 31 at a time and the order found so far is kept as whole numbers, so that the comparison is
exact for any number of them.

>>> from detente.conflict.space import StateSpace
>>> from detente.formula import Variable, Vocabulary
>>> space = StateSpace(Vocabulary([Variable("attack"), Variable("talk")]))
>>> Statements(["not attack", "talk"]).payoffs(space)
array([3, 1, 4, 2], dtype=int32)
"""

from __future__ import annotations

from typing import ClassVar

import attrs
import numpy as np

from detente.conflict.preference.base import UNEQUAL, Payoffs, dense
from detente.conflict.space import StateSpace
from detente.formula import Formula, as_formulas

_AT_ONCE = 31


@attrs.frozen
class Statements:
    """Prioritised statements, most important first; none at all means indifference."""

    key: ClassVar[str] = "prefers"

    statements: tuple[Formula, ...] = attrs.field(default=(), converter=as_formulas)

    def payoffs(self, space: StateSpace) -> Payoffs:
        """Return the payoff of each state; see :class:`~detente.conflict.preference.base.Preference`."""
        order = np.ones(space.patterns.size, dtype=np.int64)
        for start in range(0, len(self.statements), _AT_ONCE):
            for statement in self.statements[start : start + _AT_ONCE]:
                order = 2 * order + space.where_patterns(statement)
            order = dense(order).astype(np.int64)
        return dense(space.agreed(order, UNEQUAL))

    def carried(self, _before: StateSpace, _after: StateSpace) -> Statements:
        """Return the same preference: formulas speak of any states."""
        return self
