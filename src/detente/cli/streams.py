"""Make the standard streams bear whatever is written to them."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
import unicodedata
from typing import TextIO

_SIGNS = dict(
    zip("●◐◔○◌·→─—…±", ["*", "+", "~", "o", ".", ".", ">", "-", "-", "...", "+-"], strict=True)
) | dict.fromkeys("“”", '"')
_SIGNS |= dict(zip("▁▂▃▄▅▆▇█", "_-~=+*%#", strict=True))
"""What stands for a sign where a terminal cannot show it."""

_HANDLER = "detente.plainer"


class _Closed(io.StringIO):
    """Takes nothing."""

    def write(self, _text: str, /) -> int:
        raise OSError(errno.EBADF, "standard output is closed")


def make_tolerant() -> None:
    """Let the standard streams write a plainer sign for one that they cannot show, instead of failing."""
    codecs.register_error(_HANDLER, _plainer)
    sys.stdout = _tolerant(sys.stdout, _Closed())
    sys.stderr = _tolerant(sys.stderr, io.StringIO())


def abandon(stream: TextIO) -> None:
    """Give a stream up, so that nothing fails when what is left in it is written at exit."""
    with contextlib.suppress(OSError, ValueError), open(os.devnull, "wb") as nothing:  # noqa: PTH123 - not a real path
        os.dup2(nothing.fileno(), stream.fileno())


def _tolerant(stream: TextIO | None, otherwise: TextIO) -> TextIO:
    if stream is None:  # closed by whoever started us
        return otherwise
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=_HANDLER)
    return stream


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Return what to write for signs that an encoding does not have, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain_sign, error.object[error.start : error.end])), error.end


def _plain_sign(sign: str) -> str:
    """Return a sign in ASCII.

    >>> _plain_sign("●"), _plain_sign("é"), _plain_sign("語")
    ('*', 'e', '?')
    """
    letters = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return _SIGNS.get(sign) or letters or "?"
