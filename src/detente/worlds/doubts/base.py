"""What every kind of doubt offers, and what decides between its alternatives.

A *doubt* is something of which one of several *alternatives* is the case in each world: a statement is held or
dropped, one faction prevails or another. What decides is either a draw of its own, each of whose outcomes is an
alternative, or a formula for each alternative over draws that several doubts share.

>>> from detente.formula import Variable
>>> words = Vocabulary([Variable("winter", None, ("mild", "harsh"))], called=DRAWN)
>>> decided(either("winter = mild"), words, {0: np.array([0, 1, 1])}.__getitem__)
array([0, 1, 1])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from fractions import Fraction
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import ConflictError, Problem
from detente.evolution import Timing
from detente.formula import Formula, Not, Reference, Vocabulary, as_formula, as_formulas, evaluate
from detente.worlds.draw import Draw

By = Draw | tuple[Formula, ...]
"""What decides: the outcome of a draw, or the first formula over draws that holds."""

Places = NDArray[np.int64]
"""For each world the place of an outcome or of an alternative, from 0: shape (W,)."""

DRAWN = ("draw", "outcome")
"""What messages call the variables of formulas over draws."""


class Phase(Enum):
    """When a doubt counts in the making of a world: first what is wanted, last how often somebody acts."""

    WANTS = "what is wanted"
    BELIEF = "what is believed"
    STRUCTURE = "which states there are"
    PACE = "how often somebody acts"


class Doubt(Protocol):
    """Something of which one of several alternatives is the case in each world.

    Attributes:
        key: The name of the kind.
        says: What is in doubt, in a few words.
        phase: When it counts.
        by: What decides between the alternatives.
    """

    key: ClassVar[str]
    says: ClassVar[str]
    phase: ClassVar[Phase]

    @property
    def by(self) -> By:
        """What decides between the alternatives."""
        ...

    @property
    def subject(self) -> str:
        """What in the conflict is in doubt, in a few words."""
        ...

    @property
    def alternatives(self) -> tuple[str, ...]:
        """What may be the case, in a few words each."""
        ...


class Arranging(Doubt, Protocol):
    """A doubt about statements, in the phase of what is wanted."""

    @property
    def decision_maker(self) -> str:
        """Whose statements they are."""
        ...

    @property
    def faction(self) -> str:
        """The faction whose statements they are, or empty if they are the decision maker's own."""
        ...

    @property
    def last(self) -> int:
        """The last place among the statements that is spoken of, from 0."""
        ...

    def arranged(self, places: Sequence[int], alternative: int) -> list[int]:
        """Return the places of the statements that are left, from 0, in their order."""
        ...


class Changing(Doubt, Protocol):
    """A doubt that changes the conflict by itself, in the phase of what is believed."""

    def apply(self, conflict: Conflict, alternative: int) -> Conflict:
        """Return the conflict in which an alternative is the case, by its place from 0."""
        ...

    def problems(self, conflict: Conflict) -> Iterator[Problem]:
        """Yield what of it does not fit a conflict."""
        ...


class Structural(Changing, Protocol):
    """A doubt in the phase of which states there are."""

    def widened(self, conflict: Conflict) -> Conflict:
        """Return the conflict with every state that there is in some world."""
        ...


class Pacing(Doubt, Protocol):
    """A doubt in the phase of how often somebody acts; it has a draw of its own."""

    @property
    def by(self) -> Draw:
        """The draw that decides."""
        ...

    def timed(self, timing: Timing, alternative: int) -> Timing:
        """Return the timing in which an alternative is the case, by its place from 0."""
        ...

    def problems_in(self, timing: Timing | None) -> Iterator[Problem]:
        """Yield what of it does not fit a timing."""
        ...


class EitherWay:
    """What doubts of two alternatives have in common: as written, or not."""

    __slots__ = ()
    ALTERNATIVES: ClassVar[tuple[str, str]]

    def __attrs_post_init__(self: Doubt) -> None:
        """Check that there is an outcome for each alternative."""
        checked_by(self)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """That it is as written, or is not."""
        return self.ALTERNATIVES


def as_by(by: Draw | Iterable[Formula | str]) -> By:
    """Return what decides: a draw, or formulas, each read from its text if it is one."""
    return by if isinstance(by, Draw) else as_formulas(by)


def as_either(by: Draw | Iterable[Formula | str] | Formula | str) -> By:
    """Return what decides between two alternatives; one formula stands for the first, its opposite for the second."""
    return either(by) if isinstance(by, Formula | str) else as_by(by)


def either(formula: Formula | str) -> tuple[Formula, Formula]:
    """Return the conditions of two alternatives: the formula holds, or it does not.

    >>> either("winter = mild")
    (Formula('winter = mild'), Formula('not winter = mild'))
    """
    first = as_formula(formula)
    return first, Not(first)


def certainty(name: str, chance: Fraction | str, alternatives: tuple[str, str]) -> Draw:
    """Return the draw of a doubt that is decided with a chance of its own.

    >>> certainty("A: talk", "0.7", ("held", "dropped")).of
    (('held', Fraction(7, 10)), ('dropped', Fraction(3, 10)))
    """
    sure = Fraction(chance)
    return Draw(name, zip(alternatives, (sure, 1 - sure), strict=True))


def checked_by(doubt: Doubt) -> None:
    """Check that what decides knows as many alternatives as there are.

    Raises:
        ConflictError: If it knows more or fewer.
    """
    known = len(doubt.by.of) if isinstance(doubt.by, Draw) else len(doubt.by)
    if known != len(doubt.alternatives):
        message = f"{doubt.subject}: {len(doubt.alternatives)} alternatives, and {known} are decided between"
        raise ConflictError(Problem(message, "an outcome or a formula for each alternative"))


def decided(by: By, words: Vocabulary, column: Callable[[int], Places]) -> Places:
    """Return which alternative is the case in each world.

    Args:
        by: What decides.
        words: The draws as variables, their outcomes as levels.
        column: Returns the place of the outcome of a draw in each world, for the index of its variable.

    Returns:
        The place of the alternative in each world: shape (W,).
    """
    if isinstance(by, Draw):
        return column(words.index(Reference(by.name)))
    size = len(column(0)) if words.variables else 1
    truths = [np.broadcast_to(evaluate(formula, words, column), size) for formula in by]
    return np.argmax(truths, axis=0)
