"""Where compiled code is kept, and what becomes of it when the place is no good."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente.conflict.moves.running import CACHE, THREADS, cache_folder, use_threads

LARGE_RUN = """
import numpy as np
from detente.conflict import Conflict, DecisionMaker, Statements
from detente.conflict.moves import running
from detente.stability import solve
running.LARGE = running.PATIENCE = 0
names = [DecisionMaker("A", ["a", "b"], Statements(["a iff c", "b"])), DecisionMaker("B", ["c"], Statements(["not a"]))]
print(running.cache_folder())
print(solve(Conflict(names), ["nash", "seq"]).equilibria("nash"))
"""


def run_with_cache(folder: Path) -> list[str]:
    """Solve with everything compiled, in a process of its own, and return the folder used and the result."""
    done = subprocess.run(
        [sys.executable, "-c", LARGE_RUN],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {CACHE: str(folder)},
    )
    return done.stdout.splitlines()


def test_compiled_code_is_kept_where_it_is_said_and_a_damaged_one_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    assert run_with_cache(folder) == [str(folder), "(3, 8)"]
    kept = sorted(folder.rglob("*.nb?"))
    assert kept
    for file in kept:
        file.write_bytes(b"damaged")
    assert run_with_cache(folder) == [str(folder), "(3, 8)"]


@pytest.mark.parametrize("kind", ["a file", "for everybody to write", "of another user"])
def test_a_place_that_is_no_good_is_not_used(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kept"
    if kind == "a file":
        folder.write_text("")
    else:
        folder.mkdir()
    if kind == "for everybody to write":
        folder.chmod(0o777)
    if kind == "of another user":
        monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    monkeypatch.setenv(CACHE, str(folder))
    cache_folder.cache_clear()
    try:
        assert cache_folder() is None
    finally:
        cache_folder.cache_clear()


def test_the_number_of_threads_can_be_set() -> None:
    usual = THREADS.count
    use_threads(3)
    assert THREADS.pool.submit(int, "7").result() == 7
    assert THREADS.count == 3
    use_threads(usual)
