"""Change which states there are, and keep every ranking on the states it ranked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from detente.conflict.literals import at_levels
from detente.errors import Problem, UnavailableError, about
from detente.formula import Formula, Or

if TYPE_CHECKING:
    from detente.conflict.conflict import Conflict
    from detente.conflict.decision_maker import DecisionMaker


def coalesced(conflict: Conflict, numbers: Sequence[int]) -> Conflict:
    """Return the conflict in which the states of these numbers are one; see :meth:`Conflict.coalesce`."""
    if conflict.in_graph_form:
        raise UnavailableError(Problem("states cannot be coalesced in graph form", allowed="option form"))
    if len(set(numbers)) < 2:  # noqa: PLR2004 - one state is no group
        return conflict
    patterns = [
        at_levels(conflict.words, conflict.space.levels_of(code))
        for number in sorted(set(numbers))
        for code in conflict.space.members(number - 1)
    ]
    return with_states(conflict, coalesced=(*conflict.coalesced, Or(patterns)))


def with_states(
    conflict: Conflict,
    *,
    infeasible: Sequence[Formula] | None = None,
    coalesced: Sequence[Formula] | None = None,
) -> Conflict:
    """Return the conflict with other infeasible or coalesced formulas, its rankings carried over.

    Raises:
        ConflictError: If a ranking has no place for a state that becomes feasible, or ranks states apart that
            become one.
    """
    changed = attrs.evolve(
        conflict,
        infeasible=conflict.infeasible if infeasible is None else infeasible,
        coalesced=conflict.coalesced if coalesced is None else coalesced,
    )
    owners = [_carried(owner, conflict, changed) for owner in conflict.decision_makers]
    return attrs.evolve(changed, decision_makers=owners)


def _carried(owner: DecisionMaker, before: Conflict, after: Conflict) -> DecisionMaker:
    with about(f"decision maker '{owner.name}'"):
        preference = owner.preference.carried(before.space, after.space)
        believes = [(name, believed.carried(before.space, after.space)) for name, believed in owner.believes]
        return attrs.evolve(owner, preference=preference, believes=believes)
