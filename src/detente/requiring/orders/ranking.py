r"""A ranking that may be rearranged in any way.

Any two items a, b have a literal a ≽ b. Items that the ranking as written tells apart are told apart, so b ≽ a is its
negation; items tied in it may also stay tied. Of any three items a ≽ b and b ≽ c give a ≽ c. What it costs is the
Kendall distance: the pairs of states that the ranking as written puts one above the other, and the new one the other
way about.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property

import attrs

from detente.conflict import Payoffs, Preference, Ranking, StateSpace
from detente.requiring.orders.base import Costs, Value
from detente.requiring.orders.items import Item, payoffs_of
from detente.stability.finding.gates import Gates, Literal, opposite
from detente.stability.finding.solver import Clock, glanced


@attrs.frozen(eq=False, slots=False)
class WholeRanking:
    """A ranking that may be rearranged in any way.

    Attributes:
        gates: The solver's model.
        payoffs: Today's payoffs.
        items: What is moved about.
        clock: The time there is to put it together; as much as it takes, unless given.
    """

    gates: Gates
    payoffs: Payoffs
    items: list[Item]
    clock: Clock | None = None

    def __attrs_post_init__(self) -> None:
        """Demand that it is a ranking.

        Raises:
            TimeoutError: If the time is up.
        """
        for three in glanced(itertools.combinations(range(len(self.items)), 3), self.clock):
            tied = len({self.items[place].height for place in three}) < len(three)
            ordered = itertools.permutations(three) if tied else (three, three[::-1])
            for a, b, c in ordered:
                given = [opposite(self._at_least(a, b)), opposite(self._at_least(b, c))]
                self.gates.any_of([*given, self._at_least(a, c)], demanded=True)

    @property
    def swaps(self) -> Costs:
        """What it costs: the pairs of states whose order is reversed."""
        return [(self._weight(a, b), self._at_least(b, a)) for a, b in self._pairs if not self._are_tied(a, b)]

    @property
    def splits(self) -> Costs:
        """The pairs tied as written that are told apart: of the two, one is then not at least as good as the other."""
        tied = [pair for pair in self._pairs if self._are_tied(*pair)]
        return [(self._weight(a, b), opposite(self._at_least(*each))) for a, b in tied for each in ((a, b), (b, a))]

    def better(self, from_: int, to: int) -> Literal:
        """Return a literal that is true iff a state, by index, is preferred to another."""
        return opposite(self._at_least(self._places[from_], self._places[to]))

    def as_in(self, preference: Preference, space: StateSpace) -> Sequence[tuple[Literal, bool]]:
        """Return for literals what they are in another ranking."""
        worths = preference.payoffs(space).tolist()
        own = [worths[item.first] for item in self.items]
        pairs = [each for a, b in self._pairs for each in ([(a, b), (b, a)] if self._are_tied(a, b) else [(b, a)])]
        return [(self._at_least(a, b), own[a] >= own[b]) for a, b in pairs]

    def read(self, value: Value) -> Ranking:
        """Return the ranking of a solution."""
        places = range(len(self.items))
        below = [sum(value(self._at_least(a, b)) for b in places if b != a) for a in places]
        groups = itertools.groupby(sorted(places, key=lambda a: -below[a]), key=lambda a: below[a])
        ranked = [[self.items[a] for a in group] for _, group in groups]
        return Ranking.of_payoffs(payoffs_of(ranked, len(self.payoffs)))

    def _at_least(self, a: int, b: int) -> Literal:
        return self._literals[a, b]

    def _weight(self, a: int, b: int) -> int:
        return self.items[a].weight * self.items[b].weight

    def _are_tied(self, a: int, b: int) -> bool:
        return self.items[a].height == self.items[b].height

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        return list(itertools.combinations(range(len(self.items)), 2))

    @cached_property
    def _literals(self) -> dict[tuple[int, int], Literal]:
        literals = {}
        for a, b in self._pairs:
            reversed_ = self.gates.fresh()
            literals[b, a] = reversed_
            literals[a, b] = self.gates.fresh() if self._are_tied(a, b) else opposite(reversed_)
            if self._are_tied(a, b):
                self.gates.any_of([literals[a, b], literals[b, a]], demanded=True)
        return literals

    @cached_property
    def _places(self) -> dict[int, int]:
        return {item.first: place for place, item in enumerate(self.items)}
