"""Small matters of wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a number and what it counts.

    >>> counted(1, "state"), counted(1234, "state"), counted(0, "goal")
    ('1 state', '1,234 states', 'no goals')
    """
    name = thing if number == 1 else things or f"{thing}s"
    return f"{number:,} {name}" if number else f"no {name}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return parts as a list in a sentence.

    >>> listed(["Russia", "China", "Ukraine"]), listed(["Russia"]), listed(["Russia", "China"], "or")
    ('Russia, China and Ukraine', 'Russia', 'Russia or China')
    """
    every = list(parts)
    return f" {last} ".join(filter(None, [", ".join(every[:-1]), *every[-1:]]))


def day(when: date) -> str:
    """Return a day in words.

    >>> day(date(2021, 11, 7))
    '7 November 2021'
    """
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


_MONTHS: Sequence[str] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
