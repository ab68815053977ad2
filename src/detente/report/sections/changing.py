"""What a move changes, in a few words.

>>> from detente.conflict import Conflict, DecisionMaker
>>> talks = Conflict([DecisionMaker("A", ["talk", "strike"])])
>>> in_words(talks, changes(talks, 1, 4))
'talk no → yes, strike no → yes'
"""

from __future__ import annotations

from collections.abc import Mapping

from detente.conflict import Conflict

Changes = Mapping[int, tuple[str, str]]
"""For the index of each option that changes: the level it leaves, and the one it comes to."""


def changes(conflict: Conflict, from_: int, to: int) -> Changes:
    """Return what differs between two states, by number; an option that a coalesced state leaves open does not."""
    pairs = zip(conflict.space.levels(from_ - 1), conflict.space.levels(to - 1), strict=True)
    variables = conflict.words.variables
    return {
        index: (variables[index].levels[before], variables[index].levels[after])
        for index, (before, after) in enumerate(pairs)
        if before is not None and after is not None and before != after
    }


def in_words(conflict: Conflict, changed: Changes) -> str:
    """Return what changes as text; in graph form from which state to which."""
    if conflict.in_graph_form:
        return ", ".join(f"{before} → {after}" for before, after in changed.values())
    names = [variable.name for variable in conflict.words.variables]
    return ", ".join(f"{names[index]} {before} → {after}" for index, (before, after) in changed.items())


def in_full(conflict: Conflict, changed: Changes) -> dict[str, list[str]]:
    """Return what changes as plain data, by the full names of the options."""
    return {conflict.words.variables[index].full_name: list(levels) for index, levels in changed.items()}
