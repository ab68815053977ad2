"""The preferences nearest to those written that are as wanted, by constraint solving.

The solver proposes how preferences could be rearranged, at least cost. The proposal is looked at, and if it is not what
is wanted, the solver is told something that is true of everything wanted and not of the proposal, and proposes again.
The first proposal that is as wanted is therefore a nearest one, and if none is left nothing is. Should the time be up,
there is an answer all the same: what the search starts from; or, where there is no such thing, what a first round
without costs found, which finds out whether anything is as wanted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from detente.conflict import Preference
from detente.requiring.field import Better, Field
from detente.requiring.orders import Costs, order_of
from detente.requiring.rearranged import Rearranged
from detente.requiring.wanted import Proposals, Wanted
from detente.stability.finding.gates import Gates, Literal, opposite
from detente.stability.finding.solver import Clock, Solver

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@attrs.frozen
class SearchResult:
    """What a search came to.

    Attributes:
        found: The nearest preferences found, if any.
        bound: The fewest swaps that any can have; infinite if it is proven that there are none.
        complete: Whether it is proven that there are no nearer ones, or none at all.
        reason: Why it was not searched, where that was too large.
    """

    found: Rearranged | None
    bound: float
    complete: bool
    reason: str = ""


@attrs.define(eq=False, slots=False)
class Search:
    """A search under way.

    Attributes:
        field: The conflict.
        proposals: The solver's model.
        wanted: What is wanted.
    """

    field: Field
    proposals: Proposals
    wanted: Wanted
    _found: Rearranged | None = attrs.field(default=None, init=False)
    _bound: float = attrs.field(default=0.0, init=False)
    _reversed: Costs = attrs.field(init=False)
    _split: Costs = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Have everything that costs in the model before anything is solved."""
        orders = self.proposals.orders.values()
        self._reversed = [each for order in orders for each in order.swaps]
        self._split = [each for order in orders for each in order.splits]

    @classmethod
    def of(cls, field: Field, wanted: Wanted, clock: Clock | None = None, *, statements: bool) -> Search:
        """Prepare a search for preferences.

        Args:
            field: The conflict.
            wanted: What is wanted of the demands of a state, something at least.
            clock: The time there is for it; as much as it takes, unless given.
            statements: Whether prioritised statements are rearranged, where there are any, and not the ranking.

        Raises:
            TooLargeError: If too many states matter.
            TimeoutError: If the time is up.
        """
        gates = Gates()
        orders = {
            mover: order_of(gates, field, mover, wanted.demands, clock, statements=statements)
            for mover in sorted(field.varied)
        }
        return cls(field, Proposals(gates, orders), wanted)

    def run(
        self,
        solver: Solver,
        best: Rearranged | None = None,
        start: Rearranged | None = None,
        improved: Callable[[Rearranged], Rearranged] | None = None,
    ) -> SearchResult:
        """Search until the nearest preferences are found, or the time is up.

        Args:
            solver: The solver.
            best: Only preferences nearer than these are of interest: with fewer swaps, or as many and fewer splits.
            start: Some that are as wanted, to begin with; only those that are no worse are looked at.
            improved: Makes preferences that are as wanted nearer; asked of what the first round found.
        """
        try:
            self.wanted.begin(self.proposals)
            if best is not None:
                self._demand_nearer(best)
            if start is not None:
                self._begin_with(start)
            elif self._find_any(solver) and self._found is None:
                return SearchResult(None, math.inf, complete=True)
            elif improved is not None and self._found is not None:
                self._begin_with(improved(self._found))
            complete = self._find_cheapest(solver)
            self._find_simplest(solver)
        except TimeoutError:
            complete = self._found is not None and self._bound >= self._found.swaps
        return SearchResult(self._found, self._bound, complete)

    def is_impossible(self, solver: Solver) -> bool:
        """Say whether it is proven that no preferences are as wanted."""
        try:
            self.wanted.begin(self.proposals)
            return self._find_any(solver) and self._found is None
        except TimeoutError:
            return False

    def _find_any(self, solver: Solver) -> bool:
        self._suggest_today()
        while True:
            solved = solver.solution(self._model)
            if solved is None or self._accepts(solved):
                return True

    def _find_cheapest(self, solver: Solver) -> bool:
        """Look for those with the fewest swaps; say whether it is proven that they are."""
        self._model.minimize(self._swaps)
        while True:
            best = solver.best(self._model)
            self._bound = max(self._bound, math.ceil(best.bound - _NOISE))
            if best.solved is None:
                return best.complete
            if self._accepts(best.solved) and best.complete:
                return True

    def _find_simplest(self, solver: Solver) -> None:
        """Of those with no more swaps, look for those that tell fewest tied pairs apart."""
        if self._found is None or not self._found.splits:
            return
        self._model.add(self._swaps <= self._found.swaps)
        self._model.minimize(self._splits)
        while True:
            best = solver.best(self._model)
            if best.solved is None or (self._accepts(best.solved) and best.complete):
                return

    def _demand_nearer(self, best: Rearranged) -> None:
        fewer = self.proposals.gates.fresh()
        self._model.add(self._swaps < best.swaps).only_enforce_if(fewer)
        self._model.add(self._swaps <= best.swaps)
        self._model.add(self._splits < best.splits).only_enforce_if(opposite(fewer))

    def _begin_with(self, start: Rearranged) -> None:
        self._found = start
        self._model.add(self._swaps <= start.swaps)
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        space = self.field.conflict.space
        for mover, order in self.proposals.orders.items():
            for literal, value in order.as_in(start.preferences[mover], space):
                self._hint(literal, value=value)

    def _suggest_today(self) -> None:
        """Have the solver begin with preferences as they are."""
        terms = [*self._reversed, *self._split]
        literals = [literal for _, literal in terms if not isinstance(literal, bool)]
        for literal in {max(each.index, ~each.index): each for each in literals}.values():
            self._hint(literal, value=False)

    def _hint(self, literal: Literal, *, value: bool) -> None:
        if isinstance(literal, bool):
            return
        negated = literal.index < 0
        variable: Any = opposite(literal) if negated else literal
        self._model.add_hint(variable, int(value != negated))

    def _accepts(self, solved: cp_model.CpSolver) -> bool:
        def value(literal: Literal) -> bool:
            return literal if isinstance(literal, bool) else solved.boolean_value(literal)

        preferences = {mover: order.read(value) for mover, order in self.proposals.orders.items()}
        if not self.wanted.accepts(self._opinion(preferences), self.proposals):
            return False
        swaps, splits = (
            sum(weight for weight, each in costs if value(each)) for costs in (self._reversed, self._split)
        )
        found = Rearranged(preferences, swaps, splits)
        if self._found is None or found.is_nearer_than(self._found):
            self._found = found
        return True

    def _opinion(self, preferences: Mapping[int, Preference]) -> Better:
        space = self.field.conflict.space
        payoffs = {mover: preference.payoffs(space).tolist() for mover, preference in preferences.items()}
        return lambda mover, from_, to: payoffs[mover][to] > payoffs[mover][from_]

    @property
    def _model(self) -> cp_model.CpModel:
        return self.proposals.gates.model

    @cached_property
    def _swaps(self) -> Any:  # noqa: ANN401 - an expression of the solver
        return sum(weight * literal for weight, literal in self._reversed)

    @cached_property
    def _splits(self) -> Any:  # noqa: ANN401 - an expression of the solver
        return sum(weight * literal for weight, literal in self._split)


_NOISE = 1e-6
"""Bounds are whole numbers told as floats."""
