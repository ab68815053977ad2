"""Say what is wrong with a formula that cannot be read, and what was probably meant.

>>> from detente.formula import parse
>>> parse("canal == shared")
Traceback (most recent call last):
detente.errors.FormulaError: cannot read the formula 'canal == shared': '==' at character 7 is written '=' here
"""

from __future__ import annotations

import re
import unicodedata

from lark import UnexpectedInput
from lark.exceptions import UnexpectedToken

from detente.errors import Problem, nearest

KEYWORDS = frozenset({"and", "at", "exactly", "false", "if", "iff", "least", "most", "not", "of", "or", "then", "true"})
"""Words that must be quoted to serve as a name."""

_LEADING = ("not", "if", "exactly")
"""Keywords that stand before what they speak of."""

_ELSEWHERE = {
    "==": "'='",
    "===": "'='",
    "<>": "'!='",
    "≠": "'!='",
    "≥": "'>='",
    "≤": "'<='",
    "!": "'not'",
    "~": "'not'",
    "¬": "'not'",
    "&": "'and'",
    "&&": "'and'",
    "∧": "'and'",
    "|": "'or'",
    "||": "'or'",
    "∨": "'or'",  # noqa: RUF001 - the sign that is meant
    "=>": "'>=', or 'if … then …'",
    "->": "'if … then …'",
    "→": "'if … then …'",
    "⇒": "'if … then …'",
    "<->": "'iff'",
    "<=>": "'iff'",
    "↔": "'iff'",
    "⇔": "'iff'",
}
"""Signs of other languages, and how each is written here."""

_SIGNS = re.compile("|".join(re.escape(sign) for sign in sorted(_ELSEWHERE, key=len, reverse=True)))
_NAMES = re.compile(r"[^\W\d][\w-]*(?:\s+[^\W\d][\w-]*)+")

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


def fault(text: str, error: UnexpectedInput) -> Problem:
    """Describe what stopped the parser."""
    position: int = error.pos_in_stream  # type: ignore[assignment] # declared as None, set by the parser
    unfinished = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    lead = f"cannot read the formula '{shortened(text)}'"
    if unfinished:
        return Problem(f"{lead}: it ends too early", allowed=_allowed(error), position=len(text))
    if sign := _foreign_sign(text, position):
        found = f"'{sign[0]}' at character {sign.start() + 1} is written {_ELSEWHERE[sign[0]]} here"
        return Problem(f"{lead}: {found}", position=sign.start())
    found = f"unexpected {_found(text, position, error)} at character {position + 1}"
    meant = _nearest_keyword(text, error)
    name = "" if meant else _words_side_by_side(text, position)
    quoting = f"; if '{shortened(name)}' is one name, it needs quotation marks" if name else ""
    return Problem(f"{lead}: {found}{quoting}", allowed=_allowed(error), nearest=meant, position=position)


def shortened(text: str, most: int = 80) -> str:
    """Return a text cut off where it is too long for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _found(text: str, position: int, error: UnexpectedInput) -> str:
    if isinstance(error, UnexpectedToken):
        return f"'{shortened(str(error.token))}'"
    sign = text[position]
    return repr(sign) if sign.isprintable() else character(sign)


def character(sign: str) -> str:
    """Name a character that cannot be seen.

    >>> character(chr(0xA0))
    'U+00A0 (no-break space)'
    """
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X}" + (f" ({name})" if name else "")


def _foreign_sign(text: str, position: int) -> re.Match[str] | None:
    """Return the sign of another language in which the parser stopped, if it did."""
    return next((sign for sign in _SIGNS.finditer(text) if sign.start() <= position < sign.end()), None)


def _words_side_by_side(text: str, position: int) -> str:
    """Return the words around a place, none of them a keyword, if there are two or more.

    >>> _words_side_by_side("block iff land troops", 15)
    'land troops'
    """
    for run in _NAMES.finditer(text):
        if run.start() <= position < run.end():
            return _around(run[0].split(), len(text[run.start() : position].split()))
    return ""


def _around(words: list[str], place: int) -> str:
    """Return the words up to the next keywords before and after a place, if they are two or more."""
    first = next((at + 1 for at in range(place, -1, -1) if words[at] in KEYWORDS), 0)
    last = next((at for at in range(place, len(words)) if words[at] in KEYWORDS), len(words))
    return " ".join(words[first:last]) if last - first > 1 else ""


def _accepted(error: UnexpectedInput) -> set[str]:
    """Return the kinds of token that can go on from here; where there are none the formula is complete."""
    accepted: set[str] = error.interactive_parser.accepts()  # type: ignore[no-untyped-call]
    return accepted or {"$END"}


def _allowed(error: UnexpectedInput) -> str:
    return ", ".join(sorted(_IN_WORDS.get(each, f"'{each.lower()}'") for each in _accepted(error)))


def _nearest_keyword(text: str, error: UnexpectedInput) -> str:
    """Guess the keyword meant: by the word before if it leads (``nott a``), or else by the faulty word."""
    if not isinstance(error, UnexpectedToken) or error.token.type != "WORD":
        return ""
    before = "".join(text[: error.pos_in_stream].split()[-1:])
    if before.casefold() in _LEADING:
        return before.casefold()
    expected = [each.lower() for each in _accepted(error) if each.lower() in KEYWORDS]
    return _near(str(error.token), expected) or _near(before, _LEADING)


def _near(word: str, keywords: list[str] | tuple[str, ...]) -> str:
    return nearest(word, keywords) if len(word) > 1 else ""
