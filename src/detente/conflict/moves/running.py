"""Run a kernel as it is, or compiled.

Small work runs as plain Python on lists: nothing is imported and nothing compiled, so that a small case is
answered at once. Large work runs compiled by Numba, which is imported only then; what it compiles is kept on disk
for the next run.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

SMALL = 4_000
"""The most inner steps that run as plain Python; more are worth compiling."""

Kernel = Callable[..., None]
Argument = NDArray[Any] | np.generic | int


def run(kernel: Kernel, work: int, *arguments: Argument, out: NDArray[Any]) -> None:
    """Call a kernel.

    Args:
        kernel: One of the loops in a ``kernels`` module.
        work: About how many inner steps it will take.
        arguments: What it reads: arrays and numbers.
        out: The array it writes into.
    """
    if work <= SMALL:
        _run_plain(kernel, *arguments, out=out)
    else:
        compiled(kernel)(*arguments, out)


@functools.cache
def compiled(kernel: Kernel) -> Kernel:
    """Return the kernel compiled by Numba."""
    import numba

    jit: Callable[[Kernel], Kernel] = numba.njit(cache=True, nogil=True)
    return jit(kernel)


def _run_plain(kernel: Kernel, *arguments: Argument, out: NDArray[Any]) -> None:
    result = out.tolist()
    kernel(*map(_plain, arguments), result)
    out[:] = result


def _plain(argument: Argument) -> object:
    """Return an array as a list and a NumPy number as a Python one: plain loops run several times faster on them."""
    return argument.tolist() if isinstance(argument, np.ndarray | np.generic) else argument
