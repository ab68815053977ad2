"""The chances of what is preferred, over everything that is in doubt.

The chance that a decision maker prefers one state to another is the share of worlds in which it does.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.worlds.doubts import Doubts, StatementHeld
>>> from detente.worlds.draw import Draw
>>> today = Conflict([DecisionMaker("A", ["talk"], Statements(["talk"]))])
>>> doubts = Doubts([Draw("winter", {"mild": "3/4", "harsh": "1/4"})], [StatementHeld("A", 0, "winter = mild")])
>>> preference_chances(today, doubts).tolist()  # with a chance of 3/4 it prefers to talk, and else it does not care
[[[0.0, 0.0], [0.75, 0.0]]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import Problem, TooLargeError, UnavailableError
from detente.worlds.doubts import Doubts
from detente.worlds.doubts.doubts import Change, unchanged
from detente.worlds.sampling import sample
from detente.worlds.structures import structures

DRAWS = 10_000
"""How many worlds are drawn unless told otherwise; all of them are looked at if there are no more."""

_PLACES = 12
"""To so many decimal places chances are rounded."""

MOST_CHANCES = 2**25
"""The most chances that are worked out."""


def preference_chances(
    conflict: Conflict, doubts: Doubts, *, draws: int = DRAWS, seed: int = 0, change: Change = unchanged
) -> NDArray[np.float64]:
    """Return the chances of what is preferred, over everything that is in doubt.

    Args:
        conflict: The conflict as if nothing were in doubt.
        doubts: What is in doubt.
        draws: How many worlds to draw; if there are no more worlds than that, all are looked at, each with its chance.
        seed: A whole number from 0 that the random numbers are made from; the same gives the same worlds.
        change: What a lever does, if one is pulled: ``lever.apply``.

    Returns:
        Chances of shape (n, m, m), as :func:`detente.stability.probabilistic.probabilistic` takes them, rounded to
        twelve places, so that shares that add up to a threshold are on it.

    Raises:
        InputError: If the doubts do not fit the conflict, or a number is out of range.
        UnavailableError: If the worlds do not all have the same states and moves.
        TooLargeError: If there are too many states.
    """
    worlds = sample(doubts.draws, draws, seed)
    widest, groups = structures(conflict, doubts, worlds, change)
    if len(groups) > 1:
        raise UnavailableError(Problem("the worlds do not all have the same states", "doubts about preferences only"))
    if (number := len(widest.names) * widest.size**2) > MOST_CHANCES:
        raise TooLargeError(Problem(f"{number:,} chances of what is preferred", allowed=f"at most {MOST_CHANCES:,}"))
    (structure,) = groups
    weights = worlds.weights[structure.worlds]
    chances = np.zeros((len(widest.names), widest.size, widest.size))
    for mover, table in enumerate(structure.tables):
        shares = np.bincount(structure.picks[:, mover], weights, minlength=len(table))
        for payoff, share in zip(table, shares.tolist(), strict=True):
            if share:
                chances[mover] += share * (payoff[:, None] > payoff[None, :])
    return chances.round(_PLACES)
