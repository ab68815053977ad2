"""The mediator: a third party, whom it can influence, and what changes cost it.

>>> mediator = Mediator(influences=["Ukraine", "Poland"], costs={"force": 2, "swap": "7/2"})
>>> mediator.can_influence(["Poland"]), mediator.can_influence(["Poland", "Russia"])
(True, False)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

import attrs

from detente.conflict.preference.weights import Number
from detente.errors import ConflictError, Problem, UnknownNameError, unknown
from detente.formula import Vocabulary, index_named
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

    def check(self, words: Vocabulary, makers: Collection[str]) -> None:
        """Raise an error unless everything it names exists.

        Args:
            words: The options that there are.
            makers: The names of the decision makers.

        Raises:
            UnknownNameError: If something does not.
        """
        if strangers := [name for name in self.influences or () if name not in makers]:
            raise UnknownNameError(*(unknown("decision maker", name, makers) for name in strangers))
        for name, _ in self.costs:
            priced(words, makers, name)


def priced(words: Vocabulary, makers: Collection[str], name: str) -> Priced:
    """Return what a name means that has a cost: a kind of change, or else a decision maker, or else an option.

    >>> from detente.formula import Variable
    >>> words = Vocabulary([Variable("talk", "A")])
    >>> [priced(words, ["A"], name) for name in ("force", "A", "talk")]
    [('kind', 'force'), ('decision maker', 'A'), ('option', 'A.talk')]

    Raises:
        UnknownNameError: If it means nothing, or several options.
    """
    if name in PRICED:
        return "kind", name
    if name in makers:
        return "decision maker", name
    options = [each for each in words.variables if each.decision_maker is not None]
    known = {spelling for each in options for spelling in (each.name, each.full_name)}
    if name not in known and "." not in name:
        allowed = dict.fromkeys([*PRICED, *makers, *(each.name for each in options)])
        raise UnknownNameError(unknown("kind of change, decision maker or option", name, allowed))
    return "option", words.variables[index_named(words, name)].full_name
