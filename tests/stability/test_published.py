"""Published cases give exactly their published results, and the literal reading, which knows no results, agrees."""

from itertools import permutations

import attrs
import pytest

from detente.conflict import Conflict, Ranking, Statements
from detente.library import load, names
from detente.stability import solve
from tests.oracle import Graph, equilibria, read, stable, stays
from tests.published import (
    BUILT,
    ELMIRA,
    ELMIRA_12,
    ELMIRA_BY_HAND,
    EUPHRATES,
    EUPHRATES_STATEMENTS,
    GARRISON,
    PUBLISHED,
    Published,
)

RESULTS = [
    pytest.param(case, concept, numbers, id=f"{name}, {concept}")
    for name, case in BUILT.items()
    for concept, numbers in case.equilibria.items()
]

SIZES = {"prisoners-dilemma": 4, "syria-iraq-1975": 6, "cuba-1962": 12, "elmira": 9, "elmira-12": 12, "garrison": 23}

CODES = {
    "cuba-1962": list(range(12)),
    "elmira-12": [2, 3, 4, 5, 8, 9, 18, 19, 20, 21, 24, 25],
}


@pytest.mark.parametrize(("case", "concept", "numbers"), RESULTS)
def test_equilibria_are_the_published_ones(case: Published, concept: str, numbers: list[int]) -> None:
    assert solve(case.conflict).equilibria(concept) == tuple(numbers)


@pytest.mark.parametrize(("case", "concept", "numbers"), RESULTS)
def test_the_literal_reading_finds_the_published_equilibria(case: Published, concept: str, numbers: list[int]) -> None:
    assert equilibria(read(case.conflict), concept) == tuple(numbers)


@pytest.mark.parametrize("name", BUILT)
def test_every_verdict_is_that_of_the_literal_reading(name: str) -> None:
    graph, solution = read(BUILT[name].conflict), solve(BUILT[name].conflict)
    for concept in solution.concepts:
        assert solution.verdicts[concept].tolist() == stable(graph, concept)


@pytest.mark.parametrize("name", ["elmira", "elmira by hand"])
def test_stable_states_of_each_decision_maker_are_the_published_ones(name: str) -> None:
    solution = solve(BUILT[name].conflict)
    for concept, by_name in BUILT[name].stable.items():
        for decision_maker, numbers in by_name.items():
            assert solution.stable(decision_maker, concept) == tuple(numbers)


LIBRARY_RESULTS = [
    pytest.param(name, concept, numbers, id=f"{name}, {concept}")
    for name, case in PUBLISHED.items()
    for concept, numbers in case.equilibria.items()
]


@pytest.mark.parametrize(("name", "concept", "numbers"), LIBRARY_RESULTS)
def test_the_library_gives_the_published_equilibria(name: str, concept: str, numbers: list[int]) -> None:
    assert solve(load(name).conflict).equilibria(concept) == tuple(numbers)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_library_has_the_same_conflict_in_other_words(name: str) -> None:
    ours, built = load(name).conflict, PUBLISHED[name].conflict
    assert ours.names == built.names
    assert _arcs(ours) == _arcs(built)
    assert ours.payoff_table.tolist() == built.payoff_table.tolist()
    assert ours.space.codes.tolist() == built.space.codes.tolist()


@pytest.mark.parametrize("name", [name for name in names() if not load(name).conflict.has_unknown])
def test_every_case_of_the_library_is_judged_by_the_literal_reading(name: str) -> None:
    conflict = load(name).conflict
    graph, solution = read(conflict), solve(conflict)
    # Of a large case, the verdicts on some states spread over all of them: the literal reading takes its time.
    states = range(0, graph.size, 1 + graph.size // 50)
    for concept in solution.concepts:
        expected = [[stays(graph, concept, i, s) for s in states] for i in graph.people]
        assert solution.verdicts[concept][:, states].tolist() == expected, concept


@pytest.mark.parametrize("name", PUBLISHED)
def test_sizes_are_the_published_ones(name: str) -> None:
    assert PUBLISHED[name].conflict.size == SIZES[name]


@pytest.mark.parametrize("name", CODES)
def test_codes_are_the_published_ones(name: str) -> None:
    assert PUBLISHED[name].conflict.space.codes.tolist() == CODES[name]


def test_syria_has_the_published_ranking_as_statements() -> None:
    syria, iraq = EUPHRATES.conflict.decision_makers
    stated = attrs.evolve(syria, preference=Statements(EUPHRATES_STATEMENTS))
    conflict = attrs.evolve(EUPHRATES.conflict, decision_makers=[stated, iraq])
    assert conflict.payoffs("Syria").tolist() == EUPHRATES.conflict.payoffs("Syria").tolist()


@pytest.mark.parametrize(("concept", "count"), [("nash", 240), ("gmr", 384), ("smr", 300), ("seq", 384)])
def test_rankings_of_syria_that_make_state_2_hold(concept: str, count: int) -> None:
    syria, iraq = EUPHRATES.conflict.decision_makers
    ranked = (attrs.evolve(syria, preference=Ranking(order)) for order in permutations(range(1, 7)))
    conflicts = (attrs.evolve(EUPHRATES.conflict, decision_makers=[each, iraq]) for each in ranked)
    assert [solve(each, [concept]).is_equilibrium(2, concept) for each in conflicts].count(True) == count


def test_garrison_state_6_holds_because_an_opponent_may_move_twice() -> None:
    graph, solution = read(GARRISON.conflict), solve(GARRISON.conflict)
    once = [s + 1 for s in range(graph.size) if all(_gmr_moving_once(graph, i, s) for i in graph.people)]
    missed = set(solution.equilibria("gmr")) - set(once)
    assert 6 in missed
    assert missed <= {4, 6, 10}
    assert solution.is_equilibrium(6, "gmr")
    assert solution.is_equilibrium(6, "smr")


def _gmr_moving_once(graph: Graph, i: int, s: int) -> bool:
    """Judge GMR with the known error: each opponent moves at most once."""
    worth = graph.worth[i]
    others = frozenset(graph.people) - {i}
    return all(
        any(worth[s2] <= worth[s] for s2 in _reached_moving_once(graph, others, s1)) for s1 in graph.improvements[i][s]
    )


def _reached_moving_once(graph: Graph, group: frozenset[int], s: int) -> set[int]:
    direct = {(t, j) for j in group for t in graph.moves[j][s]}
    return {t for t, _ in direct}.union(*(_reached_moving_once(graph, group - {j}, t) for t, j in direct))


def test_elmira_has_the_same_graph_in_both_forms() -> None:
    built, drawn = read(ELMIRA.conflict), read(ELMIRA_BY_HAND.conflict)
    assert built.moves == drawn.moves
    assert _arcs(ELMIRA.conflict) == _arcs(ELMIRA_BY_HAND.conflict)


def _arcs(conflict: Conflict) -> list[list[list[int]]]:
    return [[moves.targets(s).tolist() for s in range(conflict.size)] for moves in conflict.moves]


@pytest.fixture
def elmira_coalesced() -> Conflict:
    """Return the twelve states with the four in which Uniroyal abandons made one."""
    return ELMIRA_12.conflict.coalesce([5, 6, 11, 12])


def test_coalescing_elmira_gives_the_nine_states(elmira_coalesced: Conflict) -> None:
    assert elmira_coalesced.size == 9
    assert _arcs(elmira_coalesced) == _arcs(ELMIRA.conflict)
    assert [elmira_coalesced.state(number).label for number in (1, 5, 9)] == ["delay", "delay, insist", "abandon"]


@pytest.mark.parametrize("name", ["Ministry", "Local government"])
@pytest.mark.parametrize("concept", ["nash", "gmr", "smr"])
def test_coalesced_elmira_agrees_where_the_rankings_agree(elmira_coalesced: Conflict, name: str, concept: str) -> None:
    assert elmira_coalesced.payoffs(name).tolist() == ELMIRA.conflict.payoffs(name).tolist()
    assert solve(elmira_coalesced).stable(name, concept) == solve(ELMIRA.conflict).stable(name, concept)


def test_coalesced_elmira_with_the_ranking_of_the_nine_states_is_elmira(elmira_coalesced: Conflict) -> None:
    assert elmira_coalesced.payoffs("Uniroyal").tolist() != ELMIRA.conflict.payoffs("Uniroyal").tolist()
    makers = [
        attrs.evolve(maker, preference=Ranking(ELMIRA.rankings[maker.name]))
        for maker in elmira_coalesced.decision_makers
    ]
    same, published = solve(attrs.evolve(elmira_coalesced, decision_makers=makers)), solve(ELMIRA.conflict)
    for concept, verdicts in published.verdicts.items():
        assert same.verdicts[concept].tolist() == verdicts.tolist()


def test_coalesced_elmira_has_the_published_equilibria_less_three_copies_of_one_state(
    elmira_coalesced: Conflict,
) -> None:
    new_number = {1: 1, 2: 2, 3: 3, 4: 4, 7: 5, 8: 6, 9: 7, 10: 8, 5: 9, 6: 9, 11: 9, 12: 9}
    solution = solve(elmira_coalesced)
    for concept in solution.concepts:
        expected = {new_number[number] for number in ELMIRA_12.equilibria[concept]}
        assert solution.equilibria(concept) == tuple(sorted(expected))
