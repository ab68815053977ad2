"""Build the moves of a decision maker from its options, or from its arcs.

Options that move freely, up or down are held as groups; anything else is written out arc by arc: the groups give every
change of own options that leads to a feasible pattern, and the changes that a step or a forbidden move rules out are
taken away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.conflict.decision_maker import DecisionMaker, ForbiddenMove
from detente.conflict.moves.arcs import ArcMoves
from detente.conflict.moves.base import Moves, States
from detente.conflict.moves.grouping import Box, Listed
from detente.conflict.moves.groups import GroupMoves
from detente.conflict.option import Option, direction_of
from detente.conflict.patterns import MOST_COMBINATIONS, distinct
from detente.conflict.space import StateSpace

_SMALL_WORD_BITS = 31
_WORD_BITS = 63

Own = list[tuple[int, Option]]
"""The options of a decision maker with the index of the variable of each."""


def option_moves(space: StateSpace, owner: DecisionMaker, own: Own, forbidden: Sequence[ForbiddenMove]) -> Moves:
    """Return the moves of a decision maker in option form.

    Args:
        space: The states.
        owner: The decision maker.
        own: Its options with their variables' indices.
        forbidden: The forbidden moves that concern it.
    """
    one_way = [(index, option) for index, option in own if direction_of(option) in ("up", "down")]
    by_steps = [(index, option) for index, option in own if direction_of(option) == "steps"]
    if sum(len(option.levels) - 1 for _, option in one_way) > _WORD_BITS:
        one_way, by_steps = [], one_way + by_steps
    groups = _groups(space, owner, own, one_way)
    if not by_steps and not forbidden and space.composes:
        return groups
    from_, to = _without_steps(space, by_steps, *groups.arcs())
    from_, to = _without_forbidden(space, forbidden, from_, to)
    if space.state_of is not None:
        from_, to = space.state_of[from_], space.state_of[to]
    return ArcMoves.between(from_, to, space.size)


def graph_moves(space: StateSpace, owner: DecisionMaker, names: Sequence[str]) -> Moves:
    """Return the moves of a decision maker in graph form, where ``names`` are the states in order."""
    place = {name: index for index, name in enumerate(names)}
    ends = np.array([[place[from_], place[to]] for from_, to in owner.arcs], dtype=np.int64).reshape(-1, 2)
    ends = ends[_seen(space, owner)[ends].all(axis=1)]
    return ArcMoves.between(ends[:, 0], ends[:, 1], len(names))


def _groups(space: StateSpace, owner: DecisionMaker, own: Own, one_way: Own) -> GroupMoves:
    heights = _heights(space, one_way)
    side_by_side = all(index == own[0][0] + place for place, (index, _) in enumerate(own))
    if side_by_side and not owner.misperceives and (box := _box(space, own)):
        return GroupMoves(box, heights)
    rest = space.patterns.copy()
    for index, _ in own:
        rest -= space.contribution(index)
    seen = np.flatnonzero(_seen(space, owner)).astype(np.int32)
    order = seen[np.argsort(rest[seen], kind="stable")]
    begins = np.flatnonzero(np.diff(rest[order]) != 0) + 1
    starts = np.concatenate([[0], begins, [len(order)]]).astype(np.int64)
    return GroupMoves(Listed(order, starts), heights)


def _box(space: StateSpace, own: Own) -> Box | None:
    """Return the groups where what others chose rules no own pattern out, as where only single ones are infeasible.

    A code reads (what comes after, own, what comes before). If all that occur of each kind occur together, there are as
    many patterns as combinations of them.
    """
    size, place = space.patterns.size, space.place(own[0][0]) if own else 1
    span = math.prod(len(option.levels) for _, option in own)
    if space.is_product:
        return Box(size, span, place)
    if place * span > MOST_COMBINATIONS // 2:
        return None
    above, before = np.divmod(space.patterns, np.uint64(place))
    after, patterns = np.divmod(above, np.uint64(span))
    counts = [len(distinct(part)) for part in (after, patterns, before)]
    return Box(size, counts[1], counts[2]) if math.prod(counts) == size else None


def _seen(space: StateSpace, owner: DecisionMaker) -> NDArray[np.bool_]:
    seen = np.ones(space.patterns.shape, dtype=bool)
    for formula in owner.misperceives:
        seen &= ~space.where_patterns(formula)
    return seen


def _heights(space: StateSpace, one_way: Own) -> States:
    """Give every step of an option that moves one way a bit, set in the patterns that have taken it.

    A step that all patterns have taken, or none, binds nobody, and has no bit.
    """
    steps = [(index, option, level) for index, option in one_way for level in range(1, len(option.levels))]
    word = np.int32 if len(steps) < _SMALL_WORD_BITS else np.int64
    heights: States = np.zeros(0, dtype=word)
    place = 0
    for index, option, level in steps:
        climbed = space.column(index) >= level
        taken = climbed if direction_of(option) == "up" else ~climbed
        if taken.any() and not taken.all():
            heights = heights if place else np.zeros(space.patterns.shape, dtype=word)
            heights += np.left_shift(taken, place, dtype=word)
            place += 1
    return heights


def _without_steps(space: StateSpace, by_steps: Own, from_: States, to: States) -> tuple[States, States]:
    for index, option in by_steps:
        levels = space.column(index).astype(np.int64)
        allowed = (option.steps | np.eye(len(option.levels), dtype=bool))[levels[from_], levels[to]]
        from_, to = from_[allowed], to[allowed]
    return from_, to


def _without_forbidden(
    space: StateSpace, forbidden: Sequence[ForbiddenMove], from_: States, to: States
) -> tuple[States, States]:
    for move in forbidden:
        leaves, enters = space.where_patterns(move.from_), space.where_patterns(move.to)
        allowed = ~(leaves[from_] & enters[to])
        from_, to = from_[allowed], to[allowed]
    return from_, to
