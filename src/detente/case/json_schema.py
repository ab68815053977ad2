"""The JSON Schema of the case file, for editors that complete and check while one types.

It is generated from the models of :mod:`detente.case.schema` and shipped as ``case.schema.json``. An editor reads
YAML scalars as numbers, dates and truth values where the program reads text, so the schema takes any scalar where
the program takes text; what formulas and names mean is checked by the program only.

>>> generated()["properties"]["title"]["description"]
'What the case is called.'
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from detente.case import schema
from detente.case.scalars import ANY_SCALAR
from detente.case.schema import Document, Element

Json = dict[str, Any]

FILE = "case.schema.json"
"""The file in this package that holds the schema."""


def generated() -> Json:
    """Return the JSON Schema of the case file, generated from the models."""
    found = Document.model_json_schema(by_alias=True)
    definitions = {name: _element(name, each) for name, each in found.pop("$defs").items()}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Case file of détente"}
    whole = _long(found)
    whole["properties"]["states"]["anyOf"].insert(0, {"type": "array", "items": ANY_SCALAR})
    return {**head, **whole, "$defs": definitions}


def shipped() -> Json:
    """Return the JSON Schema that is shipped with the package."""
    return dict(json.loads(files("detente.case").joinpath(FILE).read_text(encoding="utf-8")))


def as_text() -> str:
    """Return the generated JSON Schema as the text of its file."""
    return json.dumps(generated(), indent=2, ensure_ascii=False) + "\n"


def ship() -> None:
    """Write the generated JSON Schema to the package; to be called when the models have changed."""
    Path(__file__).with_name(FILE).write_text(as_text(), encoding="utf-8")


def _element(name: str, written: Json) -> Json:
    """Allow the short form beside the long one, and nothing at all where no key is required."""
    model: type[Element] = getattr(schema, name)
    forms = [_long(written)]
    if model.short is not None:
        forms.append(ANY_SCALAR if model.short_kind is str else _short_in(forms[0]["properties"][model.short]))
    if not written.get("required"):
        forms.append({"type": "null"})
    return forms[0] if len(forms) == 1 else {"anyOf": forms}


def _long(written: Json) -> Json:
    """Take a key without a value for one that is left out, as the program does."""
    required = written.get("required", [])
    properties = {
        key: each if key in required else _or_nothing(each) for key, each in written.get("properties", {}).items()
    }
    kept = {key: value for key, value in written.items() if key not in ("title", "properties")}
    return {**kept, "properties": {key: _without(each, "title") for key, each in properties.items()}}


def _short_in(written: Json) -> Json:
    """Return the one form of a value that is a list or a mapping."""
    return next(each for each in written.get("anyOf", [written]) if each.get("type") in ("array", "object"))


def _or_nothing(written: Json) -> Json:
    about = {key: written[key] for key in ("description",) if key in written}
    rest = _without(written, "description", "default", "title")
    options = rest.pop("anyOf") if set(rest) == {"anyOf"} else [rest]
    nothing = {"type": "null"}
    return {**about, "anyOf": [*(each for each in options if each != nothing), nothing]}


def _without(written: Json, *keys: str) -> Json:
    return {key: value for key, value in written.items() if key not in keys}
