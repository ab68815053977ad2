"""The commented example that a new case begins with.

>>> template().splitlines()[0]
'# A case to begin with. It runs as it is:'
"""

from __future__ import annotations

import re
import shlex
from importlib.resources import files

_NAME = "my-case.yaml"


def template(path: str = _NAME) -> str:
    """Return the text of a small, complete, commented case file to change into another.

    Args:
        path: What the file will be called; its comments say what to type.
    """
    text = files("detente.case").joinpath("template.yaml").read_text(encoding="utf-8")
    typed = shlex.quote(path) if path.isprintable() else _NAME
    return re.sub(rf"{_NAME}( +)", lambda found: _as_wide(typed, len(found[0])), text)


def _as_wide(name: str, width: int) -> str:
    return f"{name:<{width}}" if len(name) < width else f"{name}     "
