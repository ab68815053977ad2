"""What comes of a set of changes: how the goal stands, where it holds, what is reached instead, what else is done."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.case import Case, Goal
from detente.conflict import Conflict
from detente.evolution.standing import Course, Standing
from detente.seeking.kinds import Measure
from detente.seeking.sought import Effect, Remedy
from detente.seeking.trying import Trials

MOST_LABELS = 3
"""How many equilibria of each kind are told."""


@attrs.frozen(eq=False)
class Consequences:
    """Tells what comes of sets of changes, beside how things stand without any.

    Attributes:
        trials: The case and what is sought in it.
        today: How the goal stands without changes.
        outcomes: The goals and dreaded outcomes that are not the one sought, and whether each is dreaded.
        before: How each of them stands without changes.
    """

    trials: Trials
    today: Standing
    outcomes: tuple[tuple[Goal, bool], ...]
    before: tuple[Standing, ...]

    @classmethod
    def of(cls, trials: Trials) -> Consequences:
        """Look at how things stand without changes."""
        outcomes, course = _others(trials.case, trials.goal), trials.course(())
        today = _standing(course, trials.goal)
        return cls(trials, today, outcomes, tuple(_standing(course, each) for each, _ in outcomes))

    def remedy(self, measures: Sequence[Measure], cost: Fraction) -> Remedy:
        """Return what comes of changes that fit."""
        course = self.trials.course(measures)
        conflict = course.solution.conflict
        where = conflict.space.where(self.trials.goal.formula)
        wanted = course.resting & where
        led = np.zeros_like(where) if course.ways is None else course.resting & course.taken
        return Remedy(
            measures=tuple(measures),
            cost=cost,
            standing=course.standing(where),
            equilibria=_labels(conflict, wanted & led if (wanted & led).any() else wanted),
            effects=self._effects(course),
            astray=_labels(conflict, led & ~where),
            leavers=() if wanted.any() else _leavers(course, where),
        )

    def _effects(self, course: Course) -> tuple[Effect, ...]:
        after = (_standing(course, each) for each, _ in self.outcomes)
        return tuple(
            Effect(each.name, dreaded, before, now)
            for (each, dreaded), before, now in zip(self.outcomes, self.before, after, strict=True)
            if before.strength != now.strength
        )


def _others(case: Case, goal: Goal) -> tuple[tuple[Goal, bool], ...]:
    """Return the goals and dreaded outcomes of a case that are not the one sought, and whether each is dreaded."""
    every = [*((each, False) for each in case.goals), *((each, True) for each in case.dreads)]
    return tuple((each, dreaded) for each, dreaded in every if each.formula != goal.formula)


def _standing(course: Course, goal: Goal) -> Standing:
    return course.standing(course.solution.conflict.space.where(goal.formula))


def _labels(conflict: Conflict, where: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(conflict.space.label(int(index)) for index in np.flatnonzero(where)[:MOST_LABELS])


def _leavers(course: Course, where: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return those who would leave states of a goal, first who would leave most."""
    leaves = (~course.solution.verdicts[course.concept] & where).sum(axis=1)
    named: Sequence[str] = course.solution.conflict.names
    return tuple(named[place] for place in np.argsort(-leaves, kind="stable") if leaves[place])
