"""Reports as text for a terminal, or for a file.

Paragraphs are kept to a measure that reads well, and tables fit.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from detente.report.blocks import Block, Heading, Items, Prose, Table, Words, spans
from detente.report.cleaning import clean
from detente.report.formats.fitting import GAP, fitted
from detente.report.report import Report
from detente.report.surface import Surface

MEASURE = 96
"""The most columns of a paragraph."""

_STYLES = {
    "": "",
    "good": "green",
    "bad": "red",
    "open": "yellow",
    "strong": "bold",
    "faint": "dim",
}

_NUMBER = re.compile(r"\d+\.")


def to_text(report: Report, surface: Surface) -> str:
    """Return what a person reads, laid out for a surface."""
    return lay_out(report.blocks(), surface)


def lay_out(blocks: Iterable[Block], surface: Surface) -> str:
    """Return blocks as text, an empty line between them."""
    texts: list[str] = []
    above: Block | None = None
    for block in fitted(blocks, surface.width):
        if above is not None and not _joins(above, block):
            texts.append("\n")
        texts.append(_printed(_renderable(block, surface.width), surface))
        above = block
    return "".join(texts)


def _joins(above: Block, below: Block) -> bool:
    return isinstance(above, Heading) or (isinstance(below, Prose) and below.joined)


def _printed(renderable: RenderableType, surface: Surface) -> str:
    """Return what is rendered, without the blanks at the ends of lines."""
    written = io.StringIO()
    console = Console(
        file=written,
        width=surface.width,
        force_terminal=surface.colour,
        color_system="standard" if surface.colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        safe_box=False,
        _environ={},
    )
    console.print(renderable)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().split("\n")[:-1])


def _text(words: Words, style: str = "") -> Text:
    text = Text(style=style, overflow="fold")
    for span in spans(words):
        text.append(clean(span.text), _STYLES[span.tone] or None)
    return text


def _renderable(block: Block, width: int) -> RenderableType:
    match block:
        case Heading():
            return _text(block.words, "bold" if block.minor else "bold cyan")
        case Prose():
            return _within_measure(_text(block.words), width)
        case Items():
            return _within_measure(_list(block), width)
        case Table():
            return _grid(block)


def _within_measure(renderable: RenderableType, width: int) -> RenderableType:
    return Padding(renderable, (0, max(0, width - MEASURE), 0, 0))


def _list(block: Items) -> Grid:
    gap = 2 if any(len(item.mark) > len("10.") for item in block.items) else 1
    grid = Grid.grid(padding=(0, gap, 0, 0))
    numbered = all(_NUMBER.fullmatch(item.mark) for item in block.items)
    grid.add_column(no_wrap=True, justify="right" if numbered else "left")
    grid.add_column(overflow="fold")
    for item in block.items:
        grid.add_row(_text(item.mark), _text(item.words))
        for line in item.more:
            grid.add_row("", _text(line, "dim"))
    return grid


def _grid(block: Table) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style="bold")
    for column in block.columns:
        grid.add_column(
            clean(column.heading),
            justify="right" if column.right else "left",
            no_wrap=not column.folds,
            overflow="fold",
            vertical="top",
        )
    for row in block.rows:
        grid.add_row(*map(_text, row))
    return grid
