"""Does a witness show what it says? Straight from the definitions, knowing nothing of how it was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.oracle.graph import Graph
from tests.oracle.verdicts import SANCTIONS, stays

Told = Mapping[str, Any]
"""An explanation as plain data, state numbers from 1."""

IMPROVING = {"gmr": False, "smr": False, "seq": True, "sseq": True}
"""Whether each step of a sanction has to be an improvement for the one who makes it."""

FINAL = ("smr", "sseq")
"""Concepts under which a sanction leaves no escape."""


def faults(graph: Graph, told: Told) -> list[str]:
    """Return everything that is wrong with an explanation, which is told as the one it is of sees the others."""
    i, s, concept = graph.names.index(told["decision_maker"]), told["state"] - 1, told["concept"]
    graph = graph.seen_by(i)
    found = [] if told["stable"] == stays(graph, concept, i, s) else ["the verdict is wrong"]
    listed = [each["to"] - 1 for each in told["improvements"]]
    found += [] if listed == sorted(graph.improvements[i][s]) else ["these are not the improvements"]
    for each in told["improvements"]:
        found += [f"improvement {each['to']}: {fault}" for fault in _improvement_faults(graph, concept, i, s, each)]
    return found


def _improvement_faults(graph: Graph, concept: str, i: int, s: int, told: Told) -> list[str]:
    if told["sanctioned"] != SANCTIONS[concept](graph, i, s, told["to"] - 1):
        return ["the definition says otherwise"]
    if not told["sanctioned"]:
        return ["a sanction of what is not sanctioned"] if told["by"] else []
    turns = [(graph.names.index(turn["mover"]), turn["to"] - 1) for turn in told["by"]]
    if concept == "sim" or (concept == "sim-fh" and not stays(graph, "seq", i, s)):
        return _choice_faults(graph, concept, i, s, told, turns)
    found = ["in turn, but said to be together"] if "together" in told else []
    return found + _path_faults(graph, "seq" if concept == "sim-fh" else concept, i, s, told, turns)


def _path_faults(graph: Graph, concept: str, i: int, s: int, told: Told, turns: Sequence[tuple[int, int]]) -> list[str]:
    """s2 ∈ R_{N-i}(s1), or R⁺_{N-i}(s1), by the fewest moves there are, with s ≽_i s2."""
    steps = graph.improvements if IMPROVING[concept] else graph.moves
    here, last, found = told["to"] - 1, None, []
    for j, t in turns:
        found += [] if t in steps[j][here] else [f"{graph.names[j]} cannot so move from {here + 1} to {t + 1}"]
        found += [f"{graph.names[j]} moves out of turn"] if j in (i, last) else []
        here, last = t, j
    found += [] if here == told["end"] - 1 else ["it ends elsewhere"]
    found += [] if _deters(graph, concept, i, s, here) else ["the end does not deter"]
    found += [] if told.get("final", False) is (concept in FINAL) else ["it says the wrong thing about ways out"]
    found += [] if len(turns) == _fewest(graph, concept, i, s, told["to"] - 1) else ["there is a shorter way"]
    return found


def _choice_faults(
    graph: Graph, concept: str, i: int, s: int, told: Told, turns: Sequence[tuple[int, int]]
) -> list[str]:
    """A choice, not all staying, of improvements from s, applied together with i's own change."""
    chosen = dict(turns)
    found = [] if chosen and len(chosen) == len(turns) and i not in chosen else ["nobody may so choose"]
    found += [f"no improvement of {graph.names[j]}" for j, t in turns if t not in graph.improvements[j][s]]
    if concept == "sim-fh":
        found += [f"{graph.names[j]} would stay" for j in chosen if stays(graph, "seq", j, s)]
    ((now,), (own,)) = graph.members[s], graph.members[told["to"] - 1]
    picked = {i: own} | {j: graph.members[t][0] for j, t in turns}
    pattern = tuple(picked.get(owner, now)[option] for option, owner in enumerate(graph.owners))
    found += [] if graph.place.get(pattern) == told["together"] - 1 == told["end"] - 1 else ["it ends elsewhere"]
    found += [] if graph.worth[i][s] >= graph.worth[i][told["end"] - 1] else ["the end does not deter"]
    return found


def _deters(graph: Graph, concept: str, i: int, s: int, s2: int) -> bool:
    """s ≽_i s2 and, where the concept asks for it, s ≽_i s3 for every s3 ∈ R_i(s2)."""  # noqa: D403 - s is a state
    after = {s2, *graph.moves[i][s2]} if concept in FINAL else {s2}
    return all(graph.worth[i][s] >= graph.worth[i][q] for q in after)


def _fewest(graph: Graph, concept: str, i: int, s: int, s1: int) -> int:
    """Return how many moves the shortest sanction takes: level by level over (state, last mover)."""
    steps = graph.improvements if IMPROVING[concept] else graph.moves
    level, seen, moves = {(s1, -1)}, {(s1, -1)}, 0
    while not any(_deters(graph, concept, i, s, t) for t, _ in level):
        moves += 1
        level = {(t, j) for q, last in level for j in graph.people if j not in (i, last) for t in steps[j][q]} - seen
        seen |= level
        assert level, "nothing sanctions this"
    return moves
