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

from collections.abc import Sequence
from functools import partial

import numpy as np

from detente.conflict.patterns import Codes, Column, levels_in, place_values
from detente.errors import ConflictError, Problem, TooLargeError
from detente.formula import Formula, Vocabulary, bounds

MOST_STATES = 2**26
"""The most combinations that are held at once."""


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

    def column(codes: Codes, index: int) -> Column | None:
        known = index >= first_known
        return levels_in(codes, places[index], len(words.variables[index].levels)) if known else None

    for formula in infeasible:
        must, _ = bounds(formula, words, partial(column, codes))
        codes = codes[np.broadcast_to(~must, codes.shape)]
    return codes
