"""Which state a text means."""

import pytest
from hypothesis import given

from detente.conflict import Conflict, DecisionMaker, Option
from detente.errors import FormulaError, InputError, UnavailableError, UnknownNameError
from detente.report.picking import picked
from tests.models import any_conflicts
from tests.published import CUBA, ELMIRA, ELMIRA_BY_HAND


@given(conflict=any_conflicts())
def test_a_state_is_found_by_its_number_and_by_its_label(conflict: Conflict) -> None:
    labels = [conflict.space.label(index) for index in range(conflict.size)]
    for number, label in enumerate(labels, start=1):
        assert picked(conflict, str(number)) == number
        if labels.count(label) == 1 and not label.isdecimal():
            assert picked(conflict, label) == number
        elif not label.isdecimal():
            with pytest.raises(UnknownNameError, match=f"fits {labels.count(label)} states"):
                picked(conflict, label)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("nothing", 1),
        ("air strike, blockade", 4),
        (" blockade ", 3),
        ("'air strike' and not blockade and withdraw", 6),
        ("withdraw", 5),  # the label; as a formula it holds in four states
    ],
)
def test_labels_and_formulas(text: str, number: int) -> None:
    assert picked(CUBA.conflict, text) == number


def test_a_coalesced_state_has_a_label_too() -> None:
    assert picked(ELMIRA.conflict, "uniroyal = abandon") == 9
    either = Conflict([DecisionMaker("A", ["a", "b", "c"])], coalesced=["c and exactly 1 of (a, b)"])
    assert picked(either, "a, b, c") == either.size


def test_a_coalesced_state_whose_members_have_nothing_in_common_is_picked_by_its_own_label() -> None:
    two = Conflict([DecisionMaker("A", ["a", "b"])], coalesced=["exactly 1 of (a, b)"])
    assert [picked(two, two.space.label(index)) for index in range(two.size)] == [1, 2, 3]
    assert picked(two, "nothing") == 1


def test_in_graph_form_the_name_of_the_state_is_enough() -> None:
    drawn = Conflict([DecisionMaker("A")], states=["war", "peace"])
    assert [picked(drawn, text) for text in ("peace", "state = peace", "state != war", "2")] == [2, 2, 2, 2]
    assert picked(ELMIRA_BY_HAND.conflict, "9") == 9


def test_names_with_commas_can_be_told_apart() -> None:
    conflict = Conflict([DecisionMaker("A", ["a", "a, b", Option("b", ["low", "high"])])])
    assert picked(conflict, "a, b, b = low") == 3
    assert picked(conflict, "a, a, b, b = high") == 8


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("13", UnknownNameError, "no state 13; allowed: 1 to 12"),
        ("0", UnknownNameError, "no state 0"),
        ("blockade or withdraw", UnknownNameError, "'blockade or withdraw' fits 8 states: 3, 4, 5, 6, 7, 8, 11, 12"),
        ("withdraw and escalate", UnknownNameError, "'withdraw and escalate' holds in no state; allowed: a number"),
        ("blokade and withdraw", UnknownNameError, "^no option 'blokade'; .* did you mean 'blockade'"),
        ("blockade withdraw", FormulaError, "no state is labelled 'blockade withdraw', and cannot read the formula"),
        ("status-quo", UnavailableError, "the case gives no status quo"),
    ],
)
def test_a_text_that_means_no_one_state(text: str, error: type[InputError], said: str) -> None:
    with pytest.raises(error, match=said):
        picked(CUBA.conflict, text)
