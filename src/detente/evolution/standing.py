"""How an outcome stands under one concept: does it hold, and can it be reached from today?

The *standings*, best for a wanted outcome first:

``certain``
    unsanctioned improvements lead from the status quo to equilibria, and the outcome holds in all of those;
``led to``
    unsanctioned improvements lead from the status quo to an equilibrium in which it holds;
``deterred``
    improvements alone lead to such an equilibrium, but somebody would be deterred from one of them;
``open``
    it holds in an equilibrium that legal moves reach, if somebody first makes a move that is no improvement for it;
``cut off``
    it holds in an equilibrium, but no legal moves lead there;
``holds``
    it holds in an equilibrium; what can be reached is not known, since the case gives no status quo;
``none``
    every state in which it holds would be left by someone.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import numbers_of
from detente.conflict.moves import Moves
from detente.evolution.reaching import Reach, reachable, reachable_along, reachable_tempted
from detente.stability import Solution
from detente.stability.reach import least_reached

Truth = NDArray[np.bool_]


class Standing(Enum):
    """How an outcome stands; the value is what it is called, the order is best first for a wanted outcome."""

    CERTAIN = "certain"
    LED_TO = "led to"
    DETERRED = "deterred"
    OPEN = "open"
    CUT_OFF = "cut off"
    HOLDS = "holds"
    NONE = "none"

    @property
    def strength(self) -> int:
        """How strongly the outcome holds: 0 for not at all."""
        return _STRENGTH[self]


_STRENGTH = {
    Standing.CERTAIN: 5,
    Standing.LED_TO: 4,
    Standing.DETERRED: 3,
    Standing.OPEN: 2,
    Standing.CUT_OFF: 1,
    Standing.HOLDS: 1,
    Standing.NONE: 0,
}


@attrs.frozen(eq=False, slots=False)
class WithinReach:
    """What can be reached from the status quo of a conflict; worked out when it is first needed.

    Attributes:
        solution: The solved conflict; its status quo must be known.
    """

    solution: Solution

    @cached_property
    def improvements(self) -> Reach:
        """What is reached by improvements alone or, where preferences are unknown, by whatever tempts."""
        return reachable_tempted(self.solution)

    @cached_property
    def moves(self) -> Reach:
        """What is reached by any legal moves."""
        return reachable(self.solution.conflict)

    @classmethod
    def of(cls, solution: Solution) -> WithinReach | None:
        """Return what can be reached in a conflict that was solved, or ``None`` if it has no status quo."""
        return None if solution.conflict.status_quo is None else cls(solution)


@attrs.frozen(eq=False, slots=False)
class Prospects:
    """What comes of the status quo under one concept, for whatever outcome.

    Attributes:
        solution: The verdicts on the states.
        concept: The key of a concept that was solved for.
        within_reach: What can be reached from the status quo, if there is one.
    """

    solution: Solution
    concept: str
    within_reach: WithinReach | None

    @classmethod
    def of(cls, solution: Solution, concept: str) -> Prospects:
        """Return what comes of the status quo of a conflict that was solved."""
        return cls(solution, concept, WithinReach.of(solution))

    @cached_property
    def resting(self) -> Truth:
        """The equilibria, shape (m,)."""
        return self.solution.equilibrium_mask(self.concept)

    @cached_property
    def unsanctioned(self) -> tuple[Moves, ...]:
        """The improvements of each decision maker that nothing deters it from under the concept."""
        return self.solution.unsanctioned(self.concept)

    @cached_property
    def taken(self) -> Truth:
        """The states that improvements unsanctioned under the concept lead to from the status quo, shape (m,)."""
        return reachable_along(self.solution.conflict, self.concept, self.unsanctioned).mask

    @cached_property
    def endless(self) -> bool:
        """Whether they lead to where they go on for ever, since no more of them lead to an equilibrium from there."""
        going = self.taken & ~self.resting
        if not going.any():
            return False
        least = least_reached(self.unsanctioned, (~self.resting).astype(np.int32))
        return bool((going & (least > 0)).any())

    def standing(self, where: Truth) -> Standing:
        """Return how an outcome stands that holds in some states: the strongest standing that applies."""
        wanted = self.resting & where
        if not wanted.any():
            return Standing.NONE
        if self.within_reach is None:
            return Standing.HOLDS
        if (wanted & self.taken).any():
            strays = (self.resting & ~where & self.taken).any()
            return Standing.LED_TO if strays else Standing.CERTAIN
        if (wanted & self.within_reach.improvements.mask).any():
            return Standing.DETERRED
        return Standing.OPEN if (wanted & self.within_reach.moves.mask).any() else Standing.CUT_OFF


@attrs.frozen
class Verdict:
    """How an outcome stands under one concept.

    Attributes:
        concept: The key of the concept.
        standing: How it stands.
        equilibria: The numbers of the equilibria in which it holds.
        led_to: Those of them that improvements unsanctioned under the concept reach from the status quo.
        by_improvements: Those of them that improvements alone reach from the status quo.
        by_moves: Those of them that legal moves reach from the status quo.
        leavers: For each decision maker that would leave some states in which it holds: how many of them.
        exits: For each decision maker that would leave the outcome itself, by an unsanctioned improvement to a state in
            which it does not hold: from how many states.
        first_out: Those of them who would do so from the status quo.
    """

    concept: str
    standing: Standing
    equilibria: tuple[int, ...]
    led_to: tuple[int, ...]
    by_improvements: tuple[int, ...]
    by_moves: tuple[int, ...]
    leavers: tuple[tuple[str, int], ...]
    exits: tuple[tuple[str, int], ...] = ()
    first_out: tuple[str, ...] = ()


def verdict(prospects: Prospects, where: Truth) -> Verdict:
    """Judge an outcome under one concept.

    Args:
        prospects: What comes of the status quo under the concept.
        where: In which states the outcome holds, shape (m,).
    """
    concept, conflict, within_reach = prospects.concept, prospects.solution.conflict, prospects.within_reach
    standing, wanted = prospects.standing(where), prospects.resting & where
    leavers, exits = _leavers(prospects, where), _exits(prospects, where)
    if within_reach is None:
        return Verdict(concept, standing, numbers_of(wanted), (), (), (), leavers, _counted(exits))
    return Verdict(
        concept,
        standing,
        numbers_of(wanted),
        numbers_of(wanted & prospects.taken),
        numbers_of(wanted & within_reach.improvements.mask),
        numbers_of(wanted & within_reach.moves.mask),
        leavers,
        _counted(exits),
        tuple(name for name, states in exits.items() if states[conflict.status_quo_index]),
    )


def _leavers(prospects: Prospects, where: Truth) -> tuple[tuple[str, int], ...]:
    """Count the states each decision maker would leave, most first."""
    leaves = ~prospects.solution.verdicts[prospects.concept] & where
    return _counted(dict(zip(prospects.solution.conflict.names, leaves, strict=True)))


def _exits(prospects: Prospects, where: Truth) -> dict[str, Truth]:
    """Say from which states each decision maker would make a move out of an outcome."""
    outside = (~where).astype(np.int32)
    nowhere = np.zeros_like(outside)
    movers = zip(prospects.solution.conflict.names, prospects.unsanctioned, strict=True)
    return {name: where & (moves.most(outside, nowhere) > 0) for name, moves in movers}


def _counted(states: Mapping[str, Truth]) -> tuple[tuple[str, int], ...]:
    """Count the states of each decision maker that has any, most first."""
    counted = [(name, int(each.sum())) for name, each in states.items() if each.any()]
    return tuple(sorted(counted, key=lambda pair: -pair[1]))
