"""How pictures look: colours that the colour-blind tell apart, sizes, and the settings of text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#AA3377", "#8C6D00", "#3A3A3A", "#4477AA", "#994455")
"""The colours of the decision makers, in listing order, again from the first where there are more."""

INK, FAINT, PAPER = "#222222", "#8A8A8A", "white"

TEXT, SMALL, TITLE = 8.5, 7.0, 11.0
"""Sizes of text in points."""

LINE = 0.185
"""The height of a line of text in inches."""

_SETTINGS = {
    "font.family": "DejaVu Sans",
    "svg.fonttype": "none",
    "svg.hashsalt": "detente",
    "pdf.fonttype": 42,
    "text.usetex": False,
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "path.simplify": False,
    "path.snap": False,
}


def colour_of(place: int) -> str:
    """Return the colour of a decision maker by its place in the listing, from 0."""
    return COLOURS[place % len(COLOURS)]


@contextmanager
def settings() -> Iterator[None]:
    """Draw or write inside with settings of our own: the same picture whatever a user's Matplotlib is set to."""
    import matplotlib as mpl

    every: Any = dict(mpl.rcParamsDefault) | _SETTINGS | {"backend": "agg"}
    with mpl.rc_context(every):
        yield
