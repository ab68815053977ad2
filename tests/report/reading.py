"""Reads pages back, by other means than they were written with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import attrs
from markdown_it import MarkdownIt
from markdown_it.token import Token

VOID = {"meta", "br"}


@attrs.define
class Node:
    """An element of a page: what it is, its attributes, and the elements and texts in it."""

    tag: str
    attributes: dict[str, str] = attrs.Factory(dict)
    inside: list[Node | str] = attrs.Factory(list)

    @property
    def text(self) -> str:
        if self.tag == "br":
            return "\n"
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def all(self, *tags: str) -> Iterator[Node]:
        for part in self.inside:
            if isinstance(part, Node):
                if not tags or part.tag in tags:
                    yield part
                yield from part.all(*tags)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        assert len(node.attributes) == len(attrs)
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def html(text: str) -> Node:
    """Read a page, of which every element must be closed in its turn."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    (root,) = reader.open
    return root


def markdown(text: str) -> list[Token]:
    """Read Markdown with the tables of GitHub."""
    return MarkdownIt("commonmark").enable("table").parse(text)


def words(tokens: list[Token]) -> str:
    """Return the text of inline Markdown; nothing but text that stands out and line breaks may be in it."""
    said = ""
    for token in tokens:
        for child in token.children or []:
            if child.type in {"softbreak", "hardbreak"} or child.content == "<br>":
                said += "\n"
            elif child.type == "html_inline":
                assert child.content in {"<strong>", "</strong>"}
            else:
                assert child.type in {"text", "text_special", "strong_open", "strong_close"}, child.type
                said += child.content
    return said


_TOKEN = re.compile(r"\\([a-zA-Z]+\*?|.)((?:\{\})?)|([{}$&#%^_~])|(--+|''|,,|[!?]`)|(.)", flags=re.DOTALL)

PRINTED = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textquoteleft": "'",
    "textemdash": "—",
    "textendash": "\N{EN DASH}",
    "ldots": "…",
    "CIRCLE": "●",
    "LEFTcircle": "◐",
    "Circle": "○",
} | {sign: sign for sign in "{}$&#%_"}
"""What commands print."""

MATHS = {r"\cdot": "·", r"\rightarrow": "→", r"\pm": "±", r"\frac{1}{2}": "½", r"\odot": "◔", r"\otimes": "◌"}
BLOCKS = {"0.25": "▁", "0.5": "▂", "0.75": "▃", "1": "▄", "1.25": "▅", "1.5": "▆", "1.75": "▇", "2": "█"}


def latex(text: str) -> str:
    """Return what inline LaTeX prints; it must have no other command, and nothing else that means something."""
    text = re.sub(r"\$([^$]*)(?<!\\)\$", lambda found: MATHS[found[1]], text)
    text = re.sub(r"\\rule\{0\.5em\}\{([\d.]+)ex\}", lambda found: BLOCKS[found[1]], text)
    said, depth = "", 0
    for command, _, special, joined, sign in _TOKEN.findall(text):
        assert not joined, joined
        if command:
            said += PRINTED[command]
        elif special in {"{", "}"}:
            depth += 1 if special == "{" else -1
            assert depth >= 0
        elif special == "~":
            said += "\N{NO-BREAK SPACE}"
        else:
            assert not special, special
            assert depth or sign not in {"[", "]", "*"}  # or it could belong to a command before it
            said += sign
    assert depth == 0
    return said
