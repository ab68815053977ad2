"""Follow the distribution of the process through the pieces, exactly.

Beside the distribution itself, each goal has one in which the states of the goal are not left again: what has gathered
there is the chance that the goal has come about by then, its *first passage*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.evolution.process.process import Piece, Process
from detente.evolution.process.uniform import Columns, Truth, advance

BOUND = 1e-12
"""The most that truncation takes from a distribution, over the whole time."""


@attrs.frozen(eq=False)
class Look:
    """The process at one instant.

    Attributes:
        free: The distribution over the states reached, shape (reached,).
        on: The chance that each goal holds then, shape (goals,).
        by: The chance that each goal has come about by then, shape (goals,).
    """

    free: NDArray[np.float64]
    on: NDArray[np.float64]
    by: NDArray[np.float64]


@attrs.frozen(eq=False)
class Trace:
    """A process that was followed.

    Attributes:
        looks: The process at each instant asked for, by the days since the start.
        last: The distributions when the last piece begins: first the free one, then one for each goal, in which its
            states are not left again; shape (reached, 1 + goals).
        waiting: ∫ Pr(the goal has not come about by t) dt until the last piece begins, in days: shape (goals,).
    """

    looks: Mapping[float, Look]
    last: Columns
    waiting: NDArray[np.float64]


def trace(process: Process, goals: Truth, days: Iterable[float]) -> Trace:
    """Follow a process.

    Args:
        process: The process.
        goals: In which of the states reached each goal holds: shape (reached, goals).
        days: The instants to look at, in days since the start.

    Raises:
        TooLargeError: If it takes too many steps.
    """
    wanted, last_piece = set(days), process.pieces[-1].begins
    absorbing = np.hstack([np.zeros((len(goals), 1), dtype=bool), goals])
    columns = np.repeat(process.beginning[:, np.newaxis], absorbing.shape[1], axis=1)
    looks, last, waiting = {0.0: _look(columns, goals)}, columns, np.zeros(goals.shape[1])
    legs = list(_legs(process.pieces, sorted({*wanted, last_piece})))
    for piece, begins, ends in legs:
        columns, spent = advance(process.flow(piece), columns, absorbing, ends - begins, BOUND / len(legs))
        if ends in wanted:
            looks[ends] = _look(columns, goals)
        if ends <= last_piece:
            waiting += (spent[:, 1:] * ~goals).sum(axis=0)
            last = columns
    return Trace(looks, last, waiting)


def _look(columns: Columns, goals: Truth) -> Look:
    free = columns[:, 0].copy()
    return Look(free, free @ goals, (columns[:, 1:] * goals).sum(axis=0))


def _legs(pieces: Sequence[Piece], days: Sequence[float]) -> Iterator[tuple[Piece, float, float]]:
    """Cut the pieces at the instants that are looked at: piece, from when, until when."""
    for piece in pieces:
        here = piece.begins
        stops = [day for day in days if piece.begins < day < piece.ends]
        if piece.ends <= max(days, default=0.0):
            stops.append(piece.ends)
        for stop in stops:
            yield piece, here, stop
            here = stop
