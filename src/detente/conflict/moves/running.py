"""Run a kernel as it is, or compiled.

A process starts with plain Python loops on lists: nothing is imported and nothing compiled, so that a small case is
answered at once. Work that is large, or that has added up to as much time as loading the compiler takes, runs
compiled by Numba; what it compiles is kept on disk for the next run. Both ways give the same numbers.
"""

from __future__ import annotations

import functools
import itertools
import os
import pickle
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGE = 20_000
"""From this many inner steps on, a single call is worth compiling for."""

CACHE = "DETENTE_CACHE"
"""The variable in the environment that names another folder for compiled code."""

PATIENCE = 1_000_000
"""The inner steps that plain loops may take in one process before everything runs compiled."""

Kernel = Callable[..., None]
Argument = NDArray[Any] | np.generic | int
Out = NDArray[Any] | tuple[NDArray[Any], ...]
"""What a kernel writes into: its last argument, or its last ones."""

_PIECES = 4
"""Large work is cut into so many pieces for each thread, so that none waits long for another."""


class _Pace:
    """How much work this process has done in plain loops."""

    def __init__(self) -> None:
        self.steps = 0

    def is_small(self, work: int) -> bool:
        """Say whether work should run in plain loops, and count it if so."""
        if work >= LARGE or self.steps >= PATIENCE:
            return False
        self.steps += work
        return True


PACE = _Pace()


def run(kernel: Kernel, work: int, *arguments: Argument, out: Out) -> None:
    """Call a kernel.

    Args:
        kernel: One of the loops in a ``kernels`` module.
        work: About how many inner steps it will take; handing plain loops their arrays counts as well.
        arguments: What it reads: arrays and numbers.
        out: What it writes into.
    """
    handed = sum(each.size for each in arguments if isinstance(each, np.ndarray))
    outs = out if isinstance(out, tuple) else (out,)
    if PACE.is_small(max(work, handed)):
        _run_plain(kernel, *arguments, outs=outs)
    else:
        compiled(kernel)(*arguments, *outs)


def run_over_groups(kernel: Kernel, work: int, starts: NDArray[Any], *arguments: Argument, out: NDArray[Any]) -> None:
    """Call a kernel that takes groups one by one, sharing them out over threads if there is much to do.

    Args:
        kernel: A kernel whose first argument says where each group begins; groups write to different places.
        work: About how many inner steps it will take.
        starts: Where each group begins, and last where all end.
        arguments: What else it reads.
        out: The array it writes into.
    """
    shares = _shares(work, len(starts) - 1)
    if len(shares) == 1:
        run(kernel, work, starts, *arguments, out=out)
    else:
        _share(kernel, [(starts[first : end + 1], *arguments, out) for first, end in shares])


def run_over_tiles(kernel: Kernel, work: int, tiles: int, *arguments: Argument, out: tuple[NDArray[Any], ...]) -> None:
    """Call a kernel that takes tiles one by one, sharing them out over threads if there is much to do.

    Args:
        kernel: A kernel whose first arguments are the first tile it takes, and the one before which it stops.
        work: About how many inner steps it will take.
        tiles: How many tiles there are.
        arguments: What else it reads.
        out: The arrays it writes into.
    """
    shares = _shares(work, tiles)
    if len(shares) == 1:
        run(kernel, work, 0, tiles, *arguments, out=out)
    else:
        _share(kernel, [(first, end, *arguments, *out) for first, end in shares])


def _shares(work: int, count: int) -> list[tuple[int, int]]:
    """Cut so many groups or tiles into shares: from the first of each up to the one before which it ends."""
    pieces = _PIECES * THREADS.count if THREADS.count > 1 else 1
    shares = max(1, min(pieces, work // max(LARGE, 1)))
    return list(itertools.pairwise(count * place // shares for place in range(shares + 1)))


def _share(kernel: Kernel, calls: Sequence[tuple[Argument, ...]]) -> None:
    """Make several calls of a kernel on several threads; it is compiled, or found compiled, before they begin."""
    ready = compiled(kernel)
    list(THREADS.pool.map(lambda arguments: ready(*arguments), calls))


class _Threads:
    """The threads that large work is shared out over: as many as the process may use processors, unless set."""

    def __init__(self) -> None:
        self.count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    @functools.cached_property
    def pool(self) -> ThreadPoolExecutor:
        """The threads, started when they are first needed."""
        return ThreadPoolExecutor(self.count)


THREADS = _Threads()


def use_threads(count: int) -> None:
    """Share large work out over so many threads from now on."""
    THREADS.count = count
    vars(THREADS).pop("pool", None)


_COMPILING = threading.Lock()
"""Held while a kernel is handed to Numba, whose setting of where to keep it is one for the whole process."""


@functools.cache
def compiled(kernel: Kernel) -> Kernel:
    """Return the kernel compiled by Numba, from the cache on disk where there is one that can be used."""
    with _COMPILING:
        return _compiled(kernel)


def _compiled(kernel: Kernel) -> Kernel:
    import numba

    jit: Callable[..., Callable[[Kernel], Kernel]] = functools.partial(numba.njit, nogil=True)
    folder = cache_folder()
    if folder is None:
        return jit()(kernel)
    settings: Any = numba.config
    usual, settings.CACHE_DIR = settings.CACHE_DIR, str(folder)
    try:
        kept = jit(cache=True)(kernel)
    except RuntimeError:  # Numba finds no folder that it can write
        return jit()(kernel)
    finally:
        settings.CACHE_DIR = usual
    return _forgiving(kept, jit()(kernel))


def _forgiving(kept: Kernel, fresh: Kernel) -> Kernel:
    """Run what is kept on disk; if that cannot be read or written, compile for this process only."""
    usable = [True]

    def call(*arguments: Argument) -> None:
        if usable[0]:
            try:
                kept(*arguments)
            except _UNUSABLE:
                usable[0] = False
            else:
                return
        fresh(*arguments)

    return call


_UNUSABLE = (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError, TypeError, IndexError)
"""What a damaged cache raises when it is read: before the kernel has run."""


@functools.cache
def cache_folder() -> Path | None:
    """Return the folder in which compiled code is kept, or ``None`` if there is none that is ours alone to write.

    What is kept there is run. So a folder that belongs to somebody else, or that others can write, is not used.
    """
    from platformdirs import user_cache_path

    given = os.environ.get(CACHE)
    folder = (Path(given) if given else user_cache_path("detente", appauthor=False) / "compiled").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.stat()
    except OSError:
        return None
    ours = not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
    return folder if ours and os.access(folder, os.W_OK | os.X_OK) else None


def _run_plain(kernel: Kernel, *arguments: Argument, outs: tuple[NDArray[Any], ...]) -> None:
    results = [out.tolist() for out in outs]
    kernel(*map(_plain, arguments), *results)
    for out, result in zip(outs, results, strict=True):
        out[...] = result


def _plain(argument: Argument) -> object:
    """Return an array as a list and a NumPy number as a Python one: plain loops run several times faster on them."""
    return argument.tolist() if isinstance(argument, np.ndarray | np.generic) else argument
