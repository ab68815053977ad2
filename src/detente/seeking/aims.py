"""What may be asked of a goal, under one concept: each aim is a row.

Let E be the equilibria under the concept, G those of them in which the goal holds, and T the states that improvements
unsanctioned under the concept lead to from the status quo, which counts too. An aim is met if

    exists:   G ≠ ∅
    reached:  G ∩ T ≠ ∅
    only:     G ∩ T ≠ ∅ and E ∩ T ⊆ G

so that each follows from the one below it. In the words of :mod:`detente.evolution.standing`, the goal then stands as
``cut off`` or stronger, as ``led to`` or stronger, and as ``certain``.

>>> AIMS["reached"].met(Standing.DETERRED), AIMS["reached"].met(Standing.CERTAIN)
(False, True)
"""

from __future__ import annotations

import attrs

from detente.errors import UnknownNameError, unknown
from detente.evolution.standing import Standing


@attrs.frozen
class AimKind:
    """What is asked of a goal.

    Attributes:
        key: Its short name, as on the command line.
        says: What is asked, to follow the name of the goal.
        does: What a goal does that meets it, to follow "would".
        least: The weakest standing with which it is met.
    """

    key: str
    says: str
    does: str
    least: Standing

    def met(self, standing: Standing) -> bool:
        """Say whether it is met by a goal that stands like this."""
        return standing.strength >= self.least.strength


_ROWS = (
    AimKind("exists", "is to hold in an equilibrium", "hold in an equilibrium", Standing.CUT_OFF),
    AimKind(
        "reached",
        "is to hold in an equilibrium that is reached from the status quo",
        "be reached",
        Standing.LED_TO,
    ),
    AimKind(
        "only",
        "is to hold in every equilibrium that is reached from the status quo",
        "be certain",
        Standing.CERTAIN,
    ),
)

AIMS: dict[str, AimKind] = {aim.key: aim for aim in _ROWS}
"""What may be asked of a goal, by key, from the least to the most."""


def aim_named(key: str) -> AimKind:
    """Return the aim of that key.

    Raises:
        UnknownNameError: If there is none.
    """
    if key not in AIMS:
        raise UnknownNameError(unknown("aim", key, AIMS))
    return AIMS[key]
