"""Who would have to go first, where something stands between the status quo and an outcome that would last.

Some moves are *free*, the others are *hurdles*. Where an outcome is open, the improvements are free, and a hurdle is
a move that does not pay the one who makes it. Where an outcome is deterred, the unsanctioned improvements are free,
and a hurdle is an improvement that its mover is deterred from. A way from the status quo to an equilibrium in which
the outcome holds is *easiest* if no other has fewer hurdles. Those who have to go first make the first hurdle on an
easiest way. As everywhere, nobody moves twice in a row.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.stability import solve
>>> a = DecisionMaker("A", ["a"], Statements(["a iff b", "a"]))
>>> b = DecisionMaker("B", ["b"], Statements(["a iff b", "b"]))
>>> solution = solve(Conflict([a, b], status_quo={}), ["nash"])
>>> solution.equilibria("nash")
(1, 4)
>>> hurdles(solution, "nash", Standing.OPEN, (4,))
Hurdle(concept='nash', count=1, first=('A', 'B'))
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Moves
from detente.evolution.standing import Standing
from detente.stability import Solution

Truth = NDArray[np.bool_]
Arrived = tuple[Truth, ...]
"""For each decision maker, the states that its move was the last to reach; then those where nobody has moved yet."""


@attrs.frozen
class Hurdle:
    """What stands between the status quo and an outcome under one concept.

    Attributes:
        concept: The key of the concept.
        count: How many hurdles there are on an easiest way.
        first: The decision makers who make the first of them on some easiest way, in listing order.
    """

    concept: str
    count: int
    first: tuple[str, ...]


def hurdles(solution: Solution, concept: str, standing: Standing, equilibria: Sequence[int]) -> Hurdle | None:
    """Return what stands between the status quo and an outcome, or ``None`` if it is neither open nor deterred.

    Args:
        solution: The verdicts on the states.
        concept: The key of a concept that was solved for.
        standing: How the outcome stands under it.
        equilibria: The numbers of the equilibria in which it holds.
    """
    conflict = solution.conflict
    if standing is Standing.OPEN:
        free, hard = solution.tempting(), conflict.moves
    elif standing is Standing.DETERRED:
        free, hard = solution.unsanctioned(concept), solution.tempting()
    else:
        return None
    wanted = np.isin(np.arange(1, conflict.size + 1), equilibria)
    start = np.arange(conflict.size) == conflict.status_quo_index
    count, first = _easiest(free, hard, _freely(free, (*(np.zeros_like(start) for _ in free), start)), wanted)
    return Hurdle(concept, count, tuple(conflict.names[mover] for mover in first))


def _easiest(
    free: Sequence[Moves], hard: Sequence[Moves], start: Arrived, wanted: Truth
) -> tuple[int, tuple[int, ...]]:
    """Follow those who take the first hurdle side by side, a hurdle at a time, until some of them arrive.

    A way to what is wanted exists where an outcome is open or deterred, so that this comes to an end.
    """
    ways = [_freely(free, _over(hard, start, (mover,))) for mover in range(len(hard))]
    count = 1
    while not (first := tuple(mover for mover, way in enumerate(ways) if (_anyone(way) & wanted).any())):
        ways = [_freely(free, _over(hard, way, range(len(hard)))) for way in ways]
        count += 1
    return count, first


def _over(hard: Sequence[Moves], here: Arrived, movers: Sequence[int]) -> Arrived:
    """Return what one hurdle leads to if one of these decision makers takes it."""
    nowhere = np.zeros_like(here[-1])
    reached = [hard[j].reached(_others(here, j)) if j in movers else nowhere for j in range(len(hard))]
    return (*reached, nowhere)


def _freely(free: Sequence[Moves], here: Arrived) -> Arrived:
    """Return what free moves lead to from where one has arrived, which counts too."""
    arrived = fresh = here
    nowhere = np.zeros_like(here[-1])
    while any(states.any() for states in fresh):
        fresh = (*(moves.reached(_others(fresh, j)) & ~arrived[j] for j, moves in enumerate(free)), nowhere)
        arrived = tuple(old | new for old, new in zip(arrived, fresh, strict=True))
    return arrived


def _others(here: Arrived, mover: int) -> Truth:
    """Return the states from which a decision maker may move, since it was not the last to move."""
    return np.logical_or.reduce([states for last, states in enumerate(here) if last != mover])


def _anyone(here: Arrived) -> Truth:
    return np.logical_or.reduce(here)
