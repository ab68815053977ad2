"""Statements of a case file one after another, those included that may come in any order.

>>> written = [schema.Statement(statement="talk"), schema.Statement(any_order=["not strike", "peace"])]
>>> for wish in wishes(written, ("prefers",)):
...     print(wish.place, wish.written.statement, wish.path)
0 talk ('prefers', 0)
1 not strike ('prefers', 1, 'any_order', 0)
2 peace ('prefers', 1, 'any_order', 1)
>>> [(group.first, group.size, group.path) for group in groups(written, ("prefers",))]
[(1, 2, ('prefers', 1))]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from detente.case import schema
from detente.case.text.problems import Problems
from detente.case.text.tree import Path
from detente.errors import Problem

DOUBTFUL = ("certainty", "when")
"""Keys of a statement that put it in doubt."""


@attrs.frozen
class Wish:
    """A statement.

    Attributes:
        written: What is written of it.
        path: Where it stands in the file.
        place: Its place among the statements, from 0, those in any order counted one by one.
    """

    written: schema.Statement
    path: Path
    place: int


@attrs.frozen
class Group:
    """Statements in any order.

    Attributes:
        written: The entry that holds them.
        path: Where it stands in the file.
        first: The place of the first of them among the statements, from 0.
        size: How many they are.
    """

    written: schema.Statement
    path: Path
    first: int
    size: int

    @property
    def last(self) -> int:
        """The place of the last of them among the statements, from 0."""
        return self.first + self.size - 1


def wishes(written: Iterable[schema.Statement] | None, path: Path) -> Iterator[Wish]:
    """Yield the statements that are listed at a path."""
    place = 0
    for at, entry in enumerate(written or ()):
        single = entry.any_order is None
        for within, each in enumerate([entry] if single else entry.any_order or ()):
            yield Wish(each, (*path, at) if single else (*path, at, "any_order", within), place)
            place += 1


def groups(written: Iterable[schema.Statement] | None, path: Path) -> Iterator[Group]:
    """Yield the entries of a list at a path that hold statements in any order."""
    place = 0
    for at, entry in enumerate(written or ()):
        size = 1 if entry.any_order is None else len(entry.any_order)
        if entry.any_order is not None:
            yield Group(entry, (*path, at), place, size)
        place += size


def keep_statements(
    written: Iterable[schema.Statement] | None, path: Path, keep: Callable[..., object], problems: Problems
) -> None:
    """Keep what is said about the statements listed at a path, by their places, and note entries out of shape."""
    _note_misshapen(written, path, problems)
    for wish in wishes(written, path):
        keep(wish.written, wish.path, at=(*path, wish.place))
    for group in groups(written, path):
        keep(group.written, group.path, at=(*path, group.first, "any_order"))


def _note_misshapen(written: Iterable[schema.Statement] | None, path: Path, problems: Problems) -> None:
    """Note entries that are neither a statement nor statements in any order, or both."""
    for group in groups(written, path):
        _note_group(group, problems)
    for wish in wishes(written, path):
        if wish.written.any_order is not None:
            problems.add(
                Problem("'any_order' within 'any_order'", "statements"), (*wish.path, "any_order"), at_key=True
            )
        elif wish.written.statement is None:
            problems.add(Problem("'statement' is missing: what is wanted"), wish.path)


def _note_group(group: Group, problems: Problems) -> None:
    if group.written.statement is not None:
        problem = Problem("'statement' beside 'any_order'", "one of the two")
        problems.add(problem, (*group.path, "statement"), at_key=True)
    for key in DOUBTFUL:
        if getattr(group.written, key) is not None:
            problem = Problem(f"'{key}' of statements in any order", f"'{key}' of each of them")
            problems.add(problem, (*group.path, key), at_key=True)


def note_doubtful(written: Iterable[schema.Statement] | None, path: Path, problems: Problems) -> None:
    """Note what is in doubt in a list of which nothing can be: that of a belief, which is in doubt as a whole."""
    allowed = "'certainty' or 'when' of the belief as a whole"
    for group in groups(written, path):
        problems.add(Problem("'any_order' in a belief", allowed), (*group.path, "any_order"), at_key=True)
    for wish in wishes(written, path):
        for key in DOUBTFUL:
            if getattr(wish.written, key) is not None:
                problems.add(Problem(f"'{key}' of a statement in a belief", allowed), (*wish.path, key), at_key=True)
