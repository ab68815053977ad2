"""Spread out from some states, breadth first, up to a limit.

A state is *explored* once everything that the moves in question lead to from it is known; what is known and not
explored is the *edge*. Where there is no edge, nothing else can be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import LocalMoves
from detente.conflict.patterns import Codes, distinct

MOST_HELD = 2**25
"""No further state is explored once so many numbers are held, one for each known state and decision maker."""

_AT_ONCE = 2**20
"""About how many moves are looked at together."""

_FASTER = 4
"""How many times as many states may be taken at once next time, where few moves were found."""

Expand = Callable[[Codes], Codes]
"""Returns the codes that the moves in question lead to from some codes; it may leave out what it returned before."""


@attrs.frozen(eq=False)
class Spread:
    """What is known after spreading.

    Attributes:
        known: The codes of the states that are known, ascending.
        explored: Whether each of them is explored.
    """

    known: Codes
    explored: NDArray[np.bool_]

    @property
    def complete(self) -> bool:
        """Whether there is no edge."""
        return bool(self.explored.all())


def spread(
    expand: Expand,
    start: Codes,
    limit: int,
    movers: Sequence[LocalMoves],
    progress: Callable[[int, int], object] | None = None,
) -> Spread:
    """Explore states, those first that take the fewest moves, until ``limit`` are explored.

    Args:
        expand: The moves to follow.
        start: The codes to begin with.
        limit: The most states to explore.
        movers: Whose moves they are.
        progress: Called with the numbers of states explored and known.
    """
    known = waiting = distinct(start)
    explored: list[Codes] = []
    branching = sum(len(moves.own_codes) for moves in movers)
    count, batch = 0, max(1, _AT_ONCE // max(branching, 1))
    while waiting.size and count < limit and known.size * len(movers) <= MOST_HELD:
        now, waiting = np.split(waiting, [min(batch, limit - count)])
        followed = expand(now)
        batch = max(1, min(batch * _FASTER, _AT_ONCE * now.size // max(followed.size, 1)))
        reached = distinct(followed)
        fresh = reached[~are_in(known, reached)]
        known, waiting = merged(known, fresh), np.concatenate([waiting, fresh])
        explored.append(now)
        count += now.size
        if progress:
            progress(count, known.size)
    done = np.sort(np.concatenate([*explored, known[:0]]))
    return Spread(known, are_in(done, known))


def every_move(movers: Iterable[LocalMoves]) -> Expand:
    """Return what follows every move of some decision makers; states that lead to the same are followed once."""
    pairs = [(moves, _Done()) for moves in movers]

    def expand(codes: Codes) -> Codes:
        return joined([moves.targets(codes[done.new(moves.group(codes))])[1] for moves, done in pairs])

    return expand


def joined(parts: Sequence[Codes]) -> Codes:
    """Return codes one after another."""
    return np.concatenate([np.zeros(0, dtype=np.uint64), *parts])


def merged(some: Codes, others: Codes) -> Codes:
    """Return two arrays of codes, each ascending and without codes of the other, as one ascending array."""
    return np.insert(some, np.searchsorted(some, others), others)


def are_in(ascending: Codes, codes: Codes) -> NDArray[np.bool_]:
    """Say of each code whether it is among those of an ascending array."""
    if not ascending.size:
        return np.zeros(codes.shape, dtype=bool)
    places = np.minimum(np.searchsorted(ascending, codes), ascending.size - 1)
    return ascending[places] == codes


class _Done:
    """Remembers numbers."""

    def __init__(self) -> None:
        self._numbers: Codes = np.zeros(0, dtype=np.uint64)

    def new(self, numbers: Codes) -> NDArray[np.int64]:
        """Return where numbers stand that were never given before, each once; and remember them."""
        each, first = np.unique(numbers, return_index=True)
        fresh = ~are_in(self._numbers, each)
        self._numbers = merged(self._numbers, each[fresh])
        return first[fresh]
