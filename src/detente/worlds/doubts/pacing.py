"""Paces in a range.

A pace has no bearing on what is stable; it says how soon things come about. The outcomes are the low end, the high end
and the *geometric* middle √(low × high), which is as many times as quick as the one as the other is as it.

>>> doubt = PaceRange.read("A", "1 to 4 per week", "A: pace")
>>> [str(pace) for pace in doubt.paces], str(doubt)
(['1 per week', '2 per week', '4 per week'], '1 to 4 per week')
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Self

import attrs

from detente.errors import ConflictError, Problem, unknown
from detente.evolution import Pace, Timing
from detente.worlds.doubts.base import By, Phase, checked_by
from detente.worlds.draw import Draw

_RANGE = re.compile(r"(\S+) to (\S+) per (\S+)")


@attrs.frozen
class PaceRange:
    """``pace: 1 to 4 per week``: a pace is low, in the middle or high, one as likely as another.

    Attributes:
        name: The decision maker or event whose pace it is.
        low: The slowest that it may be.
        high: The quickest.
        by: The draw that decides; a pace has one of its own, and cannot rest on draws that it shares.
        event: Whether it is the pace of an event.

    Raises:
        ConflictError: If the low end is not below the high one, or formulas are to decide.
    """

    key: ClassVar[str] = "pace"
    says: ClassVar[str] = "how often somebody acts or something happens"
    phase: ClassVar[Phase] = Phase.PACE
    ALTERNATIVES: ClassVar[tuple[str, str, str]] = ("low", "middle", "high")

    name: str
    low: Pace
    high: Pace
    by: Draw
    event: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check that a draw decides, and that the ends are in order and in one unit."""
        _refuse_formulas(self.subject, self.by)
        if self.low.unit != self.high.unit or not self.low.number < self.high.number:
            raise ConflictError(
                Problem(f"a pace of '{self}'", "the low end before the high one, as in '1 to 4 per week'")
            )
        checked_by(self)

    @classmethod
    def read(cls, name: str, text: str, drawn: str, *, event: bool = False) -> Self:
        """Return the range that a text says; ``drawn`` is what its draw is called.

        Raises:
            InputError: If it says none.
        """
        found = _RANGE.fullmatch(" ".join(text.split()))
        if not found:
            raise ConflictError(Problem(f"'{text}' is no range of paces", "as in '1 to 4 per week'"))
        low, high = (Pace.read(f"{end} per {found[3]}") for end in (found[1], found[2]))
        return cls(name, low, high, _drawn(drawn), event=event)

    @property
    def subject(self) -> str:
        """Whose pace it is."""
        return f"the pace of the event '{self.name}'" if self.event else f"the pace of {self.name}"

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Low, middle and high."""
        return self.ALTERNATIVES

    @property
    def paces(self) -> tuple[Pace, Pace, Pace]:
        """The pace in each of the alternatives."""
        return self.low, self.middle, self.high

    @property
    def middle(self) -> Pace:
        """The geometric middle, exact where it is a fraction, else to three digits."""
        return Pace(_root(self.low.number * self.high.number), self.low.unit)

    def timed(self, timing: Timing, alternative: int) -> Timing:
        """Return the timing with this pace in place of the one it has.

        Args:
            timing: The timing; all that it does not say of this decision maker or event stays.
            alternative: 0 for low, 1 for the middle and 2 for high.
        """
        pace = self.paces[alternative]
        tempos = [attrs.evolve(each, pace=pace) if self._is(each.name, event=False) else each for each in timing.tempos]
        events = [attrs.evolve(each, pace=pace) if self._is(each.name, event=True) else each for each in timing.events]
        return attrs.evolve(timing, tempos=tempos, events=events)

    def problems_in(self, timing: Timing | None) -> Iterator[Problem]:
        """Yield that a timing knows nothing of this pace."""
        timed = () if timing is None else timing.events if self.event else timing.tempos
        names = [each.name for each in timed]
        if self.name not in names:
            yield unknown("event" if self.event else "pace of", self.name, names)

    def _is(self, name: str, *, event: bool) -> bool:
        return self.name == name and self.event is event

    def __str__(self) -> str:
        """Return the range as a case file has it."""
        return f"{self.low.number} to {self.high}"


def _refuse_formulas(subject: str, by: By) -> None:
    if not isinstance(by, Draw):
        message = f"{subject} is to rest on formulas over draws, and a pace rests on a draw of its own"
        raise ConflictError(Problem(message, "a draw with the outcomes low, middle and high"))


def is_range(text: str) -> bool:
    """Say whether a text is meant as a range of paces.

    >>> is_range("1 to 4 per week"), is_range("2 per week")
    (True, False)
    """
    return " to " in text


def _drawn(name: str) -> Draw:
    return Draw(name, [(each, Fraction(1, len(PaceRange.ALTERNATIVES))) for each in PaceRange.ALTERNATIVES])


def _root(square: Fraction) -> Fraction:
    above, below = math.isqrt(square.numerator), math.isqrt(square.denominator)
    exact = Fraction(above, below)
    return exact if exact * exact == square else Fraction(f"{math.sqrt(square):.3g}")
