"""What those anticipate who look h moves ahead, straight from the definitions, by recursion."""

from __future__ import annotations

from tests.oracle.graph import Graph

Vector = tuple[tuple[int, ...], tuple[int, ...]]


def anticipated(graph: Graph, horizon: int, i: int, s: int) -> int:
    """G_0(i,s) = s; G_h(i,s) = s if i cannot move or if u_i(s) ≥ u_i(G_{h-1}(j,M)) for the best M ∈ R_i(s).

    Else it is G_{h-1}(j,M). There are two decision makers, who rank all states strictly.
    """
    if horizon == 0 or not graph.moves[i][s]:
        return s
    worth = graph.worth[i]
    ends = [anticipated(graph, horizon - 1, 1 - i, move) for move in graph.moves[i][s]]
    best = max(ends, key=lambda end: worth[end])
    return s if worth[s] >= worth[best] else best


def vectors(graph: Graph) -> tuple[list[Vector], int]:
    """Return the vectors of anticipated states at horizons 1, 2, … until one comes again, and where it first was."""
    every = range(graph.size)
    seen: list[Vector] = []
    now: Vector = (tuple(every), tuple(every))
    while True:
        now = (_next(graph, 0, now[1]), _next(graph, 1, now[0]))
        if now in seen:
            return seen, seen.index(now) + 1
        seen.append(now)


def _next(graph: Graph, i: int, expected: tuple[int, ...]) -> tuple[int, ...]:
    worth, found = graph.worth[i], []
    for s in range(graph.size):
        ends = [expected[move] for move in graph.moves[i][s]]
        best = max(ends, key=lambda end: worth[end], default=s)
        found.append(best if worth[best] > worth[s] else s)
    return tuple(found)


def non_myopic(graph: Graph) -> set[int]:
    """L_h-stable for both, for every h from some h0 on."""
    seen, begins = vectors(graph)
    return {s for s in range(graph.size) if all(now[i][s] == s for now in seen[begins - 1 :] for i in (0, 1))}
