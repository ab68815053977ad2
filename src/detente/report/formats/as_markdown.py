r"""Reports as Markdown, with tables as GitHub and most others read them; what could be taken for a mark is escaped.

>>> print(to_line("a|b *c* <d> e_f _g_"))
a\|b \*c\* &lt;d> e_f \_g\_
>>> print(to_line(["So ", Span("it is. ", "strong"), "1"]), "/", to_line("1. No"))
So **it is.** 1 / 1\. No
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.report.blocks import Block, Heading, Items, Prose, Span, Table, Words, spans
from detente.report.cleaning import clean
from detente.report.formats.page import indented, is_bulleted, is_numbered, levels
from detente.report.report import Report
from detente.report.surface import Surface

_INDENT = "\N{EM SPACE}"
_MARK = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
_FIRST = re.compile(r"^(\s*[0-9]*)([-+=#>.)])")


def to_markdown(report: Report, _surface: Surface) -> str:
    """Return headings, paragraphs, lists and tables, an empty line between them."""
    return "\n".join(f"{text}\n" for block, level in levels(report.blocks()) for text in _written(block, level))


def _written(block: Block, level: int) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * level} {to_line(block.words)}"
        case Prose():
            yield _lines(block.words)
        case Items():
            yield "\n".join(_list(block))
        case Table():
            yield "\n".join(_table(block))
            if block.note:
                yield _lines(block.note)


def to_line(words: Words) -> str:
    """Return a text on one line, escaped."""
    return _first_escaped(" ".join(_toned(words).split()))


def _lines(words: Words, indent: str = "") -> str:
    """Return a text with its line breaks, escaped."""
    lines = (" ".join(line.split()) for line in _toned(words).split("\n"))
    return f"\\\n{indent}".join(_first_escaped(line) for line in lines if line)


def _first_escaped(line: str) -> str:
    """Return a line that does not begin as a list, a heading or a quotation does."""
    return _FIRST.sub(r"\1\\\2", line)


def _toned(words: Words) -> str:
    pieces = spans(words)
    texts = [_escaped(span.text) for span in pieces]
    for place, span in enumerate(pieces):
        if span.tone == "strong" and span.text.strip():
            texts[place] = _strong(texts[place], first=not place, last=place == len(texts) - 1)
    return "".join(texts)


def _strong(text: str, *, first: bool, last: bool) -> str:
    """Return a text that stands out; by stars where they are read so, whatever stands beside them."""
    inner = text.strip()
    before, _, after = text.partition(inner)
    if (first or before or inner[0].isalnum()) and (last or after or inner[-1].isalnum()):
        return f"{before}**{inner}**{after}"
    return f"{before}<strong>{inner}</strong>{after}"


def _escaped(text: str) -> str:
    return _MARK.sub(r"\\\g<0>", clean(text)).replace("&", "&amp;").replace("<", "&lt;")


def _list(block: Items) -> Iterator[str]:
    numbered, bulleted = is_numbered(block), is_bulleted(block)
    for item in block.items:
        lead = f"{item.mark} " if numbered else "- "
        words = item.words if numbered or bulleted else [Span(f"{item.mark} ", "strong"), *spans(item.words)]
        indent = " " * len(lead)
        yield lead + f"\\\n{indent}".join(_lines(each, indent) for each in (words, *item.more))


def _table(block: Table) -> Iterator[str]:
    yield _row([column.heading for column in block.columns])
    yield f"| {' | '.join('---:' if column.right else '---' for column in block.columns)} |"
    yield from map(_row, block.rows)


def _row(cells: Sequence[Words]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(words: Words) -> str:
    if isinstance(words, str):
        words = indented(words, _INDENT)
    return "<br>".join(filter(None, _toned(words).replace("\t", " ").split("\n")))
