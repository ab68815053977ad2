"""Status quo analysis: which equilibria can be reached from today, and how.

For each equilibrium, under any concept: can it be reached at all, by improvements only, in how few moves, by whom, and
whose moves are indispensable. An outcome that cannot be reached is no resolution (Li, Kilgour & Hipel 2005).

>>> from detente.library import load
>>> from detente.stability import solve
>>> evolution = evolve(solve(load("elmira").conflict, ["nash", "gmr"]))
>>> for each in evolution.equilibria:
...     print(each.state, each.concepts, each.path and each.path.states, each.improvement_path is not None)
1 ('gmr',) (1,) True
4 ('gmr',) (1, 3, 4) False
5 ('nash', 'gmr') (1, 5) True
8 ('nash', 'gmr') (1, 5, 7, 8) False
9 ('nash', 'gmr') (1, 9) False
"""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import numbers_of
from detente.evolution.path import Path
from detente.evolution.reaching import Reach, reachable, reachable_tempted
from detente.given import one
from detente.stability import Solution

if TYPE_CHECKING:
    import pandas as pd


@attrs.frozen
class Arrival:
    """How an equilibrium is reached from the status quo.

    Attributes:
        state: The number of the equilibrium.
        concepts: The keys of the concepts under which it is one.
        path: A shortest legal path, or ``None`` if there is none.
        improvement_path: A shortest path of improvements, or ``None`` if there is none.
        last_movers: Who can make the last of the fewest legal moves.
        indispensable: The decision makers without whose moves no legal moves lead there, though with them some do.
        indispensable_to_improve: The same for improvements.
    """

    state: int
    concepts: tuple[str, ...]
    path: Path | None
    improvement_path: Path | None
    last_movers: tuple[str, ...]
    indispensable: tuple[str, ...]
    indispensable_to_improve: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data; a path is the list of its moves, ``None`` if there is none."""
        return {
            "state": self.state,
            "concepts": list(self.concepts),
            "path": self.path and self.path.to_list(),
            "improvement_path": self.improvement_path and self.improvement_path.to_list(),
            "last_movers": list(self.last_movers),
            "indispensable": list(self.indispensable),
            "indispensable_to_improve": list(self.indispensable_to_improve),
        }


@attrs.frozen(eq=False, slots=False, repr=False)
class Evolution:
    """What can come of the status quo.

    Attributes:
        solution: The solved conflict.
        moves: What legal moves reach.
        improvements: What improvements alone reach.
    """

    solution: Solution
    moves: Reach
    improvements: Reach

    @cached_property
    def holding(self) -> tuple[int, ...]:
        """The numbers of the equilibria, under any of the concepts."""
        return numbers_of(np.logical_or.reduce(self._held))

    @property
    def equilibria(self) -> tuple[Arrival, ...]:
        """How each equilibrium is reached, in the order of the state numbers."""
        return tuple(map(self.arrival, self.holding))

    def arrival(self, state: int) -> Arrival:
        """Return how a state, by number, is reached, whether it is an equilibrium or not."""
        return Arrival(
            state,
            tuple(itertools.compress(self.solution.concepts, self._held[:, state - 1].tolist())),
            self.moves.path(state),
            self.improvements.path(state),
            self.moves.last_movers(state),
            self.moves.indispensable(state),
            self.improvements.indispensable(state),
        )

    def __repr__(self) -> str:
        """Say what is reached, and which equilibria are."""
        held = np.logical_or.reduce(self._held)
        lines = [
            f"  by {reach.by:<12} {int(reach.mask.sum()):,} states, {int((reach.mask & held).sum()):,} equilibria"
            for reach in (self.moves, self.improvements)
        ]
        return "\n".join([f"Reached from state {self.moves.status_quo} of {held.size:,} states", *lines])

    @cached_property
    def _held(self) -> NDArray[np.bool_]:
        """Whether each state is an equilibrium under each concept, shape (concepts, states)."""
        return np.array([self.solution.equilibrium_mask(concept) for concept in self.solution.concepts])

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data: the states that are reached, and how each equilibrium is."""
        return {
            "status_quo": self.moves.status_quo,
            "concepts": list(self.solution.concepts),
            "reachable": [self.reached(state) for state in self.moves.numbers],
            "equilibria": [each.to_dict() for each in self.equilibria],
            "extension": self.solution.extension,
            "fingerprint": self.solution.conflict.fingerprint,
            "version": self.solution.version,
        }

    def reached(self, state: int) -> dict[str, Any]:
        """Return in how few moves a state that is reached is reached, and by whom, as plain data."""
        return {
            "state": state,
            "steps": int(self.moves.steps[state - 1]),
            "movers": list(self.moves.last_movers(state)),
            "by_improvements": bool(self.improvements.mask[state - 1]),
            "improvement_steps": self.improvements.steps_to(state),
            "improvement_movers": list(self.improvements.last_movers(state)),
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row for each equilibrium, indexed by its number.

        Steps are missing where the equilibrium is not reached.
        """
        import pandas as pd

        space = self.solution.conflict.space
        rows = [
            {
                "state": space.label(each.state - 1),
                "concepts": ", ".join(each.concepts),
                "steps": self.moves.steps_to(each.state),
                "last movers": ", ".join(each.last_movers),
                "indispensable": ", ".join(each.indispensable),
                "improvement steps": self.improvements.steps_to(each.state),
                "indispensable to improve": ", ".join(each.indispensable_to_improve),
            }
            for each in self.equilibria
        ]
        frame = pd.DataFrame(rows, index=pd.Index(self.holding, name="number"))
        return frame.astype({column: "Int64" for column in frame.columns if str(column).endswith("steps")})


def evolve(solution: Solution) -> Evolution:
    """Find out which equilibria can be reached from the status quo, and how.

    Args:
        solution: The solved conflict; its status quo must be known. The equilibria are those under its concepts.

    Raises:
        UnavailableError: If the conflict has no status quo.
        KindError: If it is given no solution.
    """
    one("what evolves", solution, Solution, "a solution, as 'solve' returns it")
    conflict = solution.conflict
    return Evolution(solution, reachable(conflict), reachable_tempted(solution))
