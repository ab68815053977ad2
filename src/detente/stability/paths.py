r"""The shortest legal joint moves to where a decision maker is no better off.

A way from s1 is a sequence of moves, or of improvements, of the opponents in which nobody moves twice in a row. First a
few states around are looked at, one by one: most sanctions are near. If that does not settle it, the distances of
all states are worked out together,

    d_j(s) = 1 + min over t ∈ R_j(s) of (0 if t is a goal, else the least d_k(t) for k ≠ j),

where j moves first. While all moves are transitive, who moves first does not matter, for on a shortest way nobody
moves twice in a row anyway: two moves would be one. Then one array is enough.

>>> import numpy as np
>>> from detente.conflict import Conflict, DecisionMaker
>>> ladder = Conflict([DecisionMaker("A", arcs=[["x", "y"], ["y", "z"]]), DecisionMaker("B")], states=["x", "y", "z"])
>>> shortest(dict(enumerate(ladder.moves)), np.array([3, 2, 1], dtype=np.int32), 2, [0])
[((0, 1),)]
>>> shortest(dict(enumerate(ladder.moves)), np.array([3, 2, 1], dtype=np.int32), 1, [0])  # A would move twice in a row
[()]
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Moves, Values
from detente.conflict.moves.base import States
from detente.conflict.moves.running import run
from detente.stability import kernels
from detente.stability.reach import MOST_ARCS, backwards
from detente.stability.witness import Moved

Path = tuple[Moved, ...]
"""Moves one after another: who moves, and to which state. Empty where no way leads to a goal."""

PATIENCE = 5_000
"""So many pairs of a state and who moved last are looked at one by one before all states are taken together."""

FAR = np.int32(2**30)
"""The distance of a state from which no way leads to a goal."""

_NOBODY = -1


def shortest(moves: Mapping[int, Moves], values: Values, most: int, starts: Sequence[int]) -> list[Path]:
    """Return, for each start, the shortest legal joint moves to a state whose value is small.

    Args:
        moves: The moves of each member of the group, or only its improvements.
        values: A number for each state, shape (m,).
        most: The greatest value that counts as small.
        starts: Where to start from; no value there is small.
    """
    found: dict[int, Path] = {}
    left = PATIENCE
    for start in starts:
        path, looked = _look_around(moves, values, most, start, left)
        left -= looked
        if path is None:
            break
        found[start] = path
    if far := [start for start in starts if start not in found]:
        distances = Distances.to(moves, values <= most, far)
        found |= {start: distances.path(start) for start in far}
    return [found[start] for start in starts]


def _look_around(
    moves: Mapping[int, Moves], values: Values, most: int, start: int, patience: int
) -> tuple[Path | None, int]:
    """Search breadth first over pairs of who moved last and where to; ``None`` if it takes more pairs than given."""
    came_from: dict[Moved, Moved] = {}
    waiting = deque([(_NOBODY, start)])
    while waiting and len(came_from) < patience:
        here = waiting.popleft()
        for j, each in moves.items():
            if j != here[0]:
                targets = each.targets(here[1])
                near = targets[values[targets] <= most]
                if near.size:
                    return (*_trail(came_from, here), (j, int(near[0]))), len(came_from)
                fresh = [(j, t) for t in targets.tolist() if (j, t) not in came_from]
                came_from |= dict.fromkeys(fresh, here)
                waiting.extend(fresh)
    return None if waiting else (), len(came_from)


def _trail(came_from: Mapping[Moved, Moved], last: Moved) -> Path:
    turns: list[Moved] = []
    while last[0] != _NOBODY:
        turns.append(last)
        last = came_from[last]
    return tuple(reversed(turns))


@attrs.frozen(eq=False)
class Distances:
    """How far each state is from a goal.

    Attributes:
        moves: The moves of each member of the group.
        goal: Which states are goals, shape (m,).
        first: For each member, in how few moves each state comes to a goal if that member moves first: shape (m,), and
            :data:`FAR` where it never does. One and the same array for all where it does not matter who does.
    """

    moves: Mapping[int, Moves]
    goal: NDArray[np.bool_]
    first: Mapping[int, Values]

    @classmethod
    def to(cls, moves: Mapping[int, Moves], goal: NDArray[np.bool_], asked: Sequence[int]) -> Distances:
        """Work out the distances to goals, as far as it takes to know those of the states that are asked about."""
        if all(each.transitive for each in moves.values()):
            return cls(moves, goal, dict.fromkeys(moves, _distances(moves, goal, asked)))
        if sum(each.work for each in moves.values()) <= MOST_ARCS:
            return cls(moves, goal, _spread(moves, goal))
        return cls(moves, goal, _distances_taking_turns(moves, goal, asked))

    def path(self, start: int) -> Path:
        """Return a shortest way from a state that is no goal; empty if there is none."""
        left = min((int(first[start]) for first in self.first.values()), default=int(FAR))
        if left >= FAR:
            return ()
        here, turns = (_NOBODY, start), []
        for steps in reversed(range(left)):
            here = next(self._turns(here, steps))
            turns.append(here)
        return tuple(turns)

    def _turns(self, here: Moved, steps: int) -> Iterator[Moved]:
        """Yield the turns after which so many steps are left to take."""
        for j, each in self.moves.items():
            if j != here[0]:
                targets = each.targets(here[1])
                for place in np.flatnonzero(self._left(j, targets) == steps).tolist():
                    yield j, int(targets[place])

    def _left(self, mover: int, targets: States) -> Values:
        """Return how many steps are left once a member has moved to these states."""
        onwards = (first[targets] for k, first in self.first.items() if k != mover)
        return np.where(self.goal[targets], 0, reduce(np.minimum, onwards, np.full(len(targets), FAR)))


def _distances(moves: Mapping[int, Moves], goal: NDArray[np.bool_], asked: Sequence[int]) -> Values:
    """Return the distances where moves are transitive; those of goals are 0."""
    steps, changed, rounds = np.where(goal, np.int32(0), FAR), True, 0
    while changed and (steps[asked] > rounds).any():
        changed, rounds = False, rounds + 1
        for each in moves.values():
            fewer = each.least(steps + np.int32(1), steps)
            changed |= not np.array_equal(fewer, steps)
            steps = fewer
    return steps


def _distances_taking_turns(
    moves: Mapping[int, Moves], goal: NDArray[np.bool_], asked: Sequence[int]
) -> Mapping[int, Values]:
    """Return the distances by who moves first, so that nobody moves twice in a row."""
    first, changed, rounds = {j: np.full(len(goal), FAR) for j in moves}, True, 0
    while changed and (np.min([row[asked] for row in first.values()], axis=0) > rounds).any():
        changed, rounds = False, rounds + 1
        for j, each in moves.items():
            onwards = reduce(np.minimum, (row for k, row in first.items() if k != j), np.where(goal, np.int32(0), FAR))
            fewer = each.least(onwards + np.int32(1), first[j])
            changed |= not np.array_equal(fewer, first[j])
            first[j] = fewer
    return first


def _spread(moves: Mapping[int, Moves], goal: NDArray[np.bool_]) -> Mapping[int, Values]:
    """Return the same distances, spread backwards from the goals along the arcs: each is set once."""
    arriving, sources = backwards(list(moves.values()), len(goal))
    first = np.full((len(moves), len(goal)), FAR)
    run(
        kernels.steps_taking_turns,
        len(moves) * (len(sources) + len(goal)),
        goal,
        arriving,
        sources,
        int(FAR),
        out=first,
    )
    return dict(zip(moves, first, strict=True))
