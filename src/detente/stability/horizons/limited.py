r"""Limited moves: two who look h moves ahead and take turns.

Where i is to move in s, and h moves may follow, it anticipates the state

    G_0(i, s) = s
    G_h(i, s) = G_{h−1}(j, M) for the best M ∈ R_i(s), if i likes that strictly better than s; else s

where j is the other, and the best M is the one after which i likes best what is then anticipated. s is L_h-stable for
i iff G_h(i, s) = s; L_1 is Nash. Ties would leave open what is anticipated, so that everybody has to rank all states
strictly. The general form is that of Kilgour (1985) and of Fang, Hipel & Kilgour (1993), *Interactive Decision Making*.

What is anticipated at horizon h follows from what is at h − 1, so that sooner or later it repeats itself.
*Non-myopic* stability is L_h-stability for every h from some horizon on: at all horizons of the part that repeats.

*Stackelberg* equilibrium: the leader is L_2-stable and the follower Nash-stable.

>>> from detente.library import load
>>> limited = limited_moves(load("prisoners-dilemma").conflict, 3)
>>> [limited.equilibria(horizon) for horizon in (1, 2, 3)], limited.non_myopic
([(1,), (1, 4), (1, 4)], (1, 4))
>>> limited.stackelberg("A"), limited.anticipated("A", 2, 3)
((1,), 1)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, Values, numbers_of
from detente.errors import Problem, UnavailableError
from detente.given import is_whole
from detente.stability.horizons.bounds import check

MOST_ROUNDS = 10_000
"""After so many horizons it is left open what is non-myopic, if nothing has repeated itself by then."""

Anticipated = tuple[Values, Values]
"""Where each of the two, being to move, anticipates to end, for each state: indices, shape (m,)."""


@attrs.frozen(eq=False)
class LimitedMoves:
    """What two anticipate who look some moves ahead.

    Attributes:
        conflict: The conflict.
        horizons: What is anticipated at horizon h, at place h − 1: from 1 to the longest that was asked for.
        repeating: What is anticipated at the horizons that repeat for ever, in order; ``None`` if it is left open.
        begins: The horizon at which the repeating part begins; ``None`` if it is left open.
    """

    conflict: Conflict
    horizons: tuple[Anticipated, ...]
    repeating: tuple[Anticipated, ...] | None
    begins: int | None

    @property
    def period(self) -> int | None:
        """After how many horizons everything repeats itself, 1 where there is a limit; ``None`` if that is open."""
        return None if self.repeating is None else len(self.repeating)

    @property
    def non_myopic(self) -> tuple[int, ...] | None:
        """The numbers of the non-myopic equilibria; ``None`` if that is left open."""
        if self.repeating is None:
            return None
        return numbers_of(np.logical_and.reduce([row for each in self.repeating for row in _stays(each)]))

    def anticipated(self, decision_maker: str, state: int, horizon: int) -> int:
        """Return the state, by number, that one who is to move in a state anticipates, looking so many moves ahead.

        Raises:
            UnknownNameError: If there is no such decision maker or state.
            UnavailableError: If the horizon was not asked for.
        """
        place, index = self.conflict.place_of(decision_maker), self.conflict.checked_number(state) - 1
        return int(self._at(horizon)[place][index]) + 1

    def limits(self, decision_maker: str, state: int) -> tuple[int, ...] | None:
        """Return what is anticipated however far one looks: one state, or those that follow each other in a cycle.

        Returns:
            State numbers; ``None`` if that is left open.

        Raises:
            UnknownNameError: If there is no such decision maker or state.
        """
        place, index = self.conflict.place_of(decision_maker), self.conflict.checked_number(state) - 1
        if self.repeating is None:
            return None
        return _shortest_cycle([int(each[place][index]) + 1 for each in self.repeating])

    def stable(self, decision_maker: str, horizon: int) -> tuple[int, ...]:
        """Return the numbers of the states that are L_h-stable for a decision maker.

        Raises:
            UnknownNameError: If there is no such decision maker.
            UnavailableError: If the horizon was not asked for.
        """
        return numbers_of(_stays(self._at(horizon))[self.conflict.place_of(decision_maker)])

    def equilibria(self, horizon: int) -> tuple[int, ...]:
        """Return the numbers of the states that are L_h-stable for both.

        Raises:
            UnavailableError: If the horizon was not asked for.
        """
        return numbers_of(np.logical_and.reduce(_stays(self._at(horizon))))

    def stackelberg(self, leader: str) -> tuple[int, ...]:
        """Return the numbers of the Stackelberg equilibria under a leader.

        Raises:
            UnknownNameError: If there is no such decision maker.
        """
        place = self.conflict.place_of(leader)
        first, second = islice(_unfolding(self.conflict), 2)
        return numbers_of(_stays(second)[place] & _stays(first)[1 - place])

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data."""
        names, numbers = self.conflict.names, range(1, self.conflict.size + 1)
        return {
            "horizons": [
                {
                    "horizon": horizon,
                    "equilibria": list(self.equilibria(horizon)),
                    "stable": {name: list(self.stable(name, horizon)) for name in names},
                    "anticipated": {name: (ends + 1).tolist() for name, ends in zip(names, now, strict=True)},
                }
                for horizon, now in enumerate(self.horizons, 1)
            ],
            "begins": self.begins,
            "period": self.period,
            "non_myopic": None if self.non_myopic is None else list(self.non_myopic),
            "limits": {name: [self._plain_limits(name, number) for number in numbers] for name in names},
            "stackelberg": {name: list(self.stackelberg(name)) for name in names},
        }

    def _plain_limits(self, decision_maker: str, state: int) -> list[int] | None:
        limits = self.limits(decision_maker, state)
        return None if limits is None else list(limits)

    def _at(self, horizon: int) -> Anticipated:
        if not is_whole(horizon) or not 1 <= horizon <= len(self.horizons):
            raise UnavailableError(Problem(f"no horizon {horizon} was asked for", f"1 to {len(self.horizons)}"))
        return self.horizons[horizon - 1]


def unavailable(conflict: Conflict) -> str:
    """Return why limited moves cannot be applied to a conflict, or an empty text if they can."""
    if len(conflict.names) != 2:  # noqa: PLR2004 - two take turns
        return f"it is defined for two decision makers, and not for {len(conflict.names)}"
    if conflict.has_beliefs:
        return "somebody has beliefs about the other"
    for name, payoff in zip(conflict.names, conflict.payoff_table, strict=True):
        order = np.argsort(payoff, kind="stable")
        if (tied := np.flatnonzero(np.diff(payoff[order]) == 0)).size:
            one, other = (int(order[tied[0] + place]) + 1 for place in (0, 1))
            return f"everybody has to rank all states strictly, and {name} likes {one} and {other} equally"
    return ""


def limited_moves(conflict: Conflict, longest: int) -> LimitedMoves:
    """Work out what two anticipate who look up to so many moves ahead, and what is non-myopic.

    Raises:
        UnavailableError: If there are not two decision makers, they do not rank all states strictly, one has beliefs
            about the other, preferences are unknown, or the longest horizon is out of bounds.
        TooLargeError: If there are too many states to list, or to look so far ahead in.
        KindError: If it is given no conflict.
    """
    check(conflict, longest)
    if reason := unavailable(conflict):
        raise UnavailableError(Problem(f"limited moves are not defined here: {reason}"))
    horizons = tuple(islice(_unfolding(conflict), longest))
    begins, repeating = _repeating(conflict)
    return LimitedMoves(conflict, horizons, repeating, begins)


def _unfolding(conflict: Conflict) -> Iterator[Anticipated]:
    """Yield what is anticipated at horizons 1, 2, 3, …."""
    itself = np.arange(conflict.size, dtype=np.int32)
    now = (itself, itself)
    while True:
        now = (_ahead(conflict, 0, now[1]), _ahead(conflict, 1, now[0]))
        yield now


def _ahead(conflict: Conflict, mover: int, expected: Values) -> Values:
    """Return G_h(i, s) for every s, given G_{h−1}(j, s): with strict ranks, a rank says which state it is."""
    payoff = conflict.payoff_table[mover]
    best = conflict.moves[mover].most(payoff[expected], payoff)
    return np.argsort(payoff).astype(np.int32)[best - 1]


def _repeating(conflict: Conflict) -> tuple[int | None, tuple[Anticipated, ...] | None]:
    """Return the horizon at which the repeating part begins, and that part."""
    seen: dict[bytes, int] = {}
    for horizon, now in enumerate(islice(_unfolding(conflict), MOST_ROUNDS), 1):
        key = now[0].tobytes() + now[1].tobytes()
        if key in seen:
            return seen[key], tuple(islice(_unfolding(conflict), seen[key] - 1, horizon - 1))
        seen[key] = horizon
    return None, None


def _stays(anticipated: Anticipated) -> NDArray[np.bool_]:
    """Say where each of the two anticipates to stay: shape (2, m)."""
    return np.array([ends == np.arange(len(ends)) for ends in anticipated])


def _shortest_cycle(states: list[int]) -> tuple[int, ...]:
    """Return what repeats itself within what repeats itself.

    >>> _shortest_cycle([3, 1, 3, 1]), _shortest_cycle([2, 2])
    ((3, 1), (2,))
    """
    lengths = (length for length in range(1, len(states) + 1) if len(states) % length == 0)
    return next(tuple(states[:length]) for length in lengths if states == states[:length] * (len(states) // length))
