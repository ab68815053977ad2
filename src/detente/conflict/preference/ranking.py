"""A ranking: all states in order, best first, with ties in brackets.

>>> from detente.conflict.space import StateSpace
>>> from detente.formula import Variable, Vocabulary
>>> space = StateSpace(Vocabulary([Variable("attack"), Variable("talk")]))
>>> Ranking([3, [1, 4], 2]).payoffs(space)
array([2, 1, 3, 2], dtype=int32)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from numbers import Integral
from typing import ClassVar

import attrs
import numpy as np

from detente.conflict.preference.base import UNEQUAL, Payoffs
from detente.conflict.space import StateSpace
from detente.errors import ConflictError, Problem
from detente.given import several

_MOST_LISTED = 20

_RANKING = "state numbers, best first, ties in brackets"

Tiers = tuple[tuple[int, ...], ...]


def _as_tiers(ranking: Iterable[int | Iterable[int]]) -> Tiers:
    tiers = several("a ranking", ranking, (Integral, Iterable), _RANKING)
    return tuple((int(tier),) if isinstance(tier, Integral) else _as_tier(tier) for tier in tiers)


def _as_tier(tier: Iterable[int]) -> tuple[int, ...]:
    return tuple(map(int, several("a ranking", tier, Integral, _RANKING)))


@attrs.frozen
class Ranking:
    """Every state number exactly once, best first; states in one bracket are liked equally.

    In a conflict in graph form the number of a state is its place in the list of states, from 1.
    """

    key: ClassVar[str] = "ranking"
    says: ClassVar[str] = "likes the states best in this order"

    tiers: Tiers = attrs.field(converter=_as_tiers)

    @property
    def formulas(self) -> None:
        """No formulas: it names states by number."""

    def lines(self) -> list[tuple[str, str]]:
        """Return the ranking, which is one line."""
        return [("·", self.in_a_line())]

    def in_a_line(self) -> str:
        """Return the ranking in a line.

        >>> Ranking([3, [1, 4], 2]).in_a_line()
        '3 > [1, 4] > 2'
        """
        return " > ".join(str(tier[0]) if len(tier) == 1 else str(list(tier)) for tier in self.tiers)

    def payoffs(self, space: StateSpace) -> Payoffs:
        """Return the payoff of each state; see :class:`~detente.conflict.preference.base.Preference`."""
        ranked = [number for tier in self.tiers for number in tier]
        if problems := _problems(ranked, space.size):
            raise ConflictError(*problems)
        payoffs = np.empty(space.size, dtype=np.int32)
        for worse, tier in enumerate(reversed(self.tiers), start=1):
            payoffs[np.array(tier, dtype=np.int64) - 1] = worse
        return payoffs

    def carried(self, before: StateSpace, after: StateSpace) -> Ranking:
        """Return the ranking of the states after a change, which keep the order they had before."""
        places = np.searchsorted(before.patterns, after.patterns)
        places = np.minimum(places, before.patterns.size - 1)
        if (new := before.patterns[places] != after.patterns).any():
            labels = after.label(int(new.argmax()))
            raise ConflictError(Problem(f"its ranking has no place for the state '{labels}', which becomes feasible"))
        payoffs = self.payoffs(before)
        ranked = payoffs[places] if before.state_of is None else payoffs[before.state_of[places]]
        return Ranking.of_payoffs(after.agreed(ranked, UNEQUAL))

    @classmethod
    def of_payoffs(cls, payoffs: Payoffs) -> Ranking:
        """Return the ranking that payoffs express.

        >>> Ranking.of_payoffs(np.array([2, 1, 3, 2]))
        Ranking(tiers=((3,), (1, 4), (2,)))
        """
        order = np.argsort(-payoffs, kind="stable")
        breaks = np.flatnonzero(np.diff(payoffs[order])) + 1
        return cls((tier + 1).tolist() for tier in np.split(order, breaks))


def _problems(ranked: list[int], size: int) -> list[Problem]:
    strangers = sorted({number for number in ranked if not 1 <= number <= size})
    twice = sorted(number for number, times in Counter(ranked).items() if times > 1)
    missing = sorted(set(range(1, size + 1)).difference(ranked))
    found = [
        (strangers, f"the ranking names states that do not exist: {_listed(strangers)}"),
        (twice, f"the ranking names states more than once: {_listed(twice)}"),
        (missing, f"the ranking leaves out states: {_listed(missing)}"),
    ]
    return [
        Problem(message, allowed=f"every state from 1 to {size} exactly once") for numbers, message in found if numbers
    ]


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST_LISTED]))
    return shown if len(numbers) <= _MOST_LISTED else f"{shown}, … ({len(numbers)} in all)"
