"""Writing a case and changing a file: nothing is lost that was not changed, and nothing unreadable is saved."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given

from detente import library
from detente.case import Annotation, Asks, Case, CaseFile, Note, Source, read, read_text, template, to_yaml, write
from detente.conflict import Conflict, DecisionMaker, Option, Weights
from detente.errors import CaseFileError, ConflictError, UnavailableError
from detente.levers import LEVER_KINDS, Fix, Forbid, Lever, Prefer
from tests.case.test_reading import FULL
from tests.models import any_conflicts

COMMENTED = """\
# A case with comments everywhere.

detente: 1
title: Two neighbours # as they are called
decision_makers:
  # the first
  A:
    options: {talk: null, 'go to "war"': {moves: up}} # two
    prefers:
    - talk          # what it wants most
    # and then
    - not 'go to "war"'
  B:
    options:
      yield:
status_quo: {talk: no}
goals: {peace: talk}

# the end
"""


@pytest.mark.parametrize("name", library.names())
def test_the_library_survives_writing(name: str) -> None:
    case = library.load(name)
    written = read_text(to_yaml(case))
    assert written == case
    assert written.fingerprint == case.fingerprint


def test_everything_survives_writing() -> None:
    case = read_text(FULL)
    assert read_text(to_yaml(case)) == case


@given(any_conflicts())
def test_any_conflict_survives_writing(conflict: Conflict) -> None:
    written = read_text(to_yaml(Case(title="x", conflict=conflict))).conflict
    assert [owner.options for owner in written.decision_makers] == [owner.options for owner in conflict.decision_makers]
    assert (written.infeasible, written.forbidden_moves) == (conflict.infeasible, conflict.forbidden_moves)
    assert (written.coalesced, written.states) == (conflict.coalesced, conflict.states)
    assert written.status_quo == conflict.status_quo
    assert (written.payoff_table == conflict.payoff_table).all()
    for name in conflict.names:
        assert (written.payoffs_seen_by(name) == conflict.payoffs_seen_by(name)).all()
    assert [owner.arcs for owner in written.decision_makers] == [
        tuple(sorted(owner.arcs, key=lambda arc: _first(owner.arcs, arc[0]))) for owner in conflict.decision_makers
    ]


def _first(arcs: tuple[tuple[str, str], ...], from_: str) -> int:
    return next(place for place, arc in enumerate(arcs) if arc[0] == from_)


ODD_TEXTS = [
    "a: b # c",
    "'",
    '"',
    "- x",
    "null",
    "~",
    "yes",
    "1",
    " x ",
    "a\nb",
    "  a\n b\n\nc",
    "tab\there",
    "é 漢 🙂",
    "#",
    "@",
    "a, b",
    "{",
    "%",
    "…" * 200,
]


def case_that_says(text: str) -> Case:
    """Return a case in which a text stands wherever one can."""
    line = " ".join(text.split()) or "x"
    return Case(
        title=line,
        conflict=library.load("prisoners-dilemma").conflict,
        summary=text,
        question=text,
        sources=[Source("s: 1", text or "x", text, note=text, url="https://example.org/a?b=c#d")],
        asks=Asks(line),
        goals={line: "true"},
        notes=[Note(text, Annotation(sources=["s: 1"], mechanisms=[text]))],
        said=[(("decision_makers", "A"), Annotation(says=text, why=text))],
    )


@pytest.mark.parametrize("odd", [*ODD_TEXTS, "two  spaces " * 30, "a\u2028b", "a \n b", "a\n\n\n  b"])
def test_odd_texts_survive_writing(odd: str) -> None:
    case = case_that_says(odd.strip())
    assert read_text(to_yaml(case)) == case


SHOWABLE = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t")


@given(st.one_of(st.text(SHOWABLE), st.text("ab '\"\\:#-\n,{[|>&*!%@`~", max_size=300)))
def test_any_text_survives_writing(text: str) -> None:
    case = case_that_says(text.strip() or "x")
    assert read_text(to_yaml(case)) == case
    edit = CaseFile("detente: 1\ntitle: x\ndecision_makers: {A: }\n")
    edit.add(("notes",), text)
    assert CaseFile(edit.text).get(("notes", 0)) == text


@given(
    st.lists(st.text("ab '\\:#-,{[|>&*!%@`~?é1.", min_size=1, max_size=8).filter(str.strip), min_size=3, unique=True)
)
def test_any_names_survive_writing(names: list[str]) -> None:
    options = [Option(name, levels=names) for name in names[:2]]
    conflict = Conflict([DecisionMaker(names[2], options)], status_quo={names[0]: names[1], names[1]: names[2]})
    lever = Lever(names[0], [LEVER_KINDS["set"].read({names[1]: names[0]})])
    case = Case(title="x", conflict=conflict, levers=[lever], said=[(("levers", names[0]), Annotation(says="s"))])
    assert read_text(to_yaml(case)) == case


EMPTY = {
    "weights": {"A": {"options": {"p": None}, "weights": {}}},
    "two spellings": {"A": {"options": {"p": None}, "weights": {"not p": "1", "(not p)": "1/2", "p": "1"}}},
    "prefers": {"A": {"options": {"p": None}, "prefers": []}},
    "moves": {"A": {"options": {"p": {"moves": []}}}},
    "levels": {"A": {"options": {"p": {"sources": [], "says": "", "mechanisms": []}}}},
}
HALF_EMPTY = {"set": {}, "freeze": [], "moves": {"p": []}, "forbid": [], "prefer": {"A": []}}


@pytest.mark.parametrize("kind", EMPTY)
def test_what_is_empty_survives_writing(kind: str) -> None:
    whole = {"detente": 1, "title": "x", "decision_makers": EMPTY[kind], "levers": {"x": HALF_EMPTY}, "notes": [""]}
    case = read_text(json.dumps(whole))
    assert read_text(to_yaml(case)) == case


def test_what_no_case_file_can_hold_is_refused() -> None:
    conflict = Conflict([DecisionMaker("A", ["p"])])
    for title in ("", " \n"):
        with pytest.raises(ConflictError, match="the title is empty; allowed: a few words"):
            Case(title=title, conflict=conflict)
        with pytest.raises(ConflictError, match="the title is empty"):
            Source("s", title)
    for lever in (Lever("x", ()), Lever("x", [Fix([])]), Lever("x", [Forbid([]), Prefer([])])):
        with pytest.raises(UnavailableError, match="no place for the lever 'x', which changes nothing"):
            to_yaml(Case(title="x", conflict=conflict, levers=[lever]))
    graph = Conflict([DecisionMaker("A")], states=["b", "1"])
    with pytest.raises(
        UnavailableError, match="the state '1' is state number 2; allowed: a name that is not the number"
    ):
        to_yaml(Case(title="x", conflict=graph))


def test_the_short_form_of_a_belief_is_made_long_where_more_is_said() -> None:
    edit = CaseFile("detente: 1\ntitle: x\ndecision_makers: {A: {believes: {B: [p]}}, B: {options: {p: }}}  # two\n")
    edit.add(("decision_makers", "A", "believes", "B"), "not p")
    edit.set(("decision_makers", "A", "believes", "B", "why"), "It said so.")
    believes = "{B: {prefers: [p, not p], why: It said so.}}"
    assert edit.text.splitlines()[-1].startswith(f"decision_makers: {{A: {{believes: {believes}}}, B:")
    assert "# two" in edit.text
    with pytest.raises(CaseFileError, match=r"there is a list at .*, which has no parts of that name"):
        edit.set(("decision_makers", "A", "believes", "B", "prefers", "why"), "x")


LENGTHS = st.one_of(st.integers(90, 140), st.integers(480, 520), st.integers(1_000, 1_050))


@given(LENGTHS, st.sampled_from(["a", "a ", "or a ", 'say "no" ', "it's ", "é: "]), st.sampled_from("a-#é"))
def test_names_of_any_length_survive_writing(length: int, word: str, first: str) -> None:
    name = (first + word * length)[: length - 1] + "z"
    options = [Option(f"1 {name}"), Option(f"2 {name}", levels=[name, "x"])]
    conflict = Conflict([DecisionMaker(name, options)], status_quo={f"2 {name}": "x"})
    lever = Lever(name, [LEVER_KINDS["set"].read({f"1 {name}": "yes"})])
    sources, said = [Source(name, name)], [(("decision_makers", name), Annotation(sources=[name]))]
    case = Case(title=name, conflict=conflict, sources=sources, goals={name: "true"}, levers=[lever], said=said)
    assert read_text(to_yaml(case)) == case
    edit = CaseFile("detente: 1\ntitle: x\ndecision_makers: {A: }\n")
    edit.set(("goals",), {name: "true"})
    assert CaseFile(edit.text).get(("goals", name)) == "true"


@pytest.mark.parametrize("count", range(15, 40))
def test_long_weights_and_states_survive_writing(count: int) -> None:
    liked = Weights({" or ".join(["a"] * count): 2})
    case = Case(title="x", conflict=Conflict([DecisionMaker("A", ["a"], liked)]))
    assert read_text(to_yaml(case)) == case
    state = " so".join(["and"] * count)
    graph = Conflict([DecisionMaker("A", arcs=[(state, "b")])], states=[state, "b"])
    said = [(("states", state), Annotation(says="s"))]
    assert read_text(to_yaml(attrs.evolve(case, conflict=graph, said=said))).conflict == graph


def test_a_file_that_is_opened_and_saved_stays_as_it_is() -> None:
    for text in (COMMENTED, template(), library.text("elmira"), library.text("garrison"), library.text("cuba-1962")):
        assert CaseFile(text).text == text


def test_changes_keep_comments_and_order() -> None:
    edit = CaseFile(COMMENTED)
    edit.set(("title",), "Three neighbours")
    edit.set(("status_quo", "talk"), "yes")
    edit.set(("goals", "peace", "why"), "all gain")
    edit.set(("decision_makers", "B", "options", "yield", "moves"), "up")
    edit.add(("decision_makers", "A", "prefers"), {"statement": "yield", "why": "at last"})
    edit.add(("notes",), "a remark: with a colon")
    edit.remove(("decision_makers", "A", "prefers", 0))
    assert (
        edit.text
        == """\
# A case with comments everywhere.

detente: 1
title: Three neighbours # as they are called
decision_makers:
  # the first
  A:
    options: {talk: null, 'go to "war"': {moves: up}} # two
    prefers:
    - not 'go to "war"'
    - statement: yield
      why: at last
  B:
    options:
      yield:
        moves: up
status_quo: {talk: yes}
goals: {peace: {formula: talk, why: all gain}}
notes:
- 'a remark: with a colon'

# the end
"""
    )


def test_what_stands_at_a_path() -> None:
    edit = CaseFile(COMMENTED)
    assert edit.get(("status_quo",)) == {"talk": "no"}
    assert edit.get(("decision_makers", "A", "prefers", 0)) == "talk"
    assert edit.get(("decision_makers", "B", "options", "yield")) is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("goal",), "there is nothing at goal"),
        (("decision_makers", "C", "says"), "there is nothing at decision_makers → C"),
        (("decision_makers", "A", "prefers", 7), "there is nothing at decision_makers → A → prefers → 7"),
    ],
)
def test_removing_what_is_not_there(path: tuple[str | int, ...], said: str) -> None:
    edit = CaseFile(COMMENTED)
    with pytest.raises(CaseFileError) as caught:
        edit.remove(path)
    assert str(caught.value) == said
    assert edit.text == CaseFile(COMMENTED).text


def test_putting_something_where_nothing_can_be() -> None:
    edit = CaseFile(COMMENTED)
    with pytest.raises(CaseFileError, match="there is nothing at decision_makers → A → prefers → 7"):
        edit.set(("decision_makers", "A", "prefers", 7), "talk")
    with pytest.raises(CaseFileError, match="there is a text at title, which has no parts"):
        edit.set(("title", "why"), "because")
    with pytest.raises(CaseFileError, match="there is no list at status_quo"):
        edit.add(("status_quo",), "talk")


def test_saving(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(COMMENTED, encoding="utf-8")
    path.chmod(0o640)
    edit = CaseFile.open(path)
    edit.set(("title",), "Grüße")
    assert edit.save().title == "Grüße"
    assert read(path).title == "Grüße"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["case.yaml"]


def test_what_no_longer_reads_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(COMMENTED, encoding="utf-8")
    edit = CaseFile.open(path)
    edit.set(("goals", "peace"), "tlk")
    with pytest.raises(CaseFileError, match=r"case.yaml, line \d+, column \d+: no option 'tlk'.*did you mean 'talk'"):
        edit.save()
    assert path.read_text(encoding="utf-8") == COMMENTED


def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    case = library.load("prisoners-dilemma")
    with pytest.raises(CaseFileError, match="the file cannot be written: No such file or directory"):
        write(case, tmp_path / "no" / "case.yaml")
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(
        CaseFileError, match=r"folder.yaml: this is a folder, not a file; allowed: a file or a new name"
    ):
        write(case, tmp_path / "folder.yaml")
    assert [each.name for each in tmp_path.iterdir()] == ["folder.yaml"]
    with pytest.raises(CaseFileError, match="no path to be written to"):
        CaseFile(COMMENTED).save()


def test_writing_by_name(tmp_path: Path) -> None:
    case = library.load("elmira-12")
    assert write(case, tmp_path / "a.yaml") == ()
    assert read(tmp_path / "a.yaml") == case
    assert "goals" in write(case, tmp_path / "a.gmcr")
    assert read(tmp_path / "a.gmcr").conflict.size == 12
