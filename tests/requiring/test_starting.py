"""What the search for nearest preferences starts from, against all that there is."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import assume, given

from detente import library
from detente.conflict import Conflict, DecisionMaker, Ranking, Statements
from detente.requiring import PreferenceSearch, require
from detente.requiring.demands import demands_of
from detente.requiring.field import Field
from detente.requiring.orders.statements import StatementOrder
from detente.requiring.rearranged import Rearranged
from detente.requiring.shifting import ShiftedStatements
from detente.requiring.starting import improved, start_of
from detente.requiring.wanted import Holds
from detente.stability.finding.gates import Gates
from detente.stability.finding.solver import Clock
from tests.models import random_formula
from tests.oracle.requiring import holds_under, nearby_orders
from tests.requiring.test_requiring import Asked, dense, questions

EUPHRATES = library.load("syria-iraq-1975").conflict


@st.composite
def asked_of_statements(draw: st.DrawFn, most_varied: int = 2) -> Asked:
    """Draw a question of those who have a few prioritised statements, and of no others."""
    asked = draw(questions(9, most_varied))
    random = draw(st.randoms(use_true_random=False))
    assume(asked.conflict.words.variables and not asked.conflict.coalesced)
    most = 4 if len(asked.varied) == 1 else 3
    makers = [
        attrs.evolve(each, preference=drawn(asked.conflict, random, most)) if place in asked.varied else each
        for place, each in enumerate(asked.conflict.decision_makers)
    ]
    return attrs.evolve(asked, conflict=attrs.evolve(asked.conflict, decision_makers=makers))


def drawn(conflict: Conflict, random: Random, most: int) -> Statements:
    return Statements(random_formula(random, conflict.words.variables) for _ in range(random.randint(2, most)))


def field_of(asked: Asked) -> tuple[Field, list[Any]]:
    field = Field.of(asked.conflict, asked.varied, asked.concept)
    return field, demands_of(field, asked.states[0])


def truths(asked: Asked, mover: int) -> list[list[bool]]:
    preference = asked.conflict.decision_makers[mover].preference
    assert isinstance(preference, Statements)
    return [asked.conflict.space.where(each).tolist() for each in preference.statements]


def orders_that_do(asked: Asked) -> Iterator[tuple[int, Mapping[int, Sequence[Any]]]]:
    """Yield what all orders of statements cost under which the state holds, and what each state is then worth."""
    every = [nearby_orders(truths(asked, mover)) for mover in asked.varied]
    for orders in itertools.product(*every):
        wants = {mover: worths for mover, (_, worths) in zip(asked.varied, orders, strict=True)}
        if holds_under(asked.graph, asked.concept, asked.states[0], wants):
            yield sum(distance for distance, _ in orders), wants


def check(asked: Asked, found: Rearranged) -> None:
    """Make sure that orders of statements make the state hold, and cost what is said."""
    space = asked.conflict.space
    worths = {mover: found.preferences[mover].payoffs(space).tolist() for mover in asked.varied}
    assert holds_under(asked.graph, asked.concept, asked.states[0], worths)
    assert (found.swaps, found.splits) == (sum(distance(asked, mover, found) for mover in asked.varied), 0)


def distance(asked: Asked, mover: int, found: Rearranged) -> int:
    """Return how many pairs of statements are the other way about; of those that are alike, as few as can be."""
    today, order = asked.conflict.decision_makers[mover].preference, found.preferences[mover]
    assert isinstance(today, Statements)
    assert isinstance(order, Statements)
    return min(
        sum(a > b for a, b in itertools.combinations(places, 2))
        for places in itertools.permutations(range(len(today.statements)))
        if [today.statements[place] for place in places] == list(order.statements)
    )


def start_from(asked: Asked, seconds: float = 60) -> Rearranged | None:
    field, demands = field_of(asked)
    wanted = Holds(demands, field.today)
    return start_of(field, wanted, Clock.of(seconds), statements=True) if demands else None


@given(asked_of_statements())
def test_a_start_by_orders_of_statements_holds_and_costs_what_is_said(asked: Asked) -> None:
    for seconds in (0, 60):
        start = start_from(asked, seconds)
        if start is not None:
            check(asked, start)
            assert start.swaps >= min(distance for distance, _ in orders_that_do(asked))


@given(asked_of_statements(), st.sampled_from(["nash", "gmr", "smr"]))
def test_where_answers_need_not_be_credible_there_is_a_start_iff_any_order_does(asked: Asked, concept: str) -> None:
    asked = attrs.evolve(asked, concept=concept)
    assume(field_of(asked)[1])
    assert (start_from(asked, seconds=0) is not None) == any(True for _ in orders_that_do(asked))
    required = asked.put(seconds=0)
    assert required.order is not None
    assert (required.order.status == "found") == any(True for _ in orders_that_do(asked))
    assert required.order.status != "open"


@given(asked_of_statements(most_varied=1))
def test_with_each_step_fewer_states_are_liked_better_and_at_last_as_few_as_in_any_order(asked: Asked) -> None:
    (mover,), (state,) = asked.varied, asked.states
    preference = asked.conflict.decision_makers[mover].preference
    assert isinstance(preference, Statements)
    shift = ShiftedStatements(preference, asked.conflict.space, state, up=True)
    better = [liked_better(shift.worth(step), state) for step in shift.steps]
    assert all(after <= before for before, after in itertools.pairwise(better))
    assert all(better[-1] <= liked_better(worths, state) for _, worths in nearby_orders(truths(asked, mover)))
    assert shift.steps[0] == tuple(range(len(preference.statements)))


def liked_better(worths: Sequence[Any], state: int) -> set[int]:
    return {other for other, worth in enumerate(worths) if worth > worths[state]}


@given(asked_of_statements(), st.randoms(use_true_random=False))
def test_what_was_found_is_made_nearer_and_holds(asked: Asked, random: Random) -> None:
    """Begun with any orders that do; at the end no statement put elsewhere would be nearer."""
    field, demands = field_of(asked)
    assume(demands)
    shuffled = {
        mover: Statements(random.sample(preference.statements, len(preference.statements)))
        for mover in asked.varied
        if isinstance(preference := asked.conflict.decision_makers[mover].preference, Statements)
    }
    worths = {mover: each.payoffs(asked.conflict.space).tolist() for mover, each in shuffled.items()}
    assume(holds_under(asked.graph, asked.concept, asked.states[0], worths))
    begun = Rearranged(shuffled, 1_000, 0)
    nearer = improved(field, Holds(demands, field.today), Clock.of(60), begun, statements=True)
    check(asked, nearer)
    assert nearer.swaps <= sum(distance(asked, mover, begun) for mover in asked.varied)
    assert improved(field, Holds(demands, field.today), Clock.of(60), nearer, statements=True) == nearer


@pytest.mark.parametrize("seconds", [0, 0.02])
@given(asked=asked_of_statements())
def test_with_little_time_it_says_no_more_than_is_so(asked: Asked, seconds: float) -> None:
    required, every = asked.put(seconds=seconds), [distance for distance, _ in orders_that_do(asked)]
    assert required.order is not None
    nearest = required.nearest_order
    if nearest is None:
        assert required.order.status == "open" or (required.order.status == "impossible" and not every)
    else:
        assert nearest.bound <= min(every) <= nearest.distance
        assert nearest.proven == (nearest.bound == nearest.distance)
        assert nearest.distance in every


@given(asked_of_statements())
def test_a_hint_tells_the_solver_the_order(asked: Asked) -> None:
    """What is read of the literals as they are hinted is the order."""
    space = asked.conflict.space
    for mover in asked.varied:
        preference = asked.conflict.decision_makers[mover].preference
        assert isinstance(preference, Statements)
        order = StatementOrder(Gates(), preference, space)
        for statements in itertools.permutations(preference.statements):
            hints: Any = order.as_in(Statements(statements), space)
            hinted = {literal.index: value for literal, value in hints}
            hinted |= {~index: not value for index, value in hinted.items()}
            assert order.read(told_by(hinted)) == Statements(statements)


def test_the_time_is_kept_while_an_order_is_put_together() -> None:
    """Of seventy statements there are fifty thousand triples; it is looked before the first."""
    statements = Statements(["release", "escalate", "attack"])
    with pytest.raises(TimeoutError):
        StatementOrder(Gates(), statements, EUPHRATES.space, Clock.of(0))


def told_by(hinted: Mapping[int, bool]) -> Any:
    return lambda literal: hinted[literal.index]


def test_when_the_time_is_up_there_is_an_order_of_statements_all_the_same() -> None:
    """At the top of both: of Syria's statements those that hold in state 3 come first, and of Iraq's too."""
    for concept in ("nash", "seq"):
        required = require(EUPHRATES, state=3, concept=concept, seconds=0)
        nearest = required.nearest_order
        assert nearest is not None
        assert (nearest.proven, nearest.bound) == (False, 0)
        whole = require(EUPHRATES, state=3, concept=concept).nearest_order
        assert whole is not None
        assert (whole.proven, whole.distance) == (True, 3)
        assert whole.distance <= nearest.distance


def test_where_no_order_does_that_is_known_at_once() -> None:
    """Under nash with as few states liked better as can be; why, is told where there is time."""
    required = require(EUPHRATES, state=4, concept="nash", seconds=0)
    assert required.order == PreferenceSearch("impossible")
    assert required.nearest is not None


@given(questions(5, most_varied=3))
def test_what_the_search_starts_from_holds_and_costs_what_is_said(asked: Asked) -> None:
    (state,) = asked.states
    field = Field.of(asked.conflict, asked.varied, asked.concept)
    demands = demands_of(field, state)
    start = start_of(field, Holds(demands, field.today), Clock.of(60), statements=False) if demands else None
    if start is None:
        return
    worths = {mover: start.preferences[mover].payoffs(asked.conflict.space).tolist() for mover in asked.varied}
    assert holds_under(asked.graph, asked.concept, state, worths)
    pairs = list(itertools.combinations(range(asked.conflict.size), 2))
    both = [
        (today[a] - today[b], worths[mover][a] - worths[mover][b]) for mover, today in dense(asked) for a, b in pairs
    ]
    assert start.swaps == sum(before * after < 0 for before, after in both)
    assert start.splits == sum(before == 0 != after for before, after in both)
    assert all(after for before, after in both if before)


def test_where_an_answer_is_to_be_credible_a_statement_is_put_elsewhere() -> None:
    """B is kept from leaving x for z if A moves on to y; both of what A wants hold in x, as high as it can be."""
    makers = [
        DecisionMaker("A", preference=Statements(["not state = y", "not state = z"]), arcs=["zy"]),
        DecisionMaker("B", preference=Ranking([3, 1, 2]), arcs=["xz"]),
    ]
    asked = Asked(Conflict(makers, states="xyz"), "seq", (0,), (0,))
    start = start_from(asked)
    assert start is not None
    assert start.swaps == 1
    assert asked.put(seconds=0).order == PreferenceSearch("open")
    nearest = asked.put().nearest_order
    assert (nearest.distance, nearest.proven) == (1, True)
    assert nearest.statements == {"A": ("not state = z", "not state = y")}
