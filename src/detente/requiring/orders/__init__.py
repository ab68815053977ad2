"""The ways in which a preference may be rearranged, each with what that costs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from detente.conflict import Statements
from detente.errors import Problem, TooLargeError
from detente.requiring.demands import Demand
from detente.requiring.field import Field
from detente.requiring.orders.base import Costs, Order, Value
from detente.requiring.orders.items import Item, items_of
from detente.requiring.orders.ranking import WholeRanking
from detente.requiring.orders.sliding import SlidingState
from detente.requiring.orders.statements import StatementOrder
from detente.stability.finding.gates import Gates
from detente.stability.finding.solver import Clock

MOST_ITEMS = 128
"""The most states, or blocks of them, that are rearranged at will: their triples are the solver's conditions."""

MOST_TIED_PAIRS = 20_000
"""The most pairs of tied states, or blocks of them, of which it is reckoned whether they are told apart."""

__all__ = ["MOST_ITEMS", "Costs", "Order", "Value", "items_for", "order_of"]


def items_for(field: Field, mover: int, demands: Sequence[Demand]) -> list[Item]:
    """Return the items of a decision maker's ranking, of which some matter to what a state demands."""
    spoken = {each for demand in demands for each in demand.spoken_of if each.mover == mover}
    kept = {demands[0].state, *(each.from_ for each in spoken), *(each.to for each in spoken)}
    return items_of(field.conflict.payoff_table[mover], kept)


def order_of(  # noqa: PLR0913 - each is another thing
    gates: Gates, field: Field, mover: int, demands: Sequence[Demand], clock: Clock | None = None, *, statements: bool
) -> Order:
    """Return the order that rearranges a decision maker's preference.

    Args:
        gates: The solver's model.
        field: The conflict.
        mover: The decision maker.
        demands: What a state demands, something at least.
        clock: The time there is to put it together; as much as it takes, unless given.
        statements: Whether prioritised statements are rearranged, where it has them, and not the ranking.

    Raises:
        TooLargeError: If too many states matter.
        TimeoutError: If the time is up.
    """
    conflict, state = field.conflict, demands[0].state
    preference = conflict.decision_makers[mover].preference
    if statements and isinstance(preference, Statements):
        return StatementOrder(gates, preference, conflict.space, clock)
    steps = [demand.open_steps[mover] for demand in demands if mover in demand.open_steps]
    if (number := len({state for pair in steps for each in pair for state in each.tolist()})) > MOST_ITEMS:
        raise _too_many(field, mover, number)
    payoffs, items = conflict.payoff_table[mover], items_for(field, mover, demands)
    if not steps:
        if (pairs := _tied_pairs(items)) > MOST_TIED_PAIRS:
            raise _too_tied(field, mover, pairs)
        return SlidingState(gates, payoffs, items, state)
    if len(items) > MOST_ITEMS:
        raise _too_many(field, mover, len(items))
    return WholeRanking(gates, payoffs, items, clock)


def _tied_pairs(items: Iterable[Item]) -> int:
    """Return how many pairs of items are tied as written."""
    return sum(math.comb(number, 2) for number in Counter(item.height for item in items).values())


def _too_tied(field: Field, mover: int, pairs: int) -> TooLargeError:
    name = field.conflict.names[mover]
    message = f"{pairs:,} pairs of states that matter are tied in the ranking of '{name}'"
    return TooLargeError(Problem(message, allowed=f"at most {MOST_TIED_PAIRS:,}"))


def _too_many(field: Field, mover: int, number: int) -> TooLargeError:
    name = field.conflict.names[mover]
    message = f"{number:,} states matter to what is required of '{name}', too many to rearrange its ranking"
    return TooLargeError(Problem(message, allowed=f"at most {MOST_ITEMS}"))
