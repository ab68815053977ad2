"""World by world, by the ordinary rules of stability.

This is how a few worlds are solved, which are not worth compiling for; and how many are where there are too many moves
for them to be written out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.conflict import Moves
from detente.conflict.moves import ArcMoves, kernels
from detente.conflict.moves.running import run
from detente.stability import Concept
from detente.stability.analysis import Analysis
from detente.worlds.batch.bits import Truth
from detente.worlds.structure import Structure

Seen = tuple[Analysis, ...]
"""A world as each decision maker sees it."""


def as_seen(structure: Structure, world: int) -> Seen:
    """Return the analysis of one world as each decision maker sees it; the same for all where nobody is mistaken."""
    people = range(len(structure.tables))
    if structure.views is None:
        return (_analysis(structure, structure.picks[world].tolist()),) * len(people)
    views = [tuple(rows) for rows in structure.views[world].tolist()]
    found = {rows: _analysis(structure, rows) for rows in set(views)}
    return tuple(found[rows] for rows in views)


def _analysis(structure: Structure, rows: Sequence[int]) -> Analysis:
    moves = structure.conflict.moves
    payoffs = np.array([table[row] for table, row in zip(structure.tables, rows, strict=True)])
    improvements = tuple(each.improving(payoff) for each, payoff in zip(moves, payoffs, strict=True))
    return Analysis(structure.conflict.without_beliefs(), moves, improvements, payoffs)


def equilibria(seen: Seen, concept: Concept) -> Truth:
    """Say where everybody is stable in a world, each in its own view of the others: shape (m,)."""
    stable: Truth = np.logical_and.reduce([concept.rule.stable(analysis, i) for i, analysis in enumerate(seen)])
    return stable


def reached(seen: Seen, concept: Concept, status_quo: int) -> Truth:
    """Say which states improvements that nothing deters from lead to, the status quo among them: shape (m,).

    Nobody moves twice in a row.
    """
    size = seen[0].conflict.size
    found = _arrivals([concept.rule.unsanctioned(analysis, i) for i, analysis in enumerate(seen)], status_quo, size)
    found[status_quo] = True
    return found


def _arrivals(moves: Sequence[Moves], start: int, size: int) -> Truth:
    arcs = [ArcMoves.between(*each.arcs(), size) for each in moves]
    offsets = np.cumsum([0, *(len(each.ends) for each in arcs)])
    starts = np.array([each.starts + offset for each, offset in zip(arcs, offsets, strict=False)])
    out = np.full((2, len(moves), size), -1, dtype=np.int32)
    ends = np.concatenate([each.ends for each in arcs])
    run(kernels.first_arrivals, len(moves) * (len(ends) + size), starts, ends, start, out=out)
    return np.asarray((out[0] >= 0).any(axis=0))
