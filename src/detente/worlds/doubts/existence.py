"""Options that may not exist.

>>> from detente.conflict import DecisionMaker
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"])], status_quo={"talk": "yes"})
>>> doubt = Exists("talk", "winter = mild")
>>> [world.space.label(0) for world in (doubt.apply(today, 0), doubt.apply(today, 1))]
['nothing', 'talk']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from detente.conflict import Conflict
from detente.errors import InputError, Problem
from detente.levers import Fix
from detente.worlds.doubts.base import By, EitherWay, Phase, as_either


@attrs.frozen
class Exists(EitherWay):
    """``exists`` of an option: where it does not exist it stays at its level in the status quo, or at its first.

    Attributes:
        option: Its name, with its decision maker in front where the name alone is not unique.
        by: What decides whether it exists.
    """

    key: ClassVar[str] = "exists"
    says: ClassVar[str] = "whether an option exists"
    phase: ClassVar[Phase] = Phase.STRUCTURE
    ALTERNATIVES: ClassVar[tuple[str, str]] = ("exists", "does not exist")

    option: str
    by: By = attrs.field(converter=as_either)

    @property
    def subject(self) -> str:
        """The option."""
        return f"'{self.option}'"

    def problems(self, conflict: Conflict) -> Iterator[Problem]:
        """Yield that there is no such option in a conflict."""
        try:
            conflict.variable_named(self.option)
        except InputError as error:
            yield from error.problems

    def apply(self, conflict: Conflict, alternative: int) -> Conflict:
        """Return the conflict with the option, or with the option fixed."""
        if alternative == 0:
            return conflict
        variable = conflict.variable_named(self.option)
        today = conflict.variable_levels(dict(conflict.status_quo or ()))
        level = conflict.words.variables[variable].levels[today.get(variable, 0)]
        return Fix([(self.option, level)]).apply(conflict)

    def widened(self, conflict: Conflict) -> Conflict:
        """Return the conflict with every state that there is in some world: it is there if the option exists."""
        return conflict
