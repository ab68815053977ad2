"""Who is mistaken about whom, against a look at every pair of states and every move."""

import sys
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict import Conflict, DecisionMaker, Ranking, Statements
from detente.errors import ConflictError, UnknownNameError
from detente.library import load
from detente.stability import Mistake, mistaken, solve
from detente.stability.mistaken import ranked_otherwise
from tests.models import any_conflicts, conflicts
from tests.oracle import Graph, equilibria, read

INFORMED = any_conflicts().map(lambda conflict: conflict.without_beliefs())


def sign(worth: tuple[object, ...], s: int, t: int) -> int:
    """Say which of two states is worth more: 1 the first, -1 the second, 0 neither."""
    return (worth[s] > worth[t]) - (worth[s] < worth[t])  # type: ignore[operator] # whatever can be compared


def literal(graph: Graph, i: int, j: int) -> Mistake:
    """Read what i gets wrong about j off every pair of states and every move."""
    wanted, thought = graph.worth[j], graph.seen_by(i).worth[j]
    pairs = list(combinations(range(graph.size), 2))
    moves = [(s, t) for s in range(graph.size) for t in graph.moves[j][s]]
    real, seen = ({move for move in moves if sign(worth, *move) < 0} for worth in (wanted, thought))
    return Mistake(
        viewer=graph.names[i],
        seen=graph.names[j],
        pairs=sum(sign(wanted, s, t) != sign(thought, s, t) for s, t in pairs),
        of=len(pairs),
        imagined=len(seen - real),
        overlooked=len(real - seen),
    )


@pytest.mark.parametrize("family", ["beliefs", "beliefs, graph form", "everything"])
def test_mistakes_are_those_of_the_literal_reading(family: str) -> None:
    @given(conflict=conflicts(family))
    def compare(conflict: Conflict) -> None:
        graph, found = read(conflict), mistaken(solve(conflict))
        believed = [(i, j) for i in graph.people for j in sorted(graph.believed[i], key=lambda j: graph.names[j])]
        assert found.mistakes == tuple(literal(graph, i, j) for i, j in believed)
        informed = read(conflict.without_beliefs())
        for concept in found.held:
            holds, would = set(equilibria(graph, concept)), set(equilibria(informed, concept))
            assert found.held[concept] == tuple(sorted(holds - would))
            assert found.lost[concept] == tuple(sorted(would - holds))

    compare()


@given(INFORMED)
def test_where_nobody_has_beliefs_nobody_is_mistaken(conflict: Conflict) -> None:
    found = mistaken(solve(conflict))
    assert found.mistakes == ()
    assert not any((*found.held.values(), *found.lost.values()))


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=40))
def test_pairs_are_counted_as_if_one_by_one(worths: list[tuple[int, int]]) -> None:
    one, other = (tuple(each) for each in zip(*worths, strict=True))
    wrong = sum(sign(one, s, t) != sign(other, s, t) for s, t in combinations(range(len(one)), 2))
    assert ranked_otherwise(np.array(one, dtype=np.int32), np.array(other, dtype=np.int32)) == wrong


def test_a_bluff_keeps_the_peace_by_mistake() -> None:
    found = mistaken(solve(load("bluff").conflict))
    assert found.mistakes == (Mistake("North", "South", 2, 6, imagined=1, overlooked=1),)
    assert {key: numbers for key, numbers in found.held.items() if numbers} == {
        "seq": (1,),
        "sseq": (1,),
        "sim-fh": (1,),
    }
    assert not any(found.lost.values())


def test_a_threat_that_is_meant_keeps_it_for_good_reason() -> None:
    case = load("bluff")
    found = mistaken(solve(case.lever("South means it").apply(case.conflict)))
    assert not found.mistakes[0].is_one
    assert not any(found.held.values())


def test_the_result_is_plain_data_and_a_frame() -> None:
    found = mistaken(solve(load("bluff").conflict, ["seq"]))
    plain = found.to_dict()
    assert plain["mistakes"] == [
        {"viewer": "North", "seen": "South", "pairs": 2, "of": 6, "imagined": 1, "overlooked": 1}
    ]
    assert (plain["held"], plain["lost"]) == ({"seq": [1]}, {"seq": []})
    assert found.to_frame().to_dict("records") == plain["mistakes"]
    assert plain["fingerprint"] == load("bluff").conflict.fingerprint


def test_moves_that_are_too_many_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["detente.stability.mistaken"], "MOST_MOVES", 1)
    (mistake,) = mistaken(solve(load("bluff").conflict)).mistakes
    assert (mistake.pairs, mistake.imagined, mistake.overlooked) == (2, None, None)


A, B = DecisionMaker("A", ["a"]), DecisionMaker("B", ["b"])


def test_beliefs_about_strangers_and_about_oneself_are_refused() -> None:
    with pytest.raises(ConflictError, match="beliefs of 'A': no decision maker 'C'; allowed: one of: A, B"):
        Conflict([DecisionMaker("A", ["a"], believes={"C": Statements(["a"])}), B])
    with pytest.raises(ConflictError, match="decision maker 'A' has beliefs about itself"):
        DecisionMaker("A", ["a"], believes={"A": Statements(["a"])})
    with pytest.raises(ConflictError, match="'A' has two beliefs about 'B'"):
        DecisionMaker("A", believes=[("B", Statements()), ("B", Statements(["a"]))])
    with pytest.raises(UnknownNameError, match="no decision maker 'C'"):
        Conflict([A, B]).as_seen_by("C")


def test_a_belief_that_does_not_fit_the_states_says_whose_it_is() -> None:
    conflict = Conflict([DecisionMaker("A", ["a"], believes={"B": Ranking([1, 2])}), B])
    with pytest.raises(ConflictError, match="what 'A' thinks 'B' wants: the ranking leaves out states: 3, 4"):
        solve(conflict)


def test_believed_rankings_keep_the_states_that_they_rank() -> None:
    conflict = Conflict([DecisionMaker("A", ["a"], believes={"B": Ranking([4, 3, 2, 1])}), B])
    fewer = conflict.with_infeasible(["a and not b"])
    assert fewer.payoffs_seen_by("A").tolist() == [[1, 1, 1], [1, 2, 3]]
    alike = Conflict([DecisionMaker("A", ["a"], believes={"B": Ranking([4, [3, 2], 1])}), B])
    assert alike.coalesce([2, 3]).payoffs_seen_by("A")[1].tolist() == [1, 2, 3]
    assert conflict != alike
    assert conflict.fingerprint != alike.fingerprint
