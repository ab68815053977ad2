r"""A ranking in which one state is moved up or down.

Where all that matters is which states a decision maker likes no better than s, a nearest ranking is found by moving s
alone. Say that the states of a set A have to end no better than s, and let a be one of those that stand highest above s
as written. Any state x below a and above s ends up below s, which reverses the pair x, s, or above s and so above a,
which reverses x, a. So it costs at least a swap for each of these states, and one for each member of A as high as a;
moving s up past them costs just that. Where states have to end better than s it is the same with *up* and *down*
exchanged.

So each item has a literal: whether it is no better than s. If an item is, so is every item below it as written.
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


@attrs.frozen(eq=False, slots=False)
class SlidingState:
    """A ranking in which one state is moved up or down.

    Attributes:
        gates: The solver's model.
        payoffs: Today's payoffs.
        items: The items of the ranking as written; the state is one of them.
        state: The state, by its index.
    """

    gates: Gates
    payoffs: Payoffs
    items: list[Item]
    state: int

    def __attrs_post_init__(self) -> None:
        """Demand that whatever is below an item that is no better than the state is no better, either."""
        others = [item for item in self.items if item != self._own]
        for above, below in itertools.pairwise(_by_height(others)):
            reached = self.gates.any_of([self._low[item] for item in above])
            for item in below:
                self.gates.any_of([opposite(reached), self._low[item]], demanded=True)

    @property
    def swaps(self) -> Costs:
        """What it costs: the pairs of states whose order is reversed."""
        above = [(item.weight, self._low[item]) for item in self.items if item.height < self._own.height]
        below = [(item.weight, opposite(self._low[item])) for item in self.items if item.height > self._own.height]
        return above + below

    @property
    def splits(self) -> Costs:
        """The pairs tied as written that are told apart."""
        differing = [
            (a.weight * b.weight, opposite(self._agree(a, b)))
            for tier in _by_height(self.items)
            for a, b in itertools.combinations(tier, 2)
        ]
        return [*differing, (self._mates, self._risen)]

    def better(self, from_: int, to: int) -> Literal:
        """Return a literal that is true iff a state, by index, is preferred to the one that is moved.

        Raises:
            KeyError: If another state is to be compared.
        """
        if from_ != self.state:
            raise KeyError(from_)
        return opposite(self._low[self._item_of[to]])

    def as_in(self, preference: Preference, space: StateSpace) -> Sequence[tuple[Literal, bool]]:
        """Return for literals what they are in another ranking."""
        worths = preference.payoffs(space).tolist()
        low = {item: worths[item.first] <= worths[self.state] for item in self.items if item != self._own}
        return [(self._low[item], value) for item, value in low.items()]

    def read(self, value: Value) -> Ranking:
        """Return the ranking of a solution."""
        low = [item for item in self.items if value(self._low[item]) and item != self._own]
        high = [item for item in self.items if not value(self._low[item])]
        mates = [] if value(self._risen) else [item for item in low if item.height == self._own.height]
        rest = [item for item in low if item not in mates]
        groups = [*_by_height(high), [self._own, *mates], *_by_height(rest)]
        return Ranking.of_payoffs(payoffs_of(groups, len(self.payoffs)))

    def _agree(self, a: Item, b: Item) -> Literal:
        """Return whether two items are on the same side of the state."""
        low, other = self._low[a], self._low[b]
        both = self.gates.all_of([low, other])
        return self.gates.any_of([both, self.gates.all_of([opposite(low), opposite(other)])])

    @cached_property
    def _risen(self) -> Literal:
        """Whether the state leaves those it is tied with for a higher place."""
        return self.gates.any_of([self._low[item] for item in self.items if item.height < self._own.height])

    @cached_property
    def _mates(self) -> int:
        """How many states it is tied with as written."""
        return sum(item.weight for item in self.items if item.height == self._own.height) - 1

    @cached_property
    def _own(self) -> Item:
        return self._item_of[self.state]

    @cached_property
    def _item_of(self) -> dict[int, Item]:
        return {state: item for item in self.items for tier in item.tiers for state in tier}

    @cached_property
    def _low(self) -> dict[Item, Literal]:
        return {item: True if item == self._own else self.gates.fresh() for item in self.items}


def _by_height(items: Sequence[Item]) -> list[list[Item]]:
    return [list(tier) for _, tier in itertools.groupby(items, key=lambda item: item.height)]
