"""Stability where it is a matter of chance what is preferred: the definitions with sets and loops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.oracle.graph import Graph

Chances = Sequence[Sequence[Sequence[float]]]
"""``chances[i][s][t]``: the chance that i prefers s to t."""


@dataclass(frozen=True)
class Probable:
    """A graph model, the chances of what is preferred, and what they have to be."""

    graph: Graph
    chances: Chances
    tempting: float
    deterring: float
    credible: float

    def stays(self, concept: str, i: int, s: int) -> bool:
        """Say whether s is stable for i: whether every t that tempts is answered."""
        tempted = [t for t in self.graph.moves[i][s] if self.chances[i][t][s] > self.tempting]
        return all(concept != "nash" and self._is_answered(concept, i, s, t) for t in tempted)

    def _is_answered(self, concept: str, i: int, s: int, t: int) -> bool:
        for u in self._reached(i, t, only_credible=concept in {"seq", "sseq"}):
            ways_out = self.graph.moves[i][u] if concept in {"smr", "sseq"} else ()
            if all(self.chances[i][v][s] <= self.deterring for v in (u, *ways_out)):
                return True
        return False

    def _reached(self, i: int, start: int, *, only_credible: bool) -> set[int]:
        """Return where the opponents of i can get to by one or more moves, nobody twice in a row; not the start."""
        arrived: set[tuple[int, int]] = set()
        waiting = [(i, start)]
        while waiting:
            last, here = waiting.pop()
            for k in self.graph.people:
                if k not in {i, last}:
                    for there in self.graph.moves[k][here]:
                        credible = self.chances[k][there][here] > self.credible
                        if (credible or not only_credible) and (k, there) not in arrived:
                            arrived.add((k, there))
                            waiting.append((k, there))
        return {there for _, there in arrived} - {start}
