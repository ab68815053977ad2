"""Models in the format of GMCR+, of every shape that circulates."""

from __future__ import annotations

import json
from typing import Any

import pytest

from detente import library
from detente.case import Case, read_text
from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements
from detente.errors import InputError, Place
from detente.stability import solve


def pattern(written: str) -> list[list[Any]]:
    """Write a pattern such as ``-YN-`` as the format has it."""
    return [[place, sign] for place, sign in enumerate(written) if sign != "-"]


def gmcr(data: dict[str, Any]) -> Case:
    return read_text(json.dumps(data), "model.gmcr")


def model(**changes: Any) -> dict[str, Any]:
    """Two decision makers with two options and one, with changes to the file."""
    return {
        "options": [
            {"name": "Strike", "permittedDirection": "fwd"},
            {"name": "Block", "permittedDirection": "both"},
            {"name": "Yield", "permittedDirection": "back"},
        ],
        "decisionMakers": [
            {"name": "A", "options": [0, 1], "preferences": [[[2, "Y"]], [[0, "N"], [1, "N"]]]},
            {
                "name": "B",
                "options": [2],
                "preferences": [{"compound": True, "members": [pattern("NN-"), pattern("--N")]}],
            },
        ],
        "infeasibles": [pattern("YY-")],
        "useManualPreferenceRanking": False,
    } | changes


ELMIRA = {
    "program": "elsewhere",
    "version": "0.3",
    "options": [
        {"name": "Modify", "permittedDirection": "fwd"},
        {"name": "Delay", "permittedDirection": "back"},
        {"name": "Accept", "permittedDirection": "both"},
        {"name": "Abandon", "permittedDirection": "fwd"},
        {"name": "Insist", "permittedDirection": "both"},
    ],
    "infeasibles": [pattern(each) for each in ("-YY--", "-Y-Y-", "--YY-", "-NNN-")],
    "decisionMakers": [
        {"name": "Ministry", "options": [0], "preferenceRanking": [9, 3, 4, 10, 7, 1, 2, 8, [5, 6, 11, 12]]},
        {"name": "Uniroyal", "options": [1, 2, 3], "preferenceRanking": [1, 4, 10, 7, [5, 6, 11, 12], 2, 3, 9, 8]},
        {"name": "Local government", "options": [4], "preferenceRanking": [9, 3, 7, 1, 10, 8, 4, 2, [5, 6, 11, 12]]},
    ],
    "useManualPreferenceRanking": True,
}


def test_a_published_model() -> None:
    solution = solve(gmcr(ELMIRA).conflict, ["nash", "gmr", "smr", "seq", "sim"])
    assert {key: solution.equilibria(key) for key in solution.concepts} == {
        "nash": (5, 6, 7, 10, 11, 12),
        "gmr": (1, 4, 5, 6, 7, 10, 11, 12),
        "smr": (1, 4, 5, 6, 7, 10, 11, 12),
        "seq": (5, 6, 7, 10, 11, 12),
        "sim": (5, 6, 7, 10, 11, 12),
    }


def test_the_older_keys_say_the_same() -> None:
    older = json.loads(json.dumps(ELMIRA).replace("preferenceRanking", "preferenceVector"))
    older["useManualPreferenceVectors"] = older.pop("useManualPreferenceRanking")
    older["options"] = [
        {"name": each["name"], "reversibility": each["permittedDirection"]} for each in older["options"]
    ]
    assert gmcr(older) == gmcr(ELMIRA)


def test_the_parts_of_a_model() -> None:
    assert gmcr(model()).conflict == Conflict(
        [
            DecisionMaker(
                "A", [Option("Strike", moves="up"), "Block"], Statements(["Yield", "not Strike and not Block"])
            ),
            DecisionMaker("B", [Option("Yield", moves="down")], Statements(["not Strike and not Block or not Yield"])),
        ],
        infeasible=["Strike and Block"],
    )


def test_the_title_is_the_name_of_the_file() -> None:
    text = json.dumps(model())
    assert read_text(text, "folder/Elmira 1991.gmcr").title == "Elmira 1991"
    assert read_text(text, "-").title == "untitled"


def test_options_are_put_together_by_decision_maker() -> None:
    data = model(
        decisionMakers=[
            {"name": "B", "options": [2], "preferenceRanking": [1, [2, 3, 4, 5], 6]},
            {"name": "A", "options": [1, 0], "preferenceRanking": [6, 5, 4, 3, 2, 1]},
        ],
        useManualPreferenceRanking=True,
    )
    conflict = gmcr(data).conflict
    assert [option.name for owner in conflict.decision_makers for option in owner.options] == [
        "Yield",
        "Block",
        "Strike",
    ]
    assert [conflict.state(number).label for number in range(1, 7)] == [
        "nothing",
        "Yield",
        "Block",
        "Yield, Block",
        "Strike",
        "Yield, Strike",
    ]
    assert conflict.payoffs("A").tolist() == [1, 2, 3, 4, 5, 6]


def test_the_ranking_counts_only_where_the_file_says_so() -> None:
    data = model()
    data["decisionMakers"][0]["preferenceRanking"] = [6, 5, 4, 3, 2, 1]
    assert gmcr(data) == gmcr(model())


def test_misperceptions() -> None:
    data = model()
    data["decisionMakers"][1]["misperceptions"] = [pattern("Y--"), {"compound": True, "members": [pattern("-YY")]}]
    conflict = gmcr(data).conflict
    assert list(map(str, conflict.decision_makers[1].misperceives)) == ["Strike", "Block and Yield"]
    assert conflict.decision_makers[0].misperceives == ()


def test_patterns_that_say_nothing_or_the_impossible() -> None:
    data = model()
    data["decisionMakers"][0]["preferences"] = [[], {"compound": True, "members": []}, [[0, "Y"], [0, "N"]], [[1, "-"]]]
    preference = gmcr(data).conflict.decision_makers[0].preference
    assert preference == Statements(["true", "false", "Strike and not Strike"])


def test_names_that_formulas_could_not_use() -> None:
    data = model()
    names = ["", 'the "best" one\'s', "two\nlines", "Yield"]
    data["options"] = [{"name": name, "permittedDirection": "both"} for name in names] + [
        {"permittedDirection": "both"}
    ]
    data["decisionMakers"][0] |= {"name": "A", "options": [0, 1, 2, 4], "preferences": [pattern("YYYYY")]}
    data["decisionMakers"][1] |= {"name": "A", "options": [3], "preferences": []}
    case = gmcr(data)
    assert case.conflict.names == ("A", "A (2)")
    assert [option.name for option in case.conflict.decision_makers[0].options] == [
        "option 1",
        "the 'best' one's",
        "two lines",
        "option 5",
    ]
    assert len(case.notes) == 5
    assert read_text(json.dumps(data), "model.gmcr") == case


def test_names_repeat_across_decision_makers_and_within_one() -> None:
    data = model()
    for option in data["options"]:
        option["name"] = "Move"
    conflict = gmcr(data).conflict
    assert [variable.full_name for variable in conflict.words.variables] == ["A.Move", "A.Move (2)", "B.Move"]
    assert str(conflict.decision_makers[0].preference.statements[0]) == "B.Move"  # type: ignore[attr-defined]


def test_options_of_nobody_never_move() -> None:
    data = model()
    data["decisionMakers"][0]["options"] = [1]
    case = gmcr(data)
    assert case.conflict.names == ("A", "B", "nobody")
    assert case.conflict.decision_makers[2].options == (Option("Strike", moves=()),)
    from_, _ = case.conflict.moves[2].arcs()
    assert from_.size == 0
    assert "belong to no decision maker" in str(case.notes[0])


def test_shared_options_make_a_graph() -> None:
    data = model()
    data["decisionMakers"][1]["options"] = [2, 0]
    case = gmcr(data)
    alone = gmcr(model()).conflict
    assert case.conflict.states == ("nothing", "Strike", "Block", "Yield", "Strike, Yield", "Block, Yield")
    assert (case.conflict.payoff_table == alone.payoff_table).all()
    arcs = set(case.conflict.decision_makers[1].arcs)
    assert arcs == {
        ("nothing", "Strike"),
        ("Yield", "nothing"),
        ("Yield", "Strike"),
        ("Yield", "Strike, Yield"),
        ("Strike, Yield", "Strike"),
        ("Block, Yield", "Block"),
    }
    assert "share options" in str(case.notes[0])


@pytest.mark.parametrize("options", [[0, 1], [1, 0]])
def test_the_order_in_which_shared_options_are_listed_changes_nothing(options: list[int]) -> None:
    data = {
        "options": [{"name": name, "permittedDirection": "both"} for name in "abc"],
        "decisionMakers": [
            {"name": "A", "options": [0, 1, 2], "preferences": []},
            {"name": "B", "options": options, "preferences": [[[0, "Y"]], [[2, "Y"]]]},
        ],
        "infeasibles": [],
    }
    assert solve(gmcr(data).conflict).equilibria("nash") == (2, 4, 6, 8)


def test_coalitions_are_named_in_a_note() -> None:
    (note,) = gmcr(model(coalitions=[[0, 1]])).notes
    assert str(note) == (
        "The .gmcr file joins 'A', 'B' into one coalition; here each acts by itself, unless 'detente coalitions "
        "--block' joins them."
    )
    assert gmcr(model(coalitions=[0, 1])).notes == ()


def _with(place: int, **changes: Any) -> dict[str, Any]:
    data = model()
    data["decisionMakers"][place] |= changes
    return data


FAULTS: dict[str, tuple[Any, str, str]] = {
    "no options": ({"decisionMakers": []}, "{", "'options' is missing; allowed: a list"),
    "nobody": (model(decisionMakers=[]), "[], ", "no decision makers; allowed: one or more"),
    "no list": (model(options=3), "3", "'options' is no list; allowed: a list"),
    "direction": (
        model(options=[{"name": "a", "permittedDirection": "up"}], decisionMakers=[{"name": "A", "options": [0]}]),
        '"up"',
        "the direction 'up'; allowed: one of: both, fwd, back",
    ),
    "unknown option": (_with(0, options=[0, 9]), "9]", "no option '9'; allowed: 0 to 2"),
    "negative option": (_with(0, options=[-1]), "-1]", "no option '-1'; allowed: 0 to 2"),
    "truth value": (_with(0, options=[True]), "true]", "no option 'true'; allowed: 0 to 2"),
    "sign": (_with(0, preferences=[[[0, "yes"]]]), '"yes"', "'yes' in a pattern; allowed: one of: Y, N"),
    "pair": (
        _with(0, preferences=[[0, "Y"]]),
        '0, "Y"',
        "part of a pattern of another shape; allowed: [option, Y or N]",
    ),
    "compound": (
        _with(0, preferences=[{"compound": True}]),
        '{"compound": true}',
        "a compound without members; allowed: 'members', a list of patterns",
    ),
    "nothing feasible": (
        model(infeasibles=[[]]),
        "[[]]",
        "no state is feasible: the infeasible formulas exclude every combination",
    ),
}
"""For each kind of fault a model, the text that stands where the fault is, and what is said."""


@pytest.mark.parametrize("kind", FAULTS)
def test_faults(kind: str) -> None:
    data, faulty, said = FAULTS[kind]
    with pytest.raises(InputError) as caught:
        gmcr(data)
    problem = caught.value.problems[0]
    assert str(problem).endswith(f": {said}")
    assert problem.place
    assert json.dumps(data)[(problem.place.column or 0) - 1 :].startswith(faulty)


def test_what_is_no_model() -> None:
    with pytest.raises(InputError) as caught:
        gmcr([])  # type: ignore[arg-type]
    assert str(caught.value).startswith("model.gmcr: the file holds no model; allowed: a mapping with 'options'")


@pytest.mark.parametrize(
    ("ranking", "said"),
    [
        ([6, 5, 4, 3, 2], "the ranking leaves out states: 1; allowed: every state from 1 to 6 exactly once"),
        ([6, 5, 4, 3, [2, 2], 1], "the ranking names states more than once: 2"),
        ([7, 6, 5, 4, 3, 2, 1], "the ranking names states that do not exist: 7"),
        ([6, 5, 4, 3, 2, "1"], "'1' is no state number"),
        (None, "no ranking for 'A'; allowed: 'preferenceRanking'"),
    ],
)
def test_faults_in_a_ranking(ranking: object, said: str) -> None:
    data = _with(0, preferenceRanking=ranking) | {"useManualPreferenceRanking": True}
    data["decisionMakers"][1]["preferenceRanking"] = [[1, 2, 3, 4, 5, 6]]
    with pytest.raises(InputError) as caught:
        gmcr(data)
    assert said in str(caught.value.problems[0])
    assert len(caught.value.problems) == 1


def test_all_faults_are_told_with_their_lines() -> None:
    data = _with(0, preferences=[[[0, "yes"]], [[9, "Y"]]]) | {"infeasibles": [[[7, "Y"]]]}
    with pytest.raises(InputError) as caught:
        read_text(json.dumps(data, indent=1), "model.gmcr")
    places = [problem.place for problem in caught.value.problems]
    assert len(places) == 3
    assert all(place and place.file == "model.gmcr" and place.line and place.column for place in places)


def test_what_is_no_json() -> None:
    with pytest.raises(InputError) as caught:
        read_text('{"options": [\n  }', "model.gmcr")
    assert caught.value.problems[0].place == Place("model.gmcr", 2, 3)
    assert str(caught.value) == "model.gmcr, line 2, column 3: this is no JSON: Expecting value"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"name": "x",\n "a": {"name": 1, "b": 2,\n "b": 3}}',
            "model.gmcr, line 3, column 2: the key 'b' stands here again; allowed: each key once",
        ),
        (
            '{"a": [' * 50 + '{"b":1,\t"b":2}' + "]}" * 50,
            "model.gmcr: the key 'b' stands here again; allowed: each key once",
        ),
        ('{"a":\n ' + "7" * 5_000 + "}", "model.gmcr, line 2, column 2: a number of 5000 digits; allowed: at most 18"),
        ("[" * 5_000 + "]" * 5_000, "model.gmcr: lists or mappings too deep within each other; allowed: at most 100"),
    ],
)
def test_what_is_json_and_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(text, "model.gmcr")
    assert str(caught.value) == said


def test_every_shape_is_the_same_conflict_as_the_library_has() -> None:
    expected = library.load("elmira-12").conflict
    assert (gmcr(ELMIRA).conflict.payoff_table == expected.payoff_table).all()
    assert gmcr(ELMIRA).conflict.decision_makers[1].preference == Ranking([1, 4, 10, 7, [5, 6, 11, 12], 2, 3, 9, 8])
