"""The inner loops over worlds abreast.

Every array of values has a row for each state and a column for each world: ``values[s, l]`` belongs to state s in the
l-th world. The loops over states and moves are the same in all worlds, and innermost all worlds take the same step
together, which processors do for many columns at once. See :mod:`detente.conflict.moves.running` for how they are run.

The moves of decision maker j from state s lead to ``ends[starts[j, s]:starts[j, s + 1]]``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Values = NDArray[np.signedinteger[Any]]
Truth = NDArray[np.bool_]


def joint_moves(starts: Ints, ends: Ints, mover: int, transitive: bool, out: Truth) -> None:
    """Set ``out[s, t]`` to whether t is s or the opponents of a mover reach it together, nobody moving twice in a row.

    Where moves are transitive two moves in a row are one. Then what is known of a state already is not searched again.
    """
    movers, size = starts.shape[0], starts.shape[1] - 1
    nobody = movers
    # Entry (state, who was the last to move there); where moves are transitive it does not matter who.
    waiting = np.empty(size * (movers + 1), dtype=np.int64)
    met = np.empty((size, movers + 1), dtype=np.bool_)
    for s in range(size):
        met[:] = False
        waiting[0], count = s * (movers + 1) + nobody, 1
        while count > 0:
            count -= 1
            t, last = waiting[count] // (movers + 1), waiting[count] % (movers + 1)
            if transitive and t < s:
                for u in range(size):
                    out[s, u] |= out[t, u]
                continue
            out[s, t] = True
            for j in range(movers):
                if j not in (mover, last):
                    for place in range(starts[j, t], starts[j, t + 1]):
                        u = ends[place]
                        now = nobody if transitive else j
                        if not met[u, now] and not (transitive and out[s, u]):
                            met[u, now] = True
                            waiting[count] = u * (movers + 1) + now
                            count += 1


def least_of_sets(starts: Ints, members: Ints, values: Values, out: Values) -> None:
    """Set ``out[d]`` to the least values of the d-th set, ``members[starts[d]:starts[d + 1]]``."""
    lanes = values.shape[1]
    for d in range(len(starts) - 1):
        first = members[starts[d]]
        for lane in range(lanes):
            out[d, lane] = values[first, lane]
        for place in range(starts[d] + 1, starts[d + 1]):
            t = members[place]
            for lane in range(lanes):
                out[d, lane] = min(out[d, lane], values[t, lane])


def most_of_own(starts: Ints, ends: Ints, mover: int, values: Values, out: Values) -> None:
    """Raise ``out[s]`` to the greatest values that one move of a mover offers."""
    lanes = values.shape[1]
    for s in range(len(values)):
        for place in range(starts[mover, s], starts[mover, s + 1]):
            t = ends[place]
            for lane in range(lanes):
                out[s, lane] = max(out[s, lane], values[t, lane])


def least_opposed(
    starts: Ints, ends: Ints, mover: int, improving: bool, payoffs: NDArray[np.signedinteger[Any]], out: Values
) -> None:
    """Lower ``out[s]`` to the least that the opponents of a mover reach together from s, until nothing changes.

    This is right where moves are transitive. ``payoffs[j]`` holds the payoffs of decision maker j, by which its moves
    are improvements, if only these count.
    """
    movers, size, lanes = payoffs.shape
    settled = False
    while not settled:
        settled = True
        for j in range(movers):
            if j == mover:
                continue
            payoff = payoffs[j]
            for s in range(size):
                changed = False
                for place in range(starts[j, s], starts[j, s + 1]):
                    t = ends[place]
                    for lane in range(lanes):
                        here, there = out[s, lane], out[t, lane]
                        lower = (there < here) & ((not improving) | (payoff[t, lane] > payoff[s, lane]))
                        out[s, lane] = there if lower else here
                        changed |= lower
                settled &= not changed


def least_by_turns(
    starts: Ints,
    ends: Ints,
    mover: int,
    improving: bool,
    payoffs: NDArray[np.signedinteger[Any]],
    onwards: Values,
    out: NDArray[np.signedinteger[Any]],
) -> None:
    """Lower ``out[j, s]`` to the least that the opponents of a mover reach from s if j moves first.

    Nobody moves twice in a row. To begin with ``out[j, s]`` is what s itself is worth, and so it stays for the mover.
    ``onwards`` is room for what is reached from each state if j does not move first.
    """
    movers, size, lanes = payoffs.shape
    settled = False
    while not settled:
        settled = True
        for j in range(movers):
            if j == mover:
                continue
            onwards[:] = out[mover]
            for k in range(movers):
                if k != j:
                    for s in range(size):
                        for lane in range(lanes):
                            onwards[s, lane] = min(onwards[s, lane], out[k, s, lane])
            for s in range(size):
                changed = False
                for place in range(starts[j, s], starts[j, s + 1]):
                    t = ends[place]
                    for lane in range(lanes):
                        here, there = out[j, s, lane], onwards[t, lane]
                        lower = (there < here) & ((not improving) | (payoffs[j, t, lane] > payoffs[j, s, lane]))
                        out[j, s, lane] = there if lower else here
                        changed |= lower
                settled &= not changed


def sanctioned_at_once(
    mover: int,
    left: Values,
    come: Values,
    targets: Values,
    moves: Values,
    payoffs: NDArray[np.signedinteger[Any]],
    answers: NDArray[np.bool_],
    deterred: NDArray[np.bool_],
    out: Truth,
) -> None:
    """Set ``out[k]`` in the worlds in which others deter a mover from its k-th move by improvements at the same time.

    Args:
        mover: Who is deterred.
        left: For each way in which several can change together, the state that they leave.
        come: The state that comes of it.
        targets: ``targets[j]`` is where the change of j alone would lead; where it stays, the state that is left.
        moves: ``moves[j]`` is which of its moves that is.
        payoffs: The payoffs of each decision maker.
        answers: ``answers[j, s]``: the worlds in which j takes part in sanctions from s.
        deterred: Room for a truth value for each world.
        out: Where the verdicts go.
    """
    lanes = out.shape[1]
    for k in range(len(left)):
        s, q = left[k], come[k]
        if targets[mover, k] != s:
            for lane in range(lanes):
                deterred[lane] = payoffs[mover, q, lane] <= payoffs[mover, s, lane]
            for j in range(len(targets)):
                t = targets[j, k]
                if j != mover and t != s:
                    for lane in range(lanes):
                        deterred[lane] &= answers[j, s, lane] & (payoffs[j, t, lane] > payoffs[j, s, lane])
            move = moves[mover, k]
            for lane in range(lanes):
                out[move, lane] |= deterred[lane]


def staying(starts: Ints, ends: Ints, mover: int, payoff: Values, worth: Values, place_of: Ints, out: Truth) -> None:
    """Clear ``out[s]`` in the worlds in which a move of a mover from s is better and nothing deters from it.

    ``worth[place_of[k]]`` is the least that the mover has to fear once it has made the k-th of all moves.
    """
    lanes = payoff.shape[1]
    for s in range(len(payoff)):
        for place in range(starts[mover, s], starts[mover, s + 1]):
            t, least = ends[place], place_of[place]
            for lane in range(lanes):
                here = payoff[s, lane]
                out[s, lane] &= (payoff[t, lane] <= here) | (worth[least, lane] <= here)


def arriving(
    starts: Ints, ends: Ints, mover: int, payoff: Values, worth: Values, place_of: Ints, leaving: Truth, out: Truth
) -> None:
    """Set ``out[t]`` in the worlds in which a mover, in a state that is left, moves to t undeterred."""
    lanes = payoff.shape[1]
    for s in range(len(payoff)):
        for place in range(starts[mover, s], starts[mover, s + 1]):
            t, least = ends[place], place_of[place]
            for lane in range(lanes):
                here = payoff[s, lane]
                out[t, lane] |= leaving[s, lane] & (payoff[t, lane] > here) & (worth[least, lane] > here)


def as_words(where: Truth, out: NDArray[np.int64]) -> None:
    """Set bit s % 64 of ``out[s // 64, l]`` where ``where[s, l]`` is true."""
    for s in range(where.shape[0]):
        word, bit = out[s // 64], s % 64
        for lane in range(where.shape[1]):
            word[lane] |= np.int64(where[s, lane]) << bit
