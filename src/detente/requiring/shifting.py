r"""How a state is moved up or down in what somebody wants, step by step, and what that costs.

In a *ranking* it is moved past one state after another, or past all that are tied. In an *order of statements* those
that hold in it are brought before those that do not, or the other way about. State t is liked better than s iff the
first statement in which they differ holds in t, and so not in s. To bring a statement that holds in s before one that
does not makes no state liked better than s that was not; so where all that hold in s come first, as few states as in
any order are liked better than s: those in which all of these hold, and one more. Where they come last, as many as in
any order are: all in which one holds that does not hold in s.

>>> from detente.formula import Variable, Vocabulary
>>> space = StateSpace(Vocabulary([Variable("talk"), Variable("attack")]))
>>> shift = ShiftedStatements(Statements(["talk", "not attack", "not talk"]), space, 0, up=True)
>>> shift.steps
((0, 1, 2), (1, 0, 2), (1, 2, 0))
>>> [shift.cost(each) for each in shift.steps]
[(0, 0), (1, 0), (2, 0)]
"""

from __future__ import annotations

import itertools
from bisect import bisect, insort
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Protocol

import attrs
import numpy as np

from detente.conflict import Payoffs, Preference, Ranking, Statements, StateSpace
from detente.requiring.orders.items import Item
from detente.requiring.orders.statements import places_in

Place = Any
"""Where the state is, so far: over how many items of a ranking it has been moved; or an order of statements."""

Cost = tuple[int, int]
"""How many pairs are the other way about, and how many tied pairs are told apart."""


class Shift(Protocol):
    """How a state is moved up or down in what a decision maker wants.

    Attributes:
        steps: Places from that as written to where the state is liked as well as can be, or as little.
    """

    @property
    def steps(self) -> Sequence[Place]:
        """Places from that as written to where the state is liked as well as can be, or as little."""
        ...

    def nearby(self, place: Place) -> Iterator[Place]:
        """Yield places that are one change away from a place."""
        ...

    def place_of(self, preference: Preference) -> Place | None:
        """Return where the state is in a preference, or ``None`` if more has been moved than the state."""
        ...

    def cost(self, place: Place) -> Cost:
        """Return what it costs to have the state at a place."""
        ...

    def preference(self, place: Place) -> Preference:
        """Return what is wanted where the state is at a place."""
        ...

    def worth(self, place: Place) -> Sequence[int]:
        """Return what each state is worth where the state is at a place: the greater the better."""
        ...


@attrs.frozen(eq=False, slots=False)
class ShiftedState:
    """A state that is moved up or down in a ranking.

    Attributes:
        written: What is wanted as written.
        payoffs: The payoffs as written.
        items: The items of the ranking as written, past which the state is moved.
        state: The state, by its index.
        up: Whether it is moved up, and not down.
    """

    written: Preference
    payoffs: Payoffs
    items: Sequence[Item]
    state: int
    up: bool

    @property
    def steps(self) -> Sequence[int]:
        """Past how many items the state has been moved: from none to all that are above it, or below."""
        return range(len(self._worths))

    def nearby(self, place: int) -> Iterator[int]:
        """Yield places that are one item away from a place."""
        yield from (each for each in (place - 1, place + 1) if each in self.steps)

    def place_of(self, preference: Preference) -> int | None:
        """Return where the state is in the ranking as written; in no other."""
        return 0 if preference == self.written else None

    def cost(self, place: int) -> Cost:
        """Return past how many states the state has been moved, and how many it was tied with."""
        if not place:
            return 0, 0
        low, high = sorted([self._worths[0], self._worths[place]])
        return sum(low < other < high for other in self._doubled), self._mates

    def preference(self, place: int) -> Preference:
        """Return the ranking in which the state is at a place."""
        return Ranking.of_payoffs(np.array(self.worth(place))) if place else self.written

    def worth(self, place: int) -> list[int]:
        """Return what each state is worth where the state is at a place."""
        worth = list(self._doubled)
        worth[self.state] = self._worths[place]
        return worth

    @cached_property
    def _worths(self) -> list[int]:
        """What the state may come to be worth: what it is as written, then more than each item above, or less."""
        own, others = self._doubled[self.state], [item for item in self.items if item.first != self.state]
        if self.up:
            tops = {self._doubled[item.first] for item in others}
            return [own, *sorted(top + 1 for top in tops if top > own)]
        bottoms = {self._doubled[item.tiers[-1][0]] for item in others}
        return [own, *sorted((bottom - 1 for bottom in bottoms if bottom <= own), reverse=True)]

    @cached_property
    def _mates(self) -> int:
        """How many states it is tied with as written."""
        return self._doubled.count(self._doubled[self.state]) - 1

    @cached_property
    def _doubled(self) -> list[int]:
        """Twice the payoffs as written, so that there is room between any two."""
        return (2 * self.payoffs).tolist()


@attrs.frozen(eq=False, slots=False)
class ShiftedStatements:
    """An order of statements in which those that hold in a state are brought to the front, or those that do not.

    Attributes:
        written: The statements as written.
        space: The states.
        state: The state, by its index.
        up: Whether those are brought to the front that hold, and not those that do not.
    """

    written: Statements
    space: StateSpace
    state: int
    up: bool

    @cached_property
    def steps(self) -> Sequence[tuple[int, ...]]:
        """Orders of the statements, by their places as written: one after another has been brought to the front."""
        every = range(len(self.written.statements))
        holds = [bool(self.space.where(statement)[self.state]) for statement in self.written.statements]
        first = [place for place in every if holds[place] == self.up]
        fronts = [first[:number] for number in range(len(first) + 1)]
        orders = ((*front, *(place for place in every if place not in front)) for front in fronts)
        return tuple(dict.fromkeys(orders))

    def nearby(self, place: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """Yield the orders in which one statement stands elsewhere."""
        for one, other in itertools.permutations(range(len(place)), 2):
            if other != one - 1:  # to exchange two neighbours is the same either way
                left = [*place[:one], *place[one + 1 :]]
                yield (*left[:other], place[one], *left[other:])

    def place_of(self, preference: Preference) -> tuple[int, ...]:
        """Return the order of statements."""
        assert isinstance(preference, Statements)  # noqa: S101 - they are what is rearranged
        places = places_in(preference, self.written)
        return tuple(sorted(range(len(places)), key=places.__getitem__))

    def cost(self, place: tuple[int, ...]) -> Cost:
        """Return how many pairs of statements are the other way about."""
        before: list[int] = []
        pairs = 0
        for each in place:
            pairs += len(before) - bisect(before, each)
            insort(before, each)
        return pairs, 0

    def preference(self, place: tuple[int, ...]) -> Statements:
        """Return the statements in an order."""
        return Statements([self.written.statements[each] for each in place])

    def worth(self, place: tuple[int, ...]) -> list[int]:
        """Return what each state is worth where the statements are in an order."""
        return self.preference(place).payoffs(self.space).tolist()
