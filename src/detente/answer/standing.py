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
    """

    concept: str
    standing: Standing
    equilibria: tuple[int, ...]
    led_to: tuple[int, ...]
    by_improvements: tuple[int, ...]
    by_moves: tuple[int, ...]
    leavers: tuple[tuple[str, int], ...]


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
    if ways is None:
        standing = Standing.HOLDS if wanted.any() else Standing.NONE
        return Verdict(concept, standing, numbers_of(wanted), (), (), (), _leavers(solution, concept, where))
    taken = reachable_under(solution, concept).mask
    improving, moving = ways.improvements.mask, ways.moves.mask
    return Verdict(
        concept,
        _standing(wanted, taken, improving, moving, strays=bool((resting & ~where & taken).any())),
        numbers_of(wanted),
        numbers_of(wanted & taken),
        numbers_of(wanted & improving),
        numbers_of(wanted & moving),
        _leavers(solution, concept, where),
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
    leaves = (~solution.verdicts[concept] & where).sum(axis=1).tolist()
    counted = [(name, count) for name, count in zip(solution.conflict.names, leaves, strict=True) if count]
    return tuple(sorted(counted, key=lambda pair: -pair[1]))
