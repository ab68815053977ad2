r"""Read YAML into a tree that knows where everything stands.

Only what a case file needs is accepted: one document of mappings, lists and scalars. Tags and repeated keys
are refused. Every scalar stays the text it is written as, except that an empty plain scalar, ``~`` and ``null`` are no
value at all. Size, depth, aliases and the number of values after aliases are followed are limited, and the limits
are checked while reading, so that a hostile file is refused before it can grow.

>>> tree = grow("title: Elmira\nlevels: [delay, accept]\n", "case.yaml")
>>> tree.plain()
{'title': 'Elmira', 'levels': ['delay', 'accept']}
>>> tree.at(("levels", 1)).column
17
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, cast

import attrs
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from detente.case.text.syntax import ODD_AFTER_COLON, TAGLESS, events
from detente.errors import CaseFileError, Place, Problem, TooLargeError
from detente.formula.faults import character

MOST_CHARACTERS = 2 * 2**20
"""The most characters a case file may have."""

DEEPEST = 20
"""The most levels of mappings and lists within each other."""

MOST_VALUES = 100_000
"""The most values a case file may have once its aliases are followed."""

MOST_ALIASES = 1_000
"""The most aliases a case file may have."""

Step = str | int
Path = tuple[Step, ...]
Plain = dict[str, Any] | list[Any] | str | None

_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ENDLESS_TAG = re.compile(r"!\S{1000}")
_LONGEST_MESSAGE = 400
_NULLS = frozenset(["", "~", "null", "Null", "NULL"])


@attrs.define(eq=False)
class Node(ABC):
    """A value of the file and where it begins: line and column from 1."""

    line: int
    column: int

    @abstractmethod
    def plain(self) -> Plain:
        """Return the value as dictionaries, lists, texts and ``None``."""

    def child(self, step: Step) -> Node | None:  # noqa: ARG002 - a scalar has none
        """Return the part at a key or index, if there is one."""
        return None

    def at(self, path: Iterable[Step]) -> Node:
        """Return the part that a path leads to, or the last one on the way that exists."""
        node = self
        for step in path:
            found = node.child(step)
            if found is None:
                break
            node = found
        return node


@attrs.define(eq=False)
class Scalar(Node):
    """A text, or no value.

    Attributes:
        text: The text; ``None`` for no value.
        offset: How many characters after the beginning the text itself begins, if it stands unchanged on one line.
    """

    text: str | None
    offset: int | None

    def plain(self) -> Plain:
        """Return the text."""
        return self.text


@attrs.define(eq=False)
class Sequence(Node):
    """A list."""

    items: list[Node] = attrs.field(factory=list)

    def plain(self) -> Plain:
        """Return the list."""
        return [item.plain() for item in self.items]

    def child(self, step: Step) -> Node | None:
        """Return the item at an index."""
        return self.items[step] if isinstance(step, int) and step < len(self.items) else None


@attrs.define(eq=False)
class Mapping(Node):
    """Keys and values, in order; ``keys`` says where each key stands, ``flow`` whether it is written in ``{ }``."""

    flow: bool
    items: dict[str, Node] = attrs.field(factory=dict)
    keys: dict[str, Node] = attrs.field(factory=dict)

    def plain(self) -> Plain:
        """Return the dictionary."""
        return {key: value.plain() for key, value in self.items.items()}

    def child(self, step: Step) -> Node | None:
        """Return the value of a key."""
        return self.items.get(cast("str", step))


def grow(text: str, file: str) -> Mapping:
    """Read a YAML text.

    Args:
        text: The text.
        file: Its name, for messages.

    Returns:
        The mapping that the text is.

    Raises:
        CaseFileError: If it is no YAML, or is not one mapping; with all repeated keys and tags.
        TooLargeError: If it goes beyond a limit.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"a case file of {len(text)} characters"
        raise TooLargeError(Problem(message, f"at most {MOST_CHARACTERS}", place=Place(file)))
    if found := _ENDLESS_TAG.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise CaseFileError(Problem("a tag without end", "values without tags", place=Place(file, line)))
    grower = _Grower(file)
    for event in events(text, file):
        grower.take(event)
    return grower.finished()


class _Grower:
    """Builds the tree from parsing events, without recursion, and keeps what is wrong on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.open: list[Sequence | Mapping] = []
        self.anchor_names: list[str | None] = []
        self.pending: list[Scalar | None] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.aliases = 0
        self.values = 0
        self.begun: list[int] = []
        self.documents = 0

    def take(self, event: Event) -> None:
        """Add what one event brings."""
        if isinstance(event, ScalarEvent):
            self._tagless(event)
            self._add(self._showable(_scalar(event)), event.anchor)
        elif isinstance(event, MappingStartEvent):
            self._tagless(event)
            self._begin(Mapping(*_start(event), flow=bool(event.flow_style)), event)
        elif isinstance(event, SequenceStartEvent):
            self._tagless(event)
            self._begin(Sequence(*_start(event)), event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._end()
        elif isinstance(event, AliasEvent):
            self._follow(event)
        elif isinstance(event, DocumentStartEvent):
            self._count_document(event)

    def finished(self) -> Mapping:
        """Return the tree, or raise what is wrong with it."""
        if self.root is None or (isinstance(self.root, Scalar) and self.root.text is None):
            self._note("the file is empty", self.root, "a case; `detente new` writes one to begin with")
        elif not isinstance(self.root, Mapping):
            self._note("the file is no case", self.root, "a mapping that begins with 'detente: 1'")
        if self.problems:
            raise CaseFileError(*self.problems)
        return cast("Mapping", self.root)

    def _count_document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            place = Place(self.file, *_start(event))
            problem = Problem("a second document begins here", "one document in a file", place=place)
            raise CaseFileError(*self.problems, problem)

    def _begin(self, node: Sequence | Mapping, event: Any) -> None:  # noqa: ANN401 - two kinds of event
        self.open.append(node)
        self.anchor_names.append(event.anchor)
        self.pending.append(None)
        self.begun.append(self.values)
        if len(self.open) > DEEPEST:
            self._too_large(f"more than {DEEPEST} mappings and lists within each other", f"at most {DEEPEST}", node)

    def _end(self) -> None:
        node, anchor, size = self.open.pop(), self.anchor_names.pop(), self.values - self.begun.pop()
        self.pending.pop()
        self._add(node, anchor, size)

    def _follow(self, event: AliasEvent) -> None:
        self.aliases += 1
        here = Scalar(*_start(event), None, None)
        if self.aliases > MOST_ALIASES:
            self._too_large(f"more than {MOST_ALIASES} aliases", f"at most {MOST_ALIASES}", here)
        if event.anchor not in self.anchors:
            allowed = "an anchor before it; or quotation marks around a text that begins with *"
            self._note(f"the alias '*{event.anchor}' stands for nothing before it", here, allowed)
            self._add(here, None)
            return
        node, size = self.anchors[event.anchor]
        self.values += size
        self._add(node, None)

    def _add(self, node: Node, anchor: str | None, size: int = 0) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            self._too_large("too many values, aliases followed", f"at most {MOST_VALUES}", node)
        if anchor is not None:
            self.anchors[anchor] = (node, size)
        if not self.open:
            self.root = node
        elif isinstance(self.open[-1], Sequence):
            self.open[-1].items.append(node)
        else:
            self._add_to_mapping(self.open[-1], node)

    def _add_to_mapping(self, mapping: Mapping, node: Node) -> None:
        key = self.pending[-1]
        if key is None:
            self.pending[-1] = self._as_key(node)
            return
        self.pending[-1] = None
        name = key.text or ""
        if name in mapping.items:
            first = mapping.keys[name].line
            self._note(
                f"the key '{name}' stands here again",
                key,
                f"each key once; it stands in line {first} already",
            )
            return
        mapping.keys[name], mapping.items[name] = key, node

    def _showable(self, node: Scalar) -> Scalar:
        found = _UNSHOWABLE.search(node.text or "")
        if found:
            self._note(f"the character U+{ord(found[0]):04X} in a text", node, "characters that can be shown")
        return node

    def _as_key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar) and node.text is not None and "\n" not in node.text:
            if odd := ODD_AFTER_COLON.search(node.text):
                self._note(f"the character {character(odd[1])} behind a colon", node, "an ordinary space")
            return node
        self._note("a key that is no text", node, "a text of one line as key")
        return Scalar(node.line, node.column, f"\0{node.line},{node.column}", None)

    def _tagless(self, event: Any) -> None:  # noqa: ANN401 - three kinds of event
        if event.ctag is not None or event.tag is not None:
            node = Scalar(*_start(event), None, None)
            tag = str(event.tag or event.ctag)
            advice = f"; {TAGLESS}" if tag.startswith("!") else ""
            self._note(f"the tag '{tag}'", node, f"values without tags{advice}")

    def _note(self, message: str, node: Node | None, allowed: str = "") -> None:
        place = Place(self.file, node.line, node.column) if node else Place(self.file)
        self.problems.append(Problem(shortened(message), allowed, place=place))

    def _too_large(self, message: str, allowed: str, node: Node) -> None:
        raise TooLargeError(Problem(message, allowed, place=Place(self.file, node.line, node.column)))


def shortened(message: str) -> str:
    """Return a message with its middle left out if it is too long to be read."""
    half = _LONGEST_MESSAGE // 2
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:half]} … {message[-half:]}"


def _start(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _scalar(event: ScalarEvent) -> Scalar:
    plain = event.style is None or event.style == ""
    if plain and event.value in _NULLS:
        return Scalar(*_start(event), None, None)
    return Scalar(*_start(event), event.value, _offset(event, plain=plain))


def _offset(event: ScalarEvent, *, plain: bool) -> int | None:
    if event.start_mark.line != event.end_mark.line or event.anchor is not None:
        return None
    quotes = 0 if plain else 1
    width = event.end_mark.column - event.start_mark.column
    return quotes if width == len(event.value) + 2 * quotes else None
