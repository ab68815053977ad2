"""Which preferences make a state hold? By trying them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations, product
from typing import Any

from tests.oracle.graph import Graph
from tests.oracle.verdicts import stays

Worths = tuple[int, ...]
"""For each state a number: the greater the better it is liked."""


def holds_under(graph: Graph, concept: str, state: int, wants: Mapping[int, Sequence[Any]]) -> bool:
    """Say whether a state is an equilibrium where some decision makers want something else."""
    worth = tuple(tuple(wants.get(i, graph.worth[i])) for i in graph.people)
    changed = replace(graph, worth=worth)
    return all(stays(changed, concept, i, state) for i in graph.people)


def stays_under(graph: Graph, concept: str, i: int, state: int, wants: Mapping[int, Sequence[Any]]) -> bool:
    """Say whether a state is stable for i where some decision makers want something else."""
    worth = tuple(tuple(wants.get(j, graph.worth[j])) for j in graph.people)
    return stays(replace(graph, worth=worth), concept, i, state)


def strict_rankings(size: int) -> Iterator[Worths]:
    """Yield every way of liking states without a tie."""
    return permutations(range(size))


def rankings_counted(graph: Graph, concept: str, states: Sequence[int], varied: Sequence[int]) -> int:
    """Count the strict rankings, of all that are varied together, under which one of the states holds."""
    every = product(*(strict_rankings(graph.size) for _ in varied))
    wants = (dict(zip(varied, rankings, strict=True)) for rankings in every)
    return sum(any(holds_under(graph, concept, state, each) for state in states) for each in wants)


def nearby_rankings(today: Sequence[Any]) -> list[tuple[int, int, Worths]]:
    """Return every ranking that keeps apart what is apart today, with its distance, the nearest first.

    The distance is the number of pairs that are the other way about, and after that of tied pairs told apart.
    """
    size = len(today)
    dense = [worths for worths in product(range(size), repeat=size) if set(worths) == set(range(max(worths) + 1))]
    pairs = list(combinations(range(size), 2))
    apart = [(a, b) if today[a] > today[b] else (b, a) for a, b in pairs if today[a] != today[b]]
    tied = [(a, b) for a, b in pairs if today[a] == today[b]]
    kept = [worths for worths in dense if all(worths[a] != worths[b] for a, b in apart)]
    return sorted(
        (sum(worths[a] < worths[b] for a, b in apart), sum(worths[a] != worths[b] for a, b in tied), worths)
        for worths in kept
    )


def nearby_orders(truths: Sequence[Sequence[bool]]) -> list[tuple[int, Sequence[Any]]]:
    """Return for every order of statements its distance and what each state is then worth, the nearest first.

    Args:
        truths: For each statement, most important first, whether it holds in each state.
    """
    orders = permutations(range(len(truths)))
    told = [(sum(a > b for a, b in combinations(order, 2)), order) for order in orders]
    states = range(len(truths[0]))
    return [(distance, [tuple(truths[k][s] for k in order) for s in states]) for distance, order in sorted(told)]
