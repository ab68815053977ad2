"""Small matters of wording."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from detente.prose import MONTHS

if TYPE_CHECKING:
    from detente.case import Asks


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a number and what it counts.

    >>> counted(1, "state"), counted(1234, "state"), counted(0, "goal")
    ('1 state', '1,234 states', 'no goals')
    """
    name = thing if number == 1 else things or f"{thing}s"
    return f"{number:,} {name}" if number else f"no {name}"


def asked(asks: Asks) -> str:
    """Return in a sentence what a question asks.

    >>> from detente.case import Asks
    >>> asked(Asks("peace")), asked(Asks("peace", "the summit is held"))
    ("It asks whether 'peace' comes about.", "It asks whether 'peace' comes about with 'the summit is held'.")
    """
    lever = f" with '{asks.lever}'" if asks.lever else ""
    return f"It asks whether '{asks.goal}' comes about{lever}."


def curve(chances: Sequence[float], width: int = 24) -> str:
    """Return chances over time as a row of blocks: a dot for none, a full block for certainty.

    >>> curve([0.0, 0.05, 0.5, 1.0])
    '·▁▄█'
    """
    step = (len(chances) - 1) / (width - 1)
    places = range(len(chances)) if step <= 1 else [round(step * place) for place in range(width)]
    return "".join(_BLOCKS[math.ceil(min(1.0, chances[place] - _NOTHING) * (len(_BLOCKS) - 1))] for place in places)


_BLOCKS = "·▁▂▃▄▅▆▇█"
_NOTHING = 1e-9


def bar(share: float, width: int = 10) -> str:
    """Return a share as a bar: full only if it is 1, empty only if it is 0.

    >>> [bar(share, 4) for share in (0.0, 0.01, 0.5, 0.99, 1.0)]
    ['····', '█···', '██··', '███·', '████']
    """
    full = round(share * width)
    if 0.0 < share < 1.0:
        full = min(max(full, 1), width - 1)
    return "█" * full + "·" * (width - full)


def points(error: float) -> str:
    """Return the error of a share in hundredths; nothing if it is less than a tenth of one.

    >>> points(0.005), points(0.123), points(0.00002)
    ('±0.5', '±12', '')
    """
    hundredths = 100 * error
    if hundredths < _LEAST_POINTS:
        return ""
    return f"±{hundredths:.1f}" if hundredths < _WHOLE_POINTS else f"±{hundredths:.0f}"


_LEAST_POINTS = 0.1
_WHOLE_POINTS = 10


def short_day(when: date) -> str:
    """Return a day without its year, as short as it can be told.

    >>> short_day(date(2021, 12, 24))
    '24 Dec'
    """
    return f"{when.day} {MONTHS[when.month - 1][:3]}"
