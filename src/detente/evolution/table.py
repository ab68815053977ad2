r"""The table of status quo analysis: a row for each state and, for each step, who can be the last mover.

The last movers of state t in step h are those j with (t, j) ∈ V(h), where

    V(0) = {(SQ, -)},   V(h) = {(t, j) : (s, l) ∈ V(h-1), j ≠ l, t ∈ R_j(s)},

or t ∈ R_j⁺(s) when only improvements count. The table ends when no new pair appears. Source: Li, Kilgour & Hipel
(2005), *Journal of the Operational Research Society* 56.

>>> from detente.conflict import Conflict, DecisionMaker
>>> from detente.evolution import reachable
>>> talks = Conflict([DecisionMaker("A", ["a"]), DecisionMaker("B", ["b"])], status_quo={})
>>> print(status_quo_table(reachable(talks), steps=2).to_frame())
       0  1     2
state
1      -
2         A
3         B
4            A, B
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.evolution.reaching import Reach
from detente.given import one
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

NOBODY = "-"
"""Who has moved last at the status quo."""


@attrs.frozen(eq=False, repr=False)
class StatusQuoTable:
    """Who can be the last mover, state by state and step by step.

    Attributes:
        decision_makers: Their names, in listing order.
        by: What counts as a move: ``moves``, ``improvements`` or the key of a concept.
        status_quo: The number of the status quo.
        states: The numbers of the states that have a row.
        last_movers: Whether each can be the last mover: shape (steps, decision makers, rows), steps from 0.
        length: After how many moves no new pair of a state and its last mover appears.
        fingerprint: A hash of the conflict.
        version: The version of the program.
    """

    decision_makers: tuple[str, ...]
    by: str
    status_quo: int
    states: tuple[int, ...]
    last_movers: NDArray[np.bool_]
    length: int
    fingerprint: str
    version: str = VERSION

    def at(self, state: int, step: int) -> tuple[str, ...]:
        """Return who can be the last mover at a state that has a row, after so many moves."""
        which = self.last_movers[step, :, self.states.index(state)]
        return tuple(name for name, last in zip(self.decision_makers, which, strict=True) if last)

    def __repr__(self) -> str:
        """Say what the table is of; :meth:`to_frame` shows it."""
        rows = f"{len(self.states)} states, {len(self.last_movers)} steps"
        return f"StatusQuoTable(by={self.by!r}, from state {self.status_quo}, {rows})"

    def to_dict(self) -> dict[str, Any]:
        """Return the table as plain data: for each state, by step, who can be the last mover."""
        rows: dict[int, dict[str, list[str]]] = {state: {} for state in self.states}
        if self.status_quo in rows:
            rows[self.status_quo]["0"] = []
        for step, mover, row in np.argwhere(self.last_movers).tolist():
            rows[self.states[row]].setdefault(str(step), []).append(self.decision_makers[mover])
        return {
            "by": self.by,
            "status_quo": self.status_quo,
            "length": self.length,
            "rows": [{"state": state, "last_movers": steps} for state, steps in rows.items()],
            "fingerprint": self.fingerprint,
            "version": self.version,
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row per state and a column per step: the names of the last movers in one text."""
        import pandas as pd

        columns = {step: _joined(self.decision_makers, last) for step, last in enumerate(self.last_movers)}
        frame = pd.DataFrame(columns, index=pd.Index(self.states, name="state"))
        if self.status_quo in self.states:
            frame.loc[self.status_quo, 0] = NOBODY
        return frame


def status_quo_table(reach: Reach, states: Sequence[int] | None = None, *, steps: int | None = None) -> StatusQuoTable:
    """Return the table of status quo analysis.

    Args:
        reach: What can be reached from the status quo, by moves or by improvements.
        states: The numbers of the states to have a row; all that are reached, unless given.
        steps: The last step to have a column; unless given, the last in which a new pair appears.

    Raises:
        UnknownNameError: If there is no such state.
        KindError: If it is given nothing that is reached.
    """
    one("what a table is made of", reach, Reach, "what is reached, as 'reachable' returns it")
    conflict = reach.conflict
    rows = reach.numbers if states is None else tuple(conflict.checked_number(state) for state in states)
    places = np.array(rows, dtype=np.int64) - 1
    shown = itertools.islice(reach.rounds(), None if steps is None else steps + 1)
    return StatusQuoTable(
        decision_makers=conflict.names,
        by=reach.by,
        status_quo=reach.status_quo,
        states=rows,
        last_movers=np.array([last[:, places] for last in shown]),
        length=reach.length,
        fingerprint=conflict.fingerprint,
    )


def _joined(names: Sequence[str], last: NDArray[np.bool_]) -> list[str]:
    """Return, for each row, the names of those who are true in it."""
    combinations, which = np.unique(last, axis=1, return_inverse=True)
    texts = [", ".join(itertools.compress(names, column)) for column in combinations.T]
    return [texts[place] for place in which.ravel().tolist()]
