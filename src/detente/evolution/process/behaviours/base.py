"""What every behaviour offers: with which chance a decision maker who may act makes which move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Protocol, Self

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Moves
from detente.errors import Problem, UnavailableError
from detente.stability.analysis import Analysis

States = NDArray[np.signedinteger[Any]]
"""Indices of states, from 0."""

Chance = NDArray[np.float64]
"""A probability for each of several moves."""

Weigh = Callable[[States, States], Chance]
"""Says how much moves weigh: from which states, and to which."""


@attrs.frozen(eq=False)
class Choices:
    """What a decision maker does when it may act: a move with a chance in proportion to its weight, or else nothing.

    Attributes:
        moves: The moves it considers.
        weigh: How much each of them weighs.
        staying: How much staying weighs. Where there is nothing else, it stays in any case.
    """

    moves: Moves
    weigh: Weigh
    staying: float = 0.0

    @property
    def work(self) -> int:
        """About how many moves there are."""
        return self.moves.work

    def at(self, state: int) -> tuple[States, Chance]:
        """Return the states it may move to from a state, and with which chance; the rest is the chance to stay."""
        to = self.moves.targets(state)
        weights = self.weigh(np.full_like(to, state), to)
        total = weights.sum() + self.staying
        return to, weights / total if total else weights

    def arcs(self, size: int) -> tuple[States, States, Chance]:
        """Return all moves with a chance, of ``size`` states in all: from, to, and the chance."""
        from_, to = self.moves.arcs()
        weights = self.weigh(from_, to)
        total = np.bincount(from_, weights, minlength=size) + self.staying
        taken = weights > 0
        return from_[taken], to[taken], weights[taken] / total[from_[taken]]


class Behaviour(Protocol):
    """How a decision maker acts when it may.

    Attributes:
        key: Its name in a case file.
        says: What it means, to follow the name of a decision maker.
        takes: What has to be said with the name, in words; empty if nothing.
    """

    key: ClassVar[str]
    says: ClassVar[str]
    takes: ClassVar[str]

    @classmethod
    def read(cls, argument: str) -> Self:
        """Return the behaviour with what was said after its name.

        Raises:
            InputError: If that makes no sense.
        """
        ...

    def __str__(self) -> str:
        """Return it as a case file has it."""
        ...

    def choices(self, analysis: Analysis, mover: int) -> Choices:
        """Return what a decision maker, by its place in the listing, does in every state.

        Raises:
            UnavailableError: If the conflict does not allow for such a behaviour.
        """
        ...


def check_known(analysis: Analysis, mover: int, behaviour: object) -> None:
    """Refuse a behaviour that weighs states against each other where it is not known which the mover prefers.

    Raises:
        UnavailableError: If so.
    """
    if analysis.conflict.unknown_preferences[mover]:
        name = analysis.conflict.names[mover]
        message = f"there is no '{behaviour}' for '{name}', of whom it is not known which of some states it prefers"
        raise UnavailableError(Problem(message, allowed="'any' or 'foresight C'"))


def alike(from_: States, _to: States) -> Chance:
    """Weigh all moves alike."""
    return np.ones(len(from_))
