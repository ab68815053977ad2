"""What sentences of several rooms are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return parts as a list in a sentence.

    >>> listed(["Russia", "China", "Ukraine"]), listed(["Russia"]), listed(["Russia", "China"], "or")
    ('Russia, China and Ukraine', 'Russia', 'Russia or China')
    """
    every = list(parts)
    return f" {last} ".join(filter(None, [", ".join(every[:-1]), *every[-1:]]))


def capital(text: str) -> str:
    """Return a sentence with a capital letter, unless it begins with a name in quotation marks."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Return the beginning of a sentence to stand within one."""
    return text[:1].lower() + text[1:]


def percent(chance: float) -> str:
    """Return a chance as a percentage; what is not quite impossible or certain never looks as if it were.

    >>> [percent(chance) for chance in (0.0, 1e-4, 0.126, 0.9999, 1.0)]
    ['0 %', '<1 %', '13 %', '>99 %', '100 %']
    """
    if chance in (0.0, 1.0) or _NEARLY_NOTHING < chance < 1 - _NEARLY_NOTHING:
        return f"{100 * chance:.0f} %"
    if chance < _NOTHING or chance > 1 - _NOTHING:
        return f"{round(chance) * 100} %"
    return "<1 %" if chance < _NEARLY_NOTHING else ">99 %"


_NOTHING = 1e-9
_NEARLY_NOTHING = 0.005


def day(when: date) -> str:
    """Return a day in words.

    >>> day(date(2021, 11, 7))
    '7 November 2021'
    """
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


MONTHS: Sequence[str] = (
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
"""The names of the months, in order."""
