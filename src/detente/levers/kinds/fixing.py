"""Options fixed at a level: everything else becomes infeasible, and the status quo follows.

>>> from detente.conflict import Conflict, DecisionMaker
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"])], status_quo={})
>>> held = Fix.read({"talk": "yes"}).apply(today)
>>> [held.space.label(index) for index in range(held.size)], held.status_quo
(['talk', 'talk, strike'], (('talk', 'yes'),))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

import attrs

from detente.conflict import Conflict
from detente.conflict.literals import at_level
from detente.errors import Problem, UnavailableError
from detente.formula import Not
from detente.levers.kinds.base import needs_options, owners


def _as_pairs(levels: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(levels)


def _as_names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@attrs.frozen
class Fix:
    """``set``: options stand at these levels, whatever happens."""

    key: ClassVar[str] = "set"
    says: ClassVar[str] = "options are fixed at a level"

    levels: tuple[tuple[str, str], ...] = attrs.field(converter=_as_pairs)

    @classmethod
    def read(cls, written: Mapping[str, str]) -> Self:
        """Return the change from levels by option name."""
        return cls(written.items())

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict with the options fixed."""
        needs_options(conflict, self.key)
        return _fixed(conflict, dict(self.levels))

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return whose options or preferences it speaks of."""
        return owners(conflict, (name for name, _ in self.levels))


@attrs.frozen
class Freeze:
    """``freeze``: options are off the table and stay at their level in the status quo."""

    key: ClassVar[str] = "freeze"
    says: ClassVar[str] = "options stay as they are today"

    options: tuple[str, ...] = attrs.field(converter=_as_names)

    @classmethod
    def read(cls, written: Iterable[str]) -> Self:
        """Return the change from the names of options."""
        return cls(written)

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict with the options at their level in the status quo."""
        needs_options(conflict, self.key)
        if conflict.status_quo is None:
            raise UnavailableError(Problem("'freeze' keeps options as they are today, and there is no status quo"))
        today = conflict.variable_levels(dict(conflict.status_quo))
        levels = {}
        for name in self.options:
            variable = conflict.variable_named(name)
            levels[name] = conflict.words.variables[variable].levels[today.get(variable, 0)]
        return _fixed(conflict, levels)

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return whose options or preferences it speaks of."""
        return owners(conflict, self.options)


def _fixed(conflict: Conflict, levels: Mapping[str, str]) -> Conflict:
    fixed = conflict.variable_levels(levels)
    others = [Not(at_level(conflict.words, variable, level)) for variable, level in fixed.items()]
    return _standing_at(conflict, levels).with_infeasible([*conflict.infeasible, *others])


def _standing_at(conflict: Conflict, levels: Mapping[str, str]) -> Conflict:
    """Return the conflict with these levels in its status quo, if it has one."""
    if conflict.status_quo is None:
        return conflict
    fixed = conflict.variable_levels(levels)
    kept = {name: at for name, at in conflict.status_quo if conflict.variable_named(name) not in fixed}
    return attrs.evolve(conflict, status_quo=kept | dict(levels))
