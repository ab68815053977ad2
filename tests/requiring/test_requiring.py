"""Required preferences, against all that there are."""

import itertools
import re
from dataclasses import replace
from math import factorial
from random import Random
from typing import Any

import attrs
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given, settings

from detente import library
from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements
from detente.errors import InputError
from detente.requiring import Condition, Nearest, WayToMeet, counting, orders, require
from detente.requiring.field import CONCEPTS_REQUIRED
from detente.requiring.orders.items import items_of
from detente.requiring.orders.ranking import WholeRanking
from detente.stability import solve
from detente.stability.finding.gates import Gates
from detente.stability.finding.solver import Clock
from tests.models import FAMILIES, random_conflict, random_ranking
from tests.oracle import read
from tests.oracle.graph import Graph
from tests.oracle.requiring import holds_under, nearby_orders, nearby_rankings, rankings_counted, strict_rankings
from tests.published import EUPHRATES

SYRIA = EUPHRATES.conflict

ANSWERED = Conflict(
    [
        DecisionMaker("A", preference=Ranking([3, 1, 2]), arcs=["zy"]),
        DecisionMaker("B", preference=Ranking([3, 1, 2]), arcs=["xz"]),
    ],
    states="xyz",
)
"""B is kept from leaving x for z if A moves on to y; to like x better than anything does not make A do so."""


@attrs.frozen
class Asked:
    """A random question: which preferences of some make which of some states hold?"""

    conflict: Conflict
    concept: str
    states: tuple[int, ...]
    varied: tuple[int, ...]

    @property
    def graph(self) -> Graph:
        return read(self.conflict)

    @property
    def names(self) -> list[str]:
        return [self.conflict.names[place] for place in self.varied]

    def put(self, **more: Any) -> Any:
        """Ask it, of the one state."""
        (state,) = self.states
        return require(self.conflict, state=state + 1, concept=self.concept, vary=self.names, **more)


@st.composite
def questions(draw: st.DrawFn, most_states: int, most_varied: int = 1) -> Asked:
    random = draw(st.randoms(use_true_random=False))
    if random.random() < _WINDING:
        conflict = winding(random, most_states)
    else:
        # In graph form it is most often the others whose answers hang on the preference that varies.
        family = FAMILIES[random.choice(["graph form", "graph form", *sorted(FAMILIES)])]
        conflict = random_conflict(random, replace(family, most_states=most_states))
    assume(1 < conflict.size <= most_states)
    if random.random() < _MISTAKEN:
        conflict = mistaken(conflict, random)
    number = min(random.randint(1, most_varied), len(conflict.names))
    varied = tuple(sorted(random.sample(range(len(conflict.names)), number)))
    concept = random.choice([*CONCEPTS_REQUIRED, "seq", "sseq"])
    return Asked(conflict, concept, (random.randrange(conflict.size),), varied)


_MISTAKEN = 0.3
_WINDING = 0.3


def winding(random: Random, most_states: int) -> Conflict:
    """Draw a conflict in which two moves seldom make one: with few arcs, or with a ladder climbed rung by rung."""
    names = "ABC"[: random.randint(2, 3)]
    if most_states >= 6 and random.random() < 0.3:
        ladder = Option("ladder", levels=["low", "middle", "high"], moves="rung")
        climber = DecisionMaker("A", [ladder], random_ranking(random, 6))
        return Conflict([climber, DecisionMaker("B", ["option"], random_ranking(random, 6))])
    states = "abcdefg"[: random.randint(3, most_states)]
    often = random.choice([0.2, 0.35, 0.5])
    makers = [
        DecisionMaker(
            name,
            preference=random_ranking(random, len(states)),
            arcs=[(a, b) for a in states for b in states if random.random() < often],
        )
        for name in names
    ]
    return Conflict(makers, states=states)


def mistaken(conflict: Conflict, random: Random) -> Conflict:
    """Have everybody believe something of some of the others."""
    size, names = conflict.size, conflict.names
    owners = [
        attrs.evolve(
            owner,
            believes={
                name: random_ranking(random, size) for name in names if name != owner.name and random.random() < 0.5
            },
        )
        for owner in conflict.decision_makers
    ]
    return attrs.evolve(conflict, decision_makers=owners)


@pytest.mark.parametrize(("concept", "count"), [("nash", 240), ("gmr", 384), ("smr", 300), ("seq", 384), ("sseq", 300)])
def test_the_published_counts(concept: str, count: int) -> None:
    """Those of nash, gmr, smr and seq are published, the first and the last two corrected; sseq is counted here."""
    required = require(SYRIA, state=2, concept=concept, vary=["Syria"])
    assert (required.count, required.total) == (count, 720)
    assert rankings_counted(read(SYRIA), concept, [1], [0]) == count


@given(questions(5))
def test_the_number_of_rankings_is_that_of_those_that_do(asked: Asked) -> None:
    assert asked.put(seconds=0).count == rankings_counted(asked.graph, asked.concept, asked.states, asked.varied)


@given(st.randoms(use_true_random=False))
def test_so_it_is_where_two_moves_seldom_make_one(random: Random) -> None:
    conflict = winding(random, 6)
    for state, varied in itertools.product(range(conflict.size), range(len(conflict.names))):
        asked = Asked(conflict, random.choice(["seq", "sseq"]), (state,), (varied,))
        assert asked.put(seconds=0).count == rankings_counted(asked.graph, asked.concept, asked.states, asked.varied)


@given(questions(3, most_varied=3))
def test_so_it_is_where_several_vary(asked: Asked) -> None:
    required = asked.put(seconds=0)
    assert required.count == rankings_counted(asked.graph, asked.concept, asked.states, asked.varied)
    assert required.total == factorial(asked.conflict.size) ** len(asked.varied)


@given(questions(4), st.randoms(use_true_random=False))
def test_so_it_is_for_a_goal_of_several_states(asked: Asked, random: Random) -> None:
    states = sorted(random.sample(range(asked.conflict.size), random.randint(1, asked.conflict.size)))
    (concept, (mover,)) = asked.concept, asked.varied
    goal = formula_of(asked.conflict, states)
    required = require(asked.conflict, goal=goal, concept=concept, vary=asked.names)
    assert [each.state - 1 for each in required.states] == states
    assert required.count == rankings_counted(asked.graph, concept, states, [mover])
    found = [nearest_ranking(attrs.evolve(asked, states=(state,))) for state in states]
    assert told(required.nearest) == min(filter(None, found), default=None)


@given(questions(3, most_varied=2), st.randoms(use_true_random=False))
def test_of_the_states_of_a_goal_one_is_taken_that_tells_fewest_tied_pairs_apart(asked: Asked, random: Random) -> None:
    states = sorted(random.sample(range(asked.conflict.size), random.randint(2, asked.conflict.size)))
    goal = formula_of(asked.conflict, states)
    alone = [told(attrs.evolve(asked, states=(state,)).put().nearest) for state in states]
    together = require(asked.conflict, goal=goal, concept=asked.concept, vary=asked.names)
    assert told(together.nearest) == min(filter(None, alone), default=None)


def test_of_two_states_as_near_the_one_is_taken_that_tells_fewer_tied_pairs_apart() -> None:
    """Either is a swap away, but d tells two tied pairs apart and a none; d is searched first."""
    makers = [
        DecisionMaker("A", preference=Ranking([3, 1, [2, 4]]), arcs=["ab", "ac", "ad", "ca"]),
        DecisionMaker("B", preference=Ranking([[1, 3], [2, 4]]), arcs=["ab", "ba", "bc", "bd", "cb", "da"]),
        DecisionMaker("C", preference=Ranking([3, 4, 2, 1]), arcs=["ab", "ac", "ad", "cb", "da", "db", "dc"]),
    ]
    conflict = Conflict(makers, states="abcd")
    alone = [told(require(conflict, state=state, concept="smr", vary=["B", "C"]).nearest) for state in (1, 4)]
    assert alone == [(1, 0), (1, 2)]
    together = require(conflict, goal="state = a or state = d", concept="smr", vary=["B", "C"])
    assert told(together.nearest) == (1, 0)


def formula_of(conflict: Conflict, states: list[int]) -> str:
    """Return a formula that holds in these states."""
    if conflict.in_graph_form:
        return " or ".join(f"state = '{conflict.states[state]}'" for state in states)
    levels = [conflict.state(state + 1) for state in states]
    assume(not conflict.coalesced and conflict.words.variables)
    return " or ".join(
        f"({' and '.join(f'{quoted(name)} = {level!r}' for name, level in each.options.items())})" for each in levels
    )


def quoted(name: str) -> str:
    owner, _, option = name.partition(".")
    return f"{written(owner)}.{written(option)}"


def written(name: str) -> str:
    return f'"{name}"'


def nearest_ranking(asked: Asked) -> tuple[int, int] | None:
    """Return the distance of the nearest ranking, and how many tied pairs it tells apart, by trying them all."""
    graph, (mover,), (state,) = asked.graph, asked.varied, asked.states
    for swaps, splits, worths in nearby_rankings(graph.worth[mover]):
        if holds_under(graph, asked.concept, state, {mover: worths}):
            return swaps, splits
    return None


@given(questions(4))
def test_the_nearest_ranking_is_nearest(asked: Asked) -> None:
    required = asked.put()
    assert told(required.nearest) == nearest_ranking(asked)
    assert required.possible is (required.nearest is not None)


def told(nearest: Nearest | None) -> tuple[int, int] | None:
    if nearest is None:
        return None
    assert (nearest.proven, nearest.gap) == (True, 0)
    return nearest.distance, nearest.ties_split


@settings(max_examples=10)  # of 5,040 rankings each
@given(st.randoms(use_true_random=False))
def test_so_it_is_among_the_strict_rankings_of_seven_states(random: Random) -> None:
    """Strict rankings are rearranged into strict rankings."""
    names = "abcdefg"
    makers = [
        DecisionMaker(
            name,
            preference=Ranking(random.sample(range(1, 8), 7)),
            arcs=[(a, b) for a in names for b in names if random.random() < 0.25],
        )
        for name in ("A", "B", "C")
    ]
    asked = Asked(Conflict(makers, states=names), random.choice(CONCEPTS_REQUIRED), (random.randrange(7),), (0,))
    graph, state = asked.graph, asked.states[0]
    today = graph.worth[0]
    found = [
        sum((today[a] - today[b]) * (worths[a] - worths[b]) < 0 for a in range(7) for b in range(a))
        for worths in strict_rankings(7)
        if holds_under(graph, asked.concept, state, {0: worths})
    ]
    required = asked.put()
    assert required.count == len(found)
    assert told(required.nearest) == ((min(found), 0) if found else None)


@given(questions(3, most_varied=2))
def test_distances_of_several_add_up(asked: Asked) -> None:
    assume(len(asked.varied) > 1)
    graph, (one, other), (state,) = asked.graph, asked.varied, asked.states
    found = [
        (a + b, c + d)
        for a, c, x in nearby_rankings(graph.worth[one])
        for b, d, y in nearby_rankings(graph.worth[other])
        if holds_under(graph, asked.concept, state, {one: x, other: y})
    ]
    assert told(asked.put().nearest) == (min(found) if found else None)


@given(questions(6))
def test_the_nearest_order_of_statements_is_nearest(asked: Asked) -> None:
    graph, (mover,), (state,) = asked.graph, asked.varied, asked.states
    preference = asked.conflict.decision_makers[mover].preference
    required = asked.put()
    if not isinstance(preference, Statements) or len(preference.statements) < 2:
        assert required.order is None
        return
    assume(len(preference.statements) <= 5)
    truths = [asked.conflict.space.where(each).tolist() for each in preference.statements]
    found = [
        distance
        for distance, worths in nearby_orders(truths)
        if holds_under(graph, asked.concept, state, {mover: worths})
    ]
    assert told(required.nearest_order) == ((min(found), 0) if found else None)


@given(questions(5, most_varied=2))
def test_what_is_found_holds_when_it_is_solved(asked: Asked) -> None:
    required = asked.put()
    for nearest in filter(None, (required.nearest, required.nearest_order)):
        preferences = {name: Ranking(tiers) for name, tiers in nearest.rankings.items()}
        ranked = changed(asked.conflict, preferences)
        assert solve(ranked, [asked.concept]).is_equilibrium(nearest.state, asked.concept)
        assert {name: Ranking.of_payoffs(ranked.payoffs(name)).tiers for name in preferences} == nearest.rankings
        ordered = changed(asked.conflict, {name: Statements(each) for name, each in nearest.statements.items()})
        for name in nearest.statements:
            assert Ranking.of_payoffs(ordered.payoffs(name)).tiers == nearest.rankings[name]


def changed(conflict: Conflict, preferences: dict[str, Any]) -> Conflict:
    makers = [
        attrs.evolve(each, preference=preferences.get(each.name, each.preference)) for each in conflict.decision_makers
    ]
    return attrs.evolve(conflict, decision_makers=makers)


@given(questions(4, most_varied=2), st.randoms(use_true_random=False))
def test_a_ranking_meets_the_conditions_iff_the_state_holds(asked: Asked, random: Random) -> None:
    """Each condition asks for one of its ways, and each way for all of its comparisons."""
    graph, (state,) = asked.graph, asked.states
    (required,) = asked.put(seconds=0).states
    assert required.conditions is not None
    for _ in range(20):
        wants = {place: random.choices(range(graph.size), k=graph.size) for place in asked.varied}
        worth = {asked.conflict.names[place]: worths for place, worths in wants.items()}
        assert all(is_met(each, worth) for each in required.conditions) == holds_under(
            graph, asked.concept, state, wants
        )
    today = {name: list(graph.worth[place]) for place, name in enumerate(graph.names)}
    assert [each.met for each in required.conditions] == [is_met(each, today) for each in required.conditions]
    assert required.holds == holds_under(graph, asked.concept, state, {})


def is_met(condition: Condition, worth: dict[str, Any]) -> bool:
    assert condition.complete
    return any(is_way(way, worth) for way in condition.ways)


def is_way(way: WayToMeet, worth: dict[str, Any]) -> bool:
    return all(
        (worth[each.decision_maker][each.state - 1] > worth[each.decision_maker][each.than - 1]) == each.better
        for each in way.needs
    )


@given(questions(5))
def test_of_what_cannot_be_it_is_told_why(asked: Asked) -> None:
    """A single condition that nothing meets, or conditions that clash and of which none can be left out."""
    required = asked.put()
    if required.possible:
        return
    (state,) = required.states
    assert required.count == 0
    assert bool(state.obstacles) != bool(required.ranking.clash)
    assert required.sentences()
    everything = [{asked.names[0]: worths} for _, _, worths in nearby_rankings([0] * asked.conflict.size)]
    fixed = {name: list(asked.graph.worth[place]) for place, name in enumerate(asked.graph.names)}
    clash = required.ranking.clash
    assert not any(all(is_met(each, fixed | wants) for each in clash or state.obstacles) for wants in everything)
    for left_out in clash:
        others = [each for each in clash if each is not left_out]
        assert any(all(is_met(each, fixed | wants) for each in others) for wants in everything)


def test_an_answer_may_lead_to_where_nothing_deters_any_more() -> None:
    """From c it is B's choice to go back to b, where A is no better off, or on to a, whence nobody can go on."""
    makers = [
        DecisionMaker("A", preference=Ranking([1, 3, 2]), arcs=["ab", "ac", "bc", "ca"]),
        DecisionMaker("B", preference=Ranking([2, 1, 3]), arcs=["ca", "cb"]),
    ]
    conflict = Conflict(makers, states="abc")
    required = require(conflict, state=2, concept="seq", vary=["B"])
    assert required.count == 3
    assert required.count == rankings_counted(read(conflict), "seq", [1], [1])


def test_two_conditions_that_each_could_be_met_may_clash() -> None:
    """A and B are deterred from leaving x only if C gains by undoing what the other has done."""
    makers = [
        DecisionMaker("A", preference=Ranking([2, 1, 3]), arcs=["xy"]),
        DecisionMaker("B", preference=Ranking([3, 1, 2]), arcs=["xz"]),
        DecisionMaker("C", preference=Ranking([1, 2, 3]), arcs=["yz", "zy"]),
    ]
    required = require(Conflict(makers, states="xyz"), state=1, concept="seq", vary=["C"])
    assert (required.count, required.total, required.possible) == (0, 6, False)
    assert [(each.decision_maker, each.to) for each in required.ranking.clash] == [("A", 2), ("B", 3)]
    assert required.states[0].obstacles == ()
    assert required.sentences()[0] == (
        "A does not move from 1 (state = x) to 2 (state = y) if C would move on to 3 (state = z), liking 3 better than "
        "2, where A is no better off."
    )


def test_what_no_preference_can_change_is_an_obstacle() -> None:
    required = require(SYRIA, state=3, concept="gmr", vary=["Syria"])
    (obstacle,) = required.states[0].obstacles
    assert (obstacle.decision_maker, obstacle.to, obstacle.ways) == ("Iraq", 6, ())
    assert (required.count, required.nearest, required.ranking.status) == (0, None, "impossible")
    assert required.sentences() == (
        "Iraq leaves 3 (escalate) for 6 (escalate, attack), whatever Syria wants, and nobody can punish that.",
    )


def test_a_state_that_holds_asks_for_no_change() -> None:
    conflict = library.load("garrison").conflict
    required = require(conflict, state=2, concept="seq", vary=["US opposition"])
    assert required.states[0].holds
    assert required.nearest is not None
    assert (required.nearest.distance, required.nearest.ties_split) == (0, 0)
    assert required.nearest.rankings["US opposition"] == Ranking.of_payoffs(conflict.payoffs("US opposition")).tiers


def test_when_the_time_is_up_it_says_what_is_open() -> None:
    required = require(ANSWERED, state=1, concept="seq", vary=["A"], seconds=0)
    assert (required.nearest, required.ranking.status) == (None, "open")
    assert told(require(ANSWERED, state=1, concept="seq", vary=["A"]).nearest) == (2, 0)


def test_when_the_time_is_up_there_is_an_answer_all_the_same() -> None:
    """The state is moved up as far as it takes at the most; nothing is proven of what that costs."""
    required = require(SYRIA, state=2, concept="seq", vary=["Syria"], seconds=0)
    assert (required.ranking.status, required.count) == ("found", 384)
    assert required.nearest is not None
    assert (required.nearest.proven, required.nearest.gap) == (False, required.nearest.distance)


@given(questions(6, most_varied=3))
def test_at_the_top_of_everybodys_ranking_a_state_holds(asked: Asked) -> None:
    """Whatever is believed, and whatever is tied."""
    everybody = attrs.evolve(asked, varied=tuple(range(len(asked.conflict.names))))
    (state,) = asked.states
    top = {mover: [*worths[:state], max(worths) + 1, *worths[state + 1 :]] for mover, worths in dense(everybody)}
    assert holds_under(everybody.graph, asked.concept, state, top)
    required = everybody.put(seconds=0)
    assert required.nearest is not None
    assert required.nearest.distance <= sum(
        sum(each > worths[state] for each in worths) for _, worths in dense(everybody)
    )


def dense(asked: Asked) -> list[tuple[int, list[int]]]:
    """Return for those who vary what they think of each state today: the greater the better."""
    return [(mover, asked.conflict.payoff_table[mover].tolist()) for mover in asked.varied]


def test_the_time_is_kept_while_a_search_is_put_together() -> None:
    """Of the triples of 64 states in three rankings there are a hundred thousand."""
    required = require(large(6, 5, 3), state=1, concept="seq", seconds=0.3)
    assert required.nearest is not None
    assert 0 <= required.nearest.bound <= required.nearest.distance
    payoffs = np.arange(4, dtype=np.int32)
    with pytest.raises(TimeoutError):
        WholeRanking(Gates(), payoffs, items_of(payoffs, {0, 1, 2, 3}), Clock.of(0))


def test_a_gap_is_told_where_nothing_is_proven() -> None:
    nearest = Nearest(1, 7, 0, 3, {"A": ((1,), (2,))}, {})
    assert (nearest.proven, nearest.gap) == (False, 4)
    assert nearest.to_dict() == {
        "state": 1,
        "distance": 7,
        "ties_split": 0,
        "proven": False,
        "gap": 4,
        "rankings": {"A": [1, 2]},
        "statements": {},
    }


def large(bits: int, seed: int, makers: int = 2) -> Conflict:
    """Draw a conflict of 2^bits states in which everybody has a strict ranking of them."""
    random, size = Random(seed), 2**bits
    return Conflict(
        [
            DecisionMaker(
                f"D{k}",
                [f"{k}.{place}" for place in range(bits // makers + (k < bits % makers))],
                Ranking(random.sample(range(1, size + 1), size)),
            )
            for k in range(makers)
        ]
    )


def test_thirty_two_states_are_no_trouble() -> None:
    """By hand it could not be judged: that it holds is, and that less will not do is the solver's proof."""
    required = require(large(5, 1), state=8, concept="seq", vary=["D0"])
    assert required.nearest is not None
    assert required.nearest.proven
    assert required.nearest.distance > 0


def test_the_same_is_found_every_time() -> None:
    first, again = (require(large(4, 1), state=8, concept="seq", vary=["D0", "D1"]) for _ in range(2))
    assert first.nearest == again.nearest


def test_too_much_to_count_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_KEPT", 1)
    makers = [DecisionMaker(name, [name], Ranking([1, 2, 3, 4])) for name in "ab"]
    required = require(Conflict(makers), state=4, concept="seq", vary=["a", "b"])
    assert required.count is None
    assert required.nearest is not None


def test_too_many_states_to_rearrange_are_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search has a start there is an answer all the same."""
    monkeypatch.setattr(orders, "MOST_ITEMS", 1)
    required = require(large(3, 2, 3), state=1, concept="seq", vary=["D0", "D1", "D2"])
    assert required.nearest is not None
    assert (required.ranking.status, required.nearest.bound) == ("found", 0)
    assert "states matter to what is required of 'D0'" in required.ranking.reason
    required = require(ANSWERED, state=1, concept="seq", vary=["A"])
    assert (required.ranking.status, required.nearest) == ("too large", None)
    assert "states matter to what is required of 'A'" in required.ranking.reason
    assert (required.possible, required.count) == (True, 3)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"state": 7}, "no state 7; allowed: 1 to 6"),
        ({}, "neither a state nor a goal is given; allowed: one of them"),
        ({"state": 1, "goal": "release"}, "a state and a goal is given"),
        ({"goal": "release and escalate"}, "'release and escalate' holds in no state"),
        ({"goal": "relase"}, "did you mean 'release'?"),
        (
            {"state": 1, "vary": ["Siria"]},
            "no decision maker 'Siria'; allowed: one of: Syria, Iraq; did you mean 'Syria'?",
        ),
        ({"state": 1, "vary": []}, "no decision maker's preference may vary"),
        ({"state": 1, "vary": "Syria"}, "the decision makers that vary cannot be the text 'Syria'"),
        ({"state": 1, "concept": "sim"}, "what 'sim' requires of preferences cannot be told; allowed: nash, gmr, smr"),
        ({"state": 1, "concept": "sqe"}, "no stability concept 'sqe'"),
        ({"state": 1, "seconds": -1}, "the time limit is -1"),
    ],
)
def test_bad_input(given_: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        require(SYRIA, **given_)
