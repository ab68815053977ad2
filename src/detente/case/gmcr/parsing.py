"""Read JSON strictly: each key once, numbers of a size that a model can have, and every fault with its place.

>>> parsed('{"options": [], "options": []}', "a.gmcr")
Traceback (most recent call last):
detente.errors.CaseFileError: a.gmcr, line 1, column 17: the key 'options' stands here again; allowed: each key once
"""

from __future__ import annotations

import json
from typing import Any

from detente.case.text.tree import grow, shortened
from detente.conflict.option import repeated
from detente.errors import CaseFileError, InputError, Place, Problem

DEEPEST = 100
"""So many lists and mappings within each other can always be read; a model has six."""

_MOST_DIGITS = 18


def parsed(text: str, file: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what a JSON text holds.

    Args:
        text: The text.
        file: Its name, for messages.

    Raises:
        CaseFileError: If it is no JSON, a mapping has a key twice, or it goes beyond a limit.
    """
    if not text.strip():
        raise CaseFileError(Problem("the file is empty", "a model in JSON", place=Place(file)))
    try:
        return json.loads(text, object_pairs_hook=_mapping, parse_int=_whole)
    except json.JSONDecodeError as error:
        problem = Problem(f"this is no JSON: {error.msg}", place=Place(file, error.lineno, error.colno))
    except RecursionError:
        problem = Problem("lists or mappings too deep within each other", f"at most {DEEPEST}", place=Place(file))
    except _Repeated as error:
        message = shortened(f"the key '{error}' stands here again")
        problem = Problem(message, "each key once", place=_place_of_repeated(message, text, file))
    except _Long as error:
        place = _place_of(text.find(str(error)), text, file)
        problem = Problem(f"a number of {len(str(error))} digits", f"at most {_MOST_DIGITS}", place=place)
    raise CaseFileError(problem)


class _Repeated(Exception):  # noqa: N818 - never leaves this module
    """A key that stands in a mapping twice."""


class _Long(Exception):  # noqa: N818 - never leaves this module
    """A number of very many digits."""


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Repeated(repeated(key for key, _ in pairs)[0])
    return found


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _Long(digits)
    return int(digits)


def _place_of(start: int, text: str, file: str) -> Place:
    return Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _place_of_repeated(message: str, text: str, file: str) -> Place:
    """Return where the reader of YAML says the same of the text, which is YAML as well unless it is too large."""
    try:
        grow(text, file)
    except InputError as error:
        places = [problem.place for problem in error.problems if problem.message == message]
        return next(filter(None, places), Place(file))
    return Place(file)
