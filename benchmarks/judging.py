"""Is a solution right? Judged another way than it was found, outside the time that is measured.

Small conflicts are judged whole by the literal reading of the definitions in ``tests``. In large ones a few states are
drawn and judged by a search forward, state by state, over everything the others can bring about.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, Moves
from detente.stability import Solution
from tests.oracle import read, stable

_WHOLE = 2**8
_DRAWN = 4
_TRIED = 1_000
_MOST_TEMPTATIONS = 32


def judge(solution: Solution) -> int:
    """Return how many verdicts were judged.

    Raises:
        AssertionError: If one of them is wrong.
    """
    judged = _whole(solution) if solution.conflict.size <= _WHOLE else _drawn(solution)
    assert judged  # noqa: S101 - a benchmark whose result nobody looked at measures nothing
    return judged


def _whole(solution: Solution) -> int:
    graph = read(solution.conflict)
    for key in solution.concepts:
        assert solution.verdicts[key].tolist() == stable(graph, key), key  # noqa: S101 - as above
    return graph.size * len(graph.names) * len(solution.concepts)


def _drawn(solution: Solution) -> int:
    judged = 0
    for i, s in itertools.islice(_few_temptations(solution.conflict), _DRAWN):
        expected = _stable(solution, i, s)
        found = {key: bool(solution.verdicts[key][i, s]) for key in solution.concepts}
        name = solution.conflict.names[i]
        assert found == expected, f"wrong for {name} in state {s + 1}: {found}, not {expected}"  # noqa: S101 - as above
        judged += len(found)
    return judged


def _few_temptations(conflict: Conflict) -> Iterator[tuple[int, int]]:
    """Draw decision makers and states, leaving out those with so many improvements that judging takes for ever."""
    draw = random.Random(0)  # noqa: S311 - no secret
    for _ in range(_TRIED):
        i, s = draw.randrange(len(conflict.names)), draw.randrange(conflict.size)
        if len(_tempting(conflict, i, s)) <= _MOST_TEMPTATIONS:
            yield i, s


def _tempting(conflict: Conflict, i: int, s: int) -> list[int]:
    payoff = conflict.payoff_table[i]
    return [int(t) for t in conflict.moves[i].targets(s) if payoff[t] > payoff[s]]


def _stable(solution: Solution, i: int, s: int) -> dict[str, bool]:
    """Judge one state for one decision maker by the definitions."""
    conflict = solution.conflict
    payoff, moves = conflict.payoff_table[i], conflict.moves[i]
    tempting = _tempting(conflict, i, s)
    found = {"nash": not tempting}
    for keys, steps in (("gmr", "smr"), conflict.moves), (("seq", "sseq"), conflict.improvements):
        others = [each for j, each in enumerate(steps) if j != i]
        deterred = [_deterred(payoff, moves, others, s, t) for t in tempting]
        found |= {key: all(each[place] for each in deterred) for place, key in enumerate(keys)}
    return {key: found[key] for key in solution.concepts}


def _deterred(payoff: NDArray[np.int32], moves: Moves, others: Sequence[Moves], s: int, t: int) -> tuple[bool, bool]:
    """Say whether some answer to a move from s to t deters, and whether some such answer leaves no escape."""
    answers = _answers(others, t, len(payoff)) & (payoff <= payoff[s])
    if not answers.any():
        return False, False
    better = payoff > payoff[s]
    lost = any(not better[moves.targets(int(answer))].any() for answer in np.flatnonzero(answers))
    return True, lost


def _answers(others: Sequence[Moves], start: int, size: int) -> NDArray[np.bool_]:
    """Say what the others can bring about from a state; moves are transitive here, so all may move at any time."""
    met = np.zeros(size, dtype=bool)
    fresh = np.arange(size) == start
    while fresh.any():
        reached = np.logical_or.reduce([each.reached(fresh) for each in others])
        fresh = reached & ~met
        met |= reached
    return met
