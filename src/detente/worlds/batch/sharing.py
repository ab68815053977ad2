"""Share work out over threads, piece by piece, so that it can be told how far it is and be interrupted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event

Piece = tuple[int, int]
"""From which world up to which."""


def pieces(count: int, width: int) -> list[Piece]:
    """Cut so many worlds into pieces.

    >>> pieces(5, 2)
    [(0, 2), (2, 4), (4, 5)]
    """
    return [(first, min(first + width, count)) for first in range(0, count, width)]


def share(
    work: Callable[[int, int, Event], None], pieces: Sequence[Piece], workers: int, told: Callable[[int], None]
) -> None:
    """Do all pieces of work.

    Args:
        work: Does the piece from one world up to another, leaving off if the event is set; pieces write to different
            places.
        pieces: The pieces.
        workers: How many threads share them.
        told: Called with the number of worlds of each piece when it is done, from the calling thread.
    """
    stopped = Event()
    if workers == 1 or len(pieces) == 1:
        for first, end in pieces:
            work(first, end, stopped)
            told(end - first)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting = {pool.submit(work, first, end, stopped): end - first for first, end in pieces}
        try:
            for done in as_completed(waiting):
                done.result()
                told(waiting[done])
        finally:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
