"""Find the feasible combinations of levels by propagation.

Variables are given their levels one after another, the last in listing order first. All partial combinations found
so far stand in one array; each new variable multiplies it by its number of levels, and every formula that has just
become certain removes the combinations in which it must hold. Raw combinations are never tried one by one, and
because the most significant variable comes first the codes come out in ascending order.

>>> from detente.formula import Variable, Vocabulary, parse
>>> words = Vocabulary([Variable("a"), Variable("b"), Variable("c")])
>>> feasible_codes(words, [parse("not exactly 1 of (a, b, c)")])
array([1, 2, 4], dtype=uint64)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from detente.errors import ConflictError, Problem, TooLargeError
from detente.formula import Formula, Vocabulary, bounds

Codes = NDArray[np.uint64]

MOST_STATES = 2**25
"""The most combinations that are held at once."""

MOST_COMBINATIONS = 2**64
"""The most raw combinations of levels a conflict may have: a code fits one machine word."""


def place_values(words: Vocabulary) -> list[int]:
    """Return what one level of each variable adds to the code: the product of the level counts before it.

    Raises:
        TooLargeError: If the codes of all combinations do not fit 64 bits.
    """
    counts = [len(variable.levels) for variable in words.variables]
    combinations = math.prod(counts)
    if combinations > MOST_COMBINATIONS:
        message = f"the options have about 2^{math.log2(combinations):.0f} combinations"
        raise TooLargeError(Problem(message, allowed="at most 64 yes/no options, or the equivalent in levels"))
    return [math.prod(counts[:index]) for index in range(len(counts))]


def levels_in(codes: Codes, place: int, count: int) -> NDArray[np.uint64]:
    """Return the level, from 0, that each code gives to the variable of that place value and level count."""
    return (codes // np.uint64(place)) % np.uint64(count)


def feasible_codes(words: Vocabulary, infeasible: Sequence[Formula], limit: int = MOST_STATES) -> Codes:
    """Return the codes of all combinations of levels in which no infeasible formula holds.

    Args:
        words: The variables.
        infeasible: What cannot hold.
        limit: The most combinations to hold at once.

    Returns:
        The codes in ascending order.

    Raises:
        ConflictError: If nothing is feasible.
        TooLargeError: If there are more than ``limit``.
    """
    places = place_values(words)
    uses = [(formula, words.used(formula)) for formula in infeasible]
    codes: Codes = np.zeros(1, dtype=np.uint64)
    codes = _without(codes, [formula for formula, used in uses if not used], words, places, len(places))
    for index in reversed(range(len(places))):
        codes = _extended(codes, places[index], len(words.variables[index].levels), limit)
        codes = _without(codes, [formula for formula, used in uses if index in used], words, places, index)
    if not codes.size:
        raise ConflictError(Problem("no state is feasible: the infeasible formulas exclude every combination"))
    return codes


def _extended(codes: Codes, place: int, count: int, limit: int) -> Codes:
    size = codes.size * count
    if size > limit:
        message = f"the conflict has too many states: {size} combinations and more options to come"
        raise TooLargeError(
            Problem(
                message,
                allowed=f"at most {limit}; rule out what cannot happen under 'infeasible', or drop options",
            )
        )
    steps = np.arange(count, dtype=np.uint64) * np.uint64(place)
    return (codes[:, np.newaxis] + steps).ravel()


def _without(
    codes: Codes, infeasible: Sequence[Formula], words: Vocabulary, places: Sequence[int], first_known: int
) -> Codes:
    """Drop the combinations that must satisfy an infeasible formula, whatever comes below ``first_known``."""

    def column(codes: Codes, index: int) -> NDArray[np.uint64] | None:
        known = index >= first_known
        return levels_in(codes, places[index], len(words.variables[index].levels)) if known else None

    for formula in infeasible:
        must, _ = bounds(formula, words, partial(column, codes))
        codes = codes[np.broadcast_to(~must, codes.shape)]
    return codes
