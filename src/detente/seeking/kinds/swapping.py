"""``swap``: a decision maker puts one thing before another that stands just in front of it today.

The two are neighbouring statements, or neighbouring tiers of a ranking. Swaps speak of the preference as it is
written, so they come before all other changes; two that share a statement or tier are never taken together, and so
their order does not matter.

>>> from detente.conflict import DecisionMaker, Statements
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"], Statements(["strike", "talk"]))])
>>> Swap("A", 1).apply(today).decision_makers[0].preference
Statements(statements=(Formula('talk'), Formula('strike')))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Self

import attrs

from detente.case import Case
from detente.conflict import Conflict, Preference, Ranking, Statements
from detente.errors import Problem, UnavailableError
from detente.levers import Lever
from detente.seeking.kinds.base import Measure, MeasureKind


@attrs.frozen
class Swap:
    """Two neighbours in the preference of a decision maker change places.

    Attributes:
        decision_maker: Whose preference it is.
        place: The place of the first of the two today, from 1.
    """

    key: ClassVar[str] = "swap"
    says: ClassVar[str] = "a decision maker puts one thing before another"

    decision_maker: str
    place: int

    @classmethod
    def read(cls, written: tuple[str, int]) -> Self:
        """Return the change from whose preference it is and the place of the first of the two."""
        return cls(*written)

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict with the two swapped."""
        owners = list(conflict.decision_makers)
        place = conflict.place_of(self.decision_maker)
        owners[place] = attrs.evolve(owners[place], preference=self._swapped(owners[place].preference))
        return attrs.evolve(conflict, decision_makers=owners)

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return whose preference it is."""
        return frozenset([conflict.names[conflict.place_of(self.decision_maker)]])

    def _swapped(self, preference: Preference) -> Preference:
        parts = parts_of(preference)
        if not 1 <= self.place < len(parts):
            message = f"the preference of '{self.decision_maker}' has no neighbours at place {self.place}"
            raise UnavailableError(Problem(message, allowed="two neighbouring statements or tiers of a ranking"))
        first, second = parts[self.place - 1 : self.place + 1]
        swapped = [*parts[: self.place - 1], second, first, *parts[self.place + 1 :]]
        return Ranking(swapped) if isinstance(preference, Ranking) else Statements(swapped)


def parts_of(preference: Preference) -> Sequence[Any]:
    """Return the parts of a preference that stand in order: statements, tiers of a ranking, or nothing."""
    match preference:
        case Statements(statements):
            return statements
        case Ranking(tiers):
            return tiers
        case _:
            return ()


def _find(case: Case) -> Iterator[Measure]:
    for owner in case.conflict.decision_makers:
        parts = parts_of(owner.preference)
        for place in range(1, len(parts)):
            first, second = parts[place - 1 : place + 1]
            if first != second:
                lever = Lever(f"{owner.name} puts {_told(second)} before {_told(first)}", [Swap(owner.name, place)])
                settles = frozenset([("swap", owner.name, each) for each in (place, place + 1)])
                yield Measure(
                    "swap", lever, frozenset([owner.name]), settles, (("decision maker", owner.name), ("kind", "swap"))
                )


def _told(part: object) -> str:
    """Return a statement as it is written, or the states of a tier by their numbers."""
    if not isinstance(part, tuple):
        return f"“{part}”"
    return f"state {part[0]}" if len(part) == 1 else f"states {', '.join(map(str, part))}"


SWAP = MeasureKind(
    "swap", "a decision maker puts one thing before its neighbour", "no preference has neighbours to swap", _find
)
