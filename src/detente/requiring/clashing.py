"""Demands that cannot be met together: the fewest that say why a state can be no equilibrium."""

from __future__ import annotations

from collections.abc import Sequence

from detente.requiring.demands import Demand
from detente.requiring.field import Field
from detente.requiring.searching import Search
from detente.requiring.wanted import Holds
from detente.stability.finding.solver import Clock, Solver


def clash(field: Field, demands: Sequence[Demand], clock: Clock, *, statements: bool) -> tuple[Demand, ...]:
    """Return demands that no preferences meet together, and of which none can be left out.

    Args:
        field: The conflict.
        demands: What a state demands.
        clock: The time there is; if it is up, more may be returned than is needed.
        statements: Whether only orders of prioritised statements are considered, where there are any.

    Returns:
        The demands; none if it is not proven that they clash.
    """
    kept = list(demands)
    if not _clash(field, kept, clock, statements=statements):
        return ()
    for demand in demands:
        others = [each for each in kept if each is not demand]
        if others and _clash(field, others, clock, statements=statements):
            kept = others
    return tuple(kept)


def _clash(field: Field, demands: Sequence[Demand], clock: Clock, *, statements: bool) -> bool:
    search = Search.of(field, Holds(demands, field.today), statements=statements)
    return search.is_impossible(Solver(clock, 0))
