"""What is left of a formula once a variable stands at a level.

The *residue* of a formula speaks of the other variables only, and holds there iff the formula does. What is decided is
a constant and falls away, so that different levels often leave the same residue.

>>> from detente.formula import Variable, Vocabulary, parse
>>> words = Vocabulary([Variable("a"), Variable("b"), Variable("c")])
>>> residue(parse("at least 2 of (a, b, c)"), words, 0, 1)
Formula('at least 1 of (b, c)')
>>> residue(parse("if a then b"), words, 0, 0)
Formula('true')
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from detente.formula.nodes import And, Chosen, Compared, Constant, Count, Formula, If, Iff, Not, Or
from detente.formula.vocabulary import Vocabulary

TRUE, FALSE = Constant(value=True), Constant(value=False)


def residue(formula: Formula, words: Vocabulary, index: int, level: int) -> Formula:
    """Return what is left of a formula where a variable, by index, is at a level, 0 the lowest."""
    return _Given(words, index, level).left_of(formula)


def decided(formula: Formula) -> Formula:
    """Return a formula without the parts of it that are decided whatever the variables are."""
    return _Given(Vocabulary(()), -1, 0).left_of(formula)


@attrs.frozen
class _Given:
    """A variable at a level."""

    words: Vocabulary
    index: int
    level: int

    def left_of(self, formula: Formula) -> Formula:
        return _RULES[type(formula)](self, formula)

    def constant(self, formula: Constant) -> Formula:
        return formula

    def chosen(self, formula: Chosen) -> Formula:
        return Constant(value=self.level > 0) if self._is_meant(formula) else formula

    def compared(self, formula: Compared) -> Formula:
        if not self._is_meant(formula):
            return formula
        against = self.words.level(self.index, formula.level)
        return Constant(value=bool(Compared.OPERATORS[formula.comparison](self.level, against)))

    def negation(self, formula: Not) -> Formula:
        return _not(self.left_of(formula.negated))

    def conjunction(self, formula: And) -> Formula:
        return _not(_any([_not(self.left_of(each)) for each in formula.members]))

    def disjunction(self, formula: Or) -> Formula:
        return _any([self.left_of(each) for each in formula.members])

    def conditional(self, formula: If) -> Formula:
        return _any([_not(self.left_of(formula.condition)), self.left_of(formula.consequence)])

    def equivalence(self, formula: Iff) -> Formula:
        left, right = self.left_of(formula.left), self.left_of(formula.right)
        if isinstance(left, Constant):
            return right if left.value else _not(right)
        if isinstance(right, Constant):
            return left if right.value else _not(left)
        return Iff(left, right)

    def count(self, formula: Count) -> Formula:
        members = [self.left_of(each) for each in formula.members]
        open_ = [each for each in members if not isinstance(each, Constant)]
        return _counted(formula.quantifier, formula.number - members.count(TRUE), open_)

    def _is_meant(self, atom: Chosen | Compared) -> bool:
        return self.index >= 0 and self.words.index(atom.reference) == self.index


_RULES: dict[type[Formula], Callable[[_Given, Any], Formula]] = {
    Constant: _Given.constant,
    Chosen: _Given.chosen,
    Compared: _Given.compared,
    Not: _Given.negation,
    And: _Given.conjunction,
    Or: _Given.disjunction,
    If: _Given.conditional,
    Iff: _Given.equivalence,
    Count: _Given.count,
}


def _not(formula: Formula) -> Formula:
    if isinstance(formula, Constant):
        return Constant(value=not formula.value)
    return formula.negated if isinstance(formula, Not) else Not(formula)


def _any(members: Sequence[Formula]) -> Formula:
    if TRUE in members:
        return TRUE
    rest = tuple(each for each in members if each != FALSE)
    if len(rest) <= 1:
        return rest[0] if rest else FALSE
    return Or(rest)


def _counted(quantifier: str, number: int, members: Sequence[Formula]) -> Formula:
    """Return that of these members, which are not decided, so many hold."""
    holds = Count.OPERATORS[quantifier]
    possible = {bool(holds(count, number)) for count in range(len(members) + 1)}
    return Constant(value=possible.pop()) if len(possible) == 1 else Count(quantifier, number, members)
