r"""Which states can be reached from the status quo, and in how few moves.

Status quo analysis (Li, Kilgour & Hipel 2005) follows pairs of a state and who moved last,

    V(0) = {(SQ, -)},   V(h) = {(t, j) : (s, l) ∈ V(h-1), j ≠ l, t ∈ R_j(s)},

or t ∈ R_j⁺(s) when only improvements count: nobody moves twice in a row.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> talks = Conflict([DecisionMaker("A", ["a"], Statements(["a"])), DecisionMaker("B", ["b"])], status_quo={})
>>> reachable(talks).steps
array([0, 1, 1, 2])
>>> reachable(talks, improvements=True).numbers
(1, 2)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, Moves, numbers_of
from detente.errors import Problem, UnavailableError
from detente.stability import Solution

NEVER = -1
"""The number of steps to a state that is not reached."""


@attrs.frozen(eq=False)
class Reach:
    """What can be reached from the status quo.

    Attributes:
        steps: The fewest moves to each state, shape (m,); 0 for the status quo, :data:`NEVER` if it is not reached.
    """

    steps: NDArray[np.int64]

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Whether each state is reached (the status quo is), shape (m,)."""
        return self.steps != NEVER

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the states that are reached, the status quo among them."""
        return numbers_of(self.mask)


def reachable(conflict: Conflict, *, improvements: bool = False) -> Reach:
    """Find what can be reached from the status quo by legal moves.

    Args:
        conflict: The conflict; its status quo must be known.
        improvements: Whether every move must be an improvement for the one who makes it.

    Raises:
        UnavailableError: If the conflict has no status quo.
    """
    return Reach(_steps(conflict.improvements if improvements else conflict.moves, _start(conflict), conflict.size))


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
    """
    conflict = solution.conflict
    return Reach(_steps(solution.unsanctioned(concept), _start(conflict), conflict.size))


def _start(conflict: Conflict) -> int:
    if conflict.status_quo_index is None:
        raise UnavailableError(Problem("what can be reached depends on the status quo, and the case gives none"))
    return conflict.status_quo_index


def _steps(movers: Sequence[Moves], start: int, size: int) -> NDArray[np.int64]:
    at_start = np.arange(size) == start
    steps = np.where(at_start, 0, NEVER)
    arrived = np.zeros((len(movers), size), dtype=bool)
    fresh, step = [moves.reached(at_start) for moves in movers], 1
    while any(states.any() for states in fresh):
        arrived |= fresh
        steps[np.logical_or.reduce(fresh) & (steps == NEVER)] = step
        fresh = [moves.reached(_others(fresh, j)) & ~arrived[j] for j, moves in enumerate(movers)]
        step += 1
    return steps


Truth = NDArray[np.bool_]


def _others(fresh: Sequence[Truth], mover: int) -> Truth:
    """Return the states that somebody else has just moved to."""
    others = [states for last, states in enumerate(fresh) if last != mover]
    return reduce(np.logical_or, others, np.zeros_like(fresh[mover]))
