"""How much a decision maker likes some states, without ranking all of them.

Statements and weights are compared state by state: two truth vectors, two exact sums. A ranking names every state by
its number, so that it can be asked about some only where all can be listed.
"""

from __future__ import annotations

import numpy as np

from detente.conflict import Conflict, Payoffs
from detente.conflict.patterns import Codes
from detente.conflict.space import SomeStates
from detente.errors import Problem, UnavailableError


def check_local(conflict: Conflict) -> None:
    """Refuse a conflict whose states cannot be looked at a few at a time.

    Raises:
        UnavailableError: If it is in graph form, has coalesced states or unknown preferences, or somebody ranks states
            too many to list.
    """
    if conflict.in_graph_form or conflict.coalesced:
        form = "in graph form" if conflict.in_graph_form else "with coalesced states"
        message = f"a conflict {form} cannot be looked at a few states at a time"
        raise UnavailableError(Problem(message, allowed="'detente solve', which looks at all of them"))
    if conflict.has_unknown:
        message = "a conflict with unknown preferences cannot be looked at a few states at a time"
        raise UnavailableError(Problem(message, allowed="'detente solve', which looks at all of them"))
    for owner in conflict.decision_makers:
        preferences = (owner.preference, *dict(owner.believes).values())
        if any(each.formulas is None for each in preferences) and not conflict.space.fits:
            message = f"decision maker '{owner.name}' ranks states by number, and there are too many to list"
            raise UnavailableError(Problem(message, allowed="'prefers' or 'weights'"))


def some_states(conflict: Conflict, codes: Codes) -> SomeStates:
    """Return states of a conflict by their codes."""
    return SomeStates(words=conflict.words, infeasible=conflict.infeasible, some=codes)


def liking(conflict: Conflict, mover: int, codes: Codes) -> Payoffs:
    """Return how much a decision maker likes some states, to be compared with each other only: 1 the worst of them."""
    preference = conflict.decision_makers[mover].preference
    if preference.formulas is None:
        return conflict.payoff_table[mover][np.searchsorted(conflict.space.patterns, codes)]
    return preference.payoffs(some_states(conflict, codes))
