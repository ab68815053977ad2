r"""Legal joint moves: what a group of decision makers can bring about together.

``R_H(s)`` is the set of states reached from s by one or more moves of members of H in which no decision maker
moves twice in a row; ``R_H⁺(s)`` the same with every step an improvement for its mover (Fang, Hipel & Kilgour
1993). Nobody needs the sets. What a sanction needs is the least value they contain,

    least_H(f)(s) = min of f over {s} ∪ R_H(s),

and that is a fixpoint: let each member in turn lower the value of a state to the least it can reach, until nothing
changes. This is right while every R_i is transitive, for then two moves in a row by one decision maker are one
move. Where some R_i is not, one array per *first mover* keeps anyone from moving twice in a row:

    g_j(s) = min over t ∈ R_j(s) of min(f(t), g_k(t) for k ≠ j).

>>> import numpy as np
>>> from detente.conflict import Conflict, DecisionMaker
>>> ladder = Conflict([DecisionMaker("A", arcs=[["x", "y"], ["y", "z"]]), DecisionMaker("B")], states=["x", "y", "z"])
>>> least_reached(ladder.moves, np.array([3, 2, 1], dtype=np.int32))
array([2, 1, 1], dtype=int32)
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from detente.conflict import NONE, Moves, Values
from detente.conflict.moves import ArcMoves, kernels
from detente.conflict.moves.base import States
from detente.conflict.moves.grouping import Layout
from detente.conflict.moves.groups import GroupImprovements, GroupMoves
from detente.conflict.moves.running import run
from detente.stability import boxes

Grouped = GroupMoves | GroupImprovements

ROUNDS = 8
"""So many rounds of sweeps over all states are tried before values are spread backwards, each entry being set once."""

_MANY = 32
"""If one state in so many has changed, everybody looks at all groups: finding out which would take longer."""

_TURN = 0.001
"""What a turn costs in itself, in sweeps over all states by one mover."""

MOST_ARCS = 2**27
"""The most moves that are written out arc by arc to spread values; with more, sweeping goes on."""


def least_reached(moves: Sequence[Moves], values: Values) -> Values:
    """Return, for each state, the least value among the state itself and all that legal joint moves reach.

    Args:
        moves: The moves of each member of the group; for R_H⁺, their improvements.
        values: A number for each state, shape (m,).

    Returns:
        Numbers of shape (m,), in new memory.
    """
    if not moves:
        return values.copy()
    if boxes.all_free(moves):
        return boxes.least_over_axes(moves, values)
    axes = [axis for each in moves if (axis := boxes.Axis.of(each))]
    if len(axes) == len(moves) and (least := boxes.least_along(axes, values, ROUNDS)) is not None:
        return least
    grouped = [each for each in moves if isinstance(each, GroupMoves | GroupImprovements)]
    if len(grouped) == len(moves):
        least = _sweep_groups(grouped, values)
        return _spread_over_groups([each.layout() for each in grouped], values) if least is None else least
    rounds = ROUNDS if sum(each.work for each in moves) <= MOST_ARCS else sys.maxsize
    least = _sweep_taking_turns(moves, values, rounds)
    return _spread_along_arcs(moves, values) if least is None else least


def _sweep_groups(moves: Sequence[Grouped], values: Values) -> Values | None:
    """Lower values by one mover after another until nothing changes, or return ``None`` if that takes too long.

    After its first turn a mover looks only at the groups in which somebody else has changed something.
    """
    values = values.copy()
    if all(each.independent for each in moves):
        # Moves along different coordinates commute: after one round nothing changes any more.
        for each in moves:
            each.lower(values)
        return values
    before = np.empty_like(values)
    waiting = [np.ones(len(each.starts) - 1, dtype=bool) for each in moves]
    turns, patience = itertools.cycle(range(len(moves))), float(ROUNDS * len(moves))
    while any(each.any() for each in waiting):
        j = next(turns)
        touched = np.flatnonzero(waiting[j])
        patience -= len(touched) / max(len(waiting[j]), 1) + _TURN
        if patience < 0:
            return None
        if len(touched) > len(waiting[j]) // 2:
            fallen = _lowered(moves[j], values, before)
        else:
            fallen = moves[j].lower_among(values, touched)
        waiting[j][touched] = False
        _note(fallen, moves, waiting, j)
    return values


def _lowered(mover: Grouped, values: Values, before: Values) -> States | None:
    """Lower values in all groups, and return the states whose value fell, or ``None`` if they are many.

    ``before`` is room for the values as they were: new memory for each turn would cost as much as the turn.
    """
    np.copyto(before, values)
    mover.lower(values)
    fell = values != before
    return None if np.count_nonzero(fell) > len(values) // _MANY else np.flatnonzero(fell)


def _note(fallen: States | None, moves: Sequence[Grouped], waiting: Sequence[NDArray[np.bool_]], mover: int) -> None:
    """Have everybody but the mover look at the groups in which values have fallen; at all groups if they are many."""
    for k, (each, groups) in enumerate(zip(moves, waiting, strict=True)):
        if k != mover and not groups.all():
            groups[... if fallen is None else each.groups_of(fallen)] = True


def _sweep_taking_turns(moves: Sequence[Moves], values: Values, rounds: int) -> Values | None:
    """The same with one array per first mover, so that nobody moves twice in a row."""
    first = [np.full_like(values, NONE) for _ in moves]
    settled = 0
    for j in itertools.islice(itertools.cycle(range(len(moves))), min(rounds * len(moves), sys.maxsize)):
        onwards = reduce(np.minimum, (first[k] for k in range(len(moves)) if k != j), values)
        lowered = moves[j].least(onwards, first[j])
        settled = settled + 1 if np.array_equal(lowered, first[j]) else 1
        first[j] = lowered
        if settled == len(moves):
            return reduce(np.minimum, first, values)
    return None


def _spread_over_groups(layouts: Sequence[Layout], values: Values) -> Values:
    """Spread values backwards within groups, the least first: however long a chain, each entry is set once."""
    counts = [len(each.starts) for each in layouts]
    given = (
        values,
        np.argsort(values, kind="stable"),
        np.cumsum([0, *counts[:-1]]),
        np.concatenate([each.starts for each in layouts]),
        _stacked([each.order for each in layouts], 0),
        _stacked([each.group for each in layouts], -1, len(values)),
        _stacked([each.payoff for each in layouts], 0),
        _stacked([each.heights for each in layouts], 0),
        np.array([not len(each.heights) for each in layouts]),
        any(len(each.payoff) for each in layouts),
    )
    out = np.full(values.shape, NONE)
    run(kernels.least_over_groups, 2 * len(values) * len(layouts), *given, int(NONE), out=out)
    return out


def _stacked(rows: Sequence[States], filler: int, length: int = 0) -> States:
    """Put rows of unequal length into one table, its rows not shorter than a length."""
    table = np.full((len(rows), max(length, *map(len, rows))), filler, dtype=np.result_type(*rows))
    for line, row in zip(table, rows, strict=True):
        line[: len(row)] = row
    return table


def _spread_along_arcs(moves: Sequence[Moves], values: Values) -> Values:
    """Spread values backwards along the arcs, the least first: however long a chain, each entry is set once."""
    size = len(values)
    arriving, sources = backwards(moves, size)
    first = np.full((len(moves), size), NONE, dtype=np.int32)
    given = (values, np.argsort(values, kind="stable"), arriving, sources, int(NONE))
    run(kernels.least_taking_turns, len(moves) * (len(sources) + size), *given, out=first)
    return np.minimum(values, first.min(axis=0))


def backwards(moves: Sequence[Moves], size: int) -> tuple[States, States]:
    """Return the moves arc by arc as they are followed backwards.

    Args:
        moves: The moves of each member of a group.
        size: The number of states, m.

    Returns:
        Where the arrivals of each member at each state begin, shape (members, m + 1), and from where they come: those
        of member j at t are ``sources[arriving[j, t]:arriving[j, t + 1]]``.
    """
    offset = 0
    arriving, sources = [], []
    for each in moves:
        from_, to = each.arcs()
        arcs = ArcMoves.between(to, from_, size)
        arriving.append(arcs.starts + offset)
        sources.append(arcs.ends)
        offset += len(arcs.ends)
    return np.array(arriving), np.concatenate(sources)
