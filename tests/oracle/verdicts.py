"""Who would leave a state? Straight from the table of definitions, each in its own view of the others."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import product
from typing import Any

from tests.oracle.graph import Graph

Sanction = Callable[[Graph, int, int, int], bool]


def reached(graph: Graph, group: Collection[int], s: int, *, improving: bool) -> frozenset[int]:
    """R_H(s), or R_H⁺(s): states reached from s by one or more moves of members of H.

    No decision maker moves twice in a row (it may move again after another has moved). In R_H⁺ every step is a UI for
    its mover, measured from the state it leaves. A search over (state, last mover). s ∉ R_H(s).
    """
    key = (frozenset(group), s, improving)
    if key not in graph.memory:
        graph.memory[key] = _search(graph, group, s, improving=improving, twice_in_a_row=False)
    return graph.memory[key]


def reached_freely(graph: Graph, group: Collection[int], s: int, *, improving: bool) -> frozenset[int]:
    """Return what R_H(s) or R_H⁺(s) would be if a decision maker could move twice in a row."""
    return _search(graph, group, s, improving=improving, twice_in_a_row=True)


def _search(graph: Graph, group: Collection[int], s: int, *, improving: bool, twice_in_a_row: bool) -> frozenset[int]:
    steps = graph.improvements if improving else graph.moves
    arrived: dict[int, set[int]] = {j: set() for j in group}
    waiting = [(s, -1)]
    while waiting:
        here, last = waiting.pop()
        for j in group:
            if j != last or twice_in_a_row:
                new = steps[j][here] - arrived[j]
                arrived[j] |= new
                waiting.extend((t, j) for t in new)
    return frozenset(t for states in arrived.values() for t in states) - {s}


def nash(_graph: Graph, _i: int, _s: int, _s1: int) -> bool:
    """R_i⁺(s) = ∅: nothing sanctions an improvement."""
    return False


def gmr(graph: Graph, i: int, s: int, s1: int) -> bool:
    """For every s1 ∈ R_i⁺(s) there is s2 ∈ R_{N-i}(s1) with s ≽_i s2."""
    return any(_deters(graph, i, s, s2) for s2 in _answers(graph, i, s1, improving=False))


def smr(graph: Graph, i: int, s: int, s1: int) -> bool:
    """… with s ≽_i s2 and, for every s3 ∈ R_i(s2), s ≽_i s3."""
    return any(
        _deters(graph, i, s, s2) and all(_deters(graph, i, s, s3) for s3 in graph.moves[i][s2])
        for s2 in _answers(graph, i, s1, improving=False)
    )


def seq(graph: Graph, i: int, s: int, s1: int) -> bool:
    """… s2 ∈ R⁺_{N-i}(s1) with s ≽_i s2."""
    return any(_deters(graph, i, s, s2) for s2 in _answers(graph, i, s1, improving=True))


def sseq(graph: Graph, i: int, s: int, s1: int) -> bool:
    """… s2 ∈ R⁺_{N-i}(s1) with s ≽_i s2 and, for every s3 ∈ R_i(s2), s ≽_i s3."""
    return any(
        _deters(graph, i, s, s2) and all(_deters(graph, i, s, s3) for s3 in graph.moves[i][s2])
        for s2 in _answers(graph, i, s1, improving=True)
    )


def sim(graph: Graph, i: int, s: int, s1: int) -> bool:
    """For every s1 ∈ R_i⁺(s) some choice, by each opponent j, of one UI from s or staying (not all staying).

    Applied together with i's own change it gives a feasible state q with s ≽_i q.
    """
    return _sanctioned_at_once(graph, i, s, s1, [j for j in graph.people if j != i])


def sim_fh(graph: Graph, i: int, s: int, s1: int) -> bool:
    """SEQ-stable, or as SIM with choices of those opponents only for whom s is itself SEQ-unstable."""
    opponents = [j for j in graph.people if j != i and not stays(graph, "seq", j, s)]
    return stays(graph, "seq", i, s) or _sanctioned_at_once(graph, i, s, s1, opponents)


SANCTIONS: dict[str, Sanction] = {
    "nash": nash,
    "gmr": gmr,
    "smr": smr,
    "seq": seq,
    "sseq": sseq,
    "sim": sim,
    "sim-fh": sim_fh,
}
"""By concept, whether i is deterred from an improvement s1 at s; the docstrings quote the definition of stability."""


def stays(graph: Graph, concept: str, i: int, s: int) -> bool:
    """Say whether s is stable for i: for every s1 ∈ R_i⁺(s), as the definition goes on."""
    return not unsanctioned(graph, concept, i, s)


def unsanctioned(graph: Graph, concept: str, i: int, s: int) -> list[int]:
    """Return the improvements that i is not deterred from at s, in its own view of the others."""
    view = graph.seen_by(i)
    return sorted(s1 for s1 in view.improvements[i][s] if not SANCTIONS[concept](view, i, s, s1))


def stable(graph: Graph, concept: str) -> list[list[bool]]:
    """Return the verdict for every decision maker and state."""
    return [[stays(graph, concept, i, s) for s in range(graph.size)] for i in graph.people]


def equilibria(graph: Graph, concept: str) -> tuple[int, ...]:
    """Return the numbers of the states that are stable for every decision maker."""
    return tuple(s + 1 for s in range(graph.size) if all(stays(graph, concept, i, s) for i in graph.people))


def maximin(graph: Graph, i: int, s: int, horizon: int) -> bool:
    """v_h(s) ≤ u_i(s), the opponents moving as one block.

    v_0 = w_0 = u_i(s); v_h(s) = max(u_i(s), max_{t∈R_i(s)} w_{h-1}(t));
    w_h(s) = min(u_i(s), min_{t∈R_{N-i}(s)} v_{h-1}(t)).
    """
    worth = graph.worth[i]
    others = [j for j in graph.people if j != i]

    def v(h: int, at: int) -> Any:
        return worth[at] if h == 0 else max([worth[at], *(w(h - 1, t) for t in graph.moves[i][at])])

    def w(h: int, at: int) -> Any:
        onwards = reached(graph, others, at, improving=False)
        return worth[at] if h == 0 else min([worth[at], *(v(h - 1, t) for t in onwards)])

    return bool(v(horizon, s) <= worth[s])


def _answers(graph: Graph, i: int, s1: int, *, improving: bool) -> frozenset[int]:
    """R_{N-i}(s1), or R⁺_{N-i}(s1): at least one opponent must move for there to be a sanction."""
    return reached(graph, [j for j in graph.people if j != i], s1, improving=improving)


def _deters(graph: Graph, i: int, s: int, q: int) -> bool:
    """s ≽_i q: a sanction is weak, and measured against s, never s1."""  # noqa: D403 - s is a state
    return bool(graph.worth[i][s] >= graph.worth[i][q])


def _sanctioned_at_once(graph: Graph, i: int, s: int, s1: int, opponents: list[int]) -> bool:
    choices = product(*([s, *graph.improvements[j][s]] for j in opponents))
    outcomes = [
        _together(graph, s, {i: s1, **dict(zip(opponents, choice, strict=True))})
        for choice in choices
        if any(chosen != s for chosen in choice)
    ]
    return any(q is not None and _deters(graph, i, s, q) for q in outcomes)


def _together(graph: Graph, s: int, changes: dict[int, int]) -> int | None:
    """Return the state in which each mover's own options stand as in the state it chose, if it is feasible."""
    (now,) = graph.members[s]
    chosen = {j: graph.members[q][0] for j, q in changes.items()}
    pattern = tuple(chosen.get(owner, now)[option] for option, owner in enumerate(graph.owners))
    return graph.place.get(pattern)
