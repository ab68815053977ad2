"""Read a named pipe, such as a shell makes for ``detente check <(…)``, without waiting for a writer that never comes.

Opening a pipe to read it waits until somebody opens it to write. Here it is opened at once and looked at until there
is a writer; whoever has come may then take as long as it takes.
"""

from __future__ import annotations

import os
import select
import time
from pathlib import Path

PATIENCE = 5.0
"""Seconds that are waited for a writer."""

_BETWEEN = 0.05
_AT_FIRST = 2**10


def read_pipe(path: Path, most: int) -> bytes | None:
    """Return what is written into a pipe, up to so many bytes; ``None`` if nobody comes to write.

    Raises:
        OSError: If it cannot be read.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as pipe:
        begun = _begun(handle)
        if begun is None:
            return None
        os.set_blocking(handle, True)
        return begun + pipe.read(most - len(begun))


def _begun(handle: int) -> bytes | None:
    """Wait for a writer, and return what it has written so far; ``None`` if none comes."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ready, _, _ = select.select([handle], [], [], _BETWEEN)
        try:
            found = os.read(handle, _AT_FIRST)
        except BlockingIOError:  # somebody is there and has written nothing yet
            return b""
        if ready or found:
            return found
    return None
