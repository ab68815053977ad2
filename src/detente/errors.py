"""Every error a user can meet, in one tree.

::

    DetenteError
    └── InputError              what was given is wrong (exit status 2); one or more problems
        ├── FormulaError        a formula cannot be read
        ├── KindError           of another kind than is needed: a text for a list, a case for a conflict
        ├── UnknownNameError    a name that nobody declared, or that several did
        ├── ConflictError       declared parts that do not fit together
        ├── CaseFileError       a case file that cannot be used
        ├── TooLargeError       more than the program can hold, with the limit
        └── UnavailableError    asked for something that this conflict does not have

Each problem says where it is, what was given, what is allowed and the nearest right spelling.

>>> problem = Problem("no option 'withdrw'", allowed="one of: withdraw, escalate", nearest="withdraw")
>>> print(problem.at(Place("case.yaml", 14, 9)))
case.yaml, line 14, column 9: no option 'withdrw'; allowed: one of: withdraw, escalate; did you mean 'withdraw'?
"""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_NAMES_LISTED = 12


@attrs.frozen
class Place:
    """Where something was written: a file (or ``-`` for standard input), and a line and column from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Name the place as ``file, line 3, column 7``, leaving out what is not known."""
        parts = (self.file, self.line and f"line {self.line}", self.column and f"column {self.column}")
        return ", ".join(part for part in parts if part)


@attrs.frozen
class Problem:
    """One thing that is wrong.

    Attributes:
        message: What is wrong, with what was given.
        allowed: What would be right, in words; empty if the message says so already.
        nearest: The nearest right spelling, if one is near.
        place: Where it was written, if known.
        position: How many characters into the text (a formula) the fault lies, if known.
    """

    message: str
    allowed: str = ""
    nearest: str = ""
    place: Place | None = None
    position: int | None = None

    def at(self, place: Place) -> Problem:
        """Return the same problem, placed."""
        return attrs.evolve(self, place=place)

    def within(self, context: str) -> Problem:
        """Return the same problem with the thing it concerns named in front, as in ``goal 'peace': …``."""
        return attrs.evolve(self, message=f"{context}: {self.message}")

    def __str__(self) -> str:
        """Say the problem on one line."""
        where = f"{self.place}: " if self.place else ""
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        nearest = f"; did you mean '{self.nearest}'?" if self.nearest else ""
        return f"{where}{self.message}{allowed}{nearest}"


class DetenteError(Exception):
    """Base of all errors of the project."""


class InputError(DetenteError):
    """What the user gave is wrong.

    Attributes:
        problems: Everything that is wrong, at least one :class:`.Problem`.
    """

    def __init__(self, *problems: Problem | str) -> None:
        """Collect the problems; a plain string is a problem without more to say."""
        self.problems = tuple(Problem(each) if isinstance(each, str) else each for each in problems)
        super().__init__("\n".join(map(str, self.problems)))


class FormulaError(InputError):
    """A formula cannot be read: a wrong token, an unclosed bracket, too long or too deep."""


class KindError(InputError):
    """Something of another kind than is needed: a text where a list is, or a case where a conflict is."""


class UnknownNameError(InputError):
    """A name that nobody declared, or that several did and nothing says whose is meant."""


class ConflictError(InputError):
    """Declared parts that do not fit together: two options of one name, a ranking without a state, …."""


class CaseFileError(InputError):
    """A case file that cannot be used, with all its problems."""


class TooLargeError(InputError):
    """More states, options or text than the program can hold; the message names the limit."""


class UnavailableError(InputError):
    """Asked for something that this conflict does not have, such as SIM for a conflict in graph form."""


@contextmanager
def about(context: str) -> Iterator[None]:
    """Name what the problems concern, in any error that is raised inside.

    >>> with about("goal 'peace'"):
    ...     raise FormulaError("it ends too early")
    Traceback (most recent call last):
    detente.errors.FormulaError: goal 'peace': it ends too early
    """
    try:
        yield
    except InputError as error:
        raise type(error)(*(problem.within(context) for problem in error.problems)) from None


def nearest(given: str, allowed: Iterable[str]) -> str:
    """Return the allowed spelling nearest to what was given, or an empty string if none is near.

    >>> nearest("withdrw", ["withdraw", "escalate"])
    'withdraw'
    """
    spelling = {each.casefold(): each for each in allowed}
    found = difflib.get_close_matches(str(given).casefold(), spelling, n=1)
    return spelling[found[0]] if found else ""


def one_of(names: Iterable[str]) -> str:
    """List what is allowed, shortened where the list is long.

    >>> one_of(["both", "up", "down"])
    'one of: both, up, down'
    """
    listed = list(names)
    shown = ", ".join(listed[:_MOST_NAMES_LISTED])
    more = len(listed) - _MOST_NAMES_LISTED
    return f"one of: {shown}" + (f", … and {more} more" if more > 0 else "")


def unknown(kind: str, given: str, allowed: Iterable[str]) -> Problem:
    """Describe a name that is not among those allowed.

    >>> print(unknown("concept", "nsh", ["nash", "gmr"]))
    no concept 'nsh'; allowed: one of: nash, gmr; did you mean 'nash'?
    >>> print(unknown("lever", "x", []))
    no lever 'x'; allowed: none, since there is no lever at all
    """
    names = list(allowed)
    instead = one_of(names) if names else f"none, since there is no {kind} at all"
    return Problem(f"no {kind} '{given}'", allowed=instead, nearest=nearest(given, names))
