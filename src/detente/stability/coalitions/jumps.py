"""Equilibrium jumps: from one state that holds to another that a group prefers, and can bring about together.

>>> from detente.library import load
>>> groups = Groups(load("elmira").conflict)
>>> found = list(jumps(groups, [5, 8, 9]))
>>> found
[Jump(from_=5, to=8, members=('Ministry', 'Uniroyal'))]
>>> way(groups, found[0])
(('Ministry', 6), ('Uniroyal', 8))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
import numpy as np

from detente.stability.coalitions.groups import Groups, subgroups
from detente.stability.paths import shortest


@attrs.frozen
class Jump:
    """A group goes from one equilibrium to another that each of its members strictly prefers.

    Attributes:
        from_: The number of the state that is left.
        to: The number of the state that is reached.
        members: The group, in listing order.
    """

    from_: int
    to: int
    members: tuple[str, ...]


def jumps(groups: Groups, equilibria: Iterable[int]) -> Iterator[Jump]:
    """Yield every jump between states that hold, given by number: by where it starts, where it ends, and the group."""
    names, numbers = groups.conflict.names, sorted(set(equilibria))
    holds = np.zeros(groups.conflict.size, dtype=bool)
    holds[np.array(numbers, dtype=np.int64) - 1] = True
    every = [(tuple(names[place] for place in group), groups.gains(group)) for group in subgroups(range(len(names)))]
    for from_ in numbers:
        reached = ((members, gains.targets(from_ - 1)) for members, gains in every)
        found = [(to + 1, members) for members, ends in reached for to in ends[holds[ends]].tolist()]
        yield from (Jump(from_, to, members) for to, members in sorted(found, key=lambda each: each[0]))


def way(groups: Groups, jump: Jump) -> tuple[tuple[str, int], ...]:
    """Return a shortest way of a jump: who moves, and to which state, by number."""
    conflict = groups.conflict
    away = np.ones(conflict.size, dtype=np.int32)
    away[jump.to - 1] = 0
    members = {place: conflict.moves[place] for place in map(conflict.place_of, jump.members)}
    (path,) = shortest(members, away, 0, [jump.from_ - 1])
    return tuple((conflict.names[mover], state + 1) for mover, state in path)
