"""Moves held arc by arc."""

import numpy as np

from detente.conflict.moves.arcs import ArcMoves


def test_states_may_be_many_and_their_indices_small_integers() -> None:
    """The square of the number of states need not fit into the integers that states are counted in."""
    size = 2**17
    from_, to = np.array([size - 1, size - 1, 5, 5], dtype=np.int32), np.array([0, 7, size - 2, 5], dtype=np.int32)
    starts, ends = ArcMoves.between(from_, to, size).arcs()
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [(5, size - 2), (size - 1, 0), (size - 1, 7)]
