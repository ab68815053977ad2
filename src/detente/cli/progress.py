"""Say on a terminal what is going on while it takes long."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from detente.report import Surface

_PATIENCE = 1.0
"""Seconds before anything is said."""


class Tell(Protocol):
    """Say what is going on, and how much of the work is done, from 0 to 1, if that is known."""

    def __call__(self, said: str, done: float = 0.0, /) -> None:
        """Say it."""


@contextmanager
def working(what: str) -> Iterator[Tell]:
    """Show a spinner on standard error while the block runs, if it takes over a second.

    Only on a terminal, and not where colour is unwanted: a spinner steers the terminal as colour does.

    Yields:
        A function that changes what is said.
    """
    if not (sys.stderr.isatty() and Surface.of(sys.stderr).colour):
        yield lambda _said, _done=0.0: None
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal

    status = Console(stderr=True).status(f"{what} …")
    patience = threading.Timer(_PATIENCE, status.start)
    patience.daemon = True
    patience.start()
    begun = time.monotonic()
    try:
        yield lambda said, done=0.0: status.update(f"{what}: {said} …{_left(begun, done)}")
    finally:
        patience.cancel()
        patience.join()
        status.stop()


def _left(begun: float, done: float) -> str:
    """Say how much is done and how long the rest may take, once that can be said.

    >>> _left(time.monotonic() - 30, 0.75), _left(time.monotonic(), 0.0)
    (' 75 %, about 10 s left', '')
    """
    if not _KNOWN < done < 1:
        return ""
    left = (time.monotonic() - begun) * (1 - done) / done
    return f" {done:.0%}, about {left:.0f} s left".replace("%", " %")


_KNOWN = 0.05
"""The part that must be done before an estimate means anything."""
