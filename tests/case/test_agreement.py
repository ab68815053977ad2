"""The models of the format, the JSON Schema, the reference page, the lever kinds and the preferences say the same."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from detente import library
from detente.case import read_text, schema, template
from detente.case.building.preferring import BUILDERS
from detente.case.case import KINDS
from detente.case.json_schema import FILE, as_text, generated, shipped
from detente.case.scalars import MOST_LEVELS
from detente.case.schema import Reasoned
from detente.case.text.tree import DEEPEST, MOST_ALIASES, MOST_CHARACTERS, MOST_VALUES, grow
from detente.conflict import DIRECTIONS, PREFERENCES
from detente.errors import InputError
from detente.evolution import BEHAVIOURS
from detente.evolution.process.pace import DAYS
from detente.levers import LEVER_KINDS
from detente.worlds.doubts import MOST_DRAWS, MOST_IN_ANY_ORDER, MOST_OUTCOMES
from tests.case.test_faults import FAULTS
from tests.case.test_reading import FULL

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "case-format.md"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the documentation is not here")

SECTIONS: dict[str, type[BaseModel]] = {
    "Keys of the file": schema.Document,
    "What every element can say": schema.Reasoned,
    "Source": schema.Source,
    "Decision maker": schema.DecisionMaker,
    "Option": schema.Option,
    "Statement": schema.Statement,
    "Infeasible formula": schema.Infeasible,
    "Constraint": schema.Constraint,
    "Unknown preference": schema.Unknown,
    "Belief": schema.Belief,
    "Forbidden move": schema.ForbiddenMove,
    "Goal": schema.Goal,
    "What it asks": schema.Asks,
    "Pace": schema.Pace,
    "Window": schema.Window,
    "Event": schema.Event,
    "Draw": schema.Draw,
    "Faction": schema.Faction,
    "Lever": schema.Lever,
    "Mediator": schema.Mediator,
    "Note": schema.Note,
    "State": schema.State,
}


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys of a model that it does not share with every other element."""
    shared = set(Reasoned.model_fields) if model is not Reasoned and issubclass(model, Reasoned) else set()
    return [field.alias or name for name, field in model.model_fields.items() if name not in shared]


def sections() -> dict[str, str]:
    parts = re.split(r"^#{1,3} (.*)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def documented(section: str) -> list[str]:
    table = section.partition("| key | value | meaning |\n|---|---|---|\n")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_page_has_every_key_and_no_other(name: str) -> None:
    assert documented(sections()[name]) == keys_of(SECTIONS[name])


def test_the_page_has_a_section_for_every_model() -> None:
    models = {each for each in vars(schema).values() if isinstance(each, type) and issubclass(each, schema.Element)}
    assert models - {schema.Element} == set(SECTIONS.values())
    assert {name for name, text in sections().items() if documented(text)} == set(SECTIONS)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_page_says_what_is_required_and_what_is_short(name: str) -> None:
    model, text = SECTIONS[name], sections()[name]
    if model is not schema.Document:
        required = {field.alias or key for key, field in model.model_fields.items() if field.is_required()}
        assert set(re.findall(r"^\| `(\w+)` \|[^|]*\| required", text, flags=re.MULTILINE)) == required
    assert ("Short form" in text) == (getattr(model, "short", None) is not None)


def test_the_page_has_all_words_and_limits() -> None:
    page = PAGE.read_text(encoding="utf-8")
    kinds = generated()["properties"]["kind"]["anyOf"][0]["enum"]
    assert [word for word in (*DIRECTIONS, *kinds, *LEVER_KINDS, *DAYS) if f"`{word}`" not in page] == []
    assert [key for key in BEHAVIOURS if f"| `{key}" not in page] == []
    assert MOST_CHARACTERS == 2 * 2**20
    for limit in (f"{MOST_VALUES:,} values", f"{MOST_ALIASES:,} aliases", f"{DEEPEST} levels of nesting"):
        assert limit in page
    assert f"{MOST_LEVELS:,} levels of an option" in page
    assert f"{MOST_DRAWS} draws" in page
    assert f"{MOST_OUTCOMES:,} outcomes" in page
    assert f"two to {MOST_IN_ANY_ORDER} statements" in page


def examples() -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", examples() if PAGE.exists() else [])
def test_the_examples_are_read(example: str) -> None:
    if example.startswith("detente:"):
        read_text(example)
        return
    whole = grow(template(), "template.yaml").plain()
    part = grow(example, "example.yaml").plain()
    assert isinstance(whole, dict)
    assert isinstance(part, dict)
    draws = {"draws": whole.get("draws", {}) | part.get("draws", {})}
    read_text(json.dumps(whole | part | draws))


def test_there_are_examples_of_all_elements() -> None:
    text = "\n".join(examples())
    assert [key for model in SECTIONS.values() for key in keys_of(model) if f"{key}:" not in text] == [
        "kind",
        "summary",
        "author",
        "allow",
    ]


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert shipped() == generated()
    assert (Path(schema.__file__).parent / FILE).read_text(encoding="utf-8") == as_text()


def as_an_editor_reads(text: str) -> Any:
    """Read YAML as a program does that knows nothing of the format: numbers, dates and truth values."""
    return _plain(YAML(typ="safe", pure=True).load(text))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def faults_of(text: str) -> Iterator[jsonschema.ValidationError]:
    schema_of_files = shipped()
    jsonschema.Draft202012Validator.check_schema(schema_of_files)
    yield from jsonschema.Draft202012Validator(schema_of_files).iter_errors(as_an_editor_reads(text))


FINE = {name: library.text(name) for name in library.names()} | {"full": FULL, "template": template()}


@pytest.mark.parametrize("name", FINE)
def test_the_schema_takes_what_the_program_takes(name: str) -> None:
    assert [fault.message for fault in faults_of(FINE[name])] == []


@pytest.mark.parametrize("example", [each for each in examples() if each.startswith("detente:")])
def test_the_schema_takes_the_examples(example: str) -> None:
    assert [fault.message for fault in faults_of(example)] == []


SHAPELESS = (
    *("version", "no version", "nobody", "unknown key", "kind", "comma", "forbidden half", "lever kind"),
    *("status quo list", "moves shape", "same key in source", "null item"),
)


@pytest.mark.parametrize("kind", SHAPELESS)
def test_the_schema_refuses_what_has_the_wrong_shape(kind: str) -> None:
    assert list(faults_of(FAULTS[kind][0]))


def test_every_lever_kind_has_its_key() -> None:
    assert keys_of(schema.Lever) == ["says", "cost", *LEVER_KINDS]


def test_every_preference_has_its_key_and_builder() -> None:
    assert set(PREFERENCES) == set(BUILDERS)
    assert set(PREFERENCES) <= set(keys_of(schema.DecisionMaker))


def test_a_case_is_of_a_kind_that_a_file_can_say() -> None:
    assert get_args(schema.Document.model_fields["kind"].annotation) == KINDS


def test_every_key_has_a_description() -> None:
    models = SECTIONS.values()
    undescribed = [key for model in models for key, field in model.model_fields.items() if not field.description]
    assert undescribed == []


@pytest.mark.parametrize("model", SECTIONS.values(), ids=list(SECTIONS))
def test_no_key_is_taken_that_is_not_in_the_model(model: type[BaseModel]) -> None:
    with pytest.raises(InputError, match="no key 'nonsense'"):
        read_text(json.dumps(_with_nonsense(model)))


def _with_nonsense(model: type[BaseModel]) -> dict[str, Any]:
    """Return a case in which one element of a model has a key too many."""
    nonsense = {"nonsense": "x"}
    whole: dict[str, Any] = {"detente": 1, "title": "x", "decision_makers": {"A": {"options": {"p": None}}}}
    parts: dict[type[BaseModel], dict[str, Any]] = {
        schema.Document: nonsense,
        schema.Reasoned: {"goals": {"g": {"formula": "p", **nonsense}}},
        schema.Source: {"sources": {"s": {"title": "t", **nonsense}}},
        schema.DecisionMaker: {"decision_makers": {"A": nonsense}},
        schema.Option: {"decision_makers": {"A": {"options": {"p": nonsense}}}},
        schema.Statement: {"decision_makers": {"A": {"prefers": [{"statement": "true", **nonsense}]}}},
        schema.Infeasible: {"infeasible": [{"formula": "p", **nonsense}]},
        schema.Constraint: {"coalesce": [{"formula": "p", **nonsense}]},
        schema.Draw: {"draws": {"d": {"outcomes": {"x": 1}, **nonsense}}},
        schema.Faction: {"decision_makers": {"A": {"factions": {"f": {"chance": 1, **nonsense}}}}},
        schema.Unknown: {"decision_makers": {"A": {"unknown": [{"between": "p", "and": "p", **nonsense}]}}},
        schema.Belief: {"decision_makers": {"A": {"believes": {"B": nonsense}}, "B": None}},
        schema.ForbiddenMove: {"forbidden_moves": [{"from": "p", "to": "p", **nonsense}]},
        schema.Asks: {"goals": {"g": "p"}, "asks": {"goal": "g", **nonsense}},
        schema.Goal: {"dreads": {"g": {"formula": "p", **nonsense}}},
        schema.Pace: {"decision_makers": {"A": {"pace": {"pace": "1 per day", **nonsense}}}},
        schema.Window: {"windows": {"w": nonsense}},
        schema.Event: {"events": {"e": {"set": {"p": "yes"}, "pace": "1 per day", **nonsense}}},
        schema.Mediator: {"mediator": nonsense},
        schema.Lever: {"levers": {"l": {"set": {"p": "yes"}, **nonsense}}},
        schema.Note: {"notes": [{"note": "n", **nonsense}]},
        schema.State: {"states": {"s": nonsense}, "decision_makers": {"A": None}},
    }
    return whole | parts[model]
