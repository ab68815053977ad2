"""What a case says about time, put to its goals and dreaded outcomes.

>>> from detente.library import load
>>> goals, dreads = outcomes(load("elmira"))
>>> list(goals)
['the order is accepted', 'the original order is accepted']
"""

from __future__ import annotations

from detente.case import Case
from detente.conflict import Conflict
from detente.errors import Problem, TooLargeError, UnavailableError
from detente.evolution import Chances, Timing, chances
from detente.formula import Formula
from detente.stability import Solution


def timing_of(case: Case) -> Timing:
    """Return who acts how often and when in a case.

    Raises:
        UnavailableError: If the case does not say.
    """
    if case.timing is None or not case.timing.moves:
        message = "the case does not say how often anybody acts"
        raise UnavailableError(Problem(message, "a 'pace' for at least one decision maker, or 'events'"))
    return case.timing


def outcomes(case: Case) -> tuple[dict[str, Formula], dict[str, Formula]]:
    """Return the goals and the dreaded outcomes of a case: formulas by name."""
    return {goal.name: goal.formula for goal in case.goals}, {dread.name: dread.formula for dread in case.dreads}


def scenario_chances(case: Case, conflict: Conflict, solution: Solution, *, curve: bool) -> tuple[Chances | None, str]:
    """Return the chances in a scenario of an answer, or ``None`` and why there are none, if that is to be told.

    Args:
        case: The case.
        conflict: Its conflict, as it stands or after a lever.
        solution: The solved conflict.
        curve: Whether to work out the days between the dates too.
    """
    timing = case.timing
    if timing is None or not timing.moves or not timing.horizon or conflict.status_quo is None:
        return None, ""
    try:
        return chances(conflict, timing, *outcomes(case), analysis=solution.analysis, curve=curve, settle=False), ""
    except TooLargeError as error:
        return None, str(error)
