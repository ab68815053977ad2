"""What comes of a set of changes: how the goal stands, where it holds, what is reached instead, what else is done."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.case import Case, Goal
from detente.conflict import Conflict
from detente.evolution.standing import Prospects, Standing
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
        outcomes, prospects = _others(trials.case, trials.goal), trials.prospects(())
        today = _standing(prospects, trials.goal)
        return cls(trials, today, outcomes, tuple(_standing(prospects, each) for each, _ in outcomes))

    def remedy(self, measures: Sequence[Measure], cost: Fraction) -> Remedy:
        """Return what comes of changes that fit."""
        prospects = self.trials.prospects(measures)
        conflict = prospects.solution.conflict
        where = conflict.space.where(self.trials.goal.formula)
        wanted = prospects.resting & where
        led = np.zeros_like(where) if prospects.within_reach is None else prospects.resting & prospects.taken
        return Remedy(
            measures=tuple(measures),
            cost=cost,
            standing=prospects.standing(where),
            equilibria=_labels(conflict, wanted & led if (wanted & led).any() else wanted),
            effects=self._effects(prospects),
            astray=_labels(conflict, led & ~where),
            leavers=() if wanted.any() else _leavers(prospects, where),
        )

    def _effects(self, prospects: Prospects) -> tuple[Effect, ...]:
        after = (_standing(prospects, each) for each, _ in self.outcomes)
        return tuple(
            Effect(each.name, dreaded, before, now)
            for (each, dreaded), before, now in zip(self.outcomes, self.before, after, strict=True)
            if before.strength != now.strength
        )


def _others(case: Case, goal: Goal) -> tuple[tuple[Goal, bool], ...]:
    """Return the goals and dreaded outcomes of a case that are not the one sought, and whether each is dreaded."""
    every = [*((each, False) for each in case.goals), *((each, True) for each in case.dreads)]
    return tuple((each, dreaded) for each, dreaded in every if each.formula != goal.formula)


def _standing(prospects: Prospects, goal: Goal) -> Standing:
    return prospects.standing(prospects.solution.conflict.space.where(goal.formula))


def _labels(conflict: Conflict, where: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(conflict.space.label(int(index)) for index in np.flatnonzero(where)[:MOST_LABELS])


def _leavers(prospects: Prospects, where: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return those who would leave states of a goal, first who would leave most."""
    leaves = (~prospects.solution.verdicts[prospects.concept] & where).sum(axis=1)
    named: Sequence[str] = prospects.solution.conflict.names
    return tuple(named[place] for place in np.argsort(-leaves, kind="stable") if leaves[place])
