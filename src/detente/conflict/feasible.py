"""Find the feasible combinations of levels by propagation.

Variables are given their levels one after another, the last in listing order first. All partial combinations found
so far stand in one array; each new variable multiplies it by its number of levels, and every formula that has just
become certain removes the combinations in which it must hold. Raw combinations are never tried one by one, and
because the most significant variable comes first the codes come out in ascending order. Where that would hold far more
on the way than there are in the end, options that hang together are listed apart, in an order in which formulas are
decided soon.

>>> from detente.formula import Variable, Vocabulary, parse
>>> words = Vocabulary([Variable("a"), Variable("b"), Variable("c")])
>>> feasible_codes(words, [parse("not exactly 1 of (a, b, c)")])
array([1, 2, 4], dtype=uint64)
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.conflict.counting import combinations, count_feasible, in_order, parts
from detente.conflict.patterns import BLOCK, Codes, Column, levels_in, place_values
from detente.errors import ConflictError, Problem, TooLargeError
from detente.formula import Formula, Vocabulary, bounds

MOST_STATES = 2**26
"""The most combinations that are held at once."""

_FEW = 2**20
"""So many combinations are held without counting how many there will be."""


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
    place_values(words)
    codes = partial_codes(words, _every(words), infeasible, min(limit, _FEW))
    if codes is None:
        codes = _many_codes(words, infeasible, limit)
    if not codes.size:
        raise ConflictError(Problem("no state is feasible: the infeasible formulas exclude every combination"))
    return codes


def _many_codes(words: Vocabulary, infeasible: Sequence[Formula], limit: int) -> Codes:
    """List what is feasible, having counted it: in ascending order, or if too much is held on the way, part by part."""
    size = count_feasible(words, infeasible)
    if size == 0:
        return np.zeros(0, dtype=np.uint64)
    if size is not None and size > limit:
        raise TooLargeError(_too_many(f"{size}, {_power(size)}", limit))
    on_the_way = limit if size is None else min(limit, max(4 * size, _FEW))
    codes = partial_codes(words, _every(words), infeasible, on_the_way)
    if codes is None:
        codes = _part_by_part(words, infeasible, limit)
    if codes is None:
        raise TooLargeError(_too_many(f"{_power(combinations(words))} combinations, not all feasible", limit))
    return codes


def _part_by_part(words: Vocabulary, infeasible: Sequence[Formula], limit: int) -> Codes | None:
    """List what is feasible, parts that nothing ties together apart, in an order in which formulas are decided soon."""
    codes: Codes = np.zeros(1, dtype=np.uint64)
    for part, formulas in parts(words, infeasible):
        some = _given_levels(words, in_order(words, part, formulas), formulas, limit)
        if some is None or codes.size * some.size > limit:
            return None
        codes = (codes[:, np.newaxis] + some).ravel()
    return np.sort(codes)


def partial_codes(
    words: Vocabulary, variables: Iterable[int], infeasible: Sequence[Formula], limit: int
) -> Codes | None:
    """Return the codes of all combinations of levels of some variables that can be part of a feasible one.

    A combination is left out if an infeasible formula must hold in it whatever the other variables are.

    Args:
        words: All variables.
        variables: The indices of those that are given levels; the code counts the others as lowest.
        infeasible: What cannot hold.
        limit: The most combinations to hold at once.

    Returns:
        The codes in ascending order, or ``None`` if there are more than ``limit``.
    """
    return _given_levels(words, sorted(variables, reverse=True), infeasible, limit)


def _given_levels(words: Vocabulary, order: Iterable[int], infeasible: Sequence[Formula], limit: int) -> Codes | None:
    """Give variables their levels in this order; ascending codes if their indices fall."""
    places = place_values(words)
    uses = [(formula, words.used(formula)) for formula in infeasible]
    known: set[int] = set()
    codes: Codes = np.zeros(1, dtype=np.uint64)
    codes = _without(codes, [formula for formula, used in uses if not used], words, places, known)
    for index in order:
        count = len(words.variables[index].levels)
        if codes.size * count > limit:
            return None
        known.add(index)
        codes = _with_levels(codes, places[index], count)
        codes = _without(codes, [formula for formula, used in uses if index in used], words, places, known)
    return codes


def _every(words: Vocabulary) -> range:
    return range(len(words.variables))


def _too_many(size: str, limit: int) -> Problem:
    allowed = (
        f"at most {limit}; rule out what cannot happen under 'infeasible', or use 'detente find' and "
        "'detente explore', which list no states"
    )
    return Problem(f"the conflict has too many states to list: {size}", allowed)


def _power(number: int) -> str:
    return f"about 2^{math.log2(number):.0f}"


def _with_levels(codes: Codes, place: int, count: int) -> Codes:
    """Return each code with each level of one more variable."""
    return (codes[:, np.newaxis] + np.arange(count, dtype=np.uint64) * np.uint64(place)).ravel()


def _without(
    codes: Codes, infeasible: Sequence[Formula], words: Vocabulary, places: Sequence[int], known: Collection[int]
) -> Codes:
    """Drop, in place, what must satisfy an infeasible formula, whatever the variables not known yet are."""
    if not infeasible:
        return codes
    size = 0
    for start in range(0, len(codes), BLOCK):
        block = codes[start : start + BLOCK]
        kept = block[_allowed(block, infeasible, words, places, known)]
        codes[size : size + len(kept)] = kept
        size += len(kept)
    return codes[:size]


def _allowed(
    codes: Codes, infeasible: Sequence[Formula], words: Vocabulary, places: Sequence[int], known: Collection[int]
) -> NDArray[np.bool_]:
    """Say which combinations need not satisfy an infeasible formula."""

    def column(index: int) -> Column | None:
        count = len(words.variables[index].levels)
        return levels_in(codes, places[index], count) if index in known else None

    allowed = np.ones(codes.shape, dtype=bool)
    for formula in infeasible:
        must, _ = bounds(formula, words, column)
        allowed &= ~must
    return allowed
