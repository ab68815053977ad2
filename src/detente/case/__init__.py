"""The case file: what an analyst writes down, read with the place of every fault."""

from detente.case.case import NOTHING_SAID, Annotation, Case, Goal, Note, Source
from detente.case.reading import STANDARD_INPUT, read, read_text

__all__ = [
    "NOTHING_SAID",
    "STANDARD_INPUT",
    "Annotation",
    "Case",
    "Goal",
    "Note",
    "Source",
    "read",
    "read_text",
]
