"""Which state of one conflict is which of another.

States are matched by what is so in them, since numbers shift when states drop out: by the level of each option, under
its full name. An option that one of the conflicts lacks counts as standing at its lowest level there. A coalesced state
matches one that is made up of the same combinations, as far as these are feasible in both conflicts.

>>> from detente.conflict import Conflict, DecisionMaker
>>> fewer = Conflict([DecisionMaker("A", ["talk", "strike"])], infeasible=["talk and not strike"])
>>> more = Conflict([DecisionMaker("A", ["strike", "talk"]), DecisionMaker("B", ["leave"])])
>>> Matching.of(fewer, more).there
array([0, 1, 3])
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.conflict.patterns import MOST_COMBINATIONS
from detente.errors import Problem, TooLargeError, UnavailableError

NOWHERE = -1
"""The index that stands for no state."""

Indices = NDArray[np.int64]

_Levels = Mapping[str, tuple[str, ...]]


@attrs.frozen(eq=False)
class Matching:
    """Which state of one conflict is which of another, by index from 0.

    Attributes:
        there: For each state of the first, the state of the second, :data:`.NOWHERE` if it has none like it.
        back: For each state of the second, the state of the first, likewise.
    """

    there: Indices
    back: Indices

    @classmethod
    def of(cls, before: Conflict, after: Conflict) -> Matching:
        """Match the states of two conflicts.

        Raises:
            UnavailableError: If one is in option form and the other in graph form.
            TooLargeError: If the options of both together have too many combinations.
        """
        if before.in_graph_form != after.in_graph_form:
            message = "one conflict is in graph form, the other in option form"
            raise UnavailableError(Problem(message, allowed="two of the same form"))
        found = places(before, after)
        first, second = states_of_patterns(before)[found != NOWHERE], found[found != NOWHERE]
        there, back = _only(first, second, before.size), _only(second, first, after.size)
        return cls(_mutual(there, back), _mutual(back, there))


def places(conflict: Conflict, other: Conflict) -> Indices:
    """Return, for each pattern of a conflict, the state of another that has it, :data:`.NOWHERE` if none does."""
    levels = _levels(conflict, other)
    keys, known = _keys(conflict, levels), _keys(other, levels)
    order = np.argsort(known)
    found = order[np.minimum(np.searchsorted(known, keys, sorter=order), len(known) - 1)]
    return np.where(known[found] == keys, states_of_patterns(other)[found], NOWHERE)


def states_of_patterns(conflict: Conflict) -> Indices:
    """Return the state of each pattern."""
    state_of = conflict.space.state_of
    return np.arange(len(conflict.space.patterns)) if state_of is None else state_of


def _levels(before: Conflict, after: Conflict) -> _Levels:
    """Return the levels of every option of either: those of the first, then any that are new."""
    levels: dict[str, tuple[str, ...]] = {}
    for conflict in (before, after):
        for variable in conflict.words.variables:
            known = levels.get(variable.full_name, ())
            levels[variable.full_name] = tuple(dict.fromkeys((*known, *variable.levels)))
    if math.prod(map(len, levels.values())) > MOST_COMBINATIONS:
        raise TooLargeError(
            Problem("the options of both together have too many combinations", allowed="at most 2^64 of them")
        )
    return levels


def _keys(conflict: Conflict, levels: _Levels) -> NDArray[np.uint64]:
    """Return a number for each pattern, the same for the same levels in both conflicts."""
    worth_of = dict(zip(levels, _place_values(levels), strict=True))
    keys = np.zeros(conflict.space.patterns.shape, dtype=np.uint64)
    for index, variable in enumerate(conflict.words.variables):
        ranks = [levels[variable.full_name].index(level) for level in variable.levels]
        worth = np.array([rank * worth_of[variable.full_name] for rank in ranks], dtype=np.uint64)
        keys += worth[conflict.space.column(index).astype(np.int64)]
    return keys


def _place_values(levels: _Levels) -> list[int]:
    counts = [len(names) for names in levels.values()]
    return [math.prod(counts[:index]) for index in range(len(counts))]


def _only(states: Indices, others: Indices, size: int) -> Indices:
    """Return, for each of so many states, the one that it is paired with; nowhere if there is none, or several."""
    lowest, highest = np.full(size, np.iinfo(np.int64).max), np.full(size, NOWHERE)
    np.minimum.at(lowest, states, others)
    np.maximum.at(highest, states, others)
    return np.where(lowest == highest, highest, NOWHERE)


def _mutual(there: Indices, back: Indices) -> Indices:
    """Return where states lead that are led back to."""
    led_back = (there != NOWHERE) & (back[there] == np.arange(len(there)))
    return np.where(led_back, there, NOWHERE)
