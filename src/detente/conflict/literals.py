"""Formulas that say at which level an option is, or which patterns are meant.

>>> from detente.formula import Variable, Vocabulary
>>> words = Vocabulary([Variable("attack"), Variable("posture", None, ("calm", "massed", "ready"))])
>>> [str(at_level(words, 0, 0)), str(at_level(words, 1, 2))]
['not attack', 'posture = ready']
"""

from __future__ import annotations

from collections.abc import Mapping

from detente.formula import And, Chosen, Compared, Constant, Formula, Not, Vocabulary


def at_level(words: Vocabulary, variable: int, level: int) -> Formula:
    """Return the formula that holds where a variable is at a level (0 the lowest)."""
    reference = words.reference(variable)
    if words.variables[variable].is_yes_no:
        return Chosen(reference) if level else Not(Chosen(reference))
    return Compared(reference, "=", words.variables[variable].levels[level])


def at_levels(words: Vocabulary, levels: Mapping[int, int]) -> Formula:
    """Return the formula that holds where each of these variables is at its level."""
    literals = [at_level(words, variable, level) for variable, level in levels.items()]
    match literals:
        case []:
            return Constant(value=True)
        case [literal]:
            return literal
        case _:
            return And(literals)
