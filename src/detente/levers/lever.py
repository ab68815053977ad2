"""Levers: named changes to a conflict, such as "the summit is held".

>>> from detente.conflict import Conflict, DecisionMaker
>>> from detente.levers import Fix, Lever
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"])])
>>> Lever("the talks are held", [Fix([("talk", "yes")])]).apply(today).size
2
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Self

import attrs

from detente.conflict import Conflict
from detente.errors import about
from detente.levers.kinds import Change


def _as_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(changes)


@attrs.frozen
class Lever:
    """A named change to a conflict.

    Attributes:
        name: What is done, in a few words.
        changes: What it changes, applied one after another.
    """

    name: str
    changes: tuple[Change, ...] = attrs.field(converter=_as_changes)

    @classmethod
    def together(cls, levers: Iterable[Lever]) -> Self:
        """Return one lever that makes the changes of several, lever by lever.

        >>> Lever.together([Lever("the talks are held", []), Lever("the pier is open", [])]).name
        'the talks are held + the pier is open'
        """
        every = tuple(levers)
        return cls(" + ".join(lever.name for lever in every), [change for lever in every for change in lever.changes])

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict after all changes.

        Raises:
            InputError: If a change does not fit the conflict.
        """
        with about(f"lever '{self.name}'"):
            return reduce(lambda changed, change: change.apply(changed), self.changes, conflict)
