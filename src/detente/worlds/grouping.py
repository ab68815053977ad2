"""Group what agrees in several columns of small whole numbers.

>>> firsts, group = grouped([np.array([1, 0, 1, 0]), np.array([2, 2, 2, 0])], [2, 3], 4)
>>> firsts.tolist(), group.tolist()
([3, 1, 0], [2, 1, 2, 0])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]

_WORD = 2**62


def grouped(columns: Sequence[NDArray[np.integer]], sizes: Sequence[int], rows: int) -> tuple[Indices, Indices]:
    """Group rows that agree in every column.

    Args:
        columns: Whole numbers from 0: shape (rows,) each.
        sizes: What the numbers of each column are below.
        rows: How many rows there are, for there may be no column.

    Returns:
        The first row of each group, shape (groups,), and the group of each row, shape (rows,). Groups are ordered by
        the first column, then by the second, and so on.
    """
    codes, span = np.zeros(rows, dtype=np.int64), 1
    for column, size in zip(columns, sizes, strict=True):
        if span * size >= _WORD:
            codes = np.unique(codes, return_inverse=True)[1]
            span = int(codes.max(initial=0)) + 1
        codes = codes * size + column
        span *= size
    _, firsts, group = np.unique(codes, return_index=True, return_inverse=True)
    return firsts, group


def members(group: Indices) -> Iterator[Indices]:
    """Yield the rows of each group, ascending.

    >>> [rows.tolist() for rows in members(np.array([1, 0, 1]))]
    [[1], [0, 2]]
    """
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order])) + 1
    yield from np.split(order, starts)
