"""Where text is written to: how wide it is, and whether it shows colour."""

from __future__ import annotations

import os
import shutil
from typing import TextIO

import attrs

NARROWEST = 40
"""The fewest columns that anything is laid out for."""

WIDEST = 1_000
"""The most columns that anything is laid out for."""

WIDE = 160
"""The columns of a text that is not written to a terminal."""

_LONGEST_WIDTH = 9


@attrs.frozen
class Surface:
    """What a text is laid out for.

    Attributes:
        width: Its columns.
        colour: Whether it shows colours.
        unicode: Whether it shows every sign.
    """

    width: int = WIDE
    colour: bool = False
    unicode: bool = True

    @classmethod
    def of(cls, stream: TextIO) -> Surface:
        """Find out about a stream. ``COLUMNS``, ``NO_COLOR``, ``FORCE_COLOR`` and ``TERM`` in the environment count."""
        encoding = (stream.encoding or "").lower().replace("-", "")
        return cls(_width(stream), _shows_colour(stream), encoding.startswith("utf"))


def _width(stream: TextIO) -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and given.strip("0"):
        width = int(given) if len(given) <= _LONGEST_WIDTH else WIDEST
    else:
        width = shutil.get_terminal_size().columns if stream.isatty() else WIDE
    return min(max(width, NARROWEST), WIDEST)


def _shows_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
