"""Reports as HTML: a whole page that needs no other file and runs nothing.

The page is built as a tree, so that whatever writes the tree out closes every element and escapes every text.

>>> from detente.report.blocks import Column
>>> table = Table([Column("no."), Column("state")], [["1", "a < b"]])
>>> print(written(_row(table.rows[0], table.columns)).strip())
<tr><th scope="row" class="whole">1</th><td class="whole">a &lt; b</td></tr>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import count
from xml.etree.ElementTree import Element, tostring

from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Table, Words, plain, spans
from detente.report.cleaning import clean
from detente.report.formats.page import (
    captioned,
    groups,
    indented,
    is_bulleted,
    is_group,
    is_numbered,
    levels,
    title_of,
)
from detente.report.report import Report
from detente.report.surface import Surface
from detente.version import VERSION

_INDENT = "\N{EM SPACE}"
_INLINE = frozenset({"span", "strong", "br", "td", "th", "dt"})
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(report: Report, surface: Surface) -> str:
    """Return a whole page; in plain ASCII, which means the same, where the surface cannot show every sign."""
    blocks = list(report.blocks())
    body = _element("body", _element("main", *_body(blocks)))
    page = _element("html", _head(title_of(blocks)), body, lang="en")
    return f"<!DOCTYPE html>\n{written(page, ascii_only=not surface.unicode)}"


def written(tree: Element, *, ascii_only: bool = False) -> str:
    """Return a tree of elements as HTML."""
    if ascii_only:
        return tostring(tree, "us-ascii", "html").decode("ascii")
    return tostring(tree, "unicode", "html")


def _element(tag: str, *inside: Element | str, **attributes: str) -> Element:
    """Return an element; an underscore in the name of an attribute stands for a hyphen, save at its end."""
    element = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    element.tail = "" if tag in _INLINE else "\n"
    for part in inside:
        if isinstance(part, Element):
            element.append(part)
        elif len(element):
            element[-1].tail = f"{element[-1].tail or ''}{part}"
        else:
            element.text = f"{element.text or ''}{part}"
    return element


def _head(title: str) -> Element:
    return _element(
        "head",
        _element("meta", charset="utf-8"),
        _element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _element("meta", name="color-scheme", content="light dark"),
        _element("meta", name="generator", content=f"détente {VERSION}"),
        _element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        _element("title", title or "détente"),
        _element("style", _style()),
    )


@cache
def _style() -> str:
    return files("detente.report.formats").joinpath("page.css").read_text(encoding="utf-8")


def _body(blocks: Sequence[Block]) -> Iterator[Element]:
    numbers = count(1)
    for (block, caption), (_, level) in zip(captioned(blocks), levels(blocks), strict=True):
        match block:
            case Heading():
                yield _element(f"h{level}", *_inline(block.words))
            case Prose():
                yield _element("p", *_inline(block.words), **_class("joined" if block.joined else ""))
            case Items():
                yield _list(block)
            case Table():
                yield _table(block, caption, next(numbers))
                if block.note:
                    yield _element("p", *_inline(block.note), class_="joined faint")


def _class(names: str) -> dict[str, str]:
    return {"class": names} if names else {}


def _inline(words: Words) -> Iterator[Element | str]:
    for span in spans(words):
        lines = _lines(clean(span.text))
        if span.tone:
            yield _element("strong", *lines) if span.tone == "strong" else _element("span", *lines, class_=span.tone)
        else:
            yield from lines


def _lines(text: str) -> Iterator[Element | str]:
    for place, line in enumerate(text.split("\n")):
        if place:
            yield _element("br")
        yield line


def _list(block: Items) -> Element:
    if is_bulleted(block):
        return _element("ul", *(_element("li", *_said(item)) for item in block.items))
    if is_numbered(block):
        return _element("ol", *(_element("li", *_said(item), value=item.mark[:-1]) for item in block.items))
    return _element("dl", *(part for item in block.items for part in _defined(item)))


def _defined(item: Item) -> tuple[Element, Element]:
    return _element("dt", clean(item.mark)), _element("dd", *_said(item))


def _said(item: Item) -> Iterator[Element | str]:
    yield from _inline(item.words)
    yield from (_element("div", *_inline(line), class_="faint") for line in item.more)


def _table(block: Table, caption: str, number: int) -> Element:
    """Return a table that scrolls by itself where it is too wide."""
    name = f"table-{number}"
    table = _element(
        "table",
        _element("caption", ". ".join(filter(None, [f"Table {number}", caption])), id=name),
        _element("thead", _element("tr", *map(_heading, block.columns))),
        *(_element("tbody", *(_row(row, block.columns) for row in rows)) for rows in groups(block.rows)),
    )
    return _element("div", table, class_="wide", role="region", tabindex="0", aria_labelledby=name)


def _heading(column: Column) -> Element:
    text = clean(column.heading)
    attributes = {"scope": "col"} if text.strip() else {}
    return _element("th" if attributes else "td", *_lines(text), **attributes, **_aligned(column))


def _row(row: Sequence[Words], columns: Sequence[Column]) -> Element:
    if is_group(row):
        return _element("tr", _element("th", *_inline(row[0]), scope="rowgroup", colspan=str(len(columns))))
    return _element("tr", *_cells(row, columns))


def _cells(row: Sequence[Words], columns: Sequence[Column]) -> Iterable[Element]:
    for place, (words, column) in enumerate(zip(row, columns, strict=True)):
        heads = not place and bool(plain(words).strip())
        yield _element(
            "th" if heads else "td", *_indented(words), **({"scope": "row"} if heads else {}), **_aligned(column)
        )


def _indented(words: Words) -> Iterator[Element | str]:
    if isinstance(words, str):
        words = indented(words, _INDENT)
    return _inline(words)


def _aligned(column: Column) -> dict[str, str]:
    return _class(" ".join(["right"] * column.right + ["whole"] * (not column.folds)))
