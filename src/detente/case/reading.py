"""Read a case: from a YAML file, from a ``.gmcr`` file, or from standard input.

>>> case = read_text('''
... detente: 1
... title: Two neighbours
... decision_makers:
...   A: {options: {talk: }, prefers: [B.talk]}
...   B: {options: {talk: }, prefers: [A.talk]}
... goals: {peace: A.talk and B.talk}
... ''')
>>> case.conflict.size
4
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from detente.case.building import build
from detente.case.case import Case
from detente.case.shape import read_shape
from detente.case.text.pipes import read_pipe
from detente.case.text.problems import Problems
from detente.case.text.tree import grow
from detente.errors import CaseFileError, Place, Problem, TooLargeError

STANDARD_INPUT = "-"
"""The path that means standard input."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

MOST_BYTES = 64 * 2**20
"""The most bytes that are read at all; a YAML case file has a lower limit of its own."""


def read(path: str | Path) -> Case:
    """Read a case file.

    Args:
        path: A file that ends in ``.gmcr``, or a YAML file; ``-`` for standard input, where the content decides.

    Returns:
        The case.

    Raises:
        CaseFileError: If the file cannot be read or something in it is wrong, with all that is wrong.
        TooLargeError: If it goes beyond a limit.
    """
    return read_text(text_of(path), str(path))


def read_text(text: str, file: str = "text") -> Case:
    """Read a case from the text of a case file.

    Args:
        text: The text, in YAML or as a ``.gmcr`` file has it.
        file: What to call it in messages.

    Returns:
        The case.

    Raises:
        CaseFileError: If something is wrong, with all that is wrong.
        TooLargeError: If it goes beyond a limit.
    """
    text = text.removeprefix("\ufeff")
    if is_gmcr(text, file):
        from detente.case.gmcr import read_gmcr  # noqa: PLC0415 - seldom needed

        return read_gmcr(text, file)
    problems = Problems(grow(text, file), file)
    document = read_shape(problems)
    case = build(document, problems) if document else None
    if case is None:
        raise CaseFileError(*problems.in_order())
    return case


def is_gmcr(text: str, file: str) -> bool:
    """Say whether a text is the content of a ``.gmcr`` file, going by the file's name or else by the content."""
    suffix = Path(file).suffix.lower()
    if suffix in (".gmcr", ".yaml", ".yml"):
        return suffix == ".gmcr"
    return text.lstrip("\ufeff \t\r\n").startswith("{") and '"decisionMakers"' in text


def text_of(path: str | Path) -> str:
    """Return the text of a file, or of standard input.

    Raises:
        CaseFileError: If there is no such file, or it cannot be read, or is no text.
        TooLargeError: If it is larger than any case.
    """
    content = _content(path)
    if len(content) > MOST_BYTES:
        raise TooLargeError(Problem("the file is too large", f"at most {MOST_BYTES} bytes", place=Place(str(path))))
    return _decoded(content, str(path))


def _content(path: str | Path) -> bytes:
    if str(path) == STANDARD_INPUT:
        return _given()
    if not str(path):
        raise CaseFileError(Problem("no file is named", "the path of a case file"))
    try:
        if Path(path).is_fifo():
            return _piped(Path(path))
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise CaseFileError(Problem(_reason(error), place=Place(str(path)))) from None


def _given() -> bytes:
    if sys.stdin is None:
        raise CaseFileError(Problem("standard input is closed", "a case file", place=Place(STANDARD_INPUT)))
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _piped(path: Path) -> bytes:
    content = read_pipe(path, MOST_BYTES + 1)
    if content is None:
        raise CaseFileError(Problem("this is a pipe that nobody writes into", "a case file", place=Place(str(path))))
    return content


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "this is a folder, not a file"
    if isinstance(error, PermissionError):
        return "this file may not be read"
    return f"the file cannot be read: {getattr(error, 'strerror', None) or error}"


def _decoded(content: bytes, file: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _line_and_column(content[: error.start])
        message = f"the byte {content[error.start]:#04x} is not UTF-8"
        raise CaseFileError(Problem(message, "text in UTF-8", place=Place(file, line, column))) from None
    if found := _CONTROL.search(text):
        line, column = _line_and_column(text[: found.start()].encode())
        message = f"the character U+{ord(found[0]):04X} in a text"
        raise CaseFileError(Problem(message, "text in UTF-8", place=Place(file, line, column)))
    return text


def _line_and_column(before: bytes) -> tuple[int, int]:
    """Return the line and column, from 1, of what comes after a text."""
    text = before.decode("utf-8-sig", errors="replace")
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1
