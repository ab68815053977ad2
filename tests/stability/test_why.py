"""Every witness against a verifier that knows only the definitions."""

import json
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings

from detente.conflict import Conflict, DecisionMaker, Ranking
from detente.errors import UnavailableError, UnknownNameError
from detente.library import load, names
from detente.stability import CONCEPTS, Concept, Solution, simultaneous, solve
from detente.stability import paths as ways
from detente.stability.witness import Escape, Explanation, Turn
from tests.models import FAMILIES, any_conflicts, conflicts
from tests.oracle import Graph, faults, read
from tests.published import BUILT, CUBA, DILEMMA, ELMIRA, GARRISON

TOGETHER, SWEPT = "all states together", "sweeping"


def wrong(solution: Solution, graph: Graph, state: int) -> list[str]:
    """Return what is wrong with the explanations of every verdict on a state."""
    told = solution.why(state)
    assert [(each.decision_maker, each.concept) for each in told] == [
        (name, concept) for name in graph.names for concept in solution.concepts
    ]
    return [
        f"{each.decision_maker}, {each.concept}, {state}: {fault}"
        for each in told
        for fault in faults(graph, json.loads(json.dumps(each.to_dict())))
    ]


def assert_explained_right(conflict: Conflict) -> None:
    graph, solution = read(conflict), solve(conflict)
    for state in range(1, graph.size + 1):
        assert wrong(solution, graph, state) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_witness_shows_what_it_says(family: str) -> None:
    @settings(max_examples=settings().max_examples // 4)
    @given(conflict=conflicts(family))
    def judge(conflict: Conflict) -> None:
        assert_explained_right(conflict)

    judge()


@pytest.mark.parametrize("way", [TOGETHER, SWEPT])
def test_however_the_way_is_found(way: str) -> None:
    @given(conflict=any_conflicts())
    def judge(conflict: Conflict) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ways, "PATIENCE", 0)
            patch.setattr(simultaneous, "CHUNK", 3)
            if way == SWEPT:
                patch.setattr(ways, "MOST_ARCS", 0)
            assert_explained_right(conflict)

    judge()


@pytest.mark.parametrize("name", BUILT)
def test_witnesses_of_published_cases(name: str) -> None:
    assert_explained_right(BUILT[name].conflict)


@pytest.mark.parametrize(
    "name", [name for name in names() if name not in BUILT and not load(name).conflict.has_unknown]
)
def test_witnesses_of_some_states_of_every_other_case(name: str) -> None:
    conflict = load(name).conflict
    graph, solution = read(conflict), solve(conflict, [key for key in CONCEPTS if not key.startswith("sim")])
    for state in range(1, graph.size + 1, 1 + graph.size // 10):
        assert wrong(solution, graph, state) == []


def told(conflict: Conflict, state: int, decision_maker: str, concept: str) -> Explanation:
    (explanation,) = solve(conflict).why(state, decision_maker, concept)
    return explanation


def test_garrison_state_6_is_held_by_an_opponent_who_moves_twice() -> None:
    explanation = told(GARRISON.conflict, 6, "Canadian opposition", "gmr")
    (improvement,) = explanation.improvements
    assert improvement.sanction is not None
    movers = [turn.mover for turn in improvement.sanction.turns]
    assert movers == ["US support", "US opposition", "US support"]
    assert explanation.stable
    assert improvement.sanction.payoff <= explanation.payoff < improvement.payoff


def test_the_local_government_of_elmira_fears_the_modified_order() -> None:
    feared = told(ELMIRA.conflict, 1, "Local government", "smr")
    (improvement,) = feared.improvements
    assert improvement.to == 5
    assert improvement.sanction is not None
    assert improvement.sanction.turns == (Turn("Ministry", 6),)
    assert improvement.sanction.escape == Escape(2, 2, 1)
    assert feared.reason == "every improvement is sanctioned"
    bluff = told(ELMIRA.conflict, 1, "Local government", "seq")
    assert [each.to for each in bluff.unsanctioned] == [5]
    assert (bluff.stable, bluff.reason) == (False, "an improvement is not sanctioned")
    assert told(ELMIRA.conflict, 1, "Ministry", "seq").reason == "no improvement"


def test_the_tableau_says_which_reading_holds() -> None:
    makers = [DecisionMaker("A", ["a"], Ranking([1, 2, 4, 3])), DecisionMaker("B", ["b"], Ranking([1, 4, 2, 3]))]
    (at_once,) = told(Conflict(makers), 2, "A", "sim-fh").improvements
    assert at_once.to_dict() == {
        "to": 1,
        "payoff": 4,
        "sanctioned": True,
        "by": [{"mover": "B", "to": 4}],
        "reading": "at once",
        "together": 3,
        "end": 3,
        "end_payoff": 1,
        "final": False,
        "escape": None,
        "unknown": False,
        "end_unknown": False,
    }
    (in_turn,) = told(DILEMMA.conflict, 4, "A", "sim-fh").improvements
    assert in_turn.sanction is not None
    assert not in_turn.sanction.at_once
    assert in_turn.to_dict()["by"] == [{"mover": "B", "to": 1}]
    assert "together" not in in_turn.to_dict()


def test_an_explanation_records_where_it_comes_from() -> None:
    explanation = told(ELMIRA.conflict, 1, "Ministry", "seq")
    assert explanation.fingerprint == ELMIRA.conflict.fingerprint
    assert explanation.to_dict()["version"] == solve(ELMIRA.conflict).version
    assert explanation == told(attrs.evolve(ELMIRA.conflict), 1, "Ministry", "seq")


def test_a_long_chain_is_followed_to_its_end() -> None:
    size = 3_001
    states = [f"s{place}" for place in range(size)]
    steps = [(states[place], states[place + 1]) for place in range(1, size - 1)]
    onwards = Ranking(range(size, 0, -1))
    conflict = Conflict(
        [
            DecisionMaker("A", arcs=steps[::2], preference=onwards),
            DecisionMaker("B", arcs=steps[1::2], preference=onwards),
            DecisionMaker("C", arcs=[("s0", "s1")], preference=Ranking([*range(2, size), 1, size])),
        ],
        states=states,
    )
    (explanation,) = solve(conflict, ["sseq"]).why(1, "C")
    (improvement,) = explanation.improvements
    assert improvement.sanction is not None
    assert [turn.to for turn in improvement.sanction.turns] == list(range(3, size + 1))


def test_a_concept_that_judges_no_improvements_has_no_sanctions(monkeypatch: pytest.MonkeyPatch) -> None:
    class Everywhere:
        unavailable, stable, unsanctioned = (getattr(CONCEPTS["nash"].rule, name) for name in RULE)

    concept = attrs.evolve(CONCEPTS["nash"], key="other", rule=Everywhere())
    monkeypatch.setitem(CONCEPTS, "other", concept)
    solution = solve(ELMIRA.conflict, ["other"])
    with pytest.raises(UnavailableError, match="'other' does not judge improvement by improvement"):
        solution.why(1)


RULE = ("unavailable", "stable", "unsanctioned")


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=list(CONCEPTS))
def test_every_concept_can_be_asked_why(concept: Concept) -> None:
    @given(conflict=conflicts("free"))
    def judge(conflict: Conflict) -> None:
        assume(not concept.rule.unavailable(conflict))
        solution = solve(conflict, [concept.key])
        for state in range(1, conflict.size + 1):
            for each in solution.why(state, concept=concept.key):
                assert (
                    each.stable
                    == (not each.unsanctioned)
                    == solution.is_stable(each.decision_maker, state, concept.key)
                )

    judge()


@pytest.mark.parametrize(
    ("asked", "said"),
    [((13,), "no state 13"), ((1, "US A"), "no decision maker 'US A'"), ((1, "US", "nsh"), "no stability concept")],
)
def test_what_does_not_exist_cannot_be_explained(asked: tuple[int, str, str], said: str) -> None:
    with pytest.raises(UnknownNameError, match=said):
        solve(CUBA.conflict).why(*asked)


SOUND: dict[str, Any] = {
    "decision_maker": "Canadian opposition",
    "concept": "gmr",
    "state": 6,
    "stable": True,
    "improvements": [
        {
            "to": 2,
            "sanctioned": True,
            "by": [
                {"mover": "US support", "to": 1},
                {"mover": "US opposition", "to": 4},
                {"mover": "US support", "to": 3},
            ],
            "end": 3,
        }
    ],
}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"to": 3}, "these are not the improvements"),
        ({"sanctioned": False, "by": []}, "the definition says otherwise"),
        ({"end": 4}, "it ends elsewhere"),
        ({"by": SOUND["improvements"][0]["by"][:2], "end": 4}, "the end does not deter"),
        ({"by": [{"mover": "IJC", "to": 1}]}, "IJC cannot so move from 2 to 1"),
        ({"by": [{"mover": "US support", "to": 1}, {"mover": "US support", "to": 3}]}, "US support moves out of turn"),
        ({"by": [{"mover": "Canadian opposition", "to": 6}]}, "Canadian opposition moves out of turn"),
        ({"together": 3}, "in turn, but said to be together"),
    ],
)
def test_the_verifier_finds_fault(change: dict[str, Any], fault: str | None) -> None:
    changed = SOUND | {"improvements": [SOUND["improvements"][0] | change]}
    found = faults(read(GARRISON.conflict), changed)
    assert any(fault in each for each in found) if fault else found == []


def test_the_verifier_knows_a_detour() -> None:
    explanation = told(ELMIRA.conflict, 1, "Local government", "gmr").to_dict()
    detour = [{"mover": "Uniroyal", "to": 7}, {"mover": "Ministry", "to": 8}]
    (improvement,) = explanation["improvements"]
    (found,) = faults(read(ELMIRA.conflict), explanation | {"improvements": [improvement | {"by": detour, "end": 8}]})
    assert "there is a shorter way" in found
