"""Draw a case: every kind of picture by its key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.case import Case
from detente.errors import UnknownNameError, unknown
from detente.given import one
from detente.report.aim import Aim
from detente.report.figures.draw_chances import draw_chances
from detente.report.figures.draw_graph import draw_graph
from detente.report.figures.draw_path import draw_path
from detente.report.figures.draw_worlds import draw_worlds
from detente.report.figures.figure_kind import FigureKind, Scene
from detente.report.setting import Setting
from detente.stability import concept_named
from detente.stability.concepts import BASIC

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FIGURES: dict[str, FigureKind] = {
    kind.key: kind
    for kind in (
        FigureKind("graph", "states, and the moves of everyone between them", draw_graph),
        FigureKind("path", "the way from the status quo to a goal, or to an equilibrium", draw_path),
        FigureKind("chances", "the chance of each goal and dreaded outcome over time", draw_chances),
        FigureKind("worlds", "the share of worlds in which each goal and dreaded outcome holds", draw_worlds),
    )
}
"""Every kind of picture by its key."""


def figure_named(key: str) -> FigureKind:
    """Return the kind of picture of that key.

    Raises:
        UnknownNameError: If there is none.
    """
    if key not in FIGURES:
        raise UnknownNameError(unknown("picture", key, FIGURES))
    return FIGURES[key]


def draw(
    case: Case,
    what: str = "graph",
    *,
    to: str | None = None,
    concepts: Iterable[str] = BASIC,
    levers: Iterable[str] = (),
) -> Figure:
    """Draw a case.

    >>> from detente.library import load
    >>> figure = draw(load("elmira"), "path", to="uniroyal = accept")
    >>> figure.savefig("elmira.svg")  # doctest: +SKIP

    Args:
        case: The case.
        what: The kind of picture, a key of :data:`detente.report.figures.FIGURES`: ``graph``, ``path``,
            ``chances`` or ``worlds``.
        to: Where a path leads to: a formula, or the name of a goal or dreaded outcome.
        concepts: The keys of the concepts whose equilibria are marked.
        levers: The names of levers to pull first.

    Returns:
        A figure of Matplotlib; :func:`.save` writes it, the same bytes every time.

    Raises:
        InputError: If a name does not exist, or there is nothing to draw.
        KindError: If it is given no case.
    """
    one("what is drawn", case, Case, "a case; it holds the conflict and its goals")
    kind, setting = figure_named(what), Setting.of(case, levers)
    keys = tuple(concept_named(key).key for key in dict.fromkeys(concepts))
    return kind.draw(Scene(setting, keys, None if to is None else Aim.of(setting, to)))
