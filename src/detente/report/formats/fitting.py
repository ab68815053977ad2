"""Tables that fit where they are shown.

A table that does not fit is replaced by its narrower form, if it has one; or else it loses its least important columns,
and a line below says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from detente.report.blocks import Block, Prose, Span, Table, Words, plain
from detente.report.cleaning import clean

GAP = 2
"""The blanks between two columns."""

_LEAST_FOLDED = 14
_MOST_FOLDED_WORD = 24


def fitted(blocks: Iterable[Block], width: int) -> Iterable[Block]:
    """Return blocks of which each table fits a width, with its note below."""
    for block in narrowed(blocks, width):
        if isinstance(block, Table):
            yield from _trimmed(block, width)
        else:
            yield block


def narrowed(blocks: Iterable[Block], width: int) -> Iterable[Block]:
    """Return blocks with the narrower form of each table that does not fit a width, if it has one."""
    for block in blocks:
        if isinstance(block, Table) and block.narrower is not None and least_width(block) > width:
            yield from narrowed(block.narrower(), width)
        else:
            yield block


def _trimmed(table: Table, width: int) -> list[Block]:
    every = table.columns
    while least_width(table) > width and (index := _least_important(table)) is not None:
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


def least_width(table: Table) -> int:
    """Return how many columns of text a table takes where all that folds is folded."""
    columns = list(zip(*([column.heading for column in table.columns], *table.rows), strict=True))
    widths = [_least_column(texts, folds=column.folds) for column, texts in zip(table.columns, columns, strict=True)]
    return sum(widths) + GAP * (len(widths) - 1)


def _least_column(texts: Sequence[Words], *, folds: bool) -> int:
    lines = [line for words in texts for line in clean(plain(words)).split("\n")]
    longest = max(map(cell_len, lines))
    if not folds:
        return longest
    word = max((cell_len(word) for line in lines for word in line.split()), default=0)
    return min(longest, max(_LEAST_FOLDED, min(word, _MOST_FOLDED_WORD)))
