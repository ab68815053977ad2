"""What is in doubt, as a case file says it."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from detente.case import Case, read_text, to_yaml
from detente.conflict import Preference, Ranking, Statements, Weights
from detente.errors import CaseFileError, ConflictError, UnavailableError
from detente.evolution import Pace
from detente.formula import parse
from detente.library import load
from detente.worlds import (
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
    worlds_of,
)
from detente.worlds.doubts import certainty, either

DOUBTFUL = """
detente: 1
title: Doubtful
as_of: 2024-03-01
sources: {s: A source}
draws:
  winter: {mild: 60 %, harsh: 2/5}
  mood: {outcomes: {good: 0.25, bad: 0.75}, says: The mood, why: a guess, sources: [s]}
decision_makers:
  North:
    options:
      troops: {levels: [home, border, valley], exists: 0.9}
      accept: {when: winter = mild}
    prefers:
      - {statement: accept, certainty: 0.7, why: because}
      - any_order: [troops = home, {statement: not court, when: mood = good, why: x}, talks]
        why: nobody knows
      - {statement: not talks, why: last}
    factions:
      line: {chance: 0.5, why: as said}
      hawks: {chance: 1/4, first: [troops = valley, {statement: court, certainty: 0.5, why: feared}]}
      doves: {chance: 25 %, prefers: [accept, any_order: [talks, not court]]}
    pace: {pace: 1 to 4 per week, why: a guess}
  South:
    options: {talks: , court: {moves: up}}
    factions:
      farmers: {when: winter = mild and mood = good, prefers: [talks]}
      town: {when: not (winter = mild and mood = good), weights: {talks: 1, court: -1/2}}
    believes:
      North: {prefers: [accept], certainty: 1/3, why: hm}
infeasible:
  - {formula: accept and court, certainty: 0.8}
  - talks and court
status_quo: {troops: border}
events:
  stray: {set: {troops: valley}, pace: 1/4 to 1 per year}
goals: {peace: accept}
"""


def doubtful() -> Case:
    return read_text(DOUBTFUL)


def test_the_doubts_are_what_is_written() -> None:
    winter = Draw("winter", {"mild": "3/5", "harsh": "2/5"})
    mood = Draw("mood", {"good": "1/4", "bad": "3/4"})
    factions = [
        Faction("line"),
        Faction("hawks", first=["troops = valley", "court"]),
        Faction("doves", Statements(["accept", "talks", "not court"])),
    ]
    town = Faction("town", Weights({"talks": "1", "court": "-1/2"}))
    both = parse("winter = mild and mood = good")
    expected = [
        Exists("North.troops", certainty("North.troops", "0.9", Exists.ALTERNATIVES)),
        Exists("North.accept", "winter = mild"),
        StatementHeld("North", 0, certainty("North: accept", "0.7", StatementHeld.ALTERNATIVES)),
        StatementHeld("North", 2, "mood = good"),
        AnyOrder.equally(
            "North",
            1,
            3,
            "North: order of 'troops = home' and 'not court' and 'talks'",
            statements=("troops = home", "not court", "talks"),
        ),
        StatementHeld("North", 1, certainty("North (hawks): court", "0.5", StatementHeld.ALTERNATIVES), "hawks"),
        AnyOrder.equally(
            "North", 1, 2, "North (doves): order of 'talks' and 'not court'", "doves", statements=("talks", "not court")
        ),
        Factions("North", factions, Draw("who prevails in North", {"line": "1/2", "hawks": "1/4", "doves": "1/4"})),
        Believed("South", "North", certainty("what South thinks North wants", "1/3", Believed.ALTERNATIVES)),
        Factions("South", [Faction("farmers", Statements(["talks"])), town], either(both)),
        Infeasible("accept and court", certainty("'accept and court'", "0.8", Infeasible.ALTERNATIVES)),
        PaceRange.read("North", "1 to 4 per week", "pace of North"),
        PaceRange.read("stray", "1/4 to 1 per year", "pace of the event stray", event=True),
    ]
    found = doubtful().doubts
    assert found.shared == (winter, mood)
    assert sorted(map(repr, found.doubts)) == sorted(map(repr, expected))


def test_the_case_is_as_if_nothing_were_in_doubt() -> None:
    conflict = doubtful().conflict
    north, south = conflict.decision_makers
    assert north.preference == Statements(["accept", "troops = home", "not court", "talks", "not talks"])
    assert south.preference == Weights({"talks": "1", "court": "-1/2"})
    assert dict(south.believes) == {"North": Statements(["accept"])}
    assert conflict.infeasible == (parse("accept and court"), parse("talks and court"))
    timing = doubtful().timing
    assert timing is not None
    assert timing.tempos[0].pace == Pace(Fraction(2), "week")
    assert timing.events[0].pace == Pace(Fraction(1, 2), "year")


def test_a_decision_maker_of_factions_alone_wants_what_the_likeliest_wants_the_first_among_equals() -> None:
    text = "detente: 1\ntitle: x\ndecision_makers: {A: {options: {p: }, factions: {FACTIONS}}}\n"
    factions = "{a: {chance: 0.2, prefers: [p]}, b: {chance: 0.4, ranking: [1, 2]}, c: {chance: 0.4, prefers: [p]}}"
    assert read_text(text.replace("{FACTIONS}", factions)).conflict.decision_makers[0].preference == Ranking([1, 2])


ONE = "detente: 1\ntitle: x\ndraws: {d: {x: 0.6, y: 0.4}}\ndecision_makers: {A: {options: {p: , q: }, WANTS}}\n"


@pytest.mark.parametrize(
    ("wants", "wanted"),
    [
        ("prefers: [p], factions: {a: {chance: 0.4}, b: {chance: 0.6, first: [q]}}", Statements(["q", "p"])),
        ("prefers: [p], factions: {a: {chance: 0.5}, b: {chance: 0.5, first: [q]}}", Statements(["p"])),
        ("prefers: [p], factions: {a: {chance: 0.4, first: [q]}, b: {chance: 0.6}}", Statements(["p"])),
        ("prefers: [p], factions: {a: {when: d = y}, b: {when: d = x, first: [q]}}", Statements(["q", "p"])),
        ("factions: {a: {chance: 0.4, prefers: [p]}, b: {chance: 0.6, first: [q]}}", Statements(["q"])),
        (
            "prefers: [p], factions: {a: {chance: 0.4, first: [q]}, b: {chance: 0.6, prefers: [not p]}}",
            Statements(["not p"]),
        ),
        ("prefers: [p], factions: {a: {chance: 0.4}, b: {chance: 0.6, ranking: [4, 3, 2, 1]}}", Ranking([4, 3, 2, 1])),
        ("weights: {p: 1}, factions: {a: {chance: 0.4}, b: {chance: 0.6, first: [q]}}", Ranking([4, 3, 2, 1])),
        ("ranking: [3, 4, 1, 2], factions: {a: {chance: 0.4}, b: {chance: 0.6, first: [p]}}", Ranking([4, 2, 3, 1])),
    ],
)
def test_the_case_is_as_if_the_likeliest_faction_prevailed(wants: str, wanted: Preference) -> None:
    case = read_text(ONE.replace("WANTS", wants))
    assert case.conflict.decision_makers[0].preference == wanted
    assert read_text(to_yaml(case)) == case
    likeliest = case.doubts.likeliest("A")
    assert likeliest is not None
    (doubt,) = case.doubts.doubts
    outcome = {"d": "x"} | ({doubt.by.name: likeliest.name} if isinstance(doubt.by, Draw) else {})
    world = case.doubts.conflict_in(case.conflict, outcome)
    assert (world.payoffs("A") == case.conflict.payoffs("A")).all()


@pytest.mark.parametrize(
    ("wants", "told"),
    [
        (
            "ranking: [1, 2], factions: {a: {chance: 0.4}, b: {chance: 0.6, first: [p]}}",
            "line 4, column 44: .*the ranking leaves out states",
        ),
        (
            "ranking: [1, 2], factions: {a: {chance: 0.4}, b: {chance: 0.6, prefers: [p]}}",
            "line 4, column 44: .*the ranking leaves out states",
        ),
        ("factions: {a: {chance: 0.4, first: [p]}, b: {chance: 0.6, ranking: [1, 2]}}", "line 4, column .*states"),
    ],
)
def test_what_does_not_fit_the_states_is_told_where_it_is_written(wants: str, told: str) -> None:
    with pytest.raises(CaseFileError, match=told):
        read_text(ONE.replace("WANTS", wants))


def test_what_is_said_is_kept_by_the_places_of_the_statements() -> None:
    case = doubtful()
    said = {
        ("draws", "mood"): "a guess",
        ("decision_makers", "North", "prefers", 0): "because",
        ("decision_makers", "North", "prefers", 1, "any_order"): "nobody knows",
        ("decision_makers", "North", "prefers", 2): "x",
        ("decision_makers", "North", "prefers", 4): "last",
        ("decision_makers", "North", "factions", "line"): "as said",
        ("decision_makers", "North", "factions", "hawks", "first", 1): "feared",
        ("decision_makers", "North", "pace"): "a guess",
        ("decision_makers", "South", "believes", "North"): "hm",
    }
    assert {path: each.why for path, each in case.annotations.items()} == said
    assert case.annotation("draws", "mood").sources == ("s",)


def test_doubts_are_written_back() -> None:
    case = doubtful()
    text = to_yaml(case)
    again = read_text(text)
    assert again == case
    assert again.fingerprint == case.fingerprint
    assert to_yaml(again) == text
    for part in ("winter: {mild: 0.6, harsh: 0.4}", "pace: 1/4 to 1 per year", "chance: 0.25", "certainty: 1/3"):
        assert part in text


def test_doubts_are_part_of_the_fingerprint() -> None:
    case = doubtful()
    surer = read_text(DOUBTFUL.replace("certainty: 0.7", "certainty: 0.6"))
    assert surer.conflict == case.conflict
    assert surer.fingerprint != case.fingerprint
    plain = attrs.evolve(case, doubts=Doubts())
    assert plain.fingerprint not in (case.fingerprint, surer.fingerprint)
    assert plain.conflict.fingerprint == case.conflict.fingerprint


def test_a_case_without_doubts_has_none() -> None:
    assert not load("elmira").doubts


def test_the_worlds_of_a_case_are_drawn() -> None:
    case = doubtful()
    found = sample(case.doubts.draws, many=10_000)
    assert found.exact
    assert found.size == worlds_of(case.doubts.draws) == 2 * 2 * 2 * 2 * 6 * 2 * 2 * 3 * 2 * 2
    widest, groups = structures(case.conflict, case.doubts, found)
    assert widest.size == 18
    assert len(groups) == 8
    for group in groups:
        world = int(group.worlds[0])
        outcomes = {
            draw.name: draw.outcomes[at] for draw, at in zip(found.draws, found.picked[world].tolist(), strict=True)
        }
        literal = case.doubts.conflict_in(case.conflict, outcomes)
        assert [table[row].tolist() for table, row in zip(group.tables, group.picks[0], strict=True)] == (
            literal.payoff_table.tolist()
        )


def test_two_doubts_that_are_called_alike_have_draws_of_their_own() -> None:
    text = "detente: 1\ntitle: x\ndecision_makers: {A: {options: {p: }, prefers: [PREFERS]}}\n"
    twice = text.replace("PREFERS", "{statement: p, certainty: 0.5}, {statement: p, certainty: 0.25}")
    assert [draw.name for draw in read_text(twice).doubts.draws] == ["A: p", "A: p (2)"]


@pytest.mark.parametrize(
    ("wishes", "name", "outcomes"),
    [
        ("p if q, q", "A: order of 'if q then p' and 'q'", {"'if q then p' first", "'q' first"}),
        ("p, p", "A: order of statements 2 to 3", {"2 > 3", "3 > 2"}),
        ("p, q, p or q, p and q", "A: order of statements 2 to 5", None),
    ],
)
def test_an_open_order_is_called_by_its_statements_if_they_are_few(
    wishes: str, name: str, outcomes: set[str] | None
) -> None:
    (draw,) = read_text(ONE.replace("WANTS", f"prefers: [not p, any_order: [{wishes}]]")).doubts.draws[1:]
    assert draw.name == name
    assert outcomes is None or set(draw.outcomes) == outcomes


def test_the_orders_of_three_statements_name_them() -> None:
    orders = AnyOrder.equally("A", 0, 3, "order", statements=("p", "q", "r"))
    assert isinstance(orders.by, Draw)
    assert orders.by.outcomes[orders.alternatives.index("2 > 3 > 1")] == "'q' > 'r' > 'p'"


def test_a_draw_is_called_alike_however_its_statement_is_written() -> None:
    wishes = "[{statement: WISH, certainty: 0.5}]"
    text = f"detente: 1\ntitle: x\ndecision_makers: {{A: {{options: {{p: , q: }}, prefers: {wishes}}}}}\n"
    names = {read_text(text.replace("WISH", wish)).doubts.draws[0].name for wish in ("p if q", "if q then (p)")}
    assert names == {"A: if q then p"}


@pytest.mark.parametrize("key", ["when", "certainty", "chance"])
def test_a_pace_cannot_rest_on_draws_that_it_shares(key: str) -> None:
    told = f"line 4, column .*: '{key}' of a pace, which rests on no draw that others share; allowed: a range such as"
    with pytest.raises(CaseFileError, match=told):
        read_text(ONE.replace("WANTS", f"pace: {{pace: 1 to 4 per week, {key}: d = x}}"))


def test_what_a_case_file_has_no_place_for_is_refused() -> None:
    case = doubtful()
    orders = AnyOrder("North", 1, 2, Draw("order", {"2 > 3": "0.1", "3 > 2": "0.9"}))
    with pytest.raises(UnavailableError, match="no place for what decides on North, statements 2 to 3"):
        to_yaml(attrs.evolve(case, doubts=Doubts([], [orders])))


def test_doubts_fit_the_conflict_of_a_case() -> None:
    with pytest.raises(ConflictError, match="no option 'x'"):
        attrs.evolve(load("elmira"), doubts=Doubts([], [Exists("x", certainty("x", "1/2", Exists.ALTERNATIVES))]))


@pytest.mark.parametrize(("event", "told"), [(False, "no pace of 'Nort'"), (True, "no event 'Nort'")])
def test_paces_in_a_range_fit_the_timing_of_a_case(event: bool, told: str) -> None:
    doubt = PaceRange.read("Nort", "1 to 4 per week", "pace", event=event)
    with pytest.raises(ConflictError, match=told):
        attrs.evolve(doubtful(), doubts=Doubts([], [doubt]))
    with pytest.raises(ConflictError, match=told):
        attrs.evolve(load("elmira"), doubts=Doubts([], [doubt]))


@pytest.mark.parametrize(
    ("draws", "told"),
    [
        (", ".join(f"d{place}: {{x: 1}}" for place in range(300)), "300 draws"),
        ("d: {" + ", ".join(f"o{place}: 1/1001" for place in range(1001)) + "}", "has 1001 outcomes"),
    ],
)
def test_there_are_not_too_many_draws_or_outcomes(draws: str, told: str) -> None:
    text = f"detente: 1\ntitle: x\ndraws: {{{draws}}}\ndecision_makers: {{A: {{options: {{p: }}}}}}\n"
    with pytest.raises(CaseFileError, match=told):
        read_text(text)


def test_very_many_conditions_on_very_many_draws_are_read() -> None:
    draws = ", ".join(f"d{place}: {{a: 0.5, b: 0.5}}" for place in range(60))
    everything = " and ".join(f"d{place} = a" for place in range(60))
    wishes = ", ".join(f"{{statement: p, when: {everything}}}" for _ in range(300))
    text = (
        f"detente: 1\ntitle: x\ndraws: {{{draws}}}\ndecision_makers: {{A: {{options: {{p: }}, prefers: [{wishes}]}}}}\n"
    )
    assert len(read_text(text).doubts.doubts) == 300
