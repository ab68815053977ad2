"""What can come of the status quo (Li, Kilgour & Hipel 2005)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tests.oracle.graph import Graph

NOBODY = -1
"""Who has moved last at the status quo."""

Pairs = frozenset[tuple[int, int]]
"""States with who moved last."""


def unfolding(graph: Graph, status_quo: int, *, improving: bool, without: int | None = None) -> list[Pairs]:
    """Return V(0), V(1), … as long as a new pair appears.

    V(0) = {(SQ, -)}; V(h) = {(t, j) : (s, l) ∈ V(h-1), j ≠ l, t ∈ R_j(s)}, or R_j⁺(s) when only improvements count.

    Args:
        graph: The graph model.
        status_quo: Where it begins.
        improving: Whether only improvements count.
        without: Whose moves are taken away.
    """
    steps = graph.improvements if improving else graph.moves
    movers = [j for j in graph.people if j != without]
    found: list[Pairs] = [frozenset({(status_quo, NOBODY)})]
    seen = set(found[0])
    while True:
        reached = frozenset((t, j) for s, last in found[-1] for j in movers if j != last for t in steps[j][s])
        if reached <= seen:
            return found
        seen |= reached
        found.append(reached)


def steps_from(graph: Graph, status_quo: int, *, improving: bool) -> list[int]:
    """Return the fewest moves in which each state is reached, -1 if it never is."""
    rounds = unfolding(graph, status_quo, improving=improving)
    return [
        min((h for h, pairs in enumerate(rounds) if any(t == state for t, _ in pairs)), default=-1)
        for state in range(graph.size)
    ]


def is_legal_path(graph: Graph, status_quo: int, moves: Sequence[tuple[int, int]], *, improving: bool) -> bool:
    """Say whether moves, each with the mover and the state it leads to, can follow one another from the status quo."""
    steps = graph.improvements if improving else graph.moves
    here, last = status_quo, NOBODY
    for mover, to in moves:
        if mover == last or to not in steps[mover][here]:
            return False
        here, last = to, mover
    return True


def indispensable(graph: Graph, status_quo: int, goal: Collection[int], *, improving: bool) -> set[int]:
    """Return those without whose moves no state of the goal is reached, though with them one is."""

    def comes_about(without: int | None) -> bool:
        rounds = unfolding(graph, status_quo, improving=improving, without=without)
        return any(t in goal for pairs in rounds for t, _ in pairs)

    return {j for j in graph.people if not comes_about(j)} if comes_about(None) else set()
