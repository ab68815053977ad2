"""What a notebook shows of an answer, a case and a conflict."""

from __future__ import annotations

import attrs
import pytest

from detente import library
from detente.answer import ask

CASE = library.load("elmira")
ANSWER = ask(CASE, ["nash", "seq"])


def test_an_answer_prints_as_its_words_and_shows_in_a_line() -> None:
    assert str(ANSWER) == ANSWER.words
    outcomes, levers = len(CASE.goals) + len(CASE.dreads), len(CASE.levers)
    assert repr(ANSWER) == f"Answer({CASE.title!r}, {outcomes} outcomes, {levers} levers, concepts=['nash', 'seq'])"


def test_the_table_has_a_row_for_each_scenario_and_outcome() -> None:
    frame = ANSWER.to_frame()
    assert list(frame.columns) == ["dreaded", "nash", "seq"]
    assert len(frame) == sum(len(scenario.outcomes) for scenario in ANSWER.scenarios)
    rows = dict(zip(frame.index, frame.itertuples(index=False, name=None), strict=True))
    for scenario in ANSWER.scenarios:
        for outcome in scenario.outcomes:
            standings = (each.standing.value for each in outcome.verdicts)
            assert rows[scenario.lever or "", outcome.name] == (outcome.dreaded, *standings)


def test_html_holds_the_words_and_every_standing_and_no_markup_of_the_case() -> None:
    answer = attrs.evolve(ANSWER, question="<b>Why?</b>", words="One & two.\n\nThree.", brief="One & two.")
    html = answer._repr_html_()
    assert html.startswith("<p><strong>&lt;b&gt;Why?&lt;/b&gt;</strong></p><p>One &amp; two.</p><details>")
    assert "<summary>What else</summary><p>Three.</p><table>" in html
    assert html.count("<tr>") == 1 + len(answer.to_frame())
    assert html.count("<td>") == len(answer.to_frame()) * (2 + len(answer.concepts))


@pytest.mark.parametrize("name", library.names())
def test_cases_and_conflicts_show_in_a_line(name: str) -> None:
    case = library.load(name)
    shown = repr(case)
    assert shown.startswith(f"Case({case.title!r}, Conflict(decision_makers=[{case.conflict.names[0]!r}, ")
    assert f"goals={len(case.goals)}" in shown
    assert f"fingerprint={case.conflict.fingerprint!r}" in shown
    assert len(shown) < 350
    assert "\n" not in shown
