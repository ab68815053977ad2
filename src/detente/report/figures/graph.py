"""The integrated graph of a conflict: states, and the moves of every decision maker between them.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> graph = integrated_graph(Conflict([DecisionMaker("A", ["a"], Statements(["a"])), DecisionMaker("B", ["b"])]))
>>> graph.nodes[2]
{'label': 'a', 'payoffs': {'A': 2, 'B': 1}}
>>> list(graph.edges(keys=True, data="improvement"))[:2]
[(1, 2, 'A', True), (1, 3, 'B', False)]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from detente.conflict import Conflict

if TYPE_CHECKING:
    import networkx as nx


def integrated_graph(conflict: Conflict, states: Iterable[int] | None = None) -> nx.MultiDiGraph:
    """Return a conflict as a graph of NetworkX, to look at or to go on with.

    Args:
        conflict: The conflict.
        states: The numbers of the states to have in it; all of them, unless given.

    Returns:
        A graph with a node for each state, by number, with ``label`` and ``payoffs`` by decision maker; and for each
        move an edge whose key is the mover, with ``improvement``.

    Raises:
        UnknownNameError: If there is no such state.
    """
    import networkx as nx

    numbers = range(1, conflict.size + 1) if states is None else sorted(map(conflict.checked_number, states))
    graph = nx.MultiDiGraph()
    for number in numbers:
        payoffs = dict(zip(conflict.names, conflict.payoff_table[:, number - 1].tolist(), strict=True))
        graph.add_node(number, label=conflict.space.label(number - 1), payoffs=payoffs)
    for number in numbers:
        for name, moves, payoff in zip(conflict.names, conflict.moves, conflict.payoff_table, strict=True):
            for target in moves.targets(number - 1).tolist():
                if target + 1 in graph:
                    graph.add_edge(number, target + 1, name, improvement=bool(payoff[target] > payoff[number - 1]))
    return graph


@attrs.frozen
class Link:
    """What one decision maker can do between two states, drawn as one line.

    Attributes:
        mover: Its place in the listing, from 0.
        ends: The numbers of the two states.
        heads: For each end, whether moves lead there: ``True`` an improvement, ``False`` another move, ``None`` none.
    """

    mover: int
    ends: tuple[int, int]
    heads: tuple[bool | None, bool | None]

    @property
    def improves(self) -> bool:
        """Whether a move along it is an improvement."""
        return True in self.heads


def links(conflict: Conflict, graph: nx.MultiDiGraph) -> list[Link]:
    """Return the lines between the states of a graph, the moves there and back being one line."""
    found = []
    for low, high, name, improves in graph.edges(keys=True, data="improvement"):
        back = graph.edges[high, low, name]["improvement"] if graph.has_edge(high, low, name) else None
        mover = conflict.place_of(name)
        if low < high:
            found.append(Link(mover, (low, high), (back, improves)))
        elif back is None:
            found.append(Link(mover, (high, low), (improves, None)))
    return sorted(found, key=lambda link: (link.ends, link.mover))
