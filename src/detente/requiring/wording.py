"""Conditions in words.

>>> from detente.library import load
>>> from detente.requiring import require
>>> required = require(load("syria-iraq-1975").conflict, state=2, concept="gmr", vary=["Syria"])
>>> required.sentences()[0]
'Syria does not move from 2 (release) to 1 (nothing) if it likes 1 no better than 2; or if Iraq could move on to
4 (attack), and Syria likes 4 no better than 2.'
>>> require(load("syria-iraq-1975").conflict, state=3, concept="gmr", vary=["Syria"]).sentences()
('Iraq leaves 3 (escalate) for 6 (escalate, attack), whatever Syria wants, and nobody can punish that.',)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from detente.conflict import Conflict
from detente.prose import listed
from detente.requiring.conditions import Condition, Preferred, WayToMeet
from detente.stability import CONCEPTS, Turn
from detente.stability.sanction import Sanctioned

StateName = Callable[[int], str]
"""What a state, by number, is called."""


def labelled(conflict: Conflict) -> StateName:
    """Return names of states that have the label behind the number where a state is named for the first time."""
    named: set[int] = set()

    def name(number: int) -> str:
        if number in named:
            return str(number)
        named.add(number)
        return f"{number} ({conflict.space.label(number - 1)})"

    return name


def told(condition: Condition, concept: str, vary: Sequence[str], name: StateName, *, most: int = sys.maxsize) -> str:
    """Return a condition as a sentence.

    Args:
        condition: The condition.
        concept: The key of the concept.
        vary: Whose preferences vary.
        name: What states are called.
        most: So many ways are told at most, the shortest first; each of them is enough.
    """
    who, here, there = condition.decision_maker, name(condition.state), name(condition.to)
    if not condition.ways and condition.complete:
        unpunished = CONCEPTS[concept].unpunished
        why = f", and {unpunished}" if unpunished else ""
        return f"{who} leaves {here} for {there}, whatever {listed(vary, 'or')} wants{why}."
    ways = [told_way(condition, way, concept, name) for way in condition.ways[:most]]
    if not condition.complete and len(condition.ways) <= most:
        ways.append("it is deterred in one of many other ways")
    return f"{who} does not move from {here} to {there} if {'; or if '.join(ways)}."


def told_way(condition: Condition, way: WayToMeet, concept: str, name: StateName) -> str:
    """Return in a part of a sentence how a move is dealt with."""
    who = condition.decision_maker
    if not way.turns:
        return f"it likes {name(condition.to)} no better than {name(condition.state)}"
    rule = CONCEPTS[concept].rule
    credible = "would" if isinstance(rule, Sanctioned) and rule.improving else "could"
    answer = _answer(way.turns, credible, name)
    if gains := [_gain(each, name) for each in way.needs if each.better]:
        answer = f"{answer}, liking {listed(gains)}"
    if lows := [name(each.state) for each in way.needs if not each.better]:
        return f"{answer}, and {who} likes {listed(lows)} no better than {name(condition.state)}"
    return f"{answer}, where {who} is no better off" if way.end != condition.state else answer


def _gain(needed: Preferred, name: StateName) -> str:
    return f"{name(needed.state)} better than {name(needed.than)}"


def _answer(turns: Sequence[Turn], credible: str, name: StateName) -> str:
    steps = [f"{turn.mover} {credible} move on to {name(turn.to)}" for turn in turns]
    return ", then ".join(steps)
