"""Where things come to rest if nobody is helped or hindered: what follows today's state by itself.

Under one concept these are the equilibria that improvements unsanctioned under it lead to from the status quo, which is
one of them if it is an equilibrium. They may also, or only, lead to where they go on for ever. What an outcome is
*certain*, *led to* or neither of is told by the equilibria alone.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.stability import solve
>>> a = DecisionMaker("A", ["a"], Statements(["a iff b"]))
>>> b = DecisionMaker("B", ["b"], Statements(["a iff b"]))
>>> solution = solve(Conflict([a, b], status_quo={"a": "yes"}), ["nash"])
>>> resting_places([Prospects.of(solution, "nash")])
(RestingPlaces(concept='nash', states=(1, 4), otherwise=(('not a',), ('b',)), endless=False),)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from detente.conflict import Conflict, numbers_of
from detente.evolution.standing import Prospects
from detente.formula import Variable

MOST_TOLD = 3
"""In how many of the states it is told what is otherwise."""


@attrs.frozen
class RestingPlaces:
    """Where things come to rest under one concept.

    Attributes:
        concept: The key of the concept.
        states: The numbers of the states; none if moves never come to rest.
        otherwise: What is otherwise than in the status quo in each of the first of them, at most three: an option that
            is taken, ``not`` and one that no longer is, or an option and its level; in graph form the state.
        endless: Whether moves may also, or only, lead to where they go on for ever.
    """

    concept: str
    states: tuple[int, ...]
    otherwise: tuple[tuple[str, ...], ...]
    endless: bool = False


def resting_places(prospects: Iterable[Prospects]) -> tuple[RestingPlaces, ...]:
    """Return where things come to rest under each concept; nothing without a status quo.

    Args:
        prospects: What comes of the status quo under each.
    """
    return tuple(_rest(each) for each in prospects if each.within_reach is not None)


def _rest(prospects: Prospects) -> RestingPlaces:
    states, conflict = numbers_of(prospects.resting & prospects.taken), prospects.solution.conflict
    told = (tuple(_otherwise(conflict, number)) for number in states[:MOST_TOLD])
    return RestingPlaces(prospects.concept, states, tuple(told), prospects.endless)


def _otherwise(conflict: Conflict, number: int) -> Iterator[str]:
    """Say what differs between the status quo and a state; an option that a coalesced state leaves open does not."""
    index = conflict.status_quo_index
    start = () if index is None else conflict.space.levels(index)
    for variable, before, after in zip(conflict.words.variables, start, conflict.space.levels(number - 1), strict=True):
        if before is None or after is None or before == after:
            continue
        level = variable.levels[after]
        yield level if conflict.in_graph_form else told_level(variable, level)


def told_level(variable: Variable, level: str) -> str:
    """Return that an option stands at a level, in a few words."""
    if variable.is_yes_no:
        return variable.name if level == "yes" else f"not {variable.name}"
    return f"{variable.name} = {level}"
