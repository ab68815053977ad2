"""The timed process by simulation: for spaces too large to be written out, and to check the exact way.

Each run draws, piece by piece, how long nothing changes and what changes then (Gillespie 1977): from a state that is
left at the rate q it waits an exponential time of mean 1/q. Where a window opens or closes first, it begins to wait
anew from there, which an exponential time allows. Only states that are met are looked at. Run k has a generator of its
own, the k-th child of the seed, so that the numbers do not depend on how many processes share the work.
"""

from __future__ import annotations

import math
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import InputError, Problem, TooLargeError
from detente.evolution.process.behaviours import Behaviour
from detente.evolution.process.chances import (
    Chances,
    Outcomes,
    acting,
    curve_days,
    days_asked,
    since_start,
    sought,
    told,
)
from detente.evolution.process.process import Piece, Process
from detente.evolution.process.timing import Timing
from detente.given import one

MOST_CHANGES = 100_000
"""The most changes of state in one run."""

_CHUNKS = 4


@attrs.frozen(eq=False)
class Exits:
    """How a state is left.

    Attributes:
        rate: How quickly, per day.
        to: Where to, indices from 0.
        up_to: For each of these, the chance to leave to it or one before it.
    """

    rate: float
    to: NDArray[np.int64]
    up_to: NDArray[np.float64]

    def draw(self, generator: np.random.Generator) -> int:
        """Draw where to."""
        place = int(np.searchsorted(self.up_to, generator.random(), side="right"))
        return int(self.to[min(place, len(self.to) - 1)])


@attrs.frozen(eq=False, slots=False)
class Simulator:
    """Runs a process.

    Attributes:
        process: The process.
        until: When a run ends, in days since the start.
    """

    process: Process
    until: float

    def run(self, seed: np.random.SeedSequence) -> Iterator[tuple[float, int]]:
        """Yield the instants, in days since the start, at which the state changes, with the state from then on.

        Raises:
            TooLargeError: If the state changes too often.
        """
        generator, state, changes = np.random.default_rng(seed), self.process.status_quo, 0
        yield 0.0, state
        for piece in self._pieces:
            here = piece.begins
            while (exits := self._exits(piece.acting, state)).rate > 0:
                here += generator.exponential(1 / exits.rate)
                if here >= min(piece.ends, self.until):
                    break
                state, changes = exits.draw(generator), changes + 1
                if changes > MOST_CHANGES:
                    message = f"the state changes more than {MOST_CHANGES} times in one run"
                    raise TooLargeError(Problem(message, "a slower pace or an earlier date"))
                yield here, state

    @cached_property
    def _pieces(self) -> list[Piece]:
        return [piece for piece in self.process.pieces if piece.begins < self.until]

    @cached_property
    def _known(self) -> dict[tuple[tuple[int, ...], int], Exits]:
        return {}

    def _exits(self, acting: tuple[int, ...], state: int) -> Exits:
        if (acting, state) not in self._known:
            self._known[acting, state] = self._found(acting, state)
        return self._known[acting, state]

    def _found(self, acting: tuple[int, ...], state: int) -> Exits:
        each = [(self.process.actors[place].rate, self.process.actors[place].jumps.at(state)) for place in acting]
        to = np.concatenate([np.zeros(0, dtype=np.int64), *(ends for _, (ends, _) in each)])
        rates = np.concatenate([np.zeros(0), *(rate * chance for rate, (_, chance) in each)])
        total = float(rates.sum())
        return Exits(total, to, np.cumsum(rates) / total if total else rates)


@attrs.frozen(eq=False)
class _Counts:
    """What several runs came to: in how many each outcome held on, and had come by, each day; and the last states."""

    on: NDArray[np.int64]
    by: NDArray[np.int64]
    states: dict[tuple[int, int], int]


@attrs.frozen(eq=False, slots=False)
class _Task:
    """What is simulated, as it is handed to another process."""

    conflict: Conflict
    timing: Timing
    behaviour: Behaviour | None
    goals: Outcomes
    dreads: Outcomes
    days: tuple[date, ...]
    dates: tuple[date, ...]
    seed: int

    @cached_property
    def where(self) -> NDArray[np.bool_]:
        found = [truth for *_, truth in sought(self.conflict, self.goals, self.dreads)]
        return np.array(found, dtype=bool).reshape(len(found), self.conflict.size)

    @cached_property
    def since(self) -> list[float]:
        return [since_start(self.timing, day) for day in self.days]

    @cached_property
    def simulator(self) -> Simulator:
        return Simulator(
            Process.of(self.conflict, self.timing, self.behaviour), math.nextafter(self.since[-1], math.inf)
        )

    def count(self, runs: range) -> _Counts:
        """Run what these numbers stand for."""
        shape = len(self.days), len(self.where)
        counts = _Counts(np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64), {})
        for run in runs:
            self._count_one(counts, np.random.SeedSequence(self.seed, spawn_key=(run,)))
        return counts

    def _count_one(self, counts: _Counts, seed: np.random.SeedSequence) -> None:
        changes = [*self.simulator.run(seed), (math.inf, -1)]
        place, seen = 0, np.zeros(len(self.where), dtype=bool)
        for row, (day, since) in enumerate(zip(self.days, self.since, strict=True)):
            while changes[place][0] <= since:
                state = changes[place][1]
                seen |= self.where[:, state]
                place += 1
            state = changes[place - 1][1]
            counts.on[row] += self.where[:, state]
            counts.by[row] += seen
            if day in self.dates:
                key = self.dates.index(day), state
                counts.states[key] = counts.states.get(key, 0) + 1


def simulate(  # noqa: PLR0913 - by name
    conflict: Conflict,
    timing: Timing,
    goals: Outcomes,
    dreads: Outcomes | None = None,
    *,
    dates: Iterable[date] | None = None,
    behaviour: Behaviour | None = None,
    runs: int = 10_000,
    seed: int = 0,
    workers: int = 1,
    curve: bool = True,
) -> Chances:
    """Estimate the chance of each outcome by each date by simulation.

    Args:
        conflict: The conflict; its status quo must be known.
        timing: Who acts how often and when.
        goals: Wanted outcomes.
        dreads: Dreaded outcomes.
        dates: The days to report, each at its end; the horizon of the timing unless given.
        behaviour: How everyone acts, whatever the timing says.
        runs: How many times to run it.
        seed: What the random numbers come from, from 0; the same seed gives the same numbers.
        workers: How many processes share the work; it changes nothing in the numbers.
        curve: Whether to estimate the days in between too.

    Raises:
        InputError: If the timing, a formula or a date does not fit, or there is no date.
        UnavailableError: If there is no status quo, or the conflict does not allow for a behaviour.
        KindError: If it is given no conflict, or no timing.
    """
    one("what moves in time", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    one("the timing", timing, Timing, "the timing of a case that gives somebody a pace: 'case.timing'")
    asked = _checked(timing, dates, runs, seed)
    days = curve_days(timing, asked) if curve else asked
    task = _Task(conflict, timing, behaviour, goals, dreads or {}, days, asked, seed)
    counted = list(_shared(task, _cut(runs, workers), workers))
    on, by = (sum(getattr(each, name) for each in counted) / runs for name in ("on", "by"))
    states, met = _met(counted, len(asked))
    outcomes = list(sought(conflict, goals, dreads or {}))
    return Chances(
        dates=asked,
        days=days,
        outcomes=tuple(told(outcomes, days, on.tolist(), by.tolist(), conflict.status_quo_index)),
        rest=None,
        start=timing.start,
        zone=timing.zone,
        behaviour=acting(timing, behaviour),
        method="simulation",
        error=float(np.sqrt(by * (1 - by) / runs).max(initial=np.sqrt(on * (1 - on) / runs).max(initial=0.0))),
        runs=runs,
        seed=seed,
        fingerprint=conflict.fingerprint,
        states=tuple(state + 1 for state in states),
        distribution=met / runs,
    )


def _met(counted: Sequence[_Counts], dates: int) -> tuple[list[int], NDArray[np.int64]]:
    """Return the states that runs were in at the dates, and how many were in each: shape (dates, states)."""
    states = sorted({state for each in counted for _, state in each.states})
    met = np.zeros((dates, len(states)), dtype=np.int64)
    for each in counted:
        for (row, state), times in each.states.items():
            met[row, states.index(state)] += times
    return states, met


def _checked(timing: Timing, dates: Iterable[date] | None, runs: int, seed: int) -> tuple[date, ...]:
    asked = days_asked(timing, dates)
    if not asked:
        raise InputError(Problem("a simulation needs a date to run to", "at least one"))
    if runs < 1:
        raise InputError(Problem(f"{runs} runs", "1 or more"))
    if seed < 0:
        raise InputError(Problem(f"the seed {seed}", "0 or more"))
    return asked


def _cut(runs: int, workers: int) -> list[range]:
    """Cut the numbers of the runs into parts that are handed out one after another."""
    size = -(-runs // (workers * _CHUNKS if workers > 1 else 1))
    return [range(first, min(first + size, runs)) for first in range(0, runs, size)]


def _shared(task: _Task, parts: Sequence[range], workers: int) -> Iterator[_Counts]:
    if workers == 1:
        yield from map(task.count, parts)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(task.count, parts)
