r"""Maximin: one who looks h moves ahead and expects the worst of the others.

The others move as one block, by legal joint moves. With payoff u_i,

    v_0 = w_0 = u_i
    v_h(s) = max(u_i(s), max over t ∈ R_i(s) of w_{h−1}(t))        i is to move
    w_h(s) = min(u_i(s), min over t ∈ R_{N∖i}(s) of v_{h−1}(t))    the others are to move

and s is Maximin_h-stable for i iff v_h(s) ≤ u_i(s): looking so far ahead, no move is worth more than staying. Maximin_1
is Nash, Maximin_2 GMR and Maximin_3 SMR. The form for two is that of Fang, Hipel & Kilgour (1993), *Interactive
Decision Making*; that the others move as one block is how it is read here for more.

>>> from detente.library import load
>>> (maximin(load("syria-iraq-1975").conflict, 3).all(axis=1)).astype(int)  # equilibria under Maximin_1, _2 and _3
array([[0, 0, 0, 0, 0, 1],
       [1, 0, 0, 0, 0, 1],
       [0, 0, 0, 0, 0, 1]])
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.stability.horizons.bounds import check
from detente.stability.reach import least_reached


def maximin(conflict: Conflict, longest: int) -> NDArray[np.bool_]:
    """Say which states are Maximin_h-stable, for h from 1 to the longest horizon.

    Returns:
        Truth values by horizon, decision maker and state, of shape (longest, n, m).

    Raises:
        UnavailableError: If the longest horizon is out of bounds, or preferences are unknown.
        TooLargeError: If there are too many states to list, or to look so far ahead in.
        KindError: If it is given no conflict.
    """
    check(conflict, longest)
    stable = np.empty((longest, *conflict.payoff_table.shape), dtype=bool)
    for mover, (own, payoff) in enumerate(zip(conflict.moves, conflict.payoff_table, strict=True)):
        others = [*conflict.moves[:mover], *conflict.moves[mover + 1 :]]
        moving, waiting = payoff, payoff
        for horizon in range(longest):
            moving, waiting = own.most(waiting, payoff), np.minimum(payoff, least_reached(others, moving))
            stable[horizon, mover] = moving <= payoff
    return stable
