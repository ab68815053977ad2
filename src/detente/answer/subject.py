"""What an answer is about first of all: one outcome, and one lever or none.

A case can say what its question asks. Where it does not, or where the lever it names is not worked out, the first
goal (or else the first dreaded outcome) and the first lever are spoken of first, and nothing is answered by yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from detente.case import Case
from detente.errors import UnknownNameError, unknown


@attrs.frozen
class Subject:
    """What an answer is about first of all.

    Attributes:
        outcome: The name of the goal or dreaded outcome.
        dreaded: Whether it is dreaded rather than wanted.
        lever: The name of the lever, if there is one.
        asks: What can be answered by yes or no: ``today`` if the question is whether the outcome comes about as things
            stand, ``lever`` if it is whether it does so with the lever, and empty if it asks something else.
    """

    outcome: str
    dreaded: bool
    lever: str | None
    asks: str = ""


def subject_of(case: Case, levers: Sequence[str], *, chosen: bool) -> Subject:
    """Return what the answer to a case is about first of all.

    Args:
        case: The case; it names a goal or a dreaded outcome.
        levers: The names of the levers that are worked out.
        chosen: Whether these were chosen rather than all that the case has.

    Raises:
        UnknownNameError: If the case asks about an outcome or a lever that it does not have.
    """
    first = levers[0] if levers else None
    if case.asks is None:
        return Subject((*case.goals, *case.dreads)[0].name, not case.goals, first)
    goals, every = [goal.name for goal in case.goals], [goal.name for goal in (*case.goals, *case.dreads)]
    if case.asks.goal not in every:
        raise UnknownNameError(unknown("goal or dreaded outcome", case.asks.goal, every))
    dreaded = case.asks.goal not in goals
    if not case.asks.lever:
        return Subject(case.asks.goal, dreaded, first if chosen else None, "" if dreaded else "today")
    lever = case.lever(case.asks.lever).name
    if lever not in levers:
        return Subject(case.asks.goal, dreaded, first)
    return Subject(case.asks.goal, dreaded, lever, "" if dreaded else "lever")
