"""Build what is in doubt in a case from a document, noting everything that does not fit, each fault at its place.

A doubt with a chance of its own gets a draw of its own, which is called by what is in doubt.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import cast

import attrs

from detente.case import schema
from detente.case.building.preferring import BUILDERS, preference
from detente.case.building.wishes import Group, groups, keep_statements, wishes
from detente.case.building.wording import Wording
from detente.case.text.problems import Problems
from detente.case.text.tree import Path
from detente.conflict import Conflict, Preference, Statements
from detente.conflict.option import checked_name
from detente.errors import ConflictError, InputError, Problem, UnknownNameError
from detente.formula import Chosen, Compared, Formula, parse, walk
from detente.formula.faults import shortened
from detente.levers import Prefer
from detente.worlds import (
    AnyOrder,
    Believed,
    Doubts,
    Draw,
    Exists,
    Faction,
    Factions,
    Infeasible,
    PaceRange,
    StatementHeld,
)
from detente.worlds.doubts import By, Doubt, certainty, either
from detente.worlds.doubts.doubts import check_bounds
from detente.worlds.doubts.outcomes import check_cover, words_of
from detente.worlds.doubts.pacing import is_range
from detente.worlds.doubts.statement import whose

_LONGEST_SHOWN = 80

_MOST_QUOTED = 3
"""So many statements in any order are called by what they say; more by their numbers."""

_LONGEST_QUOTED = 50

_Doubtful = schema.Option | schema.Statement | schema.Infeasible | schema.Belief


class Doubting:
    """Builds the doubts of a case.

    Attributes:
        draws: The draws that the document declares.
        found: The doubts found so far.
        stand_ins: The path of what stands for the preference of a decision maker: that of its likeliest faction.
    """

    def __init__(
        self, document: schema.Document, problems: Problems, wording: Wording, keep: Callable[..., object]
    ) -> None:
        """Declare the draws; ``keep`` keeps what is said about an element."""
        self.document = document
        self.problems = problems
        self.wording = wording
        self.keep = keep
        self.found: list[Doubt] = []
        self.stand_ins: dict[str, Path] = {}
        self._first: dict[str, tuple[Formula, ...]] = {}
        self._complete = not any(path[:1] == ("draws",) for path in problems.broken)
        self.draws = [draw for name, each in document.draws.items() if (draw := self._draw(name, each))]
        self._names = {draw.name for draw in self.draws}

    def doubts(self, conflict: Conflict) -> Doubts | None:
        """Return the doubts, or ``None`` if something is wrong, which is noted."""
        self._paces()
        with self.problems.of(("draws",) if self.draws else ("decision_makers",), at_key=True):
            doubts = Doubts(self.draws, self.found)
            for problem in doubts.problems(conflict):
                self.problems.add(problem, ("decision_makers",), at_key=True)
            return doubts
        return None

    def option(self, owner: str, name: str, written: schema.Option, path: Path) -> None:
        """Take up that an option may not exist."""
        full = f"{owner}.{name}"
        if by := self._either(written, "exists", full, Exists.ALTERNATIVES, path):
            self.found.append(Exists(full, by))

    def infeasible(self, formula: Formula, written: schema.Infeasible, path: Path) -> None:
        """Take up that an infeasible formula may hold after all."""
        name = f"'{_short(str(formula))}'"
        if any(isinstance(each, Infeasible) and each.formula == formula for each in self.found):
            self.problems.add(Problem(f"{name} is in doubt already", "one doubt about a formula"), path)
        elif by := self._either(written, "certainty", name, Infeasible.ALTERNATIVES, path):
            self.found.append(Infeasible(formula, by))

    def belief(self, owner: str, about: str, written: schema.Belief, path: Path) -> None:
        """Take up that a belief may not be held."""
        name = f"what {owner} thinks {about} wants"
        if by := self._either(written, "certainty", name, Believed.ALTERNATIVES, path):
            self.found.append(Believed(owner, about, by))

    def statements(self, owner: str, written: Iterable[schema.Statement] | None, path: Path, faction: str = "") -> None:
        """Take up that statements may not be held, or come in another order; what is said about them is kept."""
        listed = list(written or ())
        keep_statements(listed, path, self.keep, self.problems)
        for wish in wishes(listed, path):
            name = f"{whose(owner, faction)}: {_short(_printed(wish.written.statement))}"
            if by := self._either(wish.written, "certainty", name, StatementHeld.ALTERNATIVES, wish.path):
                self.found.append(StatementHeld(owner, wish.place, by, faction))
        for group in groups(listed, path):
            said = _called(group)
            of = " and ".join(f"'{each}'" for each in said) or f"statements {group.first + 1} to {group.last + 1}"
            name = self._named(f"{whose(owner, faction)}: order of {of}")
            with self.problems.of((*group.path, "any_order"), at_key=True):
                self.found.append(AnyOrder.equally(owner, group.first, group.size, name, faction, statements=said))

    def factions(self, owner: str, written: schema.DecisionMaker, path: Path, own: Preference) -> Preference:
        """Take up that factions may prevail.

        Args:
            owner: The decision maker.
            written: What is written of it.
            path: Where.
            own: What it wants anyhow.

        Returns:
            What it wants as if nothing were in doubt, but for what its likeliest faction puts first.
        """
        if not written.factions:
            return own
        path = (*path, "factions")
        made = [self._faction(owner, name, each, (*path, name)) for name, each in written.factions.items()]
        by = self._prevailing(owner, written.factions, path)
        all_own = all(faction.preference is not None for faction in made)
        if all_own:
            self._refuse_idle(written, path)
        if by is None:
            return made[0].preference or own
        doubt = Factions(owner, made, by)
        prevailing = doubt.likeliest(self.draws)
        told = prevailing.preference is not None or bool(prevailing.first)
        self.found.append(attrs.evolve(doubt, own=own if told and not all_own else None))
        if prevailing.preference is None:
            self._first[owner] = prevailing.first
            return own
        self.stand_ins[owner] = (*path, prevailing.name, prevailing.preference.key)
        return prevailing.preference

    def with_first(self, conflict: Conflict) -> Conflict:
        """Return a conflict with what the likeliest factions put first in front of what decision makers want.

        Where what is wanted does not fit the states, nothing is put first: that is noted where states are checked.
        """
        for owner, first in self._first.items():
            path: Path = ("decision_makers", owner, "factions")
            with self.problems.of(path, at_key=True), contextlib.suppress(ConflictError):
                conflict = Prefer([(owner, first)]).apply(conflict) if first else conflict
        return conflict

    def _draw(self, name: str, written: schema.Draw) -> Draw | None:
        path: Path = ("draws", name)
        self.keep(written, path)
        before = len(self.problems)
        with self.problems.of(path, at_key=True):
            checked_name("a draw", name)
            for outcome in written.outcomes:
                checked_name(f"an outcome of draw '{name}'", outcome)
            draw = Draw(name, written.outcomes)
            check_bounds([draw])
        self._complete = self._complete and len(self.problems) == before
        return draw if len(self.problems) == before else None

    def _named(self, name: str) -> str:
        """Return the name of a draw, with a number behind it if it is taken."""
        numbered = (name if number == 1 else f"{name} ({number})" for number in itertools.count(1))
        free = next(each for each in numbered if each not in self._names)
        self._names.add(free)
        return free

    def _either(self, written: _Doubtful, key: str, name: str, alternatives: tuple[str, str], path: Path) -> By | None:
        """Return what decides whether something is so, or ``None`` if that is not in doubt."""
        chance, when = getattr(written, key), written.when
        if chance is not None and when is not None:
            self.problems.add(Problem(f"'when' beside '{key}'", "one of the two"), (*path, "when"), at_key=True)
            return None
        if chance is not None:
            return certainty(self._named(name), chance, alternatives)
        condition = None if when is None else self._condition(when, (*path, "when"))
        return None if condition is None else either(condition)

    def _condition(self, text: str, path: Path) -> Formula | None:
        """Return the formula over draws that stands at a path, or ``None`` if it is faulty, which is noted."""
        before = len(self.problems)
        with self.problems.of(path):
            condition = parse(text)
            if self._complete:
                self._check(condition)
        return condition if len(self.problems) == before else None

    def _check(self, condition: Formula) -> None:
        speaks = any(isinstance(node, Chosen | Compared) for node in walk(condition))
        if speaks and not self.draws:
            message = f"the condition '{_short(str(condition))}' speaks of draws"
            raise UnknownNameError(
                Problem(message, "those under 'draws' at the top of the file, which there are none of")
            )
        words_of(self.draws).check(condition)

    def _faction(self, owner: str, name: str, written: schema.Faction, path: Path) -> Faction:
        self.keep(written, path)
        own = [key for key in BUILDERS if getattr(written, key) is not None]
        if own and written.first is not None:
            message = f"'first' beside '{own[0]}'; a faction has wishes of its own, or some in front of the others"
            self.problems.add(Problem(message, "one of the two"), (*path, "first"), at_key=True)
        for key in ("prefers", "first"):
            self.statements(owner, getattr(written, key), (*path, key), name)
        liked = preference(written, path, self.wording, self.problems) if own else None
        first = BUILDERS["prefers"](written.first or [], (*path, "first"), self.wording, self.problems)
        return Faction(name, liked, first=() if own else cast("Statements", first).statements)

    def _prevailing(self, owner: str, written: Mapping[str, schema.Faction], path: Path) -> By | None:
        """Return what decides which faction prevails, or ``None`` if that is not clear, which is noted."""
        if not self._is_decided(written, path):
            return None
        before = len(self.problems)
        if any(each.chance is not None for each in written.values()):
            chances = {name: each.chance or Fraction() for name, each in written.items()}
            with self.problems.of(path, at_key=True):
                return Draw(self._named(f"who prevails in {owner}"), chances)
            return None
        conditions = [self._condition(each.when or "", (*path, name, "when")) for name, each in written.items()]
        if not self._complete or len(self.problems) > before:
            return None
        found = tuple(filter(None, conditions))
        with self.problems.of(path, f"factions of '{owner}'", at_key=True):
            check_cover(found, tuple(written), self.draws)
            return found
        return None

    def _is_decided(self, written: Mapping[str, schema.Faction], path: Path) -> bool:
        """Say whether all factions have a chance, or all a condition, noting it if not."""
        before = len(self.problems)
        keys = {key for each in written.values() for key in ("chance", "when") if getattr(each, key) is not None}
        for name, each in written.items():
            given = [key for key in ("chance", "when") if getattr(each, key) is not None]
            if not given:
                missing = Problem("'chance' is missing: with which chance it prevails", "'chance', or 'when'")
                self.problems.add(missing, (*path, name), at_key=True)
            elif len(keys) > 1 and "when" in given:
                problem = Problem("'when' beside 'chance'", "one of the two, for all factions")
                self.problems.add(problem, (*path, name, "when"), at_key=True)
        return len(self.problems) == before

    def _refuse_idle(self, written: schema.DecisionMaker, path: Path) -> None:
        """Note a preference that no faction lets be."""
        for key in BUILDERS:
            if getattr(written, key) is not None:
                message = f"'{key}' beside factions that all have their own"
                allowed = "one of the two; or a faction with 'first', or with neither"
                self.problems.add(Problem(message, allowed), (*path[:-1], key), at_key=True)

    def _paces(self) -> None:
        """Take up paces in a range; what is wrong with one is noted where time is read."""
        owners, events = self.document.decision_makers, self.document.events
        written = [(name, each.pace.pace, False) for name, each in owners.items() if each.pace]
        written += [(name, each.pace, True) for name, each in events.items()]
        for name, text, event in written:
            drawn = f"pace of the event {name}" if event else f"pace of {name}"
            if is_range(text):
                with contextlib.suppress(InputError):
                    self.found.append(PaceRange.read(name, text, self._named(drawn), event=event))


def _called(group: Group) -> tuple[str, ...]:
    """Return what statements in any order are called: a few are quoted, if they can be told apart."""
    said = tuple(shortened(_printed(each.statement), _LONGEST_QUOTED) for each in group.written.any_order or ())
    return said if len(said) <= _MOST_QUOTED and len(set(said)) == len(said) else ()


def _short(text: str) -> str:
    return shortened(text, _LONGEST_SHOWN)


def _printed(text: str | None) -> str:
    """Return a formula as it is printed, so that it is called alike however it was written; a faulty one as it is."""
    with contextlib.suppress(InputError):
        return str(parse(text or ""))
    return text or ""
