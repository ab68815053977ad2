"""Cases written in the format of GMCR+: what can be held comes back the same, and what cannot is named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from detente import library
from detente.case import Case, read_text, to_gmcr
from detente.case.gmcr.patterns import Columns
from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Ranking, Statements, Weights
from detente.errors import InputError, UnavailableError
from detente.formula import Chosen, Reference, Variable, Vocabulary, parse
from detente.stability import solve
from tests.models import any_conflicts, conflicts
from tests.published import PUBLISHED

BASIC = ("nash", "gmr", "smr", "seq", "sseq")


def there_and_back(conflict: Conflict) -> tuple[Conflict, tuple[str, ...]]:
    written = to_gmcr(Case(title="x", conflict=conflict))
    return read_text(written.text, "x.gmcr").conflict, written.lost


def verdicts(conflict: Conflict) -> dict[str, Any]:
    return {key: verdict.tolist() for key, verdict in solve(conflict, BASIC).verdicts.items()}


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_models_come_back_the_same(name: str) -> None:
    conflict = PUBLISHED[name].conflict
    if conflict.coalesced or conflict.in_graph_form:
        return
    back, lost = there_and_back(conflict)
    assert lost == ()
    assert verdicts(back) == verdicts(conflict)
    assert [back.state(number).label for number in range(1, back.size + 1)] == [
        conflict.state(number).label for number in range(1, conflict.size + 1)
    ]


LEFT_OUT = ("coalesced", "forbidden", "the steps", "that ", "unknown", "what some think")
"""How the parts begin without which verdicts are others."""


@given(any_conflicts())
def test_what_nothing_is_lost_of_comes_back_the_same(conflict: Conflict) -> None:
    try:
        back, lost = there_and_back(conflict)
    except InputError:
        assert conflict.in_graph_form
        return
    if not any("coalesced" in part for part in lost):
        assert back.size == conflict.size
        assert (back.payoff_table[: len(conflict.names)] == conflict.payoff_table).all()
    if not any(part.startswith(LEFT_OUT) for part in lost):
        assert verdicts(back) == verdicts(conflict)


@given(conflicts("one-way"))
def test_one_way_options_lose_nothing(conflict: Conflict) -> None:
    back, lost = there_and_back(conflict)
    assert {part.split()[0] for part in lost} <= {"statements", "the"}
    assert verdicts(back) == verdicts(conflict)


def test_levels_become_options_of_which_exactly_one_holds() -> None:
    ladder = Option("posture", ["calm", "massed", "inside"], moves="up")
    conflict = Conflict([DecisionMaker("A", [ladder], Statements(["posture >= massed", "not posture = inside"]))])
    written = to_gmcr(Case(title="x", conflict=conflict))
    data = json.loads(written.text)
    assert data["options"] == [
        {"name": "posture: calm", "permittedDirection": "back"},
        {"name": "posture: massed", "permittedDirection": "both"},
        {"name": "posture: inside", "permittedDirection": "fwd"},
    ]
    assert data["decisionMakers"][0]["preferences"] == [
        {"compound": True, "members": [[[1, "Y"]], [[2, "Y"]]]},
        {"compound": True, "members": [[[0, "Y"]], [[1, "Y"]]]},
    ]
    assert written.lost == ("the levels of 'posture': in the file they are yes/no options",)
    assert verdicts(read_text(written.text, "x.gmcr").conflict) == verdicts(conflict)


LOST: dict[str, tuple[Conflict, str]] = {
    "coalesced": (
        Conflict([DecisionMaker("A", ["p", "q"])], coalesced=["p"]),
        "coalesced states: in the file each is a state of its own, all liked equally",
    ),
    "forbidden": (
        Conflict([DecisionMaker("A", ["p"])], forbidden_moves=[ForbiddenMove(from_="p", to="not p")]),
        "forbidden moves: in the file everybody may make them",
    ),
    "weights": (
        Conflict([DecisionMaker("A", ["p"], Weights({"p": 1}))]),
        "the weights of A: in the file they are rankings",
    ),
    "mixed": (
        Conflict([DecisionMaker("A", ["p"], Ranking([1, 2])), DecisionMaker("B", preference=Statements(["p"]))]),
        "statements beside rankings: in the file every preference is a ranking",
    ),
    "rungs": (
        Conflict([DecisionMaker("A", [Option("p", ["a", "b", "c"], moves="rung")])]),
        "the steps of 'p': in the file it may make others as well",
    ),
    "never": (
        Conflict([DecisionMaker("A", [Option("p", moves=())])]),
        "that 'p' never moves: in the file it moves both ways",
    ),
    "status quo": (Conflict([DecisionMaker("A", ["p"])], status_quo={}), "the status quo"),
}


@pytest.mark.parametrize("kind", LOST)
def test_what_is_lost_is_named(kind: str) -> None:
    conflict, part = LOST[kind]
    back, lost = there_and_back(conflict)
    assert part in lost
    assert back.names == conflict.names


def test_everything_said_is_lost_by_name() -> None:
    assert to_gmcr(library.load("elmira-12")).lost == (
        "title, summary, question, dates and kind",
        "sources",
        "goals",
        "dreads",
        "levers",
        "notes",
        "what is said about the parts ('says', 'why', 'sources', 'mechanisms')",
        "the status quo",
    )


def test_coalesced_states_are_ranked_alike() -> None:
    conflict = library.load("elmira").conflict
    back, _ = there_and_back(conflict)
    assert back.size == 12
    assert {tuple(back.payoff_table[:, number - 1]) for number in (5, 6, 11, 12)} == {
        tuple(conflict.payoff_table[:, 8])
    }


def test_graph_form_has_no_counterpart() -> None:
    with pytest.raises(UnavailableError, match="graph form has no options"):
        to_gmcr(Case(title="x", conflict=Conflict([DecisionMaker("A")], states=["s", "t"])))


def test_a_statement_of_too_many_alternatives_becomes_a_ranking() -> None:
    options = [f"o{number}" for number in range(16)]
    half = f"exactly 8 of ({', '.join(options)})"
    back, lost = there_and_back(Conflict([DecisionMaker("A", options, Statements([half]))]))
    assert lost == ("statements of many alternatives: in the file every preference is a ranking",)
    assert back.payoffs("A").max() == 2


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "not a",
        "x = low",
        "x >= mid",
        "not x < mid",
        "x != 2",
        "a and b",
        "not (a and b)",
        "if a then b",
        "not (if a then b or x = mid)",
        "a iff b",
        "not (a iff x >= mid)",
        "exactly 1 of (a, b, x = low)",
        "not exactly 1 of (a, b, x = low)",
        "at least 2 of (a, b, x = low, a)",
        "not at most 1 of (a, not b, x = mid)",
        "true",
        "false",
        "exactly 0 of (a, b)",
        "at least 5 of (a, b)",
    ],
)
def test_patterns_hold_where_the_formula_does(text: str) -> None:

    words = Vocabulary([Variable("a"), Variable("x", None, ("low", "mid", "2")), Variable("b")])
    conflict = Conflict([DecisionMaker("A", ["a", Option("x", ["low", "mid", "2"]), "b"])])
    columns = Columns(words)
    assert columns.count == 5
    found = set()
    for pattern in columns.patterns(parse(text)):
        for index in range(conflict.size):
            a, x, b = (level or 0 for level in conflict.space.levels(index))
            truth = [bool(a), x == 0, x == 1, x == 2, bool(b)]
            if all(truth[column] is holds for column, holds in pattern):
                found.add(index + 1)
    assert tuple(sorted(found)) == conflict.numbers(parse(text))


def test_names_that_repeat_are_told_apart_by_place() -> None:
    conflict = Conflict([DecisionMaker("A", ["go"]), DecisionMaker("B", ["go"], Statements(["A.go", "not B.go"]))])
    back, lost = there_and_back(conflict)
    assert lost == ()
    assert back.decision_makers[1].preference == Statements(
        [Chosen(Reference("go", "A")), parse("not B.go")],
    )
