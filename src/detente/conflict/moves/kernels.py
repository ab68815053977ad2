"""The inner loops over moves.

Every kernel is a plain Python loop over arrays or lists, so that it can run as it is on a small case and compiled by
Numba on a large one; see :mod:`detente.conflict.moves.running`. A kernel writes its result into ``out``.

``values``, ``payoff`` and ``out`` have one number per state. With ``improving`` true only moves to a state with a
greater ``payoff`` count.

Moves within groups
    ``order`` lists states group by group and ``starts`` says where each group begins (and, last, where all end).
    A move leads from any state of a group to any other, unless it lowers an option that can only rise or raises one
    that can only fall: ``one_way`` holds, per state, a bit for each level such an option has climbed, ``rising`` and
    ``falling`` are masks of the bits that may only be gained or only be lost.

Moves along arcs
    The moves from state s lead to ``targets[starts[s]:starts[s + 1]]``.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

Ints = Sequence[int]


def least_in_groups(
    order: Ints,
    starts: Ints,
    one_way: Ints,
    rising: int,
    falling: int,
    values: Ints,
    payoff: Ints,
    improving: bool,
    out: MutableSequence[int],
) -> None:
    """Lower ``out[s]`` to the least value among the states that moves within groups reach from s."""
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        for i in range(first, end):
            s = order[i]
            least = out[s]
            for j in range(first, end):
                t = order[j]
                if (
                    values[t] < least
                    and i != j
                    and (not improving or payoff[t] > payoff[s])
                    and (one_way[s] & ~one_way[t] & rising) == 0
                    and (one_way[t] & ~one_way[s] & falling) == 0
                ):
                    least = values[t]
            out[s] = least


def least_along_arcs(
    starts: Ints,
    targets: Ints,
    values: Ints,
    payoff: Ints,
    improving: bool,
    out: MutableSequence[int],
) -> None:
    """Lower ``out[s]`` to the least value among the states that arcs reach from s."""
    for s in range(len(starts) - 1):
        least = out[s]
        for j in range(starts[s], starts[s + 1]):
            t = targets[j]
            if values[t] < least and (not improving or payoff[t] > payoff[s]):
                least = values[t]
        out[s] = least


def reached_in_groups(
    order: Ints,
    starts: Ints,
    one_way: Ints,
    rising: int,
    falling: int,
    leaving: Sequence[bool],
    payoff: Ints,
    improving: bool,
    out: MutableSequence[bool],
) -> None:
    """Set ``out[t]`` where a move within groups leads to t from a state that is left."""
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        for i in range(first, end):
            s = order[i]
            if leaving[s]:
                for j in range(first, end):
                    t = order[j]
                    if (
                        i != j
                        and (not improving or payoff[t] > payoff[s])
                        and (one_way[s] & ~one_way[t] & rising) == 0
                        and (one_way[t] & ~one_way[s] & falling) == 0
                    ):
                        out[t] = True


def reached_along_arcs(
    starts: Ints,
    targets: Ints,
    leaving: Sequence[bool],
    payoff: Ints,
    improving: bool,
    out: MutableSequence[bool],
) -> None:
    """Set ``out[t]`` where an arc leads to t from a state that is left."""
    for s in range(len(starts) - 1):
        if leaving[s]:
            for j in range(starts[s], starts[s + 1]):
                t = targets[j]
                if not improving or payoff[t] > payoff[s]:
                    out[t] = True
