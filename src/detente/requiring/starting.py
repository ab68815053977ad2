r"""A start for the search: the state moved in what those want who vary, and no further than it takes.

At the top of somebody's ranking a state s is stable for it under each of the concepts, whatever it believes of others:
no move leads to anything better. So where everybody's ranking varies, s at the top of all of them is an equilibrium.
Where somebody's does not, or where statements are put in another order, it has to be tried (see
:mod:`detente.requiring.shifting`). Where it is wanted that s is not stable, it is moved down instead. Where
it hangs on nobody's open preference whether an answer is credible, as under nash, gmr and smr, nothing more is to be
tried: there a state is the more stable for somebody the fewer it likes better, so if s as high as it goes does not
hold, it holds nowhere.

From there s is let back, for one decision maker after another, as far as a search by halves finds that it goes; that is
done with each of them as the first, and the cheapest is kept. Then one change after another is made that leaves less to
be wanted, or as much at less cost: a statement put elsewhere, a state moved by one place. So an answer is found as a
rule also where s does not hold at the top, since somebody's answers are not credible there.

>>> from detente.library import load
>>> from detente.requiring.demands import demands_of
>>> from detente.requiring.wanted import Holds
>>> field = Field.of(load("two-capitals").conflict, [0, 1, 2], "seq")
>>> wanted = Holds(demands_of(field, 8), field.today)
>>> [start_of(field, wanted, Clock.of(60), statements=each).swaps for each in (False, True)]
[5, 1]
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import attrs

from detente.conflict import Statements
from detente.errors import TooLargeError
from detente.requiring.field import Field
from detente.requiring.orders import items_for
from detente.requiring.rearranged import Rearranged
from detente.requiring.searching import Search, SearchResult
from detente.requiring.shifting import Cost, Place, Shift, ShiftedState, ShiftedStatements
from detente.requiring.wanted import Wanted
from detente.stability.finding.solver import Clock, Solver

MOST_TRIED = 2_000
"""So many changes are tried at most."""

Places = Mapping[int, Place]
"""For each decision maker whose preference varies, where the state is."""

Score = tuple[int, Cost]
"""How much is missing, and what it costs."""


def searched(
    field: Field, wanted: Wanted, solver: Solver, best: Rearranged | None = None, *, statements: bool
) -> SearchResult:
    """Search from a start for the nearest preferences that are as wanted.

    Args:
        field: The conflict.
        wanted: What is wanted of the demands of a state, something at least.
        solver: The solver.
        best: Only preferences nearer than these are of interest: with fewer swaps, or as many and fewer splits.
        statements: Whether prioritised statements are put in another order, where there are any, and not the ranking.
    """
    start = start_of(field, wanted, solver.clock, statements=statements)
    if start is None and not _hangs_on_steps(wanted):
        return SearchResult(None, math.inf, complete=True)
    if start is not None and best is not None and not start.is_nearer_than(best):
        start = None
    if solver.clock.is_up:
        return SearchResult(start, 0, complete=False)
    try:
        search = Search.of(field, wanted, solver.clock, statements=statements)
    except TimeoutError:
        return SearchResult(start, 0, complete=False)
    except TooLargeError as error:
        return SearchResult(start, 0, complete=False, reason=str(error))
    return search.run(solver, best, start, partial(improved, field, wanted, solver.clock, statements=statements))


def start_of(field: Field, wanted: Wanted, clock: Clock, *, statements: bool) -> Rearranged | None:
    """Return preferences in which a state has been moved so that all is as wanted, or ``None`` if none were found.

    Args:
        field: The conflict.
        wanted: What is wanted of the demands of a state, something at least.
        clock: The time there is; for half of it at most it is looked for what costs less.
        statements: Whether prioritised statements are put in another order, where there are any, and not the ranking.
    """
    start = _Start(wanted, _shifts(field, wanted, statements=statements), clock.half)
    written, end = start.places(0), start.places(-1)
    if not start.missing(end):
        return start.rearranged(start.improved(start.let_back(end)))
    tried = map(start.improved, (end, written)) if _hangs_on_steps(wanted) else ()
    return next((start.rearranged(places) for places in tried if not start.missing(places)), None)


def improved(field: Field, wanted: Wanted, clock: Clock, found: Rearranged, *, statements: bool) -> Rearranged:
    """Return preferences that are as wanted at less cost than some that were found, or else these.

    Rankings in which more than the state has been moved are left as they are, and with them all else.
    """
    start = _Start(wanted, _shifts(field, wanted, statements=statements), clock.half)
    places = {mover: shift.place_of(found.preferences[mover]) for mover, shift in start.shifts.items()}
    return found if None in places.values() else start.rearranged(start.improved(places))


def _hangs_on_steps(wanted: Wanted) -> bool:
    """Say whether it hangs on an open preference if an answer is credible."""
    return any(demand.open_steps for demand in wanted.demands)


def _shifts(field: Field, wanted: Wanted, *, statements: bool) -> dict[int, Shift]:
    return {mover: _shift(field, mover, wanted, statements=statements) for mover in sorted(field.varied)}


def _shift(field: Field, mover: int, wanted: Wanted, *, statements: bool) -> Shift:
    conflict, state = field.conflict, wanted.demands[0].state
    preference = conflict.decision_makers[mover].preference
    if statements and isinstance(preference, Statements):
        return ShiftedStatements(preference, conflict.space, state, wanted.up)
    items = items_for(field, mover, wanted.demands)
    return ShiftedState(preference, conflict.payoff_table[mover], items, state, wanted.up)


@attrs.define(eq=False)
class _Start:
    """What is tried.

    Attributes:
        wanted: What is wanted.
        shifts: For each decision maker whose preference varies, how the state is moved in it.
        clock: The time there is.
    """

    wanted: Wanted
    shifts: Mapping[int, Shift]
    clock: Clock
    _tried: int = attrs.field(default=0, init=False)
    _worths: dict[int, tuple[Place, Sequence[int]]] = attrs.field(factory=dict, init=False)

    def places(self, step: int) -> Places:
        """Return the first or the last places, or others, of all."""
        return {mover: shift.steps[step] for mover, shift in self.shifts.items()}

    def let_back(self, end: Places) -> Places:
        """Let the state back from where all is as wanted, for one decision maker after another, whoever is first."""
        movers = list(self.shifts)
        every = [self._let_back(end, movers[first:] + movers[:first]) for first in range(len(movers))]
        return min(every, key=self._cost)

    def _let_back(self, places: Places, movers: Sequence[int]) -> Places:
        for mover in movers:
            steps = self.shifts[mover].steps
            low, high = 0, len(steps) - 1
            while low < high and not self._is_over:
                middle = (low + high) // 2
                if self.missing({**places, mover: steps[middle]}):
                    low = middle + 1
                else:
                    high = middle
            places = {**places, mover: steps[high]}
        return places

    def improved(self, places: Places) -> Places:
        """Make one change after another, each the best there is, as long as any is for the better."""
        score: Score = (self.missing(places), self._cost(places))
        while (step := self._step(places, score)) is not None:
            places, score = step
        return places

    def _step(self, places: Places, score: Score) -> tuple[Places, Score] | None:
        """Return the best of the changes that leave less missing, or as much at less cost."""
        best = None
        for cost, changed in sorted(
            ((self._cost(each), each) for each in self._nearby(places)), key=lambda each: each[0]
        ):
            if (0, cost) >= score or self._is_over:
                break
            if (new := (self.missing(changed), cost)) < score:
                best, score = (changed, new), new
        return best

    def _nearby(self, places: Places) -> Iterator[Places]:
        for mover, shift in self.shifts.items():
            yield from ({**places, mover: place} for place in shift.nearby(places[mover]))

    def missing(self, places: Places) -> int:
        """Return how much is missing where the state is at these places."""
        self._tried += 1
        worth = {mover: self._worth(mover, place) for mover, place in places.items()}
        return self.wanted.missing(lambda mover, a, b: worth[mover][b] > worth[mover][a])

    def _worth(self, mover: int, place: Place) -> Sequence[int]:
        """Return what each state is worth; only what was last asked of a decision maker is kept."""
        if mover not in self._worths or self._worths[mover][0] != place:
            self._worths[mover] = (place, self.shifts[mover].worth(place))
        return self._worths[mover][1]

    def rearranged(self, places: Places) -> Rearranged:
        """Return what is wanted where the state is at these places, and what it costs."""
        preferences = {mover: self.shifts[mover].preference(place) for mover, place in places.items()}
        return Rearranged(preferences, *self._cost(places))

    def _cost(self, places: Places) -> Cost:
        every = [self.shifts[mover].cost(place) for mover, place in places.items()]
        return sum(swaps for swaps, _ in every), sum(splits for _, splits in every)

    @property
    def _is_over(self) -> bool:
        return self._tried >= MOST_TRIED or self.clock.is_up
