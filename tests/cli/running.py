"""Run the program: inside this process, or as a user's shell does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from detente.cli.app import program

PROGRAM = [sys.executable, "-c", "from detente.cli.main import main; main()"]

_PROGRAM = program()

PLAIN: dict[str, str | None] = {"COLUMNS": "80", "NO_COLOR": None, "FORCE_COLOR": None, "DETENTE_DEBUG": None}


def run(*arguments: str, text: str = "", **environment: str | None) -> Result:
    """Run the program here, in 80 columns unless told otherwise."""
    return CliRunner().invoke(_PROGRAM, arguments, input=text, env=PLAIN | environment)


def printed(*arguments: str, text: str = "", **environment: str | None) -> str:
    """Return what the program prints; it must succeed and complain of nothing."""
    result = run(*arguments, text=text, **environment)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return result.stdout


def data(*arguments: str, text: str = "") -> Any:
    """Return the JSON that the program prints."""
    return json.loads(printed(*arguments, "--json", text=text))


def refused(*arguments: str, text: str = "", status: int = 2) -> str:
    """Return what the program complains of; it must print nothing else and show no traceback."""
    result = run(*arguments, text=text)
    assert (result.exit_code, result.stdout) == (status, "")
    assert "Traceback" not in result.stderr
    assert all(line.startswith("detente: ") for line in result.stderr.splitlines())
    return result.stderr


def process(
    *arguments: str | Path, given: bytes = b"", environment: Mapping[str, str] | None = None, behind: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own; ``behind`` is what a shell has behind the command."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "PYTHONPATH") if key in os.environ}
    command: Sequence[str | Path] = [*PROGRAM, *arguments]
    if behind:
        command = ["bash", "-c", f'set -o pipefail; "$@" {behind}', "bash", *command]
    return subprocess.run(
        command, input=given, capture_output=True, check=False, timeout=120, env=kept | dict(environment or {})
    )


def interrupted_after(seconds: float, command: Sequence[str], by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
    """Run a command that waits for its input, interrupt it after a while, and return its status and complaints."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe) as running:
        time.sleep(seconds)
        running.send_signal(by)
        assert running.stderr
        said = running.stderr.read().decode()
        return running.wait(60), said
