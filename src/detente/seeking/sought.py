"""The result of seeking what would bring a goal about, or avert it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from detente.case import Goal
from detente.evolution.standing import Standing
from detente.seeking.kinds import Measure
from detente.seeking.permitting import Permitted
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd


MOST_ALIKE = 2
"""How many sets that do the same as another are told in words."""


@attrs.frozen
class Effect:
    """What changes do to a goal or dreaded outcome of the case that is not the one sought.

    Attributes:
        name: Its name.
        dreaded: Whether it is dreaded rather than wanted.
        before: How it stands today.
        after: How it stands after them.
    """

    name: str
    dreaded: bool
    before: Standing
    after: Standing

    @property
    def gain(self) -> int:
        """How much nearer the outcome is than today; less than nothing if it is farther."""
        return self.after.strength - self.before.strength

    @property
    def welcome(self) -> bool:
        """Whether a goal comes nearer or what is dreaded recedes."""
        return (self.gain > 0) != self.dreaded


@attrs.frozen
class Remedy:
    """A set of changes, and what comes of it.

    Attributes:
        measures: The changes, in the order in which they are made; none stands for today.
        cost: What they cost together.
        standing: How the goal stands after them.
        equilibria: Equilibria in which the goal then holds, in a few words each: those that are reached, if any are,
            and only the first few.
        effects: The other goals and dreaded outcomes of the case that then stand otherwise than today.
        astray: Equilibria that are reached although the goal does not hold in them, likewise.
        leavers: Those who would leave the goal's states if it holds in no equilibrium.
        alike: Other permitted sets, and levers of the case whether permitted or not, that come to the same conflict:
            the same states, moves, payoffs and status quo.
    """

    measures: tuple[Measure, ...]
    cost: Fraction
    standing: Standing
    equilibria: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    astray: tuple[str, ...] = ()
    leavers: tuple[str, ...] = ()
    alike: tuple[tuple[Measure, ...], ...] = ()

    @property
    def words(self) -> str:
        """What is changed, in words, and what else does the same; empty for no change at all."""
        return self.joined("; ")

    def joined(self, by: str) -> str:
        """Return the same with this text between the changes."""
        changed = by.join(each.words for each in self.measures)
        return f"{changed} ({self.alike_in_words})" if self.alike else changed

    @property
    def alike_in_words(self) -> str:
        """What else does the same, in words; empty if nothing does."""
        if not self.alike:
            return ""
        told = [" with ".join(each.words for each in measures) for measures in self.alike]
        if len(told) > MOST_ALIKE:
            told[MOST_ALIKE:] = [f"{len(told) - MOST_ALIKE} more"]
        if all([each.kind for each in measures] == ["lever"] for measures in self.alike):
            return f"as the lever {told[0]} does" if len(told) == 1 else f"as each of the levers {', '.join(told)} does"
        return f"the same as {', or '.join(told)}"

    def to_dict(self) -> dict[str, Any]:
        """Return the set as plain data."""
        return {
            "changes": _told(self.measures),
            "alike": [_told(measures) for measures in self.alike],
            "cost": str(self.cost),
            "standing": self.standing.value,
            "equilibria": list(self.equilibria),
            "astray": list(self.astray),
            "leavers": list(self.leavers),
            "effects": [
                {
                    "outcome": each.name,
                    "dreaded": each.dreaded,
                    "before": each.before.value,
                    "after": each.after.value,
                    "welcome": each.welcome,
                }
                for each in self.effects
            ],
        }


@attrs.frozen
class Tally:
    """How many sets of so many changes there are, and what became of them.

    Attributes:
        changes: How many changes a set has.
        sets: How many such sets there are.
        tried: How many of them were tried.
        unfit: How many of those do not fit: the case has no states with them, or not its status quo.
        needless: How many were passed over: they hold a smaller set that does, or changes of which one makes
            the other idle.
    """

    changes: int
    sets: int
    tried: int
    unfit: int
    needless: int

    @property
    def left(self) -> int:
        """How many were not looked at."""
        return self.sets - self.tried - self.needless


@attrs.frozen(repr=False)
class Sought:
    """What would bring a goal about.

    Attributes:
        goal: What is to be brought about or avoided.
        concept: The key of the stability concept.
        aim: What was asked of the goal, a key of :data:`.AIMS`.
        today: How the goal stands without changes; *today*, here and below, is with the levers that were pulled first.
        nowhere: Whether no feasible state has it then.
        permitted: The permitted changes and what they cost.
        most: The most changes of a set that was looked for.
        seconds: How long the search might take.
        found: The sets of changes after which the aim is met and without any of which it would not be: the cheapest, or
            all of them; best first. Empty if it is met today.
        misses: If nothing was found: the cheapest sets after which the goal stands strongest, or today.
        tallies: What was tried, by the number of changes.
        ended: Why the search ended: ``today`` (the aim is met), ``cheapest`` (what is left costs more), ``all``
            (nothing is left), ``time`` (it was up) or ``impossible`` (no permitted changes give the goal a state).
        below: Every set that costs less than this was tried or is needless; ``None`` if all were.
        unfit: Single changes that do not fit, each in words and why.
        impossible: Why no permitted changes give the goal a state to hold in: ``contradiction`` if nothing could,
            ``infeasible`` if what is infeasible stays so; empty if some may.
        fingerprint: A hash of the case.
        version: The version of the program that sought.
    """

    goal: Goal
    concept: str
    aim: str
    today: Standing
    nowhere: bool
    permitted: Permitted
    most: int
    seconds: float
    found: tuple[Remedy, ...]
    misses: tuple[Remedy, ...]
    tallies: tuple[Tally, ...]
    ended: str
    below: Fraction | None
    unfit: tuple[tuple[str, str], ...]
    impossible: str
    fingerprint: str
    version: str = VERSION

    @property
    def met_today(self) -> bool:
        """Whether what is asked of the goal is so without any change."""
        return self.ended == "today"

    @property
    def status(self) -> str:
        """``today``, ``found``, ``none`` (and that is certain, for so many changes) or ``open`` (the time was up)."""
        if self.met_today:
            return "today"
        return "found" if self.found else "open" if self.ended == "time" else "none"

    def __repr__(self) -> str:
        """Say what was sought, and list what does it, or what comes nearest."""
        ways = [f"  {each.words or 'no change'}, at a cost of {each.cost}" for each in self.found or self.misses]
        best = "" if self.found or self.met_today else "; at best"
        asked = f"{self.goal.name!r}, aim {self.aim!r} under {self.concept}"
        return "\n".join([f"Sought: {asked}: {self.status}{best}", *ways])

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data; costs are exact, as texts."""
        permitted = self.permitted
        measures = zip(permitted.measures, permitted.costs, strict=True)
        return {
            "goal": self.goal.name,
            "formula": str(self.goal.formula),
            "concept": self.concept,
            "aim": self.aim,
            "status": self.status,
            "today": self.today.value,
            "nowhere": self.nowhere,
            "found": [each.to_dict() for each in self.found],
            "misses": [each.to_dict() for each in self.misses],
            "kinds": list(permitted.kinds),
            "permitted": [{**_plain(each), "cost": str(cost)} for each, cost in measures],
            "left_out": [_plain(each) for each in permitted.left_out],
            "lacking": dict(permitted.lacking),
            "unfit": dict(self.unfit),
            "most": self.most,
            "seconds": self.seconds if math.isfinite(self.seconds) else None,
            "tried": [attrs.asdict(each) | {"left": each.left} for each in self.tallies],
            "ended": self.ended,
            "impossible": self.impossible or None,
            "below": None if self.below is None else str(self.below),
            "fingerprint": self.fingerprint,
            "version": self.version,
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row for each set that was found, best first."""
        import pandas as pd

        return pd.DataFrame(list(map(row_of, self.found)), columns=_COLUMNS)


_COLUMNS = [
    *("cost", "changes", "what", "standing"),
    *("goals nearer", "goals farther", "dreads nearer", "dreads farther"),
]


def row_of(remedy: Remedy) -> dict[str, Any]:
    """Return a set of changes as a row of a table."""
    row: dict[str, Any] = dict.fromkeys(_COLUMNS, "")
    row |= {"cost": str(remedy.cost), "changes": len(remedy.measures)}
    row |= {"what": remedy.words, "standing": remedy.standing.value}
    for effect in remedy.effects:
        column = f"{'dreads' if effect.dreaded else 'goals'} {'nearer' if effect.gain > 0 else 'farther'}"
        row[column] = "; ".join(filter(None, [row[column], effect.name]))
    return row


def _told(measures: Iterable[Measure]) -> list[dict[str, str]]:
    return [{"kind": each.kind, "what": each.words} for each in measures]


def _plain(measure: Measure) -> dict[str, Any]:
    return {"kind": measure.kind, "what": measure.words, "touches": sorted(measure.touches)}
