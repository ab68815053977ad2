"""From a sample to structures: the worlds grouped by their states, and what is wanted in each of them as arrays.

Which options exist and what is infeasible is worked out once for each combination that occurs; what a decision maker
wants once for each variant of it that occurs. Everything else is a choice of rows, made for all worlds at once.

>>> from detente.conflict import DecisionMaker, Statements
>>> from detente.worlds import Draw
>>> from detente.worlds.doubts import Exists, StatementHeld
>>> from detente.worlds.sampling import sample
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"], Statements(["talk", "not strike"]))])
>>> winter, mood = Draw("winter", {"mild": "0.6", "harsh": "0.4"}), Draw("mood", {"good": "1/4", "bad": "3/4"})
>>> doubts = Doubts([winter, mood], [StatementHeld("A", 0, "mood = good"), Exists("strike", "winter = mild")])
>>> widest, found = structures(today, doubts, sample(doubts.draws, many=10))
>>> widest.size, [(each.conflict.size, each.worlds.tolist(), each.places.tolist()) for each in found]
(4, [(4, [0, 1], [0, 1, 2, 3]), (2, [2, 3], [0, 1])])
>>> found[0].tables[0][found[0].picks[:, 0]].tolist()
[[2, 4, 1, 3], [2, 2, 1, 1]]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import ConflictError, Problem, TooLargeError, UnavailableError, UnknownNameError, about
from detente.worlds.doubts import Doubts
from detente.worlds.doubts.base import Places
from detente.worlds.doubts.doubts import Change, unchanged
from detente.worlds.grouping import Indices, grouped, members
from detente.worlds.sample import Sample
from detente.worlds.structure import Structure
from detente.worlds.variants import Belief, Ordering, Variants, beliefs, variants, wanting_nothing

MOST_STRUCTURES = 4_096
"""The most structures that are worked out."""


def structures(
    conflict: Conflict, doubts: Doubts, sample: Sample, change: Change = unchanged
) -> tuple[Conflict, list[Structure]]:
    """Group the worlds of a sample by their states, with what everyone wants in each.

    Args:
        conflict: The conflict as if nothing were in doubt.
        doubts: What is in doubt.
        sample: The worlds; it has all draws on which it rests what holds, and may have more.
        change: What a lever does, if one is pulled: ``lever.apply``.

    Returns:
        The conflict with every state that there is in some world, by which states are numbered, in which nobody wants
        anything; and the structures, which have every world of the sample once.

    Raises:
        ConflictError: If the doubts do not fit the conflict, or nothing is feasible in a world, which is named.
        TooLargeError: If there are too many structures, or too many variants of what is wanted.
        UnavailableError: If states are one in some worlds and not in others in a way that they cannot be numbered.
        UnknownNameError: If the sample lacks a draw.
    """
    if problems := doubts.problems(conflict):
        raise ConflictError(*problems)
    alternatives = doubts.alternatives(_column(doubts, sample))
    changed = change(wanting_nothing(conflict))
    widest = doubts.widest(changed)
    wanted = variants(conflict, doubts, alternatives, sample.size, change)
    believed = beliefs(conflict, doubts, alternatives, sample.size, change)
    grouping = _Grouping(doubts, alternatives, changed, widest, wanted, believed)
    firsts, group = _by_states(doubts, alternatives, sample.size)
    found = zip(firsts.tolist(), members(group), strict=True)
    return widest, [grouping.structure(first, worlds) for first, worlds in found]


def _column(doubts: Doubts, sample: Sample) -> Callable[[int], Places]:
    """Return how the outcomes of a draw of the doubts, by its place, are found in a sample."""
    if missing := [draw for draw in doubts.draws if draw not in sample.draws]:
        raise UnknownNameError(*(Problem(f"the sample does not have the draw '{draw.name}'") for draw in missing))
    places = [sample.draws.index(draw) for draw in doubts.draws]
    return lambda index: sample.picked[:, places[index]].astype(np.int64)


def _by_states(doubts: Doubts, alternatives: Sequence[Places], worlds: int) -> tuple[Indices, Indices]:
    """Group worlds by which options exist and what is infeasible: the first of each group, and the group of each."""
    columns = [alternatives[place] for place, _ in doubts.structural]
    firsts, group = grouped(columns, [2] * len(columns), worlds)
    if len(firsts) > MOST_STRUCTURES:
        message = f"{len(firsts)} combinations of options that exist and of what is infeasible"
        raise TooLargeError(Problem(message, f"at most {MOST_STRUCTURES}"))
    return firsts, group


@attrs.frozen(eq=False)
class _Grouping:
    """What all structures of a sample have in common.

    Attributes:
        doubts: What is in doubt.
        alternatives: Which alternative of each doubt is the case in each world.
        changed: The conflict as if nothing were in doubt, with the lever pulled, in which nobody wants anything.
        widest: The conflict with every state that there is in some world.
        wanted: What each decision maker wants in each world.
        believed: What is believed of others in some world.
    """

    doubts: Doubts
    alternatives: Sequence[Places]
    changed: Conflict
    widest: Conflict
    wanted: Sequence[Variants]
    believed: Sequence[Belief]

    def structure(self, first: int, worlds: Indices) -> Structure:
        """Return the structure of some worlds, given one of them."""
        told = [int(column[first]) for column in self.alternatives]
        conflict = self.doubts.structured(self.changed, told)
        with about(self.doubts.world_where(told)):
            places = places_among(conflict, self.widest)
            ordering = Ordering(self.changed.space, conflict.space)
            believed = [belief for belief in self.believed if belief.held[worlds].any()]
            found = [self._choices(ordering, place, worlds, believed) for place in range(len(self.wanted))]
        picks = np.stack([choices.picks for choices in found], axis=1).astype(np.int32)
        views = _views(picks, worlds, believed, [choices.thought for choices in found]) if believed else None
        return Structure(conflict, places, worlds, tuple(choices.table for choices in found), picks, views)

    def _choices(self, ordering: Ordering, place: int, worlds: Indices, believed: Sequence[Belief]) -> _Choices:
        wanted = self.wanted[place]
        occurring, which = np.unique(wanted.wanted[worlds], return_inverse=True)
        thought = [belief for belief in believed if belief.about == place]
        preferences = [wanted.preferences[each] for each in occurring] + [belief.preference for belief in thought]
        with about(f"decision maker '{self.changed.names[place]}'"):
            table, rows = ordering.table(preferences)
        return _Choices(
            table,
            rows[which],
            dict(zip((belief.by for belief in thought), rows[len(occurring) :].tolist(), strict=True)),
        )


@attrs.frozen(eq=False)
class _Choices:
    """What a decision maker wants, or is thought to want, in some worlds.

    Attributes:
        table: The payoffs, each once: shape (V, m).
        picks: The row of what it wants in each world: shape (w,).
        thought: The row of what it is thought to want, by the place of the one who thinks so.
    """

    table: NDArray[np.int32]
    picks: Indices
    thought: Mapping[int, int]


def _views(
    picks: NDArray[np.int32], worlds: Indices, believed: Sequence[Belief], thought: Sequence[Mapping[int, int]]
) -> NDArray[np.int32]:
    """Return which row each takes for what another wants, in each world: shape (w, n, n)."""
    size, people = picks.shape
    views = np.broadcast_to(picks[:, np.newaxis, :], (size, people, people)).copy()
    for belief in believed:
        views[belief.held[worlds], belief.by, belief.about] = thought[belief.about][belief.by]
    return views


def places_among(conflict: Conflict, widest: Conflict) -> Indices:
    """Return the index of each state of a conflict among those of the widest: shape (m,), ascending.

    Raises:
        UnavailableError: If one of those is two here, or they come in another order.
    """
    places = np.searchsorted(widest.space.patterns, conflict.space.codes)
    if widest.space.state_of is not None:
        places = widest.space.state_of[places]
    if (np.diff(places) <= 0).any():
        message = "states that are one where more is feasible fall apart, or come in another order"
        raise UnavailableError(Problem(message, "coalesced states that have the same members in every world"))
    return places
