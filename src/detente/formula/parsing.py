"""Read the formula language.

Binding, tightest first: comparison, ``not``, ``and``, ``or``, ``if``, ``iff``. ``Q if P`` and ``if P then Q`` are two
spellings of one formula.

>>> from detente.formula import parse
>>> parse("calm if not (attack or threat)")
Formula('if not (attack or threat) then calm')
>>> parse("at most 1 of (full, reduced, appease)").number
1
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib.resources import files
from typing import cast

from lark import Lark, Token, Transformer, UnexpectedInput, v_args

from detente.errors import FormulaError, Problem
from detente.formula.faults import fault, shortened
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
    depth,
)
from detente.given import one, several

LONGEST = 20_000
"""The most characters a formula may have."""

DEEPEST = 100
"""The most levels a formula may have: brackets within brackets."""

_LONGEST_COUNT = 9

_FORMULA = "a text such as 'a and not b', or a formula"


@v_args(inline=True)
class _Builder(Transformer[Token, Formula]):
    """Build the nodes while the parser reduces: the method names are the rule names of the grammar."""

    def true(self) -> Formula:
        return Constant(value=True)

    def false(self) -> Formula:
        return Constant(value=False)

    def name(self, token: Token) -> Token:
        return token.update(value=_unquoted(token))

    def level(self, token: Token) -> str:
        return _unquoted(token)

    def reference(self, first: Token, second: Token | None = None) -> Reference:
        owner, option = (None, first) if second is None else (str(first), second)
        return Reference(str(option), owner, position=first.start_pos)

    def chosen(self, reference: Reference) -> Formula:
        return Chosen(reference)

    def compared(self, reference: Reference, comparison: Token, level: str) -> Formula:
        return Compared(reference, str(comparison), level)

    def opposite(self, negated: Formula) -> Formula:
        return Not(negated)

    def all_of(self, *members: Formula) -> Formula:
        return And(members)

    def any_of(self, *members: Formula) -> Formula:
        return Or(members)

    def if_then(self, condition: Formula, consequence: Formula) -> Formula:
        return If(condition, consequence)

    def then_if(self, consequence: Formula, condition: Formula) -> Formula:
        return If(condition, consequence)

    def iff(self, left: Formula, right: Formula) -> Formula:
        return Iff(left, right)

    def exactly(self, number: Token) -> tuple[str, int]:
        return "exactly", _count(number)

    def at_most(self, number: Token) -> tuple[str, int]:
        return "at most", _count(number)

    def at_least(self, number: Token) -> tuple[str, int]:
        return "at least", _count(number)

    def counted(self, count: tuple[str, int], *members: Formula) -> Formula:
        return Count(*count, members)


def _count(number: Token) -> int:
    if len(number) > _LONGEST_COUNT:
        message = f"the number {shortened(str(number))} is too large"
        raise FormulaError(Problem(message, allowed=f"at most {_LONGEST_COUNT} digits", position=number.start_pos))
    return int(number)


@functools.cache
def _parser() -> Lark:
    grammar = files("detente.formula").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, start="formula", parser="lalr", lexer="basic", transformer=_Builder())


def parse(text: str) -> Formula:
    """Read a formula.

    Args:
        text: The formula, at most ``LONGEST`` characters.

    Returns:
        Its tree; ``parse(str(formula)) == formula`` for every formula.

    Raises:
        FormulaError: If the text is not a formula; the problem holds the position of the fault.
        KindError: If it is no text.
    """
    one("a formula", text, str, _FORMULA)
    if len(text) > LONGEST:
        raise FormulaError(Problem(f"a formula of {len(text)} characters", allowed=f"at most {LONGEST}"))
    _refuse_deep(text)
    try:
        # The transformer runs inside the parser, so what comes back is no tree but the formula.
        formula: Formula = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedInput as error:
        raise FormulaError(fault(text, error)) from None
    if depth(formula) > DEEPEST:
        raise FormulaError(_too_deep(text))
    return formula


def _refuse_deep(text: str) -> None:
    if text.count("(") > DEEPEST and _bracket_depth(text) > DEEPEST:
        raise FormulaError(_too_deep(text))


def _bracket_depth(text: str) -> int:
    deepest = level = 0
    for character in text:
        level += (character == "(") - (character == ")")
        deepest = max(deepest, level)
    return deepest


def _too_deep(text: str) -> Problem:
    return Problem(f"the formula '{shortened(text)}' nests too deep", allowed=f"at most {DEEPEST} levels")


def _unquoted(token: Token) -> str:
    return str(token)[1:-1] if token.type == "QUOTED" else str(token)


def as_formula(written: Formula | str) -> Formula:
    """Return a formula, read from its text if it is one."""
    return parse(written) if isinstance(written, str) else cast("Formula", one("a formula", written, Formula, _FORMULA))


def as_formulas(written: Iterable[Formula | str]) -> tuple[Formula, ...]:
    """Return formulas, each read from its text if it is one."""
    return tuple(map(as_formula, several("formulas", written, (str, Formula), "a list of texts and formulas")))
