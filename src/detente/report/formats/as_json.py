"""Reports as JSON: one object, a short line for what fits on one.

>>> print(laid_out({"title": "Elmira", "equilibria": {"nash": [5, 8, 9]}}))
{"title": "Elmira", "equilibria": {"nash": [5, 8, 9]}}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from detente.report.report import Report
from detente.report.surface import Surface

_WIDTH = 100


def to_json(report: Report, surface: Surface) -> str:
    """Return the data of a report; every sign as itself unless the surface cannot show it."""
    return laid_out(report.to_dict(), ascii_only=not surface.unicode) + "\n"


def laid_out(data: Any, indent: str = "", *, ascii_only: bool = False) -> str:  # noqa: ANN401 - any plain data
    """Return data as JSON, broken over lines where it is long; lists of mere numbers and texts never are."""
    short = json.dumps(data, ensure_ascii=ascii_only, allow_nan=False)
    if len(short) <= _WIDTH or not _has_parts(data):
        return short
    inner = indent + "  "
    if isinstance(data, Mapping):
        keys = (json.dumps(_key(key), ensure_ascii=ascii_only) for key in data)
        values = (laid_out(value, inner, ascii_only=ascii_only) for value in data.values())
        return _block("{}", (f"{key}: {value}" for key, value in zip(keys, values, strict=True)), indent)
    return _block("[]", (laid_out(value, inner, ascii_only=ascii_only) for value in data), indent)


def _key(key: Any) -> str:  # noqa: ANN401 - any plain key
    """Return a key as text, as JSON has no others: numbers of states are keys, too.

    >>> _key(5), _key("5")
    ('5', '5')
    """
    return key if isinstance(key, str) else json.dumps(key, allow_nan=False)


def _has_parts(data: object) -> bool:
    if isinstance(data, Mapping):
        return bool(data)
    return isinstance(data, list | tuple) and any(isinstance(each, Mapping | list | tuple) for each in data)


def _block(brackets: str, parts: Iterable[str], indent: str) -> str:
    inside = ",\n".join(f"{indent}  {part}" for part in parts)
    return f"{brackets[0]}\n{inside}\n{indent}{brackets[1]}"
