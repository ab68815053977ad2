"""The outcomes of a few draws together, one by one: what conditions cover, and with which chance.

>>> from detente.worlds.doubts.base import either
>>> winter = Draw("winter", {"mild": "0.6", "harsh": "0.4"})
>>> for found in outcomes_of(either("winter = mild"), [winter]):
...     print(found.outcomes, found.chance, found.holding)
{'winter': 'mild'} 3/5 (0,)
{'winter': 'harsh'} 2/5 (1,)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs
import numpy as np

from detente.errors import ConflictError, Problem, TooLargeError
from detente.formula import Formula, Not, Variable, Vocabulary, evaluate
from detente.worlds.doubts.base import DRAWN, By
from detente.worlds.draw import Draw

MOST_TOGETHER = 2**14
"""The most outcomes, put together, of draws on which the conditions of one doubt may rest."""


@attrs.frozen
class Combination:
    """One outcome of each of some draws.

    Attributes:
        outcomes: The outcome by the name of its draw.
        chance: How likely they are together.
        holding: The places of the conditions that hold then.
    """

    outcomes: Mapping[str, str]
    chance: Fraction
    holding: tuple[int, ...]

    def __str__(self) -> str:
        """Name the outcomes as a formula does."""
        return " and ".join(f"{name} = {outcome}" for name, outcome in self.outcomes.items())


def words_of(draws: Iterable[Draw]) -> Vocabulary:
    """Return the draws as variables that formulas can speak of, their outcomes as levels."""
    return Vocabulary([Variable(draw.name, None, draw.outcomes) for draw in draws], called=DRAWN)


def outcomes_of(conditions: Sequence[Formula], draws: Sequence[Draw]) -> Iterator[Combination]:
    """Yield every combination of outcomes that can occur, of the draws that the conditions speak of.

    Raises:
        TooLargeError: If there are too many.
    """
    words = words_of(draws)
    used = sorted(frozenset().union(*map(words.used, conditions)))
    likely = [[place for place, chance in enumerate(draws[index].chances) if chance] for index in used]
    if (together := math.prod(map(len, likely))) > MOST_TOGETHER:
        message = f"the conditions rest on draws that have {together} outcomes together"
        raise TooLargeError(Problem(message, f"at most {MOST_TOGETHER}"))
    every = np.array(list(itertools.product(*likely)), dtype=np.int64).reshape(together, len(used))
    columns = {index: every[:, place] for place, index in enumerate(used)}
    truths = [np.broadcast_to(evaluate(each, words, columns.__getitem__), together) for each in conditions]
    for row, places in enumerate(every.tolist()):
        picked = [(draws[index], place) for index, place in zip(used, places, strict=True)]
        yield Combination(
            {draw.name: draw.outcomes[place] for draw, place in picked},
            math.prod((draw.chances[place] for draw, place in picked), start=Fraction(1)),
            tuple(place for place, truth in enumerate(truths) if truth[row]),
        )


def chances_of(by: By, draws: Sequence[Draw]) -> tuple[Fraction, ...]:
    """Return the chance of each alternative.

    >>> from detente.worlds.doubts.base import either
    >>> chances_of(either("winter = mild"), [Draw("winter", {"mild": "0.6", "harsh": "0.4"})])
    (Fraction(3, 5), Fraction(2, 5))
    """
    if isinstance(by, Draw):
        return by.chances
    chances = [Fraction()] * len(by)
    for found in outcomes_of(by, draws):
        chances[found.holding[0]] += found.chance
    return tuple(chances)


def check_cover(by: By, alternatives: Sequence[str], draws: Sequence[Draw]) -> None:
    """Check that conditions exclude each other and cover everything that can occur.

    Raises:
        ConflictError: If they do not, with the first outcomes that are covered twice or not at all.
        TooLargeError: If there are too many outcomes to look at.
        UnknownNameError: If a condition names a draw or an outcome that does not exist.
    """
    if isinstance(by, Draw):
        return
    for condition in by:
        words_of(draws).check(condition)
    if by == (by[0], Not(by[0])):
        return
    for found in outcomes_of(by, draws):
        if len(found.holding) != 1:
            raise ConflictError(_uncovered(found, alternatives))


def _uncovered(found: Combination, alternatives: Sequence[str]) -> Problem:
    where = f"where {found}" if found.outcomes else "ever"
    allowed = "conditions of which exactly one holds, whatever is drawn"
    if not found.holding:
        return Problem(f"no condition holds {where}", allowed)
    both = " and ".join(f"'{alternatives[place]}'" for place in found.holding)
    return Problem(f"the conditions of {both} hold {where}", allowed)
