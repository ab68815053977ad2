"""The single parts of the difference between two conflicts, each of which can be taken over alone.

A part is one thing that is otherwise: one option's moves, one infeasible formula, one decision maker's preference. To
*take* it is to have it as it is in the other conflict and leave everything else alone. So a part of the difference
between A and B is tried alone by taking it from B into A, and left out by taking it from A into B.

>>> from detente.conflict import Conflict, DecisionMaker, Option, Statements
>>> a = Conflict([DecisionMaker("A", ["talk", "strike"], Statements(["talk"]))])
>>> b = Conflict([DecisionMaker("A", ["talk", Option("strike", moves="up")])], infeasible=["talk and strike"])
>>> for part in parts(a, b):
...     print(part.what, "/", part.was, "/", part.becomes)
moves of A.strike / both / up
outcomes with 'talk and strike' / possible / infeasible
preference of A / talk / indifferent
"""

from __future__ import annotations

import attrs

from detente.comparison.kinds import PART_KINDS, Part
from detente.comparison.restating import restated
from detente.conflict import Conflict


def parts(before: Conflict, after: Conflict) -> tuple[Part, ...]:
    """Return all single parts of the difference between two conflicts."""
    return tuple(part for kind in PART_KINDS.values() for part in kind.find(before, after))


def taken(part: Part, target: Conflict, donor: Conflict) -> Conflict:
    """Return a conflict with a part as it is in another; rankings are restated for the states there then are.

    Raises:
        InputError: If the rest of the conflict does not fit it.
    """
    changed = PART_KINDS[part.kind].take(target, donor, part.place)
    wanted = part.place if part.kind in {"preference", "belief"} else None
    owners = [restated(owner, changed, target, donor, wanted=wanted) for owner in changed.decision_makers]
    return attrs.evolve(changed, decision_makers=owners)
