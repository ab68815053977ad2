"""How much the chances rest on the paces and on the behaviour that are assumed.

Each pace is halved and doubled in turn, all others staying as they are; all paces together are; and everyone is given
each behaviour in turn.

>>> from datetime import date
>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.evolution.process.timing import Tempo, Timing
>>> talks = Conflict([DecisionMaker("A", ["talk"], Statements(["talk"]))], status_quo={})
>>> weekly = Timing(date(2021, 11, 28), tempos=[Tempo("A", "1 per week")], horizon=[date(2021, 12, 4)])
>>> for row in sensitivity(talks, weekly, {"they talk": "talk"}, behaviours=[]).rows:
...     print(row.says, *(round(chance, 3) for chance in row.by))
as assumed 0.632
A half as quick 0.393
A twice as quick 0.865
all half as quick 0.393
all twice as quick 0.865
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any

import attrs

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.evolution.process.behaviours import AnyImprovement, Behaviour, BestImprovement, Foresight, Noisy
from detente.evolution.process.chances import Chances, Outcomes, chances, days_asked
from detente.evolution.process.timing import Timing
from detente.given import one
from detente.stability.analysis import Analysis

if TYPE_CHECKING:
    import pandas as pd

FACTORS = ((Fraction(1, 2), "half as quick"), (Fraction(2), "twice as quick"))
"""How a pace is changed, and what that is called."""

BEHAVIOURS_TRIED: tuple[Behaviour, ...] = (AnyImprovement(), BestImprovement(), Noisy(10), Foresight("seq"))
"""What everyone is made to do, one after another."""


@attrs.frozen
class Variation:
    """The chances under one change of the assumptions.

    Attributes:
        says: The change, in words.
        on: The chance that each outcome holds at the end of the day.
        by: The chance that each outcome has come about by then.
    """

    says: str
    on: tuple[float, ...]
    by: tuple[float, ...]


@attrs.frozen
class Sensitivity:
    """How the chances move with the assumptions.

    Attributes:
        day: The day at whose end the chances are taken.
        outcomes: The names of the outcomes, and of each whether it is dreaded.
        rows: The chances as assumed, then under each change.
        base: The chances as assumed.
    """

    day: date
    outcomes: tuple[tuple[str, bool], ...]
    rows: tuple[Variation, ...]
    base: Chances = attrs.field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "day": self.day.isoformat(),
            "rows": self.records(),
            "behaviour": self.base.behaviour,
            "fingerprint": self.base.fingerprint,
            "version": self.base.version,
        }

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each change and outcome."""
        return [
            {"assuming": row.says, "outcome": name, "dreaded": dreaded, "on": row.on[place], "by": row.by[place]}
            for row in self.rows
            for place, (name, dreaded) in enumerate(self.outcomes)
        ]

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row for each change and outcome: assuming, outcome, dreaded, on, by."""
        import pandas as pd

        return pd.DataFrame(self.records())


def sensitivity(  # noqa: PLR0913 - by name
    conflict: Conflict,
    timing: Timing,
    goals: Outcomes,
    dreads: Outcomes | None = None,
    *,
    day: date | None = None,
    behaviours: Iterable[Behaviour] | None = None,
) -> Sensitivity:
    """Work out how the chances at the end of a day move with each pace and with the behaviour.

    Args:
        conflict: The conflict; its status quo must be known.
        timing: Who acts how often and when.
        goals: Wanted outcomes.
        dreads: Dreaded outcomes.
        day: The day; the last of the horizon unless given.
        behaviours: What everyone is made to do, one after another; :data:`.BEHAVIOURS_TRIED` unless given, where
            preferences are unknown those of them that weigh no states against each other.

    Raises:
        InputError: If the timing, a formula or the day does not fit.
        UnavailableError: If there is no day or no status quo, or the conflict does not allow for a behaviour.
        KindError: If it is given no conflict, or no timing.
    """
    one("what moves in time", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    one("the timing", timing, Timing, "the timing of a case that gives somebody a pace: 'case.timing'")
    asked = days_asked(timing, None if day is None else [day])
    if not asked:
        raise UnavailableError(Problem("there is no date to report", "a 'horizon' in the case, or a date"))
    analysis = Analysis.of(conflict)

    def found(changed: Timing, behaviour: Behaviour | None = None) -> Chances:
        return chances(
            conflict,
            changed,
            goals,
            dreads,
            dates=asked[-1:],
            behaviour=behaviour,
            analysis=analysis,
            curve=False,
            settle=False,
        )

    base = found(timing)
    rows = [_row("as assumed", base)]
    rows += [_row(says, found(changed)) for says, changed in _quickened(timing)]
    tried = _tried(conflict) if behaviours is None else behaviours
    rows += [_row(f"all act: {behaviour}", found(timing, behaviour)) for behaviour in tried]
    return Sensitivity(asked[-1], tuple((each.name, each.dreaded) for each in base.outcomes), tuple(rows), base)


def _tried(conflict: Conflict) -> Iterable[Behaviour]:
    weighing = (BestImprovement, Noisy) if conflict.has_unknown else ()
    return (each for each in BEHAVIOURS_TRIED if not isinstance(each, weighing))


def _quickened(timing: Timing) -> Iterator[tuple[str, Timing]]:
    names = tuple(dict.fromkeys([*(each.name for each in timing.tempos), *(each.name for each in timing.events)]))
    for name in names:
        for factor, says in FACTORS:
            yield f"{name} {says}", timing.quicker(name, factor)
    for factor, says in FACTORS:
        yield f"all {says}", reduce(lambda changed, name: changed.quicker(name, factor), names, timing)


def _row(says: str, found: Chances) -> Variation:
    return Variation(says, tuple(each.on[-1] for each in found.outcomes), tuple(each.by[-1] for each in found.outcomes))
