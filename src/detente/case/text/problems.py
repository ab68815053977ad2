r"""Collect everything that is wrong with a case file, each fault with its place.

>>> from detente.case.text.tree import grow
>>> problems = Problems(grow("goals: {peace: not}", "case.yaml"), "case.yaml")
>>> with problems.of(("goals", "peace"), "goal 'peace'"):
...     raise InputError("cannot read it")
>>> print(*problems.in_order(), sep="\n")
case.yaml, line 1, column 16: goal 'peace': cannot read it
"""

from __future__ import annotations

import attrs

from detente.case.text.tree import Mapping, Node, Path, Scalar, shortened
from detente.errors import InputError, Place, Problem

MOST_PROBLEMS = 200
"""The most problems that are told one by one."""


class Problems:
    """What is wrong so far.

    Attributes:
        tree: The file as read.
        file: Its name.
        broken: Paths whose values were cut off the tree because their shape is wrong.
    """

    def __init__(self, tree: Mapping, file: str) -> None:
        """Begin with nothing wrong."""
        self.tree = tree
        self.file = file
        self.broken: set[Path] = set()
        self._touched: set[Path] = set()
        self._keys = {key: tuple(value.items) for key, value in tree.items.items() if isinstance(value, Mapping)}
        self._found: dict[Problem, tuple[int, int]] = {}
        self._untold = 0

    def __len__(self) -> int:
        """Count them."""
        return len(self._found) + self._untold

    def add(self, problem: Problem, path: Path, *, at_key: bool = False) -> None:
        """Add a problem with the value at a path, or with its key."""
        self._touch(path)
        if len(self._found) >= MOST_PROBLEMS:
            self._untold += 1
            return
        node = self._key(path) if at_key else self.tree.at(path)
        column = node.column + self._columns_in(node, problem)
        place = problem.place or Place(self.file, node.line, column)
        placed = attrs.evolve(problem, message=shortened(problem.message), place=place)
        self._found.setdefault(placed, (place.line or 0, place.column or 0))

    def leave_untold(self, number: int) -> None:
        """Count problems that are too many to be told."""
        self._untold += number

    def cut(self, path: Path) -> None:
        """Remember that the value at a path was cut off the tree."""
        self.broken.add(path)
        self._touch(path)

    def _touch(self, path: Path) -> None:
        self._touched.update(path[:length] for length in range(len(path) + 1))

    def of(self, path: Path, what: str = "", *, at_key: bool = False) -> _Noting:
        """Open a block in which an :class:`~detente.errors.InputError` is noted, and ended there, instead of raised."""
        return _Noting(self, path, what, at_key=at_key)

    def keys_under(self, key: str) -> tuple[str, ...]:
        """Return the keys of a mapping at the top of the file, those that were cut off included."""
        return self._keys.get(key, ())

    def touch(self, *path: str | int) -> bool:
        """Say whether anything is wrong at a path or below it."""
        return path in self._touched

    def in_order(self) -> list[Problem]:
        """Return the problems in the order of the file."""
        told = sorted(self._found, key=self._found.__getitem__)
        more = [Problem(f"and {self._untold} more problems", place=Place(self.file))] if self._untold else []
        return told + more

    def _key(self, path: Path) -> Node:
        parent = self.tree.at(path[:-1])
        if path and isinstance(parent, Mapping) and path[-1] in parent.keys:
            return parent.keys[str(path[-1])]
        return self.tree.at(path)

    @staticmethod
    def _columns_in(node: Node, problem: Problem) -> int:
        if problem.position is None or not isinstance(node, Scalar) or node.offset is None:
            return 0
        return node.offset + problem.position


class _Noting:
    """Notes the problems of an error that ends its block."""

    def __init__(self, problems: Problems, path: Path, what: str, *, at_key: bool) -> None:
        self._problems = problems
        self._path = path
        self._what = what
        self._at_key = at_key

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> bool:
        """Note the problems of the error, if there is one."""
        if not isinstance(error, InputError):
            return False
        for problem in error.problems:
            self._problems.add(problem.within(self._what) if self._what else problem, self._path, at_key=self._at_key)
        return True
