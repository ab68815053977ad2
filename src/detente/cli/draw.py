"""``detente draw``: a picture of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.case import STANDARD_INPUT
from detente.cli.command import Command
from detente.cli.output import free, write
from detente.cli.parameters import CaseName, Concepts, Force, Levers, Towards, split
from detente.cli.progress import working
from detente.filing import write_bytes
from detente.library import load
from detente.report.figures import FIGURES, figure_named, picture_format, rendered
from detente.report.figures import draw as drawn
from detente.stability.concepts import BASIC

Out = Annotated[
    str | None,
    typer.Argument(
        metavar="[OUT]",
        help="The file to write: .svg, .pdf or .png; CASE-graph.svg unless given.",
        show_default=False,
    ),
]
What = Annotated[
    str, typer.Option("--what", metavar="KEY", help=f"The picture: {' or '.join(FIGURES)}.", show_default=True)
]


def draw(  # noqa: PLR0913 - one for each option
    name: CaseName,
    out: Out = None,
    *,
    what: What = "graph",
    to: Towards = None,
    concept: Concepts = None,
    lever: Levers = None,
    force: Force = False,
) -> None:
    """Draw a case: states and moves between them, the path to a goal, chances over time, or shares of worlds.

    It marks the equilibria under nash, gmr, smr and seq, or under the concepts that are named.
    """
    kind = figure_named(what)
    path = out or f"{'case' if name == STANDARD_INPUT else Path(name).stem}-{kind.key}.svg"
    key = picture_format(path)
    free(path, force=force)
    with working("Drawing"):
        figure = drawn(load(name), kind.key, to=to, concepts=split(concept) or BASIC, levers=lever or ())
        write_bytes(rendered(figure, key), path)
    write(f"{path} is written.\n")


DRAW = Command(
    draw,
    (
        ("detente draw elmira", "its graph, as elmira-graph.svg"),
        ("detente draw cuba-1962 cuba.pdf --concept seq --force", "for a paper"),
        ("detente draw elmira way.png --what path --to 'uniroyal = accept'", "the way to a goal"),
        ("detente draw winter-2021 when.pdf --what chances", "what comes about by when"),
        ("detente draw two-capitals shares.svg --what worlds", "in how many worlds it holds"),
    ),
)
