"""One search: which sets of changes are tried, which are passed over, and when it ends.

Sets of which each brings about what is asked and that come to the same conflict are one way of doing it, however they
are put: the same states, moves, payoffs and status quo.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations

import attrs

from detente.seeking.consequences import Consequences
from detente.seeking.kinds import MEASURE_KINDS, Measure
from detente.seeking.permitting import Permitted
from detente.seeking.sought import Remedy, Tally
from detente.seeking.subsets import Chosen, cheapest_first

MOST_MISSES = 5
"""How many of the nearest misses are told."""

Tell = Callable[[str], None]


class Search:
    """What a search has come to so far.

    Attributes:
        found: The sets that meet the aim, each with what the conflict comes to after it.
        remedies: What comes of that, told once for each such conflict.
        misses: The sets that come nearest of those that do not.
        ended: Why it ended: ``today``, ``impossible``, ``cheapest``, ``all`` or ``time``.
        below: Every set that costs less than this was dealt with; ``None`` if all were.
        unfit_alone: Single changes that do not fit, each in words and why.
    """

    def __init__(self, consequences: Consequences, may: Permitted) -> None:
        """Begin with nothing tried but how things stand."""
        self.consequences = consequences
        self.trials = consequences.trials
        self.may = may
        self.nearest = self.trials.aim.nearness(consequences.today)
        self.found: dict[Chosen, Hashable] = {}
        self.remedies: dict[Hashable, Remedy] = {}
        self.misses: list[Chosen] = [()]
        self.ended = "all"
        self.below: Fraction | None = None
        self.unfit_alone: list[tuple[str, str]] = []
        self._tried, self._unfit, self._needless = Counter[int](), Counter[int](), Counter[int]()
        self._clashing = _clashing(may)
        self._up = math.inf

    def give_up(self) -> None:
        """End before anything is tried: no permitted changes give the goal a state to hold in."""
        self.ended = "impossible"

    def run(self, most: int, up: float, tell: Tell, *, beyond: bool) -> None:
        """Try sets of changes until nothing cheaper is left, or the clock shows that the time is up."""
        self._up = up
        if self.trials.of(()).met:
            self.ended = "today"
            return
        for chosen in cheapest_first(self.may.costs, most, self._passed_over):
            cost = self.cost(chosen)
            dearer = not beyond and any(cost > self.cost(each) for each in self.found)
            if dearer or time.monotonic() >= self._up:
                self.ended, self.below = "cheapest" if dearer else "time", cost
                return
            size = len(chosen)
            tell(f"set {self._tried[size] + 1:,} of {math.comb(len(self.may.measures), size):,} with {size} changes")
            self._try_out(chosen)

    def _try_out(self, chosen: Chosen) -> None:
        """Try a set, and keep it if the aim is met, or if it comes as near as any."""
        self._tried[len(chosen)] += 1
        trial = self.trials.of(self.measures(chosen))
        if trial.standing is None:
            self._unfit[len(chosen)] += 1
            if len(chosen) == 1:
                self.unfit_alone.append((self.may.measures[chosen[0]].words, trial.unfit))
        elif trial.met:
            self.found[chosen] = trial.essence
            if trial.essence not in self.remedies:
                self.remedies[trial.essence] = self.remedy(chosen)
        else:
            self._note_miss(chosen, self.trials.aim.nearness(trial.standing))

    def _note_miss(self, chosen: Chosen, nearness: int) -> None:
        if nearness > self.nearest:
            self.nearest, self.misses = nearness, []
        if nearness == self.nearest and len(self.misses) < MOST_MISSES and not _holds_one(chosen, self.misses):
            self.misses.append(chosen)

    def _passed_over(self, chosen: Chosen) -> bool:
        """Say whether a set and all that hold it need not be tried; once the time is up no more is passed over."""
        if time.monotonic() >= self._up:
            return False
        needless = any(pair in self._clashing for pair in combinations(chosen, 2)) or _holds_one(chosen, self.found)
        self._needless[len(chosen)] += needless and chosen not in self.found
        return needless

    def measures(self, chosen: Chosen) -> list[Measure]:
        """Return the changes of a set, in the order in which they are made."""
        return [self.may.measures[place] for place in chosen]

    def cost(self, chosen: Chosen) -> Fraction:
        """Return what a set costs."""
        return sum((self.may.costs[place] for place in chosen), Fraction())

    def remedy(self, chosen: Chosen) -> Remedy:
        """Return what comes of a set that fits."""
        return self.consequences.remedy(self.measures(chosen), self.cost(chosen))

    def ranked(self) -> tuple[Remedy, ...]:
        """Return what was found: cheapest first, then smallest, then what does least harm besides, then most good."""
        ways: dict[Hashable, list[Chosen]] = {}
        for chosen in sorted(self.found, key=lambda each: (self.cost(each), len(each), self._levers_in(each), each)):
            ways.setdefault(self.found[chosen], []).append(chosen)
        levers = self._levers()
        found = {key: self._way(key, alike, levers.get(key, [])) for key, alike in ways.items()}
        order = sorted(found, key=lambda key: (*_rank(found[key]), ways[key][0]))
        return tuple(found[key] for key in order)

    def _way(self, essence: Hashable, alike: Sequence[Chosen], levers: Iterable[Measure]) -> Remedy:
        """Tell sets that come to the same conflict as one: the first of them, and then the others."""
        first, *others = map(self.measures, alike)
        others += [[lever] for lever in levers if [lever] not in [first, *others]]
        return attrs.evolve(
            self.remedies[essence],
            measures=tuple(first),
            cost=self.cost(alike[0]),
            alike=tuple(map(tuple, others)),
        )

    def _levers(self) -> dict[Hashable, list[Measure]]:
        """Return the levers of the case, permitted or not, by what the conflict comes to with each."""
        found: dict[Hashable, list[Measure]] = {}
        for lever in MEASURE_KINDS["lever"].find(self.trials.case) if self.found else ():
            found.setdefault(self.trials.essence([lever]), []).append(lever)
        return found

    def _levers_in(self, chosen: Chosen) -> int:
        """Count the levers of a set; of equal sets one without is told, since that says itself what is changed."""
        return sum(each.kind == "lever" for each in self.measures(chosen))

    def tallies(self, most: int) -> Iterable[Tally]:
        """Yield what was tried of the sets of each size; those that cost less than ``below`` are all dealt with."""
        if self.ended in {"today", "impossible"}:
            return
        dearest = sorted(self.may.costs, reverse=True)
        for size in range(1, min(most, len(dearest)) + 1):
            sets, tried = math.comb(len(dearest), size), self._tried[size]
            through = self.below is None or sum(dearest[:size]) < self.below
            yield Tally(size, sets, tried, self._unfit[size], sets - tried if through else self._needless[size])


def _rank(remedy: Remedy) -> tuple[Fraction, int, int, int]:
    harm = sum(abs(each.gain) for each in remedy.effects if not each.welcome)
    good = sum(abs(each.gain) for each in remedy.effects if each.welcome)
    return remedy.cost, len(remedy.measures), harm, -good


def _clashing(may: Permitted) -> set[Chosen]:
    """Return the pairs of changes that are never taken together."""
    pairs = combinations(enumerate(may.measures), 2)
    return {(i, j) for (i, first), (j, second) in pairs if first.settles & second.settles}


def _holds_one(chosen: Chosen, others: Collection[Chosen]) -> bool:
    """Say whether a set holds one of others; of few and many, the fewer are looked through."""
    if 2 ** len(chosen) < len(others):
        return any(part in others for size in range(len(chosen) + 1) for part in combinations(chosen, size))
    return any(set(each) <= set(chosen) for each in others)
