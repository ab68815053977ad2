"""Check that what is given from outside is of the right kind, before anything is made of it.

A text is a sequence of letters in Python, and so is easily taken for a list of names; here it is refused.

>>> several("the levels", "low", str, "a list of texts")
Traceback (most recent call last):
detente.errors.KindError: the levels cannot be the text 'low'; allowed: a list of texts
>>> several("the levels", ["low", 2], str, "a list of texts")
Traceback (most recent call last):
detente.errors.KindError: the levels cannot hold 2; allowed: a list of texts
"""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral
from typing import Any

from detente.errors import KindError, Problem

Kinds = type | tuple[type, ...]

_LONGEST_SHOWN = 40


def one(what: str, given: Any, kinds: Kinds, allowed: str) -> Any:  # noqa: ANN401 - whatever was given
    """Return what was given if it is of one of these kinds.

    Raises:
        KindError: If it is of another.
    """
    if not isinstance(given, kinds):
        raise KindError(Problem(f"{what} cannot be {described(given)}", allowed=allowed))
    return given


def several(what: str, given: Any, kinds: Kinds, allowed: str) -> tuple[Any, ...]:  # noqa: ANN401 - whatever was given
    """Return the members of a list if they are all of one of these kinds.

    Raises:
        KindError: If they are not, or if it is no list.
    """
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise KindError(Problem(f"{what} cannot be {described(given)}", allowed=allowed))
    members = tuple(given)
    if strangers := [each for each in members if not isinstance(each, kinds)]:
        raise KindError(Problem(f"{what} cannot hold {described(strangers[0])}", allowed=allowed))
    return members


def pairs(
    what: str,
    given: Any,  # noqa: ANN401 - whatever was given
    allowed: str,
    *,
    of_letters: bool = False,
) -> tuple[tuple[Any, Any], ...]:
    """Return the members of a list if each of them is a pair; a text of two letters is one only where that is said.

    Raises:
        KindError: If one is not, or if it is no list.
    """
    found = [_members(each, of_letters=of_letters) for each in several(what, given, object, allowed)]
    if any(len(each) != 2 for each in found):  # noqa: PLR2004 - a pair
        raise KindError(Problem(f"{what} cannot hold what is no pair", allowed=allowed))
    return tuple((first, second) for first, second in found)


def _members(given: object, *, of_letters: bool) -> tuple[Any, ...]:
    if isinstance(given, str) and not of_letters:
        return ()
    return tuple(given) if isinstance(given, Iterable) else ()


def is_whole(given: object) -> bool:
    """Say whether something is a whole number, of Python or of NumPy."""
    return isinstance(given, Integral)


def described(given: object) -> str:
    """Say in a few words what was given.

    >>> described("land"), described(3), described(None), described(["a"]), described(KindError())
    ("the text 'land'", '3', 'None', 'a list', 'a KindError')
    """
    match given:
        case str():
            return f"the text '{given[:_LONGEST_SHOWN]}{'…' if len(given) > _LONGEST_SHOWN else ''}'"
        case None | bool() | int() | float():
            return repr(given)
        case _:
            name = type(given).__name__
            return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"
