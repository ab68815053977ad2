"""``find`` and ``explore``, and what the other commands say of a case with more states than can be listed."""

import csv
import io
import subprocess
from pathlib import Path
from typing import Any

import pytest

from detente.case import Case, to_yaml
from detente.conflict import Conflict
from detente.library import load
from detente.stability import solve
from tests.cli.running import PROGRAM, data, interrupted_after, printed, refused
from tests.large import dilemmas, ring, staircases, watchers


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the paths of case files of conflicts that are too large to list."""
    folder = tmp_path_factory.mktemp("large")
    conflicts: dict[str, Conflict] = {
        "watchers": watchers(),
        "dilemmas": dilemmas(),
        "ring": ring(),
        "forty": ring(40),
        "staircases": staircases(),
    }
    for name, conflict in conflicts.items():
        case = Case(title=name, conflict=conflict, goals={"calm": str(_first_option(conflict))})
        (folder / f"{name}.yaml").write_text(to_yaml(case), encoding="utf-8")
    return {name: str(folder / f"{name}.yaml") for name in conflicts}


def told(*arguments: str) -> str:
    """Return what the program prints, without its line breaks."""
    return " ".join(printed(*arguments).split())


def table(*arguments: str) -> list[dict[str, str]]:
    """Return the rows of the CSV that the program prints."""
    return list(csv.DictReader(io.StringIO(printed(*arguments, "--csv"))))


def _first_option(conflict: Conflict) -> str:
    variable = conflict.words.variables[0]
    return variable.name if variable.is_yes_no else f"{variable.name} = {variable.levels[0]}"


def test_one_is_found_and_told_by_decision_maker(large: dict[str, str]) -> None:
    assert "1 equilibrium in which arm0. There may be others." in told("find", large["watchers"], "--where", "arm0")
    text = printed("find", large["watchers"], "--where", "arm0")
    lines = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.startswith("D")}
    assert lines["D0"] == ["talk0,", "arm0"]
    assert lines["D1"] == ["nothing"]
    assert lines["D29"] == ["talk29,", "arm29"]
    assert "about 2^59.6 states, too many to list" in text


def test_that_there_is_none_is_proven(large: dict[str, str]) -> None:
    text = told("find", large["watchers"], "--where", "not talk7")
    assert "None, and that is proven: somebody would leave every state in which not talk7." in text
    text = told("find", large["watchers"], "--where", "arm0 and arm1")
    assert "None, and that is proven: there is no state in which arm0 and arm1." in text
    found = data("find", large["watchers"], "--where", "not talk7")
    assert (found["status"], found["complete"], found["equilibria"]) == ("none", True, [])


def test_all_are_found(large: dict[str, str]) -> None:
    found = data("find", large["watchers"], "--most", "5")
    assert (len(found["equilibria"]), found["complete"]) == (2, True)
    assert "It is proven that there are no others." in printed("find", large["watchers"], "--most", "5")


def test_what_is_found_is_what_holds() -> None:
    solution = solve(load("syria-iraq-1975").conflict, ["seq"])
    found = data("find", "syria-iraq-1975", "--concept", "seq", "--most", "10")
    codes = {solution.conflict.state(number).code for number in solution.equilibria("seq")}
    assert {each["code"] for each in found["equilibria"]} == codes
    assert found["complete"]


def test_what_stays_open_says_why(large: dict[str, str]) -> None:
    assert "The time was up" in told("find", large["ring"], "--time-limit", "0")
    nobody = "not at least 1 of (" + ", ".join(f"arm{k}" for k in range(40)) + ")"
    asked = ("find", large["forty"], "--where", nobody, "--concept")
    assert "1 state could not be decided by looking around; --limit" in told(*asked, "gmr", "--limit", "20")
    assert "Under this concept only Nash equilibria are looked for." in told(*asked, "sim")


def test_a_lever_is_pulled_first() -> None:
    lever = load("winter-2021").levers[0].name
    assert data("find", "winter-2021", "--lever", lever)["levers"] == [lever]
    assert data("explore", "winter-2021", "--lever", lever, "--limit", "3")["levers"] == [lever]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["find", "cuba-1962"], "ranks states one by one"),
        (["find", "syria-iraq-1975", "--where", "relese"], "--where: no option 'relese'"),
        (["find", "syria-iraq-1975", "--where", "release and"], "--where: cannot read the formula"),
        (["find", "syria-iraq-1975", "--concept", "nsh"], "no stability concept 'nsh'"),
        (["find", "syria-iraq-1975", "--time-limit", "nan"], "invalid value for '--time-limit': it is not 0 or more"),
        (["find", "syria-iraq-1975", "--most", "0"], "invalid value for '--most'"),
        (["explore", "syria-iraq-1975", "--concept", "sim"], "cannot be judged from a part of the states"),
        (
            ["explore", "syria-iraq-1975", "--from", "release or attack"],
            "--from: 'release or attack' does not say",
        ),
        (["explore", "syria-iraq-1975", "--from", "release = no, attack >= yes"], "does not say which state"),
        (["explore", "syria-iraq-1975", "--state", "relese"], "--state: no option 'relese'"),
        (["explore", "syria-iraq-1975", "--state", "release, escalate"], "is infeasible"),
        (["explore", "syria-iraq-1975", "--state", "release", "--where", "true"], "--state with --from or --where"),
        (["explore", "syria-iraq-1975", "--json", "--csv"], "--json and --csv at once"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: list[str], said: str) -> None:
    assert said in refused(*arguments)


def test_what_is_explored_to_the_end(large: dict[str, str]) -> None:
    text = printed("explore", large["staircases"])
    assert "Everything that legal moves reach was explored: 9 states." in text
    found = data("explore", large["staircases"])
    assert (found["reached"], found["explored"], found["complete"]) == (9, 9, True)
    assert found["equilibria"]["nash"] == [0, 2, 6, 8]
    assert [each["verdicts"]["nash"] for each in found["states"]] == ["stable"] * 4


def test_what_is_explored_in_part(large: dict[str, str]) -> None:
    asked = ("explore", large["dilemmas"], "--limit", "100", "--concept", "nash,seq")
    assert "Not everything was explored: 100 states were explored, and legal moves reach at least" in told(*asked)
    text = printed(*asked, COLUMNS="160")
    (row,) = [line.split() for line in text.splitlines() if "as at the start" in line]
    assert row[-2:] == ["·", "●"]
    rows = list(
        csv.DictReader(io.StringIO(printed("explore", large["dilemmas"], "--limit", "100", "--where", "a3", "--csv")))
    )
    assert all(row["A3.a3"] == "yes" for row in rows)
    assert {row["nash"] for row in rows} == {"unstable"}
    assert "open" in {row["smr"] for row in rows}


def test_explored_states_are_judged_as_all_are() -> None:
    conflict = load("winter-2021").conflict
    solution, found = solve(conflict, ["nash", "seq"]), data("explore", "winter-2021", "--where", "posture = attack")
    assert found["complete"]
    for each in found["states"]:
        number = conflict.space.index_of(conflict.variable_levels(each["options"])) + 1
        for concept in ("nash", "seq"):
            holds = solution.is_equilibrium(number, concept)
            assert each["verdicts"][concept] == ("stable" if holds else "unstable")


def test_where_no_state_fits(large: dict[str, str]) -> None:
    assert "No explored state fits." in printed("explore", large["staircases"], "--where", "false")
    assert "No explored state certainly holds" in told("explore", large["watchers"], "--limit", "1")


def test_another_start_and_fewer_states() -> None:
    text = printed("explore", "winter-2021", "--from", "posture = attack", "--first", "2")
    assert "posture = attack" in text
    assert ": --first " in text


def test_one_state_is_judged(large: dict[str, str]) -> None:
    found = data("explore", large["dilemmas"], "--state", "not b7", "--concept", "seq")
    (judgement,) = found["judgements"]
    assert (judgement["verdicts"]["A7"], judgement["verdicts"]["B7"], judgement["equilibrium"]) == (
        "unstable",
        "stable",
        "unstable",
    )
    text = told("explore", large["forty"], "--state", "arm1", "--concept", "nash,gmr", "--limit", "20")
    assert "Open under gmr after looking at up to 20 states; --limit sets another limit." in text
    rows = table("explore", "syria-iraq-1975", "--state", "attack")
    assert len(rows) == 5 * 2


# What the other commands say.


@pytest.mark.parametrize("command", ["states", "solve", "ask"])
def test_what_takes_all_states_says_how_many_there_are_and_what_to_do(command: str, large: dict[str, str]) -> None:
    said = refused(command, large["watchers"])
    size = 3 * 4 * 4 * 4**28 // 4  # watchers 0 and 1 cannot both arm: 12 of their 16 combinations are left
    assert f"the conflict has too many states to list: {size}, about 2^60" in said
    assert "at most 67108864" in said
    for hint in ("under 'infeasible'", "'detente find'", "'detente explore'"):
        assert hint in said


def test_the_case_can_be_shown_and_checked(large: dict[str, str]) -> None:
    assert "about 2^59.6 states, too many to list" in printed("show", large["watchers"])
    assert "The state of code 0: nothing" in printed("show", large["watchers"])
    assert "The state of code 1152921504606846975: a0, b0, a1" in told("show", large["dilemmas"])
    assert data("show", large["watchers"])["today"] == "nothing"
    text = printed("check", large["watchers"])
    assert "Sound: " in text
    assert "The states are too many to list." in text
    checked = data("check", large["watchers"])
    assert checked["sound"]
    assert checked["counts"]["states"] is None


LARGE = """\
detente: 1
title: Many
decision_makers:
  A:
    options: {%s}
    %s
%s
"""


def written(preference: str = "prefers: [o0]", more: str = "status_quo: {}") -> str:
    """Return a case of forty options."""
    return LARGE % (", ".join(f"o{k}: " for k in range(40)), preference, more)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (written("ranking: [1, 2]"), "line 6, column 5: the conflict has too many states to list: 1099511627776"),
        (written("prefers: [p0]"), "no option 'p0'"),
        (written(more="goals: {peace: p0}"), "no option 'p0'"),
        (written(more="infeasible: [o0]\nstatus_quo: {o0: yes}"), "the state 'o0' is infeasible"),
        (written(more="levers: {l: {set: {p0: yes}}}"), "no option 'p0'"),
        (written(more="status_quo: {o0: yes}\nlevers: {l: {forbid: [o0]}}"), "under the lever 'l': status quo: "),
    ],
)
def test_what_is_wrong_with_a_large_case_is_told_when_it_is_read(text: str, said: str) -> None:
    assert said in refused("check", "-", text=text)


def test_a_lever_that_takes_all_states_is_refused_only_when_it_is_pulled() -> None:
    text = written("weights: {o0: 1}", "levers: {l: {prefer: {A: [o1]}}, m: {set: {o2: yes}}}")
    assert data("check", "-", text=text)["sound"]
    assert data("find", "-", "--lever", "m", text=text)["status"] == "found"
    assert "lever 'l': the conflict has too many states to list" in refused("find", "-", "--lever", "l", text=text)


def test_with_one_decision_maker_of_forty_options_only_the_search_is_possible() -> None:
    found = data("find", "-", text=written())
    assert found["equilibria"][0]["options"]["A.o0"] is not None
    said = refused("explore", "-", text=written())
    assert "decision maker 'A' can combine its options in 1099511627776 ways; allowed: at most 1048576" in said


def test_an_interruption_is_heard_while_searching(large: dict[str, str]) -> None:
    nobody = "not at least 1 of (" + ", ".join(f"arm{k}" for k in range(60)) + ")"
    command: list[Any] = [*PROGRAM, "find", large["ring"], "--where", nobody, "--concept", "gmr"]
    # How soon it comes to searching, and how long that takes, depends on the machine.
    endings = (interrupted_after(delay, command) for delay in (1, 2, 3, 4, 6, 10, 20))
    assert (130, "detente: interrupted\n") in endings


def test_no_solver_is_imported_by_small_commands(tmp_path: Path) -> None:
    code = "import sys, detente.cli.app; detente.cli.app.program(); print(*sys.modules)"
    modules = subprocess.run(
        [PROGRAM[0], "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    ).stdout.split()
    assert "detente.stability.finding" in modules
    assert not any(module.startswith("ortools") for module in modules)
