"""Stability where preference has degrees, with sets and loops: one judge over what tempts and what deters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.oracle.graph import Graph

Says = Callable[[int, int, int], bool]
"""Of decision maker i, state s and another state: whether the other tempts i from s, or deters it from leaving s."""


def stays_by_degree(graph: Graph, concept: str, tempts: Says, deters: Says, i: int, s: int) -> bool:
    """Say whether s is stable for i: every s1 that tempts meets an s2 that deters, and under smr every s3 after it."""
    for s1 in graph.moves[i][s]:
        if tempts(i, s, s1):
            ends = () if concept == "nash" else _answers(graph, concept, tempts, i, s1)
            if not any(_final(graph, concept, deters, i, s, s2) for s2 in ends):
                return False
    return True


def strength_relations(graph: Graph, strong: Sequence[frozenset[tuple[int, int]]]) -> tuple[Says, Says, Says]:
    """Return what tempts, what deters, and what deters strongly: s ≫_i q."""

    def tempts(i: int, s: int, t: int) -> bool:
        return bool(graph.worth[i][t] > graph.worth[i][s])

    return tempts, lambda i, s, q: not tempts(i, s, q), lambda i, s, q: (s, q) in strong[i]


def fuzzy_relations(degrees: Sequence[Sequence[Sequence[float]]], thresholds: Sequence[float]) -> tuple[Says, Says]:
    """A move tempts iff α ≥ γ, an outcome deters iff α < γ, with α_i(q,s) = r_i(q,s) - r_i(s,q)."""

    def certainty(i: int, q: int, s: int) -> float:
        return degrees[i][q][s] - degrees[i][s][q]

    return (
        lambda i, s, t: certainty(i, t, s) >= thresholds[i],
        lambda i, s, q: certainty(i, q, s) < thresholds[i],
    )


def _final(graph: Graph, concept: str, deters: Says, i: int, s: int, s2: int) -> bool:
    onwards = graph.moves[i][s2] if concept in {"smr", "sseq"} else ()
    return all(deters(i, s, state) for state in (s2, *onwards))


def _answers(graph: Graph, concept: str, tempts: Says, i: int, start: int) -> set[int]:
    """R_{N-i}(s1); under seq and sseq each step tempts the one who takes it. Nobody moves twice in a row."""
    arrived: set[tuple[int, int]] = set()
    waiting = [(i, start)]
    while waiting:
        last, here = waiting.pop()
        for k in graph.people:
            if k not in {i, last}:
                steps = {t for t in graph.moves[k][here] if concept in {"gmr", "smr"} or tempts(k, here, t)}
                new = {(k, t) for t in steps} - arrived
                arrived |= new
                waiting.extend(new)
    return {state for _, state in arrived} - {start}
