"""Which states a report shows."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import Problem, TooLargeError, about
from detente.formula import parse
from detente.report.wording import counted


@attrs.frozen
class Chosen:
    """The states that a report is to show.

    Attributes:
        indices: All that were chosen, from 0.
        first: How many of them are shown; all if ``None``.
    """

    indices: NDArray[np.int64] = attrs.field(eq=attrs.cmp_using(np.array_equal))
    first: int | None

    @classmethod
    def of(cls, mask: NDArray[np.bool_], first: int | None) -> Chosen:
        """Choose the states at which an array of truth values is true."""
        return cls(np.flatnonzero(mask), first)

    @property
    def shown(self) -> tuple[int, ...]:
        """The indices of those that are shown."""
        return tuple(self.indices[: self.first].tolist())

    @property
    def more(self) -> str:
        """How many are not shown and how to see them, if there are any."""
        missing = len(self.indices) - len(self.shown)
        if not missing:
            return ""
        every = len(self.indices)
        return f"… and {counted(missing, 'more state')}: --first {every} shows them, --where FORMULA narrows them down."


MOST_WRITTEN = 500_000
"""The most states that are written out as text, one by one."""


def check_written(count: int, key: str) -> None:
    """Refuse to write out very many states, one by one, in a format.

    Raises:
        TooLargeError: If there are too many, with what to do instead.
    """
    if count > MOST_WRITTEN:
        saved = "'detente solve' with --save FILE.npz holds all of them"
        ways = f"{saved}; --csv with --first N or --where FORMULA writes some"
        raise TooLargeError(Problem(f"{count:,} states as --{key}", allowed=f"at most {MOST_WRITTEN:,}; {ways}"))


def where(conflict: Conflict, formula: str | None) -> NDArray[np.bool_]:
    """Say in which states a formula given on the command line holds; in all if there is none.

    Raises:
        FormulaError: If it cannot be read.
        UnknownNameError: If it names something unknown.
        ConflictError: If it holds in some members of a coalesced state only.
    """
    if formula is None:
        return np.ones(conflict.size, dtype=bool)
    with about("--where"):
        return conflict.space.where(parse(formula))
