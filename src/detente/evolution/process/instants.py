"""From days to instants: when does a day begin, and when does it end?

A day belongs to a place. It begins at its first moment in the zone of the case and ends where the next day begins,
so that it has 23 or 25 hours where the clocks are changed. What happens is reckoned in universal time.

>>> day = date(2021, 12, 31)
>>> beginning(day, "Europe/Kyiv").isoformat(), end(day, "Europe/Kyiv").isoformat()
('2021-12-30T22:00:00+00:00', '2021-12-31T22:00:00+00:00')
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from detente.errors import InputError, Problem, UnknownNameError, nearest

FIRST, LAST = date(1000, 1, 1), date(8999, 12, 31)
"""The first and the last day that time can be reckoned with."""


def zone_named(key: str) -> ZoneInfo:
    """Return a time zone by its name in the tz database, such as ``Europe/Kyiv`` or ``UTC``.

    Raises:
        UnknownNameError: If there is none of that name.
    """
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        allowed = "a name of the tz database, such as UTC or Europe/Kyiv"
        problem = Problem(f"no time zone '{key}'", allowed, nearest(key, sorted(available_timezones())))
        raise UnknownNameError(problem) from None


def checked_day(day: date) -> date:
    """Return a day that time can be reckoned with.

    Raises:
        InputError: If it is too early or too late for that.
    """
    if not FIRST <= day <= LAST:
        raise InputError(Problem(f"time cannot be reckoned with the day {day}", f"{FIRST} to {LAST}"))
    return day


def beginning(day: date, zone: str) -> datetime:
    """Return the instant at which a day begins in a zone, in universal time."""
    return datetime(day.year, day.month, day.day, tzinfo=zone_named(zone)).astimezone(UTC)


def end(day: date, zone: str) -> datetime:
    """Return the instant at which a day ends in a zone, in universal time: where the next one begins."""
    return beginning(day + timedelta(days=1), zone)


def days_between(first: datetime, second: datetime) -> float:
    """Return how many times 24 hours lie between two instants."""
    return (second - first) / timedelta(days=1)
