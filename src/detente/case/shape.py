"""Check the shape of a case file: every fault of the schema becomes a problem with its place.

What has a fault is then cut off the tree, so that the rest can still be built and its own faults be found in the
same run.
"""

from __future__ import annotations

from typing import Any, TypeGuard, get_args, get_origin

import attrs
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from detente.case.scalars import MOST_LEVELS
from detente.case.schema import Document, Element, Pace
from detente.case.text.problems import MOST_PROBLEMS, Problems
from detente.case.text.tree import Mapping, Node, Path, Scalar, Sequence
from detente.errors import Problem, nearest, one_of, unknown
from detente.formula.faults import shortened

_IN_WORDS = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping, key: value",
    "model_type": "a mapping, key: value",
    "too_long": f"at most {MOST_LEVELS} levels",
}

_GIVEN = {str: "a text", list: "a list", dict: "a mapping", type(None): "nothing"}

_DECIDING = ("when", "certainty", "chance")
"""Keys that say of other elements in which worlds they are so."""

_MOST_ROUNDS = 50

_LONGEST_TEXT_SHOWN = 40


def read_shape(problems: Problems) -> Document | None:
    """Return what of the tree has the right shape, noting what has not; ``None`` if nothing is left to build on."""
    for _ in range(_MOST_ROUNDS):
        try:
            return Document.model_validate(problems.tree.plain())
        except ValidationError as error:
            found = error.errors(include_url=False)
        problems.leave_untold(len(found[MOST_PROBLEMS:]))
        for detail in found[:MOST_PROBLEMS]:
            problem, path = _located(detail, problems.tree)
            problems.add(problem, path, at_key=detail["type"] in ("extra_forbidden", "missing"))
        if not _cut(problems, found):
            return None
    return None


def _located(detail: ErrorDetails, tree: Mapping) -> tuple[Problem, Path]:
    path = detail["loc"]
    if detail["type"] == "missing":
        return _missing(path, tree)
    if detail["type"] == "extra_forbidden":
        return _unknown_key(path, tree), path
    return _wrong_value(detail, path), path


def _missing(path: Path, tree: Mapping) -> tuple[Problem, Path]:
    *parents, key = path
    field = _model(path[:-1]).model_fields[_field_name(_model(path[:-1]), str(key))]
    parent = tree.at(parents)
    empty = isinstance(parent, Mapping) and key in parent.items
    about = _decapitalised(field.description)
    if isinstance(parent, Scalar):
        return Problem(f"there is no value here; '{key}' is needed: {about}"), tuple(parents)
    message = f"'{key}' has no value: {about}" if empty else f"'{key}' is missing: {about}"
    return Problem(message), path if empty else tuple(parents)


def _decapitalised(sentence: str | None) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".") if sentence else ""


def _unknown_key(path: Path, tree: Mapping) -> Problem:
    key = str(path[-1])
    if _model(path[:-1]) is Pace and key in _DECIDING:
        return Problem(
            f"'{key}' of a pace, which rests on no draw that others share", "a range such as '1 to 4 per week'"
        )
    allowed = [field.alias or name for name, field in _model(path[:-1]).model_fields.items()]
    parent = tree.at(path[:-1])
    value = parent.child(path[-1])
    if isinstance(parent, Mapping) and parent.flow and isinstance(value, Scalar) and value.text is None:
        message = f"no key '{key}'; if it is the rest of a text with a comma, that text needs quotation marks"
        return Problem(message, allowed=one_of(allowed))
    problem = unknown("key", key, allowed)
    return attrs.evolve(problem, allowed=problem.allowed + _perhaps_indented(path[:-1]))


def _wrong_value(detail: ErrorDetails, path: Path) -> Problem:
    given, kind, context = detail["input"], detail["type"], detail.get("ctx", {})
    named = f"'{path[-1]}'" if path and isinstance(path[-1], str) else "the item"
    if kind == "literal_error":
        return _not_one_of(named, str(given), _choices(path))
    if kind == "value":
        shown = f" (given: {given})" if isinstance(given, str) and given.strip() else ""
        return Problem(f"{named}: {detail['msg']}{shown}", allowed=str(context.get("allowed", "")))
    allowed = _IN_WORDS.get(kind, detail["msg"]) + _perhaps_indented(path)
    return Problem(f"{named} is {_what(given, kind)}", allowed=allowed)


def _what(given: object, kind: str) -> str:
    """Say what was given; a text in place of a mapping may be a key that lacks its colon, and is shown."""
    if isinstance(given, str) and kind in ("dict_type", "model_type"):
        return f"the text '{shortened(given, _LONGEST_TEXT_SHOWN)}'"
    return _GIVEN.get(type(given), "something else")


def _perhaps_indented(path: Path) -> str:
    """Advise on what is taken for a name here and is a key of the element around."""
    around = _kind(path[:-2])
    if len(path) < 2 or get_origin(_kind(path[:-1])) is not dict or not _is_model(around):  # noqa: PLR2004
        return ""
    if path[-1] not in around.model_fields:
        return ""
    return f"; or less indentation, for '{path[-1]}' is read as a name under '{path[-2]}'"


def _not_one_of(named: str, given: str, choices: list[str]) -> Problem:
    return Problem(f"{named} cannot be '{given}'", allowed=one_of(choices), nearest=nearest(given, choices))


def _choices(path: Path) -> list[str]:
    model = _model(path[:-1])
    return list(get_args(model.model_fields[str(path[-1])].annotation))


def _model(path: Path) -> type[BaseModel]:
    """Return the model of the element at a path."""
    found = _kind(path)
    return found if _is_model(found) else Document


def _kind(path: Path) -> Any:  # noqa: ANN401 - a type, or a form of types
    """Return what may stand at a path: a model, or a list or mapping of something."""
    found: Any = Document
    for step in path:
        if _is_model(found):
            found = found.model_fields[_field_name(found, str(step))].annotation
        else:
            found = get_args(found)[-1]
        found = _without_none(found)
    return found


def _is_model(found: Any) -> TypeGuard[type[BaseModel]]:  # noqa: ANN401 - a type, or a form of types
    return isinstance(found, type) and issubclass(found, BaseModel)


def _without_none(annotation: Any) -> Any:  # noqa: ANN401 - a type, or a form of types
    """Return what may stand there besides ``None``."""
    if get_origin(annotation) in (list, dict) or isinstance(annotation, type):
        return annotation
    return next((each for each in get_args(annotation) if each is not type(None)), annotation)


def _field_name(model: type[BaseModel], key: str) -> str:
    return next((name for name, field in model.model_fields.items() if field.alias == key), key)


_STAND_INS = {"detente": "1", "title": "untitled"}


def _cut(problems: Problems, details: list[ErrorDetails]) -> bool:
    """Cut what has a fault off the tree; return whether something is left to build on."""
    tree = problems.tree
    doomed: dict[int, tuple[Node, set[int]]] = {}
    for detail in details:
        path = detail["loc"]
        if len(path) == 1 and path[0] in _STAND_INS:
            _stand_in(tree, str(path[0]))
            continue
        if detail["type"] == "missing" or _is_needed(path):
            path = path[:-1]
        problems.cut(path)
        if not path:
            return False
        parent, child = _last_link(tree, path)
        doomed.setdefault(id(parent), (parent, set()))[1].add(id(child))
    for parent, children in doomed.values():
        _remove(parent, children)
    return "decision_makers" in tree.items


def _is_needed(path: Path) -> bool:
    """Say whether an element would lack a required key without the value at a path."""
    model = _model(path[:-1])
    field = model.model_fields.get(_field_name(model, str(path[-1])))
    return model is not Document and field is not None and field.is_required()


def _stand_in(tree: Mapping, key: str) -> None:
    tree.items[key] = Scalar(tree.line, tree.column, _STAND_INS[key], None)
    tree.keys.setdefault(key, tree.items[key])


def _last_link(tree: Mapping, path: Path) -> tuple[Node, Node]:
    parent: Node = tree
    child: Node = tree
    for step in path:
        found = child.child(step)
        if found is None:
            break
        parent, child = child, found
    return parent, child


def _remove(parent: Node, children: set[int]) -> None:
    if isinstance(parent, Sequence):
        parent.items = [item for item in parent.items if id(item) not in children]
    elif isinstance(parent, Mapping):
        parent.items = {key: value for key, value in parent.items.items() if id(value) not in children}


def short_form(path: Path) -> str | None:
    """Return the key that the short form of the element at a path stands for, if it has one.

    >>> short_form(("goals", "peace"))
    'formula'
    """
    model = _model(path)
    return model.short if issubclass(model, Element) else None
