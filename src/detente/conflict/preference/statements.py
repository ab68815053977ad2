r"""Prioritised statements.

Statements Ω_1, …, Ω_k stand in order of importance. State s is preferred to t iff the truth vector of s is
lexicographically greater: at the first statement in which they differ, it holds in s. Fang, Hipel, Kilgour & Peng
(2003) give the score Σ 2^(k-j) over the statements that hold, which overflows a 64-bit word beyond 63 statements.
Here statements are taken a few at a time and the order found so far is kept as whole numbers, so that the comparison
is exact for any number of them.

>>> from detente.conflict.space import StateSpace
>>> from detente.formula import Variable, Vocabulary
>>> space = StateSpace(Vocabulary([Variable("attack"), Variable("talk")]))
>>> Statements(["not attack", "talk"]).payoffs(space)
array([3, 1, 4, 2], dtype=int32)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.patterns import Patterns
from detente.conflict.preference.base import TABLE, UNEQUAL, Payoffs, dense
from detente.conflict.space import StateSpace
from detente.formula import Formula, as_formulas

_BITS = 8
"""So many truth values are put together in one byte before they are added to an order."""


def _refined(order: Payoffs, statements: Sequence[Formula], space: StateSpace) -> NDArray[np.int64]:
    """Return an order that follows the one given, and where that is level, the statements."""
    refined = order.astype(np.int64)
    for part, patterns in space.blocks():
        block = refined[part]
        for first in range(0, len(statements), _BITS):
            byte = statements[first : first + _BITS]
            block <<= len(byte)
            block |= _truths(byte, patterns)
    return refined


def _truths(statements: Sequence[Formula], patterns: Patterns) -> NDArray[np.uint8]:
    """Return the truth vector of at most eight statements as one number for each pattern, the first counting most."""
    truths = np.zeros(len(patterns.codes), dtype=np.uint8)
    for statement in statements:
        truths <<= 1
        truths |= patterns.where(statement)
    return truths


@attrs.frozen
class Statements:
    """Prioritised statements, most important first; none at all means indifference."""

    key: ClassVar[str] = "prefers"
    says: ClassVar[str] = "wants, most important first"

    statements: tuple[Formula, ...] = attrs.field(default=(), converter=as_formulas)

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The statements."""
        return self.statements

    def lines(self) -> list[tuple[str, str]]:
        """Return the statements, numbered."""
        return [(f"{place}.", str(statement)) for place, statement in enumerate(self.statements, start=1)]

    def in_a_line(self) -> str:
        """Return the statements in a line.

        >>> Statements(["not attack", "talk"]).in_a_line()
        'not attack; talk'
        """
        return "; ".join(map(str, self.statements))

    def payoffs(self, space: StateSpace) -> Payoffs:
        """Return the payoff of each state; see :class:`~detente.conflict.preference.base.Preference`."""
        order: Payoffs = np.ones(space.patterns.size, dtype=np.int32)
        waiting = self.statements
        while waiting:
            # As many statements as keep the order a small number, so that it is made dense again without sorting.
            count = max(1, (TABLE // int(order.max())).bit_length() - 1)
            order, waiting = dense(_refined(order, waiting[:count], space)), waiting[count:]
        agreed = space.agreed(order, UNEQUAL)
        return order if agreed is order else dense(agreed)

    def carried(self, _before: StateSpace, _after: StateSpace) -> Statements:
        """Return the same preference: formulas speak of any states."""
        return self
