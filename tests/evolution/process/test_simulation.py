"""The simulation against the exact way, and against itself with other numbers of workers."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from detente.errors import InputError, TooLargeError
from detente.evolution import Chances, Event, Tempo, Timing, Window, behaviour_named, chances, simulate
from detente.library import load
from tests.evolution.process.test_by_hand import WEEK, climber, ring

RUNS = 4000


def crisis() -> tuple[Any, ...]:
    conflict = load("winter-2021").conflict
    timing = Timing(
        date(2021, 11, 28),
        "Europe/Kyiv",
        windows=[Window("w", closes=date(2021, 12, 5)), Window("late", date(2021, 12, 3))],
        tempos=[Tempo(name, "3 per week", ["w"] if name == "Spoilers" else []) for name in conflict.names],
        events=[Event("drift", "us_stance = shows", {"us_stance": "quiet"}, "1 per month", ["late"])],
        horizon=[date(2021, 12, 4), date(2021, 12, 24)],
        behaviour="noisy 8",
    )
    return conflict, timing, {"met": "summit_held", "quiet": "us_stance = quiet"}, {"incident": "incident"}


def test_it_agrees_with_the_exact_way_within_its_error() -> None:
    exact: Chances = chances(*crisis(), curve=False)
    simulated: Chances = simulate(*crisis(), runs=RUNS, curve=False)
    for one, other in zip(exact.outcomes, simulated.outcomes, strict=True):
        for expected, found in zip((*one.on, *one.by), (*other.on, *other.by), strict=True):
            assert abs(found - expected) <= 4.5 * np.sqrt(expected * (1 - expected) / RUNS) + 1e-9
    assert 0 < simulated.error <= 0.5 / np.sqrt(RUNS)
    assert (simulated.method, simulated.runs, simulated.seed) == ("simulation", RUNS, 0)
    day = exact.dates[-1]
    likeliest = max(exact.state_chances(day).items(), key=lambda pair: pair[1])
    assert simulated.state_chances(day)[likeliest[0]] == pytest.approx(likeliest[1], abs=0.04)
    assert np.allclose(simulated.distribution.sum(axis=1), 1)


def test_the_seed_decides_and_the_number_of_workers_does_not() -> None:
    conflict, timing = climber()
    goals = {"high": "rung = high"}
    alone, shared, again, other = (
        simulate(conflict, timing, goals, runs=200, seed=seed, workers=workers)
        for seed, workers in ((0, 1), (0, 2), (0, 1), (1, 1))
    )
    assert alone == shared == again
    assert np.array_equal(alone.distribution, shared.distribution)
    assert alone.outcomes != other.outcomes


def test_a_ring_never_ends() -> None:
    timing = Timing(date(2021, 11, 28), tempos=[Tempo(name, "5 per day") for name in "ABC"], horizon=[WEEK])
    found = simulate(ring(), timing, {"z": "state = z"}, behaviour=behaviour_named("any"), runs=300)
    assert found.outcome("z").by_day(WEEK) == 1
    assert found.outcome("z").on_day(WEEK) == pytest.approx(1 / 3, abs=0.13)


def test_what_a_simulation_cannot_do_is_told() -> None:
    conflict, timing = climber()
    with pytest.raises(InputError, match="a simulation needs a date"):
        simulate(conflict, timing, {}, dates=[])
    with pytest.raises(InputError, match="0 runs"):
        simulate(conflict, timing, {}, runs=0)
    with pytest.raises(InputError, match="the seed -1"):
        simulate(conflict, timing, {}, seed=-1)
    quick = Timing(
        date(2021, 11, 28), tempos=[Tempo(name, "1440 per day") for name in "ABC"], horizon=[date(2022, 12, 4)]
    )
    with pytest.raises(TooLargeError, match="changes more than 100000 times"):
        simulate(ring(), quick, {}, behaviour=behaviour_named("any"), runs=1)
