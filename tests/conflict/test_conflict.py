"""Declared conflicts: frozen, equal by content, and clear about what does not fit together."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given

from detente.conflict import (
    DIRECTIONS,
    Conflict,
    DecisionMaker,
    ForbiddenMove,
    Option,
    Ranking,
    Statements,
    Weights,
)
from detente.errors import ConflictError, InputError, UnavailableError, UnknownNameError
from tests.models import any_conflicts
from tests.published import CUBA, ELMIRA_12, ELMIRA_BY_HAND

LADDER = Option("p", ["low", "mid", "high"])
A_NAME = "one line of text with at most one kind of quotation marks"
WAYS = "one of: both, up, down, rung, rung-up, rung-down, or a list of [from, to]"
MEMBERS = "p = high; a, p = high; p = high, b; a, p = high, b"


def small(**parts: Any) -> Conflict:
    """Return a conflict of two decision makers."""
    return Conflict([DecisionMaker("A", ["a", LADDER]), DecisionMaker("B", ["b"])], **parts)


def drawn(**parts: Any) -> Conflict:
    """Return a conflict in graph form."""
    return Conflict([DecisionMaker("A", arcs=[("x", "y")])], states=["x", "y"], **parts)


WRONG: list[Any] = [
    pytest.param(lambda: Conflict([]), ["a conflict without decision makers; allowed: one or more"], id="nobody"),
    pytest.param(
        lambda: Conflict([DecisionMaker("A"), DecisionMaker("A")]),
        ["two decision makers are named 'A'"],
        id="one name twice",
    ),
    pytest.param(
        lambda: DecisionMaker("A", ["a", "b", "a"]), ["decision maker 'A' has two options 'a'"], id="one option twice"
    ),
    pytest.param(
        lambda: DecisionMaker("two\nlines"),
        [rf"'two\nlines' cannot be the name of a decision maker; allowed: {A_NAME}"],
        id="a name of two lines",
    ),
    pytest.param(
        lambda: Option("\"a'"),
        [rf"""'"a\'' cannot be the name of an option; allowed: {A_NAME}"""],
        id="both quotation marks",
    ),
    pytest.param(
        lambda: Option("p", ["low", " "]),
        [f"' ' cannot be the name of a level of option 'p'; allowed: {A_NAME}"],
        id="an empty level",
    ),
    pytest.param(lambda: Option("p", ["low"]), ["option 'p': 1 level; allowed: two levels or more"], id="one level"),
    pytest.param(
        lambda: Option("p", ["low", "mid", "low"]), ["option 'p': the level 'low' is given twice"], id="a level twice"
    ),
    pytest.param(
        lambda: Option("p", moves="upp"),
        [f"option 'p': the moves cannot be 'upp'; allowed: {WAYS}; did you mean 'up'?"],
        id="unknown direction",
    ),
    pytest.param(
        lambda: Option("p", ["low", "high"], [("low", "hihg"), ("low", "low")]),
        [
            "option 'p': no level 'hihg'; allowed: one of: low, high; did you mean 'high'?",
            "option 'p': a move from 'low' to itself",
        ],
        id="wrong steps",
    ),
    pytest.param(
        lambda: small(
            infeasible=["a and c"],
            coalesced=["p"],
            forbidden_moves=[ForbiddenMove(from_="a", to="p = hgh", by="C"), ForbiddenMove(from_="x", to="y")],
        ),
        [
            "forbidden move: no decision maker 'C'; allowed: one of: A, B",
            "infeasible: no option 'c'; allowed: one of: a, p, b",
            "coalesce: option 'p' has levels; say which is meant, as in 'p = high'; allowed: one of: low, mid, high",
            "forbidden move: no level 'hgh' of option 'p'; allowed: one of: low, mid, high; did you mean 'high'?",
            "forbidden move: no option 'x'; allowed: one of: a, p, b",
            "forbidden move: no option 'y'; allowed: one of: a, p, b",
        ],
        id="all problems at once",
    ),
    pytest.param(
        lambda: Conflict([DecisionMaker("A", ["a"], misperceives=["b"])]),
        ["misperceived by 'A': no option 'b'; allowed: one of: a"],
        id="misperceived",
    ),
    pytest.param(
        lambda: Conflict([DecisionMaker("A", ["a"], arcs=[("x", "y")])]),
        ["decision maker 'A' has arcs, and there are no states to move between"],
        id="arcs without states",
    ),
    pytest.param(
        lambda: Conflict([DecisionMaker("A", arcs=[("x", "z"), ("z", "x")])], states=["x", "y", "x"]),
        ["the state 'x' is listed twice", "moves of 'A': no state 'z'; allowed: one of: x, y, x"],
        id="states and arcs",
    ),
    pytest.param(
        lambda: Conflict([DecisionMaker("A", ["a"])], states=["x", "y"]),
        ["decision maker 'A' has options in a conflict in graph form"],
        id="options in graph form",
    ),
    pytest.param(
        lambda: drawn(
            infeasible=["state = x"],
            forbidden_moves=[ForbiddenMove(from_="state = x", to="state = y")],
            coalesced=["state = y"],
        ),
        [
            "infeasible in a conflict in graph form; allowed: option form",
            "forbidden moves in a conflict in graph form; allowed: option form",
            "coalesce in a conflict in graph form; allowed: option form",
        ],
        id="option form in graph form",
    ),
    pytest.param(
        lambda: small(status_quo={"c": "yes"}).status_quo_index,
        ["status quo: no option 'c'; allowed: one of: a, p, b"],
        id="unknown status quo",
    ),
    pytest.param(
        lambda: small(status_quo={"p": "medium"}).status_quo_index,
        ["status quo: no level 'medium' of option 'p'; allowed: one of: low, mid, high"],
        id="unknown level of status quo",
    ),
    pytest.param(
        lambda: small(status_quo={"a": "yes", "p": "mid"}, infeasible=["a and p = mid"]).status_quo_index,
        ["status quo: the state 'a, p = mid' is infeasible: 'a and p = mid' cannot hold"],
        id="infeasible status quo",
    ),
    pytest.param(lambda: small().state(13), ["no state 13; allowed: 1 to 12"], id="no such state"),
    pytest.param(lambda: small().state(0), ["no state 0; allowed: 1 to 12"], id="states count from 1"),
    pytest.param(
        lambda: small().payoffs("C"), ["no decision maker 'C'; allowed: one of: A, B"], id="no such decision maker"
    ),
    pytest.param(lambda: small().numbers("c"), ["no option 'c'; allowed: one of: a, p, b"], id="no such option"),
    pytest.param(
        lambda: small(coalesced=["p = high"]).numbers("a"),
        [f"'a' does not hold alike in all members of the coalesced state 9: {MEMBERS}"],
        id="a formula that splits a state",
    ),
]


@pytest.mark.parametrize(("build", "messages"), WRONG)
def test_what_does_not_fit_together_is_told(build: Callable[[], object], messages: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        build()
    assert [str(problem) for problem in caught.value.problems] == messages


def test_every_kind_of_error_says_what_it_is() -> None:
    assert issubclass(ConflictError, InputError)
    with pytest.raises(ConflictError):
        small(status_quo={"a": "yes"}, infeasible=["a"]).status_quo_index  # noqa: B018 - worked out when asked for
    with pytest.raises(UnknownNameError):
        small().state(13)


@given(conflict=any_conflicts())
def test_conflicts_are_equal_by_content(conflict: Conflict) -> None:
    again = attrs.evolve(conflict)
    assert again is not conflict
    assert again == conflict
    assert hash(again) == hash(conflict)
    assert again.fingerprint == conflict.fingerprint
    assert (again.content, repr(again)) == (conflict.content, repr(conflict))


@pytest.mark.parametrize(
    "changes",
    [
        {"infeasible": ["a and b"]},
        {"coalesced": ["b"]},
        {"status_quo": {}},
        {"forbidden_moves": [ForbiddenMove(from_="a", to="b")]},
        {"decision_makers": [DecisionMaker("A", ["a", LADDER], Statements(["a"])), DecisionMaker("B", ["b"])]},
        {"decision_makers": [DecisionMaker("A", ["a", Option("p", LADDER.levels, "up")]), DecisionMaker("B", ["b"])]},
        {"decision_makers": [DecisionMaker("B", ["b"]), DecisionMaker("A", ["a", LADDER])]},
    ],
)
def test_any_change_makes_another_conflict(changes: dict[str, Any]) -> None:
    changed = attrs.evolve(small(), **changes)
    assert changed != small()
    assert changed.fingerprint != small().fingerprint


def test_a_conflict_shows_in_a_line() -> None:
    makers = [DecisionMaker(name) for name in "ABCDEFGH"]
    conflict = Conflict(
        makers, infeasible=["false"], coalesced=["true"], forbidden_moves=[ForbiddenMove(from_="true", to="true")]
    )
    assert repr(conflict) == (
        "Conflict(decision_makers=['A', 'B', 'C', 'D', 'E', 'F', … 2 more], options=0, infeasible=1, "
        f"forbidden_moves=1, coalesced=1, fingerprint='{conflict.fingerprint}')"
    )
    graph = Conflict([DecisionMaker("A", arcs=[("s", "t")])], states=["s", "t"])
    assert repr(graph) == f"Conflict(decision_makers=['A'], states=2, fingerprint='{graph.fingerprint}')"


def test_ways_to_write_the_same() -> None:
    assert small(infeasible=["a  and (b)"]) == small(infeasible=("a and b",))
    assert small(status_quo={"a": "yes", "b": "no"}) == small(status_quo=[("b", "no"), ("a", "yes")])
    assert DecisionMaker("A", ["a"]) == DecisionMaker("A", (Option("a"),))
    assert Weights({"a": 0.5}) == Weights([("a", "1/2")])
    assert Ranking([1, (2, 3)]) == Ranking([[1], [2, 3]])


@pytest.mark.parametrize(
    "thing", [small(), small().decision_makers[0], LADDER, Statements(["a"]), Ranking([1]), Weights({"a": 1})]
)
def test_what_is_declared_does_not_change(thing: Any) -> None:
    for field in attrs.fields(type(thing)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, field.name, None)
    assert isinstance(hash(thing), int)


@pytest.mark.parametrize(
    ("moves", "allowed"),
    [
        ("both", "01 02 10 12 20 21"),
        ("up", "01 02 12"),
        ("down", "10 20 21"),
        ("rung", "01 10 12 21"),
        ("rung-up", "01 12"),
        ("rung-down", "10 21"),
        ([("low", "high"), ("high", "mid")], "02 21"),
        ([], ""),
    ],
)
def test_directions(moves: Any, allowed: str) -> None:
    option = Option("p", ["low", "mid", "high"], moves)
    pairs = [(from_, to) for from_ in range(3) for to in range(3)]
    assert " ".join(f"{i}{j}" for i, j in pairs if option.steps[i, j]) == allowed
    assert [option.can_move(option.levels[i], option.levels[j]) for i, j in pairs] == [
        f"{i}{j}" in allowed.split() for i, j in pairs
    ]


def test_every_direction_is_tried_above() -> None:
    assert list(DIRECTIONS) == ["both", "up", "down", "rung", "rung-up", "rung-down"]


def test_several_options_change_in_one_move_and_each_may_stay() -> None:
    conflict = Conflict([DecisionMaker("A", [Option("a", moves="up"), Option("b", moves="down")])])
    # 1 neither, 2 a, 3 b, 4 both
    assert [conflict.moves[0].targets(s).tolist() for s in range(4)] == [[1], [], [0, 1, 3], [1]]


def test_a_status_quo_names_options_with_or_without_their_owner() -> None:
    makers = [DecisionMaker("A", ["x"]), DecisionMaker("B", ["x", "y"])]
    assert Conflict(makers, status_quo={"B.x": "yes", "y": "yes"}).status_quo_index == 6
    assert Conflict(makers, status_quo={}).status_quo_index == 0
    assert Conflict(makers).status_quo_index is None
    with pytest.raises(UnknownNameError, match=r"'x' is an option of several decision makers.*A\.x, B\.x"):
        Conflict(makers, status_quo={"x": "yes"}).status_quo_index  # noqa: B018 - worked out when asked for


def test_a_status_quo_may_be_one_member_of_a_coalesced_state() -> None:
    conflict = small(coalesced=["p = high"], status_quo={"p": "high"})
    assert conflict.status_quo_index == 8
    assert conflict.state(9).label == "p = high"


def test_coalesced_states_stand_where_their_last_member_does_and_overlapping_ones_are_one() -> None:
    apart = small(coalesced=["a and b", "not a and p = low"])
    assert [state.code for state in map(apart.state, range(1, apart.size + 1))] == [1, 2, 3, 4, 5, 6, 8, 10, 11]
    joined = small(coalesced=["a and b", "b and p = low"])
    assert joined.size == 12 - 3
    assert joined.numbers("b and (a or p = low)") == (9,)


def test_coalescing_by_number_keeps_rankings_on_their_states() -> None:
    before = ELMIRA_12.conflict
    after = before.coalesce([12, 5, 6, 11])
    assert after.size == 9
    assert after.decision_makers[1].preference == Ranking([1, 4, 8, 5, 9, 2, 3, 7, 6])
    assert after.coalesce([3]) == after
    assert before.coalesce([5, 6]).coalesce([10, 11, 5]).size == 9


def test_coalescing_what_someone_does_not_like_equally_is_refused() -> None:
    with pytest.raises(ConflictError) as caught:
        CUBA.conflict.coalesce([1, 2])
    assert str(caught.value) == (
        "decision maker 'US': the preference is not alike in all members of the coalesced state 1: nothing; air strike"
    )
    with pytest.raises(UnavailableError, match="states cannot be coalesced in graph form; allowed: option form"):
        ELMIRA_BY_HAND.conflict.coalesce([1, 2])
    with pytest.raises(UnknownNameError, match="no state 99; allowed: 1 to 12"):
        CUBA.conflict.coalesce([1, 99])


def test_other_infeasible_formulas_keep_rankings_on_their_states() -> None:
    fewer = CUBA.conflict.with_infeasible(["withdraw and escalate", "'air strike'"])
    assert fewer.size == 6
    # 5 > 7 > 3 > 1 > 11 > 9 of the twelve states, by their new numbers
    assert fewer.decision_makers[0].preference == Ranking([3, 4, 2, 1, 6, 5])
    with pytest.raises(ConflictError) as caught:
        CUBA.conflict.with_infeasible([])
    assert str(caught.value) == (
        "decision maker 'US': its ranking has no place for the state 'withdraw, escalate', which becomes feasible"
    )


def test_one_who_misperceives_a_state_neither_moves_to_it_nor_from_it() -> None:
    makers = [DecisionMaker("A", ["a"], misperceives=["a and b"]), DecisionMaker("B", ["b"])]
    conflict = Conflict(makers)
    # 1 neither, 2 a, 3 b, 4 both
    assert [conflict.moves[0].targets(s).tolist() for s in range(4)] == [[1], [0], [], []]
    assert [conflict.moves[1].targets(s).tolist() for s in range(4)] == [[2], [3], [0], [1]]


def test_one_who_misperceives_a_state_of_a_graph_neither_moves_to_it_nor_from_it() -> None:
    arcs = [("x", "y"), ("y", "z"), ("z", "x"), ("x", "z")]
    seeing = DecisionMaker("A", arcs=arcs)
    blind = attrs.evolve(seeing, name="B", misperceives=["state = y"])
    conflict = Conflict([seeing, blind], states="xyz")
    assert [conflict.moves[0].targets(s).tolist() for s in range(3)] == [[1, 2], [2], [0]]
    assert [conflict.moves[1].targets(s).tolist() for s in range(3)] == [[2], [], [0]]


def test_forbidden_moves_may_concern_one_or_all() -> None:
    rules = [
        ForbiddenMove(from_="not a", to="a", by="A"),
        ForbiddenMove(from_="b", to="not b"),
        ForbiddenMove(from_="a and not b", to="b", by="A"),
    ]
    conflict = Conflict([DecisionMaker("A", ["a"]), DecisionMaker("B", ["b"])], forbidden_moves=rules)
    assert [conflict.moves[0].targets(s).tolist() for s in range(4)] == [[], [0], [], [2]]
    assert [conflict.moves[1].targets(s).tolist() for s in range(4)] == [[2], [3], [], []]


def test_in_graph_form_formulas_speak_of_the_state() -> None:
    conflict = drawn(status_quo={"state": "y"})
    assert conflict.status_quo_index == 1
    assert conflict.numbers("state = y or state != x") == (2,)
    assert conflict.state(2).label == "state = y"
    with pytest.raises(UnknownNameError, match="no level 'z' of option 'state'; allowed: one of: x, y"):
        conflict.numbers("state = z")


@given(conflict=any_conflicts())
def test_any_state_can_be_the_status_quo(conflict: Conflict) -> None:
    for number in range(1, conflict.size + 1):
        moved = conflict.starting_at(number)
        assert moved.status_quo_index == number - 1
        assert attrs.evolve(moved, status_quo=conflict.status_quo) == conflict
    with pytest.raises(UnknownNameError, match=f"no state {conflict.size + 1}"):
        conflict.starting_at(conflict.size + 1)
