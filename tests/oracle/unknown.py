"""Stability where it is not always known what somebody prefers, with sets and loops.

Extensions a to d of Nash, GMR, SMR, SEQ and SSEQ (Li, Hipel, Kilgour & Fang 2004). What tempts i from s: in a and c UIs
and unknown moves, in b and d UIs only. What deters: in a and b s ≽_i s2 only, in c and d also s U s2. Opponents' moves
in SEQ are UIs or unknown moves in all four. s is not in R_H(s).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from detente.conflict import Conflict
from tests.oracle.graph import Graph, read
from tests.oracle.truth import holds

EXTENSIONS = "abcd"
ANSWERS = {"nash": "none", "gmr": "any", "smr": "any", "seq": "credible", "sseq": "credible"}
"""By which moves opponents answer."""

FINAL = ("smr", "sseq")

Relation = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Unsure:
    """A graph model, and for each decision maker the pairs of states between which its preference is unknown."""

    graph: Graph
    unknown: Sequence[Relation]

    def seen_by(self, i: int) -> Unsure:
        """Return the model as i sees it: of those of whom it has a belief nothing is unknown to it."""
        believed = self.graph.believed[i]
        unknown = [frozenset() if j in believed else self.unknown[j] for j in self.graph.people]
        return Unsure(self.graph.seen_by(i), unknown)

    def better(self, i: int, s: int) -> set[int]:
        """R_i⁺(s)."""
        worth = self.graph.worth[i]
        return {q for q in self.graph.moves[i][s] if worth[q] > worth[s] and (s, q) not in self.unknown[i]}

    def unclear(self, i: int, s: int) -> set[int]:
        """R_i^U(s)."""
        return {q for q in self.graph.moves[i][s] if (s, q) in self.unknown[i]}

    def tempting(self, extension: str, i: int, s: int) -> set[int]:
        """Return what tempts i from s."""
        return self.better(i, s) | (self.unclear(i, s) if extension in "ac" else set())

    def deters(self, extension: str, i: int, s: int, q: int) -> bool:
        """Say whether q deters i from leaving s."""
        if (s, q) in self.unknown[i]:
            return extension in "cd"
        return bool(self.graph.worth[i][s] >= self.graph.worth[i][q])


def read_unsure(conflict: Conflict) -> Unsure:
    """Derive the graph model of a conflict with unknown preferences."""
    graph = read(conflict)

    def where(formula: object) -> set[int]:
        """Return the states in all members of which a formula holds."""
        return {
            s
            for s, members in enumerate(graph.members)
            if all(holds(formula, _world(graph, pattern), graph.levels) for pattern in members)  # type: ignore[arg-type]
        }

    unknown = []
    for owner in conflict.decision_makers:
        pairs = [(s, t) for one, other in owner.unknown for s in where(one) for t in where(other) if s != t]
        unknown.append(frozenset(pairs) | frozenset((t, s) for s, t in pairs))
    return Unsure(graph, unknown)


def _world(graph: Graph, pattern: Sequence[int]) -> Mapping[tuple[str | None, str], str]:
    return {key: names[level] for (key, names), level in zip(graph.levels.items(), pattern, strict=True)}


def answers(unsure: Unsure, i: int, s1: int, kind: str) -> set[int]:
    """Return the states that opponents of i reach from s1, nobody moving twice in a row, s1 itself left out."""

    def steps(j: int, s: int) -> Collection[int]:
        return unsure.graph.moves[j][s] if kind == "any" else unsure.better(j, s) | unsure.unclear(j, s)

    opponents = [j for j in unsure.graph.people if j != i] if kind != "none" else []
    seen: set[tuple[int, int]] = set()
    waiting = [(s1, -1)]
    while waiting:
        here, last = waiting.pop()
        for j in opponents:
            if j != last:
                new = {(t, j) for t in steps(j, here)} - seen
                seen |= new
                waiting.extend(new)
    return {t for t, _ in seen} - {s1}


def unsanctioned_unsure(unsure: Unsure, concept: str, extension: str, i: int, s: int) -> list[int]:
    """Return what tempts i from s and nothing deters it from, in its own view."""
    view = unsure.seen_by(i)

    def sanctions(s2: int) -> bool:
        after = {s2, *view.graph.moves[i][s2]} if concept in FINAL else {s2}
        return all(view.deters(extension, i, s, q) for q in after)

    return sorted(
        s1
        for s1 in view.tempting(extension, i, s)
        if not any(sanctions(s2) for s2 in answers(view, i, s1, ANSWERS[concept]))
    )


def stable_unsure(unsure: Unsure, concept: str, extension: str) -> list[list[bool]]:
    """Return the verdict for every decision maker and state."""
    return [
        [not unsanctioned_unsure(unsure, concept, extension, i, s) for s in range(unsure.graph.size)]
        for i in unsure.graph.people
    ]
