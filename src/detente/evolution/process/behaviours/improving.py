"""Behaviours without foresight: any improvement, or the best."""

from __future__ import annotations

from typing import ClassVar, Self

import attrs
import numpy as np

from detente.evolution.process.behaviours.base import Chance, Choices, States, alike, check_known
from detente.stability.analysis import Analysis


class WithoutArgument:
    """A behaviour that takes no argument."""

    key: ClassVar[str]
    takes: ClassVar[str] = ""

    __slots__ = ()

    @classmethod
    def read(cls, _argument: str) -> Self:
        """Return the behaviour."""
        return cls()

    def __str__(self) -> str:
        """Return its name."""
        return self.key


@attrs.frozen
class AnyImprovement(WithoutArgument):
    """``any``: one of the improvements R_i⁺(s), each with the same chance."""

    key: ClassVar[str] = "any"
    says: ClassVar[str] = "makes any improvement, all with the same chance"

    def choices(self, analysis: Analysis, mover: int) -> Choices:
        """Return what a decision maker does in every state."""
        return Choices(analysis.improvements[mover], alike)


@attrs.frozen
class BestImprovement(WithoutArgument):
    """``best``: one of the improvements of greatest payoff, each of these with the same chance."""

    key: ClassVar[str] = "best"
    says: ClassVar[str] = "makes the best improvement, or one of the best with the same chance"

    def choices(self, analysis: Analysis, mover: int) -> Choices:
        """Return what a decision maker does in every state."""
        check_known(analysis, mover, self)
        best, payoff = analysis.own_best(mover), analysis.payoffs[mover]

        def weigh(from_: States, to: States) -> Chance:
            return (payoff[to] == best[from_]).astype(np.float64)

        return Choices(analysis.improvements[mover], weigh)
