"""Write a case as a ``.gmcr`` file, and say what is lost.

A ``.gmcr`` file holds yes/no options, each free or one-way, infeasible patterns, prioritised statements or rankings,
and misperceptions. An option with more than two levels becomes one yes/no option for each level, exactly one of which
holds: the states keep their order and their numbers. Formulas become patterns. Where a statement would be too many
patterns, or a decision maker has a ranking or weights, all preferences are written as rankings of states.

>>> from detente.library import load
>>> written = to_gmcr(load("elmira-12"))
>>> written.lost[:2]
('title, summary, question, dates and kind', 'sources')
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import numpy as np

from detente.case.case import Case
from detente.case.gmcr.patterns import Columns, Pattern, Patterns
from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements
from detente.errors import Problem, TooLargeError, UnavailableError
from detente.formula import NO_YES, Formula, Reference
from detente.version import VERSION

MOST_STATES = 200_000
"""The most states that rankings are written for."""


@attrs.frozen
class Written:
    """A ``.gmcr`` file, and what it could not hold.

    Attributes:
        text: The file.
        lost: What of the case is not in it, each part in a few words.
    """

    text: str
    lost: tuple[str, ...]


def to_gmcr(case: Case) -> Written:
    """Return a case as a ``.gmcr`` file.

    Raises:
        UnavailableError: If the conflict is in graph form, or rankings are needed and there are too many states.
        TooLargeError: If an infeasible formula would be too many patterns.
    """
    if case.conflict.in_graph_form:
        message = "a conflict in graph form has no options, and a .gmcr file has nothing else"
        raise UnavailableError(Problem(message, "a conflict in option form"))
    writer = _Writer(case.conflict)
    data = writer.data()
    return Written(json.dumps(data, indent=1) + "\n", (*_unsaid(case), *writer.lost))


def _unsaid(case: Case) -> Iterator[str]:
    """Name the parts of a case that the format has no place for."""
    if any((case.summary, case.question, case.asks, case.as_of)) or case.kind != "analysis":
        yield "title, summary, question, dates and kind"
    for part in ("sources", "goals", "dreads", "levers", "mediator", "notes", "timing"):
        if getattr(case, part):
            yield part
    if case.doubts:
        yield "what is in doubt: in the file it is as if nothing were"
    if case.said:
        yield "what is said about the parts ('says', 'why', 'sources', 'mechanisms')"
    if case.conflict.status_quo is not None:
        yield "the status quo"


class _Writer:
    """Writes the parts of a conflict, keeping what is lost."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.columns = Columns(conflict.words)
        self.lost: list[str] = []

    def data(self) -> dict[str, Any]:
        conflict = self.conflict
        options = [self.options_of(option) for owner in conflict.decision_makers for option in owner.options]
        infeasible = [pattern for formula in conflict.infeasible for pattern in self.columns.patterns(formula)]
        if conflict.forbidden_moves:
            self.lost.append("forbidden moves: in the file everybody may make them")
        if conflict.has_unknown:
            self.lost.append("unknown preferences: in the file everything is preferred as stated")
        if conflict.has_beliefs:
            self.lost.append("what some think that others want: in the file everybody knows it")
        if conflict.space.state_of is not None:
            self.lost.append("coalesced states: in the file each is a state of its own, all liked equally")
        statements = self.statements()
        return {
            "program": "detente",
            "version": VERSION,
            "options": [column for columns in options for column in columns],
            "decisionMakers": [
                self.decision_maker(place, statements) for place in range(len(conflict.decision_makers))
            ],
            "infeasibles": list(map(_listed, [*infeasible, *self.one_level()])),
            "useManualPreferenceRanking": statements is None,
        }

    def options_of(self, option: Option) -> list[dict[str, str]]:
        if option.levels != NO_YES:
            self.lost.append(f"the levels of '{option.name}': in the file they are yes/no options")
        if Columns.width(len(option.levels)) == 1:
            return [self.yes_no(option)]
        gains, loses = np.asarray(option.steps.any(axis=0)), np.asarray(option.steps.any(axis=1))
        allowed = np.outer(loses, gains) & ~np.eye(len(option.levels), dtype=bool)
        if (allowed != option.steps).any() or not (gains | loses).all():
            self.lost.append(f"the steps of '{option.name}': in the file it may make others as well")
        directions = map(_direction, gains.tolist(), loses.tolist())
        names = (f"{option.name}: {level}" for level in option.levels)
        return [{"name": name, "permittedDirection": way} for name, way in zip(names, directions, strict=True)]

    def yes_no(self, option: Option) -> dict[str, str]:
        name = option.name if option.levels == NO_YES else f"{option.name}: {option.levels[1]}"
        gains, loses = bool(option.steps[0, 1]), bool(option.steps[1, 0])
        if not gains and not loses:
            self.lost.append(f"that '{option.name}' never moves: in the file it moves both ways")
        return {"name": name, "permittedDirection": _direction(gains, loses)}

    def one_level(self) -> Iterator[Pattern]:
        """Yield the patterns in which an option with levels stands at none of them, or at two."""
        for first, variable in zip(self.columns.first, self.conflict.words.variables, strict=True):
            if self.columns.width(len(variable.levels)) > 1:
                columns = range(first, first + len(variable.levels))
                yield frozenset((column, False) for column in columns)
                yield from (frozenset({(a, True), (b, True)}) for a in columns for b in columns if a < b)

    def statements(self) -> list[list[Patterns]] | None:
        """Return the statements of each decision maker, or ``None`` if rankings have to be written."""
        preferences = [owner.preference for owner in self.conflict.decision_makers]
        others = [
            each.name for each in self.conflict.decision_makers if each.preference.key not in ("prefers", "ranking")
        ]
        if others:
            self.lost.append(f"the weights of {', '.join(others)}: in the file they are rankings")
        if not all(isinstance(preference, Statements) for preference in preferences):
            if any(isinstance(preference, Statements) and preference.statements for preference in preferences):
                self.lost.append("statements beside rankings: in the file every preference is a ranking")
            return None
        try:
            return [self.patterns_of(each.statements) for each in preferences if isinstance(each, Statements)]
        except TooLargeError:
            self.lost.append("statements of many alternatives: in the file every preference is a ranking")
            return None

    def patterns_of(self, formulas: Iterable[Formula]) -> list[Patterns]:
        return [self.columns.patterns(formula) for formula in formulas]

    def decision_maker(self, place: int, statements: list[list[Patterns]] | None) -> dict[str, Any]:
        owner = self.conflict.decision_makers[place]
        written: dict[str, Any] = {
            "name": owner.name,
            "options": self.owned(owner),
            "preferences": list(map(_condition, statements[place])) if statements is not None else [],
            "misperceptions": list(map(_condition, self.patterns_of(owner.misperceives))),
        }
        return written if statements is not None else written | {"preferenceRanking": self.ranking(place)}

    def owned(self, owner: DecisionMaker) -> list[int]:
        variables = [self.conflict.words.index(Reference(option.name, owner.name)) for option in owner.options]
        widths = [self.columns.width(len(option.levels)) for option in owner.options]
        return [
            self.columns.first[variable] + offset
            for variable, width in zip(variables, widths, strict=True)
            for offset in range(width)
        ]

    def ranking(self, place: int) -> list[int | list[int]]:
        """Return the ranking of the patterns, which are the states of the file."""
        space = self.conflict.space
        if space.patterns.size > MOST_STATES:
            message = f"a ranking of {space.patterns.size} states"
            raise UnavailableError(Problem(message, f"at most {MOST_STATES}, or prioritised statements for everybody"))
        payoffs = self.conflict.payoff_table[place]
        tiers = Ranking.of_payoffs(payoffs if space.state_of is None else payoffs[space.state_of]).tiers
        return [tier[0] if len(tier) == 1 else list(tier) for tier in tiers]


def _direction(gains: bool, loses: bool) -> str:  # noqa: FBT001 - mapped over two lists
    return "both" if gains == loses else "fwd" if gains else "back"


def _listed(pattern: Pattern) -> list[list[int | str]]:
    return [[column, "Y" if holds else "N"] for column, holds in sorted(pattern)]


def _condition(patterns: Patterns) -> list[Any] | dict[str, Any]:
    if len(patterns) == 1:
        return _listed(patterns[0])
    return {"compound": True, "members": list(map(_listed, patterns))}
