"""Say on a terminal what is going on while it takes long."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 1.0
"""Seconds before anything is said."""


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Show a spinner on standard error while the block runs, if that is a terminal and it takes over a second.

    Yields:
        A function that changes what is said.
    """
    if not sys.stderr.isatty():
        yield lambda _said: None
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal

    status = Console(stderr=True).status(f"{what} …")
    patience = threading.Timer(_PATIENCE, status.start)
    patience.daemon = True
    patience.start()
    try:
        yield lambda said: status.update(f"{what}: {said} …")
    finally:
        patience.cancel()
        patience.join()
        status.stop()
