"""The chances of outcomes by each date, over paces that are in a range.

How often somebody acts is known least of all. Where a case gives a range, the pace is low, in the middle or high, one
as likely as another, and the timed process is worked out for each combination; or, where there are too many, for so
many drawn. Told are the mean of the chances over these, and the least and the greatest. What is wanted, and everything
else that is in doubt, is here as if nothing were.

>>> from datetime import date
>>> from detente.conflict import DecisionMaker, Statements
>>> from detente.evolution import Tempo
>>> from detente.worlds.doubts import PaceRange
>>> talks = Conflict([DecisionMaker("A", ["talk"], Statements(["talk"]))], status_quo={})
>>> timing = Timing(date(2021, 11, 28), tempos=[Tempo("A", "2 per week")], horizon=[date(2021, 12, 4)])
>>> doubts = Doubts([], [PaceRange.read("A", "1 to 4 per week", "A: pace")])
>>> [row] = by_when(talks, timing, doubts, {"they talk": "talk"}).rows
>>> round(row.by.low, 3), round(row.by.mean, 3), round(row.by.high, 3)  # 1 - 1/e, …, 1 - 1/e⁴
(0.632, 0.826, 0.982)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import attrs
import numpy as np

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.evolution import Chances, Timing, chances
from detente.evolution.process.chances import Outcomes
from detente.stability.analysis import Analysis
from detente.version import VERSION
from detente.worlds.doubts import Doubts
from detente.worlds.sample import Sample
from detente.worlds.sampling import sample

Progress = Callable[[str, float], None]

MOST_TIMED = 81
"""How many combinations of paces are worked out, at most, unless told otherwise: all of four ranges."""


@attrs.frozen
class Range:
    """What chances come to over many combinations of paces: their mean, the least and the greatest."""

    mean: float
    low: float
    high: float


@attrs.frozen
class Dated:
    """The chances of one outcome and one date.

    Attributes:
        outcome: Its name.
        dreaded: Whether it is dreaded rather than wanted.
        day: The date; chances are those at its end.
        by: The chance that it has come about by then.
        on: The chance that it holds then.
    """

    outcome: str
    dreaded: bool
    day: date
    by: Range
    on: Range


@attrs.frozen
class ByWhen:
    """The chances of outcomes by each date, over paces that are in a range.

    Attributes:
        ranges: Whose paces are in a range, in words.
        rows: The chances of each outcome and date.
        timed: How many combinations of paces were worked out.
        exact: Whether these are all.
        seed: What they were drawn with.
        behaviour: How everyone acts, as in a case file.
        fingerprint: A hash of the conflict.
        version: The version of the program.
    """

    ranges: tuple[str, ...]
    rows: tuple[Dated, ...]
    timed: int
    exact: bool
    seed: int
    behaviour: str
    fingerprint: str
    version: str = VERSION

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        rows = [attrs.asdict(row) | {"day": row.day.isoformat()} for row in self.rows]
        return attrs.asdict(self) | {"ranges": list(self.ranges), "rows": rows}


def by_when(  # noqa: PLR0913 - what is asked, and how it is to be worked out
    conflict: Conflict,
    timing: Timing,
    doubts: Doubts,
    goals: Outcomes,
    dreads: Outcomes | None = None,
    *,
    many: int = MOST_TIMED,
    seed: int = 0,
    progress: Progress | None = None,
) -> ByWhen:
    """Work out the chances of outcomes by each date of the horizon, over paces that are in a range.

    Args:
        conflict: The conflict; its status quo must be known.
        timing: Who acts how often and when, ranges being in the middle.
        doubts: What is in doubt; only paces count here.
        goals: Wanted outcomes: formulas by name.
        dreads: Dreaded outcomes likewise.
        many: How many combinations of paces to draw; all are worked out if there are no more.
        seed: What they are drawn with.
        progress: Called again and again with what is done, and the part of the whole that is done.

    Raises:
        InputError: If the timing or a formula does not fit, or a number is out of range.
        UnavailableError: If no pace is in a range, there is no date, or no status quo.
    """
    if not doubts.paces:
        raise UnavailableError(Problem("no pace is in a range", "a 'pace' such as '1 to 4 per week'"))
    if not timing.horizon:
        raise UnavailableError(Problem("there is no date to report", "a 'horizon' at the top of the file"))
    paces = sample(doubts.pace_draws, many, seed)
    analysis, found = Analysis.of(conflict), []
    for place, changed in enumerate(_timings(timing, doubts, paces)):
        if progress is not None:
            progress(f"paces {place + 1} of {paces.size}", place / paces.size)
        found.append(chances(conflict, changed, goals, dreads, analysis=analysis, curve=False, settle=False))
    return ByWhen(
        tuple(f"{doubt.subject}: {doubt}" for _, doubt in doubts.paces),
        tuple(_rows(found, paces)),
        paces.size,
        paces.exact,
        seed,
        found[0].behaviour,
        conflict.fingerprint,
    )


def _timings(timing: Timing, doubts: Doubts, paces: Sample) -> Iterator[Timing]:
    """Yield the timing of each combination of paces."""
    for picked in paces.picked:
        outcomes = {draw.name: draw.outcomes[place] for draw, place in zip(paces.draws, picked, strict=True)}
        yield doubts.timing_in(timing, outcomes)


def _rows(found: Sequence[Chances], paces: Sample) -> Iterator[Dated]:
    for place, outcome in enumerate(found[0].outcomes):
        for day in found[0].dates:
            each = [one.outcomes[place] for one in found]
            by = _range([one.by_day(day) for one in each], paces)
            yield Dated(outcome.name, outcome.dreaded, day, by, _range([one.on_day(day) for one in each], paces))


def _range(values: Sequence[float], paces: Sample) -> Range:
    low, high = min(values), max(values)
    return Range(float(np.clip(np.average(values, weights=paces.weights), low, high)), low, high)
