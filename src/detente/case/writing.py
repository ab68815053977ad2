"""Write cases: a fresh file, or a change to one that keeps its comments and its order.

>>> from detente.case import read_text
>>> text = '''
... detente: 1
... title: Two neighbours   # as they are called
... decision_makers: {A: {options: {talk: }}}
... status_quo: {talk: no}
... '''
>>> edit = CaseFile(text)
>>> edit.set(("status_quo", "talk"), "yes")
>>> print(edit.text)
<BLANKLINE>
detente: 1
title: Two neighbours   # as they are called
decision_makers: {A: {options: {talk: null}}}
status_quo: {talk: yes}
<BLANKLINE>
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from detente.case.case import Case
from detente.case.describing import described
from detente.case.reading import read_text, text_of
from detente.case.shape import short_form
from detente.case.text.tree import grow
from detente.errors import CaseFileError, Problem
from detente.filing import write_text

Step = str | int
Steps = tuple[Step, ...]

_WIDTH = 110
_ENDLESS = 10**9
_LONGEST_WORD = 30
_LONGEST_PLAIN_KEY = 500  # a reader of YAML need not look for the colon further than 1024 characters
_NEEDS_QUOTES = re.compile(r"^[^\w(\"']|\s\s")
_NULL = [("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)$"))]
_BEGINS_NULL = ("~", "n", "N", "")
_INDENTED_LIST = re.compile(r"^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n\1( *)- ", re.MULTILINE)


class _TextResolver(VersionedResolver):
    """Takes every plain scalar for text, save those that are no value, as the reader does."""

    @property
    def versioned_resolver(self) -> Mapping[str, list[tuple[str, re.Pattern[str]]]]:
        return dict.fromkeys(_BEGINS_NULL, _NULL)


class _KeyKeepingEmitter(Emitter):
    """Breaks no key in two: the library breaks long ones, which then cannot be read."""

    MAX_SIMPLE_KEY_LENGTH = _LONGEST_PLAIN_KEY

    def process_scalar(self) -> None:
        width = self.best_width
        if self.simple_key_context:
            self.best_width = _ENDLESS
        super().process_scalar()
        self.best_width = width


def _yaml(width: int, list_offset: int = 2) -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _TextResolver
    yaml.Emitter = _KeyKeepingEmitter
    yaml.preserve_quotes = True
    yaml.width = width
    yaml.indent(mapping=2, sequence=2 + list_offset, offset=list_offset)
    return yaml


def _dumped(data: object, yaml: YAML) -> str:
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def to_yaml(case: Case) -> str:
    """Return the text of a fresh case file that holds the case.

    >>> from detente.library import load
    >>> case = load("elmira")
    >>> read_text(to_yaml(case)) == case
    True
    """
    data = described(case)
    head = [key for key in data if key in ("detente", "title", "as_of", "kind", "question", "asks")]
    rest = [key for key in data if key not in head]
    sections = [head, *([key] for key in rest)]
    blocks = (_dumped(_block({key: data[key] for key in keys}), _yaml(_WIDTH)) for keys in sections)
    text = "\n".join(blocks)
    tidy = re.sub(r" +\n", "\n", text)  # the library leaves a space where it breaks a line
    return tidy if grow(tidy, "").plain() == grow(text, "").plain() else text


def write(case: Case, path: str | Path) -> tuple[str, ...]:
    """Write a case to a fresh file: in the format of GMCR+ if its name ends in ``.gmcr``, else as YAML.

    Args:
        case: The case.
        path: Where to; a file that is there already is replaced, in one step.

    Returns:
        What of the case the file could not hold, each part in a few words; nothing is ever lost in YAML.

    Raises:
        UnavailableError: If the conflict has no counterpart in the format.
        CaseFileError: If the file cannot be written.
    """
    if Path(path).suffix.lower() == ".gmcr":
        from detente.case.gmcr import to_gmcr  # noqa: PLC0415 - seldom needed

        written = to_gmcr(case)
        write_text(written.text, path)
        return written.lost
    write_text(to_yaml(case), path)
    return ()


_NAMED = (
    "sources",
    "decision_makers",
    "draws",
    "factions",
    "options",
    "goals",
    "dreads",
    "levers",
    "weights",
    "states",
    "windows",
    "events",
    "believes",
)
"""Keys whose values are written one to a line, however short."""


def _block(data: Mapping[str, Any]) -> CommentedMap:
    return CommentedMap({key: _laid_out(value, one_a_line=key in _NAMED, depth=0) for key, value in data.items()})


def _laid_out(value: object, *, one_a_line: bool = False, depth: int) -> object:
    """Set what fits on a line in brackets, and everything else one to a line."""
    if isinstance(value, dict):
        items = {_as_text(k): _laid_out(inner, one_a_line=k in _NAMED, depth=depth + 1) for k, inner in value.items()}
        return _in_brackets(CommentedMap(items), wanted=not one_a_line and _fits(value, depth))
    if isinstance(value, list):
        return _in_brackets(
            CommentedSeq([_laid_out(each, depth=depth + 1) for each in value]), wanted=_is_of_words(value)
        )
    return _as_text(value) if isinstance(value, str) else value


def _as_text(text: str) -> str:
    """Choose how a text is set: lines as they are, in quotation marks what would not read back plain, else plain."""
    if "\n" in text:
        return LiteralScalarString(text)
    return DoubleQuotedScalarString(text) if _NEEDS_QUOTES.search(text) else text


def _in_brackets(laid: CommentedMap | CommentedSeq, *, wanted: bool) -> CommentedMap | CommentedSeq:
    if wanted or not laid:
        laid.fa.set_flow_style()
    return laid


def _fits(value: Mapping[str, Any], depth: int) -> bool:
    nested = any(isinstance(each, dict) or "\n" in str(each) for each in value.values())
    return not nested and len(str(value)) + 2 * depth < _WIDTH


def _is_of_words(value: object) -> bool:
    """Say whether a value is a word or a list of words, and so can be set in brackets however long it is."""
    if isinstance(value, list):
        return all(map(_is_of_words, value))
    return isinstance(value, str) and len(value) <= _LONGEST_WORD and not re.search(r"\s", value)


class CaseFile:
    """A case file that is being changed: comments, order and layout of what is not changed stay.

    An element is named by its path: keys, and places in lists from 0, as in
    ``("decision_makers", "US", "prefers", 0)``. Values are texts, lists and mappings, shaped as the file has them.

    Attributes:
        path: Where it was opened, if it was.
    """

    def __init__(self, text: str, path: str | Path | None = None) -> None:
        """Take over the text of a case file.

        Raises:
            CaseFileError: If it is no YAML.
        """
        self.path = path
        grow(text, self._name)
        offset = _INDENTED_LIST.search(text)
        self._yaml = _yaml(_ENDLESS, len(offset[2]) if offset else 2)
        self._data: CommentedMap = self._yaml.load(text)

    @classmethod
    def open(cls, path: str | Path) -> CaseFile:
        """Open a case file to change it.

        Raises:
            CaseFileError: If it cannot be read.
        """
        return cls(text_of(path), path)

    @property
    def text(self) -> str:
        """The file as it stands now."""
        return _dumped(self._data, self._yaml)

    def get(self, path: Steps) -> Any:  # noqa: ANN401 - plain data of any shape
        """Return what stands at a path, as plain data.

        Raises:
            CaseFileError: If nothing does.
        """
        node = grow(self.text, self._name)
        return _followed(node.plain(), path)

    def set(self, path: Steps, value: object) -> None:
        """Put a value at a path, in place of the one that stands there or as a new key.

        Raises:
            CaseFileError: If there is nothing to put it into.
        """
        parent = self._parent(path)
        key = path[-1]
        if isinstance(parent, CommentedSeq) and not (isinstance(key, int) and 0 <= key < len(parent)):
            raise CaseFileError(_nothing_at(path))
        parent[key] = _as_written(value)

    def add(self, path: Steps, value: object) -> None:
        """Append a value to the list at a path, which is made if there is none.

        Raises:
            CaseFileError: If there is something else.
        """
        parent = self._parent(path)
        if isinstance(parent, CommentedMap) and parent.get(path[-1]) is None:
            parent[path[-1]] = CommentedSeq()
        listed = _followed(parent, path[-1:])
        if not isinstance(listed, CommentedSeq):
            raise CaseFileError(Problem(f"there is no list at {_named(path)}"))
        listed.append(_as_written(value))

    def remove(self, path: Steps) -> None:
        """Remove what stands at a path.

        Raises:
            CaseFileError: If nothing does.
        """
        _followed(self._data, path)
        del self._parent(path)[path[-1]]

    def save(self, path: str | Path | None = None) -> Case:
        """Write the file, unless it no longer reads.

        Args:
            path: Where to; where it was opened unless given.

        Returns:
            The case that it now holds.

        Raises:
            CaseFileError: If something in it is wrong or it cannot be written; the file is then left as it was.
        """
        target = path if path is not None else self.path
        if target is None:
            raise CaseFileError(Problem("the case file has no path to be written to"))
        case = read_text(self.text, str(target))
        write_text(self.text, target)
        return case

    @property
    def _name(self) -> str:
        return str(self.path) if self.path is not None else "text"

    def _parent(self, path: Steps) -> Any:  # noqa: ANN401 - a list or mapping of the YAML library
        """Return what holds the last step, making mappings that are missing and short forms long."""
        found: Any = self._data
        for depth, step in enumerate(path[:-1], start=1):
            if isinstance(found, CommentedMap) and found.get(step) is None:
                found[step] = CommentedMap()
            inner = _followed(found, (step,))
            if isinstance(inner, str) or (isinstance(inner, CommentedSeq) and isinstance(path[depth], str)):
                inner = found[step] = self._long(inner, path[:depth])
            found = inner
        return found

    @staticmethod
    def _long(short: str | CommentedSeq, path: Steps) -> CommentedMap:
        key = short_form(path)
        if key is None:
            kind = "text" if isinstance(short, str) else "list"
            raise CaseFileError(Problem(f"there is a {kind} at {_named(path)}, which has no parts of that name"))
        return CommentedMap({key: short})


def _followed(data: Any, path: Steps) -> Any:  # noqa: ANN401 - plain data of any shape
    for depth, step in enumerate(path, start=1):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            raise CaseFileError(_nothing_at(path[:depth])) from None
    return data


def _nothing_at(path: Steps) -> Problem:
    return Problem(f"there is nothing at {_named(path)}")


def _named(path: Steps) -> str:
    return " → ".join(map(str, path))


def _as_written(value: object) -> object:
    if isinstance(value, Mapping):
        return CommentedMap({_as_text(str(key)): _as_written(each) for key, each in value.items()})
    if isinstance(value, list | tuple):
        return CommentedSeq(map(_as_written, value))
    return value if value is None else _as_text(str(value))
