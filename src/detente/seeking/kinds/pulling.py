"""``lever``: a lever of the case is pulled."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from detente.case import Case
from detente.seeking.kinds.base import Measure, MeasureKind


def _find(case: Case) -> Iterator[Measure]:
    for lever in case.levers:
        told = attrs.evolve(lever, name=f"“{lever.name}”")
        yield Measure("lever", told, lever.touches(case.conflict), priced_as=(("kind", "lever"),))


PULL = MeasureKind("lever", "a lever of the case is pulled", "the case has no levers", _find)
