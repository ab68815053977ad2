"""Where the states of a picture stand, so that options can be read off their places.

*Grid*: decision makers are shared out over two axes, so that each moves along rows or along columns only. Along an axis
the combinations of its options stand in reflected order, in which neighbours differ in as little as can be (a Gray
code), and then swap places as long as that makes moves shorter; combinations that occur in no state take no room. The
sharing out is the one that leaves the fewest places empty and is nearest to the shape of a page. A coalesced state
stands amid its members.

*Circle*: a small conflict in graph form, which has no options; no arc then passes through a state.

*Layers*: part of a large conflict, a column for each number of moves from the status quo.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.report.figures.graph import Link

Places = Mapping[int, tuple[float, float]]
"""Where each state, by number, stands: rightwards and upwards, neighbours being 1 apart."""

MOST_IN_CIRCLE = 16
MOST_OWNERS = 8
"""With more decision makers only sharing the first ones to one axis and the others to the other is tried."""

_PAGE = 1.4
_EMPTY, _SHAPE = 1.0, 0.35
_APART = 0.6
_SWEEPS = 8
_COLUMN, _ASIDE, _DOWN = 2.3, 0.8, 0.8
"""From column to column, how far every other state of a column stands aside, and from state to state below."""


def grid(conflict: Conflict, states: Sequence[int], linked: Sequence[Link]) -> Places:
    """Place states of a conflict in option form by their options."""
    members = [conflict.space.members(state - 1) for state in states]
    codes, which = np.concatenate(members), np.repeat(np.arange(len(states)), list(map(len, members)))
    digits = _digits(conflict, codes)
    across, down = min((_axes(digits, split) for split in _splits(len(digits))), key=_score)
    first = np.searchsorted(which, np.arange(len(states)))
    ends = np.array([[states.index(end) for end in link.ends] for link in linked], dtype=np.int64).reshape(-1, 2)
    ends = ends[(np.bincount(which)[ends] == 1).all(axis=1)]  # a coalesced state has no one place on an axis
    axes = [_shortened(axis, axis[first[ends]]) for axis in (across, down)]
    places = np.array([[axis[which == place].mean() for axis in axes] for place in range(len(states))])
    return {state: (x, -y) for state, (x, y) in zip(states, _apart(places).tolist(), strict=True)}


def circle(states: Sequence[int]) -> Places:
    """Place states around a circle, clockwise from the top."""
    radius = max(1.0, 1.25 / (2 * math.sin(math.pi / max(len(states), 3))))
    turns = (2 * math.pi * place / len(states) for place in range(len(states)))
    return {
        state: (round(radius * math.sin(turn), 6), round(radius * math.cos(turn), 6))
        for state, turn in zip(states, turns, strict=True)
    }


def layers(steps: Mapping[int, int], linked: Sequence[Link]) -> Places:
    """Place states in a column for each number of steps, near the states they are linked to in the columns beside."""
    columns = [[state for state in steps if steps[state] == step] for step in sorted(set(steps.values()))]
    beside = _neighbours(steps, linked)
    rows = {state: float(row) for column in columns for row, state in enumerate(column)}
    height = max(map(len, columns))
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wished = {state: _mean([rows[each] for each in beside[state]], rows[state]) for state in column}
            column.sort(key=wished.__getitem__)
            rows |= {state: row + (height - len(column)) / 2 for row, state in enumerate(column)}
    return {
        state: (_COLUMN * place + _ASIDE * (row % 2), -_DOWN * rows[state])
        for place, column in enumerate(columns)
        for row, state in enumerate(column)
    }


def _digits(conflict: Conflict, codes: NDArray[np.uint64]) -> list[list[tuple[NDArray[np.int64], int]]]:
    """Return, for each decision maker with options, the level of each in every pattern, and how many there are."""
    found: dict[str, list[tuple[NDArray[np.int64], int]]] = {}
    for index, variable in enumerate(conflict.words.variables):
        count = len(variable.levels)
        levels = (codes // np.uint64(conflict.space.place(index))) % np.uint64(count)
        found.setdefault(variable.decision_maker or "", []).append((levels.astype(np.int64), count))
    return list(found.values())


def _splits(owners: int) -> list[tuple[bool, ...]]:
    """Return ways to share decision makers out over the two axes."""
    if owners <= MOST_OWNERS:
        return list(itertools.product((False, True), repeat=owners))
    return [tuple(place < first for place in range(owners)) for first in range(1, owners)]


def _axes(
    digits: list[list[tuple[NDArray[np.int64], int]]], split: tuple[bool, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the column and the row of every pattern."""
    across, down = (
        _ranks([digit for own, side in zip(digits, split, strict=True) if side is wanted for digit in own])
        for wanted in (True, False)
    )
    size = len(digits[0][0][0])
    return tuple(np.zeros(size, dtype=np.int64) if axis is None else axis for axis in (across, down))  # type: ignore[return-value] # two


def _ranks(digits: list[tuple[NDArray[np.int64], int]]) -> NDArray[np.int64] | None:
    """Return the place of every pattern in the reflected order of these options, gaps closed."""
    if not digits:
        return None
    ranks = np.zeros_like(digits[0][0])
    for levels, count in digits:
        ranks = ranks * count + np.where(ranks % 2 == 0, levels, count - 1 - levels)
    return np.unique(ranks, return_inverse=True)[1].astype(np.int64)


def _shortened(axis: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Swap places along an axis as long as that makes the moves between these places shorter in all."""
    count = int(axis.max()) + 1
    weight = np.zeros((count, count))
    np.add.at(weight, (ends[:, 0], ends[:, 1]), 1)
    place = np.arange(count)

    def length(order: NDArray[np.int64]) -> float:
        return float((weight * np.abs(order[:, None] - order[None, :])).sum())

    best, better = length(place), True
    while better:
        better = False
        for one, other in itertools.combinations(range(count), 2):
            swapped = place.copy()
            swapped[[one, other]] = swapped[[other, one]]
            if (found := length(swapped)) < best:
                place, best, better = swapped, found, True
    return place[axis]


def _score(axes: tuple[NDArray[np.int64], NDArray[np.int64]]) -> tuple[float, ...]:
    across, down = (int(axis.max()) + 1 for axis in axes)
    used = len(np.unique(axes[0] * down + axes[1]))
    return (_EMPTY * across * down / used + _SHAPE * abs(math.log(across / down / _PAGE)), across)


def _apart(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move states that would stand on one another a little further on."""
    for place in range(1, len(places)):
        while (np.abs(places[:place] - places[place]).max(axis=1) < _APART).any():
            places[place] += (_APART, _APART / 2)
    return places


def _neighbours(steps: Mapping[int, int], linked: Sequence[Link]) -> dict[int, list[int]]:
    beside: dict[int, list[int]] = {state: [] for state in steps}
    for link in linked:
        low, high = link.ends
        if steps[low] != steps[high]:
            beside[low].append(high)
            beside[high].append(low)
    return beside


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
