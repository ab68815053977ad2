"""Evaluate a formula over many states at once.

Two readings share one walk over the formula:

* :func:`evaluate` knows the level of every variable and returns one truth value per state;
* :func:`bounds` knows the levels of some variables only and returns, per state, whether the formula *must* be true
  and whether it *may* be true, whatever the other variables turn out to be (Kleene's strong three-valued logic).

>>> import numpy as np
>>> from detente.formula import Variable, Vocabulary, parse
>>> words = Vocabulary([Variable("a"), Variable("b")])
>>> columns = [np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1])]
>>> evaluate(parse("if a then b"), words, columns.__getitem__)
array([ True, False,  True,  True])
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.formula.nodes import And, Chosen, Compared, Constant, Count, Formula, If, Iff, Not, Or
from detente.formula.vocabulary import Vocabulary

Truth = NDArray[np.bool_]
Column = NDArray[np.integer] | NDArray[np.bool_]
Bounds = tuple[Truth | np.bool_, Truth | np.bool_]
"""Where a formula must be true, and where it may be; the first implies the second."""


def evaluate(formula: Formula, words: Vocabulary, column: Callable[[int], Column]) -> Truth | np.bool_:
    """Say in which states a formula holds.

    Args:
        formula: The formula.
        words: The variables its names refer to.
        column: Returns, for the index of a variable, its level in each state, shape (m,): integers, 0 the lowest,
            or truth values for a yes/no variable.

    Returns:
        Truth values of shape (m,), or a single one if the formula speaks of no variable.

    Raises:
        UnknownNameError: If the formula names something that is not in ``words``.
    """
    return bounds(formula, words, column)[0]


def bounds(formula: Formula, words: Vocabulary, column: Callable[[int], Column | None]) -> Bounds:
    """Say where a formula must hold and where it may hold, given the levels of some variables.

    Args:
        formula: The formula.
        words: The variables its names refer to.
        column: Returns the levels of a variable, or ``None`` if they are not known yet.

    Returns:
        Two arrays of truth values: *must* and *may*. Where everything is known they are one and the same array.

    Raises:
        UnknownNameError: If the formula names something that is not in ``words``.
    """
    words.check(formula)
    return _Reading(words, column).of(formula)


@attrs.frozen
class _Reading:
    """One walk over a formula: what the names mean, and the levels known so far."""

    words: Vocabulary
    column: Callable[[int], Column | None]

    def of(self, node: Formula) -> Bounds:
        return _RULES[type(node)](self, node)

    def constant(self, node: Constant) -> Bounds:
        return _known(np.bool_(node.value))

    def chosen(self, node: Chosen) -> Bounds:
        levels = self.column(self.words.index(node.reference))
        return _UNKNOWN if levels is None else _known(levels.astype(bool, copy=False))

    def compared(self, node: Compared) -> Bounds:
        index = self.words.index(node.reference)
        levels, level = self.column(index), self.words.level(index, node.level)
        return _UNKNOWN if levels is None else _known(Compared.OPERATORS[node.comparison](levels, level))

    def negation(self, node: Not) -> Bounds:
        return _not(self.of(node.negated))

    def conjunction(self, node: And) -> Bounds:
        return reduce(_and, map(self.of, node.members))

    def disjunction(self, node: Or) -> Bounds:
        return reduce(_or, map(self.of, node.members))

    def conditional(self, node: If) -> Bounds:
        return _or(_not(self.of(node.condition)), self.of(node.consequence))

    def equivalence(self, node: Iff) -> Bounds:
        return _iff(self.of(node.left), self.of(node.right))

    def count(self, node: Count) -> Bounds:
        return _count(node.quantifier, node.number, list(map(self.of, node.members)))


_RULES: dict[type[Formula], Callable[[_Reading, Any], Bounds]] = {
    Constant: _Reading.constant,
    Chosen: _Reading.chosen,
    Compared: _Reading.compared,
    Not: _Reading.negation,
    And: _Reading.conjunction,
    Or: _Reading.disjunction,
    If: _Reading.conditional,
    Iff: _Reading.equivalence,
    Count: _Reading.count,
}

_UNKNOWN: Bounds = (np.bool_(False), np.bool_(True))  # noqa: FBT003 - NumPy's constructor has no keyword


def _known(truth: Truth | np.bool_) -> Bounds:
    return truth, truth


def _is_known(*each: Bounds) -> bool:
    return all(must is may for must, may in each)


def _not(of: Bounds) -> Bounds:
    must, may = of
    return _known(~must) if must is may else (~may, ~must)


def _and(left: Bounds, right: Bounds) -> Bounds:
    must = left[0] & right[0]
    return _known(must) if _is_known(left, right) else (must, left[1] & right[1])


def _or(left: Bounds, right: Bounds) -> Bounds:
    must = left[0] | right[0]
    return _known(must) if _is_known(left, right) else (must, left[1] | right[1])


def _iff(left: Bounds, right: Bounds) -> Bounds:
    if _is_known(left, right):
        return _known(left[0] == right[0])
    both, neither = _and(left, right), _and(_not(left), _not(right))
    return _or(both, neither)


def _count(quantifier: str, number: int, members: list[Bounds]) -> Bounds:
    fewest = sum((must.astype(np.int32) for must, _ in members), start=np.int32(0))
    if _is_known(*members):
        return _known(Count.OPERATORS[quantifier](fewest, number))
    most = sum((may.astype(np.int32) for _, may in members), start=np.int32(0))
    match quantifier:
        case "at least":
            return fewest >= number, most >= number
        case "at most":
            return most <= number, fewest <= number
        case _:
            return (fewest == number) & (most == number), (fewest <= number) & (most >= number)
