"""Sets of states as words of 64 bits: bit k of word j says whether the state at index 64 j + k is in the set.

>>> words = packed(np.array([[True, False, True]]))
>>> words, unpacked(words, 3)
(array([[5]], dtype=uint64), array([[ True, False,  True]]))
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

WORD = 64
"""The number of states in a word."""


def packed(truth: NDArray[np.bool_]) -> Words:
    """Return truth values over states, shape (…, m), as words: shape (…, ⌈m / 64⌉)."""
    octets = np.packbits(truth, axis=-1, bitorder="little")
    missing = -octets.shape[-1] % (WORD // 8)
    padded = np.pad(octets, [(0, 0)] * (octets.ndim - 1) + [(0, missing)])
    return np.ascontiguousarray(padded).view("<u8").astype(np.uint64, copy=False)


def unpacked(words: Words, size: int) -> NDArray[np.bool_]:
    """Return words, shape (…, ⌈m / 64⌉), as truth values over m states: shape (…, m)."""
    octets = np.ascontiguousarray(words).astype("<u8", copy=False).view(np.uint8)
    return np.unpackbits(octets, axis=-1, count=size, bitorder="little").astype(bool)


def moved(words: Words, places: NDArray[np.int64], size: int) -> Words:
    """Return sets of states of one structure as sets of states of a wider one.

    Args:
        words: The sets: shape (…, ⌈m / 64⌉).
        places: The index of each of the m states among those of the wider structure.
        size: The number of states of the wider structure.
    """
    if len(places) == size:
        return words
    wide = np.zeros((*words.shape[:-1], size), dtype=bool)
    wide[..., places] = unpacked(words, len(places))
    return packed(wide)
