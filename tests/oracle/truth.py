"""Is a formula true? By recursion, in one world at a time."""

from __future__ import annotations

from collections.abc import Mapping

from detente.formula import And, Chosen, Compared, Constant, Count, Formula, If, Iff, Not, Or, Reference

Key = tuple[str | None, str]
"""Whose option, and its name."""

Levels = Mapping[Key, tuple[str, ...]]
"""The levels every option has, lowest first."""

World = Mapping[Key, str]
"""The level every option stands at."""


def holds(formula: Formula, world: World, levels: Levels) -> bool:  # noqa: PLR0911 - a line for each kind
    """Say whether a formula is true in a world."""
    match formula:
        case Chosen(reference):
            return world[key_of(reference, levels)] == "yes"
        case Compared(reference, comparison, level):
            key = key_of(reference, levels)
            return _compare(comparison, levels[key].index(world[key]), levels[key].index(level))
        case Not(negated):
            return not holds(negated, world, levels)
        case And(members):
            return all(holds(member, world, levels) for member in members)
        case Or(members):
            return any(holds(member, world, levels) for member in members)
        case If(condition, consequence):
            return not (holds(condition, world, levels) and not holds(consequence, world, levels))
        case Iff(left, right):
            return holds(left, world, levels) is holds(right, world, levels)
        case Count(quantifier, number, members):
            true = len([member for member in members if holds(member, world, levels)])
            return {"exactly": true == number, "at most": true <= number, "at least": true >= number}[quantifier]
        case Constant(value):
            return value
        case _:
            raise TypeError(formula)


def key_of(reference: Reference, levels: Levels) -> Key:
    """Return the one option a reference means."""
    owner = reference.decision_maker
    (key,) = [key for key in levels if key[1] == reference.option and owner in (None, key[0])]
    return key


def _compare(comparison: str, left: int, right: int) -> bool:
    if comparison == "=":
        return left == right
    if comparison == "!=":
        return left != right
    if comparison == ">=":
        return left >= right
    if comparison == "<=":
        return left <= right
    return left > right if comparison == ">" else left < right
