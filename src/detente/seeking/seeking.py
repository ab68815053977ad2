"""Seek the cheapest sets of permitted changes that bring a goal about.

A set of changes *meets* an aim (:mod:`detente.seeking.aims`) if the conflict after its changes does. What is sought are
the *minimal* sets: those that meet it and hold no other that does. Sets are tried in the order of what they cost, and
of equal cost the smaller first, so that a set comes after all that it holds; those that hold one that was found are
passed over, and so is a set with two changes of which one would undo the other or make it idle. The search ends with
the last of the cheapest sets that meet the aim, unless dearer ones are wanted too.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> a = DecisionMaker("A", ["a"], Statements(["b", "not a"]))
>>> b = DecisionMaker("B", ["b"], Statements(["a", "not b"]))
>>> dilemma = Conflict([a, b], status_quo={})
>>> sought = seek(Case(title="Two neighbours", conflict=dilemma), "a and b", concept="nash")
>>> sought.today.value, sought.status
('none', 'found')
>>> for remedy in sought.found:
...     print(remedy.cost, remedy.words, remedy.standing.value)
2 a is forced to yes; b is forced to yes certain
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction
from itertools import combinations

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.case import Case, Goal
from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.evolution.standing import Course, Standing
from detente.formula import Formula
from detente.given import is_whole, one, several
from detente.levers import Lever
from detente.seeking.aims import AimKind, aim_named
from detente.seeking.goal import goal_meant
from detente.seeking.kinds import Measure
from detente.seeking.permitting import Permitted, permitted
from detente.seeking.sought import Effect, Remedy, Sought, Tally
from detente.seeking.subsets import Chosen, cheapest_first
from detente.seeking.trying import Trials
from detente.stability import concept_named
from detente.worlds import NOTHING_IN_DOUBT

SECONDS = 60.0
"""How long a search takes at most unless another time is given."""

MOST = 3
"""The most changes of a set unless another number is given."""

MOST_MISSES = 5
"""How many of the nearest misses are told."""

MOST_LABELS = 3
"""How many equilibria of each kind are told."""

Tell = Callable[[str], None]


def seek(  # noqa: PLR0913 - one for each thing that may be asked
    case: Case,
    goal: Formula | str,
    *,
    concept: str = "seq",
    aim: str | None = None,
    changes: Iterable[str] | None = None,
    swaps: Iterable[str] | None = None,
    levers: Iterable[str] = (),
    most: int = MOST,
    time_limit: float = SECONDS,
    beyond: bool = False,
    anyone: bool = False,
    progress: Tell | None = None,
) -> Sought:
    """Seek the cheapest sets of permitted changes that bring a goal about.

    Args:
        case: The case. If it has a mediator, only changes on which the mediator has influence are permitted.
        goal: The name of a goal or dreaded outcome of the case, or a formula.
        concept: The key of a stability concept.
        aim: What is asked of the goal, a key of :data:`.AIMS`; ``reached`` unless given, or ``exists`` in a case
            without a status quo.
        changes: The keys of the kinds of change that are permitted, out of :data:`.MEASURE_KINDS`; all unless given.
        swaps: Whose preferences may be changed. If nobody is named, those whom the mediator influences, or, where
            there is no mediator, nobody's unless ``changes`` permits swaps, and then everyone's.
        levers: The names of levers that are pulled before anything is sought; they cost nothing, and *today* is then
            the case with them pulled.
        most: The most changes of a set.
        time_limit: How many seconds it may take; what was not tried by then is told.
        beyond: Whether to go on to all minimal sets, however dear.
        anyone: Whether to permit changes on which the mediator has no influence.
        progress: Called now and then with what is being tried.

    Raises:
        UnknownNameError: If a concept, an aim, a kind of change or a decision maker does not exist.
        UnavailableError: If the aim needs a status quo and there is none, or somebody has nothing to swap.
        InputError: If the goal is neither the name of one nor a formula, or the case cannot be solved.
    """
    one("what is sought in", case, Case, "a case; it holds the conflict and its levers")
    declared, case = case, _with_levers(case, levers)
    wanted = goal_meant(case, goal)
    asked = aim_named(("exists" if case.conflict.status_quo is None else "reached") if aim is None else aim)
    if asked.least is not Standing.CUT_OFF and case.conflict.status_quo is None:
        message = f"what is reached depends on the status quo, and the case gives none; the aim '{asked.key}' needs one"
        raise UnavailableError(Problem(message, allowed="the aim 'exists'"))
    if not is_whole(most) or most < 1:
        raise UnavailableError(Problem(f"sets of at most {most} changes", allowed="a whole number, 1 or more"))
    if not time_limit >= 0:
        raise UnavailableError(Problem(f"a time limit of {time_limit} seconds", allowed="0 or more"))
    may = permitted(case, changes, swaps, anyone=anyone).without_undoing(declared)
    search = _Search(Trials(case, wanted, concept_named(concept).key), asked, may)
    search.run(most, time_limit, progress or (lambda _said: None), beyond=beyond)
    return Sought(
        goal=wanted,
        concept=concept,
        aim=asked.key,
        today=search.today,
        permitted=may,
        most=most,
        seconds=time_limit,
        found=search.ranked(),
        misses=() if search.found or search.ended == "today" else tuple(map(search.remedy, search.misses)),
        tallies=tuple(search.tallies(most)),
        ended=search.ended,
        below=search.below,
        unfit=tuple(search.unfit_alone),
        fingerprint=declared.fingerprint,
    )


def _with_levers(case: Case, names: Iterable[str]) -> Case:
    """Return a case with levers pulled, which are then no longer among those that can be; doubts are left aside."""
    pulled = [case.lever(name) for name in dict.fromkeys(several("the levers", names, str, "a list of names"))]
    if not pulled:
        return case
    rest = [lever for lever in case.levers if lever not in pulled]
    conflict = Lever.together(pulled).apply(case.conflict)
    return attrs.evolve(case, conflict=conflict, levers=rest, doubts=NOTHING_IN_DOUBT)


class _Search:
    """One search: what was found so far, and what came nearest."""

    def __init__(self, trials: Trials, aim: AimKind, may: Permitted) -> None:
        self.trials = trials
        self.aim = aim
        self.may = may
        self.outcomes = _others(trials.case, trials.goal)
        course = trials.course(())
        self.today = _standing(course, trials.goal)
        self.before = [_standing(course, each) for each, _ in self.outcomes]
        self.found: dict[Chosen, Remedy] = {}
        self.best = self.today
        self.misses: list[Chosen] = [()]
        self.tried, self.unfit, self.needless = Counter[int](), Counter[int](), Counter[int]()
        self.unfit_alone: list[tuple[str, str]] = []
        self.ended = "all"
        self.below: Fraction | None = None
        self.clashing = _clashing(may)
        self.up = math.inf

    def run(self, most: int, seconds: float, tell: Tell, *, beyond: bool) -> None:
        """Try sets of changes until nothing cheaper is left, or the time is up."""
        self.up = time.monotonic() + seconds
        if self.aim.met(self.today):
            self.ended = "today"
            return
        for chosen in cheapest_first(self.may.costs, most, self.passed_over):
            cost = self.cost(chosen)
            dearer = not beyond and any(cost > each.cost for each in self.found.values())
            if dearer or time.monotonic() >= self.up:
                self.ended, self.below = "cheapest" if dearer else "time", cost
                return
            size = len(chosen)
            tell(f"set {self.tried[size] + 1:,} of {math.comb(len(self.may.measures), size):,} with {size} changes")
            self.try_out(chosen)

    def try_out(self, chosen: Chosen) -> None:
        """Try a set, and keep it if the aim is met, or if it comes as near as any."""
        self.tried[len(chosen)] += 1
        trial = self.trials.of(self.measures(chosen))
        if trial.standing is None:
            self.unfit[len(chosen)] += 1
            if len(chosen) == 1:
                self.unfit_alone.append((self.may.measures[chosen[0]].words, trial.unfit))
        elif self.aim.met(trial.standing):
            self.found[chosen] = self.remedy(chosen)
        else:
            self.note_miss(chosen, trial.standing)

    def note_miss(self, chosen: Chosen, standing: Standing) -> None:
        if standing.strength > self.best.strength:
            self.best, self.misses = standing, []
        if standing is self.best and len(self.misses) < MOST_MISSES and not _holds_one(chosen, self.misses):
            self.misses.append(chosen)

    def passed_over(self, chosen: Chosen) -> bool:
        """Say whether a set and all that hold it need not be tried; once the time is up no more is passed over."""
        if time.monotonic() >= self.up:
            return False
        needless = any(pair in self.clashing for pair in combinations(chosen, 2)) or _holds_one(chosen, self.found)
        self.needless[len(chosen)] += needless and chosen not in self.found
        return needless

    def measures(self, chosen: Chosen) -> list[Measure]:
        return [self.may.measures[place] for place in chosen]

    def cost(self, chosen: Chosen) -> Fraction:
        return sum((self.may.costs[place] for place in chosen), Fraction())

    def remedy(self, chosen: Chosen) -> Remedy:
        """Return what comes of a set that fits."""
        course, goal = self.trials.course(self.measures(chosen)), self.trials.goal
        conflict = course.solution.conflict
        where = conflict.space.where(goal.formula)
        wanted = course.resting & where
        led = np.zeros_like(where) if course.ways is None else course.resting & course.taken
        after = (_standing(course, each) for each, _ in self.outcomes)
        return Remedy(
            measures=tuple(self.measures(chosen)),
            cost=self.cost(chosen),
            standing=course.standing(where),
            equilibria=_labels(conflict, wanted & led if (wanted & led).any() else wanted),
            effects=tuple(
                Effect(each.name, dreaded, before, now)
                for (each, dreaded), before, now in zip(self.outcomes, self.before, after, strict=True)
                if before.strength != now.strength
            ),
            astray=_labels(conflict, led & ~where),
            leavers=() if wanted.any() else _leavers(course, where),
        )

    def ranked(self) -> tuple[Remedy, ...]:
        """Return the sets that were found: cheapest first, then smallest, then those that do least harm besides."""

        def key(chosen: Chosen) -> tuple[Fraction, int, int, int, Chosen]:
            remedy = self.found[chosen]
            harm = sum(abs(each.gain) for each in remedy.effects if not each.welcome)
            good = sum(abs(each.gain) for each in remedy.effects if each.welcome)
            return remedy.cost, len(chosen), harm, -good, chosen

        return tuple(self.found[chosen] for chosen in sorted(self.found, key=key))

    def tallies(self, most: int) -> Iterable[Tally]:
        """Yield what was tried of the sets of each size; those that cost less than ``below`` are all dealt with."""
        if self.ended == "today":
            return
        dearest = sorted(self.may.costs, reverse=True)
        for size in range(1, min(most, len(dearest)) + 1):
            sets, tried = math.comb(len(dearest), size), self.tried[size]
            through = self.below is None or sum(dearest[:size]) < self.below
            yield Tally(size, sets, tried, self.unfit[size], sets - tried if through else self.needless[size])


def _others(case: Case, goal: Goal) -> list[tuple[Goal, bool]]:
    """Return the goals and dreaded outcomes of a case that are not the one sought, and whether each is dreaded."""
    every = [*((each, False) for each in case.goals), *((each, True) for each in case.dreads)]
    return [(each, dreaded) for each, dreaded in every if each.formula != goal.formula]


def _standing(course: Course, goal: Goal) -> Standing:
    return course.standing(course.solution.conflict.space.where(goal.formula))


def _clashing(may: Permitted) -> set[Chosen]:
    """Return the pairs of changes that are never taken together."""
    pairs = combinations(enumerate(may.measures), 2)
    return {(i, j) for (i, first), (j, second) in pairs if first.settles & second.settles}


def _holds_one(chosen: Chosen, others: Collection[Chosen]) -> bool:
    """Say whether a set holds one of others; of few and many, the fewer are looked through."""
    if 2 ** len(chosen) < len(others):
        return any(part in others for size in range(len(chosen) + 1) for part in combinations(chosen, size))
    return any(set(each) <= set(chosen) for each in others)


def _labels(conflict: Conflict, where: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(conflict.space.label(int(index)) for index in np.flatnonzero(where)[:MOST_LABELS])


def _leavers(course: Course, where: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return those who would leave states of a goal, first who would leave most."""
    leaves = (~course.solution.verdicts[course.concept] & where).sum(axis=1)
    named: Sequence[str] = course.solution.conflict.names
    return tuple(named[place] for place in np.argsort(-leaves, kind="stable") if leaves[place])
