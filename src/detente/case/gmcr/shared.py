"""Options that several decision makers share, which option form cannot hold: the same conflict in graph form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.conflict import STATE, Conflict, DecisionMaker, Ranking
from detente.conflict.moves.building import option_moves
from detente.errors import Problem, TooLargeError
from detente.formula import Compared, Formula, Or, Reference

MOST_STATES = 4_096
"""The most states that are written out one by one."""


def in_graph_form(conflict: Conflict, owned: Sequence[Sequence[int]]) -> Conflict:
    """Return a conflict in graph form in which decision makers may share options.

    Args:
        conflict: The conflict in option form, each option with its first owner.
        owned: For each decision maker the indices of the variables it can change; those who are not listed own none.

    Returns:
        The conflict with the same states in the same order, named by what is chosen in them.

    Raises:
        TooLargeError: If there are more than :data:`MOST_STATES` states.
    """
    if conflict.size > MOST_STATES:
        message = f"decision makers share options, and there are {conflict.size} states"
        raise TooLargeError(Problem(message, f"at most {MOST_STATES} states where options are shared"))
    names = _names(conflict)
    owners = [
        _with_arcs(conflict, place, owned[place] if place < len(owned) else (), names)
        for place in range(len(conflict.decision_makers))
    ]
    return Conflict(owners, states=names)


def _names(conflict: Conflict) -> list[str]:
    """Name the states by what is chosen in them, or by Y and N where that would not tell them apart, or be a number."""
    labels = [conflict.space.label(index) for index in range(conflict.size)]
    fit = len(set(labels)) == len(labels) and not any(
        label.isdigit() or ("'" in label and '"' in label) for label in labels
    )
    return labels if fit else [conflict.space.pattern(index) for index in range(conflict.size)]


def _with_arcs(conflict: Conflict, place: int, own: Sequence[int], names: Sequence[str]) -> DecisionMaker:
    owner = conflict.decision_makers[place]
    options = [option for each in conflict.decision_makers for option in each.options]
    moves = option_moves(conflict.space, owner, [(index, options[index]) for index in own], [])
    from_, to = moves.arcs()
    arcs = [(names[start], names[end]) for start, end in zip(from_.tolist(), to.tolist(), strict=True)]
    unseen = [_states_where(conflict, formula, names) for formula in owner.misperceives]
    return DecisionMaker(
        owner.name,
        preference=Ranking.of_payoffs(conflict.payoffs(owner.name)),
        arcs=arcs,
        misperceives=[formula for formula in unseen if formula is not None],
    )


def _states_where(conflict: Conflict, formula: Formula, names: Sequence[str]) -> Formula | None:
    states = np.flatnonzero(conflict.space.where(formula)).tolist()
    each = [Compared(Reference(STATE), "=", names[state]) for state in states]
    return (Or(each) if len(each) > 1 else each[0]) if each else None
