r"""A start for the search: the state moved up in what those want who vary, and no further than it takes.

At the top of somebody's ranking a state s is stable for it under each of the concepts, whatever it believes of others:
no move leads to anything better. So where everybody's ranking varies, s at the top of all of them is an equilibrium.
Where somebody's does not, or where statements are put in another order, it has to be tried (see
:mod:`detente.requiring.rising`). Under nash, gmr and smr nothing more is to be tried: there a state is the more stable
the fewer are liked better, so if s as high as it goes does not hold, it holds nowhere.

From there s is let down again, for one decision maker after another, as far as a search by halves finds that it goes;
that is done with each of them as the first, and the cheapest is kept. Then one change after another is made that leaves
fewer demands unmet, or as many at less cost: a statement put elsewhere, a state moved by one place. So an answer is
found as a rule also where s does not hold at the top, since somebody's answers are not credible there.

>>> from detente.library import load
>>> from detente.requiring.demands import demands_of
>>> field = Field.of(load("two-capitals").conflict, [0, 1, 2], "seq")
>>> [start_of(field, demands_of(field, 8), Clock.of(60), statements=each).swaps for each in (False, True)]
[5, 1]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from detente.conflict import Statements
from detente.requiring.demands import Demand
from detente.requiring.field import Field
from detente.requiring.orders import items_for
from detente.requiring.rearranged import Rearranged
from detente.requiring.rising import Cost, Place, Rise, RisingState, RisingStatements
from detente.stability.finding.solver import Clock

MOST_TRIED = 2_000
"""So many changes are tried at most."""

Places = Mapping[int, Place]
"""For each decision maker whose preference varies, where the state is."""

Score = tuple[int, Cost]
"""How many demands are not met, and what it costs."""


def start_of(field: Field, demands: Sequence[Demand], clock: Clock, *, statements: bool) -> Rearranged | None:
    """Return preferences in which a state has been moved up so that it holds, or ``None`` if none were found.

    Args:
        field: The conflict.
        demands: What the state demands, something at least.
        clock: The time there is; for half of it at most it is looked for what costs less.
        statements: Whether prioritised statements are put in another order, where there are any, and not the ranking.
    """
    start = _Start(demands, _rises(field, demands, statements=statements), clock.half)
    today, top = start.places(0), start.places(-1)
    if not start.unmet(top):
        return start.rearranged(start.improved(start.let_down(top)))
    tried = map(start.improved, (top, today)) if field.improving else ()
    return next((start.rearranged(places) for places in tried if not start.unmet(places)), None)


def improved(
    field: Field, demands: Sequence[Demand], clock: Clock, found: Rearranged, *, statements: bool
) -> Rearranged:
    """Return preferences that make a state hold at less cost than some that were found, or else these.

    Rankings in which more than the state has been moved are left as they are, and with them all else.
    """
    start = _Start(demands, _rises(field, demands, statements=statements), clock.half)
    places = {mover: rise.place_of(found.preferences[mover]) for mover, rise in start.rises.items()}
    return found if None in places.values() else start.rearranged(start.improved(places))


def _rises(field: Field, demands: Sequence[Demand], *, statements: bool) -> dict[int, Rise]:
    return {mover: _rise(field, mover, demands, statements=statements) for mover in sorted(field.varied)}


def _rise(field: Field, mover: int, demands: Sequence[Demand], *, statements: bool) -> Rise:
    conflict, state = field.conflict, demands[0].state
    preference = conflict.decision_makers[mover].preference
    if statements and isinstance(preference, Statements):
        return RisingStatements(preference, conflict.space, state)
    return RisingState(preference, conflict.payoff_table[mover], items_for(field, mover, demands), state)


@attrs.define(eq=False)
class _Start:
    """What is tried.

    Attributes:
        demands: What the state demands.
        rises: For each decision maker whose preference varies, how the state is moved up in it.
        clock: The time there is.
    """

    demands: Sequence[Demand]
    rises: Mapping[int, Rise]
    clock: Clock
    _tried: int = attrs.field(default=0, init=False)
    _worths: dict[int, tuple[Place, Sequence[int]]] = attrs.field(factory=dict, init=False)

    def places(self, step: int) -> Places:
        """Return the first or the last places, or others, of all."""
        return {mover: rise.steps[step] for mover, rise in self.rises.items()}

    def let_down(self, top: Places) -> Places:
        """Let the state down from where it holds, for one decision maker after another, whoever is the first."""
        movers = list(self.rises)
        every = [self._let_down(top, movers[first:] + movers[:first]) for first in range(len(movers))]
        return min(every, key=self._cost)

    def _let_down(self, places: Places, movers: Sequence[int]) -> Places:
        for mover in movers:
            steps = self.rises[mover].steps
            low, high = 0, len(steps) - 1
            while low < high and not self._is_over:
                middle = (low + high) // 2
                if self.unmet({**places, mover: steps[middle]}):
                    low = middle + 1
                else:
                    high = middle
            places = {**places, mover: steps[high]}
        return places

    def improved(self, places: Places) -> Places:
        """Make one change after another, each the best there is, as long as any is for the better."""
        score: Score = (self.unmet(places), self._cost(places))
        while (step := self._step(places, score)) is not None:
            places, score = step
        return places

    def _step(self, places: Places, score: Score) -> tuple[Places, Score] | None:
        """Return the best of the changes that leave fewer demands unmet, or as many at less cost."""
        best = None
        for cost, changed in sorted(
            ((self._cost(each), each) for each in self._nearby(places)), key=lambda each: each[0]
        ):
            if (0, cost) >= score or self._is_over:
                break
            if (new := (self.unmet(changed), cost)) < score:
                best, score = (changed, new), new
        return best

    def _nearby(self, places: Places) -> Iterator[Places]:
        for mover, rise in self.rises.items():
            yield from ({**places, mover: place} for place in rise.nearby(places[mover]))

    def unmet(self, places: Places) -> int:
        """Return how many demands are not met where the state is at these places."""
        self._tried += 1
        worth = {mover: self._worth(mover, place) for mover, place in places.items()}
        return sum(not each.is_met(lambda mover, a, b: worth[mover][b] > worth[mover][a]) for each in self.demands)

    def _worth(self, mover: int, place: Place) -> Sequence[int]:
        """Return what each state is worth; only what was last asked of a decision maker is kept."""
        if mover not in self._worths or self._worths[mover][0] != place:
            self._worths[mover] = (place, self.rises[mover].worth(place))
        return self._worths[mover][1]

    def rearranged(self, places: Places) -> Rearranged:
        """Return what is wanted where the state is at these places, and what it costs."""
        preferences = {mover: self.rises[mover].preference(place) for mover, place in places.items()}
        return Rearranged(preferences, *self._cost(places))

    def _cost(self, places: Places) -> Cost:
        every = [self.rises[mover].cost(place) for mover, place in places.items()]
        return sum(swaps for swaps, _ in every), sum(splits for _, splits in every)

    @property
    def _is_over(self) -> bool:
        return self._tried >= MOST_TRIED or self.clock.is_up
