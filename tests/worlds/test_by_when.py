"""Chances over paces in a range are those of each combination of paces, one by one."""

from __future__ import annotations

import itertools
from datetime import date

import attrs
import pytest

from detente.conflict import Conflict, DecisionMaker, Statements
from detente.errors import UnavailableError
from detente.evolution import Event, Pace, Tempo, Timing, chances
from detente.worlds import NOTHING_IN_DOUBT, Doubts, PaceRange
from detente.worlds.over_paces import Range, by_when

TALKS = Conflict(
    [
        DecisionMaker("A", ["talk"], Statements(["talk"])),
        DecisionMaker("B", ["answer"], Statements(["answer if talk"])),
    ],
    status_quo={},
)
DAYS = (date(2021, 12, 4), date(2021, 12, 11))
TIMING = Timing(
    date(2021, 11, 28),
    tempos=[Tempo("A", "2 per week"), Tempo("B", "1 per week")],
    events=[Event("a fall", "talk", {"talk": "no"}, "1 per month")],
    horizon=DAYS,
)
RANGES = {"A": "1 to 4 per week", "a fall": "1 to 9 per month"}
DOUBTS = Doubts(
    [],
    [
        PaceRange.read("A", RANGES["A"], "A: pace"),
        PaceRange.read("a fall", RANGES["a fall"], "a fall: pace", event=True),
    ],
)
GOALS = {"they talk": "talk", "an answer": "answer"}


def literal(a: str, fall: str) -> dict[tuple[str, date], tuple[float, float]]:
    """Return the chances by and on each date with these paces."""
    tempos = [Tempo("A", a), TIMING.tempos[1]]
    timing = attrs.evolve(TIMING, tempos=tempos, events=[attrs.evolve(TIMING.events[0], pace=Pace.read(fall))])
    found = chances(TALKS, timing, GOALS)
    return {(each.name, day): (each.by_day(day), each.on_day(day)) for each in found.outcomes for day in DAYS}


def test_the_range_is_that_of_all_combinations() -> None:
    found = by_when(TALKS, TIMING, DOUBTS, GOALS)
    pairs = itertools.product(("1 per week", "2 per week", "4 per week"), ("1 per month", "3 per month", "9 per month"))
    every = [literal(*pair) for pair in pairs]
    assert (found.timed, found.exact) == (9, True)
    assert len(found.rows) == 4
    for row in found.rows:
        for place, told in enumerate((row.by, row.on)):
            values = [each[row.outcome, row.day][place] for each in every]
            assert attrs.astuple(told) == pytest.approx((sum(values) / 9, min(values), max(values)))
            assert told.low < told.high


def test_too_many_combinations_are_drawn() -> None:
    exact, some = (by_when(TALKS, TIMING, DOUBTS, GOALS, many=many, seed=2) for many in (9, 8))
    assert not some.exact
    assert some.timed <= 8
    for one, other in zip(some.rows, exact.rows, strict=True):
        assert other.by.low <= one.by.low <= one.by.mean <= one.by.high <= other.by.high
        assert one.by.mean == pytest.approx(other.by.mean, abs=0.15)
    assert by_when(TALKS, TIMING, DOUBTS, GOALS, many=8, seed=2) == some


def test_plain_data_has_every_outcome_and_date() -> None:
    found = by_when(TALKS, TIMING, DOUBTS, {}, GOALS).to_dict()
    assert found["ranges"] == ["the pace of A: 1 to 4 per week", "the pace of the event 'a fall': 1 to 9 per month"]
    assert [(row["outcome"], row["dreaded"], row["day"]) for row in found["rows"]] == [
        (name, True, day.isoformat()) for name in GOALS for day in DAYS
    ]
    assert Range(**found["rows"][0]["by"]).low > 0
    assert found["fingerprint"] == TALKS.fingerprint


def test_ranges_and_dates_are_needed() -> None:
    with pytest.raises(UnavailableError, match="no pace is in a range"):
        by_when(TALKS, TIMING, NOTHING_IN_DOUBT, GOALS)
    with pytest.raises(UnavailableError, match="there is no date to report"):
        by_when(TALKS, attrs.evolve(TIMING, horizon=[]), DOUBTS, GOALS)


def test_progress_is_told() -> None:
    told: list[tuple[str, float]] = []
    by_when(TALKS, TIMING, DOUBTS, GOALS, progress=lambda *each: told.append(each))
    assert [said for said, _ in told] == [f"paces {place} of 9" for place in range(1, 10)]
    assert [done for _, done in told] == pytest.approx([place / 9 for place in range(9)])
