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

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import UnexpectedToken

from detente.errors import FormulaError, Problem, nearest
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

LONGEST = 20_000
"""The most characters a formula may have."""

DEEPEST = 100
"""The most levels a formula may have: brackets within brackets."""

_LONGEST_COUNT = 9

KEYWORDS = frozenset({"and", "at", "exactly", "false", "if", "iff", "least", "most", "not", "of", "or", "then", "true"})
"""Words that must be quoted to serve as a name."""

_IN_WORDS = {
    "WORD": "a name",
    "QUOTED": "a quoted name",
    "WHOLE": "a whole number",
    "COMPARISON": "a comparison (=, !=, >=, <=, >, <)",
    "LPAR": "'('",
    "RPAR": "')'",
    "COMMA": "','",
    "DOT": "'.'",
    "$END": "the end",
}


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
        message = f"the number {_shortened(str(number))} is too large"
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
    """
    if len(text) > LONGEST:
        raise FormulaError(Problem(f"a formula of {len(text)} characters", allowed=f"at most {LONGEST}"))
    _refuse_deep(text)
    try:
        # The transformer runs inside the parser, so what comes back is no tree but the formula.
        formula: Formula = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedInput as error:
        raise FormulaError(_fault(text, error)) from None
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
    return Problem(f"the formula '{_shortened(text)}' nests too deep", allowed=f"at most {DEEPEST} levels")


def _fault(text: str, error: UnexpectedInput) -> Problem:
    position: int = error.pos_in_stream  # type: ignore[assignment] # declared as None, set by the parser
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        found, position = "it ends too early", len(text)
    elif isinstance(error, UnexpectedToken):
        found = f"unexpected '{_shortened(str(error.token))}' at character {position + 1}"
    else:
        found = f"unexpected {text[position]!r} at character {position + 1}"
    return Problem(
        f"cannot read the formula '{_shortened(text)}': {found}",
        allowed=_allowed(error),
        nearest=_nearest_keyword(text, error),
        position=position,
    )


def _accepted(error: UnexpectedInput) -> set[str]:
    """Return the kinds of token that can go on from here; where there are none the formula is complete."""
    accepted: set[str] = error.interactive_parser.accepts()  # type: ignore[no-untyped-call]
    return accepted or {"$END"}


def _allowed(error: UnexpectedInput) -> str:
    return ", ".join(sorted(_IN_WORDS.get(each, f"'{each.lower()}'") for each in _accepted(error)))


def _nearest_keyword(text: str, error: UnexpectedInput) -> str:
    """Guess the keyword meant, from the faulty word or else from the word before it (``nott a``)."""
    if not isinstance(error, UnexpectedToken) or error.token.type != "WORD":
        return ""
    before = text[: error.pos_in_stream].split()[-1:]
    words = [each for each in (str(error.token), *before) if len(each) > 1]
    expected = [each.lower() for each in _accepted(error) if each.lower() in KEYWORDS]
    return next((found for word in words if (found := nearest(word, expected))), "")


def _shortened(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _unquoted(token: Token) -> str:
    return str(token)[1:-1] if token.type == "QUOTED" else str(token)


def as_formula(written: Formula | str) -> Formula:
    """Return a formula, read from its text if it is one."""
    return parse(written) if isinstance(written, str) else written


def as_formulas(written: Iterable[Formula | str]) -> tuple[Formula, ...]:
    """Return formulas, each read from its text if it is one."""
    return tuple(map(as_formula, written))
