"""``force``: an option is forced to a level that it does not have today, and stays there."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import Case
from detente.levers import Fix, Lever
from detente.seeking.kinds.base import Measure, MeasureKind, about_option, called


def _find(case: Case) -> Iterator[Measure]:
    conflict = case.conflict
    if conflict.in_graph_form:
        return
    today = None if conflict.status_quo is None else conflict.variable_levels(dict(conflict.status_quo))
    for index, variable in enumerate(conflict.words.variables):
        for place, level in enumerate(variable.levels):
            if today is None or today.get(index, 0) != place:
                forced = Lever(f"{called(conflict, index)} is forced to {level}", [Fix([(variable.full_name, level)])])
                yield about_option(conflict, "force", index, forced)


FORCE = MeasureKind("force", "an option is forced to another level", "the conflict has no options", _find)
