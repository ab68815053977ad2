"""``remove``: an option is off the table, and stays at its level in the status quo."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import Case
from detente.levers import Freeze, Lever
from detente.seeking.kinds.base import Measure, MeasureKind, about_option, called


def _find(case: Case) -> Iterator[Measure]:
    conflict = case.conflict
    if conflict.in_graph_form or conflict.status_quo is None:
        return
    today = conflict.variable_levels(dict(conflict.status_quo))
    for index, variable in enumerate(conflict.words.variables):
        level = variable.levels[today.get(index, 0)]
        name = f"{called(conflict, index)} is off the table and stays at {level}"
        yield about_option(conflict, "remove", index, Lever(name, [Freeze([variable.full_name])]))


REMOVE = MeasureKind(
    "remove", "an option is off the table", "the conflict has no options, or no status quo for them to stay at", _find
)
