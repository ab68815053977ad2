"""Sampling: which worlds are looked at.

If there are no more worlds than are asked for, they are all looked at, each with its exact chance. Else worlds are
drawn at random, and those that come out alike are one.

Worlds are drawn in chunks of a fixed size. Chunk c has random numbers of its own, those of the c-th child of
``numpy.random.SeedSequence(seed)``; so it matters neither who draws it nor how many draw at a time, and the first of
two samples of unequal size are the same worlds.

>>> winter, mood = Draw("winter", {"mild": "0.6", "harsh": "0.4"}), Draw("mood", {"good": "1/4", "bad": "3/4"})
>>> every = sample([winter, mood], many=4, seed=0)
>>> every.exact, every.picked.tolist(), every.weights.tolist()
(True, [[0, 0], [0, 1], [1, 0], [1, 1]], [0.15, 0.45, 0.1, 0.3])
>>> some = sample([winter, mood], many=3, seed=0)
>>> some.exact, some.made, some.weights.sum()
(False, 3, np.float64(1.0))
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError, Problem, TooLargeError
from detente.given import described, is_whole
from detente.worlds.draw import Draw
from detente.worlds.grouping import grouped
from detente.worlds.sample import Sample

CHUNK = 2**14
"""How many worlds are drawn with one stream of random numbers."""

MOST_MADE = 10**8
"""The most worlds that are drawn."""

MOST_HELD = 2**31
"""The most outcomes that are held at once: worlds times draws."""

_WORD = 2**62

_BATCH = 64
"""How many chunks are put together at a time."""

Picked = NDArray[np.int16]


def worlds_of(draws: Iterable[Draw]) -> int:
    """Return how many different worlds can occur.

    >>> worlds_of([Draw("winter", {"mild": 1, "harsh": 0}), Draw("mood", {"good": "1/4", "bad": "3/4"})])
    2
    """
    return math.prod(sum(1 for chance in draw.chances if chance) for draw in draws)


def sample(draws: Iterable[Draw], many: int, seed: int = 0) -> Sample:
    """Return the worlds to look at: all, if they are no more than ``many``, or else so many drawn at random.

    Args:
        draws: Everything uncertain.
        many: How many worlds to draw, at least 1.
        seed: A whole number from 0 that the random numbers are made from; the same gives the same worlds.

    Raises:
        InputError: If one of the numbers is out of range.
        TooLargeError: If the worlds could not be held.
    """
    every = tuple(draws)
    _check(every, many, seed)
    if worlds_of(every) <= many:
        return enumerated(every, seed)
    return gathered(every, (drawn(every, chunk, seed, size) for chunk, size in enumerate(chunks(many))), seed)


def enumerated(draws: Sequence[Draw], seed: int = 0) -> Sample:
    """Return every world that can occur, with its chance."""
    rest = np.arange(worlds_of(draws))
    picked = []
    for draw in reversed(draws):
        likely = np.array([place for place, chance in enumerate(draw.chances) if chance], dtype=np.int16)
        picked.append(likely[rest % len(likely)])
        rest //= len(likely)
    picked.reverse()
    weights = _chances(draws, picked, len(rest))
    worlds = np.array(picked, dtype=np.int16).reshape(len(draws), len(weights)).T
    return Sample(tuple(draws), np.ascontiguousarray(worlds), weights, len(weights), exact=True, seed=seed)


def _chances(draws: Sequence[Draw], picked: Sequence[Picked], worlds: int) -> NDArray[np.float64]:
    """Return the chance of each world: the nearest float to the exact one, where whole numbers of 64 bits hold it."""
    below = [math.lcm(*(chance.denominator for chance in draw.chances)) for draw in draws]
    exact = math.prod(below) < _WORD
    chances: NDArray[Any] = np.ones(worlds, dtype=np.int64 if exact else np.longdouble)
    for draw, column, denominator in zip(draws, picked, below, strict=True):
        parts = [int(chance * denominator) if exact else float(chance) for chance in draw.chances]
        chances *= np.array(parts, dtype=chances.dtype)[column]
    return (chances / math.prod(below) if exact else chances).astype(np.float64)


def chunks(many: int) -> Iterator[int]:
    """Yield the size of each chunk of a sample."""
    for start in range(0, many, CHUNK):
        yield min(CHUNK, many - start)


def drawn(draws: Sequence[Draw], chunk: int, seed: int, size: int = CHUNK) -> Picked:
    """Return the worlds of one chunk, as drawn: shape (size, number of draws).

    Args:
        draws: Everything uncertain.
        chunk: The number of the chunk, from 0.
        seed: What the sample is drawn with.
        size: How many worlds to draw; the first of a chunk are the same whatever its size.
    """
    random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(chunk,)))
    numbers = random.random((size, len(draws)))
    picked = np.empty((size, len(draws)), dtype=np.int16)
    for place, draw in enumerate(draws):
        picked[:, place] = np.searchsorted(_thresholds(draw), numbers[:, place], side="right")
    return picked


def gathered(draws: Sequence[Draw], parts: Iterable[Picked], seed: int) -> Sample:
    """Return the sample that chunks make together, each different world once."""
    sizes = [len(draw.of) for draw in draws]
    worlds, times = np.empty((0, len(draws)), dtype=np.int16), np.empty(0, dtype=np.int64)
    waiting = iter(parts)
    while batch := list(itertools.islice(waiting, _BATCH)):
        worlds, times = _together(np.concatenate([worlds, *batch]), times, sizes)
    made = int(times.sum())
    return Sample(tuple(draws), worlds, times / made, made, exact=False, seed=seed)


def _together(worlds: Picked, times: NDArray[np.int64], sizes: Sequence[int]) -> tuple[Picked, NDArray[np.int64]]:
    """Return each world once, in order, and how often it was drawn; those behind ``times`` were drawn once."""
    times = np.concatenate([times, np.ones(len(worlds) - len(times), dtype=np.int64)])
    firsts, group = grouped([worlds[:, place] for place in range(len(sizes))], sizes, len(worlds))
    return worlds[firsts], np.bincount(group, weights=times).astype(np.int64)


def _thresholds(draw: Draw) -> NDArray[np.float64]:
    """Return below which number between 0 and 1 each outcome is picked, if none before it is."""
    sums = list(itertools.accumulate(draw.chances, initial=Fraction()))[1:]
    return np.array([float(each) for each in sums])


def _check(draws: Sequence[Draw], many: int, seed: int) -> None:
    if not is_whole(many) or many < 1:
        raise InputError(Problem(f"{described(many)} worlds cannot be drawn", "a whole number from 1"))
    if not is_whole(seed) or seed < 0:
        raise InputError(Problem(f"the seed cannot be {described(seed)}", "a whole number from 0"))
    if many > MOST_MADE:
        raise TooLargeError(Problem(f"{many} worlds", f"at most {MOST_MADE}"))
    held = min(many, worlds_of(draws)) * max(1, len(draws))
    if held > MOST_HELD:
        message = f"{many} worlds of {len(draws)} draws"
        raise TooLargeError(Problem(message, f"at most {MOST_HELD // max(1, len(draws))} worlds of so many draws"))
