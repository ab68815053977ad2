"""Who would leave a state together? Straight from the definitions, by sets and loops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from tests.oracle.graph import Graph
from tests.oracle.verdicts import reached

Group = frozenset[int]
Answering = Sequence[Group]
Rule = Callable[[Graph, Group, Answering, int], bool]


def groups_of(people: Sequence[int] | Group | range) -> Iterator[Group]:
    """Every non-empty group of some people."""
    return (frozenset(each) for size in range(1, len(people) + 1) for each in combinations(sorted(people), size))


def together(graph: Graph, group: Group, s: int) -> set[int]:
    """R_H⁺⁺(s) = {t ∈ R_H(s) : t ≻_i s for every i ∈ H}."""
    return {
        t
        for t in reached(graph, group, s, improving=False)
        if all(graph.worth[i][t] > graph.worth[i][s] for i in group)
    }


def deters(graph: Graph, group: Group, s: int, x: int) -> bool:
    """Φ_H(s) = {x : s ≽_i x for some i ∈ H}."""
    return any(graph.worth[i][s] >= graph.worth[i][x] for i in group)


def cnash(graph: Graph, group: Group, _answering: Answering, s: int) -> bool:
    """R_H⁺⁺(s) = ∅."""
    return not together(graph, group, s)


def cgmr(graph: Graph, group: Group, _answering: Answering, s: int) -> bool:
    """For every x ∈ R_H⁺⁺(s), R_{N∖H}(x) meets Φ_H(s)."""
    return all(any(deters(graph, group, s, y) for y in _others(graph, group, x)) for x in together(graph, group, s))


def csmr(graph: Graph, group: Group, _answering: Answering, s: int) -> bool:
    """… some y there with every z ∈ R_H(y) in Φ_H(s)."""
    return all(
        any(
            deters(graph, group, s, y)
            and all(deters(graph, group, s, z) for z in reached(graph, group, y, improving=False))
            for y in _others(graph, group, x)
        )
        for x in together(graph, group, s)
    )


def cseq(graph: Graph, group: Group, answering: Answering, s: int) -> bool:
    """The sanction is reached by coalition improvements of sub-groups of N∖H, no sub-group twice in a row."""
    return all(
        any(deters(graph, group, s, y) for y in _answered(graph, answering, x)) for x in together(graph, group, s)
    )


RULES: dict[str, Rule] = {"nash": cnash, "gmr": cgmr, "smr": csmr, "seq": cseq}


def stays_together(graph: Graph, concept: str, group: Group, s: int) -> bool:
    """Say whether s is stable for a group where every coalition may form."""
    others = frozenset(graph.people) - group
    return RULES[concept](graph, group, list(groups_of(others)), s)


def stays_as_block(graph: Graph, concept: str, block: Group, blocks: Sequence[Group], s: int) -> bool:
    """Say whether s is stable for a block of a fixed partition: each block acts as one."""
    return RULES[concept](graph, block, [each for each in blocks if each != block], s)


def jump(graph: Graph, group: Group, s: int, t: int) -> bool:
    """Say whether a group goes from s to t, which every member strictly prefers."""
    return t in together(graph, group, s)


def _others(graph: Graph, group: Group, x: int) -> frozenset[int]:
    return reached(graph, frozenset(graph.people) - group, x, improving=False)


def _answered(graph: Graph, answering: Answering, x: int) -> set[int]:
    """Follow joint improvements of the groups that answer, none of them twice in a row."""
    arrived: set[tuple[int, Group]] = set()
    waiting: list[tuple[int, Group]] = [(x, frozenset())]
    while waiting:
        here, last = waiting.pop()
        for group in answering:
            if group != last:
                new = {(t, group) for t in together(graph, group, here)} - arrived
                arrived |= new
                waiting.extend(new)
    return {t for t, _ in arrived} - {x}
