"""Pictures: what is in them, that nothing is on top of anything, and that they are the same every time."""

import itertools
import re
import subprocess
import sys
import warnings
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from matplotlib.patches import Rectangle

from detente import library, run_worlds
from detente.case import Case
from detente.conflict import Conflict, DecisionMaker, Option, Statements
from detente.errors import InputError, UnavailableError, UnknownNameError
from detente.evolution import Tempo, Timing, chances, evolve
from detente.formula import Not
from detente.report.figures import FIGURES, draw, picture_format, rendered, save
from detente.report.figures.curves import RADIUS, curves
from detente.report.figures.draw_graph import MOST_STATES
from detente.report.figures.graph import integrated_graph, links
from detente.report.figures.layout import Places, circle, grid, layers
from detente.stability import solve
from detente.worlds import Doubts, Draw, Faction, Factions
from tests.models import any_conflicts
from tests.oracle import read

CASES = [name for name in library.names() if name != "winter-2021"]
KINDS = pytest.mark.parametrize("what", FIGURES)


def svg(case: Case, what: str = "graph", **options: str) -> str:
    return rendered(draw(case, what, **options), "svg").decode()


def timed(case: Case) -> Case:
    """Return a case that has something to say about time, and something in doubt."""
    tempos = [Tempo(name, "1 per week") for name in case.conflict.names]
    timing = Timing(date(2021, 11, 28), tempos=tempos, horizon=[date(2021, 12, 10), date(2021, 12, 31)])
    return doubted(attrs.evolve(case, timing=timing, goals={"$x$": "true"}, asks=None))


def doubted(case: Case) -> Case:
    """Return a case in which it is in doubt whether the first decision maker wants anything but the first goal."""
    who = case.conflict.names[0]
    groups = [Faction("as written"), Faction("spoilers", first=[Not(case.goals[0].formula)])]
    prevails = Draw(f"{who}: who prevails", {"as written": "1/3", "spoilers": "2/3"})
    return attrs.evolve(case, doubts=Doubts([], [Factions(who, groups, prevails)]))


def states_in(text: str) -> list[int]:
    return sorted(int(number) for number in re.findall(r'id="state-(\d+)"', text))


def texts_in(text: str) -> str:
    root = ET.fromstring(text)  # noqa: S314 - written by ourselves
    return " ".join(" ".join(each.itertext()) for each in root.iter() if each.tag.endswith("}text"))


@pytest.mark.parametrize("name", CASES)
def test_the_graph_has_every_state_and_says_what_its_number_stands_for(name: str) -> None:
    case = library.load(name)
    text = svg(case)
    assert states_in(text) == list(range(1, case.conflict.size + 1))
    for state in range(1, case.conflict.size + 1):
        assert case.conflict.space.label(state - 1)[:30] in texts_in(text)
    for owner in case.conflict.names:
        assert owner in texts_in(text)


@pytest.mark.parametrize("name", CASES)
def test_the_graph_has_every_move(name: str) -> None:
    conflict = library.load(name).conflict
    graph = read(conflict)
    pairs = {(i, *sorted((s + 1, t + 1))) for i in graph.people for s in range(graph.size) for t in graph.moves[i][s]}
    assert len(re.findall(r'id="move-', svg(library.load(name)))) == len(pairs)


@KINDS
@pytest.mark.parametrize("key", ["svg", "pdf", "png"])
def test_a_picture_is_the_same_bytes_every_time(what: str, key: str) -> None:
    case = timed(library.load("elmira"))
    assert rendered(draw(case, what), key) == rendered(draw(case, what), key)


def test_a_picture_is_the_same_bytes_in_another_process_and_whatever_the_user_has_set() -> None:
    code = (
        "import sys, matplotlib; matplotlib.rcParams['font.size'] = 30; matplotlib.rcParams['lines.linewidth'] = 9;"
        "import detente; from detente.report.figures import rendered;"
        "sys.stdout.buffer.write(rendered(detente.draw(detente.load('elmira')), 'svg'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout == svg(library.load("elmira")).encode()


def test_pictures_have_no_date() -> None:
    case = library.load("cuba-1962")
    assert "<dc:date>" not in svg(case)
    assert b"CreationDate" not in rendered(draw(case), "pdf")


@KINDS
def test_each_format_is_what_it_says(what: str, tmp_path: Path) -> None:
    figure = draw(timed(library.load("cuba-1962")), what)
    for name, start in (("a.svg", b"<?xml"), ("a.PDF", b"%PDF"), ("a.png", b"\x89PNG")):
        save(figure, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)


def test_an_ending_that_says_no_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"'a.svgg' says no format .* one of: .svg, .pdf, .png; did you mean"):
        picture_format("a.svgg")
    with pytest.raises(UnavailableError, match="says no format"):
        save(draw(library.load("elmira")), tmp_path / "elmira")
    assert list(tmp_path.iterdir()) == []


def test_equilibria_are_marked_with_their_concepts() -> None:
    told = texts_in(svg(library.load("elmira")))
    assert told.count("gmr smr") == 2
    assert len(re.findall(r"\ball\b", told)) == 3 + 1  # and in the legend
    told = texts_in(rendered(draw(library.load("elmira"), concepts=["seq"]), "svg").decode())
    assert "equilibrium under seq" in told
    assert "gmr smr" not in told


def test_a_lever_is_pulled_and_said() -> None:
    text = rendered(draw(library.load("elmira"), levers=["the plant has to stay"]), "svg").decode()
    assert len(states_in(text)) == 8
    assert "With “the plant has to stay”." in texts_in(text)


def test_of_a_large_conflict_the_part_that_matters_is_drawn_and_said() -> None:
    case = library.load("winter-2021")
    text = svg(case)
    solution = solve(case.conflict, ["nash", "gmr", "smr", "seq"])
    expected = {*evolve(solution).improvements.numbers, *solution.strong_equilibria()}
    assert len(expected) < MOST_STATES < case.conflict.size
    assert states_in(text) == sorted(expected)
    assert f"Shown are {len(expected)} states of 1,892" in texts_in(text)


def test_the_path_has_every_state_and_mover_on_the_way() -> None:
    text = svg(library.load("elmira"), "path", to="modify and uniroyal = accept and insist")
    assert states_in(text) == [1, 5, 7, 8]
    told = texts_in(text)
    assert "A shortest way from the status quo to “modify and uniroyal = accept and insist”: 3 moves." in told
    assert all(told.count(owner) == 2 for owner in ("Ministry", "Uniroyal", "Local government"))


def test_the_path_leads_to_the_nearest_equilibrium_and_by_improvements_if_it_can() -> None:
    assert states_in(svg(library.load("elmira"), "path")) == [1, 5]
    assert states_in(svg(library.load("cuba-1962"), "path")) == [1, 2, 6]
    assert "Each is an improvement" in texts_in(svg(library.load("cuba-1962"), "path"))
    assert "Dotted moves are no improvements" in texts_in(svg(library.load("garrison"), "path"))


def test_a_path_to_where_one_is_already_has_one_column() -> None:
    assert states_in(svg(library.load("elmira"), "path", to="uniroyal = delay")) == [1]


def test_a_path_that_does_not_exist_is_refused() -> None:
    a, b = DecisionMaker("A", ["a"], Statements(["not a"])), DecisionMaker("B")
    case = Case(title="T", conflict=Conflict([a, b], status_quo={}))
    with pytest.raises(UnavailableError, match="no moves lead from the status quo to another equilibrium"):
        draw(case, "path")
    with pytest.raises(UnavailableError, match="no legal moves lead from the status quo to 'a and not a'"):
        draw(case, "path", to="a and not a")
    with pytest.raises(UnavailableError, match="begins at the status quo"):
        draw(Case(title="T", conflict=Conflict([a, b])), "path")


def test_names_that_do_not_exist_are_refused() -> None:
    case = library.load("elmira")
    with pytest.raises(UnknownNameError, match=r"no picture 'grap'.*did you mean 'graph'"):
        draw(case, "grap")
    with pytest.raises(UnknownNameError, match="no stability concept 'nsh'"):
        draw(case, concepts=["nsh"])
    with pytest.raises(InputError, match="no lever"):
        draw(case, levers=["none"])
    with pytest.raises(UnknownNameError, match="no goal 'the order is acepted'"):
        draw(case, "path", to="the order is acepted")


@KINDS
def test_signs_of_every_kind_are_drawn_as_they_are(what: str) -> None:
    makers = [
        DecisionMaker("$A_1$ & <b>", ["pay $5 or $6", "x\\frac{"], Statements(["'pay $5 or $6'"])),
        DecisionMaker("日本", ["条約"], Statements(["条約"])),
    ]
    case = timed(Case(title="$x^2$ <i>", conflict=Conflict(makers, status_quo={})))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        told = texts_in(svg(case, what))
        rendered(draw(case, what), "png")
    assert "$x^2$ <i>" in told
    if what in {"chances", "worlds"}:  # it names outcomes, not who acts
        return
    assert "日本" in told
    assert "pay $5 or $6" in told


@given(conflict=any_conflicts())
@settings(max_examples=15)
def test_whatever_the_conflict_its_picture_has_all_its_states(conflict: Conflict) -> None:
    assert states_in(svg(Case(title="T", conflict=conflict))) == list(range(1, conflict.size + 1))


def places_of(conflict: Conflict) -> Places:
    states = range(1, conflict.size + 1)
    return grid(conflict, states, links(conflict, integrated_graph(conflict)))


@pytest.mark.parametrize("name", CASES)
def test_no_state_stands_on_another_and_no_line_passes_through_one(name: str) -> None:
    conflict = library.load(name).conflict
    places = places_of(conflict)
    for one, other in itertools.combinations(places.values(), 2):
        assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) > 2 * RADIUS
    for curve in curves(links(conflict, integrated_graph(conflict)), places):
        for state, (x, y) in places.items():
            if state not in curve.link.ends:
                assert ((curve.points - (x, y)) ** 2).sum(axis=1).min() > RADIUS**2, (curve.link, state)


def test_lines_that_bend_outwards_stay_on_the_sheet() -> None:
    makers = [DecisionMaker("A", [Option("a", levels=[str(each) for each in range(9)])]), DecisionMaker("B", ["b"])]
    axes = draw(Case(title="T", conflict=Conflict(makers))).axes[0]
    moves = [line for line in axes.lines if str(line.get_gid()).startswith("move-")]
    assert len(moves) == 2 * 36 + 9
    points = np.concatenate([np.asarray(line.get_xydata()) for line in moves])
    low, high = np.transpose([axes.get_xlim(), axes.get_ylim()])
    assert (points > low).all()
    assert (points < high).all()


@given(conflict=any_conflicts())
def test_states_never_stand_on_one_another(conflict: Conflict) -> None:
    linked = links(conflict, integrated_graph(conflict))
    states = range(1, conflict.size + 1)
    layouts = [circle(states), layers({state: state % 4 for state in states}, linked)]
    if not conflict.in_graph_form and conflict.words.variables:
        layouts.append(places_of(conflict))
    for places in layouts:
        assert sorted(places) == list(states)
        for one, other in itertools.combinations(places.values(), 2):
            assert max(abs(one[0] - other[0]), abs(one[1] - other[1])) > 2 * RADIUS


def test_decision_makers_move_along_rows_or_along_columns() -> None:
    conflict = library.load("cuba-1962").conflict
    places = places_of(conflict)
    for link in links(conflict, integrated_graph(conflict)):
        (x, y), (u, v) = (places[state] for state in link.ends)
        assert (y == v) == (link.mover == 0)
        assert (x == u) == (link.mover == 1)


@given(conflict=any_conflicts())
def test_the_integrated_graph_is_that_of_the_definition(conflict: Conflict) -> None:
    graph, expected = integrated_graph(conflict), read(conflict)
    arcs = {
        (s + 1, t + 1, expected.names[i], t in expected.improvements[i][s])
        for i in expected.people
        for s in range(expected.size)
        for t in expected.moves[i][s]
    }
    assert set(graph.edges(keys=True, data="improvement")) == arcs
    assert list(graph) == list(range(1, conflict.size + 1))


@given(conflict=any_conflicts())
def test_each_line_stands_for_the_moves_there_and_back(conflict: Conflict) -> None:
    graph = integrated_graph(conflict)
    found = [
        (end if headed_first else start, start if headed_first else end, conflict.names[link.mover], head)
        for link in links(conflict, graph)
        for (start, end), headed_first, head in (
            (link.ends, True, link.heads[0]),
            (link.ends, False, link.heads[1]),
        )
        if head is not None
    ]
    assert sorted(found) == sorted(graph.edges(keys=True, data="improvement"))


def test_importing_the_package_loads_nothing_that_draws() -> None:
    code = "import sys, detente; print([m for m in ('matplotlib', 'networkx', 'rich') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"[]"


@pytest.mark.parametrize("name", CASES)
def test_no_mark_covers_the_head_of_its_line(name: str) -> None:
    conflict = library.load(name).conflict
    places = places_of(conflict)
    for curve in curves(links(conflict, integrated_graph(conflict)), places):
        for end in curve.link.ends:
            assert ((curve.mark - places[end]) ** 2).sum() > (RADIUS + 0.15) ** 2, curve.link


def test_chances_are_drawn_as_they_are() -> None:
    case = library.load("winter-2021")
    figure = draw(case, "chances")
    panels = {axes.get_title(loc="left")[2:]: axes for axes in figure.get_axes()}
    assert case.timing is not None
    goals, dreads = ({each.name: each.formula for each in some} for some in (case.goals, case.dreads))
    found = chances(case.conflict, case.timing, goals, dreads, settle=False)
    assert list(panels) == [outcome.name for outcome in found.outcomes]
    for outcome in found.outcomes:
        by, on = (np.asarray(line.get_ydata()).tolist() for line in panels[outcome.name].get_lines()[:2])
        assert (by, on) == (list(outcome.by), list(outcome.on))


def test_chances_need_time_outcomes_and_a_day() -> None:
    with pytest.raises(UnavailableError, match="does not say how often anybody acts"):
        draw(library.load("elmira"), "chances")
    case = timed(library.load("elmira"))
    with pytest.raises(UnavailableError, match="no goals and no dreads"):
        draw(attrs.evolve(case, goals={}, dreads={}), "chances")
    assert case.timing is not None
    with pytest.raises(UnavailableError, match="asks about no day"):
        draw(attrs.evolve(case, timing=attrs.evolve(case.timing, horizon=[])), "chances")


def test_worlds_are_drawn_as_they_are() -> None:
    case = doubted(library.load("prisoners-dilemma"))
    figure = draw(case, "worlds", concepts=["nash", "gmr"])
    found = run_worlds(case, concepts=["nash", "gmr"])
    [axes] = figure.get_axes()
    bars = {str(bar.get_gid()): bar.get_width() for bar in axes.patches if isinstance(bar, Rectangle)}
    assert bars == {
        f"{standing}-{outcome.name}-{concept}": found.goal_share(outcome, concept, standing)
        for outcome, concept in found.pairs
        for standing in found.standings
    }
    assert len(set(bars.values())) > 2


def test_worlds_need_doubt_and_outcomes() -> None:
    with pytest.raises(UnavailableError, match="nothing is in doubt in this case"):
        draw(library.load("elmira"), "worlds")
    with pytest.raises(UnavailableError, match="no goals and no dreads"):
        draw(attrs.evolve(doubted(library.load("elmira")), goals={}, dreads={}), "worlds")
