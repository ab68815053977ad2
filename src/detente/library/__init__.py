"""The cases that come with the package.

No code lists them: every file in the folder ``cases`` is one, under its file name.

>>> load("prisoners-dilemma").conflict.size
4
"""

from __future__ import annotations

import os
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path

import attrs

from detente.case import STANDARD_INPUT, Case, read_text
from detente.case.reading import text_of
from detente.errors import CaseFileError, Problem, nearest, one_of
from detente.given import one

_SUFFIX = ".yaml"
_NAME = re.compile(r"[\w-]+", re.ASCII)


@attrs.frozen
class Entry:
    """A case of the library, as it is listed.

    Attributes:
        name: What it is loaded by.
        title: What it is called.
        kind: ``analysis``, ``reconstruction``, ``published`` or ``teaching``.
        line: What it is about, in one line: its question.
    """

    name: str
    title: str
    kind: str
    line: str


def names() -> tuple[str, ...]:
    """Return the names of all cases of the library, in alphabetical order."""
    return tuple(sorted(each.name.removesuffix(_SUFFIX) for each in _folder().iterdir() if each.name.endswith(_SUFFIX)))


def load(name_or_path: str | Path) -> Case:
    """Return a case of the library, or the case in a file.

    Args:
        name_or_path: A name out of :func:`.names`; or the path of a case file; or ``-`` for standard input. A file is
            meant where there is a suffix or a folder in it.

    Returns:
        The case.

    Raises:
        CaseFileError: If there is neither such a case nor such a file, or something in it is wrong.
    """
    return read_text(*written(name_or_path))


def written(name_or_path: str | Path) -> tuple[str, str]:
    """Return a case of the library, or the case in a file, as it is written, and the name of its file.

    Raises:
        CaseFileError: If there is neither such a case nor such a file.
    """
    name = str(one("a case to load", name_or_path, (str, PathLike), "the name of a case of the library, or a path"))
    if name in names():
        return text(name), name + _SUFFIX
    if name != STANDARD_INPUT and _NAME.fullmatch(name) and not os.path.exists(name):  # noqa: PTH110 - bears any name
        message = f"no case '{name}' in the library, and no such file"
        raise CaseFileError(Problem(message, allowed=one_of(names()), nearest=nearest(name, names())))
    return text_of(name_or_path), name


def text(name: str) -> str:
    """Return the file of a case of the library, as it is written.

    Raises:
        CaseFileError: If there is no such case.
    """
    if name not in names():
        message = f"no case '{name}' in the library"
        raise CaseFileError(Problem(message, allowed=one_of(names()), nearest=nearest(name, names())))
    return _folder().joinpath(name + _SUFFIX).read_text(encoding="utf-8")


def describe() -> tuple[Entry, ...]:
    """Return all cases of the library as they are listed.

    >>> [entry.kind for entry in describe() if entry.name == "elmira"]
    ['published']
    """
    return tuple(_entry(name, load(name)) for name in names())


def _entry(name: str, case: Case) -> Entry:
    line = case.question or case.summary.split("\n", 1)[0]
    return Entry(name, case.title, case.kind, line)


def _folder() -> Traversable:
    return files("detente.library").joinpath("cases")
