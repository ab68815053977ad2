"""The inner loops over moves.

Every kernel is a plain Python loop over arrays or lists, so that it can run as it is on a small case and compiled by
Numba on a large one; see :mod:`detente.conflict.moves.running`. A kernel writes its result into ``out``, which has
one entry per state, as have ``values`` and ``payoff``.

Moves within groups
    ``order`` lists states group by group; ``starts`` says where each group begins, and last where all end. In a
    *free* group a move leads from any state to any other. In others it does unless it lowers an option that can only
    rise or raises one that can only fall: ``one_way`` holds, per state, a bit for each level that such an option has
    climbed, ``rising`` and ``falling`` are masks of the bits that may only be gained or only be lost.

    Where only improvements count, ``order`` lists the states of each group by falling ``payoff`` of the mover.

Moves along arcs
    The moves from state s lead to ``ends[starts[s]:starts[s + 1]]``.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

Ints = Sequence[int]


def least_in_free_groups(starts: Ints, order: Ints, values: Ints, out: MutableSequence[int]) -> None:
    """Lower ``out[s]`` to the least value among the other states of its free group."""
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        if end <= first + 1:
            continue
        # The least value, where it stands, and the least of the others: what the state that has the least can reach.
        at = order[first]
        least, runner_up = values[at], values[order[first + 1]]
        for i in range(first + 1, end):
            value = values[order[i]]
            if value < least:
                runner_up = least
                least, at = value, order[i]
            elif value < runner_up:
                runner_up = value
        for i in range(first, end):
            s = order[i]
            reached = runner_up if s == at else least
            out[s] = min(out[s], reached)


def least_improving_in_free_groups(
    starts: Ints, order: Ints, payoff: Ints, values: Ints, out: MutableSequence[int]
) -> None:
    """Lower ``out[s]`` to the least value among the states of its free group that have a greater payoff."""
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        if end <= first + 1:
            continue
        # ``above`` is the least value over all better states; ``tier`` the least over those just as good, seen so far.
        here = payoff[order[first]]
        tier = values[order[first]]
        above = tier
        nothing_above = True
        for i in range(first + 1, end):
            s = order[i]
            if payoff[s] != here:
                above = tier if nothing_above or tier < above else above
                here, tier, nothing_above = payoff[s], values[s], False
            elif values[s] < tier:
                tier = values[s]
            if not nothing_above and above < out[s]:
                out[s] = above


def least_in_groups(
    starts: Ints, order: Ints, one_way: Ints, rising: int, falling: int, values: Ints, out: MutableSequence[int]
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
                    and (one_way[s] & ~one_way[t] & rising) == 0
                    and (one_way[t] & ~one_way[s] & falling) == 0
                ):
                    least = values[t]
            out[s] = least


def least_improving_in_groups(
    starts: Ints,
    order: Ints,
    payoff: Ints,
    one_way: Ints,
    rising: int,
    falling: int,
    values: Ints,
    out: MutableSequence[int],
) -> None:
    """Lower ``out[s]`` to the least value among the states that improvements within groups reach from s."""
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        for i in range(first + 1, end):
            s = order[i]
            least = out[s]
            for j in range(first, i):
                t = order[j]
                if payoff[t] == payoff[s]:
                    break
                if (
                    values[t] < least
                    and (one_way[s] & ~one_way[t] & rising) == 0
                    and (one_way[t] & ~one_way[s] & falling) == 0
                ):
                    least = values[t]
            out[s] = least


def sort_in_groups(starts: Ints, order: Ints, payoff: Ints, largest: int, out: MutableSequence[int]) -> None:
    """Fill ``out`` with ``order``, each group by falling payoff: a merge sort whose runs double each round.

    ``largest`` is the number of states in the largest group.
    """
    run, merged = [0] * largest, [0] * largest
    for group in range(len(starts) - 1):
        first = starts[group]
        count = starts[group + 1] - first
        for i in range(count):
            run[i] = order[first + i]
        width = 1
        while width < count:
            for low in range(0, count, 2 * width):
                middle, high = min(low + width, count), min(low + 2 * width, count)
                left, right = low, middle
                for place in range(low, high):
                    if right == high or (left < middle and payoff[run[left]] >= payoff[run[right]]):
                        merged[place] = run[left]
                        left += 1
                    else:
                        merged[place] = run[right]
                        right += 1
            run, merged = merged, run
            width *= 2
        for i in range(count):
            out[first + i] = run[i]


def reached_in_groups(
    starts: Ints,
    order: Ints,
    one_way: Ints,
    rising: int,
    falling: int,
    payoff: Ints,
    improving: bool,
    leaving: Sequence[bool],
    out: MutableSequence[bool],
) -> None:
    """Set ``out[t]`` where a move within groups, or only an improvement, leads to t from a state that is left."""
    free = rising == 0 and falling == 0
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
                        and (free or (one_way[s] & ~one_way[t] & rising) == 0)
                        and (free or (one_way[t] & ~one_way[s] & falling) == 0)
                    ):
                        out[t] = True


def least_along_arcs(starts: Ints, ends: Ints, values: Ints, out: MutableSequence[int]) -> None:
    """Lower ``out[s]`` to the least value among the states that arcs reach from s."""
    for s in range(len(starts) - 1):
        least = out[s]
        for j in range(starts[s], starts[s + 1]):
            least = min(least, values[ends[j]])
        out[s] = least


def reached_along_arcs(starts: Ints, ends: Ints, leaving: Sequence[bool], out: MutableSequence[bool]) -> None:
    """Set ``out[t]`` where an arc leads to t from a state that is left."""
    for s in range(len(starts) - 1):
        if leaving[s]:
            for j in range(starts[s], starts[s + 1]):
                out[ends[j]] = True


def least_taking_turns(
    values: Ints,
    ascending: Ints,
    arriving: Sequence[Ints],
    sources: Ints,
    unset: int,
    out: Sequence[MutableSequence[int]],
) -> None:
    """Fill ``out[j][s]`` with the least value that joint moves reach from s if j moves first, nobody twice in a row.

    Values spread backwards along the arcs, the least first, so that each entry is set once.

    Args:
        values: The value of each state.
        ascending: The states, by rising value.
        arriving: The moves of j that lead to t start from ``sources[arriving[j][t]:arriving[j][t + 1]]``.
        sources: Where moves start from.
        unset: Marks the entries of ``out`` that no move has reached.
        out: One row for each mover, ``unset`` throughout.
    """
    movers, size = len(arriving), len(values)
    waiting = [0] * (movers * size + 1)
    for t in ascending:
        # Entry (state, mover): the mover is the first to move from there; ``movers`` if nobody has to.
        waiting[0], count = t * (movers + 1) + movers, 1
        while count > 0:
            count -= 1
            state, moved = waiting[count] // (movers + 1), waiting[count] % (movers + 1)
            for j in range(movers):
                if j != moved:
                    for place in range(arriving[j][state], arriving[j][state + 1]):
                        s = sources[place]
                        if out[j][s] == unset:
                            out[j][s] = values[t]
                            waiting[count] = s * (movers + 1) + j
                            count += 1
