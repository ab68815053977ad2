"""Statements whose order is not known.

>>> from detente.worlds.draw import Draw
>>> doubt = AnyOrder.equally("A", 1, 2, "A: order of the fears")
>>> doubt.alternatives
('2 > 3', '3 > 2')
>>> doubt.arranged([0, 1, 2, 3], 1)
[0, 2, 1, 3]
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Self

import attrs

from detente.errors import ConflictError, Problem
from detente.worlds.doubts.base import By, Phase, as_by, checked_by
from detente.worlds.doubts.statement import whose
from detente.worlds.draw import Draw

MOST_IN_ANY_ORDER = 6
"""The most statements whose order may be open: six have 720 orders."""


@attrs.frozen(slots=False)
class AnyOrder:
    """``any_order``: statements that follow each other in any order; first that in which they are written.

    Attributes:
        decision_maker: Whose statements they are.
        first: The place of the first of them among the statements, from 0.
        size: How many they are.
        by: What decides on their order.
        faction: The faction whose statements they are, or empty if they are the decision maker's own.

    Raises:
        ConflictError: If they are too few or too many.
    """

    key: ClassVar[str] = "any_order"
    says: ClassVar[str] = "in which order statements come"
    phase: ClassVar[Phase] = Phase.WANTS

    decision_maker: str
    first: int
    size: int
    by: By = attrs.field(converter=as_by)
    faction: str = ""

    def __attrs_post_init__(self) -> None:
        """Check that there are not too many orders, and one outcome for each."""
        checked_size(self.size)
        checked_by(self)

    @classmethod
    def equally(  # noqa: PLR0913 - what it is about, and what it is called
        cls,
        decision_maker: str,
        first: int,
        size: int,
        name: str,
        faction: str = "",
        *,
        statements: Sequence[str] = (),
    ) -> Self:
        """Return the doubt in which every order is equally likely.

        Args:
            decision_maker: Whose statements they are.
            first: The place of the first of them, from 0.
            size: How many they are.
            name: What the draw is called.
            faction: The faction whose statements they are, if any.
            statements: What the outcomes of the draw call them, all different; their numbers unless given.
        """
        checked_size(size)
        chance = Fraction(1, math.factorial(size))
        named = _quoted(statements) if statements else _named(first, size)
        return cls(decision_maker, first, size, Draw(name, [(each, chance) for each in named]), faction)

    @property
    def subject(self) -> str:
        """Whose statements they are, and which."""
        return f"{whose(self.decision_maker, self.faction)}, statements {self.first + 1} to {self.last + 1}"

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The orders, each as the numbers of the statements."""
        return _named(self.first, self.size)

    @property
    def last(self) -> int:
        """The last place among the statements that is spoken of, from 0."""
        return self.first + self.size - 1

    @cached_property
    def orders(self) -> tuple[tuple[int, ...], ...]:
        """The places of the statements in each order."""
        return tuple(itertools.permutations(range(self.first, self.last + 1)))

    def arranged(self, places: Sequence[int], alternative: int) -> list[int]:
        """Return the places of the statements in their order; those that are not there stay away."""
        order = self.orders[alternative]
        following = iter([place for place in order if place in places])
        return [next(following) if place in order else place for place in places]


def _named(first: int, size: int) -> tuple[str, ...]:
    numbers = range(first + 1, first + size + 1)
    return tuple(" > ".join(map(str, order)) for order in itertools.permutations(numbers))


def _quoted(statements: Sequence[str]) -> tuple[str, ...]:
    """Name the orders by the statements; of two, the one that comes first says it."""
    if len(statements) == 2:  # noqa: PLR2004 - the one or the other
        return tuple(f"'{each}' first" for each in statements)
    return tuple(" > ".join(f"'{each}'" for each in order) for order in itertools.permutations(statements))


def checked_size(size: int) -> None:
    """Check that statements in any order are neither too few nor too many.

    Raises:
        ConflictError: If they are.
    """
    if not 2 <= size <= MOST_IN_ANY_ORDER:  # noqa: PLR2004 - one statement has one order
        message = f"{size} statement{'s' * (size != 1)} in any order"
        raise ConflictError(Problem(message, f"from 2 to {MOST_IN_ANY_ORDER}"))
