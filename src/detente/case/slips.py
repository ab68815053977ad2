r"""What is sound YAML and probably a slip all the same.

>>> list(slips("decision_makers: {}\nsummary: Option #1 of Cairo\n", "case.yaml"))
["case.yaml, line 2: the text ends with 'Option', for what follows ' #' is a comment; or set it in quotation marks."]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml.events import ScalarEvent

from detente.case.reading import is_gmcr
from detente.case.text.syntax import events
from detente.errors import Place
from detente.formula.faults import shortened

_LONGEST_SHOWN = 40
_CUT_OFF = re.compile(r"[ \t]+#[^\s#!]")


def slips(text: str, file: str) -> Iterator[str]:
    """Yield a sentence for each text that a comment seems to cut short.

    A comment is meant as one where a space follows its sign.
    """
    if is_gmcr(text, file):
        return
    lines = text.split("\n")
    for event in events(text, file):
        if not isinstance(event, ScalarEvent) or event.style or not event.value:
            continue
        end = event.end_mark
        if end.line < len(lines) and _CUT_OFF.match(lines[end.line], end.column):
            ending = shortened(event.value[-_LONGEST_SHOWN:])
            said = f"the text ends with '{ending}', for what follows ' #' is a comment; or set it in quotation marks."
            yield f"{Place(file, end.line + 1)}: {said}"
