r"""Which states can be reached from the status quo, in how few moves, and by whom.

Status quo analysis (Li, Kilgour & Hipel 2005) follows pairs of a state and who moved last,

    V(0) = {(SQ, -)},   V(h) = {(t, j) : (s, l) ∈ V(h-1), j ≠ l, t ∈ R_j(s)},

or t ∈ R_j⁺(s) when only improvements count: nobody moves twice in a row. It ends when no new pair appears. A
decision maker is *indispensable* for a goal if the goal can be reached, and cannot without its moves.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> talks = Conflict([DecisionMaker("A", ["a"], Statements(["a"])), DecisionMaker("B", ["b"])], status_quo={})
>>> reach = reachable(talks)
>>> reach.steps
array([0, 1, 1, 2])
>>> reach.path(4).to_list()
[{'mover': 'B', 'to': 3}, {'mover': 'A', 'to': 4}]
>>> reach.last_movers(4), reach.way_to("b").indispensable
(('A', 'B'), ('B',))
>>> reachable(talks, improvements=True).numbers
(1, 2)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import NONE, Conflict, Moves, Values, numbers_of
from detente.conflict.moves import ArcMoves, kernels
from detente.conflict.moves.running import run
from detente.errors import Problem, UnavailableError
from detente.evolution.path import Path, Step
from detente.formula import Formula, as_formula
from detente.given import one
from detente.stability import Solution

NEVER = -1
"""The number of steps to a state that is not reached."""

MOVES, IMPROVEMENTS = "moves", "improvements"

ROUNDS = 64
"""So many rounds over all states are tried before the search goes from state to state, arc by arc."""

MOST_ARCS = 2**27
"""The most moves that are written out arc by arc for that; with more, rounds go on."""

Truth = NDArray[np.bool_]


@attrs.frozen
class Way:
    """How a goal is reached.

    Attributes:
        states: The numbers of the states of the goal that are reached.
        path: A shortest path to one of them, or ``None`` if none is reached.
        indispensable: The decision makers without whose moves none is reached, though with them one is.
    """

    states: tuple[int, ...]
    path: Path | None
    indispensable: tuple[str, ...]


@attrs.frozen(eq=False, slots=False, repr=False)
class Reach:
    """What can be reached from the status quo.

    Attributes:
        conflict: The conflict.
        by: What counts as a move: ``moves``, ``improvements``, or the key of a concept for unsanctioned improvements.
        moves: The moves of each decision maker that count.
        arrivals: The fewest moves to each state of which each decision maker makes the last, shape (n, m);
            :data:`NEVER` where it never does.
        origins: The first state, by index, from which that last move is made; shape (n, m).
    """

    conflict: Conflict
    by: str
    moves: tuple[Moves, ...]
    arrivals: Values
    origins: Values

    @cached_property
    def steps(self) -> NDArray[np.int64]:
        """The fewest moves to each state, shape (m,); 0 for the status quo, :data:`NEVER` if it is not reached."""
        return _fewest(self.arrivals, self._start)

    @cached_property
    def mask(self) -> Truth:
        """Whether each state is reached (the status quo is), shape (m,)."""
        return self.steps != NEVER

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the states that are reached, the status quo among them."""
        return numbers_of(self.mask)

    @property
    def status_quo(self) -> int:
        """The number of the status quo."""
        return self._start + 1

    @property
    def length(self) -> int:
        """After how many moves no new pair of a state and its last mover appears."""
        return max(int(self.arrivals.max()), 0)

    def steps_to(self, state: int) -> int | None:
        """Return the fewest moves to a state, by number, or ``None`` if it is not reached."""
        steps = int(self.steps[self.conflict.checked_number(state) - 1])
        return None if steps == NEVER else steps

    def last_movers(self, state: int) -> tuple[str, ...]:
        """Return who can make the last of the fewest moves to a state, by number."""
        index = self.conflict.checked_number(state) - 1
        return self._named(self._last[:, index])

    def path(self, state: int) -> Path | None:
        """Return a shortest path to a state, by number, or ``None`` if it is not reached.

        Among shortest paths, the last mover is the first in listing order, and it comes from the state of the lowest
        number; and so on backwards.
        """
        index = self.conflict.checked_number(state) - 1
        steps: list[Step] = []
        left, last = int(self.steps[index]), NEVER
        while left > 0:
            can = self.arrivals[:, index] == left
            can[last] &= last == NEVER
            last = int(can.argmax())
            steps.append(Step(self._names[last], index + 1))
            index, left = int(self.origins[last, index]), left - 1
        return None if left == NEVER else Path(self._start + 1, tuple(reversed(steps)))

    def way_to(self, goal: Formula | str) -> Way:
        """Say how a goal is reached: by which shortest path, and without whose moves it cannot be.

        Of the states of the goal that are nearest, the path leads to the one with the lowest number.

        Raises:
            UnknownNameError: If the formula names something unknown.
            ConflictError: If it holds in some members of a coalesced state only.
        """
        where = self.conflict.space.where(as_formula(goal))
        reached = where & self.mask
        if not reached.any():
            return Way((), None, ())
        nearest = int(np.where(reached, self.steps, NONE).argmin())
        needed = np.array([not (where & mask).any() for mask in self._masks_without])
        return Way(numbers_of(reached), self.path(nearest + 1), self._named(needed))

    def indispensable(self, state: int) -> tuple[str, ...]:
        """Return the decision makers without whose moves a state, by number, that is reached would not be."""
        index = self.conflict.checked_number(state) - 1
        return self._named(self._needed[:, index])

    def without(self, decision_maker: str) -> Reach:
        """Return what can be reached without the moves of a decision maker.

        Raises:
            UnknownNameError: If there is none of that name.
        """
        place, none = self.conflict.place_of(decision_maker), np.zeros(0, dtype=np.int64)
        stays = ArcMoves.between(none, none, self.conflict.size)
        return reachable_along(self.conflict, self.by, (*self.moves[:place], stays, *self.moves[place + 1 :]))

    def __repr__(self) -> str:
        """Say how much is reached, and by what."""
        reached = f"{int(self.mask.sum()):,} of {len(self.mask):,} states"
        moves = int(self.steps[self.mask].max())
        return f"Reach(by={self.by!r}, from state {self.status_quo}, {reached}, in {moves} moves at most)"

    def rounds(self) -> Iterator[Truth]:
        """Yield V(0), V(1), … as long as new pairs appear: whether each decision maker can be the last to move.

        Each has shape (n, m). V(0) is false throughout: at the status quo nobody has moved.
        """
        last = np.zeros(self.arrivals.shape, dtype=bool)
        yield last
        leaving = [self._at_start] * len(self.moves)
        for _ in range(self.length):
            last = np.array([moves.reached(states) for moves, states in zip(self.moves, leaving, strict=True)])
            yield last
            leaving = _by_others(last)

    @property
    def _start(self) -> int:
        return _start(self.conflict)

    @property
    def _at_start(self) -> Truth:
        return np.arange(self.conflict.size) == self._start

    @cached_property
    def _last(self) -> Truth:
        """Who can make the last of the fewest moves to each state, shape (n, m)."""
        return (self.arrivals == self.steps) & (self.arrivals != NEVER)

    @cached_property
    def _needed(self) -> Truth:
        """Who is indispensable for each state, shape (n, m)."""
        return self.mask & ~np.array(self._masks_without)

    @cached_property
    def _masks_without(self) -> tuple[Truth, ...]:
        return tuple(self.without(name).mask for name in self.conflict.names)

    def _named(self, which: Truth) -> tuple[str, ...]:
        return tuple(itertools.compress(self._names, which.tolist()))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return self.conflict.names


def reachable(conflict: Conflict, *, improvements: bool = False) -> Reach:
    """Find what can be reached from the status quo by legal moves.

    Args:
        conflict: The conflict; its status quo must be known.
        improvements: Whether every move must be an improvement for the one who makes it.

    Raises:
        UnavailableError: If the conflict has no status quo.
        KindError: If it is given no conflict.
    """
    one("what is moved in", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    if improvements:
        return reachable_along(conflict, IMPROVEMENTS, conflict.improvements)
    return reachable_along(conflict, MOVES, conflict.moves)


def reachable_tempted(solution: Solution) -> Reach:
    """Find what can be reached from the status quo by moves that tempt those who make them.

    They are improvements or, where preferences are unknown, what the extension takes for as good as one.

    Args:
        solution: The solved conflict; its status quo must be known.

    Raises:
        UnavailableError: If the conflict has no status quo.
    """
    return reachable_along(solution.conflict, IMPROVEMENTS, solution.tempting())


def reachable_under(solution: Solution, concept: str) -> Reach:
    """Find what can be reached from the status quo if everyone has the foresight that a concept supposes.

    Each makes only improvements that are not sanctioned under the concept, so that the states nobody then leaves are
    the equilibria under it.

    >>> from detente.conflict import Conflict, DecisionMaker, Statements
    >>> from detente.stability import solve
    >>> a = DecisionMaker("A", ["a"], Statements(["b", "not a"]))
    >>> b = DecisionMaker("B", ["b"], Statements(["a", "not b"]))
    >>> dilemma = Conflict([a, b], status_quo={"a": "yes", "b": "yes"})
    >>> reachable_under(solve(dilemma), "nash").numbers, reachable_under(solve(dilemma), "seq").numbers
    ((1, 2, 3, 4), (4,))

    Args:
        solution: The solved conflict; its status quo must be known.
        concept: The key of a concept.

    Raises:
        UnavailableError: If the conflict has no status quo.
        KindError: If it is given no solution.
    """
    one("what is moved in", solution, Solution, "a solution, as 'solve' returns it")
    return reachable_along(solution.conflict, concept, solution.unsanctioned(concept))


def _start(conflict: Conflict) -> int:
    if conflict.status_quo_index is None:
        raise UnavailableError(Problem("what can be reached depends on the status quo, and the case gives none"))
    return conflict.status_quo_index


def steps_from(moves: Sequence[Moves], start: int, size: int) -> NDArray[np.int64]:
    """Return the fewest moves from the state at an index to each state, shape (m,); :data:`NEVER` if there are none."""
    arrivals, _ = _first_arrivals(moves, start, size)
    return _fewest(arrivals, start)


def _fewest(arrivals: Values, start: int) -> NDArray[np.int64]:
    fewest = np.where(arrivals == NEVER, NONE, arrivals).min(axis=0)
    steps = np.where(fewest == NONE, NEVER, fewest).astype(np.int64)
    steps[start] = 0
    return steps


def reachable_along(conflict: Conflict, by: str, moves: tuple[Moves, ...]) -> Reach:
    """Find what can be reached from the status quo by the moves that each decision maker is left with.

    Args:
        conflict: The conflict; its status quo must be known.
        by: What these moves are called.
        moves: Those of each decision maker, in listing order.

    Raises:
        UnavailableError: If the conflict has no status quo.
    """
    return Reach(conflict, by, moves, *_first_arrivals(moves, _start(conflict), conflict.size))


def _first_arrivals(moves: Sequence[Moves], start: int, size: int) -> tuple[Values, Values]:
    """Return by how many moves each mover first makes the last one to each state, and from where."""
    patient = sum(each.work for each in moves) > MOST_ARCS
    found = _swept(moves, start, size, rounds=size * len(moves) if patient else ROUNDS)
    if found is None:
        arrivals, origins = _spread(moves, start, size)
        return arrivals, origins
    return found


def _swept(moves: Sequence[Moves], start: int, size: int, *, rounds: int) -> tuple[Values, Values] | None:
    """Find arrivals and origins, each round over all states, or return ``None`` if so many rounds do not do."""
    arrivals, origins = (np.full((len(moves), size), NEVER, dtype=np.int32) for _ in range(2))
    leaving = [np.arange(size) == start] * len(moves)
    for step in range(1, rounds + 2):
        fresh = np.zeros(arrivals.shape, dtype=bool)
        for j, each in enumerate(moves):
            if leaving[j].any():
                came = each.origins(leaving[j])
                fresh[j] = (came != NONE) & (arrivals[j] == NEVER)
                arrivals[j, fresh[j]], origins[j, fresh[j]] = step, came[fresh[j]]
        if not fresh.any():
            return arrivals, origins
        leaving = _by_others(fresh)
    return None


def _spread(moves: Sequence[Moves], start: int, size: int) -> Values:
    """Find arrivals and origins along the arcs, each once, however long a chain: shape (2, n, m)."""
    starts, ends, offset = [], [], 0
    for each in moves:
        arcs = ArcMoves.between(*each.arcs(), size)
        starts.append(arcs.starts + offset)
        ends.append(arcs.ends)
        offset += len(arcs.ends)
    found = np.full((2, len(moves), size), NEVER, dtype=np.int32)
    work = len(moves) * (offset + size)
    run(kernels.first_arrivals, work, np.array(starts), np.concatenate(ends), start, out=found)
    return found


def _by_others(last: Truth) -> list[Truth]:
    """Return, for each decision maker, the states that somebody else has just moved to."""
    movers = last.sum(axis=0)
    return [movers > each for each in last]
