"""What a case file means once it is read."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from detente.case import Annotation, Case, Goal, Mediator, Note, Source, read, read_text, to_yaml
from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Ranking, Statements, Weights
from detente.errors import CaseFileError, TooLargeError
from detente.evolution import Event, Pace, Tempo, Timing, Window
from detente.formula import parse
from detente.levers import LEVER_KINDS, Lever

FULL = """
detente: 1
title: Everything
as_of: 2021-11-27
kind: reconstruction
summary: |
  First line.
  Second line.
question: Why?
sources:
  paper: {title: A paper, author: N. N., date: 2021-05, publisher: P, note: n, url: https://example.org/p#1}
  talk: A talk
decision_makers:
  A:
    says: The first
    why: because
    sources: [paper]
    mechanisms: [1, two]
    options:
      strike: {says: Strike first, moves: up, why: no way back}
      posture: {levels: [0, 1, 2], moves: [[0, 1], [1, 2]]}
    prefers:
      - not strike
      - {statement: posture = 0, why: cheap, sources: [talk]}
    misperceives: [{formula: yield, why: blind}]
    unknown:
      - {between: strike and not yield, and: not strike, says: Nobody knows, why: silent, sources: [talk]}
    believes:
      B: {prefers: [not yield, {statement: strike, why: proud}], why: It never yielded, sources: [talk]}
    pace: {pace: 0.5 per week, windows: [advent, spring], behaviour: noisy 2.5, why: slow, sources: [talk]}
  B:
    options: {yield: }
    weights: {yield: 2, posture >= 1: 1/3, strike: 0.5}
    believes: {A: [strike]}
    pace: 1 per day
infeasible:
  - strike and yield
  - {formula: posture = 2 and not strike, says: in words}
forbidden_moves:
  - {by: B, from: yield, to: not yield, why: proud}
  - {from: strike, to: posture = 0}
coalesce: []
status_quo: {posture: 1}
zone: Europe/Kyiv
starts: 2021-11-30
behaviour: foresight sseq
windows:
  advent: {to: 2021-12-24, says: Until the feast, why: custom}
  spring: {from: 2022-03-01, to: 2022-05-31}
  always:
events:
  accident: {when: not strike, set: {strike: yes}, pace: 1 per year, windows: [spring], says: Oops, why: it happens}
horizon: [2022-06-30, 2021-12-31]
goals: {peace: not strike, long: {formula: yield, says: B yields}}
dreads: {war: strike}
levers:
  order: {set: {strike: no}, prefer: {B: [yield]}, says: An order, cost: 3/2}
mediator:
  {says: The neighbour, influences: [B], costs: {swap: 2.5, B: 1, yield: 0}, why: It has been asked, sources: [talk]}
notes:
  - plain
  - {note: cited, sources: [paper]}
"""


def full() -> Case:
    return read_text(FULL, "full.yaml")


def test_the_conflict_is_what_is_written() -> None:
    first = DecisionMaker(
        "A",
        [Option("strike", moves="up"), Option("posture", ("0", "1", "2"), [("0", "1"), ("1", "2")])],
        Statements(["not strike", "posture = 0"]),
        misperceives=["yield"],
        unknown=[("strike and not yield", "not strike")],
        believes={"B": Statements(["not yield", "strike"])},
    )
    weights = Weights([("yield", 2), ("posture >= 1", Fraction(1, 3)), ("strike", Fraction(1, 2))])
    assert full().conflict == Conflict(
        [first, DecisionMaker("B", ["yield"], weights, believes={"A": Statements(["strike"])})],
        infeasible=["strike and yield", "posture = 2 and not strike"],
        forbidden_moves=[
            ForbiddenMove(by="B", from_="yield", to="not yield"),
            ForbiddenMove(from_="strike", to="posture = 0"),
        ],
        status_quo={"posture": "1"},
    )


def test_time_is_what_is_written() -> None:
    assert full().timing == Timing(
        date(2021, 11, 30),
        "Europe/Kyiv",
        windows=[
            Window("advent", closes=date(2021, 12, 24)),
            Window("spring", date(2022, 3, 1), date(2022, 5, 31)),
            Window("always"),
        ],
        tempos=[
            Tempo("A", Pace(Fraction(1, 2), "week"), ["advent", "spring"], "noisy 2.5"),
            Tempo("B", "1 per day"),
        ],
        events=[Event("accident", "not strike", {"strike": "yes"}, "1 per year", ["spring"])],
        behaviour="foresight sseq",
        horizon=[date(2021, 12, 31), date(2022, 6, 30)],
    )
    assert full().annotation("decision_makers", "A", "pace") == Annotation(why="slow", sources=["talk"])
    assert full().annotation("windows", "advent").says == "Until the feast"
    assert full().annotation("events", "accident").why == "it happens"


def test_time_starts_when_the_day_is_over_that_the_inputs_are_frozen_at() -> None:
    head = "detente: 1\ntitle: x\nas_of: 2021-11-27\nzone: Europe/Kyiv\ndecision_makers:\n  A: {options: {p: }"
    timing = read_text(head + ", pace: 1 per day}\nhorizon: 2021-11-27\n").timing
    assert timing is not None
    assert timing.start == datetime(2021, 11, 27, 22, tzinfo=UTC)
    assert timing.horizon == (date(2021, 11, 27),)
    assert read_text(head + "}\n").timing == Timing(date(2021, 11, 28), "Europe/Kyiv")
    assert read_text(head.replace("zone: Europe/Kyiv\n", "") + "}\n").timing is None


def test_what_is_said_about_the_whole() -> None:
    case = full()
    assert (case.title, case.as_of, case.kind, case.question) == (
        "Everything",
        date(2021, 11, 27),
        "reconstruction",
        "Why?",
    )
    assert case.summary == "First line.\nSecond line."
    assert case.is_reconstruction
    paper = Source("paper", "A paper", "N. N.", "2021-05", "P", "n", "https://example.org/p#1")
    assert case.sources == (paper, Source("talk", "A talk"))
    assert case.source("talk") == Source("talk", "A talk")
    assert case.source("nothing") is None


def test_what_is_said_about_the_parts() -> None:
    case = full()
    assert case.annotation("decision_makers", "A") == Annotation(
        says="The first", why="because", sources=["paper"], mechanisms=["1", "two"]
    )
    assert case.annotation("decision_makers", "A", "options", "strike").why == "no way back"
    assert case.annotation("decision_makers", "A", "prefers", 1) == Annotation(why="cheap", sources=["talk"])
    assert case.annotation("decision_makers", "A", "misperceives", 0).why == "blind"
    assert case.annotation("infeasible", 1).says == "in words"
    assert case.annotation("forbidden_moves", 0).why == "proud"
    assert case.annotation("levers", "order").says == "An order"
    assert case.annotation("goals", "long").says == "B yields"
    assert case.annotation("notes", 1).sources == ("paper",)
    assert not case.annotation("goals", "peace")


def test_goals_levers_and_notes() -> None:
    case = full()
    assert case.goals == (Goal("peace", "not strike"), Goal("long", parse("yield"), Annotation(says="B yields")))
    assert [goal.says for goal in case.goals] == ["", "B yields"]
    assert [str(dread.formula) for dread in case.dreads] == ["strike"]
    changes = [LEVER_KINDS["set"].read({"strike": "no"}), LEVER_KINDS["prefer"].read({"B": ["yield"]})]
    assert case.levers == (Lever("order", changes, "3/2"),)
    assert case.mediator == Mediator(influences=["B"], costs=[("swap", "5/2"), ("B", 1), ("yield", 0)])
    assert case.annotation("mediator").why == "It has been asked"
    assert case.notes == (Note("plain"), Note("cited", Annotation(sources=["paper"])))


def test_graph_form() -> None:
    case = read_text("""
detente: 1
title: Graph
states: {delay: Nothing happens, modified: , accept: {says: Done, why: it is}}
decision_makers:
  M: {moves: {delay: [modified], accept: [modified]}, ranking: [accept, [delay, 2]]}
  U: {prefers: [state = accept or state = modified]}
status_quo: delay
""")
    arcs = [("delay", "modified"), ("accept", "modified")]
    assert case.conflict == Conflict(
        [
            DecisionMaker("M", preference=Ranking([3, [1, 2]]), arcs=arcs),
            DecisionMaker("U", preference=Statements(["state = accept or state = modified"])),
        ],
        states=["delay", "modified", "accept"],
        status_quo={"state": "delay"},
    )
    assert case.annotation("states", "accept") == Annotation(says="Done", why="it is")


def test_texts_are_texts_however_they_look() -> None:
    case = read_text(
        """
detente: 1
title: 1984
decision_makers:
  1: {options: {2: {levels: [no, 1, 3.50]}, "null": , yes: , 2021-01-01: }}
goals: {always: true, "on": '"2" = "3.50"'}
status_quo: {2: 1}
""".replace("3.50'", '"3.50"' + "'")
    )
    names = [option.name for option in case.conflict.decision_makers[0].options]
    assert case.title == "1984"
    assert names == ["2", "null", "yes", "2021-01-01"]
    assert case.conflict.decision_makers[0].options[0].levels == ("no", "1", "3.50")
    assert case.conflict.status_quo == (("2", "1"),)
    assert case.goals[0].formula == parse("true")


def test_a_key_without_a_value_counts_as_left_out() -> None:
    case = read_text("detente: 1\ntitle: x\nsummary:\ngoals:\nlevers: ~\ndecision_makers:\n  A:\n  B: {options: }\n")
    assert case == Case(title="x", conflict=Conflict([DecisionMaker("A"), DecisionMaker("B")]))


def test_status_quo_unknown_is_not_status_quo_at_the_first_levels() -> None:
    head = "detente: 1\ntitle: x\ndecision_makers: {A: {options: {p: }}}\n"
    assert read_text(head).conflict.status_quo is None
    assert read_text(head + "status_quo: {}\n").conflict.status_quo == ()


def test_aliases_and_merging_by_hand() -> None:
    case = read_text("""
detente: 1
title: x
decision_makers:
  A: {options: {p: &way {moves: up}, q: *way}}
""")
    assert [option.moves for option in case.conflict.decision_makers[0].options] == ["up", "up"]


@pytest.mark.parametrize("layout", ["\ufeff{}", "{}\n\n# end\n", "---\n{}\n...\n", "%YAML 1.2\n---\n{}"])
def test_layouts_that_say_the_same(layout: str) -> None:
    text = "detente: 1\ntitle: x\ndecision_makers: {A: {options: {p: }}}"
    assert read_text(layout.replace("{}", text)) == read_text(text)
    assert read_text(text.replace("\n", "\r\n")) == read_text(text)


def test_content_decides_equality_and_fingerprint() -> None:
    other = read_text(FULL.replace("status_quo: {posture: 1}", "status_quo: {posture: 1}   # a comment"))
    assert other == full()
    assert other.fingerprint == full().fingerprint
    assert hash(other) == hash(full())
    for before, after in [
        ("why: cheap", "why: dear"),
        ("B yields", "B gives in"),
        ("cited", "quoted"),
        ("example.org/p", "example.org/q"),
        ("Why?", "How?"),
    ]:
        changed = read_text(FULL.replace(before, after))
        assert changed != full()
        assert changed.fingerprint != full().fingerprint


def test_a_case_can_be_built_without_a_file() -> None:
    conflict = Conflict([DecisionMaker("A", ["talk"])])
    case = Case(title="x", conflict=conflict, goals={"peace": "talk"}, notes=["a remark"])
    assert case.goals == (Goal("peace", parse("talk")),)
    assert case.notes == (Note("a remark"),)
    assert attrs.evolve(case, kind="reconstruction").is_reconstruction


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    def said(path: Path | str) -> str:
        with pytest.raises(CaseFileError) as caught:
            read(path)
        return str(caught.value).removeprefix(f"{path}").lstrip(", :")

    (tmp_path / "latin.yaml").write_bytes("title: caf\xe9\n".encode("latin-1"))
    (tmp_path / "zero.yaml").write_bytes(b"title: x\nab\0\n")
    assert said(tmp_path / "none.yaml") == "there is no such file"
    assert said(tmp_path) == "this is a folder, not a file"
    assert said(tmp_path / "latin.yaml") == "line 1, column 11: the byte 0xe9 is not UTF-8; allowed: text in UTF-8"
    assert said(tmp_path / "zero.yaml") == "line 2, column 3: the character U+0000 in a text; allowed: text in UTF-8"
    assert said("a\0b") == "the file cannot be read: embedded null byte"
    assert said("x" * 5000) == "the file cannot be read: File name too long"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.yaml"
    path.touch(mode=0)
    with pytest.raises(CaseFileError, match="this file may not be read"):
        read(path)


def test_a_byte_order_mark_is_no_character(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(FULL, encoding="utf-8-sig")
    assert read(path) == full()


@pytest.mark.parametrize("text", [FULL, '{"options": [], "decisionMakers": [{"name": "A"}]}'])
def test_standard_input_is_read_by_content(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert read("-").conflict.names == (("A", "B") if text == FULL else ("A",))


def test_a_file_beyond_all_limits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(TooLargeError, match="the file is too large"):
        read(path)


def test_options_may_be_named_as_formulas_write_them() -> None:
    text = """\
detente: 1
title: x
decision_makers: {D0: {options: {_u: , v w: }}, D1: {options: {_u: }}}
status_quo: {'"D0"."_u"': yes, "'v w'": yes}
levers: {x: {set: {'D1."_u"': yes}, freeze: ['"D0"."v w"'], moves: {'"D0"."_u"': up}}}
"""
    case = read_text(text)
    assert case.conflict.status_quo_index == 3
    assert case.lever("x").apply(case.conflict).size == 2
    assert read_text(to_yaml(case)) == case


@pytest.mark.parametrize("states", [["1", "2", "b", "1990"], ["a", "0", "03"]])
def test_states_may_be_named_by_numbers_that_are_not_those_of_others(states: list[str]) -> None:
    names = ", ".join(states)
    text = f"detente: 1\ntitle: x\nstates: [{names}]\ndecision_makers: {{A: {{ranking: [{names}]}}}}\n"
    payoffs = read_text(text).conflict.payoff_table
    assert payoffs[0].tolist() == list(range(len(states), 0, -1))
