"""All that is in doubt in a case, and the conflict of each world.

A *world* is one outcome of every draw. Its conflict is the conflict as it would be if nothing were in doubt, changed
by every doubt in turn: first what decision makers want, then a lever if one is pulled, last which options exist and
what is infeasible. This is the literal reading, one world at a time; it judges everything quicker.

>>> from detente.conflict import DecisionMaker, Statements
>>> from detente.worlds.doubts import StatementHeld
>>> today = Conflict([DecisionMaker("A", ["talk"], Statements(["talk"]))])
>>> winter = Draw("winter", {"mild": "0.6", "harsh": "0.4"})
>>> doubts = Doubts([winter], [StatementHeld("A", 0, "winter = mild")])
>>> [doubts.conflict_in(today, {"winter": each}).payoffs("A").tolist() for each in winter.outcomes]
[[1, 2], [1, 1]]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from typing import Any

import attrs
import numpy as np

from detente.conflict import Conflict
from detente.conflict.option import repeated
from detente.errors import ConflictError, Problem, TooLargeError, UnknownNameError, about, unknown
from detente.evolution import Timing
from detente.formula import Vocabulary
from detente.worlds.doubts.base import Doubt, Pacing, Phase, Places, Structural, decided
from detente.worlds.doubts.belief import Believed
from detente.worlds.doubts.factions import Faction
from detente.worlds.doubts.kinds import phase_of
from detente.worlds.doubts.outcomes import check_cover, words_of
from detente.worlds.doubts.wants import Wants
from detente.worlds.draw import Draw

MOST_DRAWS = 256
"""The most draws that there may be."""

MOST_OUTCOMES = 1_000
"""The most outcomes that a draw may have."""

Change = Callable[[Conflict], Conflict]
"""What a lever does to a conflict."""


def unchanged(conflict: Conflict) -> Conflict:
    """Return the conflict as it is: what no lever does."""
    return conflict


def _as_draws(draws: Iterable[Draw]) -> tuple[Draw, ...]:
    return tuple(draws)


def _as_doubts(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return tuple(doubts)


@attrs.frozen(slots=False)
class Doubts:
    """All that is in doubt.

    Attributes:
        shared: Draws that several doubts may rest on.
        doubts: What is in doubt.

    Raises:
        ConflictError: If two draws have one name, two doubts concern one thing, conditions do not cover everything, or
            a doubt is of no kind of the table.
        TooLargeError: If there are too many draws or outcomes.
        UnknownNameError: If a condition names a draw or an outcome that does not exist.
    """

    shared: tuple[Draw, ...] = attrs.field(default=(), converter=_as_draws)
    doubts: tuple[Doubt, ...] = attrs.field(default=(), converter=_as_doubts)

    def __attrs_post_init__(self) -> None:
        """Check that the parts fit together."""
        check_bounds(self.all_draws)
        if twice := repeated(draw.name for draw in self.all_draws):
            raise ConflictError(*(Problem(f"two draws are named '{name}'") for name in twice))
        if twice := repeated(doubt.subject for doubt in self.doubts):
            raise ConflictError(*(Problem(f"two doubts about {subject}", "one") for subject in twice))
        for doubt in self.doubts:
            with about(doubt.subject):
                check_cover(doubt.by, doubt.alternatives, self.shared)

    def __bool__(self) -> bool:
        """Whether anything is in doubt."""
        return bool(self.shared or self.doubts)

    @cached_property
    def draws(self) -> tuple[Draw, ...]:
        """The draws on which it rests what holds: all but those of paces."""
        return (*self.shared, *_own(doubt for doubt in self.doubts if phase_of(doubt) is not Phase.PACE))

    @cached_property
    def all_draws(self) -> tuple[Draw, ...]:
        """Every draw."""
        return (*self.draws, *self.pace_draws)

    @cached_property
    def pace_draws(self) -> tuple[Draw, ...]:
        """The draws of paces in a range."""
        return tuple(doubt.by for _, doubt in self.paces)

    @cached_property
    def words(self) -> Vocabulary:
        """The draws on which it rests what holds, as variables of formulas."""
        return words_of(self.draws)

    def _in(self, phase: Phase) -> tuple[tuple[int, Any], ...]:
        """Return the doubts that count in a phase, each with its place among all, from 0."""
        return tuple((at, doubt) for at, doubt in enumerate(self.doubts) if phase_of(doubt) is phase)

    @cached_property
    def wants(self) -> tuple[Wants, ...]:
        """What is in doubt about what each decision maker wants."""
        return Wants.each(self._in(Phase.WANTS))

    def wants_of(self, name: str) -> Wants:
        """Return what is in doubt about what a decision maker wants, if anything is."""
        return next((wants for wants in self.wants if wants.name == name), Wants(name, None, {}))

    def likeliest(self, name: str) -> Faction | None:
        """Return the likeliest faction of a decision maker, the first among equals, if it has any."""
        factions = self.wants_of(name).factions
        return None if factions is None else factions[1].likeliest(self.shared)

    @cached_property
    def beliefs(self) -> tuple[tuple[int, Believed], ...]:
        """The doubts whether beliefs are held, each with its place among all, from 0."""
        return self._in(Phase.BELIEF)

    @cached_property
    def structural(self) -> tuple[tuple[int, Structural], ...]:
        """The doubts that change which states there are, each with its place among all, from 0."""
        return self._in(Phase.STRUCTURE)

    @cached_property
    def paces(self) -> tuple[tuple[int, Pacing], ...]:
        """The doubts how often somebody acts or something happens, each with its place among all, from 0."""
        return self._in(Phase.PACE)

    def problems(self, conflict: Conflict) -> list[Problem]:
        """Return everything in which the doubts do not fit a conflict."""
        found = [problem for wants in self.wants for problem in wants.problems(conflict)]
        found += [problem for _, doubt in self.beliefs for problem in doubt.problems(conflict)]
        for _, doubt in self.structural:
            if conflict.in_graph_form:
                message = f"{doubt.subject} {doubt.says}, and a conflict in graph form has only states"
                found.append(Problem(message))
            else:
                found += doubt.problems(conflict)
        return found

    def timing_problems(self, timing: Timing | None) -> list[Problem]:
        """Return the paces in a range of which a timing knows nothing."""
        return [problem for _, doubt in self.paces for problem in doubt.problems_in(timing)]

    def alternatives(self, column: Callable[[int], Places]) -> list[Places]:
        """Return which alternative of each doubt is the case in each world.

        Args:
            column: Returns the place of the outcome of a draw in each world, for the place of the draw in ``draws``.

        Returns:
            An array of shape (W,) for each doubt; zeros for paces, which have no bearing on what holds.
        """
        none = np.zeros(len(column(0)) if self.draws else 1, dtype=np.int64)
        paces = {place for place, _ in self.paces}
        return [
            none if place in paces else decided(doubt.by, self.words, column) for place, doubt in enumerate(self.doubts)
        ]

    def conflict_in(self, conflict: Conflict, outcomes: Mapping[str, str], change: Change = unchanged) -> Conflict:
        """Return the conflict of one world.

        Args:
            conflict: The conflict as if nothing were in doubt.
            outcomes: The outcome of each draw by its name; those of paces may be left out.
            change: What a lever does, if one is pulled.

        Raises:
            ConflictError: If the doubts do not fit the conflict, or nothing is feasible in this world.
            UnknownNameError: If a draw or an outcome does not exist, or is left out.
        """
        if problems := self.problems(conflict):
            raise ConflictError(*problems)
        places = self._places(outcomes)
        alternatives = [int(each[0]) for each in self.alternatives(lambda index: places[index])]
        preferring = reduce(lambda before, wants: wants.preferring(before, alternatives), self.wants, conflict)
        for place, doubt in self.beliefs:
            preferring = doubt.apply(preferring, alternatives[place])
        return self.structured(change(preferring), alternatives)

    def structured(self, conflict: Conflict, alternatives: Sequence[int]) -> Conflict:
        """Return the conflict with the options that exist, and with what is infeasible, where these are the case.

        Args:
            conflict: The conflict in which everyone wants, and believes, what they do in this world.
            alternatives: The place of the alternative of every doubt, from 0; only those about states count.

        Raises:
            ConflictError: If nothing is feasible then.
        """
        changed = reduce(lambda before, each: each[1].apply(before, alternatives[each[0]]), self.structural, conflict)
        if self.structural and not conflict.in_graph_form:
            with about(self.world_where(alternatives)):
                changed.space.fits  # noqa: B018 - finds the states, or that there are none
        return changed

    def widest(self, conflict: Conflict) -> Conflict:
        """Return the conflict with every state that there is in some world: that by which states are numbered."""
        return reduce(lambda before, each: each[1].widened(before), self.structural, conflict)

    def world_where(self, alternatives: Sequence[int]) -> str:
        """Name the worlds with these states by what differs in them from the conflict without doubts."""
        told = [
            f"{doubt.subject} {doubt.alternatives[alternatives[at]]}"
            for at, doubt in self.structural
            if alternatives[at]
        ]
        return f"in a world in which {' and '.join(told)}" if told else "in a world in which nothing is amiss"

    def timing_in(self, timing: Timing, outcomes: Mapping[str, str]) -> Timing:
        """Return the timing of one world.

        Args:
            timing: The timing as if nothing were in doubt.
            outcomes: The outcome of each draw by its name; a pace whose draw is left out stays as it is.

        Raises:
            UnknownNameError: If the draw of a pace has no such outcome.
        """
        for _, doubt in self.paces:
            if doubt.by.name in outcomes:
                timing = doubt.timed(timing, place_of(doubt.by, outcomes[doubt.by.name]))
        return timing

    def _places(self, outcomes: Mapping[str, str]) -> list[Places]:
        known = [draw.name for draw in self.all_draws]
        if strangers := [name for name in outcomes if name not in known]:
            raise UnknownNameError(*(unknown("draw", name, known) for name in strangers))
        if missing := [draw for draw in self.draws if draw.name not in outcomes]:
            raise UnknownNameError(*(Problem(f"no outcome of the draw '{draw.name}'") for draw in missing))
        return [np.array([place_of(draw, outcomes[draw.name])]) for draw in self.draws]


def place_of(draw: Draw, outcome: str) -> int:
    """Return the place of an outcome of a draw, from 0.

    Raises:
        UnknownNameError: If it has none of this name.
    """
    if outcome not in draw.outcomes:
        raise UnknownNameError(unknown("outcome", outcome, draw.outcomes).within(f"draw '{draw.name}'"))
    return draw.outcomes.index(outcome)


def check_bounds(draws: Sequence[Draw]) -> None:
    """Check that there are not too many draws or outcomes.

    Raises:
        TooLargeError: If there are.
    """
    if len(draws) > MOST_DRAWS:
        raise TooLargeError(Problem(f"{len(draws)} draws, those of single doubts among them", f"at most {MOST_DRAWS}"))
    for draw in draws:
        if len(draw.of) > MOST_OUTCOMES:
            message = f"the draw '{draw.name}' has {len(draw.of)} outcomes"
            raise TooLargeError(Problem(message, f"at most {MOST_OUTCOMES}"))


def _own(doubts: Iterable[Doubt]) -> list[Draw]:
    return [doubt.by for doubt in doubts if isinstance(doubt.by, Draw)]


NOTHING_IN_DOUBT = Doubts()
"""The doubts of a case in which nothing is in doubt."""
