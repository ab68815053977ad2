"""Formulas as constraints for the solver.

Each option is a set of truth variables, one per level, of which exactly one is true. A formula becomes a literal
that is true iff the formula is; some options may be *fixed*, which is how a formula speaks of the state that a move
leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from detente.formula import (
    And,
    Chosen,
    Compared,
    Constant,
    Count,
    Formula,
    If,
    Iff,
    Not,
    Or,
    Vocabulary,
)
from detente.stability.finding.gates import Gates, Literal, opposite

Levels = Mapping[int, int]
"""Levels of variables, by index."""


@attrs.frozen(eq=False, slots=False)
class Encoding(Gates):
    """A solver's model of the states of a conflict.

    Attributes:
        words: The variables.
    """

    words: Vocabulary

    @cached_property
    def levels(self) -> list[list[Literal]]:
        """For each variable, a literal for each of its levels."""
        return [self._levels(variable.full_name, len(variable.levels)) for variable in self.words.variables]

    def truth(self, formula: Formula, fixed: Levels) -> Literal:
        """Return a literal that is true iff a formula holds where these variables are at these levels."""
        used = self.words.used(formula)
        key = (formula, tuple(sorted((index, level) for index, level in fixed.items() if index in used)))
        if key not in self._known:
            self._known[key] = _RULES[type(formula)](self, formula, fixed)
        return self._known[key]

    def at(self, index: int, level: int, fixed: Levels) -> Literal:
        """Return a literal that is true iff a variable is at a level."""
        return fixed[index] == level if index in fixed else self.levels[index][level]

    def same(self, left: Literal, right: Literal) -> Literal:
        """Return a literal that is true iff two literals agree."""
        if isinstance(left, bool):
            return right if left else opposite(right)
        if isinstance(right, bool):
            return left if right else opposite(left)
        both, neither = self.all_of([left, right]), self.all_of([opposite(left), opposite(right)])
        return self.any_of([both, neither])

    def at_least(self, number: int, terms: Sequence[tuple[int, Literal]]) -> Literal:
        """Return a literal that is true iff the weights of the literals that are true add up to a number or more."""
        known = sum(weight for weight, literal in terms if literal is True)
        unknown = [(weight, literal) for weight, literal in terms if not isinstance(literal, bool)]
        if known + sum(min(weight, 0) for weight, _ in unknown) >= number:
            return True
        if known + sum(max(weight, 0) for weight, _ in unknown) < number:
            return False
        enough = self.fresh()
        total = known + sum(weight * literal for weight, literal in unknown)
        self.model.add(total >= number).only_enforce_if(enough)
        self.model.add(total < number).only_enforce_if(opposite(enough))
        return enough

    @cached_property
    def _known(self) -> dict[tuple[Formula, tuple[tuple[int, int], ...]], Literal]:
        return {}

    def _levels(self, name: str, count: int) -> list[Literal]:
        if count == 2:  # noqa: PLR2004 - no and yes
            chosen = self.model.new_bool_var(name)
            return [chosen.negated(), chosen]
        literals: list[Literal] = [self.model.new_bool_var(f"{name} {level}") for level in range(count)]
        self.model.add_exactly_one(literals)
        return literals


def _chosen(encoding: Encoding, formula: Chosen, fixed: Levels) -> Literal:
    return encoding.at(encoding.words.index(formula.reference), 1, fixed)


def _compared(encoding: Encoding, formula: Compared, fixed: Levels) -> Literal:
    index = encoding.words.index(formula.reference)
    against = encoding.words.level(index, formula.level)
    holds = Compared.OPERATORS[formula.comparison]
    levels = range(len(encoding.words.variables[index].levels))
    return encoding.any_of([encoding.at(index, level, fixed) for level in levels if holds(level, against)])


def _count(encoding: Encoding, formula: Count, fixed: Levels) -> Literal:
    terms = [(1, encoding.truth(member, fixed)) for member in formula.members]
    enough, too_many = encoding.at_least(formula.number, terms), encoding.at_least(formula.number + 1, terms)
    match formula.quantifier:
        case "at least":
            return enough
        case "at most":
            return opposite(too_many)
        case _:
            return encoding.all_of([enough, opposite(too_many)])


def _each(encoding: Encoding, formula: Formula, fixed: Levels) -> list[Literal]:
    return [encoding.truth(part, fixed) for part in formula.parts]


def _conditional(encoding: Encoding, formula: If, fixed: Levels) -> Literal:
    condition, consequence = _each(encoding, formula, fixed)
    return encoding.any_of([opposite(condition), consequence])


_RULES: dict[type[Formula], Callable[[Encoding, Any, Levels], Literal]] = {
    Constant: lambda _encoding, formula, _fixed: formula.value,
    Chosen: _chosen,
    Compared: _compared,
    Not: lambda encoding, formula, fixed: opposite(*_each(encoding, formula, fixed)),
    And: lambda encoding, formula, fixed: encoding.all_of(_each(encoding, formula, fixed)),
    Or: lambda encoding, formula, fixed: encoding.any_of(_each(encoding, formula, fixed)),
    If: _conditional,
    Iff: lambda encoding, formula, fixed: encoding.same(*_each(encoding, formula, fixed)),
    Count: _count,
}
