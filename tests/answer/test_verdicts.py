"""How outcomes stand, who leaves them and who goes first, against the literal reading."""

import pytest
from hypothesis import given

from detente.answer import ask
from detente.case import Case, Goal
from detente.conflict import Conflict, DecisionMaker, Statements
from detente.formula import Constant
from detente.library import load
from tests.answer.cases import cases
from tests.answer.literal import Literal

CONCEPTS = ("nash", "seq", "smr", "gmr", "sseq")


@given(case=cases())
def test_verdicts_are_those_of_the_literal_reading(case: Case) -> None:
    formulas = {(each.name, dreaded): each.formula for dreaded in (False, True) for each in _outcomes(case, dreaded)}
    for outcome in ask(case, CONCEPTS, levers=[], draws=0, seeking=False).today.outcomes:
        for verdict in outcome.verdicts:
            literal = Literal(case.conflict, verdict.concept, formulas[outcome.name, outcome.dreaded])
            assert verdict.standing.value == literal.standing()
            assert dict(verdict.exits) == literal.exits()
            assert set(verdict.first_out) == literal.first_out()
            assert outcome.states == len(literal.where)


@given(case=cases())
def test_hurdles_are_those_of_the_literal_reading(case: Case) -> None:
    answer = ask(case, CONCEPTS, draws=0, seeking=False)
    subject = answer.subject
    formula = next(each.formula for each in _outcomes(case, subject.dreaded) if each.name == subject.outcome)
    for scenario in answer.scenarios:
        changed = case.conflict if scenario.lever is None else case.lever(scenario.lever).apply(case.conflict)
        found = {each.concept: each for each in scenario.hurdles}
        for verdict in scenario.outcome(subject.outcome, dreaded=subject.dreaded).verdicts:
            told = scenario.lever in (None, subject.lever) and verdict.standing.value in ("open", "deterred")
            assert (verdict.concept in found) == told
            if told:
                count, first = Literal(changed, verdict.concept, formula).hurdle()
                assert (found[verdict.concept].count, set(found[verdict.concept].first)) == (count, first)


@given(case=cases())
def test_where_things_come_to_rest_is_that_of_the_literal_reading(case: Case) -> None:
    today = ask(case, CONCEPTS, levers=[], draws=0, seeking=False).today
    assert [each.concept for each in today.rests] == (list(CONCEPTS) if today.status_quo else [])
    for rest in today.rests:
        literal = Literal(case.conflict, rest.concept, Constant(value=True))
        ends = literal.resting & literal.reached(literal.unsanctioned)
        assert set(rest.states) == {each + 1 for each in ends}
        assert rest.endless == literal.endless()
        for number, otherwise in zip(rest.states, rest.otherwise, strict=False):
            assert set(otherwise) == _differing(case.conflict, number)


def _differing(conflict: Conflict, number: int) -> set[str]:
    """Return what is otherwise in a state than in the status quo, told by their options."""
    index = conflict.status_quo_index
    assert index is not None
    today, then = conflict.space.state(index).options, conflict.state(number).options
    told = {"yes": "{}", "no": "not {}"}
    return {
        told.get(str(level), "{} = " + str(level)).format(name.split(".", 1)[1])
        for name, level in then.items()
        if level != today[name]
    }


def _outcomes(case: Case, dreaded: bool) -> tuple[Goal, ...]:
    return case.dreads if dreaded else case.goals


def test_who_moves_inside_an_outcome_does_not_leave_it() -> None:
    answer = ask(load("winter-2021"), ["nash"], levers=[])
    (minsk,) = answer.today.outcome("Minsk is carried out", dreaded=False).verdicts
    assert dict(minsk.exits) == {"Ukraine": 426}
    assert dict(minsk.leavers)["United States"] == 748


@pytest.mark.parametrize(("concept", "first_out"), [("nash", ("A", "B")), ("seq", ())])
def test_both_leave_cooperation_at_once_if_they_do_not_look_ahead(concept: str, first_out: tuple[str, ...]) -> None:
    (verdict,) = ask(load("prisoners-dilemma"), [concept], levers=[]).today.outcomes[0].verdicts
    assert verdict.first_out == first_out


def test_hurdles_are_counted() -> None:
    """A and B each have to give something up before both are better off; either may go first."""
    makers = [
        DecisionMaker("A", ["a"], Statements(["a and b and c", "not a"])),
        DecisionMaker("B", ["b"], Statements(["a and b and c", "not b"])),
        DecisionMaker("C", ["c"], Statements(["a and b and c", "not c"])),
    ]
    case = Case(title="T", conflict=Conflict(makers, status_quo={}), goals={"all": "a and b and c"})
    (hurdle,) = ask(case, ["nash"]).today.hurdles
    assert (hurdle.count, hurdle.first) == (2, ("A", "B", "C"))
