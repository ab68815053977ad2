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

import time
from collections.abc import Iterable

import attrs

from detente.case import Case
from detente.errors import Problem, UnavailableError, one_of
from detente.formula import Formula
from detente.given import is_whole, one, several
from detente.levers import Lever
from detente.seeking.aims import AIMS, AimKind, aim_named, usual_aim
from detente.seeking.consequences import Consequences
from detente.seeking.goal import goal_meant, is_dreaded, why_never
from detente.seeking.permitting import permitted
from detente.seeking.search import Search, Tell
from detente.seeking.sought import Sought
from detente.seeking.trying import Trials
from detente.stability import concept_named
from detente.worlds import NOTHING_IN_DOUBT

SECONDS = 60.0
"""How long a search takes at most unless another time is given."""

MOST = 3
"""The most changes of a set unless another number is given."""


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
    """Seek the cheapest sets of permitted changes that bring a goal about, or avert what is dreaded.

    Args:
        case: The case. If it has a mediator, only changes on which the mediator has influence are permitted.
        goal: The name of a goal or dreaded outcome of the case, or a formula.
        concept: The key of a stability concept.
        aim: What is asked of the goal, a key of :data:`.AIMS`; unless given, ``avoided`` for the name of a dreaded
            outcome, and else ``reached``, or ``exists`` in a case without a status quo.
        changes: The keys of the kinds of change that are permitted, out of :data:`.MEASURE_KINDS`; all unless given.
        swaps: Whose preferences may be changed. If nobody is named, those whom the mediator influences, or, where
            there is no mediator, nobody's unless ``changes`` permits swaps, and then everyone's.
        levers: The names of levers that are pulled before anything is sought; they cost nothing, and *today* is then
            the case with them pulled.
        most: The most changes of a set.
        time_limit: How many seconds it may take; what was not tried by then is told. A set that is being tried when
            the time is up is finished.
        beyond: Whether to go on to all minimal sets, however dear.
        anyone: Whether to permit also changes on which the mediator has no influence, swaps of anybody's among them.
        progress: Called now and then with what is being tried.

    Raises:
        UnknownNameError: If a concept, an aim, a kind of change or a decision maker does not exist.
        UnavailableError: If the aim needs a status quo and there is none, or somebody has nothing to swap.
        InputError: If the goal is neither the name of one nor a formula, or the case cannot be solved.
    """
    up = time.monotonic() + _checked(most, time_limit)
    one("what is sought in", case, Case, "a case; it holds the conflict and its levers")
    declared, case = case, _with_levers(case, levers)
    wanted = goal_meant(case, goal)
    asked = _asked(case, aim, dreaded=is_dreaded(case, wanted))
    may = permitted(case, changes, swaps, anyone=anyone).without_undoing(declared)
    consequences = Consequences.of(Trials(case, wanted, concept_named(concept).key, asked))
    search = Search(consequences, may)
    never = "" if asked.averts else why_never(case.conflict, wanted, may)
    if never:
        search.give_up()
    else:
        search.run(most, up, progress or (lambda _said: None), beyond=beyond)
    missed = not search.found and search.ended != "today"
    return Sought(
        goal=wanted,
        concept=concept,
        aim=asked.key,
        today=consequences.today,
        nowhere=not case.conflict.space.where(wanted.formula).any(),
        permitted=may,
        most=most,
        seconds=time_limit,
        found=search.ranked(),
        misses=tuple(map(search.remedy, search.misses)) if missed else (),
        tallies=tuple(search.tallies(most)),
        ended=search.ended,
        below=search.below,
        unfit=tuple(search.unfit_alone),
        impossible=never,
        fingerprint=declared.fingerprint,
    )


def _checked(most: int, time_limit: float) -> float:
    """Return the time limit if it and the size of sets can be used."""
    if not is_whole(most) or most < 1:
        raise UnavailableError(Problem(f"sets of at most {most} changes", allowed="a whole number, 1 or more"))
    if not time_limit >= 0:
        raise UnavailableError(Problem(f"a time limit of {time_limit} seconds", allowed="0 or more"))
    return time_limit


def _asked(case: Case, aim: str | None, *, dreaded: bool) -> AimKind:
    """Return what is asked of the goal."""
    given = case.conflict.status_quo is not None
    asked = usual_aim(dreaded=dreaded, status_quo=given) if aim is None else aim_named(aim)
    if asked.needs_status_quo and not given:
        message = f"what is reached depends on the status quo, and the case gives none; the aim '{asked.key}' needs one"
        others = (key for key, each in AIMS.items() if not each.needs_status_quo)
        raise UnavailableError(Problem(message, allowed=one_of(others)))
    return asked


def _with_levers(case: Case, names: Iterable[str]) -> Case:
    """Return a case with levers pulled, which are then no longer among those that can be; doubts are left aside."""
    pulled = [case.lever(name) for name in dict.fromkeys(several("the levers", names, str, "a list of names"))]
    if not pulled:
        return case
    rest = [lever for lever in case.levers if lever not in pulled]
    conflict = Lever.together(pulled).apply(case.conflict)
    return attrs.evolve(case, conflict=conflict, levers=rest, doubts=NOTHING_IN_DOUBT)
