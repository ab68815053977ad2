"""The lines of a graph: bent so that they pass by the states between, with heads and a mark for the mover.

A line is a quadratic Bézier curve from one state to another. Of a few bends, the least is taken that keeps clear of all
other states; its mark stands where it is furthest from states and other marks.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.report.figures.graph import Link
from detente.report.figures.layout import Places

RADIUS = 0.21
"""The radius of a state, where neighbours are 1 apart."""

_CLEAR = RADIUS + 0.07
_BENDS = (0.0, 0.12, -0.12, 0.2, -0.2, 0.28, -0.28, 0.36, -0.36, 0.46, -0.46, 0.56, -0.56)
_ALONG = np.linspace(0.0, 1.0, 81)
_MARKED = (0.5, 0.45, 0.55, 0.41, 0.59, 0.36, 0.64, 0.31, 0.69, 0.26, 0.74)
_HEADS = RADIUS + 0.2
"""How far a mark keeps from the middle of the two states, so that it covers no head."""

Point = NDArray[np.float64]


@attrs.frozen(eq=False)
class Curve:
    """The line of a link.

    Attributes:
        link: What it stands for.
        points: Where it runs, from edge to edge of the two states; shape (points, 2).
        mark: Where the mark of the mover stands.
    """

    link: Link
    points: NDArray[np.float64]
    mark: Point


def curves(links: Sequence[Link], places: Places, labels: Sequence[tuple[float, float]] = ()) -> list[Curve]:
    """Lay out the lines of all links; marks keep clear of labels at these places."""
    states = np.array([places[state] for state in places], dtype=np.float64)
    kept_clear = np.array([*places.values(), *labels], dtype=np.float64)
    marks: list[Point] = []
    found: list[Curve] = []
    taken: dict[tuple[int, int], list[float]] = {}
    for link in links:
        used = taken.setdefault(link.ends, [])
        bend, points = _bent(link, places, states, used)
        used.append(bend)
        marks.append(_mark(points, kept_clear, marks))
        found.append(Curve(link, _between(points), marks[-1]))
    return found


def _bent(
    link: Link, places: Places, states: NDArray[np.float64], used: Sequence[float]
) -> tuple[float, NDArray[np.float64]]:
    """Return the least bend that keeps clear of other states and is not used, or the clearest."""
    start, end = (np.array(places[state], dtype=np.float64) for state in link.ends)
    others = states[np.abs(states - start).sum(axis=1) > 0]
    others = others[np.abs(others - end).sum(axis=1) > 0]
    best: tuple[float, float, NDArray[np.float64]] | None = None
    for bend in _BENDS:
        if bend in used:
            continue
        points = _curve(start, end, bend)
        room = float(_distances(points, others).min(initial=np.inf))
        if room >= _CLEAR:
            return bend, points
        if best is None or room > best[0]:
            best = room, bend, points
    return (best[1], best[2]) if best else (0.0, _curve(start, end, 0.0))


def _curve(start: Point, end: Point, bend: float) -> NDArray[np.float64]:
    """Return a curve that leaves the straight line by half of ``bend`` times its length, to the left if positive."""
    along = end - start
    bow = (start + end) / 2 + bend * np.array([-along[1], along[0]])
    t = _ALONG[:, None]
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * bow + t**2 * end


def _between(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the part of a curve outside the states that it links."""
    outside = (np.linalg.norm(points - points[0], axis=1) > RADIUS) & (
        np.linalg.norm(points - points[-1], axis=1) > RADIUS
    )
    kept = points[outside]
    return kept if len(kept) > 1 else points


def _mark(points: NDArray[np.float64], states: NDArray[np.float64], marks: Sequence[Point]) -> Point:
    spots = points[[round(t * (len(points) - 1)) for t in _MARKED]]
    ends = _distances(spots, points[[0, -1]]).min(axis=1)
    spots = spots[ends >= min(_HEADS, ends.max())]
    room = _distances(spots, states).min(axis=1)
    if marks:
        room = np.minimum(room, _distances(spots, np.array(marks)).min(axis=1) * 1.2)
    good = np.minimum(room, 0.34) - 0.001 * np.arange(len(spots))
    return np.asarray(spots[int(good.argmax())])


def _distances(points: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.linalg.norm(points[:, None, :] - others[None, :, :], axis=2)
