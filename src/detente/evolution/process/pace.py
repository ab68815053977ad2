"""How often somebody has an opportunity to act, or something happens by itself.

>>> Pace.read("2 per week").per_day
0.2857142857142857
>>> str(Pace.read("0.5 per month").times(4))
'2 per month'
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Self

import attrs

from detente.errors import InputError, Problem

DAYS = {"day": Fraction(1), "week": Fraction(7), "month": Fraction("30.4375"), "year": Fraction("365.25")}
"""How many days of 24 hours each unit of time has; a month is a twelfth of a year."""

MOST_PER_DAY = 1440
"""The quickest pace: once a minute."""

ALLOWED = "a number per day, week, month or year, as in '2 per week'"

_PACE = re.compile(r"(\d{1,9}(?:\.\d{1,9}|/\d{1,9})?)\s+per\s+(day|week|month|year)", re.ASCII)


@attrs.frozen
class Pace:
    """A mean number of times per unit of time; the times themselves are a Poisson process.

    Attributes:
        number: How many times.
        unit: ``day``, ``week``, ``month`` or ``year``.
    """

    number: Fraction = attrs.field(converter=Fraction)
    unit: str = attrs.field(validator=attrs.validators.in_(DAYS))

    def __attrs_post_init__(self) -> None:
        """Check that it is neither never nor too quick."""
        if not 0 < self.number / DAYS[self.unit] <= MOST_PER_DAY:
            raise InputError(Problem(f"a pace of '{self}'", f"more than 0, and at most {MOST_PER_DAY} per day"))

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the pace that a text says.

        Raises:
            InputError: If it says none.
        """
        found = _PACE.fullmatch(" ".join(text.split()))
        if not found:
            raise InputError(Problem(f"'{text}' is no pace", ALLOWED))
        try:
            return cls(Fraction(found[1]), found[2])
        except ZeroDivisionError:
            raise InputError(Problem(f"'{text}' is no pace", ALLOWED)) from None

    @property
    def per_day(self) -> float:
        """How many times in 24 hours, on average."""
        return float(self.number / DAYS[self.unit])

    def times(self, factor: Fraction | int) -> Pace:
        """Return a pace so many times as quick."""
        return Pace(self.number * factor, self.unit)

    def __str__(self) -> str:
        """Return it as a case file has it."""
        return f"{self.number} per {self.unit}"
