"""The sheet a picture is drawn on: a title, the drawing, a legend beside it and a caption below, none over another."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from detente.prose import listed
from detente.report.figures.legend import WIDTH
from detente.report.figures.style import FAINT, INK, LINE, SMALL, TITLE
from detente.report.setting import Setting, assumed
from detente.version import VERSION

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from detente.report.figures.curves import Curve, Point
    from detente.report.figures.layout import Places

_EDGE = 0.2
_TITLE = 0.42
_AROUND = 0.62
"""Room around the outermost states, where neighbours are 1 apart."""

_BESIDE = 0.15
"""Room beside the outermost lines, in which their marks fit."""

_LARGEST, _SMALLEST = 1.25, 0.62
"""The distance of neighbours in inches, in small and in large drawings."""

_ROOM = 9.5
_LETTERS_PER_INCH = 17.5


@attrs.frozen(eq=False)
class Sheet:
    """A sheet with a drawing and a legend.

    Attributes:
        figure: The picture.
        axes: The drawing; neighbouring states are 1 apart.
        legend: The legend, measured in inches.
        unit: The distance of neighbours in inches.
    """

    figure: Figure
    axes: Axes
    legend: Axes
    unit: float

    @classmethod
    def of(cls, places: Places, lines: Sequence[Curve], legend: float, setting: Setting, caption: str) -> Sheet:
        """Make a sheet for states at these places, the lines between them, and a legend of this height in inches."""
        low, high = _bounds(places, lines)
        across, up = (high - low).tolist()
        unit = float(np.clip(_ROOM / max(across, up), _SMALLEST, _LARGEST))
        width, height = across * unit, max(up * unit, legend)
        figure, foot = blank(width + WIDTH + 3 * _EDGE, height, setting, wrapped(caption, width + WIDTH))
        axes = room(figure, _EDGE, foot + height - up * unit, width, up * unit)
        axes.set_xlim(low[0], high[0])
        axes.set_ylim(low[1], high[1])
        beside = room(figure, width + 2 * _EDGE, foot, WIDTH, height)
        beside.set_xlim(0, WIDTH)
        beside.set_ylim(0, height)
        return cls(figure, axes, beside, unit)


def _bounds(places: Places, lines: Sequence[Curve]) -> tuple[Point, Point]:
    """Return the lower left and the upper right corner of a drawing, which holds what is bent outwards, too."""
    states = np.array(list(places.values()), dtype=np.float64)
    around = [(states.min(axis=0) - _AROUND, states.max(axis=0) + _AROUND)]
    around += [(each.points.min(axis=0) - _BESIDE, each.points.max(axis=0) + _BESIDE) for each in lines]
    low, high = (np.array(corners) for corners in zip(*around, strict=True))
    return low.min(axis=0), high.max(axis=0)


def blank(width: float, height: float, setting: Setting, caption: Iterable[str]) -> tuple[Figure, float]:
    """Return a sheet with the title of a case and a caption, and how far above its foot there is room for a drawing.

    Args:
        width: The width of the sheet in inches.
        height: The height of the drawing in inches.
        setting: The case; where it comes from is said below the caption.
        caption: The lines below the drawing.
    """
    from matplotlib.figure import Figure as Picture

    title = wrapped(setting.case.title, width - 2 * _EDGE, scale=0.62)
    lines = [
        *((line, INK) for line in caption),
        *((line, FAINT) for line in wrapped(_origin(setting), width - 2 * _EDGE)),
    ]
    foot = _EDGE + LINE * (len(lines) + 0.5)
    whole = foot + height + _TITLE * len(title)
    picture = Picture(figsize=(width, whole), facecolor="white")
    left = _EDGE / width
    picture.text(left, 1 - 0.12 / whole, "\n".join(title), size=TITLE, weight="bold", va="top", color=INK)
    for place, (line, colour) in enumerate(lines):
        y = _EDGE + LINE * (len(lines) - 1 - place)
        picture.text(left, y / whole, line, size=SMALL, va="bottom", color=colour)
    return picture, foot


def room(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Return room on a sheet, in inches, without a frame."""
    across, up = figure.get_size_inches()
    axes = figure.add_axes((left / across, bottom / up, width / across, height / up))
    axes.set_axis_off()
    return axes


def wrapped(text: str, width: float, scale: float = 1.0) -> list[str]:
    """Break a text into lines of a width in inches."""
    return textwrap.wrap(text, max(int(width * _LETTERS_PER_INCH * scale), 12))


def levers_of(setting: Setting) -> str:
    """Say which levers were pulled; empty if none."""
    return f" With {listed(f'“{name}”' for name in setting.levers)}." if setting.levers else ""


def _origin(setting: Setting) -> str:
    return f"{assumed(setting.case)} · case {setting.case.fingerprint} · détente {VERSION}"
