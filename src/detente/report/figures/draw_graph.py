"""The picture of the integrated graph: states, the moves of everyone between them, and what holds.

A move that is an improvement for its mover is a solid line with a filled head, any other a dotted one with a hollow
head; a line that can be gone both ways has a head at either end. A letter on the line says whose it is, as its colour
does.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from detente.report.figures.canvas import Sheet, levers_of
from detente.report.figures.curves import RADIUS, Curve, Point, curves
from detente.report.figures.figure_kind import Scene
from detente.report.figures.graph import Link, integrated_graph, links
from detente.report.figures.layout import MOST_IN_CIRCLE, Places, circle, grid, layers
from detente.report.figures.legend import draw_legend, entries, height_of
from detente.report.figures.stroke import Stroke
from detente.report.figures.style import FAINT, INK, PAPER, SMALL, colour_of, settings
from detente.report.short_names import short_names
from detente.report.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_STATES = 200
"""With more states only those that matter are drawn."""

MOST_EXPLAINED = 24
"""With more states the legend does not say what the numbers stand for."""

MOST_LINES = 80
"""With more lines only improvements are drawn in part of a large conflict."""


@attrs.frozen
class Drawn:
    """What of a conflict is in a picture.

    Attributes:
        places: Where each state stands, by number.
        links: The lines between them.
        omission: What is not in it, in words; empty if all is.
        columns: What stands above columns of states, by how far to the right.
    """

    places: Places
    links: Sequence[Link]
    omission: str = ""
    columns: Mapping[float, str] = attrs.field(factory=dict)


def draw_graph(scene: Scene) -> Figure:
    """Draw the integrated graph."""
    drawn = _whole(scene) if scene.setting.conflict.size <= MOST_STATES else _part(scene)
    with settings():
        return _drawn(scene, drawn)


def _whole(scene: Scene) -> Drawn:
    conflict = scene.setting.conflict
    states = range(1, conflict.size + 1)
    linked = links(conflict, integrated_graph(conflict))
    if not conflict.in_graph_form and any(owner.options for owner in conflict.decision_makers):
        return Drawn(grid(conflict, states, linked), linked)
    if conflict.size <= MOST_IN_CIRCLE or conflict.status_quo_index is None:
        return Drawn(circle(states), linked)
    return _layered(_steps(scene, states), linked, scene.evolution.moves.length)


def _steps(scene: Scene, states: Sequence[int]) -> dict[int, int]:
    """Return the column of each state: the fewest moves to it, and one more than any for those never reached."""
    reach = scene.evolution.moves
    return {state: reach.length + 1 if (steps := reach.steps_to(state)) is None else steps for state in states}


def _part(scene: Scene) -> Drawn:
    """Return the part that matters: what improvements reach, and what holds under every concept that is marked."""
    conflict, reach = scene.setting.conflict, scene.evolution.improvements
    everywhere = np.logical_and.reduce([scene.solution.equilibrium_mask(each) for each in scene.solution.concepts])
    holding = (np.flatnonzero(everywhere) + 1).tolist()
    nearest = sorted(reach.numbers, key=lambda state: (reach.steps_to(state) or 0, state))
    states = list(dict.fromkeys([*nearest, *holding]))[:MOST_STATES]
    linked = links(conflict, integrated_graph(conflict, states))
    shown = linked if len(linked) <= MOST_LINES else [link for link in linked if link.improves]
    steps = {state: reach.steps_to(state) for state in states}
    last = 1 + max(each for each in steps.values() if each is not None)
    columns = {state: last if each is None else each for state, each in steps.items()}
    told = (
        f"Shown are {counted(len(states), 'state')} of {conflict.size:,}: those that improvements reach from the "
        "status quo, by the number of moves, and equilibria under every concept that is marked."
    )
    less = "" if len(shown) == len(linked) else " Only moves that are improvements one way are drawn."
    return _layered(columns, shown, last - 1, told + less)


def _layered(steps: Mapping[int, int], linked: Sequence[Link], last: int, omission: str = "") -> Drawn:
    """Place states in columns by the number of moves to them; those never reached have one more than the last."""
    places = layers(steps, linked)
    left = {step: min(places[state][0] for state in steps if steps[state] == step) for step in set(steps.values())}
    columns = {left[step]: "not reached" if step > last else _moves(step) for step in sorted(left)}
    return Drawn(places, linked, omission, columns)


def _moves(step: int) -> str:
    return counted(step, "move") if step else "status quo"


def _drawn(scene: Scene, drawn: Drawn) -> Figure:
    conflict = scene.setting.conflict
    short = short_names(conflict.names)
    few = len(drawn.places) <= MOST_EXPLAINED
    labels = {state: conflict.space.label(state - 1) for state in drawn.places} if few else {}
    told = entries(short, scene.solution.concepts, dict(sorted(labels.items())), quo=bool(scene.setting.status_quo))
    clear = [_beside(at) for state, at in drawn.places.items() if scene.holding(state)]
    lines = curves(drawn.links, drawn.places, clear)
    sheet = Sheet.of(drawn.places, lines, height_of(told), scene.setting, _said(scene, drawn, explained=few))
    _draw_lines(sheet.axes, lines, list(short.values()), sheet.unit)
    _draw_states(sheet.axes, scene, drawn.places, sheet.unit)
    _draw_columns(sheet.axes, drawn.columns)
    draw_legend(sheet.legend, told)
    return sheet.figure


def _said(scene: Scene, drawn: Drawn, *, explained: bool) -> str:
    key = "" if explained else "What the numbers stand for is listed by 'detente states'."
    return " ".join(filter(None, ["The integrated graph.", drawn.omission, key])) + levers_of(scene.setting)


def _draw_lines(axes: Axes, lines: Sequence[Curve], marks: Sequence[str], unit: float) -> None:
    size = 0.105 / unit
    for each in lines:
        link, points = each.link, each.points
        colour, ends = colour_of(link.mover), (points, points[::-1])
        first, last = (0 if headed is None else _inset(way, size) for way, headed in zip(ends, link.heads, strict=True))
        line = Stroke(colour, link.improves).line(axes, map(_at, points[first : len(points) - last]))
        line.set_gid(f"move-{marks[link.mover]}-{link.ends[0]}-{link.ends[1]}")
        for way, headed, inset in zip(ends, link.heads, (first, last), strict=True):
            if headed is not None:
                Stroke(colour, headed).head(axes, _at(way[0]), _at(way[0] - way[max(inset, 1)]), size)
        _draw_mark(axes, each, marks[link.mover])


def _at(point: Point) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _inset(points: Point, size: float) -> int:
    """Return how many points from its end a curve is covered by its head."""
    return int((np.linalg.norm(points - points[0], axis=1) < size * 0.9).sum())


def _draw_mark(axes: Axes, curve: Curve, mark: str) -> None:
    box = {"boxstyle": "round,pad=0.08", "facecolor": PAPER, "edgecolor": "none"}
    axes.text(
        *_at(curve.mark), mark, size=5.8, weight="bold", color=colour_of(curve.link.mover), ha="center", va="center",
        bbox=box, zorder=4,
    )  # fmt: skip


def _draw_columns(axes: Axes, columns: Mapping[float, str]) -> None:
    for x, text in columns.items():
        axes.text(x, axes.get_ylim()[1], text, size=SMALL, ha="center", va="top", color=FAINT)


def _draw_states(axes: Axes, scene: Scene, places: Places, unit: float) -> None:
    from matplotlib.patches import Circle

    every = scene.solution.concepts
    for state, at in places.items():
        quo, held = state == scene.setting.status_quo, scene.holding(state)
        node = Circle(at, RADIUS, facecolor=INK if quo else PAPER, edgecolor=INK, linewidth=1.0, zorder=5)
        node.set_gid(f"state-{state}")
        axes.add_patch(node)
        if held:
            ring = PAPER if quo else INK
            axes.add_patch(Circle(at, RADIUS * 0.8, fill=False, edgecolor=ring, linewidth=0.9, zorder=6))
        axes.text(
            *at, str(state), size=min(10.0, 170 * RADIUS * unit / max(len(str(state)), 2)), ha="center", va="center",
            color=PAPER if quo else INK, weight="bold", zorder=7,
        )  # fmt: skip
        if held and len(every) > 1:
            _draw_concepts(axes, at, held if len(held) < len(every) else ("all",))


def _beside(at: tuple[float, float]) -> tuple[float, float]:
    """Return the middle of the label of a state."""
    return at[0] + 1.7 * RADIUS, at[1] - 1.3 * RADIUS


def _draw_concepts(axes: Axes, at: tuple[float, float], held: Sequence[str]) -> None:
    text = textwrap.fill(" ".join(held), 9)
    box = {"boxstyle": "square,pad=0.05", "facecolor": PAPER, "edgecolor": "none", "alpha": 0.85}
    axes.text(
        at[0] + RADIUS * 0.66, at[1] - RADIUS * 0.86, text, size=SMALL - 1.6, ha="left", va="top", color=INK,
        bbox=box, zorder=8, linespacing=0.95,
    )  # fmt: skip
