"""The moves that options allow, changed: a step made irreversible, or one that can be taken back again.

>>> from detente.conflict import Conflict, DecisionMaker
>>> today = Conflict([DecisionMaker("A", ["strike"])])
>>> Redirect.read({"strike": "up"}).apply(today).decision_makers[0].options[0].moves
'up'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

import attrs

from detente.conflict import Conflict, DecisionMaker, Option
from detente.levers.kinds.base import needs_options, owners

Direction = str | Iterable[Iterable[str]]
Directions = tuple[tuple[str, Direction], ...]


def _as_directions(directions: Iterable[tuple[str, Direction]]) -> Directions:
    return tuple((name, each if isinstance(each, str) else tuple(map(_as_pair, each))) for name, each in directions)


def _as_pair(step: Iterable[str]) -> tuple[str, str]:
    from_, to = step
    return from_, to


@attrs.frozen
class Redirect:
    """``moves``: options that may move in other directions."""

    key: ClassVar[str] = "moves"
    says: ClassVar[str] = "options may move in other directions"

    directions: Directions = attrs.field(converter=_as_directions)

    @classmethod
    def read(cls, written: Mapping[str, Direction]) -> Self:
        """Return the change from directions by option name."""
        return cls(written.items())

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict in which these options move in these directions."""
        needs_options(conflict, self.key)
        variables = conflict.words.variables
        changed = {variables[conflict.variable_named(name)].full_name: moves for name, moves in self.directions}
        makers = [attrs.evolve(owner, options=_redirected(owner, changed)) for owner in conflict.decision_makers]
        return attrs.evolve(conflict, decision_makers=makers)

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return whose options or preferences it speaks of."""
        return owners(conflict, (name for name, _ in self.directions))


def _redirected(owner: DecisionMaker, changed: Mapping[str, Direction]) -> list[Option]:
    return [
        attrs.evolve(option, moves=changed.get(f"{owner.name}.{option.name}", option.moves)) for option in owner.options
    ]
