"""What is to be brought about or avoided: a goal or dreaded outcome of a case by its name, or any formula."""

from __future__ import annotations

from detente.case import Case, Goal
from detente.conflict import Conflict
from detente.conflict.counting import count_feasible
from detente.errors import InputError, UnknownNameError, nearest, unknown
from detente.formula import Formula, Not, as_formula
from detente.levers import Allow
from detente.seeking.permitting import Permitted


def goal_meant(case: Case, given: Formula | str) -> Goal:
    """Return the goal or dreaded outcome of this name, or else the formula as a goal that is named by its text.

    >>> from detente.library import load
    >>> goal_meant(load("elmira"), "uniroyal = accept").name
    'uniroyal = accept'

    Raises:
        InputError: If it is neither.
    """
    named = {each.name: each for each in (*case.dreads, *case.goals)}
    if isinstance(given, str) and given in named:
        return named[given]
    try:
        formula = as_formula(given)
        case.conflict.words.check(formula)
    except InputError:
        if isinstance(given, str) and nearest(given, named):
            raise UnknownNameError(unknown("goal", given, named)) from None
        raise
    return Goal(str(given), formula)


def is_dreaded(case: Case, goal: Goal) -> bool:
    """Say whether this is a dreaded outcome of the case, and not a goal of it as well."""
    return goal in case.dreads and goal not in case.goals


def why_never(conflict: Conflict, goal: Goal, permitted: Permitted) -> str:
    """Return why no permitted changes give a goal a state to hold in, if none do.

    Every change but ``allow``, and levers that do the same, leaves no more states than there are.

    Returns:
        ``contradiction`` if nothing could, ``infeasible`` if what is infeasible becomes possible by no permitted
        change, and otherwise nothing.
    """
    if conflict.space.where(goal.formula).any():
        return ""
    words, opposite = conflict.words, Not(goal.formula)
    if count_feasible(words, [opposite]) == 0:
        return "contradiction"
    changes = [change for measure in permitted.measures for change in measure.lever.changes]
    dropped = {formula for change in changes if isinstance(change, Allow) for formula in change.formulas}
    kept = [formula for formula in conflict.infeasible if formula not in dropped]
    return "infeasible" if count_feasible(words, [*kept, opposite]) == 0 else ""
