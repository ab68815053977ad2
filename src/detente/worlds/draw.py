"""Draws: what is uncertain, as named things of which each has one outcome in a world.

>>> winter = Draw("winter", [("mild", "0.6"), ("harsh", "0.4")])
>>> winter.outcomes, winter.chances
(('mild', 'harsh'), (Fraction(3, 5), Fraction(2, 5)))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from detente.errors import ConflictError, Problem

Chances = tuple[tuple[str, Fraction], ...]


def _as_chances(chances: Mapping[str, Fraction | str] | Iterable[tuple[str, Fraction | str]]) -> Chances:
    named = chances.items() if isinstance(chances, Mapping) else chances
    return tuple((outcome, Fraction(chance)) for outcome, chance in named)


@attrs.frozen
class Draw:
    """Something uncertain: in each world it has one of its outcomes, whatever the other draws have.

    Attributes:
        name: What is drawn.
        of: Each outcome with its chance, an exact fraction; the chances add up to one.

    Raises:
        ConflictError: If there are no outcomes, one is named twice, or the chances do not add up to one.
    """

    name: str
    of: Chances = attrs.field(converter=_as_chances)

    def __attrs_post_init__(self) -> None:
        """Check that the outcomes differ and the chances add up."""
        if problems := [Problem(each.message, each.allowed).within(f"draw '{self.name}'") for each in _problems(self)]:
            raise ConflictError(*problems)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The names of the outcomes, in order."""
        return tuple(outcome for outcome, _ in self.of)

    @property
    def chances(self) -> tuple[Fraction, ...]:
        """The chance of each outcome."""
        return tuple(chance for _, chance in self.of)


def _problems(draw: Draw) -> list[Problem]:
    if not draw.of:
        return [Problem("no outcomes", allowed="one or more, each with its chance")]
    problems = [Problem(f"the outcome '{name}' twice") for name in draw.outcomes if draw.outcomes.count(name) > 1][:1]
    problems += [
        Problem(f"the chance of '{name}' is {float(chance):g}", allowed="from 0 to 1")
        for name, chance in draw.of
        if not 0 <= chance <= 1
    ]
    if not problems and sum(draw.chances) != 1:
        total = float(sum(draw.chances))
        problems.append(Problem(f"the chances add up to {total:g}", allowed="chances that add up to 1"))
    return problems
