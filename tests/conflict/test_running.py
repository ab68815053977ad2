"""Where compiled code is kept, and what becomes of it when the place is no good."""

import contextlib
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numba
import pytest

from detente.conflict.moves.running import CACHE, THREADS, Kernel, cache_folder, compiled, use_threads

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


def test_the_place_does_not_move_with_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(CACHE, "kept")
    cache_folder.cache_clear()
    try:
        assert cache_folder() == tmp_path / "kept"
    finally:
        cache_folder.cache_clear()


def test_kernels_are_handed_to_the_compiler_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where compiled code is kept is one setting for all: two at once would undo it under each other's feet."""
    settings: Any = numba.config
    usual, meeting, places = settings.CACHE_DIR, threading.Barrier(2), []

    def meet(kernel: Kernel) -> Kernel:
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=0.3)
        places.append(settings.CACHE_DIR)
        return kernel

    monkeypatch.setattr(numba, "njit", lambda **_settings: meet)
    kernels: list[Kernel] = [lambda *_arguments: None, lambda *_arguments: None]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(compiled, kernels))
    assert meeting.broken
    assert places[0] == places[2] == str(cache_folder())
    assert usual == settings.CACHE_DIR


def test_the_number_of_threads_can_be_set() -> None:
    usual = THREADS.count
    use_threads(3)
    assert THREADS.pool.submit(int, "7").result() == 7
    assert THREADS.count == 3
    use_threads(usual)
