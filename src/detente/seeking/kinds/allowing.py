"""``allow``: a formula that cannot hold today can hold."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import Case
from detente.levers import Allow, Lever
from detente.seeking.kinds.base import Measure, MeasureKind


def _find(case: Case) -> Iterator[Measure]:
    for formula in dict.fromkeys(case.conflict.infeasible):
        lever = Lever(f"“{formula}” becomes possible", [Allow([formula])])
        yield Measure("allow", lever, lever.touches(case.conflict), priced_as=(("kind", "allow"),))


ALLOW = MeasureKind("allow", "what is infeasible becomes possible", "nothing is infeasible", _find)
