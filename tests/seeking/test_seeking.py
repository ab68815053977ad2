"""Seeking finds every cheapest set and every minimal one, judged by trying all sets on the literal reading."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import assume, given

from detente.case import Case, Mediator
from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements, Weights
from detente.errors import InputError, KindError, UnavailableError, UnknownNameError
from detente.evolution.standing import Standing
from detente.formula import Formula, Variable
from detente.levers import Fix, Forbid, Lever, Prefer
from detente.library import load
from detente.seeking import AIMS, MEASURE_KINDS, Measure, Remedy, Sought, in_a_sentence, seek
from detente.seeking.permitting import idle_costs, permitted
from detente.seeking.subsets import cheapest_first
from detente.seeking.telling import HOW
from detente.seeking.trying import Trials, essence
from tests.answer.cases import random_case
from tests.answer.literal import Literal
from tests.levers.literal import without_rankings
from tests.models import FAMILIES, random_conflict, random_formula
from tests.seeking.literal import (
    MEETS,
    ORDER,
    STRENGTH,
    Step,
    clash,
    comes_to,
    every_set,
    minimal,
    nearness,
    steps,
)

CONCEPTS = ("nash", "seq", "gmr", "smr", "sseq")
MOST_TRIED = 9
"""The most changes of which all sets are tried."""


@attrs.frozen
class Asked:
    """A random question: a case with few changes, what is sought, and the changes with their costs."""

    case: Case
    goal: Formula
    concept: str
    aim: str
    most: int
    kinds: tuple[str, ...]
    pool: list[Step]
    costs: list[Fraction]

    def sought(self, **other: bool | float) -> Sought:
        """Seek with the program."""
        keys = {"concept": self.concept, "aim": self.aim, "changes": self.kinds, "most": self.most}
        return seek(self.case, self.goal, **{**keys, **other})  # type: ignore[arg-type]


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    random = draw(st.randoms(use_true_random=False))
    listed = random.random() < 0.15
    case = _listed(random) if listed else random_case(random)
    ranked = listed or random.random() < 0.3
    if not ranked:
        case = attrs.evolve(case, conflict=without_rankings(case.conflict))
    every = steps(case)
    kinds: list[str] = []
    for key in random.sample(["swap", "lever", "irreversible"] if ranked else ORDER, 3 if ranked else 6):
        if sum(step.kind in {*kinds, key} for step in every) <= MOST_TRIED:
            kinds.append(key)
    kinds = [key for key in MEASURE_KINDS if key in kinds]
    pool = [step for step in every if step.kind in kinds]
    assume(pool)
    case = attrs.evolve(case, mediator=Mediator(costs={key: _cost(random) for key in kinds}))
    assert case.mediator is not None
    costs = [dict(case.mediator.costs)[step.kind] for step in pool]
    aims = ["exists", "avoided"] if case.conflict.status_quo is None else list(AIMS)
    goal = random.choice([*case.goals, *case.dreads]).formula
    most = random.randint(1, 3)
    return Asked(case, goal, random.choice(CONCEPTS), random.choice(aims), most, tuple(kinds), pool, costs)


def _listed(random: Random) -> Case:
    """Draw a case in graph form."""
    conflict = random_conflict(random, FAMILIES["graph form"])
    variables = [Variable("state", None, conflict.states)]
    lever = Lever("L", [Prefer([(random.choice(conflict.names), (random_formula(random, variables),))])])
    goals = {f"g{place}": random_formula(random, variables) for place in range(2)}
    return Case(title="T", conflict=conflict, goals=goals, levers=[lever])


def _cost(random: Random) -> Fraction:
    return random.choice([Fraction(1), Fraction(1), Fraction(2), Fraction(1, 3), Fraction(0)])


def places(asked: Asked, sought: Sought, which: str = "found") -> set[frozenset[int]]:
    """Return the sets of a result as places in the pool."""
    measures = list(sought.permitted.measures)
    assert [each.kind for each in measures] == [step.kind for step in asked.pool]
    return {
        frozenset(measures.index(each) for each in way) for r in getattr(sought, which) for way in ways(r, measures)
    }


def ways(remedy: Remedy, permitted_: list[Measure]) -> list[tuple[Measure, ...]]:
    """Return the permitted sets of which a remedy tells."""
    return [way for way in (remedy.measures, *remedy.alike) if set(way) <= set(permitted_)]


@given(questions())
def test_all_minimal_sets_are_found_and_no_others(asked: Asked) -> None:
    sets = every_set(asked.case, asked.goal, asked.concept, asked.pool, asked.costs, asked.most)
    expected = minimal(sets, asked.aim)
    sought = asked.sought(beyond=True)
    if any(not each.chosen for each in expected):
        assert (sought.status, sought.ended, sought.found) == ("today", "today", ())
        return
    assert places(asked, sought) == {each.chosen for each in expected}
    assert (sought.ended, sought.below) in {("all", None), ("impossible", None)}
    standings = {each.chosen: (each.standing, each.cost) for each in expected}
    measures = list(sought.permitted.measures)
    for remedy in sought.found:
        chosen = frozenset(measures.index(each) for each in remedy.measures)
        assert (remedy.standing.value, remedy.cost) == standings[chosen]
    assert all(tally.left == 0 for tally in sought.tallies)


@given(questions())
def test_the_cheapest_are_found_unless_more_are_wanted(asked: Asked) -> None:
    sets = every_set(asked.case, asked.goal, asked.concept, asked.pool, asked.costs, asked.most)
    expected = [each for each in minimal(sets, asked.aim) if each.chosen]
    sought = asked.sought()
    if sought.status == "today":
        return
    least = min((each.cost for each in expected), default=None)
    assert places(asked, sought) == {each.chosen for each in expected if each.cost == least}
    assert sought.status == ("found" if expected else "none")


@given(questions())
def test_only_sets_that_come_to_the_same_are_one_remedy(asked: Asked) -> None:
    """And the one that is told is the cheapest."""
    sets = every_set(asked.case, asked.goal, asked.concept, asked.pool, asked.costs, asked.most)
    by_places = {each.chosen: each for each in sets}
    sought = asked.sought(beyond=True)
    measures = list(sought.permitted.measures)
    for remedy in sought.found:
        alike = [by_places[frozenset(map(measures.index, way))] for way in ways(remedy, measures)]
        assert all(each.comes_to == alike[0].comes_to for each in alike)
        assert remedy.cost == min(each.cost for each in alike)
        conflicts = [way[0].lever.apply(asked.case.conflict) for way in remedy.alike if not set(way) <= set(measures)]
        assert all(comes_to(Literal(c, asked.concept, asked.goal)) == alike[0].comes_to for c in conflicts)


@given(questions())
def test_what_is_impossible_is_known_before_anything_is_tried(asked: Asked) -> None:
    sets = every_set(asked.case, asked.goal, asked.concept, asked.pool, asked.costs, asked.most)
    sought = asked.sought()
    if sought.impossible:
        assert (sought.tallies, sought.status, asked.aim != "avoided") == ((), "none", True)
        assert not any(asked.aim in each.meets for each in sets)
        assert {each.standing for each in sets} == {"none"}
    assert sought.nowhere == (not Literal(asked.case.conflict, asked.concept, asked.goal).where)


@given(questions())
def test_if_nothing_is_found_the_nearest_misses_stand_strongest(asked: Asked) -> None:
    sets = every_set(asked.case, asked.goal, asked.concept, asked.pool, asked.costs, asked.most)
    sought = asked.sought()
    if sought.status != "none":
        assert sought.misses == ()
        return
    best = max(nearness(asked.aim, each.standing) for each in sets)
    near = {each.chosen for each in sets if nearness(asked.aim, each.standing) == best}
    nearest = {each for each in near if not any(other < each for other in near)}
    told = places(asked, sought, "misses")
    assert told
    assert told <= nearest
    assert len(told) == min(5, len(nearest))
    assert {nearness(asked.aim, remedy.standing.value) for remedy in sought.misses} == {best}


@given(questions())
def test_of_two_changes_about_one_option_one_is_idle_or_they_do_not_fit(asked: Asked) -> None:
    """What is passed over as needless would not have been minimal."""
    trials = Trials(
        asked.case, asked.case.goals[0] if asked.case.goals else asked.case.dreads[0], asked.concept, AIMS["exists"]
    )
    measures = permitted(asked.case, asked.kinds, None, anyone=False).measures
    for (one, first), (other, second) in combinations(zip(measures, asked.pool, strict=True), 2):
        assert bool(one.settles & other.settles) == clash(first, second)
        if one.kind != "swap" and clash(first, second):
            together, alone = trials.of([one, other]), [trials.of([one]), trials.of([other])]
            assert together.standing is None or together.standing in [each.standing for each in alone]


@given(questions())
def test_effects_are_how_the_other_outcomes_stand(asked: Asked) -> None:
    case = asked.case
    sought = asked.sought()
    for remedy in sought.found[:4]:
        lever = Lever("all", [change for each in remedy.measures for change in each.lever.changes])
        conflict = lever.apply(case.conflict)
        expected = set()
        for each, dreaded in [*((g, False) for g in case.goals), *((d, True) for d in case.dreads)]:
            before, after = (Literal(c, asked.concept, each.formula).standing() for c in (case.conflict, conflict))
            if each.formula != asked.goal and STRENGTH[before] != STRENGTH[after]:
                expected.add((each.name, dreaded, before, after))
        assert {(e.name, e.dreaded, e.before.value, e.after.value) for e in remedy.effects} == expected
        literal = Literal(conflict, asked.concept, asked.goal)
        wanted = literal.where & literal.resting
        led = wanted & literal.reached(literal.unsanctioned) if literal.start is not None else set()
        assert list(remedy.equilibria) == [conflict.space.label(s) for s in sorted(led or wanted)][:3]


@given(questions())
def test_conflicts_that_come_to_the_same_are_alike(asked: Asked) -> None:
    trials = Trials(
        asked.case, asked.case.goals[0] if asked.case.goals else asked.case.dreads[0], asked.concept, AIMS["exists"]
    )
    seen: dict[object, str] = {}
    for measure in permitted(asked.case, asked.kinds, None, anyone=False).measures:
        try:
            conflict = trials.after([measure])
            key = essence(conflict)
        except InputError:
            continue
        literal = Literal(conflict, asked.concept, trials.goal.formula).standing()
        assert seen.setdefault(key, literal) == literal


# Sets in the order of their cost

costs = st.lists(st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 3), Fraction(2)]), max_size=7)


@given(costs, st.integers(1, 4), st.lists(st.sets(st.integers(0, 6), min_size=1, max_size=2), max_size=4))
def test_sets_come_cheapest_first_and_all_that_hold_none_passed_over(
    prices: list[Fraction], most: int, unwanted: list[set[int]]
) -> None:
    found = list(cheapest_first(prices, most, lambda chosen: any(each <= set(chosen) for each in unwanted)))
    every = [each for size in range(1, most + 1) for each in combinations(range(len(prices)), size)]
    assert sorted(found) == sorted(each for each in every if not any(bad <= set(each) for bad in unwanted))
    keys = [(sum(prices[place] for place in each), len(each)) for each in found]
    assert keys == sorted(keys)


# What is permitted, and what it costs

NEIGHBOURS = Case(
    title="Two neighbours",
    conflict=Conflict(
        [
            DecisionMaker("A", ["a", "x"], Statements(["b", "not a", "A.x"])),
            DecisionMaker("B", ["b", Option("x", ["low", "mid", "high"], "rung")], Weights({"a": 1})),
        ],
        infeasible=["a and b", "A.x and a"],
        status_quo={"B.x": "mid"},
    ),
    goals={"peace": "a and not A.x"},
    dreads={"war": "b"},
    levers=[
        Lever("no b", [Forbid(["b"])]),
        Lever("A wants b", [Prefer.read({"A": ["b"]})], "5/2"),
        Lever("nothing", []),
    ],
)


def words(case: Case, kinds: list[str] | None = None, swaps: list[str] | None = None) -> list[str]:
    return [each.words for each in permitted(case, kinds, swaps, anyone=False).measures]


def test_what_each_kind_permits() -> None:
    assert words(NEIGHBOURS, ["swap"]) == ["A puts “not a” before “b”", "A puts “A.x” before “not a”"]
    assert words(NEIGHBOURS, ["lever"]) == ["“no b”", "“A wants b”", "“nothing”"]
    assert words(NEIGHBOURS, ["force"]) == [
        *("a is forced to yes", "A.x is forced to yes", "b is forced to yes"),
        *("B.x is forced to low", "B.x is forced to high"),
    ]
    assert words(NEIGHBOURS, ["remove"])[-1] == "B.x is off the table and stays at mid"
    assert words(NEIGHBOURS, ["irreversible"])[0] == "a cannot be taken back: it moves only up"
    assert words(NEIGHBOURS, ["allow"]) == ["“a and b” becomes possible", "“A.x and a” becomes possible"]
    assert not any(word.startswith("A puts") for word in words(NEIGHBOURS))
    assert (
        words(NEIGHBOURS, ["lever"], ["A"])[:1] == words(NEIGHBOURS, None, ["A"])[:1] == ["A puts “not a” before “b”"]
    )


def test_what_is_irreversible_already_is_left_alone() -> None:
    options: list[Option | str] = [Option("up", moves="up"), Option("down", moves="down"), "both"]
    options.append(Option("rung", ["1", "2", "3"], "rung"))
    case = Case(title="T", conflict=Conflict([DecisionMaker("A", options)]))
    changed = [
        each.lever.apply(case.conflict) for each in permitted(case, ["irreversible"], None, anyone=False).measures
    ]
    assert [[option.moves for option in each.decision_makers[0].options] for each in changed] == [
        ["up", "down", "up", "rung"],
        ["up", "down", "both", "rung-up"],
    ]


def test_tiers_of_a_ranking_are_swapped() -> None:
    case = Case(title="T", conflict=Conflict([DecisionMaker("A", ["a", "b"], Ranking([3, [1, 4], 2]))]))
    may = permitted(case, None, ["A"], anyone=False)
    assert [each.words for each in may.measures][:2] == [
        "A puts states 1, 4 before state 3",
        "A puts state 2 before states 1, 4",
    ]
    (owner,) = may.measures[1].lever.apply(case.conflict).decision_makers
    assert owner.preference == Ranking([3, 2, [1, 4]])


def mediated(**given_: object) -> Case:
    return attrs.evolve(NEIGHBOURS, mediator=Mediator(**given_))  # type: ignore[arg-type]


def test_a_mediator_changes_only_what_it_has_influence_on() -> None:
    may = permitted(mediated(influences=["A"]), None, None, anyone=False)
    assert {name for each in may.measures for name in each.touches} == {"A"}
    assert [each.words for each in may.measures if each.kind in {"lever", "swap", "allow"}] == [
        *("A puts “not a” before “b”", "A puts “A.x” before “not a”"),
        *("“A wants b”", "“nothing”", "“A.x and a” becomes possible"),
    ]
    assert all("B" in each.touches for each in may.left_out)
    assert [each.words for each in may.left_out if each.kind in {"lever", "allow"}] == [
        *("“no b”", "“a and b” becomes possible"),
    ]
    assert {name for each in may.left_out for name in may.strangers(each)} == {"B"}
    free = permitted(mediated(influences=["A"]), None, None, anyone=True)
    assert (free.left_out, free.influenced, may.influenced) == ((), None, ("A",))
    assert {each.words for each in free.measures} == {*words(NEIGHBOURS), *words(NEIGHBOURS, ["swap"])}


@given(questions(), st.data())
def test_anyone_adds_and_takes_nothing_away(asked: Asked, data: st.DataObject) -> None:
    names = data.draw(st.sets(st.sampled_from(asked.case.conflict.names), min_size=1))
    case = attrs.evolve(asked.case, mediator=Mediator(influences=sorted(names)))
    for kinds in (None, asked.kinds):
        within, all_ = (set(permitted(case, kinds, None, anyone=anyone).measures) for anyone in (False, True))
        left_out = permitted(case, kinds, None, anyone=False).left_out
        assert within | set(left_out) <= all_


def test_costs_that_never_count_are_known() -> None:
    case = mediated(influences=["A"], costs={"force": 1, "b": 2, "a": 3, "B": 4, "swap": 1, "A": 5})
    assert idle_costs(case) == {"force": (), "b": ("B",), "B": ("B",), "swap": ()}
    assert idle_costs(mediated(costs={"force": 1, "b": 2})) == idle_costs(NEIGHBOURS) == {}


def test_costs_are_those_of_the_lever_or_option_or_decision_maker_or_kind() -> None:
    case = mediated(costs={"force": "1/2", "A": 3, "B.x": "0.25", "lever": 4})
    may = permitted(case, None, None, anyone=False)
    found = dict(zip([each.words for each in may.measures], may.costs, strict=True))
    assert found["a is forced to yes"] == 3
    assert found["b is forced to yes"] == Fraction(1, 2)
    assert found["B.x is forced to low"] == Fraction(1, 4)
    assert found["b is off the table and stays at no"] == 1
    assert [found["“no b”"], found["“A wants b”"]] == [4, Fraction(5, 2)]
    assert found["“a and b” becomes possible"] == 1
    assert found["A puts “A.x” before “not a”"] == 3


def test_a_kind_that_has_nothing_says_why() -> None:
    bare = attrs.evolve(NEIGHBOURS, levers=[], conflict=attrs.evolve(NEIGHBOURS.conflict, status_quo=None))
    assert [key for key, _ in permitted(bare, None, None, anyone=False).lacking] == ["lever", "remove"]
    graph = Conflict([DecisionMaker("A", arcs=["xy"]), DecisionMaker("B")], states="xy", status_quo={"state": "x"})
    listed = permitted(Case(title="T", conflict=graph), None, None, anyone=False)
    assert (listed.measures, [key for key, _ in listed.lacking]) == (
        (),
        ["lever", "force", "remove", "irreversible", "allow"],
    )
    assert seek(Case(title="T", conflict=graph), "state = y").status == "none"


# How a search ends


def test_what_is_so_today_needs_no_change() -> None:
    sought = seek(NEIGHBOURS, "not a", concept="nash", aim="exists")
    assert (sought.status, sought.found, sought.misses, sought.tallies) == ("today", (), (), ())
    assert sought.to_dict()["status"] == "today"


def test_without_time_nothing_is_tried_and_that_is_told() -> None:
    sought = seek(NEIGHBOURS, "peace", aim="only", time_limit=0)
    assert [sought.status, sought.ended, sought.below] == ["open", "time", Fraction(1)]
    assert all(each.tried == 0 and each.left == each.sets > 0 for each in sought.tallies)
    assert [each.measures for each in sought.misses] == [()]


def test_what_is_impossible_is_told_with_the_reason() -> None:
    sought = seek(NEIGHBOURS, "a and not a")
    assert (sought.status, sought.ended, sought.impossible) == ("none", "impossible", "contradiction")
    assert [(each.measures, each.standing) for each in sought.misses] == [((), Standing.NONE)]
    assert seek(NEIGHBOURS, "a and b", changes=["force"]).impossible == "infeasible"
    assert seek(NEIGHBOURS, "a and b", changes=["force", "allow"]).impossible == ""
    assert seek(NEIGHBOURS, "a and not a", aim="avoided").status == "today"


def test_of_a_dreaded_outcome_it_is_asked_how_it_is_avoided() -> None:
    dreading = attrs.evolve(NEIGHBOURS, dreads={"trade": "not b"})
    sought = seek(dreading, "trade", concept="nash", changes=["lever", "force"])
    assert (sought.aim, sought.today, [each.words for each in sought.found]) == (
        *("avoided", Standing.CERTAIN),
        ["b is forced to yes"],
    )
    assert seek(dreading, "not b", concept="nash").aim == "reached"
    assert seek(attrs.evolve(dreading, goals={"trade": "not b"}), "trade", concept="nash").aim == "reached"


def test_without_a_status_quo_what_holds_nowhere_is_avoided() -> None:
    nowhere = attrs.evolve(NEIGHBOURS, conflict=attrs.evolve(NEIGHBOURS.conflict, status_quo=None))
    sought = seek(nowhere, "not b", concept="nash", aim="avoided", changes=["force"], most=1)
    assert (sought.today, [each.standing for each in sought.found]) == (Standing.HOLDS, [Standing.NONE])


@pytest.mark.parametrize("key", AIMS)
def test_an_aim_has_its_key_and_its_literal_reading(key: str) -> None:
    aim = AIMS[key]
    assert (aim.key, bool(aim.says), bool(aim.does), key in MEETS) == (key, True, True, True)


def test_a_lever_that_does_the_same_is_told_with_what_it_does() -> None:
    levers = [Lever("b at last", [Fix([("b", "yes")])]), Lever("b for sure", [Fix([("b", "yes")])], 9)]
    case = attrs.evolve(NEIGHBOURS, levers=levers)
    told = "b is forced to yes (as each of the levers “b at last”, “b for sure” does)"
    for changes in (["force"], ["force", "lever"]):
        (found,) = seek(case, "b", concept="nash", aim="only", changes=changes).found
        assert (found.words, found.cost) == (told, Fraction(1))
    (found,) = seek(attrs.evolve(case, levers=levers[:1]), "b", concept="nash", changes=["force"]).found
    assert found.alike_in_words == "as the lever “b at last” does"
    cheap = attrs.evolve(case, levers=[attrs.evolve(levers[0], cost=0)], mediator=Mediator())
    (found,) = seek(cheap, "b", concept="nash", aim="only", beyond=True, most=1).found
    assert (found.words, found.cost) == ("“b at last” (the same as b is forced to yes)", Fraction())


def test_a_set_costs_what_its_changes_cost_and_the_cheapest_is_first() -> None:
    case = mediated(costs={"force": 3, "lever": 1})
    sought = seek(case, "b", beyond=True, aim="only", concept="nash", most=2)
    assert [each.cost for each in sought.found] == sorted(each.cost for each in sought.found)
    assert sought.found[0].words == "“A wants b”; b is forced to yes" or sought.found[0].cost <= 3
    assert sought.to_frame()["cost"].tolist() == [str(each.cost) for each in sought.found]


def test_of_equal_sets_those_come_first_that_do_least_harm() -> None:
    sought = seek(load("elmira"), "the order is accepted")
    harm = [sum(abs(each.gain) for each in remedy.effects if not each.welcome) for remedy in sought.found]
    assert harm == sorted(harm)
    assert harm[0] < harm[-1]


def test_the_summit_alone_does_not_defuse_the_situation() -> None:
    """A single lever does not; with the summit, a change of mind in Washington does."""
    case = load("winter-2021")
    sought = seek(attrs.evolve(case, levers=case.levers[:5]), "defused", aim="only", changes=["lever"], most=2)
    assert [each.words for each in sought.found] == ["“the summit is held”; “the talks group prevails in Washington”"]


def test_a_change_that_splits_an_outcome_does_not_fit() -> None:
    """With b allowed beside a, the coalesced state has members with b and without."""
    a, b = DecisionMaker("A", ["a", "c"], Statements(["a"])), DecisionMaker("B", ["b"])
    conflict = Conflict([a, b], infeasible=["a and b"], coalesced=["a"], status_quo={})
    case = Case(title="T", conflict=conflict, goals={"c": "a"}, dreads={"b": "b"})
    sought = seek(case, "b and c", concept="nash", aim="only", changes=["allow"])
    assert [reason for _, reason in sought.unfit] == [
        "'b' does not hold alike in all members of the coalesced state 5: a; a, c; a, b; a, c, b"
    ]
    assert seek(case, "a", concept="nash", aim="only", changes=["allow"]).status == "today"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"goal": "not a", "aim": "exists"}, "“not a” would hold in an equilibrium without any change."),
        (
            {"goal": "b", "aim": "only", "changes": ["lever", "force"]},
            "“b” would be certain after this: b is forced to yes.",
        ),
        ({"goal": "a and not a", "most": 1}, "“a and not a” contradicts itself: no change can bring it about."),
        (
            {"goal": "peace", "aim": "only", "time_limit": 0},
            "“peace” would not be certain after anything that was tried, by up to 3 changes: at best, it holds",
        ),
    ],
)
def test_what_was_found_can_be_told_in_a_sentence(asked: dict[str, object], said: str) -> None:
    told = in_a_sentence(seek(NEIGHBOURS, concept="nash", **asked))  # type: ignore[arg-type]
    assert told.startswith(said)
    assert told.endswith(".")


def test_every_standing_has_its_words() -> None:
    assert set(HOW) == set(Standing)


def test_levers_can_be_pulled_first() -> None:
    """It is as if the case had the conflict with them, but what they rule out stays ruled out."""
    sought = seek(NEIGHBOURS, "peace", levers=["no b", "A wants b"], concept="nash", aim="only", most=1)
    lever = Lever.together([NEIGHBOURS.lever("no b"), NEIGHBOURS.lever("A wants b")])
    pulled = attrs.evolve(NEIGHBOURS, conflict=lever.apply(NEIGHBOURS.conflict), levers=[NEIGHBOURS.lever("nothing")])
    expected = seek(pulled, "peace", concept="nash", aim="only", most=1)
    assert [each.words for each in sought.found] == [each.words for each in expected.found] == ["a is forced to yes"]
    assert (sought.today, sought.fingerprint) == (expected.today, NEIGHBOURS.fingerprint)
    words = [{each.words for each in result.permitted.measures} for result in (sought, expected)]
    assert words[1] - words[0] == {"“b” becomes possible"}
    with pytest.raises(UnknownNameError, match="no lever 'now b'"):
        seek(NEIGHBOURS, "peace", levers=["now b"])


def test_doubts_are_left_aside() -> None:
    """A lever may change what is in doubt: here the preference of one whose factions are uncertain."""
    case, talks = load("winter-2021"), "the talks group prevails in Washington"
    case = attrs.evolve(case, levers=[case.lever(talks), case.lever("the summit is held")])
    sought = seek(case, "defused", levers=[talks], aim="only", changes=["lever"])
    assert [each.words for each in sought.found] == ["“the summit is held”"]


def test_progress_is_told() -> None:
    said: list[str] = []
    seek(NEIGHBOURS, "peace", aim="only", most=1, progress=said.append)
    assert said[0].startswith("set 1 of ")


@pytest.mark.parametrize(
    ("given_", "error", "said"),
    [
        ({"goal": "peac"}, UnknownNameError, "did you mean 'peace'"),
        ({"goal": "a and"}, InputError, "ends"),
        ({"goal": "peace", "concept": "sex"}, UnknownNameError, "no stability concept 'sex'"),
        ({"goal": "peace", "aim": "onyl"}, UnknownNameError, "did you mean 'only'"),
        ({"goal": "peace", "changes": ["levr"]}, UnknownNameError, "did you mean 'lever'"),
        ({"goal": "peace", "changes": []}, UnavailableError, "no kind of change is permitted"),
        ({"goal": "peace", "changes": "lever"}, KindError, "cannot be the text 'lever'"),
        ({"goal": "peace", "swaps": ["C"]}, UnknownNameError, "no decision maker 'C'"),
        ({"goal": "peace", "swaps": ["B"]}, UnavailableError, "'B' has no neighbours to swap"),
        ({"goal": "peace", "most": 0}, UnavailableError, "1 or more"),
        ({"goal": "peace", "most": 1.5}, UnavailableError, "a whole number"),
        ({"goal": "peace", "time_limit": float("nan")}, UnavailableError, "0 or more"),
        ({"goal": "peace", "time_limit": -1}, UnavailableError, "0 or more"),
    ],
)
def test_what_cannot_be_sought_is_refused(given_: dict[str, object], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        seek(NEIGHBOURS, **given_)  # type: ignore[arg-type]


def test_what_is_reached_needs_a_status_quo() -> None:
    nowhere = attrs.evolve(NEIGHBOURS, conflict=attrs.evolve(NEIGHBOURS.conflict, status_quo=None))
    assert seek(nowhere, "peace").aim == "exists"
    with pytest.raises(UnavailableError, match="the aim 'only' needs one; allowed: one of: exists, avoided"):
        seek(nowhere, "peace", aim="only")


@pytest.mark.parametrize("key", MEASURE_KINDS)
def test_a_kind_has_its_key_and_is_told(key: str) -> None:
    kind = MEASURE_KINDS[key]
    assert (kind.key, bool(kind.says), bool(kind.lacking)) == (key, True, True)
    found = permitted(NEIGHBOURS, [key], None, anyone=False).measures
    assert found
    assert {each.kind for each in found} == {key}


def test_the_order_of_the_kinds_is_that_of_the_page_and_of_what_may_have_a_cost() -> None:
    from detente.case.mediator import PRICED

    assert tuple(MEASURE_KINDS) == PRICED == ORDER
