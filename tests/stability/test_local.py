"""One state judged by looking at some others, against the verdicts over all states."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict import Conflict
from detente.errors import ConflictError, UnavailableError
from detente.stability import judge, solve
from detente.stability.local import LOCAL
from tests.evolution.test_exploring import local_conflicts
from tests.large import dilemmas, ring, watchers


@given(conflict=local_conflicts(), random=st.randoms(use_true_random=False), limit=st.integers(1, 12))
def test_no_verdict_is_wrong_at_any_limit(conflict: Conflict, random: Random, limit: int) -> None:
    number, options = some_state(conflict, random)
    solution = solve(conflict, LOCAL)
    for concept in LOCAL:
        found = judge(conflict, options, concept, limit)
        for name, verdict in found.verdicts.items():
            assert verdict in {"open", said(solution.is_stable(name, number, concept))}, concept
        assert found.looked_at <= limit


@given(conflict=local_conflicts(), random=st.randoms(use_true_random=False))
def test_every_verdict_is_found_if_the_limit_allows_it(conflict: Conflict, random: Random) -> None:
    number, options = some_state(conflict, random)
    solution = solve(conflict, LOCAL)
    for concept in LOCAL:
        found = judge(conflict, options, concept)
        for name, verdict in found.verdicts.items():
            assert verdict == said(solution.is_stable(name, number, concept)), concept
        assert found.equilibrium == said(solution.is_equilibrium(number, concept)), concept


def some_state(conflict: Conflict, random: Random) -> tuple[int, dict[str, str]]:
    """Return the number of a state and its levels."""
    number = random.randint(1, conflict.size)
    return number, {name: level for name, level in conflict.state(number).options.items() if level}


def said(stable: bool) -> str:
    return "stable" if stable else "unstable"


def test_dilemmas_side_by_side() -> None:
    conflict = dilemmas()
    today = dict(conflict.status_quo or ())
    found = {concept: judge(conflict, today, concept) for concept in LOCAL}
    assert [found[concept].equilibrium for concept in LOCAL] == ["unstable", *["stable"] * 4]
    assert set(found["nash"].verdicts.values()) == {"unstable"}
    exploited = today | {"b7": "no"}
    for concept in LOCAL:
        verdicts = judge(conflict, exploited, concept).verdicts
        assert (verdicts["A7"], verdicts["B7"]) == ("unstable", "stable"), concept


def test_that_no_answer_deters_stays_open_where_answers_never_end() -> None:
    """Everybody gains by arming, and nobody can take that away; but the others can go on moving for ever."""
    found = judge(ring(30), {}, "gmr", 50)
    assert set(found.verdicts.values()) == {"open"}
    assert (found.looked_at, found.equilibrium) == (50, "open")
    assert set(judge(ring(30), {}, "nash", 50).verdicts.values()) == {"unstable"}
    # In a ring of nine the answers end.
    assert set(judge(ring(9), {}, "gmr").verdicts.values()) == {"unstable"}
    assert set(judge(watchers(), {}, "gmr", 50).verdicts.values()) == {"unstable"}


def test_what_was_judged_is_told() -> None:
    plain = judge(watchers(), {"talk3": "yes"}, "seq", 20).to_dict()
    assert plain["code"] == 2**6
    assert plain["label"] == "talk3"
    assert plain["options"]["D3.talk3"] == "yes"
    assert plain["concept"] == "seq"
    assert plain["equilibrium"] in plain["verdicts"].values()


def test_what_cannot_be_judged_is_refused() -> None:
    with pytest.raises(ConflictError, match="the state 'arm0, arm1' is infeasible"):
        judge(watchers(), {"arm0": "yes", "arm1": "yes"}, "nash")
    with pytest.raises(UnavailableError, match="cannot be judged from a part of the states; allowed: nash, gmr"):
        judge(watchers(), {}, "sim-fh")
