"""Which states hold for those who look h moves ahead: the worst they can expect, and what they can expect of a rival.

>>> from detente.library import load
>>> found = horizons(load("elmira").conflict, 5)
>>> [found.maximin_equilibria(horizon) for horizon in range(1, 6)]
[(5, 8, 9), (1, 4, 5, 8, 9), (1, 4, 5, 8, 9), (1, 4, 5, 8, 9), (1, 4, 5, 8, 9)]
>>> found.limited is None, found.reason
(True, 'it is defined for two decision makers, and not for 3')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, numbers_of
from detente.errors import Problem, UnavailableError
from detente.given import is_whole
from detente.stability.horizons.bounds import check
from detente.stability.horizons.limited import LimitedMoves, limited_moves, unavailable
from detente.stability.horizons.maximin import maximin
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 5
"""How far is looked ahead unless told otherwise."""


@attrs.frozen(eq=False)
class Horizons:
    """Which states hold for those who look some moves ahead.

    Attributes:
        conflict: The conflict.
        longest: The longest horizon.
        maximin: Whether each state is Maximin_h-stable: by horizon from 1, decision maker and state.
        limited: What two anticipate who take turns; ``None`` where limited moves are not defined.
        reason: Why they are not; empty if they are.
        version: The version of the program.
    """

    conflict: Conflict
    longest: int
    maximin: NDArray[np.bool_]
    limited: LimitedMoves | None
    reason: str
    version: str = VERSION

    def maximin_stable(self, decision_maker: str, horizon: int) -> tuple[int, ...]:
        """Return the numbers of the states that are Maximin_h-stable for a decision maker.

        Raises:
            UnknownNameError: If there is no such decision maker.
            UnavailableError: If the horizon was not asked for.
        """
        return numbers_of(self._at(horizon)[self.conflict.place_of(decision_maker)])

    def maximin_equilibria(self, horizon: int) -> tuple[int, ...]:
        """Return the numbers of the states that are Maximin_h-stable for everyone.

        Raises:
            UnavailableError: If the horizon was not asked for.
        """
        return numbers_of(np.logical_and.reduce(self._at(horizon)))

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data; ``limited`` is null where limited moves are not defined."""
        return {
            "longest": self.longest,
            "maximin": [
                {
                    "horizon": horizon,
                    "equilibria": list(self.maximin_equilibria(horizon)),
                    "stable": {name: list(self.maximin_stable(name, horizon)) for name in self.conflict.names},
                }
                for horizon in range(1, self.longest + 1)
            ],
            "limited": None if self.limited is None else self.limited.to_dict(),
            "reason": self.reason,
            "fingerprint": self.conflict.fingerprint,
            "version": self.version,
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row per state: whether it is an equilibrium at each horizon.

        The index holds the state numbers.
        """
        import pandas as pd

        every = range(1, self.conflict.size + 1)
        columns: dict[str, Any] = {"state": [self.conflict.space.label(number - 1) for number in every]}
        for horizon in range(1, self.longest + 1):
            columns[f"maximin {horizon}"] = self._at(horizon).all(axis=0)
        if self.limited is not None:
            for horizon in range(1, self.longest + 1):
                columns[f"limited {horizon}"] = np.isin(every, self.limited.equilibria(horizon))
        return pd.DataFrame(columns, index=pd.RangeIndex(1, self.conflict.size + 1, name="number"))

    def _at(self, horizon: int) -> NDArray[np.bool_]:
        if not is_whole(horizon) or not 1 <= horizon <= self.longest:
            raise UnavailableError(Problem(f"no horizon {horizon} was asked for", f"1 to {self.longest}"))
        return self.maximin[horizon - 1]


def horizons(conflict: Conflict, longest: int = LONGEST) -> Horizons:
    """Find out which states hold for those who look up to so many moves ahead.

    Args:
        conflict: The conflict.
        longest: The longest horizon.

    Returns:
        Maximin at every horizon; limited moves, non-myopic and Stackelberg where two rank all states strictly.

    Raises:
        UnavailableError: If the horizon is out of bounds, or preferences are unknown.
        TooLargeError: If there are too many states to list, or to look so far ahead in.
        KindError: If it is given no conflict.
    """
    check(conflict, longest)
    reason = unavailable(conflict)
    limited = None if reason else limited_moves(conflict, longest)
    return Horizons(conflict, longest, maximin(conflict, longest), limited, reason)
