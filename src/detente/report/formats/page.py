"""What the formats for pages and papers have in common.

>>> from detente.report.blocks import Column, Table
>>> table = Table([Column("state")], [["1"]])
>>> [caption for _, caption in captioned([Heading("Elmira"), Heading("As it stands"), table])]
['', '', 'Elmira: As it stands']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from detente.report.blocks import Block, Heading, Items, Words, plain
from detente.report.cleaning import clean

Rows = Sequence[Sequence[Words]]
"""The rows of a table."""

_BULLETS = frozenset("·…")
_NUMBER = re.compile(r"[0-9]+\.")


def one_line(words: Words) -> str:
    """Return a text without tones, strange signs and line breaks."""
    return " ".join(clean(plain(words)).split())


def title_of(blocks: Iterable[Block]) -> str:
    """Return the first heading; nothing if there is none."""
    return next((one_line(block.words) for block in blocks if isinstance(block, Heading)), "")


def levels(blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    """Return each block with the level of the heading it is, or stands under: 1 for the first, none left out below."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = (min(level + 1, 3) if block.minor else 2) if level else 1
        yield block, level


def captioned(blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """Return each block with what to write above a table there: the title, and the heading that it stands under."""
    title, heading = title_of(blocks), ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = one_line(block.words)
            yield block, ""
        else:
            yield block, title if heading in {"", title} else f"{title}: {heading}"


def is_group(row: Sequence[Words]) -> bool:
    """Say whether a row of a table only names the rows below it."""
    first, *others = map(plain, row)
    return bool(first.strip() and others) and not any(each.strip() for each in others)


def groups(rows: Rows) -> list[Rows]:
    """Return the rows of a table in groups, each beginning with the row that names it.

    >>> groups([["a", "1"], ["B", ""], ["c", "2"]])
    [[['a', '1']], [['B', ''], ['c', '2']]]
    """
    starts = [place for place, row in enumerate(rows) if is_group(row) or not place]
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def is_bulleted(items: Items) -> bool:
    """Say whether the marks of a list are mere bullets."""
    return all(item.mark in _BULLETS for item in items.items)


def is_numbered(items: Items) -> bool:
    """Say whether the marks of a list are numbers."""
    return all(_NUMBER.fullmatch(item.mark) for item in items.items)


def indented(text: str, by: str) -> str:
    """Return a text with each two blanks at its beginning replaced.

    >>> indented("  + peace", "> ")
    '> + peace'
    """
    rest = text.lstrip(" ")
    return by * ((len(text) - len(rest)) // 2) + rest
