"""The picture of many worlds: for each goal and dreaded outcome the share of worlds in which it holds, as bars.

A pale bar is the share in which it holds, under one concept each, with a line for the standard error of a sample. The
full part of it is the share in which it is led to from the status quo, the hatched part that in which it is certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.answer import run_worlds
from detente.errors import Problem, UnavailableError
from detente.prose import percent
from detente.report.figures.canvas import blank, levers_of, wrapped
from detente.report.figures.figure_kind import Scene
from detente.report.figures.style import COLOURS, FAINT, INK, PAPER, SMALL, TEXT, settings
from detente.report.wording import points
from detente.report.worlds import made_of
from detente.worlds import Ensemble, Outcome

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _LEFT, _RIGHT = 4.6, 0.65, 1.0
_BAR, _TITLE, _SCALE = 0.2, 0.3, 0.35
"""The heights in inches of a bar with its room, of the title of an outcome, and of the scale below all."""

_GOAL, _DREAD = COLOURS[0], COLOURS[1]


def draw_worlds(scene: Scene) -> Figure:
    """Draw the share of worlds in which each outcome holds.

    Raises:
        UnavailableError: If the case names no outcomes, or nothing is in doubt in it.
    """
    case = scene.setting.case
    if not (case.goals or case.dreads):
        raise UnavailableError(Problem("the case names no goals and no dreads", allowed="at least one to draw"))
    found = run_worlds(case, concepts=scene.concepts, levers=scene.setting.levers)
    with settings():
        return _drawn(scene, found)


def _drawn(scene: Scene, found: Ensemble) -> Figure:
    one = _TITLE + _BAR * len(found.concepts)
    width, height = _LEFT + _WIDTH + _RIGHT, len(found.outcomes) * one
    lines = wrapped(_said(scene, found), width - 0.4)
    figure, foot = blank(width, height + _SCALE, scene.setting, lines)
    across, up = figure.get_size_inches()
    axes = figure.add_axes((_LEFT / across, (foot + _SCALE) / up, _WIDTH / across, height / up))
    _scaled(axes, height)
    for place, outcome in enumerate(found.outcomes):
        _bars(axes, found, outcome, place * one)
    return figure


def _scaled(axes: Axes, height: float) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    axes.set_xticks([0, 0.5, 1], ["0", "½", "1"], size=SMALL, color=INK)
    axes.tick_params(colors=INK, width=0.5)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for share in (0.5, 1.0):
        axes.axvline(share, color=FAINT, linewidth=0.5, linestyle=":", zorder=0)


def _bars(axes: Axes, found: Ensemble, outcome: Outcome, top: float) -> None:
    colour, mark = (_DREAD, "-") if outcome.dreaded else (_GOAL, "+")
    axes.text(0, top + _TITLE - 0.09, f"{mark} {outcome.name}", size=TEXT, color=INK, va="bottom")
    for place, concept in enumerate(found.concepts):
        middle = top + _TITLE + _BAR * (place + 0.5)
        shares = [found.goal_share(outcome, concept, standing) for standing in found.standings]
        axes.text(-0.015, middle, concept, size=SMALL, color=INK, ha="right", va="center")
        for standing, share in zip(found.standings, shares, strict=True):
            [bar] = axes.barh(middle, share, height=_BAR * 0.75, color=colour, linewidth=0.5, **_LOOKS[standing])
            bar.set_gid(f"{standing}-{outcome.name}-{concept}")
        _error(axes, found, shares[0], middle)


_LOOKS: dict[str, dict[str, Any]] = {
    "holds": {"alpha": 0.3},
    "led to": {"alpha": 1.0},
    "certain": {"fill": False, "edgecolor": PAPER, "hatch": "////"},
}
"""How the bar of each standing looks: by darkness and by hatching, so that a picture in grey loses nothing."""


def _error(axes: Axes, found: Ensemble, share: float, middle: float) -> None:
    """Say a share as text, with its error, and draw the error as a line."""
    error = found.error(share)
    said = " ".join(filter(None, [percent(share), points(error)]))
    axes.text(1.02, middle, said, size=SMALL, color=INK, va="center")
    if error:
        ends = [max(share - error, 0.0), min(share + error, 1.0)]
        axes.plot(ends, [middle, middle], color=INK, linewidth=0.9, solid_capstyle="butt")


def _said(scene: Scene, found: Ensemble) -> str:
    led = (
        " Dark: it is led to from the status quo by improvements that no answer deters; hatched: to nothing else."
        if len(found.standings) > 1
        else ""
    )
    errors = "" if found.sample.exact else " The black line is one standard error to either side."
    return (
        f"Bars, and the numbers beside them: the share of worlds in which it holds.{led}{errors} + a goal, "
        f"- a dreaded outcome. {made_of(found)} It is no forecast: it follows from the chances in the case."
        f"{levers_of(scene.setting)}"
    )
