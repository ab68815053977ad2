"""The timed process, read literally: chances of moves from the definitions of the behaviours, and a small step of time.

Nothing is shared with what it judges: the generator is a full matrix of plain numbers, and its exponential is a Taylor
series of a matrix scaled down and squared back up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from tests.oracle.graph import Graph

Matrix = list[list[float]]

Act = Callable[[Graph, int, int], dict[int, float]]
"""Of a graph, a decision maker and a state: the chance of each move."""


def any_improvement(graph: Graph, mover: int, state: int) -> dict[int, float]:
    """Make one of R_i⁺(s), each with the same chance."""
    return _alike(graph.improvements[mover][state])


def best_improvement(graph: Graph, mover: int, state: int) -> dict[int, float]:
    """Make one of the moves in R_i⁺(s) that none of the others there is preferred to."""
    worth, found = graph.worth[mover], graph.improvements[mover][state]
    return _alike({t for t in found if not any(worth[u] > worth[t] for u in found)})


def noisy(precision: float) -> Act:
    """Make any move in R_i(s) or stay, with a chance in proportion to exp(precision × rank scaled to 0..1)."""

    def act(graph: Graph, mover: int, state: int) -> dict[int, float]:
        worth = graph.worth[mover]
        ranks = sorted(set(worth))
        rank = {each: ranks.index(each) / max(1, len(ranks) - 1) for each in ranks}
        weights = {t: math.exp(precision * rank[worth[t]]) for t in {*graph.moves[mover][state], state}}
        total = sum(weights.values())
        return {t: weight / total for t, weight in weights.items() if t != state}

    return act


def _alike(found: set[int] | frozenset[int]) -> dict[int, float]:
    return dict.fromkeys(found, 1 / len(found)) if found else {}


def generator(graph: Graph, rates: Sequence[float], act: Act) -> Matrix:
    """Q(s, t) = Σ_i rate_i × chance of i's move from s to t; each row sums up to nothing."""
    out = [[0.0] * graph.size for _ in range(graph.size)]
    for mover, rate in enumerate(rates):
        for s in range(graph.size):
            for t, chance in act(graph, mover, s).items():
                out[s][t] += rate * chance
                out[s][s] -= rate * chance
    return out


def absorbed(q: Matrix, goal: set[int]) -> Matrix:
    """Let no state of the goal be left."""
    return [[0.0] * len(q) if s in goal else row for s, row in enumerate(q)]


def later(q: Matrix, start: Sequence[float], days: float) -> list[float]:
    """p(t) = p(0) exp(Qt), by scaling and squaring."""
    halvings = 12
    step = [[each * days / 2**halvings for each in row] for row in q]
    one = [[float(s == t) for t in range(len(q))] for s in range(len(q))]
    total, term = one, one
    for k in range(1, 16):
        term = [[each / k for each in row] for row in _product(term, step)]
        total = [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(total, term, strict=True)]
    for _ in range(halvings):
        total = _product(total, total)
    return [sum(p * row[t] for p, row in zip(start, total, strict=True)) for t in range(len(q))]


def _product(a: Matrix, b: Matrix) -> Matrix:
    columns = list(zip(*b, strict=True))
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a]
