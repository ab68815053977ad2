"""The mediator: a third party, whom it can influence, and what changes cost it.

>>> mediator = Mediator(influences=["Ukraine", "Poland"], costs={"force": 2, "swap": "7/2"})
>>> mediator.can_influence(["Poland"]), mediator.can_influence(["Poland", "Russia"])
(True, False)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from detente.conflict import Conflict
from detente.conflict.preference.weights import Number
from detente.errors import ConflictError, Problem, UnknownNameError, unknown
from detente.given import several
from detente.levers import as_cost

PRICED = ("swap", "lever", "force", "remove", "irreversible", "allow")
"""The kinds of change that may have a cost, in the order in which the changes of a set are made."""

Priced = tuple[str, str]
"""What has a cost: ``kind``, ``decision maker`` or ``option``, and its name, that of an option in full."""

Costs = tuple[tuple[str, Fraction], ...]


def _as_costs(costs: Mapping[str, Number] | Iterable[tuple[str, Number]]) -> Costs:
    named = costs.items() if isinstance(costs, Mapping) else costs
    return tuple((name, as_cost(cost)) for name, cost in named)


def _as_influenced(names: Iterable[str] | None) -> tuple[str, ...] | None:
    if names is None:
        return None
    influenced = tuple(dict.fromkeys(several("those whom the mediator influences", names, str, "a list of names")))
    if not influenced:
        allowed = "the names of decision makers; everyone is influenced if it is left out"
        raise ConflictError(Problem("a mediator who influences nobody", allowed=allowed))
    return influenced


@attrs.frozen(kw_only=True)
class Mediator:
    """A third party that can bring changes about, and what they cost it.

    Attributes:
        influences: The names of the decision makers whom it can influence; everyone if ``None``.
        costs: What changes cost, by kind of change, by decision maker, or by option; exact numbers.

    Raises:
        ConflictError: If it influences nobody, or a cost is no number or less than nothing.
    """

    influences: tuple[str, ...] | None = attrs.field(default=None, converter=_as_influenced)
    costs: Costs = attrs.field(default=(), converter=_as_costs)

    def can_influence(self, names: Iterable[str]) -> bool:
        """Say whether it can influence all of these decision makers."""
        return self.influences is None or set(names) <= set(self.influences)

    def check(self, conflict: Conflict) -> None:
        """Raise an error unless everything it names exists.

        Raises:
            UnknownNameError: If something does not.
        """
        for name in self.influences or ():
            conflict.place_of(name)
        for name, _ in self.costs:
            priced(conflict, name)


def priced(conflict: Conflict, name: str) -> Priced:
    """Return what a name means that has a cost: a kind of change, or else a decision maker, or else an option.

    >>> from detente.conflict import DecisionMaker
    >>> talks = Conflict([DecisionMaker("A", ["talk"])])
    >>> [priced(talks, name) for name in ("force", "A", "talk")]
    [('kind', 'force'), ('decision maker', 'A'), ('option', 'A.talk')]

    Raises:
        UnknownNameError: If it means nothing, or several options.
    """
    if name in PRICED:
        return "kind", name
    if name in conflict.names:
        return "decision maker", name
    try:
        return "option", conflict.words.variables[conflict.variable_named(name)].full_name
    except UnknownNameError as error:
        variables = conflict.words.variables
        if conflict.in_graph_form or not any(name in (each.name, each.full_name) for each in variables):
            options = () if conflict.in_graph_form else (each.name for each in variables)
            kinds = "kind of change, decision maker or option"
            raise UnknownNameError(unknown(kinds, name, [*PRICED, *conflict.names, *options])) from None
        raise error from None
