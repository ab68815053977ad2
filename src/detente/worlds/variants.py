"""What one decision maker wants in many worlds: each preference that differs once, and which of them in each world.

>>> from detente.conflict import DecisionMaker
>>> from detente.worlds.doubts import StatementHeld, certainty
>>> from detente.worlds.doubts.doubts import unchanged
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"], Statements(["talk", "not strike"]))])
>>> doubts = Doubts([], [StatementHeld("A", 0, certainty("A: talk", "0.7", StatementHeld.ALTERNATIVES))])
>>> (found,) = variants(today, doubts, [np.array([0, 1, 0])], 3, unchanged)
>>> found.preferences, found.wanted
((Statements(statements=(Formula('talk'), Formula('not strike'))), Statements(statements=(Formula('not strike'),))),
 array([0, 1, 0]))
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import INDIFFERENT, Conflict, Payoffs, Preference, Statements, StateSpace
from detente.conflict.preference.base import dense
from detente.errors import Problem, TooLargeError, about
from detente.formula import Formula
from detente.worlds.doubts import Doubts
from detente.worlds.doubts.base import Places
from detente.worlds.doubts.doubts import Change
from detente.worlds.doubts.wants import Wants
from detente.worlds.grouping import Indices, grouped

MOST_PAYOFFS = 2**28
"""The most payoffs of one decision maker that are held: variants times states."""

_AT_ONCE = 32
"""So many statements are compared at once: the order so far and they fit one machine word."""


@attrs.frozen(eq=False)
class Variants:
    """What a decision maker wants in each world.

    Attributes:
        preferences: Each preference that it has in one world or another; some may come to the same.
        wanted: The place of the one that it has in each world: shape (W,).
    """

    preferences: tuple[Preference, ...]
    wanted: Indices


def variants(
    conflict: Conflict, doubts: Doubts, alternatives: Sequence[Places], worlds: int, change: Change
) -> list[Variants]:
    """Return what each decision maker wants in each world, in listing order.

    Args:
        conflict: The conflict as if nothing were in doubt.
        doubts: What is in doubt.
        alternatives: Which alternative of each doubt is the case in each world: shape (W,) each.
        worlds: The number of worlds, W.
        change: What a lever does.
    """
    in_doubt = {wants.name: wants for wants in doubts.wants}
    found = [_of(in_doubt.get(name), alternatives, worlds) for name in conflict.names]
    return [
        Variants(tuple(_wanted(conflict, place, in_doubt.get(name), each, change) for each in told), wanted)
        for place, (name, (told, wanted)) in enumerate(zip(conflict.names, found, strict=True))
    ]


def _of(wants: Wants | None, alternatives: Sequence[Places], worlds: int) -> tuple[list[list[int]], Indices]:
    """Return the alternatives of all doubts in a world of each variant, and which variant there is in each world."""
    columns = [] if wants is None else wants.telling(alternatives)
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    firsts, wanted = grouped(columns, sizes, worlds)
    return [[int(column[first]) for column in alternatives] for first in firsts], wanted


def _wanted(
    conflict: Conflict, place: int, wants: Wants | None, alternatives: Sequence[int], change: Change
) -> Preference:
    preferring = conflict if wants is None else wants.preferring(conflict, alternatives)
    name = conflict.names[place]
    with about(f"decision maker '{name}'"):
        return change(wanting_nothing(preferring, but=name)).decision_makers[place].preference


def wanting_nothing(conflict: Conflict, but: str = "") -> Conflict:
    """Return the conflict in which nobody, or nobody but one, wants anything, and nobody believes anything."""
    owners = [
        attrs.evolve(owner, preference=owner.preference if owner.name == but else INDIFFERENT, believes=())
        for owner in conflict.decision_makers
    ]
    return attrs.evolve(conflict, decision_makers=owners)


@attrs.frozen(eq=False)
class Belief:
    """What a decision maker thinks that another wants, in the worlds in which it does.

    Attributes:
        by: The place of the one who believes it.
        about: The place of the one it is about.
        preference: What that one is thought to want.
        held: In which worlds it is held: shape (W,).
    """

    by: int
    about: int
    preference: Preference
    held: NDArray[np.bool_]


def beliefs(
    conflict: Conflict, doubts: Doubts, alternatives: Sequence[Places], worlds: int, change: Change
) -> list[Belief]:
    """Return what is believed in some world; see :func:`variants`."""
    in_doubt = {(doubt.decision_maker, doubt.about): place for place, doubt in doubts.beliefs}
    found = []
    for by, owner in enumerate(conflict.decision_makers):
        for name, _ in owner.believes:
            place = in_doubt.get((owner.name, name))
            held = np.ones(worlds, dtype=bool) if place is None else alternatives[place] == 0
            if not held.any():
                continue
            with about(f"what '{owner.name}' thinks '{name}' wants"):
                believing = change(_believing(conflict, by, name)).decision_makers[by]
            found.append(Belief(by, conflict.place_of(name), dict(believing.believes)[name], held))
    return found


def _believing(conflict: Conflict, by: int, name: str) -> Conflict:
    """Return the conflict in which nobody wants anything, and one alone believes something of another."""
    owners = list(wanting_nothing(conflict).decision_makers)
    believed = dict(conflict.decision_makers[by].believes)[name]
    owners[by] = attrs.evolve(owners[by], believes={name: believed})
    return attrs.evolve(conflict, decision_makers=owners)


@attrs.frozen(slots=False, eq=False)
class Ordering:
    """Turns preferences into payoffs over the states of one structure, evaluating each statement once.

    Attributes:
        before: The states for which rankings among the preferences are written.
        space: The states of the structure.
    """

    before: StateSpace
    space: StateSpace

    def table(self, preferences: Sequence[Preference]) -> tuple[NDArray[np.int32], Indices]:
        """Return the payoffs of some preferences, each row once, and the row of each preference.

        Raises:
            ConflictError: If a preference does not fit the states.
            TooLargeError: If they are too many to hold.
        """
        if len(preferences) * self.space.size > MOST_PAYOFFS:
            message = f"{len(preferences)} variants of what a decision maker wants, over {self.space.size} states"
            raise TooLargeError(Problem(message, f"at most {MOST_PAYOFFS // self.space.size} variants"))
        rows = np.array([self.payoffs(each) for each in preferences], dtype=np.int32)
        return np.unique(rows, axis=0, return_inverse=True)

    def payoffs(self, preference: Preference) -> Payoffs:
        """Return the payoff of each state: shape (m,), 1 the worst."""
        carried = preference.carried(self.before, self.space)
        if not isinstance(carried, Statements):
            return carried.payoffs(self.space)
        order = np.ones(self.space.size, dtype=np.int64)
        for start in range(0, len(carried.statements), _AT_ONCE):
            for statement in carried.statements[start : start + _AT_ONCE]:
                order = 2 * order + self._truth(statement)
            order = dense(order).astype(np.int64)
        return order.astype(np.int32)

    def _truth(self, statement: Formula) -> NDArray[np.bool_]:
        if statement not in self._truths:
            self._truths[statement] = self.space.where(statement)
        return self._truths[statement]

    @cached_property
    def _truths(self) -> dict[Formula, NDArray[np.bool_]]:
        return {}
