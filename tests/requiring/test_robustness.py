"""How little would overturn a verdict, against all that there is."""

import re
from typing import Any

import pytest
from hypothesis import assume, given

from detente import library
from detente.conflict import Ranking, Statements
from detente.errors import InputError
from detente.requiring import PreferenceSearch, robustness
from detente.stability import solve
from tests.oracle.requiring import nearby_orders, nearby_rankings, stays_under
from tests.requiring.test_requiring import ANSWERED, SYRIA, Asked, changed, questions, told


def of(asked: Asked, judged: int) -> Any:
    """Return what it takes to overturn the verdict of one decision maker by another's change of mind."""
    conflict, (state,) = asked.conflict, asked.states
    [found] = robustness(conflict, state + 1, asked.concept, decision_maker=conflict.names[judged], vary=asked.names)
    assert found.holds == solve(conflict, [asked.concept]).is_stable(found.decision_maker, state + 1, asked.concept)
    (by,) = found.by
    assert found.swaps == (None if by.ranking.nearest is None else by.ranking.nearest.distance)
    assert found.proven
    return found.holds, by


@given(questions(4))
def test_the_fewest_swaps_in_a_ranking(asked: Asked) -> None:
    graph, (mover,), (state,) = asked.graph, asked.varied, asked.states
    for judged in graph.people:
        holds, by = of(asked, judged)
        nearest = (
            (swaps, splits)
            for swaps, splits, worths in nearby_rankings(graph.worth[mover])
            if stays_under(graph, asked.concept, judged, state, {mover: worths}) != holds
        )
        assert told(by.ranking.nearest) == next(nearest, None)
        assert (by.ranking.status == "impossible") == (by.ranking.nearest is None)


@given(questions(6))
def test_the_fewest_swaps_in_an_order_of_statements(asked: Asked) -> None:
    graph, (mover,), (state,) = asked.graph, asked.varied, asked.states
    preference = asked.conflict.decision_makers[mover].preference
    if not isinstance(preference, Statements) or len(preference.statements) < 2:
        return
    assume(len(preference.statements) <= 4)
    truths = [asked.conflict.space.where(each).tolist() for each in preference.statements]
    for judged in graph.people:
        holds, by = of(asked, judged)
        found = [
            distance
            for distance, worths in nearby_orders(truths)
            if stays_under(graph, asked.concept, judged, state, {mover: worths}) != holds
        ]
        assert told(by.order.nearest) == ((min(found), 0) if found else None)


def test_of_everybody_and_by_everybody() -> None:
    conflict = library.load("elmira").conflict
    verdicts = robustness(conflict, 5, "seq")
    assert [each.decision_maker for each in verdicts] == list(conflict.names)
    for verdict in verdicts:
        assert [each.decision_maker for each in verdict.by] == list(conflict.names)
        for each in verdict.by:
            if each.ranking.nearest is not None:
                preference = {each.decision_maker: ranking_of(each.ranking)}
                solved = solve(changed(conflict, preference), ["seq"])
                assert solved.is_stable(verdict.decision_maker, 5, "seq") != verdict.holds


def ranking_of(sought: PreferenceSearch) -> Ranking:
    assert sought.nearest is not None
    ((_, tiers),) = sought.nearest.rankings.items()
    return Ranking(tiers)


def test_as_plain_data() -> None:
    [verdict] = robustness(SYRIA, 6, "seq", decision_maker="Syria", vary=["Syria", "Iraq"])
    data = verdict.to_dict()
    assert (data["decision_maker"], data["concept"], data["state"], data["holds"]) == ("Syria", "seq", 6, True)
    assert (data["swaps"], data["proven"], data["fingerprint"]) == (2, True, SYRIA.fingerprint)
    assert [each["ranking"]["status"] for each in data["by"]] == ["found", "impossible"]
    assert data["by"][0]["order"] is None


def test_when_the_time_is_up_it_says_so() -> None:
    """The state is at the bottom of Syria's ranking; nothing that B thinks of it makes A answer."""
    [verdict] = robustness(SYRIA, 6, "seq", decision_maker="Syria", vary=["Syria"], seconds=0)
    assert (verdict.by[0].ranking.status, verdict.swaps, verdict.proven) == ("found", 3, False)
    [verdict] = robustness(ANSWERED, 1, "seq", decision_maker="B", vary=["A"], seconds=0)
    assert (verdict.by[0].ranking.status, verdict.swaps, verdict.proven) == ("open", None, False)


@given(questions(5))
def test_with_no_time_it_says_no_more_than_is_so(asked: Asked) -> None:
    """Where it hangs on no answer whether the verdict is the other one, the state at one end of the ranking decides."""
    conflict, graph, (mover,), (state,) = asked.conflict, asked.graph, asked.varied, asked.states
    for judged in graph.people:
        name = conflict.names[judged]
        [found] = robustness(conflict, state + 1, asked.concept, decision_maker=name, vary=asked.names, seconds=0)
        ranking = found.by[0].ranking
        distances = [
            (swaps, splits)
            for swaps, splits, worths in nearby_rankings(graph.worth[mover])
            if stays_under(graph, asked.concept, judged, state, {mover: worths}) != found.holds
        ]
        assert (ranking.status == "found") <= bool(distances)
        assert (ranking.status == "impossible") <= (not distances)
        if asked.concept in {"nash", "gmr", "smr"} or judged == mover:
            assert (ranking.status == "found") == bool(distances)
        if ranking.nearest is not None:
            assert ranking.nearest.bound <= distances[0][0] <= ranking.nearest.distance


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"state": 7}, "no state 7; allowed: 1 to 6"),
        ({"decision_maker": "Irak"}, "no decision maker 'Irak'; allowed: one of: Syria, Iraq; did you mean 'Iraq'?"),
        ({"vary": []}, "no decision maker's preference may vary"),
        ({"concept": "sim-fh"}, "what 'sim-fh' requires of preferences cannot be told"),
        ({"seconds": -1}, "the time limit is -1"),
    ],
)
def test_bad_input(given_: dict[str, Any], said: str) -> None:
    asked: dict[str, Any] = {"state": 1, "concept": "seq"} | given_
    with pytest.raises(InputError, match=re.escape(said)):
        robustness(SYRIA, **asked)
