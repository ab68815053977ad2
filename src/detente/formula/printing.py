"""Print a formula with as few brackets as its reading needs.

>>> from detente.formula import parse
>>> str(parse("((a and b) or (not (c)))"))
'a and b or not c'
"""

from __future__ import annotations

import re
from collections.abc import Callable

from detente.formula.faults import KEYWORDS
from detente.formula.nodes import (
    And,
    Chosen,
    Compared,
    Constant,
    Count,
    Formula,
    If,
    Iff,
    Not,
    Or,
    Reference,
)

_WORD = re.compile(r"[^\W\d][\w-]*")
_WORD_OR_WHOLE = re.compile(r"[^\W\d][\w-]*|[0-9]+")

_IFF, _IF, _OR, _AND, _NOT, _ATOM = range(6)

_BINDING: dict[type[Formula], int] = {Iff: _IFF, If: _IF, Or: _OR, And: _AND, Not: _NOT}


def to_text(formula: Formula) -> str:
    """Return the formula in the formula language."""
    return _PRINTERS[type(formula)](formula)


def _bracketed(formula: Formula, loosest: int) -> str:
    text = to_text(formula)
    return text if _BINDING.get(type(formula), _ATOM) >= loosest else f"({text})"


def _joined(word: str, members: tuple[Formula, ...], loosest: int) -> str:
    return f" {word} ".join(_bracketed(member, loosest) for member in members)


def _constant(formula: Constant) -> str:
    return "true" if formula.value else "false"


def _compared(formula: Compared) -> str:
    return f"{name_of(formula.reference)} {formula.comparison} {quoted(formula.level, _WORD_OR_WHOLE)}"


def _count(formula: Count) -> str:
    return f"{formula.quantifier} {formula.number} of ({', '.join(map(to_text, formula.members))})"


def _if(formula: If) -> str:
    return f"if {to_text(formula.condition)} then {_bracketed(formula.consequence, _IF)}"


def _iff(formula: Iff) -> str:
    return f"{_bracketed(formula.left, _IFF)} iff {_bracketed(formula.right, _IF)}"


_PRINTERS: dict[type[Formula], Callable[..., str]] = {
    Constant: _constant,
    Chosen: lambda formula: name_of(formula.reference),
    Compared: _compared,
    Not: lambda formula: f"not {_bracketed(formula.negated, _NOT)}",
    And: lambda formula: _joined("and", formula.members, _NOT),
    Or: lambda formula: _joined("or", formula.members, _AND),
    If: _if,
    Iff: _iff,
    Count: _count,
}


def name_of(reference: Reference) -> str:
    """Print an option's name, after its owner's where the formula gives one."""
    option = quoted(reference.option)
    return option if reference.decision_maker is None else f"{quoted(reference.decision_maker)}.{option}"


def quoted(name: str, bare: re.Pattern[str] = _WORD) -> str:
    """Quote a name unless it can stand bare.

    >>> quoted("withdraw"), quoted("Air Strike"), quoted("not")
    ('withdraw', '"Air Strike"', '"not"')
    """
    if bare.fullmatch(name) and name not in KEYWORDS:
        return name
    return f"'{name}'" if '"' in name else f'"{name}"'
