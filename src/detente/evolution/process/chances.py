"""The chance of each outcome by each date: exactly, from the timed process.

Two questions are told apart. *Holds on a day*: is the process in a state of that kind at the end of that day?
*Has come about by a day*: has it been in one at any time until then, whatever came after?

>>> from datetime import date
>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.evolution.process.timing import Tempo, Timing
>>> talks = Conflict([DecisionMaker("A", ["talk"], Statements(["talk"]))], status_quo={})
>>> weekly = Timing(date(2021, 11, 28), tempos=[Tempo("A", "1 per week")], horizon=[date(2021, 12, 4)])
>>> found = chances(talks, weekly, {"they talk": "talk"})
>>> round(found.outcome("they talk").by_day(date(2021, 12, 4)), 6)  # 1 - 1/e
0.632121
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import Problem, UnknownNameError, unknown
from detente.evolution.process.behaviours import Behaviour
from detente.evolution.process.instants import days_between, end
from detente.evolution.process.process import Process
from detente.evolution.process.settling import ComingAbout, Rest, coming_about, rest
from detente.evolution.process.timing import Timing
from detente.evolution.process.tracing import BOUND, trace
from detente.formula import Formula, as_formula
from detente.given import one
from detente.stability.analysis import Analysis
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

MOST_POINTS = 60
"""About how many days a curve has at most."""

Outcomes = Mapping[str, Formula | str]
"""Formulas by name."""


Sought = tuple[str, Formula, bool, NDArray[np.bool_]]
"""An outcome: its name, its formula, whether it is dreaded, and in which states it holds, shape (m,)."""


@attrs.frozen
class OutcomeChances:
    """The chances of one outcome over time.

    Attributes:
        name: Its name.
        formula: What holds in it, as text.
        dreaded: Whether it is dreaded rather than wanted.
        days: The days that the chances are of; they are those at the end of each day.
        on: The chance that it holds then.
        by: The chance that it has come about by then.
        at_start: Whether it holds at the start already.
        ever: The chance that it ever comes about; ``None`` if not worked out.
        mean_days: The expected number of days from the start until it comes about, if it does; ``None`` if it never
            does or this was not worked out.
    """

    name: str
    formula: str
    dreaded: bool
    days: tuple[date, ...] = attrs.field(repr=False)
    on: tuple[float, ...] = attrs.field(repr=False)
    by: tuple[float, ...] = attrs.field(repr=False)
    at_start: bool
    ever: float | None = None
    mean_days: float | None = None

    def on_day(self, day: date) -> float:
        """Return the chance that it holds at the end of a day that was asked for.

        Raises:
            UnknownNameError: If the day was not.
        """
        return self.on[self._place(day)]

    def by_day(self, day: date) -> float:
        """Return the chance that it has come about by the end of a day that was asked for.

        Raises:
            UnknownNameError: If the day was not.
        """
        return self.by[self._place(day)]

    def _place(self, day: date) -> int:
        if day not in self.days:
            raise UnknownNameError(Problem(f"no chances were worked out for {day}", ", ".join(map(str, self.days))))
        return self.days.index(day)


@attrs.frozen(repr=False)
class Chances:
    """What the timed process says about a conflict: what follows from the paces and behaviours assumed, no forecast.

    Attributes:
        dates: The days that were asked for.
        days: All days that chances were worked out for, those of the curve among them.
        outcomes: The chances of each outcome.
        rest: Where the process ends up; ``None`` if not worked out.
        start: The instant at which the process starts, in universal time.
        zone: The time zone in which the days end.
        behaviour: How everyone acts, as in a case file; who acts otherwise is named.
        method: ``uniformisation``, which is exact, or ``simulation``.
        error: An upper bound of what truncation takes from the distribution; of a simulation, the greatest standard
            error of a chance.
        runs: How many times it was simulated; 0 if it was not.
        seed: What the simulation started from; ``None`` if there was none.
        fingerprint: A hash of the conflict.
        version: The version of the program.
        states: The numbers of the states that the distribution is over.
        distribution: The chance of each of them at the end of each of ``dates``: shape (dates, states).
    """

    dates: tuple[date, ...]
    days: tuple[date, ...]
    outcomes: tuple[OutcomeChances, ...]
    rest: Rest | None
    start: datetime
    zone: str
    behaviour: str
    method: str
    error: float
    runs: int
    seed: int | None
    fingerprint: str
    states: tuple[int, ...] = attrs.field(eq=False)
    distribution: NDArray[np.float64] = attrs.field(eq=False)
    version: str = VERSION

    def outcome(self, name: str, *, dreaded: bool = False) -> OutcomeChances:
        """Return the chances of a goal, or of a dreaded outcome, of that name.

        Raises:
            UnknownNameError: If there is none.
        """
        found = {each.name: each for each in self.outcomes if each.dreaded == dreaded}
        if name not in found:
            raise UnknownNameError(unknown("dreaded outcome" if dreaded else "goal", name, found))
        return found[name]

    def state_chances(self, day: date) -> dict[int, float]:
        """Return the chance of each state, by number, at the end of a day that was asked for; impossible ones left out.

        Raises:
            UnknownNameError: If the day was not.
        """
        if day not in self.dates:
            raise UnknownNameError(Problem(f"{day} was not asked for", ", ".join(map(str, self.dates))))
        row = self.distribution[self.dates.index(day)].tolist()
        return {number: chance for number, chance in zip(self.states, row, strict=True) if chance > 0}

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data; days as texts, and the chance of each state by its number."""
        plain = {field.name: getattr(self, field.name) for field in attrs.fields(Chances)}
        return plain | {
            "dates": [day.isoformat() for day in self.dates],
            "days": [day.isoformat() for day in self.days],
            "start": self.start.isoformat(),
            "outcomes": [_plain_outcome(outcome) for outcome in self.outcomes],
            "rest": None if self.rest is None else _plain_rest(self.rest),
            "states": list(self.states),
            "distribution": {day.isoformat(): self.state_chances(day) for day in self.dates},
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row for each outcome and day: name, dreaded, day, on, by."""
        import pandas as pd

        return pd.DataFrame(self.records(self.days), columns=["outcome", "dreaded", "day", "on", "by"])

    def records(self, days: Iterable[date]) -> list[dict[str, Any]]:
        """Return the chances on and by some of the days, a row for each outcome and day."""
        chosen = tuple(days)
        return [
            {
                "outcome": each.name,
                "dreaded": each.dreaded,
                "day": day.isoformat(),
                "on": each.on_day(day),
                "by": each.by_day(day),
            }
            for each in self.outcomes
            for day in chosen
        ]

    def __repr__(self) -> str:
        """Say by when each outcome has come about, with which chance."""
        heads = "  ".join(day.isoformat() for day in self.dates)
        rows = (
            f"  {each.name:<24} " + "  ".join(f"{each.by_day(day):10.3f}" for day in self.dates)
            for each in self.outcomes
        )
        return "\n".join([f"Come about by              {heads}", *rows])


def chances(  # noqa: PLR0913 - by name
    conflict: Conflict,
    timing: Timing,
    goals: Outcomes,
    dreads: Outcomes | None = None,
    *,
    dates: Iterable[date] | None = None,
    behaviour: Behaviour | None = None,
    analysis: Analysis | None = None,
    curve: bool = True,
    settle: bool = True,
) -> Chances:
    """Work out the chance of each outcome by each date.

    Args:
        conflict: The conflict; its status quo must be known.
        timing: Who acts how often and when.
        goals: Wanted outcomes.
        dreads: Dreaded outcomes.
        dates: The days to report, each at its end; the horizon of the timing unless given.
        behaviour: How everyone acts, whatever the timing says.
        analysis: The conflict under analysis, if that is there already.
        curve: Whether to work out the days in between too.
        settle: Whether to work out where the process ends up, and what ever comes about.

    Raises:
        InputError: If the timing, a formula or a date does not fit.
        UnavailableError: If there is no status quo, or the conflict does not allow for a behaviour.
        TooLargeError: If it is too much; a simulation may not be.
        KindError: If it is given no conflict, or no timing.
    """
    one("what moves in time", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    one("the timing", timing, Timing, "the timing of a case that gives somebody a pace: 'case.timing'")
    process = Process.of(conflict, timing, behaviour, analysis)
    asked = days_asked(timing, dates)
    days = curve_days(timing, asked) if curve else asked
    outcomes = list(sought(conflict, goals, dreads or {}))
    where = np.array([truth for *_, truth in outcomes], dtype=bool).reshape(len(outcomes), conflict.size)
    masks = where[:, process.reached].T
    since = [since_start(timing, day) for day in days]
    followed = trace(process, masks, since)
    ends = coming_about(process, followed, masks) if settle else ()
    looks = [followed.looks[moment] for moment in since]
    on, by = ([[_chance(chance) for chance in getattr(look, kind)] for look in looks] for kind in ("on", "by"))
    return Chances(
        dates=asked,
        days=days,
        outcomes=tuple(told(outcomes, days, on, by, process.status_quo, ends)),
        rest=rest(process, followed) if settle else None,
        start=timing.start,
        zone=timing.zone,
        behaviour=acting(timing, behaviour),
        method="uniformisation",
        error=BOUND,
        runs=0,
        seed=None,
        fingerprint=conflict.fingerprint,
        states=tuple((process.reached + 1).tolist()),
        distribution=np.array([followed.looks[since_start(timing, day)].free for day in asked]),
    )


def days_asked(timing: Timing, dates: Iterable[date] | None) -> tuple[date, ...]:
    """Return the days to report, checked, earliest first.

    Raises:
        InputError: If one is over before the process starts.
    """
    return timing.horizon if dates is None else attrs.evolve(timing, horizon=dates).horizon


def curve_days(timing: Timing, asked: Sequence[date]) -> tuple[date, ...]:
    """Return the days of a curve from the start to the last day asked for, those asked for among them."""
    if not asked:
        return ()
    first = timing.starts - timedelta(days=1)
    length = (asked[-1] - first).days
    step = -(-length // MOST_POINTS) or 1
    return tuple(sorted({*asked, *(first + timedelta(days=day) for day in range(0, length + 1, step))}))


def since_start(timing: Timing, day: date) -> float:
    """Return how many days after the start a day ends."""
    return days_between(timing.start, end(day, timing.zone))


def acting(timing: Timing, behaviour: Behaviour | None) -> str:
    """Say how everyone acts, and who acts otherwise.

    >>> acting(Timing(date(2021, 1, 1)), None)
    'foresight seq'
    """
    if behaviour is not None:
        return str(behaviour)
    others = [f"{each.name}: {each.behaviour}" for each in timing.tempos if each.behaviour is not None]
    return "; ".join([str(timing.behaviour), *others])


def sought(conflict: Conflict, goals: Outcomes, dreads: Outcomes) -> Iterable[Sought]:
    """Yield each outcome: its name, its formula, whether it is dreaded, and in which states it holds, shape (m,)."""
    for outcomes, dreaded in ((goals, False), (dreads, True)):
        for name, written in outcomes.items():
            formula = as_formula(written)
            yield name, formula, dreaded, conflict.space.where(formula)


def told(  # noqa: PLR0913, PLR0917 - the columns of a table
    outcomes: Iterable[Sought],
    days: tuple[date, ...],
    on: Sequence[Sequence[float]],
    by: Sequence[Sequence[float]],
    status_quo: int | None,
    ends: Sequence[ComingAbout] = (),
) -> Iterator[OutcomeChances]:
    """Yield the chances of each outcome.

    Args:
        outcomes: The outcomes, n of them.
        days: The days.
        on: The chance that each holds at the end of each day: shape (days, n).
        by: The chance that each has come about until then, likewise.
        status_quo: The index of the status quo.
        ends: Whether each ever comes about, if that was worked out.
    """
    for place, (name, formula, dreaded, truth) in enumerate(outcomes):
        yield OutcomeChances(
            name,
            str(formula),
            dreaded,
            days,
            tuple(row[place] for row in on),
            tuple(row[place] for row in by),
            bool(truth[status_quo]),
            ends[place].ever if ends else None,
            ends[place].mean_days if ends else None,
        )


def _chance(number: float) -> float:
    """Return a chance that rounding may have pushed over the edge."""
    return min(1.0, max(0.0, float(number)))


def _plain_outcome(outcome: OutcomeChances) -> dict[str, Any]:
    kept = attrs.asdict(outcome, filter=lambda field, _: field.name != "days")
    return kept | {"on": list(outcome.on), "by": list(outcome.by)}


def _plain_rest(found: Rest) -> dict[str, Any]:
    return {
        "begins": found.begins.isoformat(),
        "acting": list(found.acting),
        "endings": [attrs.asdict(ending) | {"states": list(ending.states)} for ending in found.endings],
        "mean_days": found.mean_days,
    }
