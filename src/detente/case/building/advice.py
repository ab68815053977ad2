"""What was probably meant by a formula that is faulty, going by the names that the case declares.

>>> from detente.formula import Variable, Vocabulary
>>> from detente.errors import FormulaError
>>> words = Vocabulary([Variable("block"), Variable("land troops")])
>>> print(advised(FormulaError("cannot read it"), "block iff land troops", words, {}))
the name 'land troops' stands without quotation marks; allowed: block iff "land troops"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from detente.errors import FormulaError, InputError, Problem, UnknownNameError
from detente.formula import Vocabulary, quoted

Outcomes = Mapping[str, tuple[str, str]]
"""Whether each goal or dread, by name, is a goal or a dread, and its formula."""

_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_MOST_SHOWN = 120


def advised(error: InputError, text: str, words: Vocabulary, outcomes: Outcomes) -> InputError:
    """Return what is to be said of a faulty formula: the error, or else the one slip that explains it."""
    if problems := list(_outcomes_named(error, text, outcomes)):
        return UnknownNameError(*problems)
    if problem := _without_quotation_marks(text, words):
        return FormulaError(problem)
    return error


def _outcomes_named(error: InputError, text: str, outcomes: Outcomes) -> Iterator[Problem]:
    """Describe each goal and dread that the formula speaks of as if it were an option."""
    blamed = {problem.message for problem in error.problems}
    for name, (kind, formula) in outcomes.items():
        found = _bare(name, text) if _needs_quotes(name) else None
        if found or f"no option '{name}'" in blamed:
            position = found.start() if found else text.find(name)
            message = f"'{name}' is a {kind}, and formulas speak of options"
            yield Problem(message, allowed=f"what it stands for: {formula}", position=position)


def _without_quotation_marks(text: str, words: Vocabulary) -> Problem | None:
    names = {each for variable in words.variables for each in (variable.name, variable.decision_maker or "")}
    names |= {level for variable in words.variables for level in variable.levels}
    for name in sorted(filter(_needs_quotes, names), key=lambda name: (-len(name), name)):
        if found := _bare(name, text):
            meant = _for_yaml(text[: found.start()] + quoted(name) + text[found.end() :])
            allowed = meant if len(meant) <= _MOST_SHOWN else quoted(name)
            message = f"the name '{name}' stands without quotation marks"
            return Problem(message, allowed=allowed, position=found.start())
    return None


def _for_yaml(formula: str) -> str:
    r"""Put a formula that begins with a quotation mark into others, without which a case file cannot hold it.

    >>> _for_yaml('"land troops" iff block')
    '\'"land troops" iff block\''
    """
    return f"'{formula}'" if formula.startswith('"') and "'" not in formula else formula


def _needs_quotes(name: str) -> bool:
    """Say whether a name is more than one word; a keyword as a name is not looked for."""
    return quoted(name) != name and not name.isalpha() and bool(name)


def _bare(name: str, text: str) -> re.Match[str] | None:
    """Find a name outside quotation marks and as a whole."""
    unquoted = _QUOTED.sub(lambda found: "\0" * len(found[0]), text)
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", unquoted)
