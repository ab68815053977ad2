r"""A start for the search: the state moved up in the rankings that vary, and no further than it takes.

At the top of somebody's ranking a state s is stable for it under each of the concepts, whatever it believes of others:
no move leads to anything better. So where everybody's ranking varies, s at the top of all of them is an equilibrium.
Where somebody's does not, it has to be tried. From there s is let down again, for one decision maker after another, as
far as a search by halves finds that it goes; that is done with each of them as the first, and the cheapest is kept.

>>> from detente.library import load
>>> from detente.requiring.demands import demands_of
>>> field = Field.of(load("cuba-1962").conflict, [0, 1], "seq")
>>> start = start_of(field, demands_of(field, 0), Clock.of(60))
>>> start.swaps
3
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs
import numpy as np

from detente.conflict import Preference, Ranking
from detente.requiring.demands import Demand
from detente.requiring.field import Field
from detente.requiring.orders import items_for
from detente.requiring.rearranged import Rearranged
from detente.stability.finding.solver import Clock

Places = dict[int, int]
"""For each decision maker whose ranking varies, over how many items the state has been moved up."""


def start_of(field: Field, demands: Sequence[Demand], clock: Clock) -> Rearranged | None:
    """Return rankings in which a state has been moved up so that it holds, or ``None`` if that does not make it hold.

    Args:
        field: The conflict.
        demands: What the state demands, something at least.
        clock: The time there is; the state is let down as far as it allows.
    """
    start = _Start(field, demands, clock)
    top = {mover: len(start.worths[mover]) - 1 for mover in sorted(field.varied)}
    if not start.holds(top):
        return None
    movers = list(top)
    every = [start.let_down(top, movers[place:] + movers[:place]) for place in range(len(movers))]
    return min(map(start.rearranged, every), key=lambda each: (each.swaps, each.splits))


@attrs.frozen(eq=False, slots=False)
class _Start:
    """What is tried.

    Attributes:
        field: The conflict.
        demands: What the state demands.
        clock: The time there is.
    """

    field: Field
    demands: Sequence[Demand]
    clock: Clock

    def let_down(self, places: Places, movers: Sequence[int]) -> Places:
        """Let the state down from where it holds, for one decision maker after another."""
        for mover in movers:
            low, high = 0, places[mover]
            while low < high and not self.clock.is_up:
                middle = (low + high) // 2
                if self.holds({**places, mover: middle}):
                    high = middle
                else:
                    low = middle + 1
            places = {**places, mover: high}
        return places

    def holds(self, places: Places) -> bool:
        """Say whether the state holds where it has been moved up so far."""
        worth = {mover: self._worth(mover, place) for mover, place in places.items()}
        return all(demand.is_met(lambda mover, a, b: worth[mover][b] > worth[mover][a]) for demand in self.demands)

    def rearranged(self, places: Places) -> Rearranged:
        """Return the rankings in which the state has been moved up so far, and what they cost."""
        moved = {mover: place for mover, place in places.items() if place}
        preferences: dict[int, Preference] = {
            mover: maker.preference
            for mover, maker in enumerate(self.field.conflict.decision_makers)
            if mover in places
        }
        for mover, place in moved.items():
            preferences[mover] = Ranking.of_payoffs(np.array(self._worth(mover, place)))
        passed = [self._between(mover, place) for mover, place in moved.items()]
        return Rearranged(preferences, sum(above for above, _ in passed), sum(mates for _, mates in passed))

    def _between(self, mover: int, place: int) -> tuple[int, int]:
        """Return how many states the state has been moved past, and how many it was tied with."""
        today, now = self.worths[mover][0], self.worths[mover][place]
        others = self._doubled[mover]
        return sum(today < other < now for other in others), others.count(today) - 1

    def _worth(self, mover: int, place: int) -> list[int]:
        worth = list(self._doubled[mover])
        worth[self._state] = self.worths[mover][place]
        return worth

    @cached_property
    def worths(self) -> Mapping[int, list[int]]:
        """What the state may come to be worth to each: what it is as written, and then more than each item above it."""
        worths = {}
        for mover in self.field.varied:
            doubled = self._doubled[mover]
            tops = {doubled[item.first] for item in items_for(self.field, mover, self.demands)}
            own = doubled[self._state]
            worths[mover] = [own, *sorted(top + 1 for top in tops if top > own)]
        return worths

    @cached_property
    def _doubled(self) -> Mapping[int, list[int]]:
        """Twice the payoffs as written, so that there is room between any two."""
        return {mover: (2 * self.field.conflict.payoff_table[mover]).tolist() for mover in self.field.varied}

    @property
    def _state(self) -> int:
        return self.demands[0].state
