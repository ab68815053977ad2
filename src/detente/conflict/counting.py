"""Count the feasible combinations of levels without listing them.

Options that no infeasible formula ties together, directly or through others, vary freely of each other: the numbers of
combinations of each such *part* are multiplied. Within a part variables are given their levels one after another.
All that matters of the levels given is what they leave of each formula, its residue (see
:mod:`detente.formula.residue`): combinations that leave the same are counted together, and those in which an infeasible
formula holds whatever comes are dropped.

>>> from detente.formula import Variable, Vocabulary, parse
>>> words = Vocabulary([Variable(f"o{k}") for k in range(60)])
>>> count_feasible(words, [parse("o0 and o59"), parse("o7 iff o8")]) == 3 * 2 * 2**56
True
>>> at_most_one = parse(f"at least 2 of ({', '.join(f'o{k}' for k in range(60))})")
>>> count_feasible(words, [at_most_one])
61
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from detente.formula import Constant, Formula, Vocabulary
from detente.formula.residue import decided, residue

MOST_RESIDUES = 2**14
"""Nothing is counted where levels leave more different sets of residues than this."""

_HOLDS, _FAILS = -1, -2
"""Stand for formulas that are decided."""

Left = frozenset[int]
"""The numbers of the formulas of which none may hold, whatever levels come."""


def combinations(words: Vocabulary) -> int:
    """Return how many combinations of levels there are, feasible or not."""
    return math.prod(len(variable.levels) for variable in words.variables)


def count_feasible(words: Vocabulary, infeasible: Sequence[Formula]) -> int | None:
    """Count the feasible combinations, or return ``None`` if that would take too long."""
    sizes = [
        _Residues(words).count(in_order(words, part, formulas), formulas) for part, formulas in parts(words, infeasible)
    ]
    if 0 in sizes:
        return 0
    counted = [size for size in sizes if size is not None]
    return math.prod(counted) if len(counted) == len(sizes) else None


def parts(words: Vocabulary, infeasible: Sequence[Formula]) -> list[tuple[frozenset[int], list[Formula]]]:
    """Return the variables in parts, by index, each with the formulas that speak of them and of no others."""
    found = [frozenset({index}) for index in range(len(words.variables))] or [frozenset()]
    uses = [(formula, words.used(formula)) for formula in infeasible]
    for _, used in uses:
        touched = [part for part in found if part & used]
        found = [part for part in found if not part & used] + ([frozenset().union(*touched)] if touched else [])
    return [(part, [formula for formula, used in uses if used <= part]) for part in found]


def in_order(words: Vocabulary, part: Iterable[int], infeasible: Iterable[Formula]) -> list[int]:
    """Return variables in an order in which formulas are decided soon: always those of the formula that lacks fewest.

    >>> from detente.formula import Variable, parse
    >>> words = Vocabulary([Variable(name) for name in "abcd"])
    >>> in_order(words, range(4), [parse("a and b and c"), parse("d iff b")])
    [3, 1, 2, 0]
    """
    waiting = [words.used(formula) for formula in infeasible]
    order: list[int] = []
    while waiting := [lacking for used in waiting if (lacking := used.difference(order))]:
        fewest = min(map(len, waiting))
        order += sorted(next(lacking for lacking in waiting if len(lacking) == fewest), reverse=True)
    return order + sorted(set(part).difference(order), reverse=True)


@attrs.frozen(eq=False, slots=False)
class _Residues:
    """Works residues out, each once, and numbers them: sets of numbers are compared quickly."""

    words: Vocabulary
    formulas: list[Formula] = attrs.field(factory=list, init=False)
    numbers: dict[Formula, int] = attrs.field(factory=dict, init=False)

    def count(self, order: Sequence[int], infeasible: Sequence[Formula]) -> int | None:
        """Count the feasible combinations of some variables, of which alone the formulas speak."""
        counts = {left: 1 for left in [_open(self._number(decided(each)) for each in infeasible)] if left is not None}
        for index in order:
            after: dict[Left, int] = defaultdict(int)
            for left, count in counts.items():
                touched = [number for number in left if index in self._used(number)]
                for level in range(len(self.words.variables[index].levels)):
                    then = _open(self._residue(number, index, level) for number in touched)
                    if then is not None:
                        after[left.difference(touched) | then] += count
            if len(after) > MOST_RESIDUES:
                return None
            counts = after
        return sum(counts.values())

    def _number(self, formula: Formula) -> int:
        """Return the number of a formula that is open, or what a decided one has come to."""
        if isinstance(formula, Constant):
            return _HOLDS if formula.value else _FAILS
        if formula not in self.numbers:
            self.numbers[formula] = len(self.formulas)
            self.formulas.append(formula)
        return self.numbers[formula]

    @functools.cached_property
    def _used(self) -> functools._lru_cache_wrapper[frozenset[int]]:
        return functools.cache(lambda number: self.words.used(self.formulas[number]))

    @functools.cached_property
    def _residue(self) -> functools._lru_cache_wrapper[int]:
        return functools.cache(
            lambda number, index, level: self._number(residue(self.formulas[number], self.words, index, level))
        )


def _open(numbers: Iterable[int]) -> Left | None:
    """Return the numbers of the formulas that are not decided, or ``None`` if one of them holds whatever comes."""
    each = frozenset(numbers)
    return None if _HOLDS in each else each - {_FAILS}
