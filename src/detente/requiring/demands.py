r"""What a state being an equilibrium demands of preferences, move by move.

State s is stable for j iff every move of j from s is *dealt with*: the state t it leads to is no better for j than s,
or the others can bring j from t to a state that deters it (see :mod:`detente.stability.sanction`). So each pair (j, t)
with t ∈ R_j(s) is a demand. It speaks of comparisons only:

* *no better*: j likes t, or the state that deters it, no better than s;
* *better*: under SEQ and SSEQ, k likes b better than a, so that its step from a to b in the answer is credible.

A demand is monotone: more comparisons of these two kinds never undo it. Therefore it can be told in two ways. A *way*
is a set of comparisons that meets it: the steps of an answer and its end. A *clause* is a set of which one at least
must hold whenever it is met: let R be what the others reach from t by the steps they take as written; then t is no
better than s, or some state in R deters, or somebody takes a step out of R. Ways are what is told in words; clauses are
what the solver is given, a few at a time (see :mod:`detente.requiring.searching`).

Source: the definitions of Fang, Hipel & Kilgour (1993), *Interactive Decision Making*; the inverse question was put by
Kinsara, Kilgour & Hipel (2015), *Inverse approach to the graph model for conflict resolution*.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.moves.base import States
from detente.requiring.field import CONCEIVABLE, NOTHING, SETTLED, TODAY, Better, Clause, Comparison, Field, Needs, Node

_NOBODY = -1


def demands_of(field: Field, state: int) -> list[Demand]:
    """Return what a state being an equilibrium demands, by decision maker and move, that is not settled anyway."""
    every = (
        Demand(field, state, mover, to)
        for mover in range(len(field.conflict.names))
        for to in field.targets(mover, state)
    )
    return [each for each in every if not each.is_settled]


@attrs.frozen(eq=False, slots=False)
class Demand:
    """That a move of a decision maker away from a state is dealt with.

    Attributes:
        field: The conflict.
        state: The state s that is to hold.
        mover: Whose move it is, j.
        to: The state t it leads to.
    """

    field: Field
    state: int
    mover: int
    to: int

    @cached_property
    def unattractive(self) -> Needs | None:
        """What makes the move no improvement; ``None`` if nothing does."""
        return self.field.left_of(frozenset([self._no_better(self.to)]))

    @cached_property
    def is_settled(self) -> bool:
        """Whether the demand is met whatever those want whose preferences are open."""
        if self.mover not in self.field.varied:
            return self._deters(self.field.worst(self.mover, SETTLED)[self.to])
        if not self.field.answered or not self.field.reachable(self.mover, self.to, SETTLED)[self.state]:
            return False
        return any(self.deterring(there) == NOTHING for there in self._states(_never))

    @cached_property
    def is_hopeless(self) -> bool:
        """Whether no comparison can meet the demand, even if each could be had for itself."""
        return self.mover not in self.field.varied and not self._deters(
            self.field.worst(self.mover, CONCEIVABLE)[self.to]
        )

    @cached_property
    def is_met_today(self) -> bool:
        """Whether the demand is met as things are."""
        return self._deters(self.field.worst(self.mover, TODAY)[self.to])

    @cached_property
    def open_steps(self) -> Mapping[int, tuple[States, States]]:
        """The steps in an answer that may matter and are open: for whoever would take them, from where and to where."""
        if not (self.field.answered and self.field.improving):
            return {}
        near = self.field.reachable(self.mover, self.to, CONCEIVABLE)
        found = {}
        for k in sorted(self._open):
            from_, to = self.field.conflict.moves[k].arcs()
            useful = near[from_] & self._useful[to]
            if useful.any():
                found[k] = (from_[useful], to[useful])
        return found

    @cached_property
    def spoken_of(self) -> frozenset[Comparison]:
        """Every open comparison that may matter."""
        steps = (
            Comparison(k, a, b, better=True)
            for k, (from_, to) in self.open_steps.items()
            for a, b in zip(from_.tolist(), to.tolist(), strict=True)
        )
        ends = (self.deterring(there) for there in self._ends)
        return frozenset(steps).union(*(needs for needs in (self.unattractive, *ends) if needs is not None))

    @cached_property
    def _useful(self) -> NDArray[np.bool_]:
        """Which states deter, or lead on to where the mover may be deterred: shape (m,)."""
        if self.mover in self.field.varied:
            return np.ones(self.field.conflict.size, dtype=bool)
        staying = self.field.conflict.payoff_table[self.mover][self.state]
        return np.array(self.field.worst(self.mover, CONCEIVABLE)) <= staying

    @cached_property
    def _ends(self) -> list[int]:
        """Where an answer may end so that it deters, which depends on what is open."""
        if self.mover not in self.field.varied or not self.field.answered:
            return []
        return np.flatnonzero(self.field.reachable(self.mover, self.to, CONCEIVABLE)).tolist()

    def _deters(self, worth: int) -> bool:
        return bool(worth <= self.field.conflict.payoff_table[self.mover][self.state])

    def deterring(self, end: int) -> Needs | None:
        """Return what makes a state deter the mover once it is there; ``None`` if nothing does."""
        if end not in self._deterring:
            ways_out = self.field.targets(self.mover, end) if self.field.escapable else ()
            needs = frozenset(self._no_better(there) for there in (end, *ways_out) if there != self.state)
            self._deterring[end] = self.field.left_of(needs)
        return self._deterring[end]

    def is_met(self, better: Better) -> bool:
        """Say whether the demand is met by preferences."""
        return self.way(better) is not None

    def way(self, better: Better) -> Needs | None:
        """Return the open comparisons of a way in which preferences meet the demand, or ``None`` if they do not."""
        if self.unattractive is not None and _hold(self.unattractive, better):
            return self.unattractive
        came: dict[Node, Node] = {}
        for last, here, node in self._arrivals(better):
            came[node] = (last, here)
            needs = self.deterring(node[1])
            if needs is not None and _hold(needs, better):
                return needs | self._steps_to(node, came)
        return None

    def clause(self, better: Better) -> Clause:
        """Return sets of comparisons of which one must hold if the demand is to be met.

        Args:
            better: Preferences that do not meet it, or any under which what the others reach is asked.
        """
        reached = [(_NOBODY, self.to), *self._nodes(better)]
        needs = [self.unattractive, *(self.deterring(there) for _, there in reached[1:])]
        steps = self._useful_steps(reached, better)
        return frozenset([*(each for each in needs if each is not None), *(frozenset([step]) for step in steps)])

    def next_steps(self, node: Node | None) -> Iterator[tuple[Node, Comparison | None]]:
        """Yield what may come next in an answer, and what makes it credible where that is open.

        Args:
            node: Who moved last in the answer and where to; ``None`` before it begins.
        """
        last, here = (_NOBODY, self.to) if node is None else node
        for k in self._opponents:
            if k != last and self.field.answered:
                for there in self.field.targets(k, here):
                    if not self.field.improving or (k not in self._open and self._seen(k, here, there)):
                        yield (k, there), None
                    elif k in self._open:
                        yield (k, there), Comparison(k, here, there, better=True)

    def _useful_steps(self, reached: list[Node], better: Better) -> list[Comparison]:
        """Return steps out of what is reached of which one is taken by an answer that deters.

        Where a step leads to nothing that could deter, it is followed instead, and so are the steps after it.
        """
        known, kept = set(reached), []
        waiting = deque(each for node in reached for each in self._frontier(node, better))
        while waiting:
            target, step = waiting.popleft()
            if target in known:
                continue
            beyond = [target, *self._nodes(better, target)]
            if any(self.deterring(there) is not None for _, there in beyond):
                kept.append(step)
            else:
                known.update(beyond)
                waiting.extend(each for node in beyond for each in self._frontier(node, better))
        return kept

    def _frontier(self, node: Node, better: Better) -> Iterator[tuple[Node, Comparison]]:
        """Yield where somebody with open preferences could, but would not, go on to, and what would make it do so."""
        last, here = node
        for k in self._opponents:
            if k != last and k in self._open and self.field.improving:
                for there in self.field.targets(k, here):
                    if not better(k, here, there):
                        yield (k, there), Comparison(k, here, there, better=True)

    def _steps_to(self, node: Node, came: Mapping[Node, Node]) -> Needs:
        steps = set()
        while node in came and node != (_NOBODY, self.to):
            before = came[node]
            if self.field.improving and node[0] in self._open:
                steps.add(Comparison(node[0], before[1], node[1], better=True))
            node = before
        return frozenset(steps)

    def _states(self, better: Better) -> Iterator[int]:
        return (there for _, there in self._nodes(better))

    def _nodes(self, better: Better, start: Node | None = None) -> Iterator[Node]:
        return (node for _, _, node in self._arrivals(better, start))

    def _arrivals(self, better: Better, start: Node | None = None) -> Iterator[tuple[int, int, Node]]:
        """Yield who moved before, from where, and the pair of mover and state that is reached, the nearest first."""
        if not self.field.answered:
            return
        seen: set[Node] = set()
        waiting = deque([(_NOBODY, self.to) if start is None else start])
        while waiting:
            last, here = waiting.popleft()
            for k in self._opponents:
                if k != last:
                    for there in self.field.targets(k, here):
                        node = (k, there)
                        if node not in seen and (not self.field.improving or self._steps(better, k, here, there)):
                            seen.add(node)
                            waiting.append(node)
                            yield last, here, node

    def _steps(self, better: Better, k: int, here: int, there: int) -> bool:
        """Say whether somebody takes a step in an answer; an open one that leads to nothing useful is not asked for."""
        if k in self._open:
            return bool(self._useful[there]) and better(k, here, there)
        return self._seen(k, here, there)

    def _seen(self, k: int, here: int, there: int) -> bool:
        """Say whether the mover takes somebody to like a state better than another."""
        payoffs = self.field.payoffs_seen_by(self.mover)[k]
        return payoffs[there] > payoffs[here]

    @cached_property
    def _open(self) -> frozenset[int]:
        return self.field.open_to(self.mover)

    def _no_better(self, there: int) -> Comparison:
        return Comparison(self.mover, self.state, there, better=False)

    @cached_property
    def _opponents(self) -> list[int]:
        return [k for k in range(len(self.field.conflict.names)) if k != self.mover]

    @cached_property
    def _deterring(self) -> dict[int, Needs | None]:
        return {}


def _never(_mover: int, _here: int, _there: int) -> bool:
    return False


def _hold(needs: Needs, better: Better) -> bool:
    return all(better(each.mover, each.from_, each.to) == each.better for each in needs)
