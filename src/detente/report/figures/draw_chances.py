"""The picture of chances over time: a panel for each goal and dreaded outcome, up to the last day asked for.

A solid line is the chance that the outcome has come about by the end of a day, a dashed one the chance that it holds
then. Upright dotted lines stand at the days that the case asks about.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.answer import outcomes, timing_of
from detente.errors import Problem, UnavailableError
from detente.evolution import Chances, OutcomeChances, chances
from detente.report.figures.canvas import blank, levers_of, wrapped
from detente.report.figures.figure_kind import Scene
from detente.report.figures.style import COLOURS, FAINT, INK, SMALL, TEXT, settings

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ACROSS = 2
_WIDTH, _HEIGHT = 3.1, 1.15
_LEFT, _BETWEEN, _ABOVE, _BELOW = 0.55, 0.35, 0.3, 0.3
_GOAL, _DREAD = COLOURS[0], COLOURS[1]


def draw_chances(scene: Scene) -> Figure:
    """Draw the chance of each outcome over time.

    Raises:
        UnavailableError: If the case names no outcomes, does not say how often anybody acts, or asks about no day.
    """
    timing, (goals, dreads) = timing_of(scene.setting.case), outcomes(scene.setting.case)
    if not (goals or dreads):
        raise UnavailableError(Problem("the case names no goals and no dreads", allowed="at least one to draw"))
    if not timing.horizon:
        raise UnavailableError(Problem("the case asks about no day", allowed="a 'horizon' at the top of the file"))
    found = chances(scene.setting.conflict, timing, goals, dreads, settle=False)
    with settings():
        return _drawn(scene, found)


def _drawn(scene: Scene, found: Chances) -> Figure:
    rows = math.ceil(len(found.outcomes) / _ACROSS)
    width = _ACROSS * (_LEFT + _WIDTH) + _BETWEEN
    height = rows * (_ABOVE + _HEIGHT + _BELOW)
    figure, foot = blank(width, height, scene.setting, wrapped(_said(scene, found), width - 0.4))
    across, up = figure.get_size_inches()
    for place, outcome in enumerate(found.outcomes):
        row, column = divmod(place, _ACROSS)
        left = _LEFT + column * (_LEFT + _WIDTH)
        bottom = foot + height - row * (_ABOVE + _HEIGHT + _BELOW) - _ABOVE - _HEIGHT
        _panel(figure.add_axes((left / across, bottom / up, _WIDTH / across, _HEIGHT / up)), outcome, found)
    return figure


def _panel(axes: Axes, outcome: OutcomeChances, found: Chances) -> None:
    from matplotlib import dates

    calendar: Any = dates  # without types of its own

    days = np.array(outcome.days, dtype="datetime64[D]")
    colour = _DREAD if outcome.dreaded else _GOAL
    for chance, line, key in ((outcome.by, "-", "by"), (outcome.on, "--", "on")):
        [drawn] = axes.plot(days, chance, line, color=colour, linewidth=1.4)
        drawn.set_gid(f"{key}-{outcome.name}")
    for day in found.dates:
        axes.axvline(calendar.date2num(day), color=FAINT, linewidth=0.6, linestyle=":")
    axes.set_ylim(-0.03, 1.03)
    axes.set_yticks([0, 0.5, 1], ["0", "½", "1"], size=SMALL, color=INK)
    ticks = calendar.AutoDateLocator(minticks=3, maxticks=6)
    axes.xaxis.set_major_locator(ticks)
    axes.xaxis.set_major_formatter(calendar.ConciseDateFormatter(ticks, show_offset=False))
    axes.tick_params(labelsize=SMALL, colors=INK, width=0.5)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    mark = "-" if outcome.dreaded else "+"
    axes.set_title(f"{mark} {outcome.name}", size=TEXT, loc="left", color=INK, pad=3)


def _said(scene: Scene, found: Chances) -> str:
    days = ", ".join(map(str, found.dates))
    return (
        "Solid: the chance that it has come about by the end of the day; dashed: that it holds then; "
        f"dotted upright: {days}. "
        "+ a goal, - a dreaded outcome. It follows from the paces in the case and from how everyone is assumed to act "
        f"({found.behaviour}); it is no forecast. Days end in {found.zone}.{levers_of(scene.setting)}"
    )
