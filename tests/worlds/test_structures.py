"""Structures hold, for every world of a sample, what the conflict of that world is: taken one by one, literally."""

from __future__ import annotations

from random import Random

import attrs
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given, reject

from detente.conflict import Conflict, DecisionMaker, Option, Ranking, State, Statements
from detente.errors import ConflictError, InputError, TooLargeError, UnavailableError, UnknownNameError
from detente.formula import Compared, Formula, Reference
from detente.levers import Allow, Fix, Lever, Prefer
from detente.levers import Change as LeverChange
from detente.worlds import (
    Believed,
    Doubts,
    Draw,
    Exists,
    Infeasible,
    Sample,
    StatementHeld,
    Structure,
    sample,
    structures,
)
from detente.worlds.doubts import certainty
from detente.worlds.doubts.doubts import Change, unchanged
from tests.worlds.drawing import Doubted, random_doubts

randoms = st.randoms(use_true_random=False)


def outcomes_in(found: Sample, world: int) -> dict[str, str]:
    """Return the outcome of each draw in a world."""
    return {draw.name: draw.outcomes[place] for draw, place in zip(found.draws, found.picked[world], strict=True)}


def agrees(conflict: Conflict, structure: Structure, place: int, widest: Conflict) -> None:
    """Check that a world is what its own conflict says, states, moves and payoffs."""
    assert structure.conflict.space.patterns.tolist() == conflict.space.patterns.tolist()
    for state, among in enumerate(structure.places.tolist()):
        assert set(conflict.space.members(state).tolist()) <= set(widest.space.members(among).tolist())
    payoffs = [table[row].tolist() for table, row in zip(structure.tables, structure.picks[place], strict=True)]
    assert payoffs == conflict.payoff_table.tolist()
    for seer, name in enumerate(conflict.names):
        rows = structure.picks[place] if structure.views is None else structure.views[place, seer]
        seen = [table[row].tolist() for table, row in zip(structure.tables, rows, strict=True)]
        assert seen == conflict.payoffs_seen_by(name).tolist()
    assert structure.conflict.status_quo == conflict.status_quo
    for here, there in zip(structure.conflict.moves, conflict.moves, strict=True):
        assert [here.targets(state).tolist() for state in range(conflict.size)] == [
            there.targets(state).tolist() for state in range(conflict.size)
        ]


def judge(given_: Doubted, change: Change, random: Random) -> None:
    found = sample(given_.doubts.draws, many=random.choice([3, 100]), seed=random.randrange(3))
    widest, grouped = built(given_, found, change)
    assert sorted(world for each in grouped for world in each.worlds) == list(range(found.size))
    for each in grouped:
        assert (np.diff(each.worlds) > 0).all()
        for place in random.sample(range(each.size), min(each.size, 5)):
            literal = given_.doubts.conflict_in(given_.conflict, outcomes_in(found, int(each.worlds[place])), change)
            agrees(literal, each, place, widest)


def built(given_: Doubted, found: Sample, change: Change) -> tuple[Conflict, list[Structure]]:
    """Return the structures, unless a world cannot be: then its own conflict is refused, too."""
    try:
        return structures(given_.conflict, given_.doubts, found, change)
    except InputError as error:
        if not isinstance(error, UnavailableError):
            with pytest.raises(InputError):
                one_by_one(given_, found, change)
        reject()


def one_by_one(given_: Doubted, found: Sample, change: Change) -> list[Conflict]:
    """Return the conflict of every world, with its payoffs worked out."""
    literal = [given_.doubts.conflict_in(given_.conflict, outcomes_in(found, at), change) for at in range(found.size)]
    assert all(each.payoffs_seen_by(name).size for each in literal for name in each.names)
    return literal


@given(randoms)
def test_a_world_in_a_structure_is_its_own_conflict(random: Random) -> None:
    judge(random_doubts(random), unchanged, random)


@given(randoms)
def test_a_world_under_a_lever_is_its_own_conflict_with_the_lever_pulled(random: Random) -> None:
    given_ = random_doubts(random)
    options = [(who.name, option) for who in given_.conflict.decision_makers for option in who.options]
    assume(options)
    owner, option = random.choice(options)
    changes: list[LeverChange] = [
        Fix([(f"{owner}.{option.name}", random.choice(option.levels))]),
        Prefer([(random.choice(given_.conflict.names), (at_some_level(owner, option),))]),
        Allow(random.sample(given_.conflict.infeasible, min(1, len(given_.conflict.infeasible)))),
    ]
    judge(given_, Lever("L", random.sample(changes, random.randint(1, 3))).apply, random)


def at_some_level(owner: str, option: Option) -> Formula:
    return Compared(Reference(option.name, owner), "=", option.levels[-1])


@given(randoms)
def test_everyone_has_its_own_view_of_a_world(random: Random) -> None:
    judge(random_doubts(random, ["beliefs"]), unchanged, random)


@given(randoms)
def test_so_it_is_where_states_are_coalesced(random: Random) -> None:
    judge(random_doubts(random, ["coalesced"]), unchanged, random)


@given(randoms)
def test_so_it_is_in_graph_form(random: Random) -> None:
    given_ = random_doubts(random, ["graph form", "beliefs, graph form"])
    assert not any(isinstance(doubt, Exists | Infeasible) for doubt in given_.doubts.doubts)
    judge(given_, unchanged, random)


@given(randoms)
def test_the_states_of_all_worlds_are_those_of_the_widest(random: Random) -> None:
    given_ = random_doubts(random)
    found = sample(given_.doubts.draws, many=100)
    assume(found.exact)
    widest, grouped = built(given_, found, unchanged)
    everywhere = set(widest.space.patterns.tolist())
    met = {code for each in grouped for code in each.conflict.space.patterns.tolist()}
    assert met <= everywhere
    structural = [doubt for doubt in given_.doubts.doubts if isinstance(doubt, Exists | Infeasible)]
    wide = [doubt.by.chances[isinstance(doubt, Infeasible)] for doubt in structural if isinstance(doubt.by, Draw)]
    if len(wide) == len(structural) and all(wide):
        assert met == everywhere


# By hand

TODAY = Conflict(
    [
        DecisionMaker("A", ["talk", "strike"], Statements(["B.talk", "not strike"])),
        DecisionMaker("B", ["talk", Option("posture", ("low", "mid", "high"))], Statements(["posture >= mid"])),
    ],
    infeasible=["strike and A.talk", "posture = high and B.talk"],
    status_quo={"posture": "mid"},
)
WINTER = Draw("winter", {"mild": "3/5", "harsh": "2/5"})


def world(doubts: Doubts, conflict: Conflict = TODAY, **outcomes: str) -> Conflict:
    return doubts.conflict_in(conflict, outcomes)


def test_an_option_that_does_not_exist_stays_where_it_is_today() -> None:
    doubts = Doubts([WINTER], [Exists("posture", "winter = mild"), Exists("strike", "winter = mild")])
    widest, (mild, harsh) = structures(TODAY, doubts, sample(doubts.draws, many=9))
    assert widest.size == mild.conflict.size == 15
    assert {harsh.conflict.space.label(place) for place in range(harsh.conflict.size)} == {
        "posture = mid",
        "talk, posture = mid",
        "talk, talk, posture = mid",
    }
    assert harsh.conflict.size == 4
    assert harsh.conflict.status_quo_index is not None
    at_first = attrs.evolve(TODAY, status_quo=None)
    assert {each.options["B.posture"] for each in states(world(doubts, at_first, winter="harsh"))} == {"low"}


def states(conflict: Conflict) -> list[State]:
    return [conflict.state(number) for number in range(1, conflict.size + 1)]


def test_a_formula_that_can_hold_after_all_adds_states() -> None:
    doubts = Doubts([WINTER], [Infeasible("strike and A.talk", "winter = mild")])
    widest, (mild, harsh) = structures(TODAY, doubts, sample(doubts.draws, many=9))
    assert (widest.size, mild.conflict.size, harsh.conflict.size) == (20, 15, 20)
    assert harsh.places.tolist() == list(range(20))
    assert [widest.state(place + 1).code for place in mild.places] == [each.code for each in states(TODAY)]


def test_a_lever_that_allows_what_is_in_doubt_is_pulled_in_every_world() -> None:
    doubts = Doubts([WINTER], [Infeasible("strike and A.talk", "winter = mild")])
    lever = Lever("L", [Allow(["strike and A.talk"])])
    widest, (only,) = structures(TODAY, Doubts(), sample([], many=9), lever.apply)
    assert widest.size == only.conflict.size == 20
    _, found = structures(TODAY, doubts, sample(doubts.draws, many=9), lever.apply)
    assert [each.conflict.size for each in found] == [20, 20]


def test_a_world_without_any_state_is_named() -> None:
    either_talks = Conflict(
        [DecisionMaker("A", ["talk"]), DecisionMaker("B", ["call"])], infeasible=["not (talk or call)"]
    )
    doubts = Doubts(
        [WINTER],
        [Exists("talk", certainty("talk exists", "1/2", Exists.ALTERNATIVES)), Exists("call", "winter = mild")],
    )
    told = "in a world in which 'talk' does not exist and 'call' does not exist: no state is feasible"
    with pytest.raises(ConflictError, match=told):
        structures(either_talks, doubts, sample(doubts.draws, many=9))
    with pytest.raises(ConflictError, match=told):
        world(doubts, either_talks, **{"winter": "harsh", "talk exists": "does not exist"})
    never = Doubts([Draw("winter", {"mild": "1", "harsh": "0"})], doubts.doubts)
    assert len(structures(either_talks, never, sample(never.draws, many=9))[1]) == 2


def test_a_ranking_without_a_place_for_a_state_is_refused() -> None:
    ranked = Conflict(
        [DecisionMaker("A", ["talk", "strike"], Ranking([1, 2, 3]))], infeasible=["talk and strike"], status_quo={}
    )
    doubts = Doubts([WINTER], [Infeasible("talk and strike", "winter = mild")])
    with pytest.raises(ConflictError, match="its ranking has no place for the state 'talk, strike'"):
        structures(ranked, doubts, sample(doubts.draws, many=9))


def test_coalesced_states_that_fall_apart_are_refused() -> None:
    chained = Conflict(
        [DecisionMaker("A", ["x", "y"])],
        infeasible=["x and not y"],
        coalesced=["not y", "x and not y or x and y"],
    )
    doubts = Doubts([WINTER], [Infeasible("x and not y", "winter = mild")])
    with pytest.raises(UnavailableError, match="fall apart"):
        structures(chained, doubts, sample(doubts.draws, many=9))


def test_a_sample_without_a_draw_is_refused() -> None:
    doubts = Doubts([WINTER], [StatementHeld("A", 0, "winter = mild")])
    with pytest.raises(UnknownNameError, match="does not have the draw 'winter'"):
        structures(TODAY, doubts, sample([], many=9))


def test_a_sample_may_have_more_draws_in_another_order() -> None:
    doubts = Doubts([WINTER], [StatementHeld("A", 0, "winter = mild")])
    found = sample([Draw("dice", {"one": "1/6", "other": "5/6"}), WINTER], many=9)
    _, (only,) = structures(TODAY, doubts, found)
    assert only.picks[:, 0].tolist() == [only.picks[0, 0], only.picks[1, 0]] * 2
    assert only.picks[0, 0] != only.picks[1, 0]


def test_variants_that_come_to_the_same_are_one_row() -> None:
    twice = Conflict([DecisionMaker("A", ["talk"], Statements(["talk", "talk"]))])
    doubts = Doubts(
        [], [StatementHeld("A", place, certainty(f"{place}", "1/2", StatementHeld.ALTERNATIVES)) for place in (0, 1)]
    )
    _, (only,) = structures(twice, doubts, sample(doubts.draws, many=9))
    assert only.tables[0].tolist() == [[1, 1], [1, 2]]
    assert only.picks[:, 0].tolist() == [1, 1, 1, 0]


def test_a_conflict_without_doubts_has_one_world() -> None:
    widest, (only,) = structures(TODAY, Doubts(), sample([], many=1))
    assert widest.space.codes.tolist() == TODAY.space.codes.tolist()
    assert (only.size, only.picks.tolist(), only.views) == (1, [[0, 0]], None)


def test_a_belief_is_held_in_some_worlds_and_in_the_others_the_truth_is_known() -> None:
    mistaken = attrs.evolve(TODAY.decision_makers[1], believes={"A": Statements(["strike"])})
    conflict = attrs.evolve(TODAY, decision_makers=[TODAY.decision_makers[0], mistaken])
    doubts = Doubts([WINTER], [Believed("B", "A", "winter = mild")])
    _, (only,) = structures(conflict, doubts, sample(doubts.draws, many=9))
    assert only.views is not None
    thought = Statements(["strike"]).payoffs(conflict.space).tolist()
    assert only.tables[0][only.views[0, 1, 0]].tolist() == thought
    assert only.views[1, 1, 0] == only.views[1, 0, 0] == only.picks[1, 0]
    never = Doubts([Draw("winter", {"mild": "0", "harsh": "1"})], doubts.doubts)
    assert structures(conflict, never, sample(never.draws, many=9))[1][0].views is None


def test_a_belief_that_is_never_held_need_not_fit_a_lever() -> None:
    mistaken = attrs.evolve(TODAY.decision_makers[1], believes={"A": Ranking(range(1, TODAY.size + 1))})
    conflict = attrs.evolve(TODAY, decision_makers=[TODAY.decision_makers[0], mistaken])
    never = Doubts([Draw("winter", {"mild": "0", "harsh": "1"})], [Believed("B", "A", "winter = mild")])
    lever = Lever("L", [Allow(["strike and A.talk"])])
    widest, (only,) = structures(conflict, never, sample(never.draws, many=9), lever.apply)
    assert (widest.size, only.views) == (20, None)


def test_too_many_structures_are_refused() -> None:
    many = Conflict([DecisionMaker("A", [f"x{place}" for place in range(13)])])
    doubts = Doubts([], [Exists(f"x{place}", certainty(f"{place}", "1/2", Exists.ALTERNATIVES)) for place in range(13)])
    with pytest.raises(TooLargeError, match="8192 combinations"):
        structures(many, doubts, sample(doubts.draws, many=2**13))
