"""How an outcome stands, read literally from the page on the answer."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from detente.conflict import Conflict
from detente.formula import Formula
from tests.oracle import Graph, equilibria, holds, read, unsanctioned

Steps = Callable[[int, int], set[int]]
"""Where a decision maker can go from a state."""


class Literal:
    """A conflict under one concept, and an outcome in it."""

    def __init__(self, conflict: Conflict, concept: str, formula: Formula) -> None:
        """Read the conflict."""
        self.graph: Graph = read(conflict)
        self.concept = concept
        names = list(self.graph.levels)
        self.where = {
            s
            for s, (pattern,) in enumerate(self.graph.members)
            if holds(
                formula,
                {key: self.graph.levels[key][at] for key, at in zip(names, pattern, strict=True)},
                self.graph.levels,
            )
        }
        self.resting = {number - 1 for number in equilibria(self.graph, concept)}
        self.start = conflict.status_quo_index

    def unsanctioned(self, i: int, s: int) -> set[int]:
        """Return the improvements that no answer deters i from at s."""
        return set(unsanctioned(self.graph, self.concept, i, s))

    def improvements(self, i: int, s: int) -> set[int]:
        """Return R_i⁺(s)."""
        return set(self.graph.improvements[i][s])

    def moves(self, i: int, s: int) -> set[int]:
        """Return R_i(s)."""
        return set(self.graph.moves[i][s])

    def pairs(self, pairs: set[tuple[int, int]], steps: Steps) -> set[tuple[int, int]]:
        """Return all pairs of a state and its last mover that come of some, which count too."""
        found, waiting = set(pairs), list(pairs)
        while waiting:
            s, last = waiting.pop()
            new = {(t, i) for i in self.graph.people if i != last for t in steps(i, s)} - found
            found |= new
            waiting.extend(new)
        return found

    def reached(self, steps: Steps) -> set[int]:
        """Return the states that come of the status quo."""
        assert self.start is not None
        return {s for s, _ in self.pairs({(self.start, -1)}, steps)}

    def endless(self) -> bool:
        """Say whether some state is reached from which no equilibrium is."""
        reached = self.reached(self.unsanctioned)
        return any(not self.resting & {t for t, _ in self.pairs({(s, -1)}, self.unsanctioned)} for s in reached)

    def standing(self) -> str:
        """Return the first standing of the page that applies."""
        wanted = self.where & self.resting
        if self.start is None:
            return "holds" if wanted else "none"
        led = self.resting & self.reached(self.unsanctioned)
        if led and led <= self.where:
            return "certain"
        if led & self.where:
            return "led to"
        if wanted & self.reached(self.improvements):
            return "deterred"
        if wanted & self.reached(self.moves):
            return "open"
        return "cut off" if wanted else "none"

    def exits(self) -> dict[str, int]:
        """Count the states from which each would move out of the outcome."""
        counted = {
            name: sum(bool(self.unsanctioned(i, s) - self.where) for s in self.where)
            for i, name in enumerate(self.graph.names)
        }
        return {name: number for name, number in counted.items() if number}

    def first_out(self) -> set[str]:
        """Return those who would move out of it from the status quo."""
        if self.start is None or self.start not in self.where:
            return set()
        return {name for i, name in enumerate(self.graph.names) if self.unsanctioned(i, self.start) - self.where}

    def hurdle(self) -> tuple[int, set[str]]:
        """Return how many hurdles an easiest way has, and who can make the first: all ways are followed."""
        free, every = (
            (self.improvements, self.moves) if self.standing() == "open" else (self.unsanctioned, self.improvements)
        )
        assert self.start is not None
        wanted = self.where & self.resting
        begun = self.pairs({(self.start, -1)}, free)
        here = {(s, last, i) for i in self.graph.people for s, last in self._over(begun, [i], free, every)}
        for hurdles in count(1):
            here = {(t, j, first) for s, last, first in here for t, j in self.pairs({(s, last)}, free)}
            if first := {self.graph.names[i] for s, _, i in here if s in wanted}:
                return hurdles, first
            here = {
                (t, j, i)
                for i in self.graph.people
                for t, j in self._over(
                    {(s, last) for s, last, f in here if f == i}, list(self.graph.people), free, every
                )
            }
        raise AssertionError

    def _over(self, pairs: set[tuple[int, int]], movers: list[int], free: Steps, every: Steps) -> set[tuple[int, int]]:
        """Return what one hurdle leads to: a move that is not free."""
        return {(t, i) for s, last in pairs for i in movers if i != last for t in every(i, s) - free(i, s)}
