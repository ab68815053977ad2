r"""Sets of states as rows of bits, one row for each state.

Where preference is no order, a sanction cannot be found by the least value that opponents can reach. So the sets are
written out: row s holds R_H(s) or the states that deter from s, eight states to a byte.

    F_j(s) = ∪ over t ∈ R_j(s) of ({t} ∪ F_k(t) for k ≠ j)        R_H(s) = ∪_j F_j(s) ∖ {s}

where j moves first and nobody moves twice in a row: rows grow until nothing is added.

>>> from detente.conflict import Conflict, DecisionMaker
>>> a, b = DecisionMaker("A", arcs=["xy", "yz"]), DecisionMaker("B", arcs=["zx"])
>>> ladder = Conflict([a, b], states="xyz")
>>> unpacked(reached(ladder.moves, 3), 3).astype(int)  # A does not move from x to y and on to z
array([[0, 1, 0],
       [1, 0, 1],
       [1, 1, 0]])
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from detente.conflict import Moves
from detente.conflict.moves import ArcMoves
from detente.conflict.moves.base import States

Rows = NDArray[np.uint8]
"""A set of states for each state, as bits: shape (m, ⌈m / 8⌉)."""

_AT_ONCE = 2**25
"""So many bytes are gathered together."""


def packed(sets: NDArray[np.bool_]) -> Rows:
    """Return sets of states, given as truth values, as rows of bits."""
    return np.packbits(sets, axis=1)


def unpacked(rows: Rows, size: int) -> NDArray[np.bool_]:
    """Return rows of bits as truth values."""
    return np.unpackbits(rows, axis=1, count=size).astype(bool)


def reached(moves: Sequence[Moves], size: int) -> Rows:
    """Return R_H(s) for every state, s itself left out.

    Args:
        moves: The moves of each member of the group, or only those that count.
        size: The number of states, m.
    """
    itself = packed(np.eye(size, dtype=bool))
    arcs = [ArcMoves.between(*each.arcs(), size) for each in moves]
    first, changed = [np.zeros_like(itself) for _ in arcs], True
    while changed:
        changed = False
        for j, each in enumerate(arcs):
            onwards = reduce(np.bitwise_or, (row for k, row in enumerate(first) if k != j), itself)
            grown = united(each, onwards)
            changed |= not np.array_equal(grown, first[j])
            first[j] = grown
    return reduce(np.bitwise_or, first, np.zeros_like(itself)) & ~itself


def united(moves: ArcMoves, rows: Rows) -> Rows:
    """Return for each state the union of the rows of the states that one move reaches."""
    out = np.zeros_like(rows)
    leaving = np.flatnonzero(np.diff(moves.starts))
    for some in np.array_split(leaving, _parts(len(moves.ends), rows)):
        if some.size:
            first, last = moves.starts[some[0]], moves.starts[some[-1] + 1]
            gathered = rows[moves.ends[first:last]]
            out[some] = np.bitwise_or.reduceat(gathered, moves.starts[some] - first, axis=0)
    return out


def meeting(one: Rows, ones: States, other: Rows, others: States) -> NDArray[np.bool_]:
    """Say of pairs of a row of one table and a row of another whether the two sets have a state in common."""
    parts = _parts(len(ones), one)
    pairs = zip(np.array_split(ones, parts), np.array_split(others, parts), strict=True)
    return np.concatenate([(one[here] & other[there]).any(axis=1) for here, there in pairs])


def _parts(gathered: int, rows: Rows) -> int:
    """Return into how many parts to split work that gathers so many rows."""
    return 1 + gathered * rows.shape[1] // _AT_ONCE
