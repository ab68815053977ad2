"""``states``, ``ask``, ``show``, ``check`` and ``cases``."""

import csv
import io
import json
from pathlib import Path

import pytest

from detente import library
from detente.answer import ask
from detente.report.sections.standings import MARKS
from tests.cli.running import data, printed, refused, run

TWO_FAULTS = """\
detente: 1
title: Two neighbours
decision_makers:
  A: {options: {talk: }, prefers: [tlak]}
goals: {peace: talk and}
"""


def test_states_in_a_table_with_levels_payoffs_and_status_quo() -> None:
    lines = printed("states", "elmira").splitlines()
    assert lines[3].split() == ["Ministry", "Uniroyal", "Local", "government"]
    assert lines[4].split() == ["no.", "modify", "payoff", "uniroyal", "payoff", "insist", "payoff"]
    assert lines[6].split() == ["→", "1", "N", "4", "delay", "9", "N", "6"]
    assert lines[14].split() == ["9", "any", "1", "abandon", "5", "any", "1"]


def test_states_in_little_room_are_letters_with_a_key() -> None:
    text = printed("states", "garrison", "--first", "1", "--codes", COLUMNS="60")
    assert "  1    34  NYN N N YNNN  19 1 8 1" in text
    assert "Canadian opposition  treaty" in text
    assert "… and 22 more states" in text


@pytest.mark.parametrize("columns", ["0", "000", "99999999999", "9" * 5_000])
def test_any_number_of_columns_will_do(columns: str) -> None:
    lines = printed("solve", "elmira", COLUMNS=columns).splitlines()
    assert max(map(len, lines)) <= 1_000


def test_states_as_json_and_csv_hold_all_of_them() -> None:
    found = data("states", "garrison")
    assert (found["size"], found["fitting"], len(found["states"])) == (23, 23, 23)
    assert found["states"][2]["status_quo"]
    assert found["states"][0]["payoffs"] == {
        "US support": 19,
        "US opposition": 1,
        "Canadian opposition": 8,
        "IJC": 1,
    }
    rows = list(csv.DictReader(io.StringIO(printed("states", "garrison", "--csv"))))
    assert [int(row["code"]) for row in rows] == [state["code"] for state in found["states"]]


def test_states_where_nothing_fits() -> None:
    assert "No state fits." in printed("states", "elmira", "--where", "false")
    assert printed("states", "elmira", "--where", "false", "--csv") == ""


def test_states_in_graph_form() -> None:
    case = """
detente: 1
title: A ladder
states: [calm, crisis]
decision_makers:
  A: {moves: {calm: [crisis]}, ranking: [crisis, calm]}
status_quo: calm
"""
    lines = printed("states", "-", text=case).splitlines()
    assert [line.split() for line in lines[6:8]] == [["→", "1", "calm", "1"], ["2", "crisis", "2"]]
    assert "from calm to crisis" in printed("show", "-", text=case)
    assert "A ladder" in printed("solve", "-", text=case)


def test_the_answer_comes_first_and_the_tables_bear_it_out() -> None:
    text = printed("ask", "elmira", COLUMNS="100")
    answer = ask(library.load("elmira"))
    first, _, rest = text.partition("As it stands\n")
    brief, _, besides = first.partition("What else\n")
    assert " ".join(brief.split()).endswith(" ".join(answer.brief.split()))
    assert f"{answer.brief}\n\n{besides.strip()}".split() == answer.words.split()
    for outcome in answer.today.outcomes:
        expected = [f"{MARKS[each.standing]} {each.standing.value}" for each in outcome.verdicts]
        sign = "-" if outcome.dreaded else "+"
        line = next(line for line in rest.splitlines() if line.startswith(f"{sign} {outcome.name}"))
        assert " ".join(line.split()).endswith(" ".join(expected))


def test_the_answer_names_each_lever_once() -> None:
    text = " ".join(printed("ask", "elmira", COLUMNS="100").split("As it stands\n")[1].split())
    for lever in library.load("elmira").levers:
        assert text.count(lever.name) == 1, lever.name


def test_the_full_answer_shows_every_outcome_under_every_lever() -> None:
    lines = [line.split() for line in printed("ask", "elmira", "--full").splitlines()]
    assert sum(line[:4] == ["-", "the", "plant", "is"] for line in lines) == 5


LEVERS = "\n".join(f"  pact {place}: {{prefer: {{A: [a]}}}}" for place in range(25))
MANY = f"""
detente: 1
title: Many levers
decision_makers:
  A: {{options: {{a: }}, prefers: [not a]}}
  B: {{options: {{b: }}, prefers: [not b]}}
  C: {{options: {{c: }}, pace: 1 per week, prefers: [c iff a]}}
status_quo: {{}}
as_of: 2024-03-01
horizon: 2024-03-31
goals: {{peace: a, trade: c}}
levers:
  B gives in: {{set: {{b: yes}}}}
  A gives in: {{set: {{a: yes}}}}
{LEVERS}
asks: {{goal: peace, lever: A gives in}}
"""


def test_a_long_table_of_levers_keeps_to_what_is_asked_unless_it_is_wanted_in_full() -> None:
    text = printed("ask", "-", text=MANY)
    short = text.split("As it stands\n")[1]
    asked, others = short.split("What 'A gives in' changes")[1].split("What each lever changes about 'peace'")
    rows = [line.split()[:2] for line in asked.splitlines() if line.startswith(("+", "-"))]
    assert rows == [["+", "peace"], ["+", "trade"]]
    told = [line.split("  ")[0] for line in others.split("How to read")[0].splitlines()]
    assert told.count("as it stands") == 1
    assert [each for each in told if each.startswith("pact")] == [f"pact {place}" for place in range(25)]
    assert "Left out: 1 lever with little or no effect on it." in others
    assert "+ trade" not in others.split("By when")[0]
    by_when = short.split("By when: what 'A gives in' changes")[1]
    assert "+ trade" in by_when
    full = printed("ask", "-", "--full", text=MANY)
    assert full.count("  + trade") == 2 * 27
    one = printed("ask", "-", "--lever", "pact 7", text=MANY)
    assert one.split("What each lever changes")[1].split("By when")[0].count("  + ") == 2


def test_one_lever_can_be_asked_about() -> None:
    text = printed("ask", "elmira", "--lever", "the plant has to stay")
    assert "the plant has to stay" in text
    assert "the order stands" not in text


def test_the_answer_of_a_reconstruction_says_so() -> None:
    head = " ".join(printed("ask", "winter-2021", "--lever", "the summit is held").split()[:40])
    assert "reconstruction" in head.lower()
    assert "no forecast" in head


def test_the_answer_in_little_room_has_marks_without_words() -> None:
    text = printed("ask", "elmira", COLUMNS="50")
    assert "○ open" not in text.split("How to read the tables")[0]
    assert max(map(len, text.splitlines())) <= 50


def test_who_would_leave_is_said() -> None:
    text = " ".join(printed("ask", "elmira").split())
    assert "the original order is accepted (nash, gmr, smr, seq): Uniroyal every time" in text


def test_the_answer_as_data() -> None:
    found = data("ask", "elmira")
    assert found["scenarios"][0]["lever"] is None
    assert found["kind"] == "published"
    rows = list(csv.DictReader(io.StringIO(printed("ask", "elmira", "--csv"))))
    assert len(rows) == 5 * 4 * 4
    assert {row["standing"] for row in rows} <= {standing.value for standing in MARKS}


def test_a_case_without_goals_has_nothing_to_ask() -> None:
    case = "detente: 1\ntitle: T\ndecision_makers: {A: {options: {x: }}}\n"
    assert "the case names no goals and no dreads" in refused("ask", "-", text=case)


def test_a_case_in_words_says_everything_in_the_file() -> None:
    case = library.load("winter-2021")
    text = " ".join(printed("show", "winter-2021").split())
    told = [case.question, *(source.title for source in case.sources), *(note.text for note in case.notes)]
    told += [goal.name for goal in (*case.goals, *case.dreads)] + [lever.name for lever in case.levers]
    told += [str(formula) for formula in case.conflict.infeasible]
    for owner in case.conflict.decision_makers:
        told += [owner.name, *(option.name for option in owner.options)]
    told += [said.why for said in case.annotations.values()] + [said.says for said in case.annotations.values()]
    told += [label for said in case.annotations.values() for label in said.mechanisms]
    assert [each for each in told if " ".join(each.split()) not in text] == []
    assert "reconstruction" in text


def test_a_case_in_words_says_which_way_options_move() -> None:
    text = " ".join(printed("show", "elmira").split())
    assert "modify: Modify the control order to make it acceptable to Uniroyal cannot be taken back" in text
    assert "delay → accept, delay → abandon, accept → abandon" in text
    assert "7 > 3 > 4 > 8 > 5 > 1 > 2 > 6 > 9" in text


def test_a_case_as_data() -> None:
    found = data("show", "elmira")
    assert found["decision_makers"][0]["options"] == [{"name": "modify", "levels": ["no", "yes"], "moves": "up"}]
    assert found["levers"]["the order stands"] == ["options stay as they are today: modify"]


@pytest.mark.parametrize("name", library.names())
def test_every_case_of_the_library_is_sound_and_can_be_shown(name: str) -> None:
    assert printed("check", name).startswith(f"Sound: {name}\n")
    assert library.load(name).title in printed("show", name)


def test_a_source_is_shown_with_its_address() -> None:
    source = "{title: A paper, author: N. N., date: 2021-05, url: 'https://example.org/p'}"
    case = f"detente: 1\ntitle: T\nsources: {{paper: {source}}}\ndecision_makers: {{A: {{options: {{x: }}}}}}\n"
    assert "N. N. A paper. 2021-05. https://example.org/p\n" in printed("show", "-", text=case)


def test_check_warns_of_costs_that_never_count() -> None:
    case = """
detente: 1
title: T
decision_makers:
  A: {options: {a: }, prefers: [b]}
  B: {options: {b: }, prefers: [a]}
status_quo: {}
goals: {g: a}
mediator: {influences: [A], costs: {force: 1, a: 2, b: 3, swap: 1}}
"""
    assert data("check", "-", text=case)["warnings"] == [
        "The cost of 'force' never counts: there is no such change, or each has a cost that comes first.",
        "The cost of 'b' counts only with 'detente seek --anyone': the mediator has no influence on B.",
        "The cost of 'swap' never counts: there is no such change, or each has a cost that comes first.",
    ]


def test_check_counts() -> None:
    assert data("check", "garrison")["counts"] == {
        "decision makers": 4,
        "states": 23,
        "options": 9,
        "infeasible formulas": 6,
        "forbidden moves": 0,
        "goals": 2,
        "dreaded outcomes": 2,
        "levers": 2,
        "sources": 1,
        "notes": 4,
    }


def test_check_lists_all_problems_each_on_a_line_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(TWO_FAULTS)
    lines = refused("check", str(path)).splitlines()
    assert lines[0] == "detente: 2 problems:"
    assert lines[1].startswith(f"detente: {path}, line 4, column ")
    assert "did you mean 'talk'?" in lines[1]
    assert lines[2].startswith(f"detente: {path}, line 5, column ")


def test_check_tells_programs_of_problems_too() -> None:
    result = run("check", "-", "--json", text=TWO_FAULTS)
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr, found["sound"]) == (2, "", False)
    assert [(each["line"], each["nearest"]) for each in found["problems"]] == [(4, "talk"), (5, None)]


def test_check_warns_of_what_may_be_a_slip() -> None:
    case = """
detente: 1
title: Slips
sources: {s: A source}
decision_makers:
  A: {options: {x: , never: }, prefers: [x]}
  B: {}
infeasible: [never]
goals: {certain: x or not x, impossible: x and not x}
"""
    assert data("check", "-", text=case)["warnings"] == [
        "B likes all states equally.",
        "The option 'A.never' has the same level in every state.",
        "The status quo is not given: what can be reached from today is not known.",
        "The goal 'certain' holds in every state.",
        "The goal 'impossible' holds in no state.",
        "s is listed among the sources and cited nowhere.",
    ]
    assert "Worth a second look: 6 warnings" in printed("check", "-", text=case)


def test_check_warns_of_texts_that_a_comment_cuts_short() -> None:
    case = """
detente: 1
title: Option #1 of Cairo
summary: "in quotation marks #1" # a comment
question: What holds? # a comment
kind: teaching        #: another that goes with what stands before it
decision_makers:
  A: {options: {x: }, prefers: [x, not x #2
    ]}
goals: {x: x}
status_quo: {}
"""
    cut = "for what follows ' #' is a comment; or set it in quotation marks."
    assert data("check", "-", text=case)["warnings"] == [
        f"-, line 3: the text ends with 'Option', {cut}",
        f"-, line 6: the text ends with 'teaching', {cut}",
        f"-, line 8: the text ends with 'not x', {cut}",
    ]


def test_check_warns_of_wishes_that_wish_for_nothing() -> None:
    case = """
detente: 1
title: Wishes
decision_makers:
  A: {options: {x: , y: }, prefers: [x and not x, y, x, x or not x, y]}
  B: {weights: {x: 2, y or not y: 1}}
goals: {x: x}
status_quo: {}
"""
    assert data("check", "-", text=case)["warnings"] == [
        "The wish 'x and not x' of A holds in no state, and so tells no state from another.",
        "A wishes 'y' 2 times: once says it.",
        "The wish 'x or not x' of A holds in every state, and so tells no state from another.",
        "The wish 'y or not y' of B holds in every state, and so tells no state from another.",
    ]


def test_the_library_is_listed_one_line_each() -> None:
    lines = printed("cases", COLUMNS="200").splitlines()
    assert [line.split()[0] for line in lines[2 : 2 + len(library.names())]] == list(library.names())
    assert [entry["name"] for entry in data("cases")["cases"]] == list(library.names())


ASKING = """
detente: 1
title: T
question: {}
decision_makers: {{A: {{options: {{x: }}, prefers: [x]}}}}
status_quo: {{}}
goals: {{g: x}}
levers: {{l: {{set: {{x: yes}}}}}}
"""


@pytest.mark.parametrize("question", ["Will it hold?", "does it hold without an order?", "Can it?"])
def test_a_question_of_yes_or_no_should_say_what_it_asks(question: str) -> None:
    warning = "The question can be answered by yes or no, but 'asks' does not say which goal and lever it is about."
    assert data("check", "-", text=ASKING.format(question))["warnings"] == [warning]
    assert data("check", "-", text=ASKING.format(question) + "asks: g\n")["warnings"] == []


@pytest.mark.parametrize("question", ["Which will hold?", "What would have to change?", "Willingly?"])
def test_other_questions_need_not(question: str) -> None:
    assert data("check", "-", text=ASKING.format(question))["warnings"] == []


def test_what_is_asked_is_shown() -> None:
    text = ASKING.format("Will it hold?") + "asks: {goal: g, lever: l}\n"
    assert "It asks whether 'g' comes about with 'l'." in printed("show", "-", text=text)
    assert data("show", "-", text=text)["asks"] == {"goal": "g", "lever": "l"}


def test_the_outcome_asked_about_is_shown_under_the_lever_though_nothing_changes() -> None:
    text = ASKING.format("Will it hold?") + "asks: {goal: g, lever: l}\n"
    changes = printed("ask", "-", text=text).partition("What each lever changes")[2]
    assert [line.split() for line in changes.splitlines() if line.startswith("  + g")] == [
        ["+", "g", *["●", "certain"] * 4]
    ]
    assert "These change none of the marks: “l”." in changes


def test_levers_can_be_pulled_together() -> None:
    both = ("--lever", "the order is modified", "--lever", "the plant has to stay")
    assert [each["lever"] for each in data("ask", "elmira", *both)["scenarios"]] == [None, both[1], both[3]]
    assert [each["lever"] for each in data("ask", "elmira", *both, "--together")["scenarios"]] == [
        None,
        "the order is modified + the plant has to stay",
    ]
    assert "none is named" in refused("ask", "elmira", "--together")


def test_whoever_moves_inside_an_outcome_is_not_said_to_leave_it() -> None:
    text = " ".join(printed("ask", "winter-2021", "--lever", "no summit").split())
    assert "Minsk is carried out (nash): Ukraine from 426 of 852 states" in text
