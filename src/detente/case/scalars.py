"""The scalars of a case file, and the short forms of lists: each a type that reads, checks and describes itself.

Every scalar is read as text, so that a level may be called ``1`` or ``yes`` without quotation marks; what should be a
date, a chance or an address is turned into one here.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

VERSION = 1
"""The format version this program reads and writes."""

MOST_LEVELS = 1_000
"""The most levels an option may have."""

Json = dict[str, Any]

ANY_SCALAR: Json = {"type": ["string", "number", "boolean"]}
"""What a text may look like to a program that tells numbers from texts."""

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

_CHANCE = re.compile(r"(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:\s*/\s*(\d{1,9}))?\s*(%)?", re.ASCII)

_URL = re.compile(r"https?://[^\s/]\S*")


def _as_day(text: object) -> date:
    if isinstance(text, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise PydanticCustomError("value", "no such day", {"allowed": "a day such as 2021-11-27"})


def _as_partial_date(text: object) -> str:
    allowed = {"allowed": "a year, month or day, such as 1993, 1993-05 or 1993-05-01"}
    if not isinstance(text, str) or not (found := _PARTIAL_DATE.fullmatch(text)):
        raise PydanticCustomError("value", "no such date", allowed)
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise PydanticCustomError("value", "no such date", allowed) from None
    return text


def _as_url(text: object) -> str:
    if isinstance(text, str) and _URL.fullmatch(text):
        return text
    allowed = "an address without spaces, such as https://www.gov.uk/treaties"
    raise PydanticCustomError("value", "no address", {"allowed": allowed})


def _as_version(text: object) -> int:
    if text not in (VERSION, str(VERSION)):
        raise PydanticCustomError("value", "this version of the format is not known", {"allowed": str(VERSION)})
    return VERSION


def _not_empty(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("value", "it is empty", {"allowed": "a few words"})
    return text


def _as_tiers(ranking: object) -> object:
    return [each if isinstance(each, list) else [each] for each in ranking] if isinstance(ranking, list) else ranking


def _as_list(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _as_moves(moves: object) -> str | list[tuple[str, str]]:
    if isinstance(moves, str):
        return moves
    if isinstance(moves, list) and all(_is_pair(step) for step in moves):
        return [(step[0], step[1]) for step in moves]
    allowed = "both, up, down, rung, rung-up, rung-down, or a list of [from, to]"
    raise PydanticCustomError("value", "moves of another shape", {"allowed": allowed})


def _is_pair(step: object) -> bool:
    return isinstance(step, list) and len(step) == 2 and all(isinstance(level, str) for level in step)  # noqa: PLR2004


def _as_place(place: object) -> str | dict[str, str]:
    if isinstance(place, str):
        return place
    if isinstance(place, dict) and all(isinstance(level, str) for level in place.values()):
        return place
    allowed = "option: level for each option, or in graph form the name of a state"
    raise PydanticCustomError("value", "a status quo of another shape", {"allowed": allowed})


def _as_chance(text: object) -> Fraction:
    allowed = {"allowed": "a number from 0 to 1, such as 0.7, 7/10 or 70 %"}
    found = _CHANCE.fullmatch(text.strip()) if isinstance(text, str) else None
    if not found or (found[2] and not int(found[2])):
        raise PydanticCustomError("value", "no chance", allowed)
    chance = Fraction(found[1]) / int(found[2] or 1) / (100 if found[3] else 1)
    if chance > 1:
        raise PydanticCustomError("value", "more than certain", allowed)
    return chance


def as_states(states: object) -> object:
    """Return states in their long form: what is said of each by its name; a plain list of names says nothing."""
    if not isinstance(states, list):
        return states
    if not all(isinstance(name, str) for name in states):
        raise PydanticCustomError("value", "a state that is no text", {"allowed": "the names of the states"})
    if repeated := [name for place, name in enumerate(states) if name in states[:place]]:
        raise PydanticCustomError("value", f"the state '{repeated[0]}' twice", {"allowed": "each state once"})
    return dict.fromkeys(states)


Text = Annotated[str, WithJsonSchema(ANY_SCALAR)]
Title = Annotated[str, AfterValidator(_not_empty), WithJsonSchema(ANY_SCALAR | {"pattern": r"\S"})]
Formula = Annotated[str, WithJsonSchema(ANY_SCALAR | {"description": "A formula over options and levels."})]
Version = Annotated[int, PlainValidator(_as_version), WithJsonSchema({"const": VERSION})]
_DAY: Json = {"type": "string", "format": "date"}
Day = Annotated[date, PlainValidator(_as_day), WithJsonSchema(_DAY)]
Days = Annotated[
    list[Day],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [_DAY, {"type": "array", "items": _DAY}]}),
]
PartialDate = Annotated[
    str,
    PlainValidator(_as_partial_date),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_PARTIAL_DATE.pattern}$"}),
]
Url = Annotated[str, PlainValidator(_as_url), WithJsonSchema({"type": "string", "pattern": f"^{_URL.pattern}$"})]
Chance = Annotated[
    Fraction,
    PlainValidator(_as_chance),
    WithJsonSchema(
        {"type": ["string", "number"], "pattern": r"^\s*[0-9.]+\s*(/\s*[0-9]+)?\s*%?\s*$", "minimum": 0, "maximum": 1}
    ),
]
Tiers = Annotated[
    list[list[Text]],
    BeforeValidator(_as_tiers),
    WithJsonSchema({"type": "array", "items": {"anyOf": [ANY_SCALAR, {"type": "array", "items": ANY_SCALAR}]}}),
]
_PAIR: Json = {"type": "array", "items": ANY_SCALAR, "minItems": 2, "maxItems": 2}
Moves = Annotated[
    Any,
    PlainValidator(_as_moves),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["both", "up", "down", "rung", "rung-up", "rung-down"]},
                {"type": "array", "items": _PAIR},
            ]
        }
    ),
]
StatusQuo = Annotated[
    Any,
    PlainValidator(_as_place),
    WithJsonSchema({"anyOf": [ANY_SCALAR, {"type": "object", "additionalProperties": ANY_SCALAR}]}),
]
