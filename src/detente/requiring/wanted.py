"""What is wanted of a rearranged preference: that a state holds, or that it does not.

Neither is told to the solver in full. A proposal is looked at, and if it is not what is wanted, the solver is told
something that is true of everything wanted and not of the proposal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import ClassVar, Protocol

import attrs

from detente.requiring.demands import Demand
from detente.requiring.field import Better, Comparison, Needs
from detente.requiring.orders import Order
from detente.stability.finding.gates import Gates, Literal, opposite


@attrs.frozen(eq=False)
class Proposals:
    """The solver's model of how preferences may be rearranged.

    Attributes:
        gates: The model.
        orders: For each decision maker with an open preference, how it may be rearranged.
    """

    gates: Gates
    orders: Mapping[int, Order]

    def literal(self, comparison: Comparison) -> Literal:
        """Return a literal that is true iff a comparison holds."""
        better = self.orders[comparison.mover].better(comparison.from_, comparison.to)
        return better if comparison.better else opposite(better)

    def all_of(self, needs: Needs) -> Literal:
        """Return a literal that is true iff comparisons hold."""
        return self.gates.all_of([self.literal(each) for each in _sorted(needs)])


class Wanted(Protocol):
    """What is wanted of preferences.

    Attributes:
        up: Whether it is the nearer the fewer states are liked better than the state, and not the more.
        demands: What the state demands, or what it demands of some.
    """

    up: ClassVar[bool]

    @property
    def demands(self) -> Sequence[Demand]:
        """What the state demands, or what it demands of some."""
        ...

    def begin(self, proposals: Proposals) -> None:
        """Tell the solver what is known from the beginning."""
        ...

    def accepts(self, better: Better, proposals: Proposals) -> bool:
        """Say whether preferences are as wanted; if not, tell the solver why."""
        ...

    def missing(self, better: Better) -> int:
        """Return how much is missing until preferences are as wanted: nothing if they are."""
        ...


@attrs.frozen(eq=False)
class Holds:
    """That a state is an equilibrium: every demand is met.

    Attributes:
        demands: What it demands.
        today: What the decision makers prefer as written.
    """

    up: ClassVar[bool] = True

    demands: Sequence[Demand]
    today: Better

    def begin(self, proposals: Proposals) -> None:
        """Tell the solver one of which things has to hold, reckoning with no step or with those taken as written."""
        for demand in self.demands:
            self._demand(demand, _none, proposals)
            if demand.open_steps and not demand.is_met_today:
                self._demand(demand, self.today, proposals)

    def accepts(self, better: Better, proposals: Proposals) -> bool:
        """Say whether every demand is met; if not, tell the solver what else has to hold for each."""
        unmet = [demand for demand in self.demands if not demand.is_met(better)]
        for demand in unmet:
            self._demand(demand, better, proposals)
        return not unmet

    def missing(self, better: Better) -> int:
        """Return how many demands are not met."""
        return sum(not demand.is_met(better) for demand in self.demands)

    def _demand(self, demand: Demand, better: Better, proposals: Proposals) -> None:
        clause = sorted(demand.clause(better), key=_sorted)
        proposals.gates.any_of([proposals.all_of(needs) for needs in clause], demanded=True)


@attrs.frozen(eq=False, slots=False)
class Fails:
    """That a state is no equilibrium, or not stable for some: one demand of these is not met.

    Attributes:
        demands: The demands.
    """

    up: ClassVar[bool] = False

    demands: Sequence[Demand]

    def begin(self, proposals: Proposals) -> None:
        """Tell the solver that one of the demands is to fail."""
        for demand in self.demands:
            self._chosen[demand] = proposals.gates.fresh()
        proposals.gates.any_of(list(self._chosen.values()), demanded=True)
        for demand in self.demands:
            if demand.unattractive is not None:
                self._spoil(demand, demand.unattractive, proposals)

    def accepts(self, better: Better, proposals: Proposals) -> bool:
        """Say whether a demand is not met; if all are, tell the solver for each a way that would have to be spoilt."""
        ways = [demand.way(better) for demand in self.demands]
        if None in ways:
            return True
        for demand, way in zip(self.demands, ways, strict=True):
            if way is not None:
                self._spoil(demand, way, proposals)
        return False

    def missing(self, better: Better) -> int:
        """Return one if every demand is met."""
        return int(all(demand.is_met(better) for demand in self.demands))

    def _spoil(self, demand: Demand, way: Needs, proposals: Proposals) -> None:
        spoilt = opposite(proposals.all_of(way))
        proposals.gates.any_of([opposite(self._chosen[demand]), spoilt], demanded=True)

    @cached_property
    def _chosen(self) -> dict[Demand, Literal]:
        return {}


def _none(_mover: int, _from: int, _to: int) -> bool:
    return False


def _sorted(needs: Needs) -> list[Comparison]:
    """Return comparisons in an order that is always the same, so that the solver is always told the same."""
    return sorted(needs)
