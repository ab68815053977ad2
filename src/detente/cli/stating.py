"""Read one state as it is typed: what of it differs from the status quo.

>>> from detente.conflict import Conflict, DecisionMaker, Option
>>> makers = [DecisionMaker("A", ["talk", "arm"]), DecisionMaker("B", [Option("posture", ["calm", "massed"])])]
>>> conflict = Conflict(makers, status_quo={"talk": "yes", "arm": "yes"})
>>> levels_in("not talk, posture = massed", conflict, "--state")
{'A.talk': 'no', 'A.arm': 'yes', 'B.posture': 'massed'}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.conflict import Conflict
from detente.errors import InputError, Problem, about
from detente.formula import And, Chosen, Compared, Formula, Not, parse

_PART = re.compile(r"""(?:"[^"]*"|'[^']*'|[^,"'])+""")


def levels_in(text: str, conflict: Conflict, option: str) -> dict[str, str]:
    """Return the levels of all options, by full name, in the state that a text describes.

    Args:
        text: Options with their levels, with commas or *and*: ``arm``, ``not arm``, ``posture = massed``. Options left
            out are as in the status quo, or at their first level if there is none.
        conflict: The conflict.
        option: The option of the command line that the text was given to.

    Raises:
        InputError: If the text says anything else.
        FormulaError: If a part of it cannot be read.
        UnknownNameError: If it names something unknown.
    """
    variables = conflict.words.variables
    with about(option):
        levels = conflict.variable_levels(dict(conflict.status_quo or ()))
        for part in _PART.findall(text):
            if part.strip():
                for atom in _atoms(parse(part), text):
                    conflict.words.check(atom)
                    index, level = _level(atom, conflict, text)
                    levels[index] = level
    return {variable.full_name: variable.levels[levels.get(index, 0)] for index, variable in enumerate(variables)}


def _atoms(formula: Formula, text: str) -> Iterator[Formula]:
    if isinstance(formula, And):
        for member in formula.members:
            yield from _atoms(member, text)
    elif isinstance(formula, Chosen | Compared) or (isinstance(formula, Not) and isinstance(formula.negated, Chosen)):
        yield formula
    else:
        raise _unreadable(text)


def _level(atom: Formula, conflict: Conflict, text: str) -> tuple[int, int]:
    """Return the variable and the level that an atom puts it at."""
    words = conflict.words
    match atom:
        case Chosen(reference):
            return words.index(reference), 1
        case Not(Chosen(reference)):
            return words.index(reference), 0
        case Compared(reference, "=", level):
            index = words.index(reference)
            return index, words.level(index, level)
        case _:
            raise _unreadable(text)


def _unreadable(text: str) -> InputError:
    allowed = "options as they stand, as in 'talk, not arm, posture = massed'"
    return InputError(Problem(f"'{text}' does not say which state is meant", allowed=allowed))
