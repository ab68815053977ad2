"""Sets of states as bits: state s is bit s % 64 of word s // 64.

>>> words = packed(np.array([[True, False, True], [False, False, False]]))
>>> words
array([[5],
       [0]], dtype=uint64)
>>> unpacked(words, 3)
array([[ True, False,  True],
       [False, False, False]])
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WORD = 64
"""The states in one word."""

Words = NDArray[np.uint64]
"""Sets of states: the last axis has a word for each 64 states."""

Truth = NDArray[np.bool_]

_BYTES = WORD // 8
_LITTLE = np.dtype("<u8")
"""A word with its lowest byte first, on every machine."""


def words_for(size: int) -> int:
    """Return how many words a set of so many states takes."""
    return -(-size // WORD)


def packed(where: Truth) -> Words:
    """Return truth values of states, the last axis, as bits."""
    size = where.shape[-1]
    octets = np.zeros((*where.shape[:-1], words_for(size) * _BYTES), dtype=np.uint8)
    filled = np.packbits(where, axis=-1, bitorder="little")
    octets[..., : filled.shape[-1]] = filled
    return octets.view(_LITTLE).astype(np.uint64, copy=False)


def unpacked(words: Words, size: int) -> Truth:
    """Return bits as truth values of so many states."""
    octets = np.ascontiguousarray(words, dtype=_LITTLE).view(np.uint8)
    return np.unpackbits(octets, axis=-1, count=size, bitorder="little").astype(bool)
