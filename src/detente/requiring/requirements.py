"""What was found out about the preferences that are required."""

from __future__ import annotations

import math
from typing import Any

import attrs

from detente.conflict import Conflict
from detente.requiring.conditions import Condition
from detente.requiring.nearest import Nearest, PreferenceSearch
from detente.requiring.wording import labelled, told
from detente.version import VERSION


@attrs.frozen
class RequiredState:
    """What one state requires.

    Attributes:
        state: The number of the state.
        holds: Whether it is an equilibrium as things are.
        count: How many strict rankings make it one; ``None`` if they were not counted.
        conditions: What it requires, move by move, but for what is met anyway; ``None`` if that is not told.
    """

    state: int
    holds: bool
    count: int | None
    conditions: tuple[Condition, ...] | None

    @property
    def obstacles(self) -> tuple[Condition, ...]:
        """The conditions that nothing can meet, whatever is wanted."""
        return tuple(each for each in self.conditions or () if each.complete and not each.ways)


@attrs.frozen(repr=False)
class Requirements:
    """Which preferences make a state, or one of several, an equilibrium.

    Attributes:
        conflict: The conflict.
        concept: The key of the concept.
        states: What each of the states requires.
        vary: The decision makers whose preferences vary.
        count: How many strict rankings of these decision makers together make one of the states an equilibrium;
            ``None`` if they cannot be counted.
        ranking: What the search for the nearest rankings came to.
        order: What the search for the nearest orders of prioritised statements came to; ``None`` if nobody has any.
        seconds: How long was searched at most.
        seed: What the solver's chance started from.
        version: The version of the program.
    """

    conflict: Conflict
    concept: str
    states: tuple[RequiredState, ...]
    vary: tuple[str, ...]
    count: int | None
    ranking: PreferenceSearch
    order: PreferenceSearch | None
    seconds: float
    seed: int
    version: str = VERSION

    @property
    def total(self) -> int:
        """How many strict rankings these decision makers together could have."""
        return math.factorial(self.conflict.size) ** len(self.vary)

    @property
    def nearest(self) -> Nearest | None:
        """The nearest rankings, if any were found."""
        return self.ranking.nearest

    @property
    def nearest_order(self) -> Nearest | None:
        """The nearest orders of prioritised statements, if any were found."""
        return None if self.order is None else self.order.nearest

    @property
    def possible(self) -> bool | None:
        """Whether any preferences make one of the states an equilibrium; ``None`` if that is open."""
        if self.ranking.status in {"found", "impossible"}:
            return self.ranking.status == "found"
        if self.nearest_order is not None or self.count is not None:
            return self.nearest_order is not None or self.count != 0
        return None

    def sentences(self) -> tuple[str, ...]:
        """Return the conditions in words, state by state; of a state that nothing can make hold, what prevents it."""
        return tuple(
            told(condition, self.concept, self.vary, labelled(self.conflict))
            for required in self.states
            for condition in required.obstacles or required.conditions or ()
        )

    def to_dict(self) -> dict[str, Any]:
        """Return what was found out as plain data."""
        return {
            "concept": self.concept,
            "vary": list(self.vary),
            "possible": self.possible,
            "count": writable(self.count),
            "total": writable(self.total),
            "nearest": _plain(self.ranking),
            "nearest_status": self.ranking.status,
            "nearest_order": None if self.order is None else _plain(self.order),
            "nearest_order_status": None if self.order is None else self.order.status,
            "clash": [each.to_dict() for each in self.ranking.clash],
            "order_clash": [] if self.order is None else [each.to_dict() for each in self.order.clash],
            "states": [self._plain_state(each) for each in self.states],
            "time_limit": self.seconds,
            "seed": self.seed,
            "fingerprint": self.conflict.fingerprint,
            "version": self.version,
        }

    def _plain_state(self, required: RequiredState) -> dict[str, Any]:
        conditions = required.conditions
        return {
            "state": required.state,
            "label": self.conflict.space.label(required.state - 1),
            "holds": required.holds,
            "count": writable(required.count),
            "conditions": None if conditions is None else [each.to_dict() for each in conditions],
        }

    def __repr__(self) -> str:
        """Say how many rankings there are, and how far the nearest is."""
        states = ", ".join(str(each.state) for each in self.states[:_MOST_IN_REPR])
        counted = None not in (writable(self.count), writable(self.total))
        count = f"{self.count} of {self.total} rankings" if counted else "rankings not counted"
        nearest = self.ranking.status if self.nearest is None else f"the nearest at distance {self.nearest.distance}"
        return f"Requirements(state {states} under {self.concept}, {' and '.join(self.vary)}: {count}, {nearest})"


_MOST_IN_REPR = 6

MOST_DIGITS = 4_000
"""Numbers with more digits are not written out: Python refuses to."""


def writable(number: int | None) -> int | None:
    """Return a number, or ``None`` if it has too many digits to be written out.

    >>> writable(720), writable(math.factorial(2000))
    (720, None)
    """
    return None if number is None or number.bit_length() > MOST_DIGITS * _BITS_IN_A_DIGIT else number


_BITS_IN_A_DIGIT = math.log2(10)


def _plain(found: PreferenceSearch) -> dict[str, Any] | None:
    return None if found.nearest is None else found.nearest.to_dict()
