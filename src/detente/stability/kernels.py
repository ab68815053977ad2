"""The inner loops of simultaneous sanctioning, of shortest ways, and of improvements in a box.

See :mod:`detente.conflict.moves.running` for how they are run.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

Ints = Sequence[int]

LANES = 256
"""How many groups of a box are worked on side by side: a tile."""

BLOCK = 64
"""Of so many states in a row it is kept in which turn something last fell."""


def sanctioned_at_once(
    mover: int,
    codes: Ints,
    starts: Sequence[Ints],
    ends: Ints,
    payoff: Ints,
    answers: Sequence[Sequence[bool]],
    choice: MutableSequence[int],
    out: MutableSequence[bool],
) -> None:
    """Set ``out[k]`` to whether the k-th improvement of the mover can be sanctioned at the same time.

    Args:
        mover: The decision maker whose stability is asked.
        codes: The code of each state, ascending. Options belong to one decision maker each, so the code of the
            outcome of several changes made together is the sum of what each change adds.
        starts: The improvements of decision maker j from s are ``ends[starts[j][s]:starts[j][s + 1]]``.
        ends: Where the improvements lead.
        payoff: The payoffs of the mover.
        answers: Whether decision maker j takes part in sanctions from s.
        choice: Room for one number per decision maker: 0 stays, k takes its k-th improvement.
        out: Where the verdicts go, one for each improvement of the mover in the order of ``ends``.
    """
    for s in range(len(codes)):
        for own in range(starts[mover][s], starts[mover][s + 1]):
            sanctioned = False
            for j in range(len(choice)):
                choice[j] = 0
            while not sanctioned:
                # Advance to the next choice of the opponents, counting like an odometer; all staying comes first.
                j = 0
                while j < len(choice):
                    if j != mover and answers[j][s]:
                        if choice[j] < starts[j][s + 1] - starts[j][s]:
                            choice[j] += 1
                            break
                        choice[j] = 0
                    j += 1
                if j == len(choice):
                    break
                code = codes[ends[own]]
                for k in range(len(choice)):
                    if choice[k] > 0:
                        code += codes[ends[starts[k][s] + choice[k] - 1]] - codes[s]
                low, high = 0, len(codes) - 1
                while low < high:
                    middle = (low + high) // 2
                    if codes[middle] < code:
                        low = middle + 1
                    else:
                        high = middle
                sanctioned = codes[low] == code and payoff[low] <= payoff[s]
            out[own - starts[mover][0]] = sanctioned


def steps_taking_turns(
    goal: Sequence[bool],
    arriving: Sequence[Ints],
    sources: Ints,
    unset: int,
    out: Sequence[MutableSequence[int]],
) -> None:
    """Fill ``out[j][s]`` with the fewest joint moves from s to a goal if j moves first, nobody twice in a row.

    Distances spread backwards from the goals, the nearest first, so that each entry is set once.

    Args:
        goal: Whether each state is a goal.
        arriving: The moves of j that lead to t start from ``sources[arriving[j][t]:arriving[j][t + 1]]``.
        sources: Where moves start from.
        unset: Marks the entries of ``out`` from which no goal is reached.
        out: One row for each mover, ``unset`` throughout.
    """
    movers, size = len(arriving), len(goal)
    # Entry (state, mover): the mover is the first to move from there; ``movers`` if nobody has to.
    waiting = [0] * ((movers + 1) * size + 1)
    count = 0
    for s in range(size):
        if goal[s]:
            waiting[count] = s * (movers + 1) + movers
            count += 1
    place = 0
    while place < count:
        state, moved = waiting[place] // (movers + 1), waiting[place] % (movers + 1)
        place += 1
        steps = 1
        if moved < movers:
            steps += out[moved][state]
        for j in range(movers):
            if j != moved:
                for at in range(arriving[j][state], arriving[j][state + 1]):
                    s = sources[at]
                    if out[j][s] == unset:
                        out[j][s] = steps
                        waiting[count] = s * (movers + 1) + j
                        count += 1


def lower_in_tiles(
    first: int,
    end: int,
    before: int,
    ways: Sequence[Sequence[bool]],
    payoff: list[int],
    since: int,
    turn: int,
    values: list[int],
    fell: MutableSequence[int],
) -> None:
    """Lower each value to the least that one improvement reaches, in tiles of a box in which something has fallen.

    A tile is copied row by row, one row for each own pattern, so that what is compared with what lies side by side: one
    instruction then compares many. Far apart in a box, rows would push each other out of the cache. All tiles are
    full: the last begins within the one before, and finds in what they share that there is nothing more to lower.

    Args:
        first: The first tile.
        end: The tile before which to stop.
        before: How far apart two states stand that differ by one in their own pattern.
        ways: Whether the options can be moved from each own pattern to each other.
        payoff: The payoffs of the mover.
        since: Tiles in which nothing has fallen after this turn are passed over.
        turn: The number of this turn.
        values: What is lowered. There are at least :data:`LANES` groups.
        fell: For each :data:`BLOCK` of states, the turn in which a value last fell.
    """
    patterns = len(ways)
    groups = len(values) // patterns
    room = patterns * LANES
    worth, old, new = payoff[:room].copy(), values[:room].copy(), values[:room].copy()
    # Groups come in runs that stand one state apart; where each is whole by itself, one group apart.
    apart = patterns if before == 1 else 1
    for tile in range(first, end):
        begin = min(tile * LANES, groups - LANES)
        stop = begin + LANES
        low = begin // before * before * patterns + begin % before
        high = (stop - 1) // before * before * patterns + (stop - 1) % before
        waiting = False
        for own in range(patterns):
            for block in range((low + own * before) // BLOCK, (high + own * before) // BLOCK + 1):
                waiting = waiting or fell[block] > since
        if not waiting:
            continue
        group = begin
        while group < stop:
            length = stop - group if before == 1 else min(before - group % before, stop - group)
            corner = group // before * before * patterns + group % before
            for own in range(patterns):
                # No place is negative; said here, it spares the compiled loop a look at each for counting from the end.
                here, there = max(own * LANES + group - begin, 0), max(corner + own * before, 0)
                for lane in range(length):
                    worth[here + lane] = payoff[there + lane * apart]
                    old[here + lane] = values[there + lane * apart]
            group += length
        for place in range(room):
            new[place] = old[place]
        for own in range(patterns):
            row = own * LANES
            for other in range(patterns):
                if ways[own][other]:
                    beside = other * LANES
                    for lane in range(LANES):
                        least = new[row + lane]
                        found = old[beside + lane] if worth[beside + lane] > worth[row + lane] else least
                        new[row + lane] = min(least, found)
        for own in range(patterns):
            row = own * LANES
            lower = False
            for lane in range(LANES):
                lower |= new[row + lane] != old[row + lane]
            if lower:
                for block in range((low + own * before) // BLOCK, (high + own * before) // BLOCK + 1):
                    fell[block] = turn
        group = begin
        while group < stop:
            length = stop - group if before == 1 else min(before - group % before, stop - group)
            corner = group // before * before * patterns + group % before
            for own in range(patterns):
                here, there = max(own * LANES + group - begin, 0), max(corner + own * before, 0)
                for lane in range(length):
                    values[there + lane * apart] = new[here + lane]
            group += length
