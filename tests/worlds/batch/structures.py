"""Random structures, and what holds in their worlds by the literal reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import hypothesis.strategies as st
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.worlds import Structure
from tests.models import FAMILIES, random_conflict
from tests.oracle import Graph, read, stays, unsanctioned

WORLDS = 6
"""The most worlds of a structure that is drawn."""

ROWS = 4
"""The most preferences of one decision maker."""


def structures(families: Sequence[str] = tuple(FAMILIES)) -> st.SearchStrategy[Structure]:
    """Draw structures over conflicts of some families, with mistaken views and without."""

    def drawn(random: Random) -> Structure:
        conflict = random_conflict(random, FAMILIES[random.choice(sorted(families))])
        return random_structure(random, conflict, random.randint(1, WORLDS), mistaken=random.random() < 0.5)

    return st.randoms(use_true_random=False).map(drawn)


def random_structure(random: Random, conflict: Conflict, worlds: int, *, mistaken: bool) -> Structure:
    """Draw tables of payoffs for a conflict, and what each world picks from them."""
    draw = np.random.default_rng(random.getrandbits(32))
    n, m = len(conflict.names), conflict.size
    tables = tuple(dense(draw.integers(0, draw.integers(1, m + 1), (draw.integers(1, ROWS + 1), m))) for _ in range(n))
    views = np.stack([draw.integers(0, len(table), (worlds, n)) for table in tables], axis=2).astype(np.int32)
    picks = np.stack([views[:, i, i] for i in range(n)], axis=1)
    places = np.arange(m, dtype=np.int64)
    return Structure(conflict, places, np.arange(worlds), tables, picks, views if mistaken else None)


def dense(values: NDArray[np.int64]) -> NDArray[np.int32]:
    """Rank the values of each row: 1 the least, equal where they are equal, without gaps."""
    ranks = [np.unique(row, return_inverse=True)[1] + 1 for row in values]
    return np.array(ranks, dtype=np.int32)


def graphs_seen(structure: Structure) -> Iterator[list[Graph]]:
    """Yield, for each world, the graph model as each decision maker sees it.

    Decision maker i takes row ``views[world, i, j]`` for what j wants; where nobody is mistaken, it knows.
    """
    bare = read(structure.conflict.without_beliefs())
    for world in range(structure.size):
        own = structure.picks[world].tolist()
        rows = [own] * len(own) if structure.views is None else structure.views[world].tolist()
        yield [
            replace(bare, worth=tuple(tuple(structure.tables[j][row].tolist()) for j, row in enumerate(seen)))
            for seen in rows
        ]


def literal_equilibria(graphs: Sequence[Graph], concept: str) -> list[bool]:
    """Say of each state whether each decision maker leaves it alone in its own view of the others."""
    return [all(stays(graph, concept, i, s) for i, graph in enumerate(graphs)) for s in range(graphs[0].size)]


def literal_reached(graphs: Sequence[Graph], concept: str, status_quo: int) -> list[bool]:
    """Say which states are reached by improvements nobody is deterred from in its own view, nobody twice in a row."""
    pairs = {(status_quo, -1)}
    waiting = [*pairs]
    while waiting:
        s, last = waiting.pop()
        for i, graph in enumerate(graphs):
            new = {(t, i) for t in unsanctioned(graph, concept, i, s) if i != last} - pairs
            pairs |= new
            waiting += new
    met = {s for s, _ in pairs}
    return [s in met for s in range(graphs[0].size)]
