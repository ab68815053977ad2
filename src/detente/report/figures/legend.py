"""What stands beside a graph: who moves, what the lines and rings mean, and what the numbers stand for."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from detente.report.figures.stroke import HEAD, Stroke
from detente.report.figures.style import INK, LINE, PAPER, SMALL, TEXT, colour_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 3.1
"""The width of a legend in inches."""

_SAMPLE = 0.46
_LETTERS = 46


@attrs.frozen
class Entry:
    """A line of a legend.

    Attributes:
        text: What it says.
        sample: What stands before it: ``heading``, ``mover``, ``improvement``, ``other``, ``state``, ``holds``,
            ``quo``, or a text.
        colour: The colour of the sample.
        mark: What the sample is marked with.
    """

    text: str
    sample: str = ""
    colour: str = INK
    mark: str = ""


def entries(movers: Mapping[str, str], concepts: Sequence[str], labels: Mapping[int, str], *, quo: bool) -> list[Entry]:
    """Return what a legend says.

    Args:
        movers: The short name of each decision maker by its name, in listing order.
        concepts: The concepts whose equilibria are marked.
        labels: What the number of each state stands for, where that is to be said.
        quo: Whether the status quo is in the picture.
    """
    found = [Entry("Decision makers", "heading")]
    found += [Entry(name, "mover", colour_of(place), short) for place, (name, short) in enumerate(movers.items())]
    found += [
        Entry("Moves", "heading"),
        Entry("improvement for the mover", "improvement"),
        Entry("other move", "other"),
        Entry("States", "heading"),
        *([Entry("status quo", "quo")] if quo else []),
        *(Entry(part, "holds" if not place else "") for place, part in enumerate(_held(concepts))),
    ]
    if labels:
        found.append(Entry("Numbers", "heading"))
        for number, label in labels.items():
            first, *more = textwrap.wrap(label, _LETTERS) or [""]
            found += [Entry(first, str(number)), *(Entry(line) for line in more)]
    return found


def _held(concepts: Sequence[str]) -> list[str]:
    told = ", ".join(concepts)
    if len(concepts) == 1:
        return [f"equilibrium under {told}"]
    return textwrap.wrap(f"equilibrium under the concepts beside it; all: {told}", _LETTERS - 6)


def height_of(lines: Sequence[Entry]) -> float:
    """Return the height of a legend in inches."""
    return sum(_height(entry) for entry in lines)


def _height(entry: Entry) -> float:
    return LINE * 1.75 if entry.sample == "heading" else LINE


def draw_legend(axes: Axes, lines: Sequence[Entry]) -> None:
    """Draw a legend from the top of axes that are measured in inches."""
    y = axes.get_ylim()[1]
    for entry in lines:
        y -= _height(entry)
        middle = y + LINE / 2
        if entry.sample == "heading":
            axes.text(0, middle, entry.text, size=TEXT, weight="bold", va="center", color=INK)
            continue
        axes.text(_SAMPLE + 0.08, middle, entry.text, size=SMALL + 0.5, va="center", color=INK)
        _SAMPLES.get(entry.sample, _numbered)(axes, middle, entry)


def _numbered(axes: Axes, y: float, entry: Entry) -> None:
    axes.text(_SAMPLE - 0.06, y, entry.sample, size=SMALL + 0.5, va="center", ha="right", weight="bold", color=INK)


def _mover(axes: Axes, y: float, entry: Entry) -> None:
    Stroke(entry.colour).line(axes, [(0, y), (_SAMPLE, y)])
    _letter(axes, (_SAMPLE / 2, y), entry.mark, entry.colour, SMALL)


def _letter(axes: Axes, at: tuple[float, float], mark: str, colour: str, size: float) -> None:
    box = {"boxstyle": "round,pad=0.12", "facecolor": PAPER, "edgecolor": "none"}
    axes.text(*at, mark, size=size, weight="bold", color=colour, ha="center", va="center", bbox=box)


def _improvement(axes: Axes, y: float, _entry: Entry) -> None:
    _move(axes, y, Stroke(INK))


def _other(axes: Axes, y: float, _entry: Entry) -> None:
    _move(axes, y, Stroke(INK, improves=False))


def _move(axes: Axes, y: float, stroke: Stroke) -> None:
    stroke.line(axes, [(0, y), (_SAMPLE - HEAD, y)])
    stroke.head(axes, (_SAMPLE, y))


def _quo(axes: Axes, y: float, _entry: Entry) -> None:
    from matplotlib.patches import Circle

    axes.add_patch(Circle((_SAMPLE / 2, y), 0.07, facecolor=INK, edgecolor=INK))


def _holds(axes: Axes, y: float, _entry: Entry) -> None:
    from matplotlib.patches import Circle

    for radius in (0.075, 0.05):
        axes.add_patch(Circle((_SAMPLE / 2, y), radius, facecolor=PAPER, edgecolor=INK, linewidth=0.9))


_SAMPLES = {
    "": lambda _axes, _y, _entry: None,
    "mover": _mover,
    "improvement": _improvement,
    "other": _other,
    "quo": _quo,
    "holds": _holds,
}
"""What draws each sample."""
