"""What can come of the status quo (Li, Kilgour & Hipel 2005)."""

from __future__ import annotations

from tests.oracle.graph import Graph


def steps_from(graph: Graph, status_quo: int, *, improving: bool) -> list[int]:
    """Return the fewest moves in which each state is reached, -1 if it never is.

    V(0) = {(SQ, -)}; V(h) = {(t, j) : (s, l) ∈ V(h-1), j ≠ l, t ∈ R_j(s)}, or R_j⁺(s) when only improvements count.
    It stops when no new pair appears.
    """
    steps = graph.improvements if improving else graph.moves
    fewest = {status_quo: 0}
    last: set[tuple[int, int]] = {(status_quo, -1)}
    seen = set(last)
    moves = 0
    while last:
        moves += 1
        last = {(t, j) for s, mover in last for j in graph.people if j != mover for t in steps[j][s]} - seen
        seen |= last
        for t, _ in last:
            fewest.setdefault(t, moves)
    return [fewest.get(state, -1) for state in range(graph.size)]
