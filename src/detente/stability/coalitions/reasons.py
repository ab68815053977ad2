"""Why a group stays or leaves: for each of its joint improvements what deters it, or that nothing does.

>>> from detente.library import load
>>> groups = Groups(load("elmira").conflict)
>>> reasons(groups, Side((0, 1), [(2,)]), "gmr", 4)  # of Ministry and Uniroyal in state 5
[Reason(members=('Ministry', 'Uniroyal'), to=8, replies=())]
>>> local = Side((2,), [(0,), (1,), (0, 1)])
>>> reasons(groups, local, "gmr", 0)  # of the local government in state 1
[Reason(members=('Local government',), to=5, replies=(Reply(members=('Ministry',), to=6),))]
>>> reasons(groups, local, "seq", 0)  # neither of the others would answer alone
[Reason(members=('Local government',), to=5, replies=(Reply(members=('Ministry', 'Uniroyal'), to=8),))]
"""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Moves
from detente.stability.coalitions.groups import Group, Groups
from detente.stability.coalitions.rules import Side
from detente.stability.paths import Path, shortest
from detente.stability.unknown.rows import unpacked


@attrs.frozen
class Reply:
    """A step of an answer.

    Attributes:
        members: Who takes it: one decision maker by a move, or under seq a group by a joint improvement.
        to: The number of the state it leads to.
    """

    members: tuple[str, ...]
    to: int


@attrs.frozen
class Reason:
    """What deters a group from a joint improvement.

    Attributes:
        members: The group, in listing order.
        to: The number of the state it would go to.
        replies: A shortest answer, after which some member is no better off; empty if nothing deters the group.
    """

    members: tuple[str, ...]
    to: int
    replies: tuple[Reply, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return attrs.asdict(self)


def reasons(groups: Groups, side: Side, concept: str, state: int) -> list[Reason]:
    """Return what deters a group from each of its joint improvements in a state, by index, under a concept."""
    names, ends = groups.conflict.names, groups.gains(side.group).targets(state).tolist()
    movers = _movers(groups, side, concept)
    harmless = (~_deterring(groups, side, concept, state)).astype(np.int32)
    moves = {place: each for place, (_, each) in enumerate(movers)}
    paths: list[Path] = [()] * len(ends) if concept == "nash" else shortest(moves, harmless, 0, ends)
    members = _named(names, side.group)
    return [
        Reason(members, to + 1, tuple(Reply(_named(names, movers[place][0]), step + 1) for place, step in path))
        for to, path in zip(ends, paths, strict=True)
    ]


def _movers(groups: Groups, side: Side, concept: str) -> list[tuple[Group, Moves]]:
    """Return who may answer, and by which moves."""
    if concept == "seq":
        return [(each, groups.gains(each)) for each in side.answers]
    return [((place,), groups.conflict.moves[place]) for place in groups.others(side.group)]


def _deterring(groups: Groups, side: Side, concept: str, state: int) -> NDArray[np.bool_]:
    """Say of each state whether an answer that ends there deters the group from leaving a state: shape (m,)."""
    here = np.array([state])
    if concept == "smr":
        return unpacked(groups.final(side.group, here), groups.conflict.size)[0]
    return groups.deterring(side.group, here)[0]


def _named(names: tuple[str, ...], group: Group) -> tuple[str, ...]:
    return tuple(names[place] for place in group)
