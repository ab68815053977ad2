"""One state, by its number, its label or a formula.

>>> from detente.conflict import Conflict, DecisionMaker
>>> talks = Conflict([DecisionMaker("A", ["talk", "strike"])], status_quo={"strike": "yes"})
>>> [picked(talks, text) for text in ("2", "talk, strike", "talk and not strike", "talk", "status-quo")]
[2, 4, 2, 2, 3]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from detente.conflict import STATE, Conflict, StateSpace, numbers_of
from detente.errors import ConflictError, FormulaError, Problem, UnavailableError, UnknownNameError
from detente.formula import Variable, parse

STATUS_QUO = "status-quo"
"""What the status quo is called on the command line."""

_MOST_LISTED = 12
_ALLOWED = f"a number, a label, {STATUS_QUO}, or a formula that holds in exactly one state"


def picked(conflict: Conflict, text: str) -> int:
    """Return the number of the one state that a text means.

    Args:
        conflict: The conflict.
        text: A state number, the label of a state as it is printed, a formula, or ``status-quo``.

    Raises:
        UnknownNameError: If it means no state, or several.
        FormulaError: If it is no number and no label, and cannot be read as a formula.
        UnavailableError: If there is no status quo.
    """
    text = text.strip()
    if text == STATUS_QUO:
        return _status_quo(conflict)
    if text.isdecimal():
        return conflict.checked_number(int(text))
    return _only(text, _labelled(conflict, text) or _holding(conflict, text))


def _status_quo(conflict: Conflict) -> int:
    if conflict.status_quo_index is None:
        raise UnavailableError(Problem("the case gives no status quo", allowed=_ALLOWED))
    return conflict.status_quo_index + 1


def _holding(conflict: Conflict, text: str) -> tuple[int, ...]:
    try:
        formula = parse(text)
    except FormulaError as error:
        problems = (Problem(f"no state is labelled '{text}', and {problem.message}") for problem in error.problems)
        raise FormulaError(*problems) from None
    return numbers_of(conflict.space.where(formula))


def _only(text: str, numbers: Sequence[int]) -> int:
    if len(numbers) == 1:
        return numbers[0]
    if not numbers:
        raise UnknownNameError(Problem(f"'{text}' holds in no state", allowed=_ALLOWED))
    shown = ", ".join(map(str, numbers[:_MOST_LISTED])) + (", …" if len(numbers) > _MOST_LISTED else "")
    raise UnknownNameError(Problem(f"'{text}' fits {len(numbers)} states: {shown}", allowed=_ALLOWED))


def _labelled(conflict: Conflict, text: str) -> tuple[int, ...]:
    """Return the numbers of the states that are so labelled; in graph form the mere name is enough."""
    space = conflict.space
    if conflict.in_graph_form:
        text = text.removeprefix(f"{STATE} = ")
        return (conflict.states.index(text) + 1,) if text in conflict.states else ()
    found = {index for index in _candidates(space, text) if space.label(index) == text}
    return tuple(sorted(index + 1 for index in found))


def _candidates(space: StateSpace, text: str) -> Iterator[int]:
    """Yield the states that the text may label: what it names, and all that are coalesced."""
    for levels in _readings(space.words.variables, "" if text == "nothing" else text):
        try:
            yield space.index_of(levels)
        except ConflictError:  # such a state is infeasible
            continue
    if space.state_of is not None:
        yield from np.flatnonzero(np.bincount(space.state_of) > 1).tolist()


def _readings(variables: Sequence[Variable], text: str, index: int = 0) -> Iterator[Mapping[int, int]]:
    """Yield the levels by variable that a label can mean; what it does not name stands at its lowest level."""
    if index == len(variables):
        if not text:
            yield {}
        return
    yield from _readings(variables, text, index + 1)
    for phrase, level in _phrases(variables[index]):
        if text == phrase or text.startswith(f"{phrase}, "):
            for rest in _readings(variables, text[len(phrase) + 2 :], index + 1):
                yield {index: level, **rest}


def _phrases(variable: Variable) -> list[tuple[str, int]]:
    if variable.is_yes_no:
        return [(variable.name, 1)]
    return [(f"{variable.name} = {name}", level) for level, name in enumerate(variable.levels)]
