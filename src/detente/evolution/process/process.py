r"""The timed process: a Markov process in continuous time over the states of a conflict.

Every decision maker i has opportunities to act at the instants of a Poisson process of its own, of rate μ_i, while one
of its windows is open. At each it moves from the present state s to t with the chance b_i(t | s) of its behaviour, or
stays. Events happen in the same way. So, while the same windows are open, the generator is

    Q(s, t) = Σ_i μ_i b_i(t | s)   for s ≠ t,

and it changes at *breaks*, when a window opens or closes. Unlike in joint moves, nobody is forbidden to act twice in a
row: time passes between two opportunities, and whoever has the next one may take it.

>>> from datetime import date
>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.evolution.process.timing import Tempo, Timing
>>> talks = Conflict([DecisionMaker("A", ["talk"], Statements(["talk"]))], status_quo={})
>>> process = Process.of(talks, Timing(date(2021, 11, 28), tempos=[Tempo("A", "1 per week")]))
>>> process.at_rest
array([False,  True])
"""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import Problem, TooLargeError, UnavailableError
from detente.evolution.process.actors import Actor, actors
from detente.evolution.process.behaviours import Behaviour
from detente.evolution.process.behaviours.base import States
from detente.evolution.process.timing import Timing
from detente.evolution.process.uniform import Flow
from detente.stability.analysis import Analysis

if TYPE_CHECKING:
    from scipy.sparse import csr_array

MOST_WORK = 2**26
"""The most moves that are written out one by one."""


@attrs.frozen(eq=False)
class Piece:
    """A time in which the same windows are open.

    Attributes:
        begins: When it begins, in days since the start.
        ends: When it ends; infinite for the last.
        acting: The places, in the listing of actors, of those that have opportunities in it.
    """

    begins: float
    ends: float
    acting: tuple[int, ...]


@attrs.frozen(eq=False, slots=False)
class Process:
    """A conflict that unfolds in time from its status quo.

    Attributes:
        conflict: The conflict.
        timing: Who acts how often and when.
        behaviour: How everyone acts, whatever the timing says; ``None`` to follow the timing.
        actors: Everything that changes the state.
        status_quo: The index of the state it starts from.
    """

    conflict: Conflict
    timing: Timing
    behaviour: Behaviour | None
    actors: tuple[Actor, ...]
    status_quo: int

    @classmethod
    def of(
        cls, conflict: Conflict, timing: Timing, behaviour: Behaviour | None = None, analysis: Analysis | None = None
    ) -> Process:
        """Set a conflict in time.

        Args:
            conflict: The conflict; its status quo must be known.
            timing: Who acts how often and when.
            behaviour: How everyone acts, whatever the timing says.
            analysis: The conflict under analysis, if that is there already.

        Raises:
            InputError: If the timing does not fit the conflict.
            UnavailableError: If there is no status quo, or the conflict does not allow for a behaviour.
        """
        if conflict.status_quo_index is None:
            raise UnavailableError(Problem("what comes by when depends on the status quo, and the case gives none"))
        acting = actors(conflict, timing, analysis or Analysis.of(conflict), behaviour)
        return cls(conflict, timing, behaviour, acting, conflict.status_quo_index)

    @property
    def breaks(self) -> tuple[float, ...]:
        """When a window opens or closes, in days since the start."""
        days = {day for actor in self.actors for span in actor.open for day in span}
        return tuple(sorted(day for day in days if 0 < day < float("inf")))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The times in which the same windows are open, one after another, the last without end."""
        ends = itertools.pairwise((0.0, *self.breaks, float("inf")))
        return tuple(Piece(begins, ends, self._acting(begins, ends)) for begins, ends in ends)

    @cached_property
    def at_rest(self) -> NDArray[np.bool_]:
        """Say of each state whether nothing ever leads away from it while all windows are open: shape (m,)."""
        leaving = np.zeros(self.conflict.size, dtype=bool)
        for from_, _, _ in self._arcs:
            leaving[from_] = True
        return ~leaving

    @cached_property
    def reached(self) -> States:
        """The indices of the states that can be met, ascending."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import breadth_first_order

        from_ = np.concatenate([np.zeros(0, dtype=np.int64), *(each for each, _, _ in self._arcs)])
        to = np.concatenate([np.zeros(0, dtype=np.int64), *(each for _, each, _ in self._arcs)])
        size = self.conflict.size
        graph = coo_array((np.ones(len(from_)), (from_, to)), shape=(size, size)).tocsr()
        found = breadth_first_order(graph, self.status_quo, directed=True, return_predecessors=False)
        return np.sort(np.asarray(found, dtype=np.int64))

    @property
    def beginning(self) -> NDArray[np.float64]:
        """The distribution over the states reached, at the start: shape (reached,)."""
        return (self.reached == self.status_quo).astype(np.float64)

    def flow(self, piece: Piece) -> Flow:
        """Return the generator over the states reached, as it is in a piece."""
        if piece.acting not in self._flows:
            self._flows[piece.acting] = self._flow(piece.acting)
        return self._flows[piece.acting]

    @cached_property
    def _flows(self) -> dict[tuple[int, ...], Flow]:
        return {}

    def _flow(self, acting: tuple[int, ...]) -> Flow:
        from scipy.sparse import csr_array

        size = len(self.reached)
        empty = csr_array((size, size), dtype=np.float64)
        rates = sum((self._rates[place] for place in acting), start=empty)
        return Flow(rates, np.asarray(rates.sum(axis=0), dtype=np.float64))

    @cached_property
    def _rates(self) -> list[csr_array]:
        """For each actor the rate from each state reached, a column, to each other, a row."""
        from scipy.sparse import coo_array

        size, place = len(self.reached), np.full(self.conflict.size, -1, dtype=np.int64)
        place[self.reached] = np.arange(size)
        found = []
        for actor, (from_, to, chance) in zip(self.actors, self._arcs, strict=True):
            met = place[from_] >= 0
            ends = place[to[met]], place[from_[met]]
            found.append(coo_array((chance[met] * actor.rate, ends), shape=(size, size)).tocsr())
        return found

    @cached_property
    def _arcs(self) -> list[tuple[States, States, NDArray[np.float64]]]:
        work = sum(actor.jumps.work for actor in self.actors)
        if work > MOST_WORK:
            message = f"the moves have to be written out one by one, and there are up to {work} of them"
            raise TooLargeError(Problem(message, f"at most {MOST_WORK}; a simulation does without"))
        return [actor.jumps.arcs(self.conflict.size) for actor in self.actors]

    def _acting(self, begins: float, ends: float) -> tuple[int, ...]:
        return tuple(place for place, actor in enumerate(self.actors) if actor.acts(begins, ends))
