"""Patterns: combinations of levels, each held as one number.

The code of a pattern is the sum over its variables of level times *place value*; the place value is the product of
the level counts of the variables before it, 2^k for the k-th yes/no option.

>>> from detente.formula import Variable, Vocabulary, parse
>>> words = Vocabulary([Variable("a"), Variable("b", None, ("low", "middle", "high")), Variable("c")])
>>> place_values(words)
[1, 2, 6]
>>> Patterns(words, np.arange(12, dtype=np.uint64)).where(parse("b = high and c"))[8:]
array([False, False,  True,  True])
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.errors import Problem, TooLargeError
from detente.formula import Formula, Vocabulary, evaluate

Codes = NDArray[np.uint64]
Column = NDArray[np.uint64] | NDArray[np.bool_]

MOST_COMBINATIONS = 2**64
"""The most raw combinations of levels a conflict may have: a code fits one machine word."""

BLOCK = 2**16
"""How many patterns are looked at together where there are many: few enough for their columns to stay in cache."""


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


def levels_in(codes: Codes, place: int, count: int) -> Column:
    """Return the level that each code gives to the variable of that place value and level count.

    Whole numbers from 0; truth values for a variable with two levels, where that is quicker.
    """
    if count == 2 and place & (place - 1) == 0:  # noqa: PLR2004 - one bit
        return (codes & np.uint64(place)) != 0
    return (codes // np.uint64(place)) % np.uint64(count)


def distinct(codes: NDArray[Any]) -> NDArray[Any]:
    """Return whole numbers ascending, each once: by sorting, which is quicker for many than what ``np.unique`` does.

    >>> distinct(np.array([3, 1, 3]))
    array([1, 3])
    """
    ascending = np.sort(codes)
    first = np.ones(len(ascending), dtype=bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending[first]


@attrs.frozen(eq=False, slots=False)
class Patterns:
    """Some patterns over the same variables.

    Attributes:
        words: The variables.
        codes: The codes of the patterns.
    """

    words: Vocabulary
    codes: Codes

    @functools.cached_property
    def places(self) -> list[int]:
        """The place value of each variable."""
        return place_values(self.words)

    def column(self, index: int) -> Column:
        """Return the level of a variable in each pattern, 0 the lowest."""
        if index not in self._columns:
            self._columns[index] = levels_in(self.codes, self.places[index], len(self.words.variables[index].levels))
        return self._columns[index]

    def where(self, formula: Formula) -> NDArray[np.bool_]:
        """Say in which patterns a formula holds."""
        return np.array(np.broadcast_to(evaluate(formula, self.words, self.column), self.codes.shape))

    def blocks(self) -> Iterator[tuple[slice, Patterns]]:
        """Yield the patterns in blocks that fit the cache: which they are, and the patterns themselves."""
        for start in range(0, len(self.codes), BLOCK):
            part = slice(start, start + BLOCK)
            yield part, Patterns(self.words, self.codes[part])

    @functools.cached_property
    def _columns(self) -> dict[int, Column]:
        return {}
