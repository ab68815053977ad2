"""What every permitted change, and every kind of them, offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from detente.case import Case
from detente.case.mediator import Priced
from detente.conflict import Conflict
from detente.levers import Lever


@attrs.frozen
class Measure:
    """One permitted change.

    Attributes:
        kind: The key of its kind.
        lever: What it does; the name says it in words.
        touches: The names of the decision makers whose options or preferences it speaks of.
        settles: What it settles alone: of two measures that settle the same thing, one would undo the other or make
            it idle, so that they are never taken together.
        priced_as: What its cost may be given for, first of all: an option, a decision maker, its kind.
    """

    kind: str
    lever: Lever
    touches: frozenset[str]
    settles: frozenset[tuple[str | int, ...]] = frozenset()
    priced_as: tuple[Priced, ...] = ()

    @property
    def words(self) -> str:
        """What it does, in words."""
        return self.lever.name


@attrs.frozen
class MeasureKind:
    """A kind of permitted change.

    Attributes:
        key: Its short name, as on the command line.
        says: What a measure of this kind does, in a few words.
        lacking: Why a conflict may have none of them.
        find: Yields the measures of this kind that a case has.
    """

    key: str
    says: str
    lacking: str
    find: Callable[[Case], Iterable[Measure]]


def called(conflict: Conflict, variable: int) -> str:
    """Return the name of an option, with its decision maker's where the name alone is not unique."""
    reference = conflict.words.reference(variable)
    return reference.option if reference.decision_maker is None else conflict.words.variables[variable].full_name


def about_option(conflict: Conflict, kind: str, variable: int, lever: Lever) -> Measure:
    """Return a measure about one option, which settles what becomes of the option."""
    declared = conflict.words.variables[variable]
    owner = str(declared.decision_maker)
    priced_as = (("option", declared.full_name), ("decision maker", owner), ("kind", kind))
    return Measure(kind, lever, frozenset([owner]), frozenset([("option", variable)]), priced_as)
