"""What may be asked of an outcome, under one concept: each aim is a row.

Let E be the equilibria under the concept, G those of them in which the outcome holds, and T the states that
improvements unsanctioned under the concept lead to from the status quo, which counts too. An aim is met if

    exists:   G ≠ ∅
    reached:  G ∩ T ≠ ∅
    only:     G ∩ T ≠ ∅ and E ∩ T ⊆ G
    avoided:  G ∩ T = ∅

so that each of the first three follows from the one below it, and the last is the opposite of ``reached``. Without a
status quo T is not known. Then ``avoided`` takes it for all states: what holds in no equilibrium is avoided for sure.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.formula import parse
>>> from detente.stability import solve
>>> today = Conflict([DecisionMaker("A", ["talk", "strike"], Statements(["talk", "not strike"]))], status_quo={})
>>> prospects = Prospects.of(solve(today, ["nash"]), "nash")
>>> {key: aim.met(prospects, today.space.where(parse("talk"))) for key, aim in AIMS.items()}
{'exists': True, 'reached': True, 'only': True, 'avoided': False}
"""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.errors import UnknownNameError, unknown
from detente.evolution.standing import Prospects, Standing

Truth = NDArray[np.bool_]


@attrs.frozen
class AimKind:
    """What is asked of an outcome.

    Attributes:
        key: Its short name, as on the command line.
        says: What is asked, to follow the name of the outcome.
        does: What becomes of an outcome for which it is met, to follow "would".
        met: Says of what comes of the status quo, and of the states in which the outcome holds, shape (m,), whether it
            is met.
        nearness: How near an outcome that stands like this is to meeting it; whole numbers, more is nearer.
        needs_status_quo: Whether it cannot be asked where the status quo is not known.
        averts: Whether it asks that the outcome does not come about. An outcome that no state has meets it then, and
            does not otherwise.
    """

    key: str
    says: str
    does: str
    met: Callable[[Prospects, Truth], bool]
    nearness: Callable[[Standing], int]
    needs_status_quo: bool = False
    averts: bool = False


def _exists(prospects: Prospects, where: Truth) -> bool:
    return bool((prospects.resting & where).any())


def _reached(prospects: Prospects, where: Truth) -> bool:
    return bool((prospects.resting & where & prospects.taken).any())


def _only(prospects: Prospects, where: Truth) -> bool:
    return _reached(prospects, where) and not _reached(prospects, ~where)


def _avoided(prospects: Prospects, where: Truth) -> bool:
    return not (_exists if prospects.within_reach is None else _reached)(prospects, where)


def _strength(standing: Standing) -> int:
    return standing.strength


def _weakness(standing: Standing) -> int:
    return -standing.strength


_ROWS = (
    AimKind("exists", "is to hold in an equilibrium", "hold in an equilibrium", _exists, _strength),
    AimKind(
        "reached",
        "is to hold in an equilibrium that is reached from the status quo",
        "be reached",
        _reached,
        _strength,
        needs_status_quo=True,
    ),
    AimKind(
        "only",
        "is to hold in every equilibrium that is reached from the status quo",
        "be certain",
        _only,
        _strength,
        needs_status_quo=True,
    ),
    AimKind("avoided", "is to hold in no equilibrium that is reached", "be avoided", _avoided, _weakness, averts=True),
)

AIMS: dict[str, AimKind] = {aim.key: aim for aim in _ROWS}
"""What may be asked of an outcome, by key."""


def aim_named(key: str) -> AimKind:
    """Return the aim of that key.

    Raises:
        UnknownNameError: If there is none.
    """
    if key not in AIMS:
        raise UnknownNameError(unknown("aim", key, AIMS))
    return AIMS[key]


def usual_aim(*, dreaded: bool, status_quo: bool) -> AimKind:
    """Return what is asked unless something else is: that what is dreaded is avoided, and anything else is reached.

    Args:
        dreaded: Whether the outcome is a dreaded outcome of the case, by its name.
        status_quo: Whether the status quo is known; that it exists is asked of a goal otherwise.
    """
    if dreaded:
        return AIMS["avoided"]
    return AIMS["reached" if status_quo else "exists"]
