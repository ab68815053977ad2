"""How the cost grows with the number of states: a fitted exponent, and a plot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from benchmarks.measuring import Measured

FIRST = 2**16
"""From so many states on the exponent is fitted: below, what a call costs in itself shows."""

MOST = 1.1
"""The most it should be."""


def per_decision_maker(found: Mapping[str, Measured], makers: Mapping[str, int]) -> list[tuple[int, float]]:
    """Return states and seconds of each row by the pairs of decision makers, in which the work grows as well."""
    pairs = ((each.states, each.total / makers[key] ** 2) for key, each in found.items() if key in makers)
    return sorted(pairs)


def exponent(points: list[tuple[int, float]]) -> float | None:
    """Return the exponent e for which the seconds grow like states^e, or ``None`` if there are too few points."""
    fitted = [(states, seconds) for states, seconds in points if states >= FIRST]
    if len({states for states, _ in fitted}) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    states, seconds = np.log2(np.array(fitted)).T
    return float(np.polyfit(states, seconds, 1)[0])


def plot(points: list[tuple[int, float]], slope: float | None, path: Path) -> None:
    """Draw seconds over states, both on logarithmic scales."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.add_subplot()
    axes.loglog(*zip(*points, strict=True), "o-", base=2)
    axes.set_xlabel("states")
    axes.set_ylabel("seconds by square of decision makers")
    axes.set_title("Five concepts" if slope is None else f"Five concepts: grows like m^{slope:.2f} from 2^16 on")
    axes.grid(visible=True, alpha=0.3)
    figure.savefig(path)
