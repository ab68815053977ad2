"""What differs and what it does, against the literal reading of each variant."""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.comparison import PART_KINDS, Comparison, Matching, Part, VerdictChange, compare
from detente.comparison.matching import NOWHERE
from detente.comparison.parts import parts, taken
from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Preference, Ranking, Statements, Weights
from detente.errors import InputError, UnavailableError
from detente.library import load
from detente.stability import solve
from tests.models import any_conflicts, random_ranking
from tests.oracle import Graph, equilibria, read
from tests.published import ELMIRA, ELMIRA_BY_HAND

FOUR = ("nash", "gmr", "smr", "seq")


def without(conflict: Conflict, mask: int, preferences: Callable[[Preference, int], Any]) -> Conflict:
    """Return a conflict without some of its parts."""
    bare = attrs.evolve(
        conflict,
        infeasible=() if mask & 1 else conflict.infeasible[mask & 2 :],
        forbidden_moves=() if mask & 4 else conflict.forbidden_moves,
        coalesced=() if mask & 8 else conflict.coalesced,
    )
    size = bare.size
    owners = [
        attrs.evolve(
            owner,
            preference=preferences(owner.preference, size),
            believes={} if mask & 64 else {name: preferences(liked, size) for name, liked in owner.believes},
            options=[attrs.evolve(option, moves="both") if mask & 16 else option for option in owner.options],
            misperceives=() if mask & 32 else owner.misperceives,
            arcs=owner.arcs[1:] if mask & 64 else owner.arcs,
        )
        for owner in bare.decision_makers
    ]
    return attrs.evolve(bare, decision_makers=owners)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Conflict, Conflict]:
    """Draw a conflict and a variant of it, in either order."""
    conflict, mask = draw(any_conflicts()), draw(st.integers(0, 127))
    random = draw(st.randoms(use_true_random=False))

    def preference(liked: Preference, size: int) -> Any:
        stale = isinstance(liked, Ranking) and size != conflict.size
        return random_ranking(random, size) if stale or random.random() < 0.2 else liked

    variant = without(conflict, mask, preference)
    try:
        assert all(variant.payoffs_seen_by(name).size for name in variant.names)
    except InputError:  # a random preference tells the members of a coalesced state apart
        assume(False)
    return (conflict, variant) if draw(st.booleans()) else (variant, conflict)


def matched(before: Graph, after: Graph) -> dict[int, int]:
    """Match states by the patterns that are feasible in both: pairs of states that share theirs with nobody else."""
    shared = {
        pattern: (before.place[pattern], after.place[pattern]) for pattern in before.place if pattern in after.place
    }
    linked = set(shared.values())
    from_, to = Counter(s for s, _ in linked), Counter(t for _, t in linked)
    return {s: t for s, t in linked if from_[s] == to[t] == 1}


@given(pair=pairs())
def test_states_are_matched_by_what_is_so_in_them(pair: tuple[Conflict, Conflict]) -> None:
    before, after = map(read, pair)
    expected, found = matched(before, after), Matching.of(*pair)
    assert found.there.tolist() == [expected.get(state, NOWHERE) for state in range(before.size)]
    back = {t: s for s, t in expected.items()}
    assert found.back.tolist() == [back.get(state, NOWHERE) for state in range(after.size)]


@given(pair=pairs())
def test_changes_are_those_of_the_literal_reading(pair: tuple[Conflict, Conflict]) -> None:
    comparison, graphs = compare(*pair, FOUR), tuple(map(read, pair))
    there = matched(graphs[0], graphs[1])
    back = {t: s for s, t in there.items()}
    assert comparison.vanished == tuple(s + 1 for s in range(graphs[0].size) if s not in there)
    assert comparison.appeared == tuple(t + 1 for t in range(graphs[1].size) if t not in back)
    for concept in FOUR:
        held, holds = ({number - 1 for number in equilibria(graph, concept)} for graph in graphs)
        expected: set[tuple[int | None, int | None]]
        expected = {(s, there.get(s)) for s in range(graphs[0].size) if (s in held) != (there.get(s) in holds)}
        expected |= {(None, t) for t in holds if t not in back}
        told = [each for each in comparison.changes if each.concept == concept]
        found = {(each.before and each.before - 1, each.after and each.after - 1) for each in told}
        assert found == expected
        assert len(told) == len(expected)
        assert all(each.held == (each.before is not None and each.before - 1 in held) for each in told)
        assert all(each.holds != each.held for each in told)


@given(pair=pairs())
def test_what_suffices_and_what_is_needed_is_found_by_trying_it(pair: tuple[Conflict, Conflict]) -> None:
    before, after = pair
    comparison, graphs = compare(before, after, FOUR), (read(before), read(after))
    only = len(comparison.differences) == 1
    for each in comparison.differences if comparison.changes else ():
        what, changes = each.part.what, comparison.changes
        if not each.alone:
            alone = read(after if only else taken(each.part, before, after))
            expected = [change.holds == stands(change, alone, graphs) for change in changes]
            assert [what in change.suffices for change in changes] == expected
        if not each.without:
            left = read(before if only else taken(each.part, after, before))
            expected = [change.held == stands(change, left, graphs) for change in changes]
            assert [what in change.needed for change in changes] == expected


def stands(change: VerdictChange, variant: Graph, graphs: tuple[Graph, Graph]) -> bool:
    """Say whether the state of a change is an equilibrium of a variant."""
    source, number = (graphs[0], change.before) if change.before else (graphs[1], change.after)
    place = matched(source, variant).get((number or 0) - 1)
    return place is not None and place + 1 in equilibria(variant, change.concept)


@given(pair=pairs())
def test_what_was_not_tried_cannot_be(pair: tuple[Conflict, Conflict]) -> None:
    comparison = compare(*pair, FOUR)
    for each in comparison.differences:
        for (target, donor), key in ((pair, "alone"), (pair[::-1], "without")):
            if reason := getattr(each, key):
                with pytest.raises(InputError, match=re.escape(reason)):
                    solve(taken(each.part, target, donor), FOUR)
                told = "suffices" if key == "alone" else "needed"
                assert all(each.part.what not in getattr(change, told) for change in comparison.changes)


@given(pair=pairs())
def test_taking_one_part_after_another_leads_from_one_to_the_other(pair: tuple[Conflict, Conflict]) -> None:
    here, donor = pair
    while step := next(
        (each for each in map(partial(taken_if_it_fits, here, donor), parts(here, donor)) if each), None
    ):
        assert len(parts(step, donor)) < len(parts(here, donor))
        here = step
    assume(not parts(here, donor))
    comparison = compare(here, donor, FOUR)
    assert (comparison.changes, comparison.vanished, comparison.appeared) == ((), (), ())


def taken_if_it_fits(here: Conflict, donor: Conflict, part: Part) -> Conflict | None:
    """Return a conflict with a part of another; none where the rest does not fit it."""
    try:
        variant = taken(part, here, donor)
        solve(variant, ["nash"])
    except InputError:
        return None
    return variant


@given(pair=pairs())
def test_shifts_are_the_verdicts_that_changed(pair: tuple[Conflict, Conflict]) -> None:
    comparison, solutions = compare(*pair, FOUR), [solve(each, FOUR) for each in pair]
    there = matched(read(pair[0]), read(pair[1]))
    found = {
        (each.concept, each.decision_maker, number, stays)
        for each in comparison.shifts
        for stays, numbers in ((True, each.stays), (False, each.leaves))
        for number in numbers
    }
    expected = {
        (concept, name, t + 1, solutions[1].is_stable(name, t + 1, concept))
        for concept in FOUR
        for name in pair[0].names
        for s, t in there.items()
        if solutions[0].is_stable(name, s + 1, concept) != solutions[1].is_stable(name, t + 1, concept)
    }
    assert found == expected


# Single parts.

A = DecisionMaker("A", ["talk", Option("post", ["low", "high"])], Statements(["talk"]))
B = DecisionMaker("B", ["leave"], Statements(["talk"]))
BASE = Conflict([A, B], infeasible=["talk and leave and post = high"], status_quo={"talk": "yes"})


def having(**changed: Any) -> Conflict:
    return attrs.evolve(BASE, **changed)


def of_a(**changed: Any) -> Conflict:
    return having(decision_makers=[attrs.evolve(A, **changed), B])


C = DecisionMaker("C", ["come"])
ONE_WAY = Option("talk", moves="up")
RUNGS = Option("post", ["low", "middle", "high"])
FORBIDDEN = ForbiddenMove(from_="leave", to="not leave", by="B")

PARTS = {
    "a decision maker": (having(decision_makers=[A, B, C]), "decision_maker", "C", "absent", "takes part"),
    "an option": (of_a(options=[*A.options, "go"]), "option", "option A.go", "none", "no, yes"),
    "levels": (of_a(options=[A.options[0], RUNGS]), "option", "option A.post", "low, high", "low, middle, high"),
    "moves": (of_a(options=[ONE_WAY, A.options[1]]), "moves", "moves of A.talk", "both", "up"),
    "forbidden move": (
        having(forbidden_moves=[FORBIDDEN]),
        "forbidden_move",
        "moves of B from 'leave' to 'not leave'",
        "allowed",
        "forbidden",
    ),
    "misperception": (of_a(misperceives=["leave"]), "misperceives", "states that A does not see", "none", "leave"),
    "statements": (of_a(preference=Statements()), "preference", "preference of A", "talk", "indifferent"),
    "weights": (of_a(preference=Weights({"leave": 2})), "preference", "preference of A", "talk", "2 for leave"),
    "unknown": (
        of_a(unknown=[("talk", "leave")]),
        "unknown",
        "unknown preference of A",
        "none",
        "'talk' and 'leave'",
    ),
    "belief": (of_a(believes={"B": Statements(["talk"])}), "belief", "what A thinks B wants", "the truth", "talk"),
    "status quo": (
        having(status_quo=None),
        "status_quo",
        "status quo",
        "talk, post = low",
        "not known",
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_single_part_is_told(name: str) -> None:
    after, *told = PARTS[name]
    found = parts(BASE, after)
    assert [[each.kind, each.what, each.was, each.becomes] for each in found if each.kind == told[0]] == [told]
    back = [[each.kind, each.what, each.becomes, each.was] for each in parts(after, BASE) if each.kind == told[0]]
    assert back == [told]


def test_an_infeasible_formula_and_the_ranking_that_goes_with_it() -> None:
    seven, eight = (attrs.evolve(B, preference=Ranking(range(size, 0, -1))) for size in (7, 8))
    narrow, wide = having(decision_makers=[A, seven]), having(decision_makers=[A, eight], infeasible=())
    (part,) = parts(narrow, wide)
    assert (part.kind, part.was, part.becomes) == ("infeasible", "infeasible", "possible")
    assert taken(part, narrow, wide).payoffs("B").tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert taken(part, wide, narrow).payoffs("B").tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_arcs_and_states_of_a_graph() -> None:
    before = Conflict([DecisionMaker("A", arcs=["xy"])], states="xy")
    after = Conflict([DecisionMaker("A", arcs=["xy", "yz"])], states="xyz")
    told = [(each.what, each.was, each.becomes) for each in parts(before, after)]
    assert told == [("moves of A", "not these", "y → z"), ("states", "x, y", "x, y, z")]
    comparison = compare(before, after, ["nash"])
    assert comparison.appeared == (3,)


def test_every_kind_of_part_is_tried_by_a_test() -> None:
    tried = {told[1] for told in PARTS.values()} | {"infeasible", "coalesced", "states"}
    assert tried == set(PART_KINDS)


def test_a_part_that_does_not_fit_alone_says_why() -> None:
    elmira, twelve = load("elmira").conflict, load("elmira-12").conflict
    comparison = compare(elmira, twelve, ["nash"])
    reasons = {each.part.what: each.alone for each in comparison.differences}
    assert reasons["option Uniroyal.uniroyal"].startswith("coalesce: no option 'uniroyal'")
    assert "has no place for the state 'uniroyal = delay, accept'" in reasons["option Uniroyal.accept"]


# A published case, by hand.


def told(comparison: Comparison, concept: str) -> list[tuple[int | None, int | None, bool]]:
    return [(each.before, each.after, each.holds) for each in comparison.changes if each.concept == concept]


def test_elmira_where_the_plant_has_to_stay() -> None:
    """Accepting holds at once: Uniroyal would leave state 7 only to abandon the plant (state 9)."""
    stay = load("elmira").lever("the plant has to stay").apply(ELMIRA.conflict)
    comparison = compare(ELMIRA.conflict, stay, ["nash"])
    assert [each.part.what for each in comparison.differences] == ["outcomes with 'uniroyal = abandon'"]
    assert told(comparison, "nash") == [(7, 7, True), (9, None, False)]
    (seven, _) = comparison.changes
    assert seven.stay == ("Uniroyal",)
    assert seven.suffices == seven.needed == ("outcomes with 'uniroyal = abandon'",)


def test_two_changes_that_only_matter_together() -> None:
    """B answers if it may (its move) and likes to (its preference): then A stays under SEQ."""
    a = DecisionMaker("A", ["a"], Ranking([1, 4, 2, 3]))
    idle, willing = Option("b", moves="down"), Option("b")
    before = Conflict([a, DecisionMaker("B", [idle], Ranking([1, 2, 3, 4]))])
    after = Conflict([a, DecisionMaker("B", [willing], Ranking([2, 3, 1, 4]))])
    (change,) = [each for each in compare(before, after, ["seq"]).changes if each.before == 2]
    assert (change.stay, change.holds) == (("A",), True)
    assert change.suffices == ()
    assert change.needed == ("moves of B.b", "preference of B")


def test_conflicts_of_different_form_have_no_states_in_common() -> None:
    with pytest.raises(UnavailableError, match="one conflict is in graph form, the other in option form"):
        compare(ELMIRA.conflict, ELMIRA_BY_HAND.conflict)
