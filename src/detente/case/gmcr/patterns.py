"""Formulas as lists of patterns: a disjunction of conjunctions of yes/no literals.

A pattern says of some variables whether they hold; a formula is any of its patterns. A variable with levels counts
as one yes/no variable for each level, exactly one of which holds, so ``posture >= massed`` is any of the levels
from ``massed`` up.

>>> from detente.formula import Variable, Vocabulary, parse
>>> columns = Columns(Vocabulary([Variable("a"), Variable("b"), Variable("c")]))
>>> [sorted(pattern) for pattern in columns.patterns(parse("not exactly 1 of (a, b)"))]
[[(0, False), (1, False)], [(0, True), (1, True)]]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from detente.errors import Problem, TooLargeError
from detente.formula import And, Chosen, Compared, Constant, Count, Formula, If, Iff, Not, Or, Vocabulary

Pattern = frozenset[tuple[int, bool]]
"""Which columns must hold and which must not."""

Patterns = list[Pattern]

MOST_PATTERNS = 2_000
"""The most patterns that one formula is turned into."""

_ALWAYS: Pattern = frozenset()


class Columns:
    """The yes/no columns that stand for the variables of a conflict.

    A yes/no option, and any option with two levels, is one column; an option with more levels is one column for each.
    """

    def __init__(self, words: Vocabulary) -> None:
        """Give each variable its columns, in order."""
        self.words = words
        self.first: list[int] = []
        self.count = 0
        for variable in words.variables:
            self.first.append(self.count)
            self.count += self.width(len(variable.levels))

    @staticmethod
    def width(levels: int) -> int:
        """Return how many columns a variable with so many levels has."""
        return 1 if levels == 2 else levels  # noqa: PLR2004 - no and yes

    def patterns(self, formula: Formula) -> Patterns:
        """Return the patterns any of which must hold for the formula to hold.

        Raises:
            TooLargeError: If there are more than :data:`MOST_PATTERNS`.
        """
        return self._of(formula, holds=True)

    def _of(self, formula: Formula, *, holds: bool) -> Patterns:
        match formula:
            case And(members):
                return self._joined(members, all_of=holds, holds=holds)
            case Or(members):
                return self._joined(members, all_of=not holds, holds=holds)
            case Not(negated):
                return self._of(negated, holds=not holds)
            case Count(quantifier, number, members):
                return self._counted(quantifier, number, members, holds=holds)
            case If() | Iff():
                return self._of(_without_arrows(formula, holds=holds), holds=holds)
            case _:
                return self._atom(formula, holds=holds)

    def _atom(self, formula: Formula, *, holds: bool) -> Patterns:
        match formula:
            case Constant(value):
                return [_ALWAYS] if value == holds else []
            case Chosen(reference):
                return self._levels(self.words.index(reference), [1 if holds else 0])
            case Compared(reference, comparison, level):
                return self._compared(self.words.index(reference), comparison, level, holds=holds)
            case _:
                raise TypeError(type(formula))

    def _compared(self, variable: int, comparison: str, level: str, *, holds: bool) -> Patterns:
        place = self.words.level(variable, level)
        compare = Compared.OPERATORS[comparison]
        levels = range(len(self.words.variables[variable].levels))
        return self._levels(variable, [each for each in levels if bool(compare(each, place)) == holds])

    def _levels(self, variable: int, levels: list[int]) -> Patterns:
        count, first = len(self.words.variables[variable].levels), self.first[variable]
        if len(levels) == count:
            return [_ALWAYS]
        if self.width(count) == 1:
            return [frozenset({(first, level == 1)}) for level in levels]
        return [frozenset({(first + level, True)}) for level in levels]

    def _joined(self, members: Iterable[Formula], *, all_of: bool, holds: bool) -> Patterns:
        parts = [self._of(member, holds=holds) for member in members]
        return _all(parts) if all_of else _any(parts)

    def _counted(self, quantifier: str, number: int, members: tuple[Formula, ...], *, holds: bool) -> Patterns:
        size = len(members)
        at_least = {"at least": (number, size), "at most": (0, number), "exactly": (number, number)}[quantifier]
        fewest, most = at_least
        if holds:
            return _all(
                [self._at_least(fewest, members, holds=True), self._at_least(size - most, members, holds=False)]
            )
        fewer, more = (
            self._at_least(size - fewest + 1, members, holds=False),
            self._at_least(most + 1, members, holds=True),
        )
        return _any([fewer, more])

    def _at_least(self, number: int, members: tuple[Formula, ...], *, holds: bool) -> Patterns:
        """Return when so many of the members hold, or do not."""
        if number <= 0:
            return [_ALWAYS]
        parts = [self._of(member, holds=holds) for member in members]
        return _any(_all(list(some)) for some in combinations(parts, number))


def _without_arrows(formula: If | Iff, *, holds: bool) -> Formula:
    """Return the formula in terms of and, or and not; equivalence in the form that needs few patterns."""
    if isinstance(formula, If):
        return Or((Not(formula.condition), formula.consequence))
    left, right = formula.left, formula.right
    agree = Or((And((left, right)), And((Not(left), Not(right)))))
    return agree if holds else Not(Or((And((left, Not(right))), And((Not(left), right)))))


def _any(parts: Iterable[Patterns]) -> Patterns:
    return _absorbed(pattern for part in parts for pattern in part)


def _all(parts: list[Patterns]) -> Patterns:
    joined = [_ALWAYS]
    for part in parts:
        joined = _absorbed(_without_contradictions(left | right for left in joined for right in part))
    return joined


def _without_contradictions(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    return (pattern for pattern in patterns if len({column for column, _ in pattern}) == len(pattern))


def _absorbed(patterns: Iterable[Pattern]) -> Patterns:
    """Drop every pattern that is a narrower case of another."""
    kept: dict[Pattern, None] = {}
    for tried, pattern in enumerate(patterns):
        kept[pattern] = None
        if len(kept) > MOST_PATTERNS or tried > MOST_PATTERNS**2:
            message = f"a formula that is more than {MOST_PATTERNS} patterns"
            raise TooLargeError(Problem(message, "a formula of fewer alternatives"))
    return [each for each in kept if not any(other < each for other in kept)]
