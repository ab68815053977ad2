"""Options: what a decision maker can do, and in which direction it can be changed.

An option has two or more *levels*, lowest first; a yes/no option has the levels ``no`` and ``yes``. Its *moves* say
from which level to which other it can be taken in one move.

>>> Option("modify", moves="up").can_move("yes", "no")
False
>>> ladder = Option("posture", levels=("calm", "massed", "attack"), moves="rung-up")
>>> ladder.can_move("calm", "massed"), ladder.can_move("calm", "attack")
(True, False)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.errors import ConflictError, Problem, nearest, one_of, unknown
from detente.formula import NO_YES
from detente.given import one, pairs, several

Steps = tuple[tuple[str, str], ...]

DIRECTIONS: dict[str, Callable[[int, int], bool]] = {
    "both": lambda _from, _to: True,
    "up": lambda from_, to: to > from_,
    "down": lambda from_, to: to < from_,
    "rung": lambda from_, to: abs(to - from_) == 1,
    "rung-up": lambda from_, to: to - from_ == 1,
    "rung-down": lambda from_, to: from_ - to == 1,
}
"""The named ways in which an option may move, as a relation between the places of two levels (0 the lowest)."""


def checked_name(kind: str, name: str) -> str:
    """Return the name if a formula can quote it.

    Raises:
        ConflictError: If it is empty, spans lines, or has both kinds of quotation marks.
        KindError: If it is no text.
    """
    one(f"the name of {kind}", name, str, "a text")
    if not name.strip() or "\n" in name or ('"' in name and "'" in name):
        allowed = "one line of text with at most one kind of quotation marks"
        raise ConflictError(Problem(f"{name!r} cannot be the name of {kind}", allowed=allowed))
    return name


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that occur more than once, in alphabetical order.

    >>> repeated(["peace", "war", "peace"])
    ['peace']
    """
    return sorted(name for name, times in Counter(names).items() if times > 1)


def _as_levels(levels: Iterable[str]) -> tuple[str, ...]:
    return several("the levels", levels, str, "a list of texts")


def _as_moves(moves: str | Iterable[Iterable[str]]) -> str | Steps:
    if isinstance(moves, str):
        return moves
    return pairs("the moves", moves, f"{one_of(DIRECTIONS)}, or a list of pairs from, to")


@attrs.frozen(slots=False)
class Option:
    """One thing a decision maker can do.

    Attributes:
        name: Its name, unique within the decision maker.
        levels: The names of its levels, lowest first; no and yes unless given.
        moves: ``both`` (any level to any other), ``up``, ``down``, ``rung`` (one level up or down), ``rung-up``,
            ``rung-down``, or the allowed steps as pairs of levels *from, to*.

    Raises:
        ConflictError: If levels repeat, are fewer than two, or the moves name an unknown direction or level.
        KindError: If the name is no text, or the levels are no list of texts.
    """

    name: str
    levels: tuple[str, ...] = attrs.field(default=NO_YES, converter=_as_levels)
    moves: str | Steps = attrs.field(default="both", converter=_as_moves)

    def __attrs_post_init__(self) -> None:
        """Check that the parts fit together."""
        checked_name("an option", self.name)
        for level in self.levels:
            checked_name(f"a level of option '{self.name}'", level)
        if problems := [*self._level_problems(), *self._move_problems()]:
            raise ConflictError(*(problem.within(f"option '{self.name}'") for problem in problems))

    def can_move(self, from_: str, to: str) -> bool:
        """Say whether one move can take the option from one level to another."""
        return bool(self.steps[self.levels.index(from_), self.levels.index(to)])

    @cached_property
    def steps(self) -> NDArray[np.bool_]:
        """Which moves are allowed: shape (levels, levels), *from* by row; never from a level to itself."""
        places = range(len(self.levels))
        if isinstance(self.moves, str):
            allowed = DIRECTIONS[self.moves]
            return np.array([[i != j and allowed(i, j) for j in places] for i in places])
        return np.array([[(i, j) in self.moves for j in self.levels] for i in self.levels])

    def _level_problems(self) -> list[Problem]:
        few = [] if len(self.levels) > 1 else [Problem(f"{len(self.levels)} level", allowed="two levels or more")]
        return few + [Problem(f"the level '{each}' is given twice") for each in repeated(self.levels)]

    def _move_problems(self) -> list[Problem]:
        if isinstance(self.moves, str):
            return [] if self.moves in DIRECTIONS else [_direction_problem(self.moves)]
        named = dict.fromkeys(level for step in self.moves for level in step)
        strangers = [unknown("level", level, self.levels) for level in named if level not in self.levels]
        idle = [step for step in self.moves if step[0] == step[1]]
        return strangers + [Problem(f"a move from '{from_}' to itself") for from_, _ in idle]


def direction_of(option: Option) -> str:
    """Return ``both``, ``up`` or ``down`` if the steps are just that, else ``steps``."""
    for direction in ("both", "up", "down"):
        if (option.steps == Option(option.name, option.levels, direction).steps).all():
            return direction
    return "steps"


def _direction_problem(given: str) -> Problem:
    return Problem(
        f"the moves cannot be '{given}'",
        allowed=f"{one_of(DIRECTIONS)}, or a list of [from, to]",
        nearest=nearest(given, DIRECTIONS),
    )
