"""How much memory solving takes, told before it is taken.

>>> from detente.conflict import Conflict, DecisionMaker
>>> two = Conflict([DecisionMaker("A", ["a"]), DecisionMaker("B", ["b"])])
>>> needed(two, 5) < 1000
True
"""

from __future__ import annotations

import os

from detente.conflict import Conflict, DecisionMaker
from detente.conflict.moves import ArcMoves
from detente.errors import Problem, TooLargeError
from detente.stability import boxes

_WORDS_PER_DECISION_MAKER = 6
"""Numbers of four bytes per state: payoff, payoff while it is ordered, place, group, order by payoff, height."""

_WORDS_IN_ROWS = 3
"""The same where groups are rows of a box, and nothing is put into order: payoff, a shorter one, height."""

_ALL = 48
"""Bytes per state, whoever there is: its code, and what is worked out at a time."""

_ARC = 16
"""Bytes per move that is written out."""

_MOST_OF = 0.9
"""The part of the machine's memory that is used unless told otherwise."""


def needed(conflict: Conflict, concepts: int) -> int:
    """Return about how many bytes it takes to solve a conflict under so many concepts, beyond the program itself."""
    in_rows = all(boxes.in_rows(moves) for moves in conflict.moves)
    each = 4 * (_WORDS_IN_ROWS if in_rows else _WORDS_PER_DECISION_MAKER) + concepts
    arcs = sum(moves.work for moves in conflict.moves if isinstance(moves, ArcMoves))
    views = [
        len(conflict.names) + _WORDS_PER_DECISION_MAKER * len(dict(owner.believes)) for owner in _believing(conflict)
    ]
    return conflict.size * (_ALL + each * len(conflict.decision_makers) + 4 * sum(views)) + _ARC * arcs


def _believing(conflict: Conflict) -> list[DecisionMaker]:
    return [owner for owner in conflict.decision_makers if owner.believes]


def installed() -> int | None:
    """Return how many bytes of memory the machine has, or ``None`` where it does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def check(conflict: Conflict, concepts: int, limit: int | None) -> None:
    """Refuse to solve a conflict that takes more memory than there may be.

    Args:
        conflict: The conflict.
        concepts: Under how many concepts it is to be solved.
        limit: How many bytes there may be; most of what the machine has unless given.

    Raises:
        TooLargeError: If it takes more, saying how much and what to do.
    """
    if limit is None:
        machine = installed()
        limit = None if machine is None else int(machine * _MOST_OF)
    takes = needed(conflict, concepts)
    if limit is not None and takes > limit:
        makers = len(conflict.decision_makers)
        message = f"solving takes about {said(takes)} for {conflict.size:,} states and {makers} decision makers"
        ways = "ask for fewer concepts, or rule out under 'infeasible' what cannot happen"
        raise TooLargeError(Problem(message, allowed=f"at most {said(limit)}; {ways}"))


def said(size: int) -> str:
    """Say a number of bytes as a person would.

    >>> said(3_700_000_000), said(512_000)
    ('3.7 GB', '512 kB')
    """
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"
