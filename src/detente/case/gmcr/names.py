r"""Names as they stand in a ``.gmcr`` file, made fit for formulas.

A name there may be empty, repeated, of several lines, or hold both kinds of quotation marks.

>>> legible('say "don\'t"', "option 1")
"say 'don't'"
>>> unique(["full", "reduced", "full"])
['full', 'reduced', 'full (2)']
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\s\u2028\u2029\ud800-\udfff]+")
_LONGEST = 200


def legible(name: object, stand_in: str) -> str:
    """Return a name that a formula can quote, or what stands in for one that says nothing."""
    text = _UNREADABLE.sub(" ", str(name)).strip() if isinstance(name, str | int | float) else ""
    if '"' in text and "'" in text:
        text = text.replace('"', "'")
    return text[:_LONGEST].strip() or stand_in


def unique(names: Iterable[str]) -> list[str]:
    """Number the names that are repeated."""
    given: dict[str, None] = {}
    for name in names:
        number, numbered = 1, name
        while numbered in given:
            number += 1
            numbered = f"{name} ({number})"
        given[numbered] = None
    return list(given)
