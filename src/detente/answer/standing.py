"""How an outcome stands under one concept: does it hold, and can it be reached from today?

The *standings*, best for a wanted outcome first:

``certain``
    improvements lead from the status quo to equilibria, and the outcome holds in every one of them;
``led to``
    improvements alone lead from the status quo to an equilibrium in which it holds;
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
from detente.evolution import Reach
from detente.stability import Solution

Truth = NDArray[np.bool_]


class Standing(Enum):
    """How an outcome stands; the value is what it is called, the order is best first for a wanted outcome."""

    CERTAIN = "certain"
    LED_TO = "led to"
    OPEN = "open"
    CUT_OFF = "cut off"
    HOLDS = "holds"
    NONE = "none"

    @property
    def strength(self) -> int:
        """How strongly the outcome holds: 0 for not at all."""
        return _STRENGTH[self]


_STRENGTH = {
    Standing.CERTAIN: 4,
    Standing.LED_TO: 3,
    Standing.OPEN: 2,
    Standing.CUT_OFF: 1,
    Standing.HOLDS: 1,
    Standing.NONE: 0,
}


@attrs.frozen
class Ways:
    """What can be reached from the status quo, by improvements alone and by any legal moves."""

    improvements: Reach
    moves: Reach


@attrs.frozen
class Verdict:
    """How an outcome stands under one concept.

    Attributes:
        concept: The key of the concept.
        standing: How it stands.
        equilibria: The numbers of the equilibria in which it holds.
        led_to: Those of them that improvements alone reach from the status quo.
        reached: Those of them that legal moves reach from the status quo.
        leavers: For each decision maker that would leave some states in which it holds: how many of them.
    """

    concept: str
    standing: Standing
    equilibria: tuple[int, ...]
    led_to: tuple[int, ...]
    reached: tuple[int, ...]
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
    led_to = ways.improvements.mask if ways else np.zeros_like(where)
    reached = ways.moves.mask if ways else np.zeros_like(where)
    return Verdict(
        concept,
        _standing(where, resting, led_to, reached) if ways else _holding(where, resting),
        numbers_of(resting & where),
        numbers_of(resting & where & led_to),
        numbers_of(resting & where & reached),
        _leavers(solution, concept, where),
    )


def _standing(where: Truth, resting: Truth, led_to: Truth, reached: Truth) -> Standing:
    if (resting & led_to & where).any():
        return Standing.LED_TO if (resting & led_to & ~where).any() else Standing.CERTAIN
    if (resting & reached & where).any():
        return Standing.OPEN
    return Standing.CUT_OFF if (resting & where).any() else Standing.NONE


def _holding(where: Truth, resting: Truth) -> Standing:
    return Standing.HOLDS if (resting & where).any() else Standing.NONE


def _leavers(solution: Solution, concept: str, where: Truth) -> tuple[tuple[str, int], ...]:
    """Count the states each decision maker would leave, most first."""
    leaves = (~solution.verdicts[concept] & where).sum(axis=1).tolist()
    counted = [(name, count) for name, count in zip(solution.conflict.names, leaves, strict=True) if count]
    return tuple(sorted(counted, key=lambda pair: -pair[1]))
