"""Who acts how often and when, and what happens by itself: the part of a case that speaks of time.

A conflict is timeless. A :class:`Timing` beside it gives a pace to decision makers and to events; together they make a
:class:`~detente.evolution.Process`.

>>> timing = Timing(
...     date(2021, 11, 28),
...     tempos=[Tempo("Spoilers", "1 per week", ["advent"])],
...     windows=[Window("advent", closes=date(2021, 12, 15))],
...     zone="Europe/Warsaw",
... )
>>> timing.windows[0].span(timing.zone)[1].isoformat()
'2021-12-15T23:00:00+00:00'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TypeVar

import attrs

from detente.conflict import Conflict
from detente.conflict.option import repeated
from detente.errors import InputError, Problem, unknown
from detente.evolution.process.behaviours import DEFAULT, Behaviour, behaviour_named
from detente.evolution.process.instants import beginning, checked_day, end, zone_named
from detente.evolution.process.pace import Pace
from detente.formula import Formula, as_formula

EVER = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
"""The span of what is always open."""

Span = tuple[datetime, datetime]
"""From when until when, in universal time."""


def _as_pace(pace: Pace | str) -> Pace:
    return Pace.read(pace) if isinstance(pace, str) else pace


def _as_behaviour(behaviour: Behaviour | str) -> Behaviour:
    return behaviour_named(behaviour) if isinstance(behaviour, str) else behaviour


def _as_maybe_behaviour(behaviour: Behaviour | str | None) -> Behaviour | None:
    return None if behaviour is None else _as_behaviour(behaviour)


def _as_texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts)


def _as_levels(levels: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(levels.items() if isinstance(levels, Mapping) else levels)


def _as_zone(zone: str) -> str:
    return zone_named(zone).key


def _as_day(day: date | None) -> date | None:
    return None if day is None else checked_day(day)


@attrs.frozen
class Window:
    """A time in which somebody may act or something may happen.

    Attributes:
        name: What it is called.
        opens: The first day of it; always open before it closes unless given.
        closes: The last day of it, which belongs to it; never closes unless given.

    Raises:
        InputError: If it closes before it opens.
    """

    name: str
    opens: date | None = attrs.field(default=None, converter=_as_day)
    closes: date | None = attrs.field(default=None, converter=_as_day)

    def __attrs_post_init__(self) -> None:
        """Check that it is ever open."""
        if self.opens and self.closes and self.closes < self.opens:
            message = f"the window '{self.name}' closes on {self.closes}, before it opens"
            raise InputError(Problem(message, f"{self.opens} or later"))

    def span(self, zone: str) -> Span:
        """Return from when until when it is open: from the beginning of a day to the end of a day."""
        opens = EVER[0] if self.opens is None else beginning(self.opens, zone)
        return opens, EVER[1] if self.closes is None else end(self.closes, zone)


@attrs.frozen
class Tempo:
    """How often a decision maker has an opportunity to act, and what it makes of it.

    Attributes:
        decision_maker: Whose it is.
        pace: How often; may be given as text.
        windows: The names of the windows in which it may act; always, unless given.
        behaviour: How it acts, where it differs from everyone else.
    """

    decision_maker: str
    pace: Pace = attrs.field(converter=_as_pace)
    windows: tuple[str, ...] = attrs.field(default=(), converter=_as_texts)
    behaviour: Behaviour | None = attrs.field(default=None, converter=_as_maybe_behaviour)

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.decision_maker


@attrs.frozen
class Event:
    """Something that happens by nobody's choice.

    Attributes:
        name: What it is called.
        when: The states in which it can happen.
        levels: What it changes: a level for each option concerned, by name. Where these levels are infeasible, or
            there already, it does not happen.
        pace: How often it happens while it can.
        windows: The names of the windows in which it can happen; always, unless given.
    """

    name: str
    when: Formula = attrs.field(converter=as_formula)
    levels: tuple[tuple[str, str], ...] = attrs.field(converter=_as_levels)
    pace: Pace = attrs.field(converter=_as_pace)
    windows: tuple[str, ...] = attrs.field(default=(), converter=_as_texts)


def _as_windows(windows: Iterable[Window]) -> tuple[Window, ...]:
    return tuple(windows)


def _as_tempos(tempos: Iterable[Tempo]) -> tuple[Tempo, ...]:
    return tuple(tempos)


def _as_events(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(events)


def _as_days(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted({checked_day(day) for day in days}))


@attrs.frozen
class Timing:
    """Who acts how often and when, and what happens by itself.

    Attributes:
        starts: The day at whose beginning the process starts. A case whose inputs are frozen at the end of a day
            starts on the next.
        zone: The time zone in which days begin and end.
        windows: The windows that may be named.
        tempos: How often each decision maker may act; one without a tempo never does.
        events: What happens by itself.
        behaviour: How everyone acts who has no behaviour of its own.
        horizon: The days at whose end one wants to know how things stand, earliest first.

    Raises:
        InputError: If the parts do not fit together.
    """

    starts: date = attrs.field(converter=checked_day)
    zone: str = attrs.field(default="UTC", converter=_as_zone)
    windows: tuple[Window, ...] = attrs.field(default=(), converter=_as_windows, kw_only=True)
    tempos: tuple[Tempo, ...] = attrs.field(default=(), converter=_as_tempos, kw_only=True)
    events: tuple[Event, ...] = attrs.field(default=(), converter=_as_events, kw_only=True)
    behaviour: Behaviour = attrs.field(default=DEFAULT, converter=_as_behaviour, kw_only=True)
    horizon: tuple[date, ...] = attrs.field(default=(), converter=_as_days, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check that windows are declared and days in order."""
        if problems := [*self._repetitions(), *self._strangers(), *self._early()]:
            raise InputError(*problems)

    @property
    def start(self) -> datetime:
        """The instant at which the process starts, in universal time."""
        return beginning(self.starts, self.zone)

    @property
    def moves(self) -> bool:
        """Whether anybody has a pace or anything happens by itself."""
        return bool(self.tempos or self.events)

    def spans(self, windows: Iterable[str]) -> tuple[Span, ...]:
        """Return when any of these windows is open; always, if none is named."""
        declared = {window.name: window for window in self.windows}
        return tuple(declared[name].span(self.zone) for name in windows) or (EVER,)

    def problems(self, conflict: Conflict) -> list[Problem]:
        """Return everything in which the timing does not fit a conflict."""
        names = conflict.names
        strangers = [unknown("decision maker", each.name, names) for each in self.tempos if each.name not in names]
        return [*strangers, *(problem for event in self.events for problem in _event_problems(event, conflict))]

    def quicker(self, name: str, factor: Fraction | int) -> Timing:
        """Return the timing with one pace so many times as quick.

        Args:
            name: A decision maker or an event.
            factor: How many times as quick.
        """
        tempos = [_quicker(each, factor) if each.name == name else each for each in self.tempos]
        events = [_quicker(each, factor) if each.name == name else each for each in self.events]
        return attrs.evolve(self, tempos=tempos, events=events)

    def _repetitions(self) -> Iterator[Problem]:
        for kind, each in (("window", self.windows), ("pace of", self.tempos), ("event", self.events)):
            for name in repeated([one.name for one in each]):
                yield Problem(f"the {kind} '{name}' stands there twice", "each once")

    def _strangers(self) -> Iterator[Problem]:
        declared = [window.name for window in self.windows]
        named = [(each.name, each.windows) for each in self.tempos] + [
            (each.name, each.windows) for each in self.events
        ]
        for owner, windows in named:
            for name in windows:
                if name not in declared:
                    yield unknown("window", name, declared).within(f"'{owner}'")

    def _early(self) -> Iterator[Problem]:
        for day in self.horizon:
            if end(day, self.zone) < self.start:
                message = f"{day} is over before the process starts"
                yield Problem(message, f"the day before {self.starts}, or later")


_Quick = TypeVar("_Quick", Tempo, Event)


def _quicker(each: _Quick, factor: Fraction | int) -> _Quick:
    return attrs.evolve(each, pace=each.pace.times(factor))


def _event_problems(event: Event, conflict: Conflict) -> Iterator[Problem]:
    what = f"event '{event.name}'"
    for problem in conflict.words.problems(event.when):
        yield problem.within(what)
    if not event.levels:
        yield Problem("it changes nothing", "option: level for each option it changes").within(what)
    for name, level in event.levels:
        try:
            conflict.variable_levels({name: level})
        except InputError as error:
            yield from (problem.within(what) for problem in error.problems)
