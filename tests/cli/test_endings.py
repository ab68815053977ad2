"""How a run ends: its exit status, and what it says; never a traceback."""

import errno
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from detente import library
from detente.cli import cases as command
from detente.cli.app import COMMANDS
from tests.cli.running import PROGRAM, interrupted_after, printed, process, refused, run


def test_done() -> None:
    assert run("--version").stdout.startswith("détente ")
    assert printed("--help").startswith("Usage: detente ")
    assert printed() == printed("--help")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["slove", "elmira"], "no such command 'slove'; did you mean 'solve'?"),
        (["solve", "elmira", "--jsn"], "no option '--jsn'; did you mean '--json'?; 'detente solve --help' says more"),
        (["solve", "elmira", "--zzzzzz"], "no option '--zzzzzz'; 'detente solve --help' says more"),
        (["solve"], "missing argument 'CASE'"),
        (["solve", "elmira", "garrison"], "garrison"),
        (
            ["solve", "elmira", "--first"],
            "option '--first' requires an argument; 'detente solve --help' says more",
        ),
        (["solve", "elmira", "--first", "x"], "invalid value for '--first': it is no whole number; "),
        (["solve", "elmira", "--first", "0"], "invalid value for '--first': it is not 1 or more; "),
        (["solve", "elmria"], "no case 'elmria' in the library, and no such file"),
        (["solve", "elmria"], "did you mean 'elmira'?"),
        (["solve", "missing.yaml"], "missing.yaml: there is no such file"),
        (["solve", "."], "this is a folder"),
        (["solve", ""], "detente: no file is named; allowed: the path of a case file"),
        (["solve", "elmira", "--concept", ""], "--concept: no concept is named; allowed: one of: nash, gmr"),
        (["ask", "elmira", "--concept", ","], "--concept: no concept is named"),
        (["solve", "elmira", "--mixed", " "], "--mixed: cannot read ' '"),
        (["solve", "-"], "the file is empty"),
        (["solve", "\udcff"], "no such file"),
    ],
)
def test_bad_input(arguments: list[str], said: str) -> None:
    assert said in refused(*arguments)


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> NoReturn:
        raise error

    monkeypatch.setattr(command, "describe", failing)


def test_a_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(ZeroDivisionError("by\nzero"), monkeypatch)
    (line,) = refused("cases", status=1).splitlines()
    assert "please report it: ZeroDivisionError: by zero" in line
    assert "--debug" in line


@pytest.mark.parametrize(("arguments", "debug"), [(["--debug", "cases"], None), (["cases"], "1")])
def test_a_fault_of_the_program_with_its_traceback(
    arguments: list[str], debug: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(ZeroDivisionError(), monkeypatch)
    result = run(*arguments, DETENTE_DEBUG=debug)
    assert result.exit_code == 1
    assert "Traceback (most recent call last)" in result.stderr


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (MemoryError(), 1, "there is not enough memory for this"),
        (RecursionError("deep"), 1, "RecursionError"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "cannot read or write: No space left on device"),
        (PermissionError(errno.EACCES, "Permission denied", "x.yaml"), 2, "cannot read or write 'x.yaml'"),
    ],
)
def test_other_endings(error: BaseException, status: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(error, monkeypatch)
    (line,) = refused("cases", status=status).splitlines()
    assert said in line


def test_very_many_problems_are_cut_short() -> None:
    wishes = ", ".join(f"x{number}" for number in range(150))
    case = f"detente: 1\ntitle: T\ndecision_makers: {{A: {{options: {{y: }}, prefers: [{wishes}]}}}}\n"
    lines = refused("check", "-", text=case).splitlines()
    assert lines[0] == "detente: 150 problems:"
    assert len(lines) == 102
    assert lines[-1] == "detente: … and 50 more problems"


def test_signs_that_would_steer_a_terminal_never_reach_it() -> None:
    assert "a�[31mb" in refused("solve", "a\x1b[31mb")
    case = 'detente: 1\ntitle: "a\\e[31mb"\ndecision_makers: {A: {options: {y: }}}\n'
    assert "line 2, column 8: the character U+001B in a text" in refused("solve", "-", text=case)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_refuses_an_unknown_option(name: str) -> None:
    assert "no option '--nonesuch'" in refused(name, "--nonesuch")


# As a process of its own, as a shell runs it.


def test_a_process_ends_with_its_status() -> None:
    assert process("--version").returncode == 0
    bad = process("solve", "nonesuch")
    assert (bad.returncode, bad.stdout) == (2, b"")
    assert b"Traceback" not in bad.stderr


def test_a_case_on_standard_input() -> None:
    piped = process("solve", "-", "--json", given=library.text("elmira").encode())
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert b'"nash": [5, 8, 9]' in piped.stdout


@pytest.mark.parametrize("arguments", [["states", "winter-2021", "--csv"], ["show", "winter-2021"]])
def test_a_reader_that_leaves_early_is_no_fault(arguments: list[str]) -> None:
    left = process(*arguments, behind="| head -1")
    assert (left.returncode, left.stderr) == (0, b"")
    assert left.stdout.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_output_that_is_full() -> None:
    full = process("cases", behind="> /dev/full")
    assert full.returncode == 1
    assert full.stderr.decode().splitlines() == ["detente: cannot read or write: No space left on device"]


def test_an_output_that_is_closed() -> None:
    closed = process("cases", behind=">&-")
    assert (closed.returncode, closed.stderr) == (1, b"detente: cannot read or write: standard output is closed\n")


def test_an_output_that_is_closed_and_not_needed(tmp_path: Path) -> None:
    closed = process("convert", "elmira", tmp_path / "elmira.yaml", behind=">&-")
    assert (closed.returncode, closed.stderr) == (0, b"")


def test_an_input_that_is_closed() -> None:
    closed = process("solve", "-", behind="<&-")
    assert (closed.returncode, closed.stdout) == (2, b"")
    assert closed.stderr == b"detente: -: standard input is closed; allowed: a case file\n"


def test_a_case_out_of_another_command() -> None:
    piped = process("solve", "--json", behind=f"<(sleep 0.3; {shlex.join(PROGRAM)} convert elmira - --to yaml)")
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert b'"nash": [5, 8, 9]' in piped.stdout


@pytest.mark.parametrize("name", ["a" * 5_000, "a" * 5_000 + ".yaml", "é" * 5_000])
def test_very_long_words_are_told_with_their_middle_left_out(name: str) -> None:
    for arguments in (["solve", name], ["convert", "elmira", name], [name], ["solve", "elmira", "--concept", name]):
        said = refused(*arguments)
        assert name[:50] in said
        assert len(said) < 600


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LANG": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_any_language_will_do(environment: dict[str, str]) -> None:
    for arguments in (["ask", "elmira"], ["--version"]):
        done = process(*arguments, environment=environment)
        assert (done.returncode, done.stderr) == (0, b""), arguments


def test_signs_that_a_terminal_lacks_are_replaced() -> None:
    plain = process("solve", "elmira", environment={"PYTHONIOENCODING": "latin-1"}).stdout.decode("ascii", "replace")
    (line,) = [line for line in plain.splitlines() if line.startswith("  5")]
    assert line.split()[-5:] == ["*"] * 5


def test_json_keeps_every_sign_where_the_encoding_lacks_it() -> None:
    case = "detente: 1\ntitle: 協定 é\ndecision_makers: {A: {options: {y: }}}\n".encode()
    utf, ascii_ = (
        process("solve", "-", "--json", given=case, environment={"PYTHONIOENCODING": name}).stdout.decode(name)
        for name in ("utf-8", "ascii")
    )
    assert "協定 é" in utf
    assert r"\u5354\u5b9a \u00e9" in ascii_


def test_no_colour_in_a_pipe_and_some_where_it_is_forced() -> None:
    assert b"\x1b" not in process("solve", "elmira").stdout
    assert b"\x1b[" in process("solve", "elmira", environment={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b" not in process("solve", "elmira", environment={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert b"\x1b" not in process("solve", "elmira", "--json", environment={"FORCE_COLOR": "1"}).stdout


def test_an_interruption_ends_quietly() -> None:
    # How soon it comes to reading depends on the machine.
    endings = (interrupted_after(delay, [*PROGRAM, "solve", "-"]) for delay in (2, 6, 20))
    assert (130, "detente: interrupted\n") in endings


def test_what_is_told_to_terminate_ends_as_on_an_interruption() -> None:
    endings = (interrupted_after(delay, [*PROGRAM, "solve", "-"], signal.SIGTERM) for delay in (2, 6, 20))
    assert (143, "") in endings


def test_what_an_interruption_became_inside_an_import_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    error = ImportError("initialization failed")
    error.__cause__ = KeyboardInterrupt()
    fail_with(error, monkeypatch)
    assert refused("cases", status=130) == "detente: interrupted\n"


def test_a_command_waits_for_no_other() -> None:
    code = (
        "import sys; from detente.cli.app import named_in, program; program(named_in(['states'])); print(*sys.modules)"
    )
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "detente.cli.states" in modules
    assert {"detente.answer", "detente.requiring", "detente.seeking", "detente.cli.solve"}.isdisjoint(modules)


def test_what_a_small_case_needs_is_all_that_is_imported() -> None:
    code = "import sys, detente.cli.app; detente.cli.app.program(); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"pandas", "numba", "matplotlib", "scipy", "http.server", "asyncio"}.isdisjoint(modules)
