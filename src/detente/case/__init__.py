"""The case file: what an analyst writes down, read with the place of every fault.

What is written goes one way: the text is grown into a tree (``text``), its shape is checked against the ``schema``, and
a :class:`Case` is built of it (``building``). Back again, a case is described as plain data and written.
"""

from detente.case.case import NOTHING_SAID, Annotation, Asks, Case, Goal, Note, Source
from detente.case.gmcr import Written, to_gmcr
from detente.case.mediator import Mediator
from detente.case.reading import STANDARD_INPUT, read, read_text
from detente.case.template import template
from detente.case.writing import CaseFile, to_yaml, write

__all__ = [
    "NOTHING_SAID",
    "STANDARD_INPUT",
    "Annotation",
    "Asks",
    "Case",
    "CaseFile",
    "Goal",
    "Mediator",
    "Note",
    "Source",
    "Written",
    "read",
    "read_text",
    "template",
    "to_gmcr",
    "to_yaml",
    "write",
]
