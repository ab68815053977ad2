r"""Worlds side by side: the same formula in many worlds at once.

Five concepts are one formula (see :mod:`detente.stability.sanction`): s is stable for i iff no move of its own is worth
more than staying, where a move to t is worth what i has there, or the least that the others can make of it,

    min(r, g)(t) ≤ r(s) for every t ∈ R_i(s).

Between the worlds of a structure only payoffs differ. So every loop over states, moves and joint moves is the same in
all of them, and runs once for many worlds that stand side by side in the columns of an array. What the others can bring
about by improvements is a fixpoint; it is found when it has been found in each of the worlds.

A decision maker that is mistaken about the others judges by what it takes them to want: its payoffs of them.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.conflict.moves.running import compiled
from detente.stability import Concept
from detente.stability.concepts import Rule
from detente.stability.sanction import Sanctioned, Unsanctioned
from detente.stability.simultaneous import IN_TURN, Simultaneous
from detente.worlds.batch import kernels
from detente.worlds.batch.arcs import Arcs, Ints
from detente.worlds.batch.at_once import MOST as MOST_OUTCOMES
from detente.worlds.batch.at_once import Outcomes
from detente.worlds.batch.bits import Truth, Words, words_for
from detente.worlds.structure import Structure

Values = NDArray[np.signedinteger[Any]]
"""A value for each state in each world: shape (m, worlds)."""

Kind = np.dtype[np.signedinteger[Any]]
"""A type of whole numbers."""

KERNELS = tuple(
    each for each in vars(kernels).values() if inspect.isfunction(each) and each.__module__ == kernels.__name__
)
"""All inner loops."""

_ROOM = 2**21
"""Bytes that worlds side by side should fit in: about what a processor has at hand."""

_FEWEST, _MOST = 32, 4096
"""So many worlds stand side by side at least and at most."""


@attrs.frozen
class Worth:
    """What each move is worth to a mover once it has been answered, in each world.

    Attributes:
        values: The least that the mover has to fear; a row for all moves after which it is the same.
        place_of: The row of each of all moves, in the order of :attr:`.Arcs.ends`.
    """

    values: Values
    place_of: Ints


@attrs.frozen(eq=False)
class Graph:
    """What the worlds of a structure have in common.

    Attributes:
        arcs: The moves.
        outcomes: What comes of changes made at the same time; ``None`` where it is not asked.
    """

    arcs: Arcs
    outcomes: Outcomes | None


@attrs.frozen(eq=False, slots=False)
class View:
    """Some worlds side by side, as one decision maker sees them.

    Attributes:
        graph: What they have in common.
        payoffs: What each state is worth to each decision maker, in each world: shape (n, m, worlds).
    """

    graph: Graph
    payoffs: NDArray[np.signedinteger[Any]]

    def clear_unless_staying(self, mover: int, worth: Worth, stays: Truth) -> None:
        """Clear ``stays`` where a mover would leave: shape (m, worlds)."""
        arcs, given = self.graph.arcs, (self.payoffs[mover], worth.values, worth.place_of)
        compiled(kernels.staying)(arcs.starts, arcs.ends, mover, *given, stays)

    def worth(self, rule: Rule, mover: int) -> Worth:
        """Return what each move is worth to a mover under a rule."""
        own, arcs = self.payoffs[mover], self.graph.arcs
        if isinstance(rule, Unsanctioned):
            return Worth(own, arcs.ends)
        if isinstance(rule, Simultaneous):
            return self._at_once(mover, by_unstable=rule.by_unstable)
        assert isinstance(rule, Sanctioned)  # noqa: S101 - no other rule comes here, see ``is_quick``
        potential = self._own_best(mover) if rule.escapable else own
        if arcs.joint is None or rule.improving:
            return Worth(self._least_opposed(mover, potential, improving=rule.improving), arcs.ends)
        joint = arcs.joint[mover]
        least = np.empty((len(joint.starts) - 1, own.shape[1]), dtype=own.dtype)
        compiled(kernels.least_of_sets)(joint.starts, joint.members, potential, least)
        return Worth(least, joint.place_of)

    def _least_opposed(self, mover: int, values: Values, *, improving: bool) -> Values:
        arcs = self.graph.arcs
        given = (arcs.starts, arcs.ends, mover, improving, self.payoffs)
        if arcs.transitive:
            out = values.copy()
            compiled(kernels.least_opposed)(*given, out)
            return out
        first = np.repeat(values[np.newaxis], arcs.movers, axis=0)
        compiled(kernels.least_by_turns)(*given, np.empty_like(values), first)
        return np.asarray(first.min(axis=0))

    def _own_best(self, mover: int) -> Values:
        """Return the greatest payoff a decision maker has at a state or one move of its own away."""
        best, arcs = self.payoffs[mover].copy(), self.graph.arcs
        compiled(kernels.most_of_own)(arcs.starts, arcs.ends, mover, self.payoffs[mover], best)
        return best

    def _at_once(self, mover: int, *, by_unstable: bool) -> Worth:
        """Return what moves are worth where others may move at the same time: nothing, or more than anything."""
        outcomes, starts = self.graph.outcomes, self.graph.arcs.starts
        assert outcomes is not None  # noqa: S101 - worked out before, see ``is_quick``
        answers = ~self._in_turn if by_unstable else np.ones(self.payoffs.shape, dtype=bool)
        first, end = starts[mover, 0], starts[mover, -1]
        deterred = np.zeros((end - first, self.payoffs.shape[2]), dtype=bool)
        given = (outcomes.left, outcomes.come, outcomes.targets, outcomes.moves, self.payoffs, answers)
        compiled(kernels.sanctioned_at_once)(mover, *given, np.empty(deterred.shape[1], dtype=bool), deterred)
        if by_unstable:
            deterred |= np.repeat(self._in_turn[mover], np.diff(starts[mover]), axis=0)
        kind = self.payoffs.dtype
        return Worth(np.where(deterred, kind.type(0), np.iinfo(kind).max), np.arange(starts[-1, -1]) - first)

    @cached_property
    def _in_turn(self) -> NDArray[np.bool_]:
        """Where each decision maker is SEQ-stable, shape (n, m, worlds)."""
        stays = np.ones(self.payoffs.shape, dtype=bool)
        for mover, each in enumerate(stays):
            self.clear_unless_staying(mover, self.worth(IN_TURN, mover), each)
        return stays


@attrs.frozen(eq=False)
class Abreast:
    """Some worlds side by side.

    Attributes:
        views: How decision makers see them, each view once.
        view_of: Which of the views is that of each decision maker.
    """

    views: tuple[View, ...]
    view_of: tuple[int, ...]

    @classmethod
    def of(cls, structure: Structure, graph: Graph, kind: Kind, first: int, end: int) -> Abreast:
        """Put the worlds of a structure from ``first`` up to ``end`` side by side, payoffs being of some kind."""
        rows, view_of = _rows(structure, first, end)
        views, movers = rows.shape[:2]
        payoffs = np.empty((views, movers, graph.arcs.size, end - first), dtype=kind)
        for view, mover in itertools.product(range(views), range(movers)):
            payoffs[view, mover] = np.take(structure.tables[mover], rows[view, mover], axis=0).T
        return cls(tuple(View(graph, each) for each in payoffs), view_of)

    @property
    def movers(self) -> int:
        """The number of decision makers."""
        return len(self.view_of)

    def solved(self, concept: Concept, status_quo: int | None) -> tuple[Words, Words | None]:
        """Return the equilibria under a concept, and what is reached from the status quo if there is one, as bits.

        Both have the shape (worlds, words).
        """
        views = [self._seen_by(mover) for mover in range(self.movers)]
        worth = [view.worth(concept.rule, mover) for mover, view in enumerate(views)]
        stays = np.ones(self.views[0].payoffs.shape[1:], dtype=bool)
        for mover, view in enumerate(views):
            view.clear_unless_staying(mover, worth[mover], stays)
        return _as_words(stays), None if status_quo is None else _as_words(self._reached(worth, status_quo))

    def _reached(self, worth: Sequence[Worth], status_quo: int) -> Truth:
        """Say what is reached, nobody moving twice in a row."""
        views = [self._seen_by(mover) for mover in range(self.movers)]
        last, arcs = np.zeros_like(views[0].payoffs, dtype=bool), views[0].graph.arcs
        settled, turns = 0, itertools.cycle(range(self.movers))
        while settled < self.movers:
            mover = next(turns)
            leaving = np.logical_or.reduce(np.delete(last, mover, axis=0))
            leaving[status_quo] = True
            before, each = last[mover].copy(), worth[mover]
            given = (views[mover].payoffs[mover], each.values, each.place_of, leaving)
            compiled(kernels.arriving)(arcs.starts, arcs.ends, mover, *given, last[mover])
            settled = settled + 1 if np.array_equal(before, last[mover]) else 1
        reached: Truth = np.logical_or.reduce(last)
        reached[status_quo] = True
        return reached

    def _seen_by(self, mover: int) -> View:
        return self.views[self.view_of[mover]]


def is_quick(concept: Concept, conflict: Conflict) -> bool:
    """Say whether worlds of a conflict can be solved side by side under a concept.

    If not, they are solved world by world, by the rule of the concept itself, with the same result: a new rule has to
    be taught to :meth:`View.worth` only if it is to be quick.
    """
    if isinstance(concept.rule, Simultaneous):
        return conflict.size <= MOST_OUTCOMES
    return isinstance(concept.rule, Unsanctioned | Sanctioned)


_ARCS: WeakKeyDictionary[Conflict, Arcs] = WeakKeyDictionary()
_OUTCOMES: WeakKeyDictionary[Conflict, Outcomes] = WeakKeyDictionary()
"""What was worked out for conflicts that are still there: on a cluster piece after piece has the same."""


def graph_of(conflict: Conflict, concepts: Sequence[Concept]) -> Graph:
    """Work out what the worlds of a conflict have in common, as far as some concepts need it."""
    if conflict not in _ARCS:
        _ARCS[conflict] = Arcs.of(conflict)
    arcs = _ARCS[conflict]
    if any(isinstance(each.rule, Sanctioned) for each in concepts):
        arcs.joint  # noqa: B018 - worked out when it is first asked for, and that should not be by several threads
    if not any(isinstance(each.rule, Simultaneous) for each in concepts):
        return Graph(arcs, None)
    if conflict not in _OUTCOMES:
        _OUTCOMES[conflict] = Outcomes.of(conflict, arcs)
    return Graph(arcs, _OUTCOMES[conflict])


def width(structure: Structure, kind: Kind) -> int:
    """Return how many worlds of a structure should stand side by side; it hangs on nothing else."""
    movers = len(structure.tables)
    seers = 1 if structure.views is None else movers
    column = structure.conflict.size * (seers * movers + 2 * movers + 4) * kind.itemsize
    return max(_FEWEST, min(_ROOM // max(column, 1), _MOST))


def _rows(structure: Structure, first: int, end: int) -> tuple[NDArray[np.int32], tuple[int, ...]]:
    """Return which row of each table counts in each view, shape (views, n, worlds), and whose view is which."""
    movers = len(structure.tables)
    if structure.views is None:
        return structure.picks[first:end].T[np.newaxis], (0,) * movers
    seen = structure.views[first:end].transpose(1, 2, 0).reshape(movers, -1)
    distinct, view_of = np.unique(seen, axis=0, return_inverse=True)
    return distinct.reshape(len(distinct), movers, -1), tuple(view_of.ravel().tolist())


def kind_of(structure: Structure) -> Kind:
    """Return the smallest type of number that holds all payoffs: the smaller, the more worlds in one step."""
    most = max((int(table.max(initial=0)) for table in structure.tables), default=0)
    return next(np.dtype(kind) for kind in (np.int8, np.int16, np.int32) if most <= np.iinfo(kind).max)


def _as_words(where: Truth) -> Words:
    """Return truth values of shape (m, worlds) as bits of shape (worlds, words)."""
    out = np.zeros((words_for(len(where)), where.shape[1]), dtype=np.int64)
    compiled(kernels.as_words)(where, out)
    return out.view(np.uint64).T
