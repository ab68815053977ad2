"""Reports as text for a terminal, or for a file.

Paragraphs are kept to a measure that reads well. A table that does not fit is replaced by its narrower form, if it has
one; or else it loses its least important columns, and a line below says which.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from detente.report.blocks import Block, Heading, Items, Prose, Span, Table, Words, plain, spans
from detente.report.report import Report
from detente.report.surface import Surface

MEASURE = 96
"""The most columns of a paragraph."""

_LEAST_FOLDED = 14
_MOST_FOLDED_WORD = 24
_GAP = 2

_STYLES = {
    "": "",
    "good": "green",
    "bad": "red",
    "open": "yellow",
    "strong": "bold",
    "faint": "dim",
}

_NUMBER = re.compile(r"\d+\.")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]")


def to_text(report: Report, surface: Surface) -> str:
    """Return what a person reads, laid out for a surface."""
    return lay_out(report.blocks(), surface)


def lay_out(blocks: Iterable[Block], surface: Surface) -> str:
    """Return blocks as text, an empty line between them."""
    texts: list[str] = []
    above: Block | None = None
    for block in _fitted(blocks, surface.width):
        if above is not None and not _joins(above, block):
            texts.append("\n")
        texts.append(_printed(_renderable(block, surface.width), surface))
        above = block
    return "".join(texts)


def clean(text: str) -> str:
    r"""Return a text without the signs that would steer a terminal.

    >>> clean("a\x1b[31mb")
    'a�[31mb'
    """
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


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
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0), header_style="bold")
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


def _fitted(blocks: Iterable[Block], width: int) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _fitting(block, width)
        else:
            yield block


def _fitting(table: Table, width: int) -> Iterable[Block]:
    if _least_width(table) <= width:
        return _noted(table)
    if table.narrower is not None:
        return _fitted(table.narrower(), width)
    return _trimmed(table, width)


def _trimmed(table: Table, width: int) -> list[Block]:
    every = table.columns
    while _least_width(table) > width and (index := _least_important(table)) is not None:
        table = table.without(index)
    left_out = [" ".join(column.heading.split()) for column in every if column not in table.columns]
    missing = f"No room for: {', '.join(left_out)}. A wider window shows all." if left_out else ""
    return _noted(table, missing)


def _noted(table: Table, *more: str) -> list[Block]:
    notes = filter(None, [table.note, *more])
    return [table, *(Prose(Span(note, "faint"), joined=True) for note in notes)]


def _least_important(table: Table) -> int | None:
    ranked = [
        (column.importance, -index) for index, column in enumerate(table.columns) if column.importance is not None
    ]
    return -min(ranked)[1] if ranked else None


def _least_width(table: Table) -> int:
    columns = list(zip(*([column.heading for column in table.columns], *table.rows), strict=True))
    widths = [_least_column(texts, folds=column.folds) for column, texts in zip(table.columns, columns, strict=True)]
    return sum(widths) + _GAP * (len(widths) - 1)


def _least_column(texts: Sequence[Words], *, folds: bool) -> int:
    lines = [line for words in texts for line in clean(plain(words)).split("\n")]
    longest = max(map(cell_len, lines))
    if not folds:
        return longest
    word = max((cell_len(word) for line in lines for word in line.split()), default=0)
    return min(longest, max(_LEAST_FOLDED, min(word, _MOST_FOLDED_WORD)))
