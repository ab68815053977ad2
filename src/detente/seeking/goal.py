"""What is to be brought about: a goal or dreaded outcome of a case by its name, or any formula."""

from __future__ import annotations

from detente.case import Case, Goal
from detente.errors import InputError, UnknownNameError, nearest, unknown
from detente.formula import Formula, as_formula


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
