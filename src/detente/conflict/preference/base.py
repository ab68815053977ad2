"""What every preference structure offers."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from detente.conflict.patterns import BLOCK
from detente.conflict.space import StateSpace
from detente.formula import Formula

Payoffs = NDArray[np.int32]
"""How much each state is liked: whole numbers of shape (m,), 1 the worst, equal where there is indifference."""


class Preference(Protocol):
    """How a decision maker orders the states.

    Attributes:
        key: The name of the structure, which is also its key in a case file.
        says: What its lines say, to follow whose preference it is.
    """

    key: ClassVar[str]
    says: ClassVar[str]

    @property
    def formulas(self) -> tuple[Formula, ...] | None:
        """The formulas it is made of, or ``None`` if it names states by number."""
        ...

    def lines(self) -> list[tuple[str, str]]:
        """Return it line by line, each with its mark; none if it tells no states apart."""
        ...

    def in_a_line(self) -> str:
        """Return it in a line, as a case file would have it; empty if it tells no states apart."""
        ...

    def payoffs(self, space: StateSpace) -> Payoffs:
        """Return the payoff of each state.

        Raises:
            ConflictError: If the preference does not fit the states, or tells members of a coalesced state apart.
            UnknownNameError: If it names an option, level or state that does not exist.
        """
        ...

    def carried(self, before: StateSpace, after: StateSpace) -> Preference:
        """Return the same preference for other states of the same options.

        Raises:
            ConflictError: If it says nothing about one of the states, or tells apart states that are one now.
        """
        ...


UNEQUAL = "the preference is not"
"""How the members of a coalesced state must not be: unequally liked."""


PLACES = 8
"""A table with at most so many places for each state orders them sooner than sorting does."""

TABLE = 2**22
"""A larger table is made only where it has no more than two places for each state: there sorting needs more memory."""


def dense(scores: NDArray[Any]) -> Payoffs:
    """Replace scores by their places among the distinct scores, 1 for the lowest.

    >>> dense(np.array([30, -2, 30, 7]))
    array([3, 1, 3, 2], dtype=int32)
    """
    lowest, highest = scores.min(), scores.max()
    if highest - lowest < max(min(PLACES * scores.size, TABLE), 2 * scores.size):
        return _dense_by_table(scores, lowest, int(highest - lowest) + 1)
    return (np.unique(scores, return_inverse=True)[1] + 1).astype(np.int32)


def _dense_by_table(scores: NDArray[Any], lowest: Any, span: int) -> Payoffs:  # noqa: ANN401 - a number of any kind
    occurs = np.zeros(span, dtype=bool)
    parts = [slice(start, start + BLOCK) for start in range(0, len(scores), BLOCK)]
    for part in parts:
        occurs[(scores[part] - lowest).astype(np.int64, copy=False)] = True
    places, found = np.cumsum(occurs, dtype=np.int32), np.empty(scores.shape, dtype=np.int32)
    for part in parts:
        found[part] = places[(scores[part] - lowest).astype(np.int64, copy=False)]
    return found
