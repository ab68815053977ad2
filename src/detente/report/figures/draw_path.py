"""The picture of a path: the evolution table of the field, with a column for each state and a line for each option.

Above the columns stand the numbers of the states; an arrow leads from one to the next, with the mover above it, and
further arrows stand where the move changes an option.
"""

from __future__ import annotations

import textwrap
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import attrs

from detente.errors import Problem, UnavailableError
from detente.evolution import Path
from detente.report.figures.canvas import blank, levers_of, room, wrapped
from detente.report.figures.figure_kind import Scene
from detente.report.figures.stroke import HEAD, Stroke
from detente.report.figures.style import FAINT, INK, PAPER, SMALL, TEXT, colour_of, settings
from detente.report.sections.course import ANY, Course, Line
from detente.report.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW = 0.235
_LETTER = 0.085
_HEAD = 0.95
_NODE = 0.17
_EDGE = 0.2
_NARROWEST, _ARROW = 0.62, 1.05
_MOVER = 13


@attrs.frozen
class ChosenPath:
    """The path to draw.

    Attributes:
        path: The path.
        improving: Whether each of its moves is an improvement.
        to: Where it leads, in words.
    """

    path: Path
    improving: bool
    to: str


def draw_path(scene: Scene) -> Figure:
    """Draw a shortest path to the goal, or to the nearest equilibrium: by improvements, or else by legal moves."""
    chosen = _chosen(scene)
    with settings():
        return _drawn(scene, chosen)


def _chosen(scene: Scene) -> ChosenPath:
    evolution = scene.evolution
    reaches = ((evolution.improvements, True), (evolution.moves, False))
    if scene.aim is not None:
        for reach, improving in reaches:
            if (path := reach.way_to(scene.aim.formula).path) is not None:
                return ChosenPath(path, improving, f"“{scene.aim.text}”")
        raise UnavailableError(Problem(f"no legal moves lead from the status quo to '{scene.aim.text}'"))
    every = [state for state in evolution.holding if len(scene.holding(state)) == len(scene.concepts)]
    for states in (every, evolution.holding):
        for reach, improving in reaches:
            near = [(steps, state) for state in states if (steps := reach.steps_to(state))]
            if near and (path := reach.path(min(near)[1])) is not None:
                return ChosenPath(path, improving, "the nearest equilibrium")
    raise UnavailableError(Problem("no moves lead from the status quo to another equilibrium", allowed="--to FORMULA"))


def _drawn(scene: Scene, chosen: ChosenPath) -> Figure:
    course = Course.of(scene.setting.conflict, chosen.path)
    rows = _rows(course)
    names = max([_LETTER * len(text) for text, _ in rows] + [1.0]) + 0.15
    columns = _columns(course, names)
    width = columns[-1] + _width(course, len(columns) - 1) / 2
    height = _HEAD + _ROW * len(rows)
    lines = wrapped(_said(scene, chosen, course), max(width, 4.5))
    figure, foot = blank(max(width, 4.5) + 2 * _EDGE, height, scene.setting, lines)
    axes = room(figure, _EDGE, foot, width, height)
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    _draw_head(axes, scene, chosen.path, columns, height - 0.62)
    _draw_rows(axes, scene, course, columns, height - _HEAD)
    return figure


def _said(scene: Scene, chosen: ChosenPath, course: Course) -> str:
    moves = counted(len(chosen.path.steps), "move")
    kind = "Each is an improvement for its mover." if chosen.improving else "Dotted moves are no improvements."
    said = f"A shortest way from the status quo to {chosen.to}: {moves}. {kind if chosen.path.steps else ''}"
    held = scene.holding(chosen.path.states[-1])
    end = f" State {chosen.path.states[-1]} is an equilibrium under {', '.join(held)}." if held else ""
    return f"{said.strip()}{end} {course.omission}".strip() + levers_of(scene.setting)


def _rows(course: Course) -> list[tuple[str, Line | None]]:
    """Return the text of each row, and its line; none where it names the owner of the lines below."""
    rows: list[tuple[str, Line | None]] = []
    for owner, lines in groupby(course.lines, key=lambda line: line.owner):
        rows += [(owner, None)] if owner else []
        rows += [(f"   {line.name}" if owner else line.name, line) for line in lines]
    return rows


def _width(course: Course, place: int) -> float:
    """Return the width of the column of a state."""
    return max([_NARROWEST, *(_LETTER * len(line.levels[place]) + 0.1 for line in course.lines)])


def _columns(course: Course, names: float) -> list[float]:
    """Return the middle of the column of each state."""
    middles, left = [], names
    for place in range(len(course.path.states)):
        width = _width(course, place)
        middles.append(left + width / 2)
        left += width + _ARROW
    return middles


def _draw_head(axes: Axes, scene: Scene, path: Path, columns: list[float], y: float) -> None:
    from matplotlib.patches import Circle

    names = scene.setting.conflict.names
    for place, (state, x) in enumerate(zip(path.states, columns, strict=True)):
        quo = state == scene.setting.status_quo
        node = Circle((x, y), _NODE, facecolor=INK if quo else PAPER, edgecolor=INK, linewidth=1.0, zorder=3)
        node.set_gid(f"state-{state}" if state not in path.states[:place] else f"state-{state}-again")
        axes.add_patch(node)
        if scene.holding(state):
            axes.add_patch(
                Circle((x, y), _NODE * 0.8, fill=False, edgecolor=PAPER if quo else INK, linewidth=0.9, zorder=4)
            )
        axes.text(
            x, y, str(state), size=TEXT if state < 1000 else 6.0, weight="bold", ha="center", va="center",  # noqa: PLR2004 - three digits fit
            color=PAPER if quo else INK, zorder=5,
        )  # fmt: skip
    axes.text(columns[0], y + _NODE + 0.07, "status quo", size=SMALL, ha="center", va="bottom", color=INK)
    between = zip(path.steps, pairwise(columns), _improving(scene, path), strict=True)
    for step, (left, right), improves in between:
        colour = colour_of(names.index(step.mover))
        _arrow(axes, left + _NODE + 0.05, right - _NODE - 0.05, y, Stroke(colour, improves))
        axes.text(
            (left + right) / 2, y + 0.06, textwrap.fill(step.mover, _MOVER), size=SMALL, weight="bold", color=colour,
            ha="center", va="bottom", linespacing=1.0,
        )  # fmt: skip


def _improving(scene: Scene, path: Path) -> list[bool]:
    """Say of each move whether it is an improvement for its mover."""
    payoffs = [scene.setting.conflict.payoffs(name) for name in path.movers]
    steps = zip(payoffs, pairwise(path.states), strict=True)
    return [bool(payoff[to - 1] > payoff[from_ - 1]) for payoff, (from_, to) in steps]


def _draw_rows(axes: Axes, scene: Scene, course: Course, columns: list[float], top: float) -> None:
    names = scene.setting.conflict.names
    right = columns[-1] + _width(course, len(columns) - 1) / 2
    improves = _improving(scene, course.path)
    for place, (text, line) in enumerate(_rows(course)):
        y = top - _ROW * (place + 0.5)
        axes.text(0, y, text, size=TEXT, va="center", weight="normal" if line else "bold", color=INK)
        if line is None:
            axes.plot([0, right], [y + _ROW / 2] * 2, color="#DDDDDD", linewidth=0.7, zorder=0)
            continue
        for x, level in zip(columns, line.levels, strict=True):
            weight, colour = ("bold", INK) if level == "Y" else ("normal", FAINT if level in {"N", ANY} else INK)
            axes.text(x, y, level, size=TEXT, ha="center", va="center", weight=weight, color=colour)
        for step, changes in enumerate(line.changes):
            if changes:
                middle = _middle(course, columns, step)
                colour = colour_of(names.index(course.path.steps[step].mover))
                _arrow(axes, middle - 0.2, middle + 0.2, y, Stroke(colour, improves[step]))


def _middle(course: Course, columns: list[float], step: int) -> float:
    """Return the middle of the room between two columns."""
    left = columns[step] + _width(course, step) / 2
    return (left + columns[step + 1] - _width(course, step + 1) / 2) / 2


def _arrow(axes: Axes, left: float, right: float, y: float, stroke: Stroke) -> None:
    stroke.line(axes, [(left, y), (right - HEAD, y)])
    stroke.head(axes, (right, y))
