"""Status quo analysis against the literal reading: the table, the paths, and who is indispensable."""

import itertools

import numpy as np
import pytest
from hypothesis import given

from detente import library
from detente.conflict import Conflict, DecisionMaker, numbers_of
from detente.errors import UnknownNameError
from detente.evolution import NEVER, Path, Reach, evolve, reachable, reaching, status_quo_table
from detente.stability import solve
from tests.models import any_conflicts, state_formula
from tests.oracle import Graph, indispensable, is_legal_path, read, unfolding

KINDS = pytest.mark.parametrize("improvements", [False, True])


def names_of(graph: Graph, movers: set[int]) -> tuple[str, ...]:
    return tuple(graph.names[j] for j in sorted(movers))


def start_of(conflict: Conflict) -> int:
    assert conflict.status_quo_index is not None
    return conflict.status_quo_index


def legal(graph: Graph, path: Path, *, improving: bool) -> bool:
    moves = [(graph.names.index(step.mover), step.to - 1) for step in path.steps]
    return is_legal_path(graph, path.start - 1, moves, improving=improving)


@KINDS
def test_the_table_is_that_of_the_definition(improvements: bool) -> None:
    """The last movers of t in step h are {j : (t, j) ∈ V(h)}; the table ends when no new pair appears."""

    @given(conflict=any_conflicts())
    def judge(conflict: Conflict) -> None:
        graph = read(conflict)
        expected = unfolding(graph, start_of(conflict), improving=improvements)
        table = status_quo_table(reachable(conflict, improvements=improvements))
        assert table.length == len(expected) - 1 == len(table.last_movers) - 1
        assert table.states == tuple(sorted({t + 1 for pairs in expected for t, _ in pairs}))
        for h, pairs in enumerate(expected[1:], start=1):
            for state in table.states:
                assert table.at(state, h) == names_of(graph, {j for t, j in pairs if t == state - 1})

    judge()


@KINDS
def test_arrivals_are_the_first_steps_of_each_pair(improvements: bool) -> None:
    @given(conflict=any_conflicts())
    def judge(conflict: Conflict) -> None:
        graph = read(conflict)
        rounds = unfolding(graph, start_of(conflict), improving=improvements)
        first = {pair: h for h, pairs in reversed(list(enumerate(rounds))) for pair in pairs}
        reach = reachable(conflict, improvements=improvements)
        expected = [[first.get((t, j), NEVER) for t in range(graph.size)] for j in graph.people]
        assert reach.arrivals.tolist() == expected

    judge()


@KINDS
def test_paths_are_legal_and_the_shortest(improvements: bool) -> None:
    @given(conflict=any_conflicts())
    def judge(conflict: Conflict) -> None:
        graph, start = read(conflict), start_of(conflict)
        rounds = unfolding(graph, start, improving=improvements)
        reach = reachable(conflict, improvements=improvements)
        for state in range(graph.size):
            path = reach.path(state + 1)
            fewest = next((h for h, pairs in enumerate(rounds) if any(t == state for t, _ in pairs)), None)
            if fewest is None:
                assert path is None
                assert reach.last_movers(state + 1) == ()
            else:
                assert path is not None
                assert (path.states[0], path.states[-1], len(path.steps)) == (start + 1, state + 1, fewest)
                assert legal(graph, path, improving=improvements)
                last = {j for t, j in rounds[fewest] if t == state} - {-1}
                assert reach.last_movers(state + 1) == names_of(graph, last)

    judge()


@KINDS
def test_who_is_indispensable_is_found_by_taking_their_moves_away(improvements: bool) -> None:
    @given(conflict=any_conflicts())
    def judge(conflict: Conflict) -> None:
        graph, start = read(conflict), start_of(conflict)
        reach = reachable(conflict, improvements=improvements)
        for state in range(graph.size):
            expected = indispensable(graph, start, {state}, improving=improvements)
            assert reach.indispensable(state + 1) == names_of(graph, expected)
        goal = {state for state in range(graph.size) if state % 3 == 1}
        formula = " or ".join(f"({state_formula(graph, state)})" for state in goal) or "false"
        way = reach.way_to(formula)
        assert way.indispensable == names_of(graph, indispensable(graph, start, goal, improving=improvements))
        assert way.states == tuple(s for s in reach.numbers if s - 1 in goal)
        if way.path is None:
            assert way.states == ()
        else:
            assert way.path == reach.path(min(way.states, key=lambda s: (int(reach.steps[s - 1]), s)))

    judge()


@given(conflict=any_conflicts())
def test_both_ways_to_search_find_the_same(conflict: Conflict) -> None:
    """Rounds over all states, and from state to state along the arcs."""
    for improvements in (False, True):
        found: list[Reach] = []
        for rounds in (10**6, -1):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(reaching, "ROUNDS", rounds)
                found.append(reachable(conflict, improvements=improvements))
        by_rounds, by_arcs = found
        assert np.array_equal(by_rounds.arrivals, by_arcs.arrivals)
        assert np.array_equal(by_rounds.origins, by_arcs.origins)


def test_a_long_chain_is_followed_to_its_end() -> None:
    """A and B climb in turn, one rung at a time: more steps than there are rounds."""
    rungs = [str(number) for number in range(500)]
    climbs = [(low, high) for low, high in itertools.pairwise(rungs)]
    makers = [DecisionMaker("A", arcs=climbs[::2]), DecisionMaker("B", arcs=climbs[1::2])]
    reach = reachable(Conflict(makers, states=rungs, status_quo={"state": "0"}))
    assert reach.steps.tolist() == list(range(500))
    path = reach.path(500)
    assert path is not None
    assert path.movers == ("A", "B") * 249 + ("A",)


def test_elmira_by_improvements_reaches_one_other_equilibrium() -> None:
    """From state 1 improvements lead to state 5 and nowhere else; that is one move of the local government."""
    evolution = evolve(solve(library.load("elmira").conflict))
    improving = {each.state: each.improvement_path for each in evolution.equilibria if each.improvement_path}
    assert list(improving) == [1, 5]
    assert improving[1].steps == ()
    assert improving[5].to_list() == [{"mover": "Local government", "to": 5}]


def test_elmira_reaches_the_modified_order_by_ministry_and_uniroyal() -> None:
    evolution = evolve(solve(library.load("elmira").conflict))
    arrival = evolution.arrival(8)
    assert {"Ministry", "Uniroyal"} <= set(arrival.indispensable)
    assert arrival.improvement_path is None
    assert arrival.indispensable_to_improve == ()
    assert arrival.path is not None
    assert len(arrival.path.steps) == 3
    assert evolution.moves.way_to("modify and uniroyal = accept and insist").path == arrival.path


def test_elmira_table_of_improvements() -> None:
    """Only the local government improves on the status quo, and from there nobody improves."""
    table = status_quo_table(reachable(library.load("elmira").conflict, improvements=True))
    assert (table.states, table.length) == ((1, 5), 1)
    assert table.to_dict()["rows"] == [
        {"state": 1, "last_movers": {"0": []}},
        {"state": 5, "last_movers": {"1": ["Local government"]}},
    ]
    assert table.to_frame().to_dict("index") == {1: {0: "-", 1: ""}, 5: {0: "", 1: "Local government"}}


def test_a_table_can_be_cut() -> None:
    reach = reachable(library.load("garrison").conflict)
    whole, cut = status_quo_table(reach), status_quo_table(reach, [3, 9], steps=2)
    assert (cut.states, cut.length, len(cut.last_movers)) == ((3, 9), whole.length, 3)
    assert [cut.at(9, h) for h in range(3)] == [whole.at(9, h) for h in range(3)]
    with pytest.raises(UnknownNameError, match="no state 24"):
        status_quo_table(reach, [24])


def test_what_is_evolved_as_data_and_as_a_frame() -> None:
    solution = solve(library.load("cuba-1962").conflict, ["nash", "seq"])
    evolution = evolve(solution)
    found = evolution.to_dict()
    assert found["status_quo"] == 1
    assert found["concepts"] == ["nash", "seq"]
    assert found["reachable"][0] == {
        "state": 1, "steps": 0, "movers": [], "by_improvements": True,
        "improvement_steps": 0, "improvement_movers": [],
    }  # fmt: skip
    assert [each["state"] for each in found["equilibria"]] == [5, 6, 7]
    assert found["equilibria"][1]["concepts"] == ["nash", "seq"]
    assert found["equilibria"][0]["path"] == [{"mover": "USSR", "to": 5}]
    frame = evolution.to_frame()
    assert frame.loc[5, "last movers"] == "USSR"
    assert tuple(frame.index) == numbers_of(solution.equilibrium_mask("seq") | solution.equilibrium_mask("nash"))
    assert frame["steps"].tolist() == [1, 2, 2]


def test_a_frame_has_no_steps_where_nothing_leads() -> None:
    makers = [DecisionMaker("A", arcs=[("x", "y")])]
    frame = evolve(solve(Conflict(makers, states="xyz", status_quo={"state": "x"}))).to_frame()
    assert frame["steps"].isna().tolist() == [False, False, True]
