r"""How many strict rankings meet what a state demands, counted without trying them all.

Where only comparisons with s matter, a ranking is as good as the set L of states it puts below s, and of m states

    k! (m − 1 − k)!

rankings put the same k below. The demands are a monotone condition on L: for each move, some set among several must
lie in L. The sets L that meet it are counted by size, state by state, parts that share no state apart.

Where other comparisons matter, too, rankings are built up from the worst state. Of what was built only two things are
kept: which states are in it, and how the comparisons that matter have come out; equal ones are counted together. Then
the demands are looked at once for each way in which all comparisons can come out.

>>> [
...     int(number) for number in sizes(frozenset([one_of([{1}, {2}]), one_of([{3}])]))
... ]  # of 8 sets 3 contain 3, and 1 or 2
[0, 0, 2, 1]
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import attrs

from detente.requiring.demands import Demand
from detente.requiring.field import Field

MOST_KEPT = 300_000
"""The most things that are kept while rankings are built up, or sets counted."""

MOST_TRIED = 1_000_000
"""The most ways, in which all comparisons can come out, that are looked at."""

MOST_NAMED = 150
"""The most states of which conditions that hang together may speak."""

MOST_COMPARED = 20
"""The most states of which rankings are built up: of so many there are a million sets."""

OneOf = frozenset[frozenset[int]]
"""Sets of states of which one must lie below."""

Conditions = frozenset[OneOf]

Pair = tuple[int, int]
"""A comparison of two states: whether the second is better than the first."""


class _TooMany(Exception):  # noqa: N818 - says that counting is given up, and never leaves this module
    """There is too much to count."""


def count(field: Field, demands: Mapping[int, Sequence[Demand]]) -> int | None:
    """Return how many strict rankings, of all that are open together, make one of some states an equilibrium.

    Args:
        field: The conflict.
        demands: For each of the states, what it demands.

    Returns:
        A number, or ``None`` if it cannot be counted.
    """
    open_to_all = math.factorial(field.conflict.size)
    possible = {state: every for state, every in demands.items() if not any(demand.is_hopeless for demand in every)}
    if not possible:
        return 0
    if any(_is_wide(demand) for every in possible.values() for demand in every):
        return None
    try:
        if len(possible) != 1:
            return _tried(field, sorted(field.varied), possible)
        ((state, every),) = possible.items()
        together = _together(every)
        alone = len(field.varied) - sum(len(movers) for movers, _ in together)
        counts = [_of_part(field, movers, state, part) for movers, part in together]
        return math.prod(counts) * open_to_all**alone
    except _TooMany:
        return None


def _is_wide(demand: Demand) -> bool:
    """Say whether steps to so many states matter that rankings of them cannot be built up."""
    return any(len(set(to.tolist())) > MOST_COMPARED for _, to in demand.open_steps.values())


def sizes(conditions: Conditions) -> list[int]:
    """Return how many sets of the states that conditions name meet them, by size."""
    return _Counted().sizes(conditions)


def one_of(sets: Iterable[Iterable[int]]) -> OneOf:
    """Return the smallest of some sets: those that contain no other."""
    every = sorted({frozenset(each) for each in sets}, key=len)
    least: list[frozenset[int]] = []
    for each in every:
        if not any(other <= each for other in least):
            least.append(each)
    return frozenset(least)


def _together(demands: Sequence[Demand]) -> list[tuple[frozenset[int], list[Demand]]]:
    """Put demands together that speak of what the same decision makers want, directly or through others."""
    parts: list[tuple[frozenset[int], list[Demand]]] = []
    for demand in demands:
        movers = frozenset(each.mover for each in demand.spoken_of)
        joined = [part for part in parts if part[0] & movers]
        parts = [part for part in parts if part not in joined]
        every = [each for part in joined for each in part[1]]
        parts.append((movers.union(*(part[0] for part in joined)), [*every, demand]))
    return parts


def _of_part(field: Field, movers: frozenset[int], state: int, demands: Sequence[Demand]) -> int:
    if len(movers) > 1 or any(demand.open_steps for demand in demands):
        return _tried(field, sorted(movers), {state: demands})
    conditions = frozenset(
        one_of([each.to for each in needs] for needs in demand.clause(lambda _mover, _from, _to: False))
        for demand in demands
    )
    counted, below = sizes(conditions), field.conflict.size - 1
    every = _times(counted, _any(below - len(counted) + 1))
    return sum(number * math.factorial(k) * math.factorial(below - k) for k, number in enumerate(every))


def _tried(field: Field, movers: Sequence[int], demands: Mapping[int, Sequence[Demand]]) -> int:
    """Count by looking at every way in which the comparisons that matter can come out."""
    spoken = {each for every in demands.values() for demand in every for each in demand.spoken_of}
    pairs = {mover: sorted({(each.from_, each.to) for each in spoken if each.mover == mover}) for mover in movers}
    came_out = [_came_out(pairs[mover], field.conflict.size) for mover in movers]
    if math.prod(map(len, came_out)) > MOST_TRIED:
        raise _TooMany
    judges = [_Judge(every, pairs) for every in demands.values()]
    return sum(
        math.prod(number for _, number in each)
        for each in itertools.product(*(one.items() for one in came_out))
        if any(judge.approves([outcome for outcome, _ in each]) for judge in judges)
    )


def _came_out(pairs: Sequence[Pair], size: int) -> dict[int, int]:
    """Return in how many strict rankings the comparisons come out in each way: a bit for each that is true."""
    states = sorted({state for pair in pairs for state in pair})
    if len(states) > MOST_COMPARED:
        raise _TooMany
    gained = {b: [(1 << a, 1 << k) for k, (a, other) in enumerate(pairs) if other == b] for b in states}
    built: dict[int, dict[int, int]] = {0: {0: 1}}
    for _ in states:
        longer: dict[int, dict[int, int]] = {}
        for placed, outcomes in built.items():
            for state in states:
                if not placed >> state & 1:
                    new = sum(bit for below, bit in gained[state] if placed & below)
                    into = longer.setdefault(placed | 1 << state, {})
                    for outcome, number in outcomes.items():
                        into[outcome | new] = into.get(outcome | new, 0) + number
        if sum(map(len, longer.values())) > MOST_KEPT:
            raise _TooMany
        built = longer
    others = math.factorial(size) // math.factorial(len(states))
    ((_, every),) = built.items()
    return {outcome: number * others for outcome, number in every.items()}


@attrs.frozen(eq=False, slots=False)
class _Judge:
    """Says whether a state is an equilibrium, given how comparisons came out.

    Attributes:
        demands: What the state demands.
        pairs: For each decision maker with an open preference, which comparisons matter.
    """

    demands: Sequence[Demand]
    pairs: Mapping[int, Sequence[Pair]]

    def approves(self, outcomes: Sequence[int]) -> bool:
        """Say whether all demands are met."""
        return all(self._is_met(place, outcomes) for place in range(len(self.demands)))

    def _is_met(self, place: int, outcomes: Sequence[int]) -> bool:
        key = (place, *(outcome & mask for outcome, mask in zip(outcomes, self._masks[place], strict=True)))
        if key not in self._known:
            came_out = dict(zip(self.pairs, outcomes, strict=True))
            self._known[key] = self.demands[place].is_met(
                lambda mover, from_, to: bool(came_out[mover] >> self._bits[mover, from_, to] & 1)
            )
        return self._known[key]

    @cached_property
    def _bits(self) -> dict[tuple[int, int, int], int]:
        return {(mover, *pair): bit for mover, pairs in self.pairs.items() for bit, pair in enumerate(pairs)}

    @cached_property
    def _masks(self) -> list[list[int]]:
        return [
            [
                sum({1 << self._bits[mover, each.from_, each.to] for each in demand.spoken_of if each.mover == mover})
                for mover in self.pairs
            ]
            for demand in self.demands
        ]

    @cached_property
    def _known(self) -> dict[tuple[int, ...], bool]:
        return {}


@attrs.frozen(eq=False)
class _Counted:
    """Sets counted so far."""

    known: dict[Conditions, list[int]] = attrs.field(factory=dict)

    def sizes(self, conditions: Conditions) -> list[int]:
        """Return how many sets of the states that conditions name meet them, by size."""
        left = frozenset(each for each in conditions if frozenset() not in each)
        if frozenset() in left:
            return [0] * (len(_named(conditions)) + 1)
        every = [1]
        for part in _apart(left):
            every = _times(every, self._of_part(part))
        return _times(every, _any(len(_named(conditions)) - len(_named(left))))

    def _of_part(self, part: Conditions) -> list[int]:
        if part not in self.known:
            named = len(_named(part))
            if len(part) == 1 and all(len(each) == 1 for condition in part for each in condition):
                self.known[part] = [0, *_any(named)[1:]]
            elif len(self.known) > MOST_KEPT or named > MOST_NAMED:
                raise _TooMany
            else:
                self.known[part] = self._branched(part)
        return self.known[part]

    def _branched(self, part: Conditions) -> list[int]:
        times = Counter(state for condition in part for each in condition for state in each)
        state = max(sorted(times), key=times.__getitem__)
        with_it = frozenset(one_of(each - {state} for each in condition) for condition in part)
        without = frozenset(frozenset(each for each in condition if state not in each) for condition in part)
        others = len(_named(part)) - 1
        taken, left = (_times(self.sizes(each), _any(others - len(_named(each)))) for each in (with_it, without))
        return [a + b for a, b in zip([0, *taken], [*left, 0], strict=True)]


def _named(conditions: Conditions) -> set[int]:
    return {state for condition in conditions for each in condition for state in each}


def _apart(conditions: Conditions) -> list[Conditions]:
    """Split conditions into parts that name no state together."""
    parts: list[tuple[set[int], set[OneOf]]] = []
    for condition in conditions:
        named, members = _named(frozenset([condition])), {condition}
        for part in [part for part in parts if part[0] & named]:
            parts.remove(part)
            named |= part[0]
            members |= part[1]
        parts.append((named, members))
    return [frozenset(members) for _, members in parts]


def _any(number: int) -> list[int]:
    """Return how many sets there are of so many states, by size."""
    return [math.comb(number, k) for k in range(number + 1)]


def _times(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Return the counts of sets that are made of one of each kind."""
    every = [0] * (len(one) + len(other) - 1)
    for (a, x), (b, y) in itertools.product(enumerate(one), enumerate(other)):
        every[a + b] += x * y
    return every
