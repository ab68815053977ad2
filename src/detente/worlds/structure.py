"""Structures: worlds that have the same states and moves, and differ only in what decision makers want.

The graph of a conflict stays the same from world to world unless an option does not exist or something is infeasible,
so what depends on the graph alone is worked out once for each structure. Within it, each decision maker has few
preferences that differ; a world picks one for each.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError


@attrs.frozen(eq=False)
class Structure:
    """Worlds with the same states and moves; n decision makers and m states.

    Attributes:
        conflict: A conflict with these states and moves; what its decision makers want, or believe, is not used.
        places: The index of each of its states among the states of the widest structure: shape (m,), ascending.
        worlds: Which worlds of the sample these are: shape (w,), ascending.
        tables: For each decision maker the payoffs that it has in one world or another, or is thought to have, each
            once: shape (V, m), dense as in ``Conflict.payoff_table``.
        picks: Which row of its table holds what each decision maker wants in each world: shape (w, n).
        views: Which row of the table of decision maker j decision maker i takes for what j wants, in each world: shape
            (w, n, n), with ``views[:, i, i] == picks[:, i]``; ``None`` where nobody is mistaken.

    Raises:
        UnavailableError: If it is not known of somebody which of some states it prefers: a world picks an order.
    """

    conflict: Conflict
    places: NDArray[np.int64]
    worlds: NDArray[np.int64]
    tables: tuple[NDArray[np.int32], ...]
    picks: NDArray[np.int32]
    views: NDArray[np.int32] | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse unknown preferences."""
        if self.conflict.has_unknown:
            message = "many worlds cannot be solved where preferences are unknown, since each has an order of states"
            raise UnavailableError(Problem(message, allowed="'factions', or the case without 'unknown'"))

    @property
    def size(self) -> int:
        """The number of worlds, w."""
        return len(self.worlds)
