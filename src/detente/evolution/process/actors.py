"""Whatever changes the state in the timed process: decision makers that act, and events that happen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

import attrs
import numpy as np

from detente.conflict import Conflict
from detente.errors import InputError
from detente.evolution.process.behaviours import Behaviour
from detente.evolution.process.behaviours.base import Chance, States
from detente.evolution.process.instants import days_between
from detente.evolution.process.timing import EVER, Event, Span, Timing
from detente.stability.analysis import Analysis

Days = tuple[float, float]
"""From when until when, in days of 24 hours since the process started."""


class Jumps(Protocol):
    """Where an opportunity leads to."""

    @property
    def work(self) -> int:
        """About how many changes there are."""
        ...

    def at(self, state: int) -> tuple[States, Chance]:
        """Return the states it may lead to from a state, and with which chance; the rest is the chance of no change."""
        ...

    def arcs(self, size: int) -> tuple[States, States, Chance]:
        """Return all changes that may come of it, of ``size`` states in all: from, to, and the chance."""
        ...


@attrs.frozen(eq=False)
class Actor:
    """A decision maker or an event, with the times at which it changes something.

    Attributes:
        name: What it is called.
        rate: How many opportunities it has in a day, on average.
        open: When it has them, in days since the start; not before the start.
        jumps: Where they lead to.
    """

    name: str
    rate: float
    open: tuple[Days, ...]
    jumps: Jumps

    def acts(self, begins: float, ends: float) -> bool:
        """Say whether it has opportunities throughout a time."""
        return any(opens <= begins and ends <= closes for opens, closes in self.open)


@attrs.frozen(eq=False)
class Happening:
    """Where an event leads to.

    Of a coalesced state, whose members it may lead to several states, each of those with the same chance.

    Attributes:
        starts: The states that it can lead away from are ``from_``; those of state s stand from ``starts[s]`` on.
        ends: Where it leads to.
    """

    starts: States
    ends: States

    @classmethod
    def of(cls, event: Event, conflict: Conflict) -> Happening:
        """Find where an event leads to in each state of a conflict."""
        space = conflict.space
        codes, state_of = space.patterns, space.state_of
        from_ = np.arange(len(codes)) if state_of is None else state_of
        changed = codes.copy()
        for variable, level in conflict.variable_levels(dict(event.levels)).items():
            changed += np.uint64(level * space.place(variable)) - space.contribution(variable)
        place = np.minimum(np.searchsorted(codes, changed), len(codes) - 1)
        to = place if state_of is None else state_of[place]
        happens = (codes[place] == changed) & (from_ != to) & space.where(event.when)[from_]
        pairs = np.unique(np.stack([from_[happens], to[happens]]), axis=1)
        return cls(np.searchsorted(pairs[0], np.arange(space.size + 1)), pairs[1])

    @property
    def work(self) -> int:
        """How many changes there are."""
        return len(self.ends)

    def at(self, state: int) -> tuple[States, Chance]:
        """Return the states it may lead to from a state, and with which chance."""
        ends = self.ends[self.starts[state] : self.starts[state + 1]]
        return ends, np.full(len(ends), 1 / max(1, len(ends)))

    def arcs(self, size: int) -> tuple[States, States, Chance]:
        """Return all changes that may come of it: from, to, and the chance."""
        counts = np.diff(self.starts)
        from_ = np.repeat(np.arange(size), counts)
        return from_, self.ends, 1 / counts[from_]


def actors(conflict: Conflict, timing: Timing, analysis: Analysis, behaviour: Behaviour | None) -> tuple[Actor, ...]:
    """Return everything that changes the state, decision makers first.

    Args:
        conflict: The conflict.
        timing: Who acts how often and when.
        analysis: The conflict under analysis.
        behaviour: How everyone acts, whatever the timing says.

    Raises:
        InputError: If the timing does not fit the conflict.
        UnavailableError: If the conflict does not allow for a behaviour.
    """
    if problems := timing.problems(conflict):
        raise InputError(*problems)
    owners = [
        Actor(
            each.name,
            each.pace.per_day,
            _open(timing.spans(each.windows), timing.start),
            (behaviour or each.behaviour or timing.behaviour).choices(analysis, conflict.place_of(each.name)),
        )
        for each in timing.tempos
    ]
    events = [
        Actor(
            each.name,
            each.pace.per_day,
            _open(timing.spans(each.windows), timing.start),
            Happening.of(each, conflict),
        )
        for each in timing.events
    ]
    return (*owners, *events)


def _open(spans: Iterable[Span], start: datetime) -> tuple[Days, ...]:
    """Return spans as days since the start, those that touch or overlap made one."""
    days = sorted((_since(opens, start), _since(closes, start)) for opens, closes in spans if closes > start)
    joined: list[Days] = []
    for opens, closes in days:
        if joined and opens <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(closes, joined[-1][1])
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _since(instant: datetime, start: datetime) -> float:
    """Return the days since the start: 0 for what lies before it, infinity for what never comes."""
    return float("inf") if instant == EVER[1] else max(0.0, days_between(start, instant))
