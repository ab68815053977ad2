"""What a picture is, and what there is to draw it from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from detente.errors import Problem, UnavailableError
from detente.evolution import Evolution, evolve
from detente.report.aim import Aim
from detente.report.setting import Setting
from detente.stability import Solution, solve
from detente.stability.concepts import BASIC

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@attrs.frozen(slots=False)
class Scene:
    """What there is to draw.

    Attributes:
        setting: The case.
        concepts: The keys of the concepts whose equilibria are marked.
        aim: What the user wants to get to, if that was given.
    """

    setting: Setting
    concepts: tuple[str, ...] = BASIC
    aim: Aim | None = None

    @cached_property
    def solution(self) -> Solution:
        """The solved conflict."""
        return solve(self.setting.conflict, self.concepts)

    @cached_property
    def evolution(self) -> Evolution:
        """What can come of the status quo.

        Raises:
            UnavailableError: If there is none.
        """
        if self.setting.conflict.status_quo_index is None:
            raise UnavailableError(Problem("a path begins at the status quo, and the case gives none"))
        return evolve(self.solution)

    def holding(self, state: int) -> tuple[str, ...]:
        """Return the concepts, of those that are marked, under which a state by number is an equilibrium."""
        return self.solution.concepts_holding(state)


@attrs.frozen
class FigureKind:
    """A kind of picture.

    Attributes:
        key: Its short name, as on the command line.
        says: What it shows.
        draw: Draws it.
    """

    key: str
    says: str
    draw: Callable[[Scene], Figure]
