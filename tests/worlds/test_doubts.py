"""Every kind of doubt does in a world what its page says; by hand, and as a contract over the table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any, ClassVar

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given, reject

from detente.conflict import Conflict, DecisionMaker, Ranking, Statements, Weights
from detente.errors import ConflictError, InputError, Problem, TooLargeError, UnknownNameError
from detente.evolution import Pace, Tempo, Timing
from detente.evolution.process.timing import Event
from detente.formula import Not, parse
from detente.worlds import (
    DOUBT_KINDS,
    NOTHING_IN_DOUBT,
    AnyOrder,
    Believed,
    Doubts,
    Draw,
    Exists,
    Faction,
    Factions,
    Infeasible,
    PaceRange,
    StatementHeld,
    sample,
    structures,
)
from detente.worlds.doubts import MOST_DRAWS, MOST_OUTCOMES, By, Doubt, Phase, certainty
from detente.worlds.doubts.base import EitherWay, as_either
from detente.worlds.doubts.outcomes import MOST_TOGETHER, chances_of
from tests.worlds.drawing import random_doubts
from tests.worlds.literal import Literal

WINTER = Draw("winter", {"mild": "3/5", "harsh": "2/5"})
TODAY = Conflict(
    [
        DecisionMaker("A", ["talk", "strike"], Statements(["A.talk", "not strike", "B.talk"])),
        DecisionMaker("B", ["talk"], Weights({"B.talk": 1, "strike": -2}), believes={"A": Statements(["strike"])}),
    ],
    infeasible=["strike and A.talk"],
    status_quo={},
)


def wanted(doubts: Doubts, name: str = "A", conflict: Conflict = TODAY, **outcomes: str) -> object:
    """Return what a decision maker wants in a world."""
    changed = doubts.conflict_in(conflict, outcomes)
    return changed.decision_makers[changed.place_of(name)].preference


def chance(name: str, alternatives: tuple[str, str] = ("held", "dropped")) -> Draw:
    return certainty(name, "1/2", alternatives)


def test_a_statement_is_held_or_dropped() -> None:
    doubts = Doubts([WINTER], [StatementHeld("A", 0, "winter = mild"), StatementHeld("A", 2, chance("c"))])
    assert wanted(doubts, winter="mild", c="held") == Statements(["A.talk", "not strike", "B.talk"])
    assert wanted(doubts, winter="harsh", c="held") == Statements(["not strike", "B.talk"])
    assert wanted(doubts, winter="harsh", c="dropped") == Statements(["not strike"])


def test_statements_come_in_any_order_and_those_around_them_stay() -> None:
    four = Conflict([DecisionMaker("A", ["a", "b", "c", "d"], Statements(["a", "b", "c", "d"]))])
    doubts = Doubts([], [AnyOrder.equally("A", 1, 3, "order"), StatementHeld("A", 2, chance("c"))])
    orders = {
        outcome: "".join(map(str, wanted(doubts, "A", four, order=outcome, c="held").statements))  # type: ignore[attr-defined]
        for outcome in doubts.draws[0].outcomes
    }
    assert sorted(orders.values()) == ["abcd", "abdc", "acbd", "acdb", "adbc", "adcb"]
    assert orders["2 > 3 > 4"] == "abcd"
    assert orders["4 > 2 > 3"] == "adbc"
    assert set(doubts.draws[0].chances) == {Fraction(1, 6)}
    dropped = wanted(doubts, "A", four, order="4 > 3 > 2", c="dropped")
    assert dropped == Statements(["a", "d", "b"])


FACTIONS = [
    Faction("line"),
    Faction("hawks", first=["strike"]),
    Faction("doves", Statements(["not strike", "B.talk"])),
]
PREVAILING = Draw("who", {"line": "1/2", "hawks": "1/4", "doves": "1/4"})


def test_a_faction_prevails_with_its_own_wishes_or_with_some_in_front() -> None:
    doubts = Doubts(
        [WINTER],
        [
            Factions("A", FACTIONS, PREVAILING),
            StatementHeld("A", 0, "winter = mild"),
            StatementHeld("A", 1, chance("c"), "doves"),
        ],
    )
    assert wanted(doubts, who="line", winter="mild", c="held") == TODAY.decision_makers[0].preference
    assert wanted(doubts, who="line", winter="harsh", c="held") == Statements(["not strike", "B.talk"])
    assert wanted(doubts, who="hawks", winter="harsh", c="held") == Statements(["strike", "not strike", "B.talk"])
    assert wanted(doubts, who="doves", winter="harsh", c="held") == Statements(["not strike", "B.talk"])
    assert wanted(doubts, who="doves", winter="harsh", c="dropped") == Statements(["not strike"])


def test_factions_may_have_weights_and_rankings_and_stand_before_them() -> None:
    every = [
        Faction("weighing", Weights({"B.talk": 1})),
        Faction("ranking", Ranking([1, 2, 3, 4, 5, 6])),
        Faction("first", first=["strike"]),
    ]
    doubts = Doubts([], [Factions("B", every, Draw("who", [(each.name, Fraction(1, 3)) for each in every]))])
    weighed = TODAY.decision_makers[1].preference
    assert wanted(doubts, "B", who="weighing") == every[0].preference
    assert wanted(doubts, "B", who="ranking") == every[1].preference
    ordered = doubts.conflict_in(TODAY, {"who": "first"}).payoffs("B")
    strike, before = TODAY.space.where(parse("strike")), weighed.payoffs(TODAY.space)
    assert sorted(range(6), key=lambda state: ordered[state]) == sorted(
        range(6), key=lambda state: (strike[state], before[state])
    )


def test_a_belief_is_held_or_the_truth_is_known() -> None:
    doubts = Doubts([WINTER], [Believed("B", "A", "winter = mild")])
    mild, harsh = (doubts.conflict_in(TODAY, {"winter": each}) for each in WINTER.outcomes)
    assert mild == TODAY
    assert not harsh.has_beliefs
    assert harsh.payoffs_seen_by("B").tolist() == harsh.payoff_table.tolist()


def test_one_draw_is_shared_by_several_doubts() -> None:
    doubts = Doubts(
        [WINTER], [StatementHeld("A", 0, "winter = mild"), Infeasible("strike and A.talk", "winter = harsh")]
    )
    mild, harsh = (doubts.conflict_in(TODAY, {"winter": each}) for each in WINTER.outcomes)
    assert (mild.size, harsh.size) == (8, 6)
    assert mild.decision_makers[0].preference == TODAY.decision_makers[0].preference
    assert harsh.decision_makers[0].preference == Statements(["not strike", "B.talk"])


def test_only_one_of_two_equal_formulas_is_dropped() -> None:
    twice = attrs.evolve(TODAY, infeasible=["strike and A.talk", "strike and A.talk"])
    doubts = Doubts([WINTER], [Infeasible("strike and A.talk", "winter = mild")])
    assert doubts.conflict_in(twice, {"winter": "harsh"}).size == 6


def test_paces_change_the_timing_and_not_the_conflict() -> None:
    doubts = Doubts(
        [],
        [PaceRange.read("A", "1 to 4 per week", "A: pace"), PaceRange.read("A", "1/2 to 2 per year", "e", event=True)],
    )
    assert doubts.draws == ()
    assert [draw.name for draw in doubts.all_draws] == ["A: pace", "e"]
    assert doubts.conflict_in(TODAY, {}) == doubts.conflict_in(TODAY, {"A: pace": "low"}) == TODAY
    timing = timed()
    high = doubts.timing_in(timing, {"A: pace": "high"})
    assert [tempo.pace for tempo in high.tempos] == [Pace(Fraction(4), "week"), Pace(Fraction(1), "month")]
    assert high.events == timing.events
    assert doubts.timing_in(timing, {"e": "low"}).events[0].pace == Pace(Fraction(1, 2), "year")
    assert doubts.timing_in(timing, {"e": "low"}).tempos == timing.tempos


def timed() -> Timing:
    return Timing(
        date(2021, 11, 28),
        tempos=[Tempo("A", "2 per week"), Tempo("B", "1 per month")],
        events=[Event("A", "strike", {"B.talk": "yes"}, "1 per year")],
    )


@pytest.mark.parametrize(
    ("text", "middle"),
    [("1 to 4 per week", "2"), ("1/4 to 1/9 per day", None), ("1 to 2 per month", "1.41"), ("0.5 to 8 per week", "2")],
)
def test_the_middle_of_a_range_is_geometric(text: str, middle: str | None) -> None:
    if middle is None:
        with pytest.raises(ConflictError, match="the low end before the high one"):
            PaceRange.read("A", text, "p")
        return
    assert PaceRange.read("A", text, "p").middle.number == Fraction(middle)


@pytest.mark.parametrize("event", [False, True])
def test_a_pace_cannot_rest_on_draws_that_it_shares(event: bool) -> None:
    by: Any = ["winter = mild", "winter = harsh", "false"]
    told = "the pace of .*A.* is to rest on formulas over draws, and a pace rests on a draw of its own; allowed: a draw"
    with pytest.raises(ConflictError, match=told):
        PaceRange("A", Pace("1", "week"), Pace("4", "week"), by, event=event)


@pytest.mark.parametrize("text", ["1 to 2", "1 to to 2 per week", "many to 2 per week", "2 per week"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        PaceRange.read("A", text, "p")


# The contract of every row of the table

SOME: dict[str, Doubt] = {
    "factions": Factions("A", FACTIONS, PREVAILING),
    "statement": StatementHeld("A", 0, "winter = mild"),
    "any_order": AnyOrder.equally("A", 0, 2, "order"),
    "belief": Believed("B", "A", "winter = mild"),
    "exists": Exists("strike", "winter = mild"),
    "infeasible": Infeasible("strike and A.talk", "winter = mild"),
    "pace": PaceRange.read("A", "1 to 4 per week", "pace"),
}
kinds = pytest.mark.parametrize("key", DOUBT_KINDS)


def changed(doubt: Any, **parts: Any) -> Doubt:
    """Return a doubt with other parts."""
    found: Doubt = attrs.evolve(doubt, **parts)
    return found


def test_every_kind_is_tried() -> None:
    assert set(SOME) == set(DOUBT_KINDS)


@kinds
def test_a_kind_has_its_key_and_says_what_is_in_doubt(key: str) -> None:
    doubt = SOME[key]
    assert type(doubt) is DOUBT_KINDS[key]
    assert doubt.key == key
    assert doubt.says
    assert doubt.subject
    assert len(set(doubt.alternatives)) == len(doubt.alternatives)
    assert hash(doubt) == hash(changed(doubt))


@kinds
def test_there_is_an_outcome_for_each_alternative(key: str) -> None:
    with pytest.raises(ConflictError, match=f"{len(SOME[key].alternatives)} alternatives, and 4 are decided between"):
        changed(SOME[key], by=Draw("x", [(each, Fraction(1, 4)) for each in "abcd"]))


@kinds
def test_the_first_alternative_leaves_the_conflict_as_it_is(key: str) -> None:
    doubt = SOME[key]
    doubts = Doubts([WINTER], [doubt])
    outcomes = {draw.name: draw.outcomes[0] for draw in doubts.draws}
    assert doubts.conflict_in(TODAY, outcomes) == TODAY


@kinds
def test_two_doubts_about_one_thing_are_refused(key: str) -> None:
    doubt = SOME[key]
    other = changed(doubt, by=attrs.evolve(doubt.by, name="other")) if isinstance(doubt.by, Draw) else doubt
    with pytest.raises(ConflictError, match="two doubts about"):
        Doubts([WINTER], [doubt, other])


@attrs.frozen
class Barred(EitherWay):
    """A kind that nobody has thought of: an option may not be used."""

    key: ClassVar[str] = "barred"
    says: ClassVar[str] = "whether an option may be used"
    phase: ClassVar[Phase] = Phase.STRUCTURE
    ALTERNATIVES: ClassVar[tuple[str, str]] = ("may be used", "may not be used")

    by: By = attrs.field(converter=as_either)
    subject: str = "the right to strike"

    def problems(self, conflict: Conflict) -> Iterator[Problem]:
        if "A" not in conflict.names:
            yield Problem("nobody is called A")

    def apply(self, conflict: Conflict, alternative: int) -> Conflict:
        return conflict.with_infeasible([*conflict.infeasible, "strike"]) if alternative else conflict

    def widened(self, conflict: Conflict) -> Conflict:
        return conflict


def test_a_new_kind_is_a_row_and_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConflictError, match="no kind of doubt 'barred'; allowed: one of: factions"):
        Doubts([WINTER], [Barred("winter = mild")])
    monkeypatch.setitem(DOUBT_KINDS, "barred", Barred)
    doubts = Doubts([WINTER], [Barred("winter = mild")])
    can_strike = [
        doubts.conflict_in(TODAY, {"winter": each}).space.where(parse("strike")).any() for each in WINTER.outcomes
    ]
    assert can_strike == [True, False]
    found = [group.conflict.size for group in structures(TODAY, doubts, sample(doubts.draws, 2))[1]]
    assert found == [doubts.conflict_in(TODAY, {"winter": each}).size for each in WINTER.outcomes]
    assert [str(each) for each in doubts.problems(Conflict([DecisionMaker("X", ["strike"])]))] == ["nobody is called A"]


STRANGE: list[tuple[Doubt, str]] = [
    (StatementHeld("C", 0, "winter = mild"), "no decision maker 'C'"),
    (StatementHeld("A", 3, "winter = mild"), "statement 4: there are 3 statements"),
    (StatementHeld("B", 0, "winter = mild"), "statement 1: there are 0 statements"),
    (StatementHeld("A", 0, "winter = mild", "dove"), "no faction 'dove'"),
    (AnyOrder.equally("A", 2, 2, "o"), "statements 3 to 4: there are 3 statements"),
    (Factions("A", [Faction("x", Statements(["strke"]))], Draw("w", {"x": "1"})), r"A \(x\): no option 'strke'"),
    (Factions("A", [Faction("x", Weights({"strke": 1}))], Draw("w", {"x": "1"})), r"A \(x\): no option 'strke'"),
    (Factions("A", [Faction("x", first=["strke"])], Draw("w", {"x": "1"})), r"A \(x\): no option 'strke'"),
    (Believed("C", "A", "winter = mild"), "no decision maker 'C'"),
    (Believed("A", "B", "winter = mild"), "decision maker 'A': no belief about 'B'"),
    (Exists("strke", "winter = mild"), "no option 'strke'.*did you mean 'strike'"),
    (Infeasible("strike", "winter = mild"), "no infeasible formula 'strike'"),
]


@pytest.mark.parametrize(("doubt", "told"), STRANGE)
def test_a_doubt_that_does_not_fit_the_conflict_is_told(doubt: Doubt, told: str) -> None:
    doubts = Doubts([WINTER], [doubt])
    assert doubts.problems(TODAY)
    with pytest.raises(ConflictError, match=told):
        doubts.conflict_in(TODAY, {draw.name: draw.outcomes[0] for draw in doubts.draws})


def test_a_conflict_in_graph_form_has_neither_options_nor_infeasible_states() -> None:
    ladder = Conflict([DecisionMaker("A", arcs=["xy"])], states="xy")
    for key in ("exists", "infeasible"):
        told = Doubts([WINTER], [SOME[key]]).problems(ladder)
        assert ["graph form has only states" in problem.message for problem in told] == [True]


# Draws, and conditions over them


def test_conditions_cover_everything_once() -> None:
    mood = Draw("mood", {"good": "1/4", "bad": "3/4"})
    both = [Faction("x", first=["strike"]), Faction("y", first=["talk"])]
    with pytest.raises(ConflictError, match="A, its factions: no condition holds where winter = harsh and mood = good"):
        Doubts([WINTER, mood], [Factions("A", both, ["winter = mild", "winter = harsh and mood = bad"])])
    with pytest.raises(ConflictError, match="the conditions of 'x' and 'y' hold where winter = harsh and mood = bad"):
        Doubts([WINTER, mood], [Factions("A", both, ["winter = mild or mood = bad", "winter = harsh"])])
    with pytest.raises(ConflictError, match="no condition holds ever"):
        Doubts([], [Factions("A", both, ["false", "false"])])
    never = Draw("winter", {"mild": "1", "harsh": "0"})
    Doubts([never, mood], [Factions("A", both, ["winter = mild", "false"])])


def test_conditions_name_draws_and_outcomes() -> None:
    with pytest.raises(UnknownNameError, match=r"no draw 'wintr'; allowed: one of: winter; did you mean 'winter'"):
        Doubts([WINTER], [StatementHeld("A", 0, "wintr = mild")])
    with pytest.raises(UnknownNameError, match=r"no outcome 'mlid' of draw 'winter'.*did you mean 'mild'"):
        Doubts([WINTER], [StatementHeld("A", 0, "winter = mlid")])
    with pytest.raises(UnknownNameError, match="draw 'winter' has outcomes; say which is meant"):
        Doubts([WINTER], [StatementHeld("A", 0, "winter")])
    with pytest.raises(UnknownNameError, match="'mild' is an outcome and stands without its draw"):
        Doubts([WINTER], [StatementHeld("A", 0, "mild")])


def test_conditions_do_not_rest_on_too_much() -> None:
    dice = [Draw(f"d{place}", [(f"o{face}", Fraction(1, 10)) for face in range(10)]) for place in range(6)]
    all_of_them = " and ".join(f"d{place} = o1" for place in range(6))
    both = [Faction("x"), Faction("y", first=["strike"])]
    with pytest.raises(TooLargeError, match=f"1000000 outcomes together; allowed: at most {MOST_TOGETHER}"):
        Doubts(dice, [Factions("A", both, [all_of_them, "d0 != o1"])])
    doubts = Doubts(dice, [StatementHeld("A", 0, all_of_them)])
    assert wanted(doubts, "A", TODAY, **{draw.name: "o1" for draw in dice}) == TODAY.decision_makers[0].preference


def test_there_are_not_too_many_draws_or_outcomes() -> None:
    with pytest.raises(TooLargeError, match=f"257 draws.*at most {MOST_DRAWS}"):
        Doubts([Draw(f"d{place}", {"x": "1"}) for place in range(257)])
    with pytest.raises(TooLargeError, match=f"has 1001 outcomes; allowed: at most {MOST_OUTCOMES}"):
        Doubts([Draw("d", [(f"o{place}", Fraction(1, 1001)) for place in range(1001)])])


def test_draws_have_names_of_their_own() -> None:
    with pytest.raises(ConflictError, match="two draws are named 'winter'"):
        Doubts([WINTER, WINTER])
    with pytest.raises(ConflictError, match="two draws are named 'winter'"):
        Doubts([WINTER], [StatementHeld("A", 0, chance("winter"))])


def test_a_world_names_every_draw() -> None:
    doubts = Doubts([WINTER], [StatementHeld("A", 0, "winter = mild")])
    with pytest.raises(UnknownNameError, match="no outcome of the draw 'winter'"):
        doubts.conflict_in(TODAY, {})
    with pytest.raises(UnknownNameError, match="no draw 'wintr'"):
        doubts.conflict_in(TODAY, {"wintr": "mild"})
    with pytest.raises(UnknownNameError, match="draw 'winter': no outcome 'mld'"):
        doubts.conflict_in(TODAY, {"winter": "mld"})


def test_the_chance_of_a_condition() -> None:
    mood = Draw("mood", {"good": "1/4", "bad": "3/4"})
    first = parse("winter = mild or mood = good")
    assert chances_of((first, Not(first)), [WINTER, mood]) == (Fraction(7, 10), Fraction(3, 10))
    assert chances_of(mood, [WINTER]) == (Fraction(1, 4), Fraction(3, 4))


@pytest.mark.parametrize("size", [1, 7])
def test_not_too_many_statements_come_in_any_order(size: int) -> None:
    with pytest.raises(ConflictError, match="in any order; allowed: from 2 to 6"):
        AnyOrder.equally("A", 0, size, "o")


def test_factions_can_be_told_apart() -> None:
    with pytest.raises(ConflictError, match="A: no factions"):
        Factions("A", [], Draw("w", {"x": "1"}))
    with pytest.raises(ConflictError, match="two factions are named 'x'"):
        Factions("A", [Faction("x"), Faction("x")], Draw("w", {"x": "1/2", "y": "1/2"}))
    with pytest.raises(ConflictError, match="has a preference, and statements in front"):
        Faction("x", Statements(["a"]), first=["b"])


def test_nothing_in_doubt_is_nothing() -> None:
    assert not NOTHING_IN_DOUBT
    assert Doubts([WINTER])
    assert Doubts([], [SOME["factions"]])
    assert NOTHING_IN_DOUBT.conflict_in(TODAY, {}) == TODAY


@given(st.randoms(use_true_random=False))
def test_a_world_has_the_states_and_wishes_that_are_left(random: Random) -> None:
    """A literal reading: which statements are left, by their places, and which patterns no formula excludes."""
    given_ = random_doubts(random)
    outcomes = {draw.name: random.choice([o for o, c in draw.of if c]) for draw in given_.doubts.draws}
    literal = Literal(given_, outcomes)
    patterns = literal.patterns()
    if not patterns:
        with pytest.raises(ConflictError, match=r"no state is feasible|its ranking has no place"):
            given_.doubts.conflict_in(given_.conflict, outcomes)
        return
    try:
        world = given_.doubts.conflict_in(given_.conflict, outcomes)
    except ConflictError:  # a ranking has no place for a state that becomes feasible
        assert any(isinstance(doubt, Infeasible) for doubt in given_.doubts.doubts)
        reject()
    assert {tuple(world.space.levels(state)) for state in range(world.size)} == patterns
    for who in world.decision_makers:
        if isinstance(who.preference, Statements):
            assert list(who.preference.statements) == literal.statements(who.name)
