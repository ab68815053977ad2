"""The table of doubts: every kind that there is. What is in none of its rows cannot be in doubt.

>>> [key for key, kind in DOUBT_KINDS.items() if kind.phase is Phase.STRUCTURE]
['exists', 'infeasible']
"""

from __future__ import annotations

from detente.errors import ConflictError, Problem, one_of
from detente.worlds.doubts.any_order import AnyOrder
from detente.worlds.doubts.base import Doubt, Phase
from detente.worlds.doubts.belief import Believed
from detente.worlds.doubts.existence import Exists
from detente.worlds.doubts.factions import Factions
from detente.worlds.doubts.infeasibility import Infeasible
from detente.worlds.doubts.pacing import PaceRange
from detente.worlds.doubts.statement import StatementHeld

DOUBT_KINDS: dict[str, type[Doubt]] = {
    kind.key: kind for kind in (Factions, StatementHeld, AnyOrder, Believed, Exists, Infeasible, PaceRange)
}
"""Every kind of doubt by its key."""


def phase_of(doubt: Doubt) -> Phase:
    """Return when a doubt counts in the making of a world, by the row of its kind.

    Raises:
        ConflictError: If its kind is in no row.
    """
    if doubt.key not in DOUBT_KINDS:
        raise ConflictError(Problem(f"no kind of doubt '{doubt.key}'", one_of(DOUBT_KINDS)))
    return DOUBT_KINDS[doubt.key].phase
