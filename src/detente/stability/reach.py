r"""Legal joint moves: what a group of decision makers can bring about together.

``R_H(s)`` is the set of states reached from s by one or more moves of members of H in which no decision maker
moves twice in a row; ``R_H⁺(s)`` the same with every step an improvement for its mover (Fang, Hipel & Kilgour
1993). Nobody needs the sets. What a sanction needs is the least value they contain,

    least_H(f)(s) = min of f over {s} ∪ R_H(s),

and that is a fixpoint: let each member in turn lower the value of a state to the least it can reach, until nothing
changes. This is right while every R_i is transitive, for then two moves in a row by one decision maker are one
move. Where some R_i is not, one array per *first mover* keeps anyone from moving twice in a row:

    g_j(s) = min over t ∈ R_j(s) of min(f(t), g_k(t) for k ≠ j).

>>> import numpy as np
>>> from detente.conflict import Conflict, DecisionMaker
>>> ladder = Conflict([DecisionMaker("A", arcs=[["x", "y"], ["y", "z"]]), DecisionMaker("B")], states=["x", "y", "z"])
>>> least_reached(ladder.moves, np.array([3, 2, 1], dtype=np.int32))
array([2, 1, 1], dtype=int32)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from detente.conflict import NONE, Moves, Values


def least_reached(moves: Sequence[Moves], values: Values) -> Values:
    """Return, for each state, the least value among the state itself and all that legal joint moves reach.

    Args:
        moves: The moves of each member of the group; for R_H⁺, their improvements.
        values: A number for each state, shape (m,).

    Returns:
        Numbers of shape (m,).
    """
    if all(each.transitive for each in moves):
        return _least_freely(moves, values)
    return _least_taking_turns(moves, values)


def _least_freely(moves: Sequence[Moves], values: Values) -> Values:
    settled = 0
    while settled < len(moves):
        for each in moves:
            lowered = each.least(values, values)
            settled = settled + 1 if np.array_equal(lowered, values) else 1
            values = lowered
    return values


def _least_taking_turns(moves: Sequence[Moves], values: Values) -> Values:
    first = [np.full_like(values, NONE) for _ in moves]
    settled = 0
    while settled < len(moves):
        for j, each in enumerate(moves):
            onwards = reduce(np.minimum, (first[k] for k in range(len(moves)) if k != j), values)
            lowered = each.least(onwards, first[j])
            settled = settled + 1 if np.array_equal(lowered, first[j]) else 1
            first[j] = lowered
    return reduce(np.minimum, first, values)
