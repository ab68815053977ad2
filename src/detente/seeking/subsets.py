"""Sets of things in the order of what they cost together, the cheapest first and of those the smallest.

Sets grow only from sets that were not passed over: whoever takes a set may say that neither it nor any larger set that
holds it is wanted.

>>> costs = [Fraction(2), Fraction(1), Fraction(1)]
>>> list(cheapest_first(costs, 2, lambda _chosen: False))
[(1,), (2,), (0,), (1, 2), (0, 1), (0, 2)]
>>> list(cheapest_first(costs, 2, lambda chosen: 1 in chosen))
[(2,), (0,), (0, 2)]
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

Chosen = tuple[int, ...]
"""Places of things, ascending."""


def cheapest_first(costs: Sequence[Fraction], most: int, passed_over: Callable[[Chosen], bool]) -> Iterator[Chosen]:
    """Yield every set of one to ``most`` things that is not passed over.

    A set grows by what costs no less than all that it has, and so costs no less than the set it has grown from; one
    of the same cost is larger. So none is yielded before a cheaper one, nor before one that it holds.

    Args:
        costs: What each thing costs, nothing or more.
        most: The most things of a set.
        passed_over: Says of a set whether it and all that hold it are to be passed over; asked before a set is
            yielded and again before larger ones grow from it.
    """
    order = sorted(range(len(costs)), key=lambda place: (costs[place], place))
    ladder = [costs[place] for place in order]
    waiting: list[tuple[Fraction, int, Chosen]] = [(ladder[0], 1, (0,))] if ladder and most > 0 else []
    while waiting:
        cost, size, rungs = heapq.heappop(waiting)
        last, after = rungs[-1], rungs[-1] + 1
        if after < len(ladder):
            heapq.heappush(waiting, (cost - ladder[last] + ladder[after], size, (*rungs[:-1], after)))
        chosen = tuple(sorted(order[rung] for rung in rungs))
        if passed_over(chosen):
            continue
        yield chosen
        if size < most and after < len(ladder) and not passed_over(chosen):
            heapq.heappush(waiting, (cost + ladder[after], size + 1, (*rungs, after)))
