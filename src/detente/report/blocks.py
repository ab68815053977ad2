"""The parts that a page of text is made of, whatever it is rendered to.

Text is plain, or in pieces that have a *tone*: what a piece means, not what it looks like.

>>> plain(["Both ", Span("stay", "good"), "."])
'Both stay.'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

TONES = ("", "good", "bad", "open", "strong", "faint")
"""What a piece of text may mean: nothing in particular, holds, does not, in between, important, less so."""


@attrs.frozen
class Span:
    """A piece of text with a tone, one of :data:`TONES`."""

    text: str
    tone: str = attrs.field(default="", validator=attrs.validators.in_(TONES))


Words = str | Span | Sequence[str | Span]
"""Text, or a piece of it with a tone, or several pieces one after another."""


def spans(words: Words) -> tuple[Span, ...]:
    """Return the pieces of a text, each with its tone."""
    pieces = [words] if isinstance(words, str | Span) else words
    return tuple(Span(piece) if isinstance(piece, str) else piece for piece in pieces)


def plain(words: Words) -> str:
    """Return a text without its tones."""
    return "".join(piece.text for piece in spans(words))


@attrs.frozen
class Heading:
    """A heading; a ``minor`` one stands below another."""

    words: Words
    minor: bool = False


@attrs.frozen
class Prose:
    """A paragraph. Line breaks within it are kept.

    Attributes:
        words: What it says.
        joined: Whether it follows what stands above it without an empty line.
    """

    words: Words
    joined: bool = False


@attrs.frozen
class Item:
    """An entry of a list: a mark, what it says, and further lines below."""

    mark: str
    words: Words
    more: Sequence[Words] = ()


@attrs.frozen
class Items:
    """A list of entries."""

    items: Sequence[Item]


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        heading: What stands above it; may have two lines.
        importance: Columns of the least importance are left out first where there is no room; ``None``: never.
        right: Whether it is aligned to the right.
        folds: Whether its texts may be broken over several lines.
    """

    heading: str
    importance: int | None = None
    right: bool = False
    folds: bool = False


@attrs.frozen
class Table:
    """A table.

    Attributes:
        columns: Its columns.
        rows: For each row, a text for each column.
        note: What stands directly below it.
        narrower: Builds what says the same in less room, for where this one does not fit.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Words]]
    note: str = ""
    narrower: Callable[[], Iterable[Block]] | None = None

    def without(self, index: int) -> Table:
        """Return the table without a column."""
        columns = [column for place, column in enumerate(self.columns) if place != index]
        rows = [[words for place, words in enumerate(row) if place != index] for row in self.rows]
        return attrs.evolve(self, columns=columns, rows=rows)


Block = Heading | Prose | Items | Table
