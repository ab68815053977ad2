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

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import numbers_of
from detente.evolution import Reach, reachable_under
from detente.stability import Solution

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


@attrs.frozen
class Ways:
    """What can be reached from the status quo.

    Attributes:
        improvements: By improvements alone.
        moves: By any legal moves.
    """

    improvements: Reach
    moves: Reach


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


def verdict(solution: Solution, concept: str, where: Truth, ways: Ways | None) -> Verdict:
    """Judge an outcome under one concept.

    Args:
        solution: The verdicts on the states.
        concept: The key of a concept that was solved for.
        where: In which states the outcome holds, shape (m,).
        ways: What can be reached from the status quo, if there is one.
    """
    resting = solution.equilibrium_mask(concept)
    wanted = resting & where
    leavers, exits = _leavers(solution, concept, where), _exits(solution, concept, where)
    if ways is None:
        standing = Standing.HOLDS if wanted.any() else Standing.NONE
        return Verdict(concept, standing, numbers_of(wanted), (), (), (), leavers, _counted(exits))
    taken = reachable_under(solution, concept).mask
    improving, moving = ways.improvements.mask, ways.moves.mask
    return Verdict(
        concept,
        _standing(wanted, taken, improving, moving, strays=bool((resting & ~where & taken).any())),
        numbers_of(wanted),
        numbers_of(wanted & taken),
        numbers_of(wanted & improving),
        numbers_of(wanted & moving),
        leavers,
        _counted(exits),
        tuple(name for name, states in exits.items() if states[solution.conflict.status_quo_index]),
    )


def _standing(wanted: Truth, taken: Truth, improving: Truth, moving: Truth, *, strays: bool) -> Standing:
    """Return the strongest standing that applies; ``strays`` says whether other equilibria are led to as well."""
    if (wanted & taken).any():
        return Standing.LED_TO if strays else Standing.CERTAIN
    if (wanted & improving).any():
        return Standing.DETERRED
    if (wanted & moving).any():
        return Standing.OPEN
    return Standing.CUT_OFF if wanted.any() else Standing.NONE


def _leavers(solution: Solution, concept: str, where: Truth) -> tuple[tuple[str, int], ...]:
    """Count the states each decision maker would leave, most first."""
    leaves = ~solution.verdicts[concept] & where
    return _counted(dict(zip(solution.conflict.names, leaves, strict=True)))


def _exits(solution: Solution, concept: str, where: Truth) -> dict[str, Truth]:
    """Say from which states each decision maker would make a move out of an outcome."""
    outside = (~where).astype(np.int32)
    nowhere = np.zeros_like(outside)
    movers = zip(solution.conflict.names, solution.unsanctioned(concept), strict=True)
    return {name: where & (moves.most(outside, nowhere) > 0) for name, moves in movers}


def _counted(states: Mapping[str, Truth]) -> tuple[tuple[str, int], ...]:
    """Count the states of each decision maker that has any, most first."""
    counted = [(name, int(each.sum())) for name, each in states.items() if each.any()]
    return tuple(sorted(counted, key=lambda pair: -pair[1]))
