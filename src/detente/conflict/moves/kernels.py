"""The inner loops over moves.

Every kernel is a plain Python loop over arrays or lists, so that it can run as it is on a small case and compiled by
Numba on a large one; see :mod:`detente.conflict.moves.running`. A kernel writes its result into ``out``, which has
one entry per state, as have ``values`` and ``payoff``.

Moves within groups
    ``order`` lists states group by group; ``starts`` says where each group begins, and last where all end. In a
    *free* group a move leads from any state to any other. In others it does unless it would take back a step that
    cannot be taken back: ``heights`` holds, per state, a bit for each such step that has been taken, and a move from s
    leads to t only if t has all the bits of s.

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


def least_in_groups(starts: Ints, order: Ints, heights: Ints, values: Ints, out: MutableSequence[int]) -> None:
    """Lower ``out[s]`` to the least value among the states that moves within groups reach from s."""
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        for i in range(first, end):
            s = order[i]
            least = out[s]
            for j in range(first, end):
                t = order[j]
                if values[t] < least and i != j and heights[s] & ~heights[t] == 0:
                    least = values[t]
            out[s] = least


def least_by_height(
    starts: Ints, order: Ints, heights: Ints, bits: int, unset: int, values: Ints, out: MutableSequence[int]
) -> None:
    """Do what :func:`least_in_groups` does by a table of heights, which have so many bits.

    ``unset`` is greater than every value.
    """
    size = 1 << bits
    least, runner_up = [unset] * size, [unset] * size
    above, higher = [unset] * size, [unset] * size
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        if end <= first + 1:
            continue
        for height in range(size):
            least[height] = runner_up[height] = unset
        for i in range(first, end):
            height, value = heights[order[i]], values[order[i]]
            if value < least[height]:
                runner_up[height] = least[height]
                least[height] = value
            elif value < runner_up[height]:
                runner_up[height] = value
        # ``above`` is the least at a height or any that can be climbed to from it, ``higher`` the same without itself.
        for height in range(size):
            above[height] = least[height]
        for bit in range(bits):
            for height in range(size):
                if not height >> bit & 1:
                    above[height] = min(above[height], above[height | 1 << bit])
        for height in range(size):
            higher[height] = unset
            for bit in range(bits):
                if not height >> bit & 1:
                    higher[height] = min(higher[height], above[height | 1 << bit])
        for i in range(first, end):
            s = order[i]
            height = heights[s]
            beside = runner_up[height] if values[s] == least[height] else least[height]
            out[s] = min(out[s], beside, higher[height])


def least_improving_in_groups(
    starts: Ints, order: Ints, payoff: Ints, heights: Ints, values: Ints, out: MutableSequence[int]
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
                if values[t] < least and heights[s] & ~heights[t] == 0:
                    least = values[t]
            out[s] = least


def least_improving_by_height(
    starts: Ints,
    order: Ints,
    payoff: Ints,
    heights: Ints,
    bits: int,
    unset: int,
    values: Ints,
    out: MutableSequence[int],
) -> None:
    """Do what :func:`least_improving_in_groups` does by a table of heights, which have so many bits.

    ``unset`` is greater than every value.
    """
    size = 1 << bits
    above = [unset] * size
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        if end <= first + 1:
            continue
        for height in range(size):
            above[height] = unset
        tier = first
        while tier < end:
            # States liked equally do not see one another: all of them look, then all are entered.
            after = tier
            while after < end and payoff[order[after]] == payoff[order[tier]]:
                s = order[after]
                out[s] = min(out[s], above[heights[s]])
                after += 1
            for i in range(tier, after):
                value = values[order[i]]
                height = below = heights[order[i]]
                above[height] = min(above[height], value)
                while below > 0:
                    below = (below - 1) & height
                    above[below] = min(above[below], value)
            tier = after


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


def origins_in_groups(
    starts: Ints,
    order: Ints,
    heights: Ints,
    payoff: Ints,
    improving: bool,
    leaving: Sequence[bool],
    out: MutableSequence[int],
) -> None:
    """Lower ``out[t]`` to the first state left from which a move within groups, or an improvement, leads to t."""
    free = len(heights) == 0
    for group in range(len(starts) - 1):
        first, end = starts[group], starts[group + 1]
        for i in range(first, end):
            s = order[i]
            if leaving[s]:
                for j in range(first, end):
                    t = order[j]
                    if (
                        s < out[t]
                        and i != j
                        and (not improving or payoff[t] > payoff[s])
                        and (free or heights[s] & ~heights[t] == 0)
                    ):
                        out[t] = s


def least_along_arcs(starts: Ints, ends: Ints, values: Ints, out: MutableSequence[int]) -> None:
    """Lower ``out[s]`` to the least value among the states that arcs reach from s."""
    for s in range(len(starts) - 1):
        least = out[s]
        for j in range(starts[s], starts[s + 1]):
            least = min(least, values[ends[j]])
        out[s] = least


def origins_along_arcs(starts: Ints, ends: Ints, leaving: Sequence[bool], out: MutableSequence[int]) -> None:
    """Lower ``out[t]`` to the first state that is left from which an arc leads to t."""
    for s in range(len(starts) - 1):
        if leaving[s]:
            for j in range(starts[s], starts[s + 1]):
                out[ends[j]] = min(out[ends[j]], s)


def first_arrivals(
    starts: Sequence[Ints], ends: Ints, status_quo: int, out: Sequence[Sequence[MutableSequence[int]]]
) -> None:
    """Fill ``out`` with when and whence each state is first reached by each last mover, nobody moving twice in a row.

    Args:
        starts: The moves of j from state s lead to ``ends[starts[j][s]:starts[j][s + 1]]``.
        ends: Where moves lead.
        status_quo: Where all begins.
        out: ``out[0][j][t]`` becomes the fewest moves to t of which j makes the last, ``out[1][j][t]`` the first
            state, by index, from which j then moves there; less than 0 throughout, and so it stays where j never does.
    """
    movers, size = len(starts), len(starts[0]) - 1
    # Entry (state, mover): the mover was the last to move; ``movers`` if nobody was.
    waiting = [0] * (movers * size + 1)
    waiting[0], count, taken = status_quo * (movers + 1) + movers, 1, 0
    while taken < count:
        s, last = waiting[taken] // (movers + 1), waiting[taken] % (movers + 1)
        step = 1 if last == movers else out[0][last][s] + 1
        taken += 1
        for j in range(movers):
            if j != last:
                for place in range(starts[j][s], starts[j][s + 1]):
                    t = ends[place]
                    if out[0][j][t] < 0:
                        out[0][j][t], out[1][j][t] = step, s
                        waiting[count] = t * (movers + 1) + j
                        count += 1
                    elif out[0][j][t] == step and s < out[1][j][t]:
                        out[1][j][t] = s


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


def least_over_groups(
    values: Ints,
    ascending: Ints,
    begins: Ints,
    starts: Ints,
    orders: Sequence[Ints],
    groups: Sequence[Ints],
    payoffs: Sequence[Ints],
    heights: Sequence[Ints],
    free: Sequence[bool],
    improving: bool,
    unset: int,
    out: MutableSequence[int],
) -> None:
    """Fill ``out[s]`` with the least value that staying at s or joint moves within groups reach.

    Values spread backwards, the least first, so that each entry is set once. In a group without heights a mover looks
    at each place once altogether: those who can move to a state are all behind it, and what is set stays set.

    Args:
        values: The value of each state.
        ascending: The states, by rising value.
        begins: Where the groups of each mover begin in ``starts``.
        starts: Where each group begins in the order of its mover, and last, for each mover, where all end.
        orders: For each mover the states, group by group; by falling payoff where only improvements count.
        groups: For each mover the group of each state, -1 for none.
        payoffs: For each mover its payoffs, if only improvements count.
        heights: For each mover the heights, if there is one that does not move freely.
        free: Whether each mover moves freely.
        improving: Whether only improvements count.
        unset: Marks the entries of ``out`` that have not been reached: all of them to begin with.
        out: Where the values go.
    """
    movers, size = len(orders), len(values)
    waiting = [0] * size
    looked = list(starts[1:])  # from here to the end of its group, everything has been looked at
    for t in ascending:
        if out[t] != unset:
            continue
        out[t] = values[t]
        waiting[0], count = t, 1
        while count > 0:
            count -= 1
            u = waiting[count]
            for j in range(movers):
                if groups[j][u] < 0:
                    continue
                place = begins[j] + groups[j][u]
                k = looked[place] - 1 if free[j] else starts[place + 1] - 1
                while k >= starts[place]:
                    s = orders[j][k]
                    if improving and payoffs[j][s] >= payoffs[j][u]:
                        break
                    if out[s] == unset and (free[j] or heights[j][s] & ~heights[j][u] == 0):
                        out[s] = values[t]
                        waiting[count] = s
                        count += 1
                    k -= 1
                if free[j]:
                    looked[place] = k + 1
