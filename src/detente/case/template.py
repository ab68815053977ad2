"""The commented example that a new case begins with.

>>> template().splitlines()[0]
'# A case to begin with. It runs as it is:'
"""

from __future__ import annotations

from importlib.resources import files


def template() -> str:
    """Return the text of a small, complete, commented case file to change into another."""
    return files("detente.case").joinpath("template.yaml").read_text(encoding="utf-8")
