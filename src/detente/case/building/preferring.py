"""Build the preference of a decision maker from whichever of the three structures is written.

A row of :data:`BUILDERS` turns what is written under a key into a preference of that key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from detente.case import schema
from detente.case.building.wishes import wishes
from detente.case.building.wording import Wording
from detente.case.text.problems import Problems
from detente.case.text.tree import Path
from detente.conflict import INDIFFERENT, Preference, Ranking, Statements, Weights
from detente.errors import Problem, one_of, unknown

_NUMBER = re.compile(r"[+-]?(\d+/\d+|(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?)", re.ASCII)
_LONGEST_NUMBER = 60
_LONGEST_STATE = 9


def preference(
    written: schema.DecisionMaker | schema.Belief | schema.Faction, path: Path, wording: Wording, problems: Problems
) -> Preference:
    """Return the preference of the decision maker at a path, or what one is thought to want, noting what is wrong."""
    given = [key for key in BUILDERS if getattr(written, key) is not None]
    for key in given[1:]:
        message = f"'{key}' beside '{given[0]}'; a decision maker has one preference"
        problems.add(Problem(message, one_of(BUILDERS)), (*path, key), at_key=True)
    if not given:
        return INDIFFERENT
    key = given[0]
    return BUILDERS[key](getattr(written, key), (*path, key), wording, problems)


def _statements(written: list[schema.Statement], path: Path, wording: Wording, _problems: Problems) -> Statements:
    places = [(wish.written.statement, (*wish.path, "statement")) for wish in wishes(written, path)]
    formulas = (wording.formula(text, where) for text, where in places if text is not None)
    return Statements(formula for formula in formulas if formula is not None)


def _weights(written: dict[str, str], path: Path, wording: Wording, problems: Problems) -> Weights:
    pairs = []
    for text, written_weight in written.items():
        formula = wording.formula(text, (*path, text), at_key=True)
        weight = number(written_weight)
        if weight is None:
            allowed = "a whole number, a decimal or a fraction such as 1/3"
            problems.add(
                Problem(f"the weight '{written_weight[:_LONGEST_NUMBER]}' is no number", allowed), (*path, text)
            )
        elif formula is not None:
            pairs.append((formula, weight))
    return Weights(pairs)


def number(written: str) -> Fraction | None:
    """Return a number as it is written, exactly, or ``None`` if it is none or very long.

    >>> number("1/3"), number("-0.5"), number("two")
    (Fraction(1, 3), Fraction(-1, 2), None)
    """
    if len(written) > _LONGEST_NUMBER or not _NUMBER.fullmatch(written) or written.endswith("/0"):
        return None
    return Fraction(written)


def _ranking(written: list[list[str]], path: Path, wording: Wording, problems: Problems) -> Ranking:
    numbered = {name: number for number, name in enumerate(wording.states, start=1)}
    tiers = []
    for place, tier in enumerate(written):
        numbers = []
        for within, name in enumerate(tier):
            number = numbered.get(name) or _number(name)
            if number is None:
                problems.add(_no_state(name, wording), (*path, place, within))
            else:
                numbers.append(number)
        if not tier:
            problems.add(Problem("empty brackets", "states that are liked equally"), (*path, place))
        tiers.append(numbers)
    return Ranking(tiers)


def _number(name: str) -> int | None:
    return int(name) if name.isascii() and name.isdigit() and len(name) <= _LONGEST_STATE else None


def _no_state(name: str, wording: Wording) -> Problem:
    if wording.in_graph_form:
        return unknown("state", name, wording.states)
    return Problem(f"'{name}' is no state number", "state numbers, best first, ties in brackets")


BUILDERS: dict[str, Callable[[Any, Path, Wording, Problems], Preference]] = {
    "prefers": _statements,
    "ranking": _ranking,
    "weights": _weights,
}
"""How each preference structure is built, by its key."""
