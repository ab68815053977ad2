"""Processes small enough to be worked out by hand."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from fractions import Fraction

import numpy as np
import pytest

from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements
from detente.errors import InputError, TooLargeError, UnavailableError, UnknownNameError
from detente.evolution import Event, Pace, Process, Tempo, Timing, Window, behaviour_named, chances, sensitivity
from detente.evolution.process.uniform import steps

START = date(2021, 11, 28)
WEEK = date(2021, 12, 4)


def climber(pace: str = "1 per week", **given: object) -> tuple[Conflict, Timing]:
    """One who wants to climb from low to high, one rung at a time."""
    option = Option("rung", ("low", "mid", "high"), "rung-up")
    conflict = Conflict([DecisionMaker("A", [option], Statements(["rung = high", "rung >= mid"]))], status_quo={})
    return conflict, Timing(START, tempos=[Tempo("A", pace)], horizon=[WEEK], **given)  # type: ignore[arg-type]


def ring() -> Conflict:
    """Three states in a ring: A moves from x to y, B from y to z and C from z back to x, each gladly."""
    makers = [
        DecisionMaker("A", preference=Ranking([[2], [1, 3]]), arcs=[("x", "y")]),
        DecisionMaker("B", preference=Ranking([[3], [1, 2]]), arcs=[("y", "z")]),
        DecisionMaker("C", preference=Ranking([[1], [2, 3]]), arcs=[("z", "x")]),
    ]
    return Conflict(makers, states="xyz", status_quo={"state": "x"})


def test_two_states() -> None:
    """One step at rate μ is made by t with the chance 1 - exp(-μt), after 1/μ on average."""
    conflict = Conflict([DecisionMaker("A", ["a"], Statements(["a"]))], status_quo={})
    timing = Timing(START, tempos=[Tempo("A", "3 per week")], horizon=[START, WEEK])
    found = chances(conflict, timing, {"done": "a"}).outcome("done")
    assert found.by_day(START) == pytest.approx(1 - math.exp(-3 / 7), abs=1e-12)
    assert found.by_day(WEEK) == found.on_day(WEEK) == pytest.approx(1 - math.exp(-3), abs=1e-12)
    assert found.ever == pytest.approx(1, abs=1e-12)
    assert found.mean_days == pytest.approx(7 / 3, abs=1e-12)


def test_three_states_in_a_row() -> None:
    """The second step of rate μ is made by t with the chance 1 - (1 + μt) exp(-μt), after 2/μ on average."""
    found = chances(*climber(), {"mid": "rung = mid", "high": "rung = high"})
    e = math.exp(-1)
    assert found.outcome("high").by_day(WEEK) == pytest.approx(1 - 2 * e, abs=1e-12)
    assert found.outcome("mid").on_day(WEEK) == pytest.approx(e, abs=1e-12)
    assert found.outcome("mid").by_day(WEEK) == pytest.approx(1 - e, abs=1e-12)
    assert found.outcome("high").mean_days == pytest.approx(14, abs=1e-9)
    assert found.outcome("mid").mean_days == pytest.approx(7, abs=1e-9)
    assert found.rest is not None
    assert [(ending.states, ending.label) for ending in found.rest.endings] == [((3,), "rung = high")]
    assert found.rest.mean_days == pytest.approx(14, abs=1e-9)


def test_three_states_in_a_ring() -> None:
    """A ring of equal rates μ: p_x(t) = 1/3 + 2/3 exp(-3μt/2) cos(√3 μt/2), and it never comes to rest in one state."""
    timing = Timing(START, tempos=[Tempo(name, "1 per week") for name in "ABC"], horizon=[WEEK])
    found = chances(ring(), timing, {"back": "state = x", "half": "state = z"}, behaviour=behaviour_named("any"))
    expected = 1 / 3 + 2 / 3 * math.exp(-1.5) * math.cos(math.sqrt(3) / 2)
    assert found.outcome("back").on_day(WEEK) == pytest.approx(expected, abs=1e-12)
    assert found.outcome("half").by_day(WEEK) == pytest.approx(1 - 2 * math.exp(-1), abs=1e-12)
    assert found.rest is not None
    assert [(ending.states, ending.label, round(ending.chance, 12)) for ending in found.rest.endings] == [
        ((1, 2, 3), "", 1.0)
    ]
    assert found.rest.mean_days == 0


def race() -> Conflict:
    """A and B each can end the matter: whoever acts first decides it."""
    makers = [
        DecisionMaker("A", [Option("a", moves="up")], Statements(["a"])),
        DecisionMaker("B", [Option("b", moves="up")], Statements(["b"])),
    ]
    return Conflict(makers, infeasible=["a and b"], status_quo={})


def test_a_race() -> None:
    """The quicker one is first with the chance μ_A / (μ_A + μ_B), after 1 / (μ_A + μ_B) on average."""
    timing = Timing(START, tempos=[Tempo("A", "3 per week"), Tempo("B", "1 per week")], horizon=[WEEK])
    found = chances(race(), timing, {"a": "a"}, {"b": "b"})
    first = found.outcome("a")
    assert first.by_day(WEEK) == pytest.approx(0.75 * (1 - math.exp(-4)), abs=1e-12)
    assert [first.ever, first.mean_days] == pytest.approx([0.75, 7 / 4])
    assert found.outcome("b", dreaded=True).ever == pytest.approx(0.25)
    assert found.rest is not None
    assert [round(ending.chance, 12) for ending in found.rest.endings] == [0.75, 0.25]


def test_a_race_with_a_window() -> None:
    """After the window of A only B is left; before it closes they race.

    Until the window closes after w days the chance of A is first(w) = 3/4 (1 - exp(-4w/7)). What is left goes to B.
    """
    timing = Timing(
        START,
        tempos=[Tempo("A", "3 per week", ["w"]), Tempo("B", "1 per week")],
        windows=[Window("w", closes=date(2021, 11, 30))],
        horizon=[WEEK],
    )
    found = chances(race(), timing, {"a": "a", "b": "b"})
    undecided = math.exp(-4 * 3 / 7)
    assert found.outcome("a").by_day(WEEK) == pytest.approx(0.75 * (1 - undecided), abs=1e-12)
    assert found.outcome("a").ever == pytest.approx(0.75 * (1 - undecided), abs=1e-12)
    assert found.outcome("b").ever == pytest.approx(0.25 * (1 - undecided) + undecided, abs=1e-12)
    # E[T; A first] = ∫₀³ t · 3/7 exp(-4t/7) dt, and given that A is first it is that over the chance.
    rate, w = 4 / 7, 3
    early = 3 / 7 * (1 / rate**2 - math.exp(-rate * w) * (w / rate + 1 / rate**2))
    assert found.outcome("a").mean_days == pytest.approx(early / (0.75 * (1 - undecided)), abs=1e-9)
    assert found.rest is not None
    assert found.rest.begins == datetime(2021, 12, 1, tzinfo=UTC)
    assert found.rest.acting == ("B",)
    assert found.rest.mean_days == pytest.approx(7 * undecided, abs=1e-9)


def test_when_nobody_acts_any_more_things_stay_as_they_are() -> None:
    conflict, timing = climber()
    windows = [Window("w", closes=WEEK)]
    closed = Timing(START, tempos=[Tempo("A", "1 per week", ["w"])], windows=windows, horizon=[date(2022, 1, 1)])
    found, open_ = chances(conflict, closed, {}), chances(conflict, timing, {})
    assert found.rest is not None
    assert (found.rest.acting, found.rest.mean_days) == ((), 0.0)
    assert {ending.states[0]: pytest.approx(ending.chance) for ending in found.rest.endings} == open_.state_chances(
        WEEK
    )


def test_an_event_happens_where_it_can() -> None:
    """At rate ν while 'a' has not been done, 'b' happens by itself; where it would be infeasible it does not."""
    conflict = race()
    event = Event("accident", "not a", {"b": "yes"}, "1 per week")
    timing = Timing(START, tempos=[Tempo("A", "1 per week")], events=[event], horizon=[WEEK])
    found = chances(conflict, timing, {"a": "a", "b": "b"})
    assert found.outcome("b").by_day(WEEK) == pytest.approx(0.5 * (1 - math.exp(-2)), abs=1e-12)
    everywhere = Timing(
        START, tempos=[Tempo("A", "1 per week")], events=[Event("e", "true", {"b": "yes"}, "1 per week")]
    )
    assert Process.of(conflict, everywhere).at_rest.tolist() == [False, True, True]


def test_an_event_between_states_of_a_graph() -> None:
    timing = Timing(START, events=[Event("e", "state = x", {"state": "z"}, "1 per week")], horizon=[WEEK])
    assert chances(ring(), timing, {}).state_chances(WEEK) == {
        1: pytest.approx(math.exp(-1)),
        3: pytest.approx(1 - math.exp(-1)),
    }


def test_an_event_from_a_coalesced_state_leads_wherever_its_members_lead() -> None:
    makers = [DecisionMaker("A", ["a", "b"])]
    conflict = Conflict(makers, coalesced=["a"], status_quo={"a": "yes"})
    timing = Timing(START, events=[Event("e", "a", {"a": "no"}, "1 per week")], horizon=[WEEK])
    half = (1 - math.exp(-1)) / 2
    assert chances(conflict, timing, {}).state_chances(WEEK) == {
        1: pytest.approx(half),
        2: pytest.approx(half),
        3: pytest.approx(math.exp(-1)),
    }


def test_one_without_a_pace_never_acts() -> None:
    timing = Timing(START, tempos=[Tempo("B", "1 per day")], horizon=[WEEK])
    assert chances(race(), timing, {"a": "a"}).outcome("a").ever == 0


def test_the_same_one_may_act_twice_in_a_row() -> None:
    """Nobody else is there to act in between, and the climber gets to the top all the same."""
    assert chances(*climber(), {"high": "rung = high"}).outcome("high").ever == pytest.approx(1)


def test_days_end_in_the_zone_of_the_case() -> None:
    conflict, _ = climber()
    for zone, hour in (("UTC", 0), ("Europe/Kyiv", 22), ("America/New_York", 5)):
        timing = Timing(START, zone, tempos=[Tempo("A", "1 per day")], horizon=[date(2021, 12, 31)])
        assert chances(conflict, timing, {}).start.hour == hour


def test_a_day_on_which_the_clocks_change_has_another_length() -> None:
    """In Kyiv 27 March 2022 had 23 hours and 30 October 2022 had 25: the rates are per 24 hours."""
    conflict = Conflict([DecisionMaker("A", ["a"], Statements(["a"]))], status_quo={})
    for day, hours in ((date(2022, 3, 27), 23), (date(2022, 3, 26), 24), (date(2022, 10, 30), 25)):
        timing = Timing(day, "Europe/Kyiv", tempos=[Tempo("A", "1 per day")], horizon=[day])
        by = chances(conflict, timing, {"a": "a"}).outcome("a").by_day(day)
        assert by == pytest.approx(1 - math.exp(-hours / 24), abs=1e-12)


def test_windows_that_overlap_are_one() -> None:
    conflict, _ = climber()
    windows = [Window("a", closes=date(2021, 11, 30)), Window("b", date(2021, 11, 29), date(2021, 12, 2))]
    one = [Window("both", closes=date(2021, 12, 2))]
    two = Timing(START, tempos=[Tempo("A", "1 per day", ["a", "b"])], windows=windows, horizon=[WEEK])
    whole = Timing(START, tempos=[Tempo("A", "1 per day", ["both"])], windows=one, horizon=[WEEK])
    first, second = (chances(conflict, each, {}).state_chances(WEEK) for each in (two, whole))
    assert first == pytest.approx(second)


def test_a_curve_goes_from_the_start_to_the_last_date() -> None:
    conflict, _ = climber()
    timing = Timing(START, tempos=[Tempo("A", "1 per week")], horizon=[WEEK, date(2022, 11, 28)])
    found = chances(conflict, timing, {"high": "rung = high"})
    assert (found.days[0], found.days[-1]) == (date(2021, 11, 27), date(2022, 11, 28))
    assert WEEK in found.days
    assert len(found.days) <= 62
    assert found.outcome("high").by[0] == 0
    assert len(found.to_frame()) == len(found.days)


def test_results_are_plain_data() -> None:
    plain = chances(*climber(), {"high": "rung = high"}, {"low": "rung = low"}).to_dict()
    assert (plain["method"], plain["behaviour"], plain["dates"]) == ("uniformisation", "foresight seq", ["2021-12-04"])
    assert plain["outcomes"][0]["by"][-1] == pytest.approx(1 - 2 * math.exp(-1))
    assert plain["distribution"]["2021-12-04"][1] == pytest.approx(math.exp(-1))
    assert plain["rest"]["endings"][0]["states"] == [3]


def test_each_pace_is_halved_and_doubled() -> None:
    conflict = race()
    timing = Timing(START, tempos=[Tempo("A", "3 per week"), Tempo("B", "1 per week")], horizon=[WEEK])
    found = sensitivity(conflict, timing, {"a": "a"}, behaviours=[behaviour_named("noisy 0")])
    by = {row.says: row.by[0] for row in found.rows}

    def first(a: float, b: float) -> float:
        return a / (a + b) * (1 - math.exp(-a - b))

    assert {name: by[name] for name in list(by)[:-1]} == {
        "as assumed": pytest.approx(first(3, 1)),
        "A half as quick": pytest.approx(first(1.5, 1)),
        "A twice as quick": pytest.approx(first(6, 1)),
        "B half as quick": pytest.approx(first(3, 0.5)),
        "B twice as quick": pytest.approx(first(3, 2)),
        "all half as quick": pytest.approx(first(1.5, 0.5)),
        "all twice as quick": pytest.approx(first(6, 2)),
    }
    assert by["all act: noisy 0"] == pytest.approx(first(1.5, 0.5))
    assert found.records()[0] == {"assuming": "as assumed", "outcome": "a", "dreaded": False} | {
        "on": found.rows[0].on[0],
        "by": found.rows[0].by[0],
    }
    assert len(found.to_frame()) == len(found.rows)


@pytest.mark.parametrize("mean", [1e-6, 0.3, 7.0, 300.0, 20_000.0, 900_000.0])
def test_the_chances_of_a_number_of_steps(mean: float) -> None:
    """They sum up to 1, with the mean and the variance of a Poisson number, and leave out less than the bound."""
    weights, beyond = steps(mean, 1e-14)
    k = np.arange(len(weights))
    assert weights.sum() == pytest.approx(1, abs=1e-13)
    assert (weights * k).sum() == pytest.approx(mean, rel=1e-9)
    assert (weights * (k - mean) ** 2).sum() == pytest.approx(mean, rel=1e-8)
    assert beyond[-1] <= 1e-14
    assert beyond.sum() == pytest.approx(mean, rel=1e-9)


def test_what_takes_too_many_steps_is_refused() -> None:
    conflict, _ = climber()
    timing = Timing(START, tempos=[Tempo("A", "1440 per day")], horizon=[date(2121, 11, 28)])
    with pytest.raises(TooLargeError, match="opportunities to act"):
        chances(conflict, timing, {}, curve=False)


def test_what_does_not_fit_is_told() -> None:
    conflict, timing = climber()
    strange = Timing(START, tempos=[Tempo("B", "1 per day")], events=[Event("e", "up", {"rung": "top"}, "1 per day")])
    with pytest.raises(InputError) as caught:
        Process.of(conflict, strange)
    assert [problem.message for problem in caught.value.problems] == [
        "no decision maker 'B'",
        "event 'e': no option 'up'",
        "event 'e': no level 'top' of option 'rung'",
    ]
    with pytest.raises(InputError, match="event 'e': it changes nothing"):
        Process.of(conflict, Timing(START, events=[Event("e", "true", {}, "1 per day")]))
    with pytest.raises(UnavailableError, match="depends on the status quo"):
        Process.of(Conflict([DecisionMaker("A", ["a"])]), timing)
    with pytest.raises(UnavailableError, match="there is no 'foresight sim' here"):
        chances(ring(), Timing(START, tempos=[Tempo("A", "1 per day")]), {}, behaviour=behaviour_named("foresight sim"))
    with pytest.raises(UnavailableError, match="there is no date to report"):
        sensitivity(conflict, Timing(START, tempos=[Tempo("A", "1 per day")]), {})


def test_timings_that_contradict_themselves() -> None:
    window, tempo = Window("w"), Tempo("A", "1 per day", ["v"])
    with pytest.raises(InputError) as caught:
        Timing(START, windows=[window, window], tempos=[tempo], horizon=[date(2021, 11, 26)])
    assert [problem.message for problem in caught.value.problems] == [
        "the window 'w' stands there twice",
        "'A': no window 'v'",
        "2021-11-26 is over before the process starts",
    ]


def test_names_that_are_not_there() -> None:
    found = chances(*climber(), {"high": "rung = high"})
    with pytest.raises(UnknownNameError, match=r"no goal 'hihg'.*did you mean 'high'"):
        found.outcome("hihg")
    with pytest.raises(UnknownNameError, match="no chances were worked out for 2021-12-24"):
        found.outcome("high").by_day(date(2021, 12, 24))
    with pytest.raises(UnknownNameError, match="2021-12-24 was not asked for"):
        found.state_chances(date(2021, 12, 24))


@pytest.mark.parametrize(
    ("text", "per_day"),
    [("1 per day", 1), ("2 per week", 2 / 7), ("1/3 per month", 1 / 91.3125), ("0.5  per year", 0.5 / 365.25)],
)
def test_paces(text: str, per_day: float) -> None:
    assert Pace.read(text).per_day == pytest.approx(per_day)
    assert Pace.read(str(Pace.read(text))) == Pace.read(text)
    assert Pace.read(text).times(Fraction(2)).per_day == pytest.approx(2 * per_day)
