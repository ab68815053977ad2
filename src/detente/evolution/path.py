"""A way from the status quo: who moves, and to which state, move by move."""

from __future__ import annotations

from typing import Any

import attrs


@attrs.frozen
class Step:
    """A move.

    Attributes:
        mover: The name of the decision maker who makes it.
        to: The number of the state it leads to.
    """

    mover: str
    to: int


@attrs.frozen
class Path:
    """A way from the status quo to a state.

    Attributes:
        start: The number of the status quo.
        steps: The moves, in order; none if the status quo is itself where it leads.
    """

    start: int
    steps: tuple[Step, ...] = ()

    @property
    def states(self) -> tuple[int, ...]:
        """The numbers of the states it leads through, from the status quo to the end."""
        return (self.start, *(step.to for step in self.steps))

    @property
    def movers(self) -> tuple[str, ...]:
        """The decision makers who move, in order."""
        return tuple(step.mover for step in self.steps)

    def to_list(self) -> list[dict[str, Any]]:
        """Return the moves as plain data: ``mover`` and ``to``."""
        return [{"mover": step.mover, "to": step.to} for step in self.steps]
