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
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.conflict.patterns import BLOCK, Codes, Column, levels_in, place_values
from detente.errors import ConflictError, Problem, TooLargeError
from detente.formula import Formula, Vocabulary, bounds

MOST_STATES = 2**26
"""The most combinations that are held at once."""

_MOST_IN_A_PART = 2**20
"""States are counted without listing them if no part of the options that hangs together has more combinations."""


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
    size = count_feasible(words, infeasible) if combinations(words) > limit else None
    if size is not None and size > limit:
        raise TooLargeError(_too_many(f"{size}, {_power(size)}", limit))
    codes = partial_codes(words, _every(words), infeasible, limit)
    if codes is None:
        raise TooLargeError(_too_many(f"{_power(combinations(words))} combinations, not all feasible", limit))
    if not codes.size:
        raise ConflictError(Problem("no state is feasible: the infeasible formulas exclude every combination"))
    return codes


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
    places = place_values(words)
    uses = [(formula, words.used(formula)) for formula in infeasible]
    known: set[int] = set()
    codes: Codes = np.zeros(1, dtype=np.uint64)
    codes = _without(codes, [formula for formula, used in uses if not used], words, places, known)
    for index in sorted(variables, reverse=True):
        count = len(words.variables[index].levels)
        if codes.size * count > limit:
            return None
        known.add(index)
        codes = _with_levels(codes, places[index], count)
        codes = _without(codes, [formula for formula, used in uses if index in used], words, places, known)
    return codes


def combinations(words: Vocabulary) -> int:
    """Return how many combinations of levels there are, feasible or not."""
    return math.prod(len(variable.levels) for variable in words.variables)


def count_feasible(words: Vocabulary, infeasible: Sequence[Formula]) -> int | None:
    """Count the feasible combinations without listing them, or return ``None`` if that cannot be done.

    Options that no infeasible formula ties together, directly or through others, vary freely of each other: the
    numbers of combinations of each such part are multiplied. Within a part, combinations that differ only in options
    of which every formula has been decided are counted together.

    >>> from detente.formula import Variable, parse
    >>> words = Vocabulary([Variable(f"o{k}") for k in range(60)])
    >>> count_feasible(words, [parse("o0 and o59"), parse("o7 iff o8")]) == 3 * 2 * 2**56
    True
    """
    sizes = [
        _count(words, part, [each for each in infeasible if words.used(each) <= part])
        for part in _parts(words, infeasible)
    ]
    counted = [size for size in sizes if size is not None]
    return math.prod(counted) if len(counted) == len(sizes) else None


def _count(words: Vocabulary, part: frozenset[int], infeasible: Sequence[Formula]) -> int | None:
    """Count the feasible combinations of some variables, of which alone the formulas speak."""
    places = place_values(words)
    uses = [(formula, words.used(formula)) for formula in infeasible]
    codes: Codes = np.zeros(1, dtype=np.uint64)
    counts = np.ones(1, dtype=object)  # whole numbers of any size
    known: set[int] = set()
    kept = _allowed(codes, [formula for formula, used in uses if not used], words, places, known)
    codes, counts = codes[kept], counts[kept]
    for index in sorted(part, reverse=True):
        levels = len(words.variables[index].levels)
        if codes.size * levels > _MOST_IN_A_PART:
            return None
        known.add(index)
        codes = _with_levels(codes, places[index], levels)
        kept = _allowed(codes, [formula for formula, used in uses if index in used], words, places, known)
        codes, counts = codes[kept], np.repeat(counts, levels)[kept]
        waiting = frozenset().union(*(used for _, used in uses if min(used, default=index) < index))
        for decided in known - waiting:
            place = np.uint64(places[decided])
            codes = codes - levels_in(codes, places[decided], len(words.variables[decided].levels)) * place
        known &= waiting
        codes, counts = _together(codes, counts)
    return int(counts.sum())


def _together(codes: Codes, counts: NDArray[np.object_]) -> tuple[Codes, NDArray[np.object_]]:
    """Return each code once, with the sum of its counts."""
    order = np.argsort(codes, kind="stable")
    distinct, starts = np.unique(codes[order], return_index=True)
    return distinct, np.add.reduceat(counts[order], starts) if starts.size else counts


def _parts(words: Vocabulary, infeasible: Sequence[Formula]) -> list[frozenset[int]]:
    """Return the variables in parts, such that no formula speaks of variables of two parts."""
    parts = [frozenset({index}) for index in _every(words)] or [frozenset()]
    for formula in infeasible:
        used = words.used(formula)
        touched = [part for part in parts if part & used]
        parts = [part for part in parts if not part & used] + ([frozenset().union(*touched)] if touched else [])
    return parts


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
