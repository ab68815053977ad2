"""How a move is drawn: solid with a filled head if it is an improvement for its mover, else dotted and hollow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from detente.report.figures.style import PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

HEAD = 0.1
"""The length of a head, in the units of the axes that are measured in inches."""

_HALF_AS_WIDE = 0.38
_DOTS = (0, (1.2, 1.8))


@attrs.frozen
class Stroke:
    """How a move is drawn.

    Attributes:
        colour: The colour of the mover.
        improves: Whether the move is an improvement for it.
    """

    colour: str
    improves: bool = True

    def line(self, axes: Axes, points: Iterable[tuple[float, float]]) -> Line2D:
        """Draw the line of the move."""
        across, up = zip(*points, strict=True)
        (line,) = axes.plot(across, up, color=self.colour, solid_capstyle="butt")
        line.set_linestyle("-" if self.improves else _DOTS)
        line.set_linewidth(1.25 if self.improves else 0.85)
        line.set_zorder(2 if self.improves else 1)
        return line

    def head(
        self, axes: Axes, tip: tuple[float, float], direction: tuple[float, float] = (1, 0), size: float = HEAD
    ) -> None:
        """Draw the head of the move, pointing in a direction."""
        from matplotlib.patches import Polygon

        (x, y), (dx, dy) = tip, direction
        scale = size / ((dx * dx + dy * dy) ** 0.5 or 1.0)
        dx, dy = dx * scale, dy * scale
        aside, along = -dy * _HALF_AS_WIDE, dx * _HALF_AS_WIDE
        corners = [(x, y), (x - dx + aside, y - dy + along), (x - dx - aside, y - dy - along)]
        face = self.colour if self.improves else PAPER
        axes.add_patch(Polygon(corners, facecolor=face, edgecolor=self.colour, linewidth=0.8, zorder=3))
