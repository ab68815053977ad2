r"""Which states hold if decision makers can move together.

Two questions. *Against every coalition* a state holds under a concept iff it is stable for every non-empty group of
decision makers (for the group of all there is nobody to answer, so that every concept is Nash). *Between fixed blocks*
the analyst says who belongs together: each block acts as one, the others alone, and a state holds iff it is stable for
every block. What a group gains from and what deters it is the same in both, see :mod:`.rules`; the general form is that
of Kilgour, Hipel, Fang & Peng (2001), *Coalition analysis in group decision support*, and of Inohara & Hipel (2008).

>>> from detente.library import load
>>> conflict = load("elmira").conflict
>>> together = coalitions(conflict)
>>> together.equilibria("seq"), together.leaving(5, "seq")
((8, 9), (Departure(members=('Ministry', 'Uniroyal'), to=(8,)),))
>>> coalitions(conflict, blocks=[["Ministry", "Uniroyal"]]).equilibria("nash")
(7, 8, 9)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, numbers_of
from detente.conflict.moves import ArcMoves
from detente.errors import ConflictError, Problem, TooLargeError, UnavailableError, UnknownNameError, one_of, unknown
from detente.given import one, several
from detente.stability.coalitions.groups import Group, Groups, subgroups
from detente.stability.coalitions.jumps import Jump, jumps, way
from detente.stability.coalitions.reasons import Reason, reasons
from detente.stability.coalitions.rules import DETERRED, Side
from detente.stability.concepts import concept_named
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

COALITION_CONCEPTS = tuple(DETERRED)
"""The keys of the concepts that are defined for groups."""

MOST_STATES = 2_048
"""The most states: what each group can reach from each is written out."""

MOST_DECISION_MAKERS = 7
"""The most decision makers, or blocks, whose every coalition is looked at."""

Names = tuple[str, ...]


@attrs.frozen
class Departure:
    """A group that would leave a state together.

    Attributes:
        members: Its members, in listing order.
        to: The numbers of the states it would leave for: all like these better, and nothing deters them.
    """

    members: Names
    to: tuple[int, ...]


@attrs.frozen(eq=False)
class Coalitions:
    """Which states hold if decision makers can move together.

    Attributes:
        conflict: The conflict.
        blocks: The fixed partition by names, or empty where every coalition is looked at.
        groups: The groups that were judged, by names: every coalition, the smallest first, or the blocks.
        free: By concept, for each group which of its joint improvements nothing deters it from, arc by arc.
        reach: What groups can do.
        left_out: Concepts that were not applied, with the reason.
        version: The version of the program.
    """

    conflict: Conflict
    blocks: tuple[Names, ...]
    groups: tuple[Names, ...]
    free: Mapping[str, Sequence[NDArray[np.bool_]]]
    reach: Groups
    left_out: Mapping[str, str]
    version: str = VERSION

    @property
    def concepts(self) -> tuple[str, ...]:
        """The keys of the concepts that were applied."""
        return tuple(self.free)

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """Return the numbers of the states that are stable for every group under a concept.

        Raises:
            UnknownNameError: If there is no such concept.
            UnavailableError: If the concept was not applied.
        """
        return numbers_of(self.equilibrium_mask(concept))

    def equilibrium_mask(self, concept: str) -> NDArray[np.bool_]:
        """Say of each state whether it is stable for every group under a concept: shape (m,)."""
        return np.logical_and.reduce([self._settled(place, free) for place, free in enumerate(self._under(concept))])

    def stable(self, members: Iterable[str], concept: str) -> tuple[int, ...]:
        """Return the numbers of the states that are stable for one group, given by names.

        Raises:
            UnknownNameError: If there is no such decision maker or concept.
            UnavailableError: If the group was not judged, or the concept not applied.
        """
        places = _places(self.conflict, several("the members of a group", members, str, "a list of names"))
        names = _named(self.conflict, places)
        if names not in self.groups:
            raise UnavailableError(Problem(f"no group of {', '.join(names)} was judged", _told(self.groups)))
        place = self.groups.index(names)
        return numbers_of(self._settled(place, self._under(concept)[place]))

    def leaving(self, state: int, concept: str) -> tuple[Departure, ...]:
        """Return the groups that would leave a state, by number, under a concept, and for which states.

        Raises:
            UnknownNameError: If there is no such state or concept.
            UnavailableError: If the concept was not applied.
        """
        index = self.conflict.checked_number(state) - 1
        found = ((self._gains(place), free) for place, free in enumerate(self._under(concept)))
        ends = (gains.targets(index)[free[gains.starts[index] : gains.starts[index + 1]]] for gains, free in found)
        return tuple(
            Departure(names, tuple((to + 1).tolist())) for names, to in zip(self.groups, ends, strict=True) if to.size
        )

    def why(self, state: int, concept: str) -> tuple[Reason, ...]:
        """Explain verdicts on a state, by number: for each joint improvement of each group what deters from it.

        Raises:
            UnknownNameError: If there is no such state or concept.
            UnavailableError: If the concept was not applied.
        """
        index = self.conflict.checked_number(state) - 1
        self._under(concept)
        sides = (Side(group, self._answering(group)) for group in map(self._places, self.groups))
        return tuple(each for side in sides for each in reasons(self.reach, side, concept, index))

    def jumps(self, equilibria: Iterable[int]) -> tuple[Jump, ...]:
        """Return the jumps between states that hold, given by number.

        Raises:
            UnknownNameError: If there is no such state.
            KindError: If it is given no list.
        """
        numbers = several("the states that hold", equilibria, object, "a list of state numbers")
        return tuple(jumps(self.reach, map(self.conflict.checked_number, numbers)))

    def way(self, jump: Jump) -> tuple[tuple[str, int], ...]:
        """Return a shortest way of a jump: who moves, and to which state, by number.

        Raises:
            UnknownNameError: If there is no such state or decision maker.
            KindError: If it is given no jump.
        """
        one("what is made", jump, Jump, "a jump, one of 'jumps'")
        for state in (jump.from_, jump.to):
            self.conflict.checked_number(state)
        return way(self.reach, jump)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data: equilibria, and for each group the states that are stable for it."""
        return {
            "blocks": [list(each) for each in self.blocks],
            "concepts": list(self.concepts),
            "equilibria": {key: list(self.equilibria(key)) for key in self.concepts},
            "groups": [
                {"members": list(names), "stable": {key: list(self.stable(names, key)) for key in self.concepts}}
                for names in self.groups
            ],
            "fingerprint": self.conflict.fingerprint,
            "version": self.version,
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row per state: whether it is an equilibrium under each concept.

        The index holds the state numbers.
        """
        import pandas as pd

        columns: dict[str, Any] = {"state": [self.conflict.space.label(at) for at in range(self.conflict.size)]}
        columns |= {key: self.equilibrium_mask(key) for key in self.concepts}
        return pd.DataFrame(columns, index=pd.RangeIndex(1, self.conflict.size + 1, name="number"))

    def _gains(self, place: int) -> ArcMoves:
        return self.reach.gains(self._places(self.groups[place]))

    def _places(self, names: Names) -> Group:
        return _places(self.conflict, names)

    def _answering(self, group: Group) -> list[Group]:
        """Return the groups that may answer a group by their joint improvements."""
        return answering(self.reach, group, [self._places(names) for names in self.blocks])

    def _settled(self, place: int, free: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say of each state whether nothing leads a group away from it."""
        settled = np.ones(self.conflict.size, dtype=bool)
        settled[self._gains(place).arcs()[0][free]] = False
        return settled

    def _under(self, concept: str) -> Sequence[NDArray[np.bool_]]:
        if concept not in self.free:
            otherwise = "it was not asked for" if concept in DETERRED else "it is not defined for groups"
            message = f"'{concept_named(concept).key}' was not applied: {self.left_out.get(concept, otherwise)}"
            raise UnavailableError(Problem(message, allowed=", ".join(self.concepts)))
        return self.free[concept]


def coalitions(
    conflict: Conflict, concepts: Iterable[str] | None = None, *, blocks: Iterable[Iterable[str]] = ()
) -> Coalitions:
    """Find out which states hold if decision makers can move together.

    Args:
        conflict: The conflict.
        concepts: The keys of concepts: nash, gmr, smr and seq, all unless given; without seq where somebody has beliefs
            about others.
        blocks: Who belongs together, by names; whoever is in no block stands alone. Unless given, every coalition may
            form.

    Returns:
        Which states hold under each concept, and which groups would leave the others.

    Raises:
        UnknownNameError: If there is no such decision maker or concept.
        UnavailableError: If a concept is not defined for groups, somebody has beliefs and seq is asked for, or
            preferences are unknown.
        ConflictError: If somebody is in two blocks, or a block is empty.
        TooLargeError: If there are too many states, or too many decision makers for every coalition.
        KindError: If something is of the wrong kind.
    """
    one("the conflict", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    keys, left_out = _applied(conflict, concepts)
    parts = _partition(conflict, blocks)
    _check(conflict, every=not parts)
    reach = Groups(conflict)
    groups = parts or list(subgroups(range(len(conflict.names))))
    sides = [Side(each, answering(reach, each, parts)) for each in groups]
    return Coalitions(
        conflict,
        tuple(_named(conflict, each) for each in parts),
        tuple(_named(conflict, side.group) for side in sides),
        {key: [~DETERRED[key](reach, side) for side in sides] for key in keys},
        reach,
        left_out,
    )


def answering(reach: Groups, group: Group, parts: Sequence[Group]) -> list[Group]:
    """Return the groups that may answer a group: the other blocks, or every group of others where there are none."""
    return [each for each in parts if each != group] if parts else list(subgroups(reach.others(group)))


def _applied(conflict: Conflict, concepts: Iterable[str] | None) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the concepts to apply, and those that are left out, with the reason."""
    left_out = dict.fromkeys(["seq"], _BELIEVING) if conflict.has_beliefs else {}
    if concepts is None:
        return tuple(key for key in DETERRED if key not in left_out), left_out
    keys = tuple(dict.fromkeys(several("the concepts", concepts, str, "a list of keys, as in ['nash', 'seq']")))
    for key in keys:
        if key not in DETERRED:
            raise UnavailableError(Problem(f"'{concept_named(key).key}' is not defined for groups", one_of(DETERRED)))
        if key in left_out:
            raise UnavailableError(Problem(f"'{key}' is not defined here: {left_out[key]}", "nash, gmr, smr"))
    return keys, {}


_BELIEVING = "somebody has beliefs about others, and nobody knows what a group believes"


def _partition(conflict: Conflict, blocks: Iterable[Iterable[str]]) -> list[Group]:
    """Return the blocks, and whoever is in none alone, in listing order; nothing if no block is given."""
    given = several("the blocks", blocks, object, "a list of lists of names")
    parts = [_places(conflict, several("a block", each, str, "a list of names")) for each in given]
    if not all(parts):
        raise ConflictError(Problem("a block has no members", allowed="one decision maker or more"))
    taken = [place for part in parts for place in part]
    if twice := [conflict.names[place] for place in dict.fromkeys(taken) if taken.count(place) > 1]:
        raise ConflictError(*(Problem(f"'{name}' is in two blocks", allowed="one block each") for name in twice))
    alone = [(place,) for place in range(len(conflict.names)) if place not in taken]
    return sorted([*parts, *alone]) if parts else []


def _places(conflict: Conflict, names: Iterable[str]) -> Group:
    """Return the places of decision makers in listing order, ascending."""
    given = dict.fromkeys(names)
    if strangers := [name for name in given if name not in conflict.names]:
        raise UnknownNameError(*(unknown("decision maker", name, conflict.names) for name in strangers))
    return tuple(sorted(map(conflict.place_of, given)))


def _named(conflict: Conflict, group: Group) -> Names:
    return tuple(conflict.names[place] for place in group)


def _told(groups: Sequence[Names]) -> str:
    return "; ".join(", ".join(names) for names in groups)


def _check(conflict: Conflict, *, every: bool) -> None:
    """Raise an error if groups cannot be judged in such a conflict."""
    if conflict.has_unknown:
        raise UnavailableError(Problem("groups are not judged where preferences are unknown"))
    if conflict.size > MOST_STATES:
        message = f"there are {conflict.size:,} states, too many for groups to be judged"
        raise TooLargeError(Problem(message, allowed=f"at most {MOST_STATES:,}"))
    if every and len(conflict.names) > MOST_DECISION_MAKERS:
        message = f"{len(conflict.names)} decision makers can form too many coalitions"
        raise TooLargeError(Problem(message, f"at most {MOST_DECISION_MAKERS}, or fixed blocks"))
