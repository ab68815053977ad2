"""Every report can be written in every format it has, on every surface."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from detente import library
from detente.answer import ask
from detente.answer.many_worlds import outcomes_of
from detente.case import Case
from detente.comparison import compare
from detente.conflict import Conflict, DecisionMaker
from detente.errors import Problem, UnavailableError
from detente.evolution import evolve, explore
from detente.formula import Not
from detente.report import FORMATS, NARROWEST, Report, Surface, render
from detente.report.aim import Aim
from detente.report.answer import AnswerReport
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table
from detente.report.case import CaseReport
from detente.report.checking import CheckReport, FaultsReport
from detente.report.choosing import Chosen
from detente.report.coalitions import CoalitionsReport
from detente.report.comparison import Compared, ComparisonReport
from detente.report.evolution import EvolutionReport
from detente.report.exploring import ExplorationReport, JudgementReport, chosen_among
from detente.report.finding import FoundReport
from detente.report.formats.as_csv import table
from detente.report.formats.as_json import laid_out
from detente.report.formats.as_text import lay_out
from detente.report.horizons import HorizonsReport
from detente.report.listing import LibraryReport
from detente.report.requiring import RequirementsReport
from detente.report.seeking import SoughtReport
from detente.report.setting import Setting
from detente.report.solution import SolutionReport, columns
from detente.report.states import StatesReport
from detente.report.why import WhyReport
from detente.report.worlds import WorldsReport
from detente.requiring import require
from detente.seeking import seek
from detente.stability import coalitions, find, horizons, in_all_extensions, judge, mistaken, solve
from detente.stability.local import LOCAL
from detente.worlds import Doubts, Draw, Faction, Factions
from detente.worlds.running import run


def chosen(conflict: Conflict) -> Chosen:
    return Chosen.of(np.ones(conflict.size, dtype=bool), 5)


def solution_of(case: Case, *, by_decision_maker: bool = False) -> SolutionReport:
    solution = solve(case.conflict, ["nash", "seq", "gmr", "smr"])
    verdicts = columns(solution, solution.concepts, dict.fromkeys(case.conflict.names, "seq"), strong=True)
    shown = chosen(case.conflict)
    cast = dict.fromkeys(case.conflict.names, "seq")
    setting, mistakes, extensions = Setting.of(case), mistaken(solution), in_all_extensions(solution)
    return SolutionReport(setting, solution, shown, True, verdicts, cast, by_decision_maker, mistakes, extensions)


def reasons_of(case: Case) -> WhyReport:
    return WhyReport(Setting.of(case), 2, solve(case.conflict).why(2))


def coalitions_of(case: Case, blocks: Sequence[Sequence[str]] = ()) -> CoalitionsReport:
    solution = solve(case.conflict, ["nash", "gmr"])
    return CoalitionsReport(Setting.of(case), solution, coalitions(case.conflict, ["nash", "gmr"], blocks=blocks), 5, 1)


def comparison_of(case: Case) -> ComparisonReport:
    variant = case.levers[0].apply(case.conflict)
    compared = Compared("with a lever", (case.levers[0].name,), compare(case.conflict, variant, ["nash", "gmr"]))
    return ComparisonReport(Setting.of(case), [compared])


def requirements_of(case: Case, goal: str, vary: list[str] | None = None) -> RequirementsReport:
    required = require(case.conflict, goal=goal, concept="smr", vary=vary, seconds=5)
    return RequirementsReport(Setting.of(case), required, f"“{goal}”")


def evolution_of(case: Case, goal: str | None = None) -> EvolutionReport:
    setting = Setting.of(case)
    aim = None if goal is None else Aim.of(setting, goal)
    return EvolutionReport(setting, evolve(solve(case.conflict)), goal is not None, aim, 5)


def worlds_of(case: Case, draws: int = 1000) -> WorldsReport:
    """Report worlds in which anybody may want anything but the first goal, and coins that matter for nothing."""
    spoilers = Faction("spoilers", first=[Not(case.goals[0].formula)])
    chances = {"as written": "1/3", "spoilers": "2/3"}
    factions = [
        Factions(who, [Faction("as written"), spoilers], Draw(f"{who}: who prevails", chances))
        for who in case.conflict.names
    ]
    coins = [Draw(f"coin {k}", {"heads": "1/2", "tails": "1/2"}) for k in range(5)]
    found = run(
        case.conflict, Doubts(coins, factions), outcomes_of(case), draws=draws, seed=1, concepts=["nash", "seq"]
    )
    return WorldsReport(Setting.of(case), found, "seq", 3)


MADE: dict[str, Callable[[Case], Report]] = {
    "answer": lambda case: AnswerReport(ask(case, levers=[]), full=True),
    "case": lambda case: CaseReport(Setting.of(case)),
    "check": lambda case: CheckReport(Setting.of(case), "case.yaml"),
    "evolution": evolution_of,
    "way": lambda case: evolution_of(case, case.goals[0].name),
    "faults": lambda _: FaultsReport([Problem("wrong", allowed="right")]),
    "comparison": comparison_of,
    "library": lambda _: LibraryReport(library.describe()),
    "solution": solution_of,
    "sought": lambda case: SoughtReport(Setting.of(case), seek(case, case.goals[0].name, most=1)),
    "missed": lambda case: SoughtReport(Setting.of(case), seek(case, case.goals[0].name, changes=["swap"], most=1)),
    "stays": lambda case: solution_of(case, by_decision_maker=True),
    "why": reasons_of,
    "states": lambda case: StatesReport(Setting.of(case), chosen(case.conflict), with_codes=True),
}

WORLDS: dict[str, Callable[[Case], Report]] = {
    "worlds": worlds_of,
    "drawn worlds": lambda case: worlds_of(case, 60),
}

LOCALLY: dict[str, Callable[[Case], Report]] = {
    "found": lambda case: FoundReport(Setting.of(case), find(case.conflict, "escalate", most=3)),
    "none": lambda case: FoundReport(Setting.of(case), find(case.conflict, "not attack")),
    "open": lambda case: FoundReport(Setting.of(case), find(case.conflict, "release", concept="seq", seconds=0)),
    "explored": lambda case: explored(case, 4),
    "explored with a formula": lambda case: explored(case, 1000, "attack"),
    "judged": lambda case: JudgementReport(Setting.of(case), [judge(case.conflict, {}, each) for each in LOCAL]),
}

REQUIRED: dict[str, Callable[[Case], Report]] = {
    "required": lambda case: requirements_of(case, str(case.goals[0].formula), [case.conflict.names[0]]),
    "required of all": lambda case: requirements_of(case, str(case.goals[0].formula)),
    "required of the last": lambda case: requirements_of(case, "true", [case.conflict.names[-1]]),
}

TOGETHER: dict[str, Callable[[Case], Report]] = {
    "coalitions": coalitions_of,
    "blocks": lambda case: coalitions_of(case, [case.conflict.names[:2]]),
    "horizons": lambda case: HorizonsReport(Setting.of(case), horizons(case.conflict, 12), 5),
}


def explored(case: Case, limit: int, formula: str | None = None) -> Report:
    found = explore(case.conflict, limit=limit)
    return ExplorationReport(Setting.of(case), found, chosen_among(found, formula, 5), formula is not None)


CASES = {
    name: library.load(name)
    for name in ("elmira", "syria-iraq-1975", "garrison", "winter-2021", "bluff", "new-government")
}
REPORTS = {
    f"{kind}, {name}": partial(make, case)
    for name, case in CASES.items()
    for kind, make in MADE.items()
    if name != "winter-2021"
    or kind in {"answer", "solution", "states", "evolution", "way"}  # a large case, for what depends on size
}
REPORTS |= {f"{kind}, syria-iraq-1975": partial(make, CASES["syria-iraq-1975"]) for kind, make in LOCALLY.items()}
REPORTS |= {
    f"{kind}, {name}": partial(make, CASES[name])
    for name in ("elmira", "syria-iraq-1975", "garrison")
    for kind, make in (REQUIRED | WORLDS | TOGETHER).items()
}


@cache
def report_of(name: str) -> Report:
    """Return a report, made when it is first asked for."""
    return REPORTS[name]()


reports = pytest.mark.parametrize("name", REPORTS)


@reports
@pytest.mark.parametrize("key", FORMATS)
@pytest.mark.parametrize("width", [NARROWEST, 200])
def test_every_report_can_be_written_in_every_format_it_has(name: str, key: str, width: int) -> None:
    report = report_of(name)
    if key == "csv" and type(report).records is Report.records:
        with pytest.raises(UnavailableError, match="cannot be written as CSV"):
            render(report, key)
        return
    text = render(report, key, Surface(width))
    assert text.endswith("\n")
    assert "\x1b" not in text
    if key == "text":
        assert all(line == line.rstrip() for line in text.splitlines())


@reports
def test_json_is_the_data_of_the_report(name: str) -> None:
    assert json.loads(render(report_of(name), "json")) == json.loads(json.dumps(report_of(name).to_dict()))


@reports
@pytest.mark.parametrize("width", [60, 80, 100])
def test_text_fits_its_surface(name: str, width: int) -> None:
    lines = render(report_of(name), "text", Surface(width)).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


@reports
def test_colour_changes_nothing_but_colour(name: str) -> None:
    import re

    plain, coloured = (render(report_of(name), "text", Surface(80, colour)) for colour in (False, True))
    stripped = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()
    assert coloured != plain or name.startswith("faults")


@reports
def test_equal_reports_render_alike(name: str) -> None:
    assert render(REPORTS[name]()) == render(report_of(name))


# The parts of a page.


class Page(Report):
    """A report of some blocks."""

    def __init__(self, *blocks: Block) -> None:
        self.parts = blocks

    def blocks(self) -> tuple[Block, ...]:
        return self.parts

    def to_dict(self) -> dict[str, Any]:
        return {}


def laid(*blocks: Block, width: int = 60, colour: bool = False) -> str:
    return lay_out(blocks, Surface(width, colour))


def test_blocks_stand_apart_save_below_a_heading() -> None:
    assert laid(Heading("A"), Prose("b"), Prose("c"), Prose("d", joined=True), Items([Item("1.", "e", ["f"])])) == (
        "A\nb\n\nc\nd\n\n1. e\n   f\n"
    )


def test_a_tone_is_a_colour_where_there_is_any() -> None:
    assert laid(Prose(["a ", Span("b", "good")])) == "a b\n"
    assert laid(Prose(["a ", Span("b", "good")]), colour=True) == "a \x1b[32mb\x1b[0m\n"


def test_there_is_no_other_tone() -> None:
    with pytest.raises(ValueError, match="shrill"):
        Span("b", "shrill")


WIDE = Table(
    [Column("no.", right=True), Column("code", importance=0), Column("state", folds=True), Column("why", importance=1)],
    [["1", "x" * 20, "a state that is told in many words", "y" * 15]],
)


def test_a_table_that_fits_is_shown_whole() -> None:
    assert "No room for" not in laid(WIDE, width=100)


def test_a_table_that_does_not_fit_loses_what_matters_least() -> None:
    assert "No room for: code. A wider window shows all." in laid(WIDE, width=57)
    assert "No room for: code, why." in laid(WIDE, width=30).replace("\n", " ")


def test_a_table_that_does_not_fit_takes_its_narrower_form_if_it_has_one() -> None:
    import attrs

    table = attrs.evolve(WIDE, narrower=lambda: [Prose("narrow")])
    assert laid(table, width=40) == "narrow\n"
    assert "narrow" not in laid(table, width=100)


def test_a_table_has_its_note_below() -> None:
    assert laid(Table([Column("a")], [["1"]], "so it is")).splitlines()[-1] == "so it is"


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=4), st.integers(NARROWEST, 120))
def test_any_table_fits_once_its_columns_may_fold(rows: list[tuple[str, str, str]], width: int) -> None:
    table = Table([Column("one", folds=True), Column("two", folds=True), Column("three", importance=1)], rows)
    assert all(cell_len(line) <= width for line in laid(table, width=width).splitlines())


@given(words)
def test_nothing_steers_the_terminal(text: str) -> None:
    shown = laid(Prose(text))
    assert not [sign for sign in shown if sign != "\n" and (ord(sign) < 32 or 127 <= ord(sign) < 160)]


plain_data = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(words, inner, max_size=5),
    max_leaves=30,
)


@given(plain_data)
def test_json_laid_out_is_the_same_data(data: Any) -> None:
    assert json.loads(laid_out(data)) == data
    assert json.loads(laid_out(data, ascii_only=True)) == data
    assert laid_out(data, ascii_only=True).isascii()


@given(st.dictionaries(st.integers() | st.booleans() | st.none(), st.text(max_size=30)))
def test_keys_of_json_are_texts_wherever_it_is_broken(data: dict[Any, Any]) -> None:
    every = {str(place): "a text that makes it long" for place in range(9)} | data
    assert json.loads(laid_out(every)) == json.loads(json.dumps(every))


def test_json_is_broken_only_where_it_is_long() -> None:
    long = {"states": [{"number": 1, "label": "x" * 60}, {"number": 2, "label": "y" * 60}], "nash": list(range(60))}
    assert laid_out(long).splitlines() == [
        "{",
        '  "states": [',
        f'    {{"number": 1, "label": "{"x" * 60}"}},',
        f'    {{"number": 2, "label": "{"y" * 60}"}}',
        "  ],",
        f'  "nash": {list(range(60))}',
        "}",
    ]


@given(st.lists(st.tuples(words, st.integers(), st.booleans() | st.none()), min_size=1))
def test_csv_reads_back(rows: list[tuple[str, int, bool | None]]) -> None:
    records = [{"text": text, "number": number, "truth": truth} for text, number, truth in rows]
    found = list(csv.DictReader(io.StringIO(table(records), newline="")))
    truths = {True: "true", False: "false", None: ""}
    assert [(row["number"], row["truth"]) for row in found] == [(str(n), truths[t]) for _, n, t in rows]
    assert [row["text"] for row in found] == [text.replace("\r", " ") for text, _, _ in rows]


def test_one_who_has_no_options_is_shown() -> None:
    case = Case(title="T", conflict=Conflict([DecisionMaker("A", ["x"]), DecisionMaker("B")]))
    text = render(StatesReport(Setting.of(case), chosen(case.conflict)), surface=Surface(NARROWEST))
    assert "payoff" in text
    assert "B likes all states equally." in render(CaseReport(Setting.of(case)))
