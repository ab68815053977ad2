"""What has to be wanted, and by whom, for a state to hold: the demands of a state in names and numbers.

For each move away from the state there are *ways* of dealing with it, and one of them must hold. A way is a few
comparisons of states: that the move leads to nothing better; or that the others can answer it by moves which lead to
a state no better, and, where they have to gain by these moves, that they do.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

import attrs

from detente.conflict import Conflict
from detente.requiring.demands import Demand
from detente.requiring.field import NOTHING, Comparison, Needs, Node
from detente.stability.witness import Turn

MOST_WAYS = 1_000
"""The most ways of answering one move that are gone through."""


@attrs.frozen
class Preferred:
    """What a decision maker has to think of two states.

    Attributes:
        decision_maker: Who.
        state: The number of a state.
        than: The number of the other.
        better: Whether it has to like ``state`` better than ``than``, or else no better.
    """

    decision_maker: str
    state: int
    than: int
    better: bool


@attrs.frozen
class WayToMeet:
    """A way of dealing with a move.

    Attributes:
        turns: The moves by which others would answer; none where the move itself is to be no improvement.
        end: The number of the state where that ends, or to which the move leads.
        needs: What has to be thought of states; all of it.
    """

    turns: tuple[Turn, ...]
    end: int
    needs: tuple[Preferred, ...]


@attrs.frozen
class Condition:
    """What has to be for a decision maker not to make a move.

    Attributes:
        decision_maker: Who might move.
        state: The number of the state that is to hold.
        to: The number of the state it might move to.
        ways: The ways of dealing with it, of which one must hold; none if nothing can.
        complete: Whether these are all ways there are; every one of them is enough in any case.
        met: Whether it is met as things are.
    """

    decision_maker: str
    state: int
    to: int
    ways: tuple[WayToMeet, ...]
    complete: bool
    met: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the condition as plain data."""
        return attrs.asdict(self)


def condition_of(demand: Demand) -> Condition:
    """Tell a demand in names and numbers."""
    conflict = demand.field.conflict
    ways, complete = _ways(demand)
    return Condition(
        decision_maker=conflict.names[demand.mover],
        state=demand.state + 1,
        to=demand.to + 1,
        ways=tuple(_told(conflict, demand, path, needs) for path, needs in ways),
        complete=complete,
        met=demand.is_met_today,
    )


_Path = tuple[Node, ...]


def _told(conflict: Conflict, demand: Demand, path: _Path, needs: Needs) -> WayToMeet:
    return WayToMeet(
        turns=tuple(Turn(conflict.names[mover], there + 1) for mover, there in path),
        end=(path[-1][1] if path else demand.to) + 1,
        needs=tuple(_preferred(conflict, each) for each in sorted(needs, key=lambda each: (not each.better, each))),
    )


def _preferred(conflict: Conflict, comparison: Comparison) -> Preferred:
    name = conflict.names[comparison.mover]
    return Preferred(name, comparison.to + 1, comparison.from_ + 1, comparison.better)


def _ways(demand: Demand) -> tuple[list[tuple[_Path, Needs]], bool]:
    """Return the ways of meeting a demand that need no more than another, the shortest first, and if they are all."""
    found: list[tuple[_Path, Needs]] = [] if demand.unattractive is None else [((), demand.unattractive)]
    for gone_through, (path, steps) in enumerate(_answers(demand)):
        if gone_through >= MOST_WAYS:
            return found, False
        ends = demand.deterring(path[-1][1])
        if ends is not None:
            needs = steps | ends
            if not any(other <= needs for _, other in found):
                found = [*(each for each in found if not needs <= each[1]), (path, needs)]
    return found, True


def _answers(demand: Demand) -> Iterator[tuple[_Path, Needs]]:
    """Yield answers to a move with the steps that have to be made credible, the shortest first.

    Of two answers that end alike, by a move of the same decision maker, the longer one is there only if it needs less.
    """
    known: dict[Node, list[Needs]] = {}
    waiting: deque[tuple[_Path, Needs]] = deque([((), NOTHING)])
    while waiting:
        path, steps = waiting.popleft()
        for node, step in demand.next_steps(path[-1] if path else None):
            needs = steps if step is None else steps | {step}
            kept = known.setdefault(node, [])
            if not any(other <= needs for other in kept) and (step is None or not _goes_round(step, steps)):
                kept.append(needs)
                longer = (*path, node)
                yield longer, needs
                waiting.append((longer, needs))


def _goes_round(step: Comparison, steps: Needs) -> bool:
    """Say whether a step leads back to where one and the same decision maker has gained by coming from."""
    ahead, waiting = {step.to}, [step.to]
    while waiting:
        here = waiting.pop()
        onwards = {each.to for each in steps if each.mover == step.mover and each.from_ == here} - ahead
        ahead |= onwards
        waiting += onwards
    return step.from_ in ahead
