"""Weights: a number for each formula, summed over the formulas that hold.

Weights are exact fractions. They are brought to a common denominator and summed as whole numbers.

>>> from detente.conflict.space import StateSpace
>>> from detente.formula import Variable, Vocabulary
>>> space = StateSpace(Vocabulary([Variable("attack"), Variable("talk")]))
>>> Weights({"attack": "1/3", "talk": "0.25"}).payoffs(space)
array([1, 3, 2, 4], dtype=int32)
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import ClassVar

import attrs
import numpy as np

from detente.conflict.preference.base import UNEQUAL, Payoffs, dense
from detente.conflict.space import StateSpace
from detente.errors import ConflictError, Problem, TooLargeError
from detente.formula import Formula, as_formula
from detente.given import pairs

Number = Fraction | int | float | str
Weighted = tuple[tuple[Formula, Fraction], ...]

_WORD_HOLDS = 2**62


_MOST_DIGITS = 1000
_MOST_SHOWN = 20


def exact(number: Number, what: str = "weight") -> Fraction:
    """Return a number as an exact fraction; a float counts as the decimal it is printed as.

    Args:
        number: The number.
        what: What it is, for messages.

    Raises:
        ConflictError: If it is no finite number.
        TooLargeError: If it would take more than 1000 digits to write out.
    """
    if isinstance(number, str) and _is_long(number):
        shown = number if len(number) <= _MOST_SHOWN else number[:_MOST_SHOWN] + "…"
        raise TooLargeError(Problem(f"the {what} '{shown}' is too long", allowed=f"at most {_MOST_DIGITS} digits"))
    try:
        return Fraction(str(number) if isinstance(number, float) else number)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        allowed = "a whole number, a decimal or a fraction such as 1/3"
        raise ConflictError(Problem(f"the {what} '{number}' is no number", allowed=allowed)) from None


def _is_long(number: str) -> bool:
    """Say whether a text is a number of very many digits, written out or by its exponent (``1e999999``)."""
    exponent = re.search(r"[eE][+-]?([0-9_]+)", number[: _MOST_DIGITS + 1])
    return len(number) > _MOST_DIGITS or (exponent is not None and int(exponent[1]) > _MOST_DIGITS)


def _as_weighted(
    weights: Mapping[str, Number] | Mapping[Formula, Number] | Iterable[tuple[Formula | str, Number]],
) -> Weighted:
    written = pairs("weights", weights.items() if isinstance(weights, Mapping) else weights, "numbers by formula")
    totals: dict[Formula, Fraction] = {}
    for given, number in written:
        formula = as_formula(given)
        totals[formula] = totals.get(formula, Fraction()) + exact(number)
    return tuple(totals.items())


@attrs.frozen
class Weights:
    """A weight for each formula; a state is worth the sum of the weights of the formulas that hold in it.

    What is given twice is added up.
    """

    key: ClassVar[str] = "weights"
    says: ClassVar[str] = "gives these weights"

    weights: Weighted = attrs.field(converter=_as_weighted)

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The formulas that have a weight."""
        return tuple(formula for formula, _ in self.weights)

    def lines(self) -> list[tuple[str, str]]:
        """Return the formulas, marked with their weights."""
        return [(str(weight), str(formula)) for formula, weight in self.weights]

    def in_a_line(self) -> str:
        """Return the weights in a line.

        >>> Weights({"attack": "1/3", "talk": 2}).in_a_line()
        '1/3 for attack; 2 for talk'
        """
        return "; ".join(f"{weight} for {formula}" for formula, weight in self.weights)

    def payoffs(self, space: StateSpace) -> Payoffs:
        """Return the payoff of each state; see :class:`~detente.conflict.preference.base.Preference`."""
        whole = whole_numbers([weight for _, weight in self.weights])
        fits = sum(map(abs, whole)) < _WORD_HOLDS
        total = np.zeros(space.patterns.size, dtype=np.int64 if fits else object)
        for (formula, _), weight in zip(self.weights, whole, strict=True):
            total[space.where_patterns(formula)] += weight
        return dense(space.agreed(total, UNEQUAL))

    def carried(self, _before: StateSpace, _after: StateSpace) -> Weights:
        """Return the same preference: formulas speak of any states."""
        return self


def whole_numbers(weights: list[Fraction]) -> list[int]:
    """Return weights as whole numbers in the same proportions, as small as they can be.

    >>> whole_numbers([Fraction(1, 3), Fraction(1, 2), Fraction(-4)])
    [2, 3, -24]
    """
    denominator = math.lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * denominator) for weight in weights]
    return [weight // (math.gcd(*whole) or 1) for weight in whole]
