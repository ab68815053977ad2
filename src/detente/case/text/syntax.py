r"""Read the events of a YAML text, and say in plain words where it is no YAML.

A parser stops where it can go on no longer, which is often far behind the slip: what was opened and never closed,
or a key without its colon, is told where it stands.

>>> list(events("decision_makers:\n  Egypt\n    options:\n", "a.yaml"))
Traceback (most recent call last):
detente.errors.CaseFileError: a.yaml, line 2, column 3: 'Egypt' stands like a key and has no colon; allowed: key: value
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import AliasEvent, Event, ScalarEvent

from detente.errors import CaseFileError, Place, Problem
from detente.formula.faults import character, shortened

_ODD = r"\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ODD_SPACE = re.compile(rf"^ *(?:- +)*([{_ODD}])|[:-]([{_ODD}])|^ *[\w ]+(\uff1a)")
ODD_AFTER_COLON = re.compile(rf":([{_ODD}])")
"""A space behind a colon that only looks like one."""

TAGLESS = "quotation marks around a text that begins with !; in a formula, 'not' instead of !"
"""What to do about a value that begins like a tag."""

_COMMENT = re.compile(r"\s#.*")
_BEFORE_KEY = re.compile(r" *(?:- +)*")
_IN_QUOTES = "quotation marks around a text that begins with this character"


def events(text: str, file: str) -> Iterator[Event]:
    """Yield what a YAML text holds, piece by piece.

    Raises:
        CaseFileError: If it is no YAML.
    """
    event: Event | None = None
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            yield event
    except MarkedYAMLError as error:
        raise CaseFileError(_problem(_Stop(error, event, text.splitlines(), file))) from None
    except (YAMLError, ValueError, OverflowError, LookupError) as error:
        message = str(error).splitlines()[0] if str(error) else "the text ends within a value"
        raise CaseFileError(Problem(f"this is no YAML: {message}", place=Place(file))) from None


@attrs.frozen
class _Stop:
    """Where and why the parser stopped.

    Attributes:
        error: What it said.
        last: The last event before it.
        lines: The text.
        file: Its name.
    """

    error: MarkedYAMLError
    last: Event | None
    lines: list[str]
    file: str

    @property
    def said(self) -> str:
        return str(self.error.problem or self.error.context or "it ends too early").splitlines()[0]

    @property
    def line(self) -> int:
        mark = self.error.problem_mark
        return mark.line if mark else 0

    def at(self, mark: Any) -> Place:  # noqa: ANN401 - two kinds of mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def text(self, line: int) -> str:
        return self.lines[line] if line < len(self.lines) else ""


_ADVICE = (
    ("mapping values are not allowed here", "a text that holds ': ' or ' #' in quotation marks"),
    ("found character '\\t'", "spaces for indentation"),
    ("cannot start any token", _IN_QUOTES),
    (
        "expected the node content",
        "a value here; a text that begins with this character needs quotation marks",
    ),
    ("expected <block end>", "keys and items of one list or mapping at the same indentation"),
    ("could not find expected ':'", "key: value"),
    ("expected alphabetic or numeric character", _IN_QUOTES),
    ("expected chomping", _IN_QUOTES),
    ("sequence entries are not allowed here", "a list in brackets, or on lines of its own"),
)


def _problem(stop: _Stop) -> Problem:
    """Describe where the slip is if it can be told, or else what the parser said."""
    found = (explanation(stop) for explanation in _EXPLANATIONS)
    return next((problem for problem in found if problem), None) or _as_said(stop)


def _as_said(stop: _Stop) -> Problem:
    allowed = next((advice for sign, advice in _ADVICE if sign in stop.said), "")
    opened = stop.error.context_mark
    flow = str(stop.error.context).startswith("while parsing a flow")
    still_open = f"; the bracket of line {opened.line + 1} is still open" if flow and opened.line < stop.line else ""
    place = stop.at(stop.error.problem_mark or stop.error.context_mark)
    return Problem(f"this is no YAML: {stop.said}{still_open}", allowed, place=place)


def _odd_space(stop: _Stop) -> Problem | None:
    marks = (stop.error.problem_mark, stop.error.context_mark, stop.last and stop.last.start_mark)
    lines = [mark.line for mark in marks if mark]
    for line in range(min(lines, default=0), max(lines, default=-1) + 1):
        if found := _ODD_SPACE.search(stop.text(line)):
            sign, column = found[found.lastindex or 0], found.start(found.lastindex or 0)
            allowed = "an ordinary colon and space" if sign == "\uff1a" else "an ordinary space"
            message = f"the character {character(sign)} in place of an ordinary one"
            return Problem(message, allowed, place=Place(stop.file, line + 1, column + 1))
    return None


def _never_closed(stop: _Stop) -> Problem | None:
    """Explain a quotation mark or bracket that is still open where the text ends."""
    context = str(stop.error.context)
    if "end of stream" in stop.said and "quoted scalar" in context:
        opened = "quotation mark"
    elif "<stream end>" in stop.said and context.startswith("while parsing a flow"):
        opened = "bracket"
    else:
        return None
    return Problem(f"the {opened} that opens here is never closed", place=stop.at(stop.error.context_mark))


def _key_without_colon(stop: _Stop) -> Problem | None:
    if "could not find expected ':'" in stop.said and stop.error.context_mark:
        return _no_colon(stop, stop.error.context_mark)
    last = stop.last
    if "mapping values are not allowed" not in stop.said or not isinstance(last, ScalarEvent) or last.style:
        return None
    start = last.start_mark
    if start.line == stop.line:
        return None
    begins_line = _BEFORE_KEY.match(stop.text(start.line))
    if begins_line and begins_line.end() == start.column:
        return _no_colon(stop, start)
    message = f"a key, where the text that began in line {start.line + 1} goes on"
    allowed = "the key indented like the one before; or the text in quotation marks"
    place = Place(stop.file, stop.line + 1, len(stop.text(stop.line)) - len(stop.text(stop.line).lstrip()) + 1)
    return Problem(message, allowed, place=place)


def _key_before_a_comment(stop: _Stop) -> Problem | None:
    """Explain a key without its colon that a comment keeps apart from what it holds."""
    last = stop.last
    if "found '<block mapping start>'" not in stop.said or not isinstance(last, ScalarEvent) or last.style:
        return None
    start = last.start_mark
    begins_line = _BEFORE_KEY.match(stop.text(start.line))
    holds = begins_line and begins_line.end() == start.column < stop.error.problem_mark.column
    return _no_colon(stop, start) if holds else None


def _begins_without_colon(stop: _Stop) -> Problem | None:
    """Explain a first line after which nothing may follow."""
    if "expected '<document start>'" not in stop.said:
        return None
    first = next((at for at, line in enumerate(stop.lines) if line.strip() and not line.startswith("#")), 0)
    return _no_colon(stop, StringMark("", 0, first, 0, None, None)) if first < stop.line else None


def _no_colon(stop: _Stop, mark: Any) -> Problem:  # noqa: ANN401 - two kinds of mark
    written = shortened(_COMMENT.sub("", stop.text(mark.line)[mark.column :]).strip())
    if re.match(r"[\w-]+:\S", written):
        return Problem(f"'{written}' has no space behind its colon", "key: value", place=stop.at(mark))
    return Problem(f"'{written}' stands like a key and has no colon", "key: value", place=stop.at(mark))


def _quotation_marks(stop: _Stop) -> Problem | None:
    """Explain quotation marks that close elsewhere than was meant."""
    last = stop.last
    if not isinstance(last, ScalarEvent) or last.style not in ("'", '"') or last.end_mark.line != stop.line:
        return None
    place, ends = stop.at(last.start_mark), last.end_mark
    if last.start_mark.line < ends.line:
        return Problem(f"the quotation mark that opens here closes in line {ends.line + 1} only", place=place)
    if "<scalar>" not in stop.said:
        return None
    if stop.error.problem_mark.column == ends.column:
        allowed = "the other kind of quotation marks around it"
        return Problem(f"a text in {last.style} that holds {last.style}", allowed, place=stop.at(ends))
    allowed = "quotation marks of the other kind around it all"
    return Problem("a text that goes on behind its quotation marks", allowed, place=place)


def _alias_of_nothing(stop: _Stop) -> Problem | None:
    last = stop.last
    if not isinstance(last, AliasEvent) or last.start_mark.line != stop.line:
        return None
    return Problem(f"a text that begins with '*{last.anchor}'", _IN_QUOTES, place=stop.at(last.start_mark))


def _tag(stop: _Stop) -> Problem | None:
    if "scanning a tag" not in str(stop.error.context):
        return None
    return Problem("a text that begins with '!'", TAGLESS, place=stop.at(stop.error.context_mark))


_EXPLANATIONS: tuple[Callable[[_Stop], Problem | None], ...] = (
    _odd_space,
    _never_closed,
    _key_without_colon,
    _key_before_a_comment,
    _begins_without_colon,
    _quotation_marks,
    _alias_of_nothing,
    _tag,
)
"""What may explain why a text is no YAML; the first that does is told."""
