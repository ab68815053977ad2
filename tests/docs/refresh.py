"""Write into the tutorial and the README what their commands print now: ``python -m tests.docs.refresh``.

What a page leaves out (…) is lost where the output has changed around it; read the difference before it is committed.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.docs.pages import DOCS, agrees, page, printed_by, steps

TUTORIAL = "tutorial.md"
README = "../README.md"


def refreshed(text: str, folder: Path) -> str:
    """Return a page with the output of every command as it is now, where it shows another."""
    for step in reversed(list(steps(text))):
        printed = printed_by(step, folder)
        if not agrees(step.shown, printed):
            text = text[: step.start] + printed + text[step.start + len(step.shown) :]
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in (TUTORIAL, README):
            (DOCS / name).write_text(refreshed(page(name), Path(folder)), encoding="utf-8")
