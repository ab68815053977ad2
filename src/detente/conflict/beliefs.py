r"""Beliefs: what each decision maker thinks that the others want.

A decision maker i has a *view* of the conflict: the same states and moves, its own preference, and for each other j
the preference ≽_j^i that i thinks j has. Where i is said to believe nothing of j, it knows what j wants: ≽_j^i = ≽_j.
Within its view i takes everyone to see the conflict as it does. It judges what others would do to it in that view, so

    s is stable for i under a concept iff it is so in the view of i,

and a state holds if each leaves it alone in its own view. Nothing else changes: i moves by what it wants itself, and
what i cannot do or does not see is what it was. This is the first level of a *hypergame*, in which all agree on the
states and the moves and not on preferences (Bennett 1977, *Omega* 5; Wang, Hipel & Fraser 1988, *Behavioral Science*
33).

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> bluffed = DecisionMaker("A", ["a"], Statements(["a"]), believes={"B": Statements(["b iff a"])})
>>> conflict = Conflict([bluffed, DecisionMaker("B", ["b"], Statements(["not b"]))])
>>> conflict.payoffs("B"), conflict.payoffs_seen_by("A")[1]
(array([2, 2, 1, 1], dtype=int32), array([2, 1, 1, 2], dtype=int32))
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.decision_maker import DecisionMaker
from detente.errors import Problem, about, unknown

if TYPE_CHECKING:
    from detente.conflict.conflict import Conflict
    from detente.conflict.preference import Payoffs


def strangers(conflict: Conflict) -> list[Problem]:
    """Describe the beliefs about somebody who does not take part."""
    return [
        unknown("decision maker", name, conflict.names).within(f"beliefs of '{owner.name}'")
        for owner in conflict.decision_makers
        for name, _ in owner.believes
        if name not in conflict.names
    ]


def view(conflict: Conflict, name: str) -> Conflict:
    """Return the conflict as a decision maker sees it; see :meth:`Conflict.as_seen_by`."""
    believed = dict(conflict.decision_makers[conflict.place_of(name)].believes)
    owners = [
        attrs.evolve(owner, preference=believed[owner.name], unknown=(), believes=())
        if owner.name in believed
        else attrs.evolve(owner, believes=())
        for owner in conflict.decision_makers
    ]
    return _sharing(conflict, attrs.evolve(conflict, decision_makers=owners))


def truth(conflict: Conflict) -> Conflict:
    """Return the conflict in which everyone knows what the others want; see :meth:`Conflict.without_beliefs`."""
    owners = [attrs.evolve(owner, believes=()) for owner in conflict.decision_makers]
    return _sharing(conflict, attrs.evolve(conflict, decision_makers=owners))


def _sharing(conflict: Conflict, other: Conflict) -> Conflict:
    """Let a conflict with the same states have them from another, so that they are worked out once."""
    vars(other).update(words=conflict.words, space=conflict.space)
    return other


def payoffs_in_view(conflict: Conflict, name: str) -> NDArray[np.int32]:
    """Return the payoff of each state for each decision maker, as one of them sees it: shape (n, m)."""
    owner = conflict.decision_makers[conflict.place_of(name)]
    if not owner.believes:
        return conflict.payoff_table
    payoffs = conflict.payoff_table.copy()
    for other, believed in _believed(conflict, owner):
        payoffs[conflict.place_of(other)] = believed
    return payoffs


def _believed(conflict: Conflict, owner: DecisionMaker) -> Iterator[tuple[str, Payoffs]]:
    for other, preference in owner.believes:
        with about(f"what '{owner.name}' thinks '{other}' wants"):
            yield other, preference.payoffs(conflict.space)
