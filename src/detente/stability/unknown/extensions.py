"""The table of extensions: what one does who does not know what it prefers.

Li, Hipel, Kilgour & Fang (2004) extend each concept in four ways. They differ in two things: whether a decision maker
is tempted by a move to a state of which it is unknown whether it likes it better, and whether it is deterred by such a
state.

>>> [(each.key, each.tempted, each.deterred) for each in EXTENSIONS.values()]
[('a', True, False), ('b', False, False), ('c', True, True), ('d', False, True)]
"""

from __future__ import annotations

import attrs

from detente.errors import UnknownNameError, unknown


@attrs.frozen
class Extension:
    """How unknown preference is dealt with.

    Attributes:
        key: Its letter.
        tempted: Whether unknown moves tempt, as improvements do.
        deterred: Whether what is unknown against the state that was left deters, as what is liked no better does.
        says: The same in words, to follow the name of a decision maker.
    """

    key: str
    tempted: bool
    deterred: bool
    says: str


_BOLD, _TIMID = "moves to what may be better", "moves only to what is surely better"
_FEARLESS, _FEARFUL = "is deterred only by what is surely no better", "is deterred by what may be no better"

EXTENSIONS = {
    each.key: each
    for each in (
        Extension("a", tempted=True, deterred=False, says=f"{_BOLD}, and {_FEARLESS}"),
        Extension("b", tempted=False, deterred=False, says=f"{_TIMID}, and {_FEARLESS}"),
        Extension("c", tempted=True, deterred=True, says=f"{_BOLD}, and {_FEARFUL}"),
        Extension("d", tempted=False, deterred=True, says=f"{_TIMID}, and {_FEARFUL}"),
    )
}
"""Every extension by its letter."""

DEFAULT = "a"
"""The extension that is meant unless another is named: what is stable under it is stable under all four."""


def extension_named(key: str) -> Extension:
    """Return the extension of that letter.

    Raises:
        UnknownNameError: If there is none.
    """
    if key not in EXTENSIONS:
        raise UnknownNameError(unknown("extension", key, EXTENSIONS))
    return EXTENSIONS[key]
