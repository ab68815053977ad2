"""How long it takes to copy arrays into new memory: the yardstick of what a solver takes.

New memory is a mapping that the operating system has just handed out and nobody has touched. Every page of it is a
fault when it is first written: the system finds a page, clears it, and only then the copy goes on. What that costs
depends on the size of pages. *Ordinary* pages, 4 kB on most machines, are what a program gets that asks for nothing.
*Large* ones, 2 MB, come where a program asks for them (``madvise``) and the system allows it ("transparent huge
pages"), as NumPy asks for arrays of 4 MB and more; then there are five hundred times fewer faults.

A copy over memory that was written before pays for neither, and is no copy into new memory.
"""

from __future__ import annotations

import mmap
import resource
import statistics
import time
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

_TIMES = 3


@attrs.frozen
class Copy:
    """One copy.

    Attributes:
        seconds: How long it took.
        faults: For how many pages the operating system had to be asked.
    """

    seconds: float
    faults: int


def copying(arrays: Sequence[NDArray[Any]], *, large_pages: bool) -> float:
    """Return how many seconds it takes to copy arrays into new memory: the median of a few times, each time new."""
    return statistics.median(copied(arrays, large_pages=large_pages).seconds for _ in range(_TIMES))


def copied(arrays: Sequence[NDArray[Any]], *, large_pages: bool) -> Copy:
    """Copy arrays into new memory once."""
    memory = mmap.mmap(-1, sum(each.nbytes for each in arrays), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    advice = getattr(mmap, "MADV_HUGEPAGE" if large_pages else "MADV_NOHUGEPAGE", None)
    if advice is not None:
        memory.madvise(advice)
    begun, faults, end = time.perf_counter(), _faults(), 0
    for each in arrays:
        place = np.frombuffer(memory, each.dtype, each.size, end).reshape(each.shape)
        np.copyto(place, each)
        end += each.nbytes
    return Copy(time.perf_counter() - begun, _faults() - faults)


def _faults() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
