"""The shares of worlds beside the verdicts of an answer, and what would change it."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import attrs
import pytest
from hypothesis import assume, given

from detente.answer import ask
from detente.case import Case
from detente.conflict import Conflict, DecisionMaker, Statements
from detente.errors import InputError
from detente.library import load
from detente.seeking import MEASURE_KINDS
from detente.worlds import Doubts, Draw, Exists, StatementHeld
from tests.answer.cases import cases
from tests.answer.literal import Literal

CONCEPTS = ("nash", "seq")
LED = ("certain", "led to")
STANDINGS = ("holds", "led to", "certain")


def literal_shares(case: Case, lever: str | None, concept: str) -> dict[tuple[str, bool], dict[str, float]]:
    """Add up the chances of the worlds in which each outcome stands how, by the literal reading of each world."""
    shares: dict[tuple[str, bool], dict[str, float]] = defaultdict(
        lambda: {"holds": 0.0, "led to": 0.0, "certain": 0.0}
    )
    draws = case.doubts.draws
    for picked in product(*(draw.of for draw in draws)):
        outcomes: Mapping[str, str] = {draw.name: name for draw, (name, _) in zip(draws, picked, strict=True)}
        chance = float(Fraction(1) if not picked else _product(chance for _, chance in picked))
        conflict = case.doubts.conflict_in(case.conflict, outcomes)
        changed = conflict if lever is None else case.lever(lever).apply(conflict)
        for dreaded, goals in ((False, case.goals), (True, case.dreads)):
            for goal in goals:
                standing = Literal(changed, concept, goal.formula).standing()
                found = shares[goal.name, dreaded]
                found["holds"] += chance * (standing != "none")
                found["led to"] += chance * (standing in LED)
                found["certain"] += chance * (standing == "certain")
    return shares


def _product(chances: object) -> Fraction:
    total = Fraction(1)
    for chance in chances:  # type: ignore[attr-defined] # an iterable of fractions
        total *= chance
    return total


@given(case=cases(doubtful=1))
def test_shares_are_those_of_the_literal_reading_of_every_world(case: Case) -> None:
    assume(case.doubts.draws)
    answer = ask(case, CONCEPTS, seeking=False)
    for scenario in answer.scenarios:
        by_concept = {concept: literal_shares(case, scenario.lever, concept) for concept in CONCEPTS}
        for outcome in scenario.outcomes:
            for shares in outcome.shares:
                literal = by_concept[shares.concept][outcome.name, outcome.dreaded]
                told = shares.to_dict()
                assert told["holds"] == pytest.approx(literal["holds"])
                if scenario.status_quo is not None:
                    assert told["led to"] == pytest.approx(literal["led to"])
                    assert told["certain"] == pytest.approx(literal["certain"])
                else:
                    assert told["led to"] is None


def two_neighbours() -> Case:
    makers = [
        DecisionMaker("A", ["a"], Statements(["b", "not a"])),
        DecisionMaker("B", ["b"], Statements(["a", "not b"])),
    ]
    conflict = Conflict(makers, status_quo={})
    moods = [Draw(f"mood {each}", {"good": "0.3", "bad": "0.7"}) for each in "abcd"]
    doubts = Doubts(moods, [StatementHeld("A", 1, "'mood a' = bad"), StatementHeld("B", 1, "'mood b' = bad")])
    return Case(title="T", conflict=conflict, goals={"peace": "a and b"}, doubts=doubts)


def test_all_worlds_are_looked_at_where_they_are_few() -> None:
    answer = ask(two_neighbours(), CONCEPTS)
    assert answer.sureness is not None
    assert (answer.sureness.worlds, answer.sureness.exact, answer.sureness.error) == (16, True, 0.0)
    nash, _ = answer.today.outcomes[0].shares
    assert nash.holds == pytest.approx(0.09)
    said = "Of all 16 worlds that the doubts of the case allow, everyone's moves may lead to 'peace' in 0 % of them, "
    assert f"{said}and it can last in 9 to 58 %, depending on how far people look ahead." in answer.words


def test_a_sample_says_how_far_it_may_be_off_and_comes_from_its_seed() -> None:
    found = [ask(two_neighbours(), CONCEPTS, draws=10, seed=seed) for seed in (0, 0, 1)]
    assert found[0] == found[1] != found[2]
    assert found[0].sureness is not None
    assert not found[0].sureness.exact
    assert 1 / 11 <= found[0].sureness.error <= 0.5 / 10**0.5


def test_no_worlds_are_drawn_where_none_are_wanted_or_nothing_is_in_doubt() -> None:
    assert ask(two_neighbours(), draws=0).sureness is None
    assert ask(attrs.evolve(two_neighbours(), doubts=Doubts())).today.outcomes[0].shares == ()


@pytest.mark.parametrize(("draws", "seed"), [(-1, 0), (10, -1)])
def test_numbers_out_of_range_are_refused(draws: int, seed: int) -> None:
    with pytest.raises(InputError, match="-1"):
        ask(two_neighbours(), draws=draws, seed=seed)


def test_why_there_are_no_shares_is_told() -> None:
    conflict = Conflict([DecisionMaker("A", ["a", "c"], Statements(["a"]))], infeasible=["not a"])
    doubts = Doubts([Draw("x", {"yes": "0.5", "no": "0.5"})], [Exists("A.a", "x = yes")])
    answer = ask(Case(title="T", conflict=conflict, goals={"a": "a"}, doubts=doubts))
    assert "'A.a' does not exist: no state is feasible" in answer.today.unsure
    assert answer.today.outcomes[0].shares == ()
    assert answer.sureness is None


@given(case=cases())
def test_what_would_change_an_answer_does_by_the_literal_reading(case: Case) -> None:
    answer = ask(case, ["seq"], draws=0)
    turning = answer.turning
    assume(turning is not None)
    assert turning is not None
    subject = answer.subject
    goals = case.dreads if subject.dreaded else case.goals
    formula = next(each.formula for each in goals if each.name == subject.outcome)
    supposed = case.conflict if subject.asks != "lever" else case.lever(str(subject.lever)).apply(case.conflict)
    turning_away = turning.quest.opposite
    ways = [way for each in turning.sought.found for way in (each.measures, *each.alike)]
    found = {measure.words for way in ways for measure in way}
    for measure in turning.sought.permitted.measures:
        if measure.words in dict(turning.sought.unfit):
            continue
        standing = Literal(measure.lever.apply(supposed), "seq", formula).standing()
        met = {
            ("exists", False): standing != "none",
            ("reached", False): standing in LED,
            ("only", False): standing == "certain",
            ("reached", True): standing != "certain",
            ("avoided", False): standing not in LED,
        }[turning.quest.aim, turning_away]
        assert measure.words not in found or met
        assert turning_away or (measure.words in found) == met


def test_what_is_tried_is_no_lever() -> None:
    turning = ask(load("elmira")).turning
    assert turning is not None
    assert [each.words for each in turning.sought.found] == [
        "uniroyal is forced to accept",
        "modify is forced to yes (as the lever “the order is modified” does)",
    ]
    assert set(turning.sought.permitted.kinds) == set(MEASURE_KINDS) - {"lever"}
