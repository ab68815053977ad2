"""Try changes: how does the goal stand after them, and is the aim met?

What a conflict comes to is its states, what each is worth to whom and in whose eyes, and how and from where it may
move. Conflicts that come to the same are solved once, however they were declared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Sequence

import attrs
import numpy as np

from detente.case import Case, Goal
from detente.conflict import INDIFFERENT, Conflict
from detente.errors import InputError
from detente.evolution.standing import Prospects, Standing
from detente.levers import Lever
from detente.seeking.aims import AimKind
from detente.seeking.kinds import Measure
from detente.stability import solve


@attrs.frozen
class Trial:
    """What comes of some changes.

    Attributes:
        standing: How the goal stands after them; ``None`` if they do not fit.
        met: Whether the aim is met.
        essence: What the conflict comes to after them.
        unfit: Why they do not fit, or empty.
    """

    standing: Standing | None
    met: bool = False
    essence: Hashable = None
    unfit: str = ""


@attrs.frozen(eq=False)
class Trials:
    """Tries sets of changes and remembers what came of them.

    Attributes:
        case: The case.
        goal: What is to be brought about or avoided.
        concept: The key of the stability concept.
        aim: What is asked of the goal.
    """

    case: Case
    goal: Goal
    concept: str
    aim: AimKind
    _known: dict[Hashable, Trial] = attrs.field(factory=dict, init=False, repr=False)

    def of(self, measures: Sequence[Measure]) -> Trial:
        """Return what comes of measures, taken one after another."""
        try:
            conflict = self.after(measures)
            key = essence(conflict)
            if conflict.coalesced:
                self._check_outcomes(conflict)
            if key not in self._known:
                self._known[key] = self._tried(conflict, key)
        except InputError as error:
            return Trial(None, unfit=str(error.problems[0]))
        return self._known[key]

    def essence(self, measures: Sequence[Measure]) -> Hashable:
        """Return what the conflict comes to after measures; ``None`` if they do not fit."""
        try:
            return essence(self.after(measures))
        except InputError:
            return None

    def after(self, measures: Sequence[Measure]) -> Conflict:
        """Return the conflict after measures.

        Raises:
            InputError: If they do not fit: nothing is feasible any more, or not the status quo.
        """
        return Lever("changes", [each for measure in measures for each in measure.lever.changes]).apply(
            self.case.conflict
        )

    def prospects(self, measures: Sequence[Measure]) -> Prospects:
        """Return what comes of the status quo after measures that fit."""
        return Prospects.of(solve(self.after(measures), [self.concept]), self.concept)

    def _check_outcomes(self, conflict: Conflict) -> None:
        """Raise an error if an outcome holds in some members of a coalesced state only."""
        for each in (*self.case.goals, *self.case.dreads):
            conflict.space.where(each.formula)

    def _tried(self, conflict: Conflict, key: Hashable) -> Trial:
        where = conflict.space.where(self.goal.formula)
        if not where.any():
            return Trial(Standing.NONE, self.aim.averts, key)
        prospects = Prospects.of(solve(conflict, [self.concept]), self.concept)
        return Trial(prospects.standing(where), self.aim.met(prospects, where), key)


def essence(conflict: Conflict) -> Hashable:
    """Return what a conflict comes to; conflicts over the same options with equal ones have the same verdicts.

    Raises:
        InputError: If the conflict has no states, its status quo is none of them, or a preference does not fit them.
    """
    space = conflict.space
    parts = [space.patterns, conflict.payoff_table, np.arange(0) if space.state_of is None else space.state_of]
    parts += [conflict.payoffs_seen_by(owner.name) for owner in conflict.decision_makers if owner.believes]
    digest = hashlib.blake2b(b"".join(np.ascontiguousarray(part).tobytes() for part in parts), digest_size=32).digest()
    others = tuple(attrs.evolve(owner, preference=INDIFFERENT, believes=()) for owner in conflict.decision_makers)
    believing = tuple(bool(owner.believes) for owner in conflict.decision_makers)
    return digest, conflict.size, others, believing, conflict.forbidden_moves, conflict.status_quo_index
