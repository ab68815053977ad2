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

from detente.conflict import NONE, Moves, Values
from detente.conflict.moves import ArcMoves, kernels
from detente.conflict.moves.running import run

ROUNDS = 8
"""So many rounds of sweeps over all states are tried before values are spread arc by arc, each once."""

MOST_ARCS = 2**27
"""The most moves that are written out arc by arc to spread values; with more, sweeping goes on."""


def least_reached(moves: Sequence[Moves], values: Values) -> Values:
    """Return, for each state, the least value among the state itself and all that legal joint moves reach.

    Args:
        moves: The moves of each member of the group; for R_H⁺, their improvements.
        values: A number for each state, shape (m,).

    Returns:
        Numbers of shape (m,).
    """
    if not moves:
        return values
    rounds = ROUNDS if sum(each.work for each in moves) <= MOST_ARCS else sys.maxsize
    sweep = _sweep_freely if all(each.transitive for each in moves) else _sweep_taking_turns
    least = sweep(moves, values, rounds)
    return _spread(moves, values) if least is None else least


def _sweep_freely(moves: Sequence[Moves], values: Values, rounds: int) -> Values | None:
    """Lower all values by one mover after another until nothing changes, or return ``None`` if that takes too long."""
    if all(each.independent for each in moves):
        # Moves along different coordinates commute: after one round nothing changes any more.
        return reduce(lambda lowered, each: each.least(lowered, lowered), moves, values)
    settled = 0
    for each in itertools.islice(itertools.cycle(moves), min(rounds * len(moves), sys.maxsize)):
        lowered = each.least(values, values)
        settled = settled + 1 if np.array_equal(lowered, values) else 1
        values = lowered
        if settled == len(moves):
            return values
    return None


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


def _spread(moves: Sequence[Moves], values: Values) -> Values:
    """Spread values backwards along the arcs, the least first: however long a chain, each entry is set once."""
    size, offset = len(values), 0
    arriving, sources = [], []
    for each in moves:
        from_, to = each.arcs()
        backwards = ArcMoves.between(to, from_, size)
        arriving.append(backwards.starts + offset)
        sources.append(backwards.ends)
        offset += len(backwards.ends)
    first = np.full((len(moves), size), NONE, dtype=np.int32)
    given = (values, np.argsort(values, kind="stable"), np.array(arriving), np.concatenate(sources), int(NONE))
    run(kernels.least_taking_turns, len(moves) * (offset + size), *given, out=first)
    return np.minimum(values, first.min(axis=0))
