r"""Prioritised statements that may be put in another order.

Any two statements p, q have a literal: p comes before q. State b is preferred to a iff the first statement in which
they differ holds in b: iff some statement that holds in b and not in a comes before every one that holds in a and not
in b. What it costs is the Kendall distance of the orders: the fewest swaps of neighbours.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Preference, Statements, StateSpace
from detente.formula import Formula
from detente.requiring.orders.base import Costs, Value
from detente.stability.finding.gates import Gates, Literal, opposite
from detente.stability.finding.solver import Clock, glanced


def places_in(order: Statements, written: Statements) -> list[int]:
    """Return where each statement as written stands in another order; of two that are alike, the first is the first.

    >>> places_in(Statements(["fight", "talk", "fight"]), Statements(["talk", "fight", "fight"]))
    [1, 0, 2]
    """
    places: dict[Formula, deque[int]] = {}
    for place, statement in enumerate(order.statements):
        places.setdefault(statement, deque()).append(place)
    return [places[statement].popleft() for statement in written.statements]


@attrs.frozen(eq=False, slots=False)
class StatementOrder:
    """Prioritised statements that may be put in another order.

    Attributes:
        gates: The solver's model.
        preference: The statements as written.
        space: The states.
        clock: The time there is to put it together; as much as it takes, unless given.
    """

    gates: Gates
    preference: Statements
    space: StateSpace
    clock: Clock | None = None

    def __attrs_post_init__(self) -> None:
        """Demand that it is an order.

        Raises:
            TimeoutError: If the time is up.
        """
        for three in glanced(itertools.combinations(range(len(self.preference.statements)), 3), self.clock):
            for a, b, c in (three, three[::-1]):
                given = [opposite(self._before(a, b)), opposite(self._before(b, c))]
                self.gates.any_of([*given, self._before(a, c)], demanded=True)

    @property
    def swaps(self) -> Costs:
        """What it costs: the pairs of statements whose order is reversed."""
        return [(1, reversed_) for reversed_ in self._reversed.values()]

    @property
    def splits(self) -> Costs:
        """Nothing: no two statements are tied."""
        return []

    def better(self, from_: int, to: int) -> Literal:
        """Return a literal that is true iff a state, by index, is preferred to another."""
        key = (from_, to)
        if key not in self._known:
            gained = np.flatnonzero(self._truth[:, to] & ~self._truth[:, from_]).tolist()
            lost = np.flatnonzero(self._truth[:, from_] & ~self._truth[:, to]).tolist()
            self._known[key] = self.gates.any_of([self._precedes(each, lost) for each in gained])
        return self._known[key]

    def as_in(
        self,
        preference: Preference,
        space: StateSpace,  # noqa: ARG002 - a ranking's payoffs hang on it
    ) -> Sequence[tuple[Literal, bool]]:
        """Return for literals what they are in another order."""
        assert isinstance(preference, Statements)  # noqa: S101 - they are what is rearranged
        places = places_in(preference, self.preference)
        return [(reversed_, places[a] > places[b]) for (a, b), reversed_ in self._reversed.items()]

    def read(self, value: Value) -> Statements:
        """Return the statements in the order of a solution."""
        places = range(len(self.preference.statements))
        before = [sum(value(self._before(a, b)) for b in places if b != a) for a in places]
        return Statements([self.preference.statements[a] for a in sorted(places, key=lambda a: -before[a])])

    def _precedes(self, one: int, others: Sequence[int]) -> Literal:
        key = (one, tuple(others))
        if key not in self._first:
            self._first[key] = self.gates.all_of([self._before(one, other) for other in others])
        return self._first[key]

    def _before(self, a: int, b: int) -> Literal:
        return opposite(self._reversed[a, b]) if a < b else self._reversed[b, a]

    @cached_property
    def _reversed(self) -> dict[tuple[int, int], Literal]:
        pairs = itertools.combinations(range(len(self.preference.statements)), 2)
        return {pair: self.gates.fresh() for pair in pairs}

    @cached_property
    def _truth(self) -> NDArray[np.bool_]:
        """Whether each statement holds in each state: shape (statements, m)."""
        truth = [self.space.where(statement) for statement in self.preference.statements]
        return np.array(truth, dtype=bool).reshape(len(truth), self.space.size)

    @cached_property
    def _known(self) -> dict[tuple[int, int], Literal]:
        return {}

    @cached_property
    def _first(self) -> dict[tuple[int, tuple[int, ...]], Literal]:
        return {}
