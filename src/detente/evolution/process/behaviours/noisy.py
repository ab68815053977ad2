"""Noisy behaviour: better moves are likelier, and none is impossible (logit choice; McFadden 1974)."""

from __future__ import annotations

import re
from typing import ClassVar, Self

import attrs
import numpy as np

from detente.errors import InputError, Problem
from detente.evolution.process.behaviours.base import Chance, Choices, States, check_known
from detente.stability.analysis import Analysis

MOST_PRECISE = 500.0
"""The greatest precision: beyond it the weights leave the range of numbers."""

_NUMBER = re.compile(r"\d{1,3}(\.\d{1,9})?")


@attrs.frozen
class Noisy:
    """``noisy P``: any move or staying, t with a chance in proportion to exp(P·u(t)).

    u is the payoff of the mover brought to 0 for its worst states and 1 for its best. With P = 0 everything is as
    likely as everything else; the greater P, the rarer anything but the best.

    Attributes:
        precision: P, from 0 to :data:`~detente.evolution.process.behaviours.noisy.MOST_PRECISE`.
    """

    key: ClassVar[str] = "noisy"
    says: ClassVar[str] = "makes any move or none, the likelier the better"
    takes: ClassVar[str] = f"a precision from 0 to {MOST_PRECISE:g}, as in 'noisy 10'"

    precision: float = attrs.field(converter=float)

    def __attrs_post_init__(self) -> None:
        """Check the precision."""
        if not 0 <= self.precision <= MOST_PRECISE:
            raise InputError(Problem(f"a precision of {self.precision:g}", f"0 to {MOST_PRECISE:g}"))

    @classmethod
    def read(cls, argument: str) -> Self:
        """Return the behaviour with this precision."""
        if not _NUMBER.fullmatch(argument):
            raise InputError(Problem(f"'{argument}' is no precision", cls.takes))
        return cls(float(argument))

    def __str__(self) -> str:
        """Return its name and the precision."""
        return f"{self.key} {self.precision:.9f}".rstrip("0").rstrip(".")

    def choices(self, analysis: Analysis, mover: int) -> Choices:
        """Return what a decision maker does in every state."""
        check_known(analysis, mover, self)
        payoff = analysis.payoffs[mover]
        utility = (payoff - payoff.min()) / max(1, int(payoff.max() - payoff.min()))

        def weigh(from_: States, to: States) -> Chance:
            return np.exp(self.precision * (utility[to] - utility[from_]))

        return Choices(analysis.moves[mover], weigh, staying=1.0)
