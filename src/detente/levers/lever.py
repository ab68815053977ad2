"""Levers: named changes to a conflict, such as "the summit is held".

>>> from detente.conflict import Conflict, DecisionMaker
>>> from detente.levers import Fix, Lever
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"])])
>>> Lever("the talks are held", [Fix([("talk", "yes")])]).apply(today).size
2
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from typing import Self

import attrs

from detente.conflict import Conflict
from detente.conflict.preference.weights import Number, exact
from detente.errors import ConflictError, Problem, about
from detente.levers.kinds import Change


def _as_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(changes)


def as_cost(cost: Number) -> Fraction:
    """Return a cost as an exact number.

    Raises:
        ConflictError: If it is no number, or less than nothing.
    """
    found = exact(cost, "cost")
    if found < 0:
        raise ConflictError(Problem(f"the cost '{cost}' is less than nothing", allowed="0 or more"))
    return found


def _as_cost(cost: Number | None) -> Fraction | None:
    return None if cost is None else as_cost(cost)


@attrs.frozen(repr=False)
class Lever:
    """A named change to a conflict.

    Attributes:
        name: What is done, in a few words.
        changes: What it changes, applied one after another.
        cost: What it costs, an exact number, if that is given.
    """

    name: str
    changes: tuple[Change, ...] = attrs.field(converter=_as_changes)
    cost: Fraction | None = attrs.field(default=None, converter=_as_cost)

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

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return the names of the decision makers whose options or preferences its changes speak of."""
        with about(f"lever '{self.name}'"):
            return frozenset[str]().union(*(change.touches(conflict) for change in self.changes))

    def __repr__(self) -> str:
        """Show the parts; a cost only where there is one, so that a case without keeps its fingerprint."""
        cost = "" if self.cost is None else f", cost={self.cost!r}"
        return f"Lever(name={self.name!r}, changes={self.changes!r}{cost})"


def pull(levers: Iterable[Lever], conflict: Conflict) -> Conflict:
    """Return the conflict after several levers, one after another.

    Raises:
        InputError: If a change does not fit the conflict; it names the lever.
    """
    return reduce(lambda changed, lever: lever.apply(changed), levers, conflict)
