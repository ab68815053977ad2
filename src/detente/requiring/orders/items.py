"""What is moved about in a ranking: states that matter one by one, and all between them in blocks.

States that no requirement speaks of, and that stand together in the ranking as written, stay together in a nearest one:
what it costs to put one of them above or below another state is the same for each, so the cheapest place of one is a
cheapest place of all. They are one *item*, that weighs as many states as it has.

>>> [item.tiers for item in items_of(np.array([5, 4, 3, 2, 2, 1]), {0, 3})]
[((0,),), ((1,), (2,)), ((3,),), ((4,),), ((5,),)]
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import attrs
import numpy as np

from detente.conflict import Payoffs, Ranking


@attrs.frozen
class Item:
    """States that are moved together.

    Attributes:
        tiers: The states by their indices, best first, those in one tier being tied.
        height: Which tier of the ranking as written it stands in, 0 the best; items of one height are tied.
    """

    tiers: tuple[tuple[int, ...], ...]
    height: int

    @property
    def weight(self) -> int:
        """How many states it has."""
        return sum(map(len, self.tiers))

    @property
    def first(self) -> int:
        """The first of its states: the only one if it is one that matters."""
        return self.tiers[0][0]


def items_of(payoffs: Payoffs, kept: Container[int]) -> list[Item]:
    """Return the items of a ranking, best first.

    Args:
        payoffs: Today's payoffs.
        kept: The states that matter one by one.
    """
    items: list[Item] = []
    loose = False
    for height, tier in enumerate(Ranking.of_payoffs(payoffs).tiers):
        states = [number - 1 for number in tier]
        alone = [state for state in states if state in kept]
        others = tuple(state for state in states if state not in kept)
        if loose and not alone:
            items[-1] = attrs.evolve(items[-1], tiers=(*items[-1].tiers, others))
            continue
        loose = not alone
        items += [Item(((state,),), height) for state in alone] + ([Item((others,), height)] if others else [])
    return items


def payoffs_of(groups: Iterable[Sequence[Item]], size: int) -> Payoffs:
    """Return the payoffs that groups of tied items express, best first."""
    tiers: list[tuple[int, ...]] = []
    for group in groups:
        if len(group) == 1:
            tiers += group[0].tiers
        else:
            tiers.append(tuple(state for item in group for tier in item.tiers for state in tier))
    payoffs = np.empty(size, dtype=np.int32)
    for worse, states in enumerate(reversed(tiers), start=1):
        payoffs[list(states)] = worse
    return payoffs
