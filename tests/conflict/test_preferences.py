"""Payoffs are exact."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict import PREFERENCES, Conflict, DecisionMaker, Option, Ranking, Statements, Weights
from detente.conflict.preference import Preference
from detente.errors import ConflictError, TooLargeError, UnknownNameError


def payoffs(preference: Preference, **parts: Any) -> list[int]:
    """Return the payoffs over two yes/no options a and b: neither, a, b, both."""
    found = Conflict([DecisionMaker("A", ["a", "b"], preference)], **parts).payoffs("A")
    assert found.dtype == np.int32
    return found.tolist()


@pytest.mark.parametrize("before", [0, 1, 30, 31, 32, 62, 63, 64, 1000, 5000])
def test_a_statement_counts_however_many_stand_before_it(before: int) -> None:
    assert payoffs(Statements([*["a or not a"] * before, "b", "a"])) == [1, 2, 3, 4]
    assert payoffs(Statements(["b", *["a or not a"] * before, "a"])) == [1, 2, 3, 4]


@pytest.mark.parametrize("behind", [1, 31, 62, 63, 64, 1000])
def test_no_number_of_statements_outweighs_one_more_important(behind: int) -> None:
    assert payoffs(Statements(["b", *["a and not b"] * behind])) == [1, 2, 3, 3]


def test_statements_compare_truth_vectors_in_order() -> None:
    assert payoffs(Statements(["if a then b", "not a", "b"])) == [3, 1, 4, 2]
    assert payoffs(Statements(["a iff b"])) == [2, 1, 1, 2]


def test_no_statement_means_indifference() -> None:
    assert payoffs(Statements()) == [1, 1, 1, 1]
    assert DecisionMaker("A").preference == Statements()


@given(weights=st.lists(st.fractions(), min_size=2, max_size=2))
def test_weights_are_summed_as_fractions(weights: list[Fraction]) -> None:
    a, b = weights
    worth = [Fraction(0), a, b, a + b]
    assert payoffs(Weights([("a", a), ("b", b)])) == [sorted(set(worth)).index(each) + 1 for each in worth]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        pytest.param({"a": 2**70, "b": 2**70 + 1}, [1, 2, 3, 4], id="beyond 64 bits"),
        pytest.param({"a": Fraction(1, 3), "b": "0.3333333333333333"}, [1, 3, 2, 4], id="thirds are not decimals"),
        pytest.param({"a": "1/3", "b": "2/6"}, [1, 2, 2, 3], id="equal fractions"),
        pytest.param({"a": 0.1, "b": "1/10"}, [1, 2, 2, 3], id="a float is the decimal it shows"),
        pytest.param({"a": Fraction(1, 10**30), "b": Fraction(-1, 10**40)}, [2, 4, 1, 3], id="tiny"),
        pytest.param({"a": 10**300, "b": "1e-300"}, [1, 3, 2, 4], id="far apart"),
        pytest.param({"a": 2**62, "b": -(2**62)}, [2, 3, 1, 2], id="cancelling at the edge of a word"),
        pytest.param({}, [1, 1, 1, 1], id="none"),
        pytest.param([("a", 1), ("a", 1), ("b", 2)], [1, 2, 2, 3], id="one formula twice"),
    ],
)
def test_weights_are_exact(weights: Any, expected: list[int]) -> None:
    assert payoffs(Weights(weights)) == expected


@pytest.mark.parametrize("number", ["many", "1/0", "", float("inf"), float("nan"), "1//2"])
def test_a_weight_is_a_number(number: Any) -> None:
    with pytest.raises(ConflictError) as caught:
        Weights({"a": number})
    allowed = "allowed: a whole number, a decimal or a fraction such as 1/3"
    assert str(caught.value) == f"the weight '{number}' is no number; {allowed}"


@pytest.mark.parametrize("number", ["1e999999999", "1E-1_000_000", "9" * 1001, "0." + "3" * 1000])
def test_a_weight_has_an_end(number: str) -> None:
    with pytest.raises(TooLargeError) as caught:
        Weights({"a": number})
    shown = number if len(number) <= 20 else number[:20] + "…"
    assert str(caught.value) == f"the weight '{shown}' is too long; allowed: at most 1000 digits"


def test_a_ranking_is_best_first_with_ties_in_brackets() -> None:
    assert payoffs(Ranking([3, [1, 4], 2])) == [2, 1, 3, 2]
    assert payoffs(Ranking([[1, 2, 3, 4]])) == [1, 1, 1, 1]
    assert Ranking([3, [1, 4], 2]).tiers == ((3,), (1, 4), (2,))


@pytest.mark.parametrize(
    ("ranking", "messages"),
    [
        ([1, 2, 3], ["the ranking leaves out states: 4"]),
        ([1, 2, 3, 4, 5], ["the ranking names states that do not exist: 5"]),
        ([1, 2, [3, 4, 1]], ["the ranking names states more than once: 1"]),
        (
            [0, 7, 1, 1, 2],
            [
                "the ranking names states that do not exist: 0, 7",
                "the ranking names states more than once: 1",
                "the ranking leaves out states: 3, 4",
            ],
        ),
        ([], ["the ranking leaves out states: 1, 2, 3, 4"]),
    ],
)
def test_a_ranking_names_every_state_once(ranking: list[Any], messages: list[str]) -> None:
    with pytest.raises(ConflictError) as caught:
        payoffs(Ranking(ranking))
    allowed = "; allowed: every state from 1 to 4 exactly once"
    assert str(caught.value) == "\n".join(f"decision maker 'A': {message}{allowed}" for message in messages)


def test_a_long_list_of_states_is_cut() -> None:
    conflict = Conflict([DecisionMaker("A", [f"o{k}" for k in range(6)], Ranking([1]))])
    with pytest.raises(ConflictError) as caught:
        conflict.payoffs("A")
    listed = ", ".join(map(str, range(2, 22)))
    assert f"the ranking leaves out states: {listed}, … (63 in all);" in str(caught.value)


@pytest.mark.parametrize("preference", [Statements(["c"]), Weights({"c": 1})])
def test_a_preference_names_what_there_is(preference: Preference) -> None:
    with pytest.raises(UnknownNameError) as caught:
        payoffs(preference)
    assert str(caught.value) == "decision maker 'A': no option 'c'; allowed: one of: a, b"


@pytest.mark.parametrize("preference", [Statements(["a"]), Weights({"a": 2, "b": 1})])
def test_members_of_a_coalesced_state_are_liked_equally(preference: Preference) -> None:
    with pytest.raises(ConflictError) as caught:
        payoffs(preference, coalesced=["b"])
    assert str(caught.value) == (
        "decision maker 'A': the preference is not alike in all members of the coalesced state 3: b; a, b"
    )


def test_preferences_are_listed_by_their_key_in_a_case() -> None:
    assert {"prefers": Statements, "ranking": Ranking, "weights": Weights} == PREFERENCES


@given(ranked=st.lists(st.integers(1, 5), min_size=8, max_size=8))
def test_a_ranking_of_payoffs_gives_their_order(ranked: list[int]) -> None:
    conflict = Conflict([DecisionMaker("A", [Option("p", [str(k) for k in range(8)])])])
    payoff = np.array(ranked, dtype=np.int32)
    again = Ranking.of_payoffs(payoff).payoffs(conflict.space)
    assert again.tolist() == [sorted(set(ranked)).index(each) + 1 for each in ranked]
