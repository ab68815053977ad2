"""What would change an answer: the single changes after which the outcome that it is about stands otherwise.

Levers are told of one by one in an answer; here the other changes that :mod:`detente.seeking` knows are tried, each
alone: an option forced, removed or made irreversible, an infeasible combination allowed, and two neighbours swapped in
what somebody wants. They are tried under one concept, for the change that is most to be hoped for, or feared:

* a goal that nothing leads to: what would lead to it; one that may come about: what would make it certain; one that is
  certain: what would lead astray;
* a dreaded outcome that may come about: what would avert it; one that nothing leads to: what would lead to it;
* without a status quo, an outcome that does not hold: what would make it last.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.quest import Quest, Turning
from detente.case import Case, Goal
from detente.evolution.standing import Standing
from detente.formula import Formula, Not
from detente.seeking import MEASURE_KINDS, seek
from detente.seeking.permitting import permitted

CONCEPT = "seq"
"""The concept under which changes are tried, if it is asked about; the first that is, otherwise."""

MOST_WORK = 1_000_000
"""Changes are not tried where their number times that of the states of the case is more than this."""

_LEADS = Quest("lead to {}", opposite=False, aim="reached")
_SETTLES = Quest("make {} certain", opposite=False, aim="only")
_STRAYS = Quest("lead away from {}", opposite=True, aim="reached")
_LASTS = Quest("make {} last", opposite=False, aim="exists")
_AVERTS = Quest("avert {}", opposite=False, aim="avoided")


def turning(case: Case, scenario: Scenario, outcome: JudgedOutcome, concepts: Sequence[str]) -> Turning | None:
    """Seek what would change how an outcome stands.

    Args:
        case: The case.
        scenario: Where the question is answered: as things stand, or with the lever that the question supposes.
        outcome: How the outcome stands there.
        concepts: The keys of the concepts that are asked about.

    Returns:
        What was sought and found, or ``None`` if nothing was tried: because it takes long, because no state has what
        is looked for, or because it holds in a case without a status quo, in which no more can be said.
    """
    concept = CONCEPT if CONCEPT in concepts else concepts[0]
    quest = _quest(scenario, outcome, outcome.under(concept).standing)
    kinds = [key for key in MEASURE_KINDS if key != "lever"]
    changes = len(permitted(case, kinds, None, anyone=False).measures)
    if quest is None or not (outcome.states and changes) or case.conflict.size * changes > MOST_WORK:
        return None
    wanted = _formula(case, outcome)
    sought = seek(
        case,
        Not(wanted) if quest.opposite else wanted,
        concept=concept,
        aim=quest.aim,
        changes=kinds,
        levers=[scenario.lever] if scenario.lever else [],
        most=1,
        time_limit=math.inf,
        beyond=True,
    )
    return None if sought.impossible else Turning(quest, sought)


def _quest(scenario: Scenario, outcome: JudgedOutcome, standing: Standing) -> Quest | None:
    if scenario.status_quo is None:
        return None if standing is Standing.HOLDS else _LASTS
    match standing:
        case Standing.CERTAIN:
            return _AVERTS if outcome.dreaded else _STRAYS
        case Standing.LED_TO:
            return _AVERTS if outcome.dreaded else _SETTLES
        case _:
            return _LEADS


def _formula(case: Case, outcome: JudgedOutcome) -> Formula:
    goals: Sequence[Goal] = case.dreads if outcome.dreaded else case.goals
    return next(each.formula for each in goals if each.name == outcome.name)
