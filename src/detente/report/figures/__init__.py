"""Pictures of a case, each a row in a table and a small file.

A picture is a figure of Matplotlib, which is loaded only when something is drawn. A new kind of picture is a file with
a function that draws it from a :class:`Scene`, and a row in :data:`FIGURES`.
"""

from detente.report.figures.drawing import FIGURES, draw, figure_named
from detente.report.figures.figure_kind import FigureKind, Scene
from detente.report.figures.graph import integrated_graph
from detente.report.figures.saving import SUFFIXES, picture_format, rendered, save

__all__ = [
    "FIGURES",
    "SUFFIXES",
    "FigureKind",
    "Scene",
    "draw",
    "figure_named",
    "integrated_graph",
    "picture_format",
    "rendered",
    "save",
]
