"""The timed process against the literal reading, and against the theorem that ties it to the equilibria."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict import Conflict
from detente.evolution import BEHAVIOURS, Chances, Process, Tempo, Timing, Window, behaviour_named, chances
from detente.evolution.process.behaviours.base import Choices
from detente.formula import Formula
from detente.stability import CONCEPTS, solve
from detente.stability.analysis import Analysis
from tests.models import any_conflicts, state_formula
from tests.oracle import read
from tests.oracle.waiting import Act, absorbed, any_improvement, best_improvement, generator, later, noisy

START = date(2021, 11, 28)
DAYS = (date(2021, 11, 30), date(2021, 12, 10), date(2022, 3, 1))
PACES = ("1 per day", "2 per week", "1/3 per week", "5 per month", "3 per year")
RATES = (1.0, 2 / 7, 1 / 21, 5 / 30.4375, 3 / 365.25)

LITERAL: dict[str, Act] = {"any": any_improvement, "best": best_improvement, "noisy 3": noisy(3), "noisy 0": noisy(0)}
ROWS = (*LITERAL, *(f"foresight {concept}" for concept in CONCEPTS))


def timing_of(conflict: Conflict, **given: Any) -> Timing:
    tempos = [Tempo(name, pace) for name, pace in zip(conflict.names, PACES, strict=False)]
    return attrs.evolve(Timing(START, tempos=tempos, horizon=DAYS), **given)


def found(conflict: Conflict, behaviour: str, timing: Timing, goals: dict[str, Formula]) -> Chances:
    return chances(conflict, timing, goals, behaviour=behaviour_named(behaviour), curve=False)


def available(conflict: Conflict, behaviour: str) -> bool:
    concept = behaviour.partition(" ")[2]
    return concept not in CONCEPTS or not CONCEPTS[concept].rule.unavailable(conflict)


def test_the_rows_have_every_behaviour() -> None:
    assert {row.split()[0] for row in ROWS} == set(BEHAVIOURS)


@pytest.mark.parametrize("behaviour", LITERAL)
def test_the_distribution_is_that_of_the_literal_reading(behaviour: str) -> None:
    @given(conflict=any_conflicts(), goal=st.integers(0, 1000))
    def judge(conflict: Conflict, goal: int) -> None:
        graph, status_quo = read(conflict), conflict.status_quo_index
        target = goal % graph.size
        result = found(conflict, behaviour, timing_of(conflict), {"there": state_formula(graph, target)})
        q = generator(graph, RATES[: len(graph.names)], LITERAL[behaviour])
        start = [float(s == status_quo) for s in range(graph.size)]
        for day in DAYS[:2]:
            expected = later(q, start, (day - START).days + 1)
            actual = [result.state_chances(day).get(s + 1, 0.0) for s in range(graph.size)]
            assert np.allclose(actual, expected, rtol=0, atol=1e-9)
            passed = later(absorbed(q, {target}), start, (day - START).days + 1)[target]
            assert result.outcome("there").by_day(day) == pytest.approx(passed, abs=1e-9)
            assert result.outcome("there").on_day(day) == pytest.approx(expected[target], abs=1e-9)

    judge()


@given(conflict=any_conflicts())
def test_with_foresight_the_process_rests_at_the_equilibria(conflict: Conflict) -> None:
    """A state is absorbing under foresight c, where everyone may act, iff it is an equilibrium under c."""
    solution = solve(conflict)
    for concept in solution.concepts:
        process = Process.of(conflict, timing_of(conflict), behaviour_named(f"foresight {concept}"))
        assert process.at_rest.tolist() == solution.equilibrium_mask(concept).tolist(), concept


@pytest.mark.parametrize("behaviour", ROWS)
def test_chances_are_chances(behaviour: str) -> None:
    """Distributions sum up to 1; what has come about never goes back, and whatever holds has come about."""

    @given(conflict=any_conflicts(), goal=st.integers(0, 1000))
    def judge(conflict: Conflict, goal: int) -> None:
        if not available(conflict, behaviour):
            return
        formula = state_formula(read(conflict), goal % conflict.size)
        result = found(conflict, behaviour, timing_of(conflict), {"there": formula})
        outcome = result.outcome("there")
        assert np.allclose(result.distribution.sum(axis=1), 1, rtol=0, atol=1e-11)
        assert (result.distribution >= 0).all()
        assert all(on <= by + 1e-11 for on, by in zip(outcome.on, outcome.by, strict=True))
        assert all(first <= second + 1e-11 for first, second in zip(outcome.by, outcome.by[1:], strict=False))
        assert outcome.ever is not None
        assert outcome.by[-1] <= outcome.ever + 1e-9
        assert result.rest is not None
        assert sum(ending.chance for ending in result.rest.endings) == pytest.approx(1, abs=1e-9)

    judge()


@pytest.mark.parametrize("behaviour", ROWS)
def test_one_state_and_all_states_are_told_the_same(behaviour: str) -> None:
    """The contract of a behaviour: written, it reads back; its chances are chances, and at() and arcs() agree."""
    assert str(behaviour_named(behaviour)) == behaviour

    @given(conflict=any_conflicts())
    def judge(conflict: Conflict) -> None:
        if not available(conflict, behaviour):
            return
        analysis = Analysis.of(conflict)
        for mover in range(len(conflict.names)):
            choices = behaviour_named(behaviour).choices(analysis, mover)
            assert _one_by_one(choices, conflict.size) == pytest.approx(_at_once(choices, conflict.size))

    judge()


def _one_by_one(choices: Choices, size: int) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    for state in range(size):
        to, chance = choices.at(state)
        assert state not in to
        assert chance.sum() <= 1 + 1e-12
        found |= {(state, end): each for end, each in zip(to.tolist(), chance.tolist(), strict=True) if each}
    return found


def _at_once(choices: Choices, size: int) -> dict[tuple[int, int], float]:
    from_, to, chance = choices.arcs(size)
    pairs = zip(from_.tolist(), to.tolist(), strict=True)
    return {pair: each for pair, each in zip(pairs, chance.tolist(), strict=True) if each}


@given(conflict=any_conflicts(), first=st.integers(0, 20), length=st.integers(0, 20))
def test_a_window_is_a_time_with_and_times_without(conflict: Conflict, first: int, length: int) -> None:
    """With a window for the first decision maker, the process is pieced together from two that have none."""
    opens = START + timedelta(days=first)
    closes = opens + timedelta(days=length)
    timing = timing_of(conflict, windows=[Window("w", opens, closes)])
    tempos = [attrs.evolve(timing.tempos[0], windows=["w"]), *timing.tempos[1:]]
    result = found(conflict, "any", attrs.evolve(timing, tempos=tempos), {})
    graph = read(conflict)
    rates = RATES[: len(graph.names)]
    with_first, without = (generator(graph, each, any_improvement) for each in (rates, (0.0, *rates[1:])))
    chance = [float(s == conflict.status_quo_index) for s in range(graph.size)]
    total = (DAYS[-1] - START).days + 1
    for q, days in ((without, first), (with_first, length + 1), (without, total - first - length - 1)):
        chance = later(q, chance, days)
    actual = [result.state_chances(DAYS[-1]).get(s + 1, 0.0) for s in range(graph.size)]
    assert np.allclose(actual, chance, rtol=0, atol=1e-9)
