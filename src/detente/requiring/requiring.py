"""Which preferences would make a state an equilibrium?

>>> from detente.library import load
>>> required = require(load("syria-iraq-1975").conflict, state=2, concept="seq", vary=["Syria"])
>>> required.count, required.total, required.nearest.distance
(384, 720, 1)
>>> required.nearest.rankings
{'Syria': ((1,), (3,), (2,), (6,), (4,), (5,))}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from detente.conflict import Conflict, Preference, Statements
from detente.errors import Problem, TooLargeError, UnavailableError, UnknownNameError, unknown
from detente.formula import Formula
from detente.given import one, several
from detente.requiring.conditions import condition_of
from detente.requiring.counting import count
from detente.requiring.demands import Demand, demands_of
from detente.requiring.field import Field
from detente.requiring.nearest import PreferenceSearch, sought
from detente.requiring.requirements import RequiredState, Requirements
from detente.stability.finding.solver import Clock

SECONDS = 60.0
"""How long is searched unless told otherwise."""

MOST_TOLD = 12
"""Conditions are told of so many states at most, besides the one for which nearest preferences were found."""

MOST_TOLD_UNCHANGED = 3
"""And of so many where nothing has to change."""

MOST_STATES = 20_000
"""The most states of a conflict in which preferences are required."""


def require(  # noqa: PLR0913 - each but the first has a value that most take
    conflict: Conflict,
    *,
    state: int | None = None,
    goal: Formula | str | None = None,
    concept: str = "seq",
    vary: Iterable[str] | None = None,
    seconds: float = SECONDS,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> Requirements:
    """Find out which preferences of some decision makers make a state hold, and which are nearest to those written.

    Args:
        conflict: The conflict.
        state: The number of the state.
        goal: Or else a formula: one of the states in which it holds.
        concept: The key of a concept: nash, gmr, smr, seq or sseq.
        vary: The decision makers whose preferences vary; all, unless given.
        seconds: How long to look for the nearest preferences.
        seed: What the solver's chance starts from.
        progress: Called with what is done next, in words.

    Returns:
        The conditions, the number of strict rankings that meet them, and the nearest preferences.

    Raises:
        UnknownNameError: If there is no such state, decision maker or concept.
        UnavailableError: If the goal holds in no state, nothing is to vary, or the concept judges otherwise.
        TooLargeError: If there are too many states.
    """
    one("the conflict", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    if not seconds >= 0:
        raise UnavailableError(Problem(f"the time limit is {seconds}", allowed="0 seconds or more"))
    if conflict.size > MOST_STATES:
        raise TooLargeError(Problem(f"there are {conflict.size:,} states", allowed=f"at most {MOST_STATES:,}"))
    places = places_of(conflict, vary)
    field = Field.of(conflict, places, concept)
    targets = _targets(conflict, state, goal)
    return _found_out(field, targets, seconds, seed, progress or (lambda _said: None))


def _found_out(
    field: Field, targets: Sequence[int], seconds: float, seed: int, tell: Callable[[str], None]
) -> Requirements:
    conflict = field.conflict
    demands = {target: demands_of(field, target) for target in targets}
    ordered = any(has_order(conflict.decision_makers[place].preference) for place in field.varied)
    tell("counting rankings")
    counts = {target: count(field, {target: every}) for target, every in demands.items()}
    counted = counts[targets[0]] if len(targets) == 1 else count(field, demands)
    tell("looking for the nearest ranking")
    clock = Clock.of(seconds)
    # Half of the time is for the order of statements, where there are any, however long the ranking took.
    ranking = sought(field, demands, clock.half if ordered else clock, seed, statements=False)
    tell("looking for the nearest order of statements")
    clock = max(clock, Clock.of(seconds / 2), key=lambda each: each.until)
    order = sought(field, demands, clock, seed, statements=True) if ordered else None
    told = _told(targets, [ranking, *([order] if order else [])])
    return Requirements(
        conflict=conflict,
        concept=field.concept,
        states=tuple(
            _required(field, target, every, counts[target], told=target in told) for target, every in demands.items()
        ),
        vary=tuple(conflict.names[place] for place in sorted(field.varied)),
        count=counted,
        ranking=ranking,
        order=order,
        seconds=seconds,
        seed=seed,
    )


def has_order(preference: Preference) -> bool:
    """Say whether a preference has prioritised statements that could be put in another order."""
    return isinstance(preference, Statements) and len(preference.statements) > 1


def _told(targets: Sequence[int], found: Sequence[PreferenceSearch]) -> set[int]:
    """Return the states whose conditions are told."""
    nearest = [each.nearest for each in found if each.nearest is not None]
    most = MOST_TOLD_UNCHANGED if any(each.is_as_written for each in nearest) else MOST_TOLD
    return {*targets[:most], *(each.state - 1 for each in nearest)}


def _required(
    field: Field, target: int, demands: Sequence[Demand], counted: int | None, *, told: bool
) -> RequiredState:
    return RequiredState(
        state=target + 1,
        holds=field.holds_today(target),
        count=counted,
        conditions=tuple(condition_of(demand) for demand in demands) if told else None,
    )


def places_of(conflict: Conflict, vary: Iterable[str] | None) -> list[int]:
    """Return the places of decision makers, each once; those of all unless some are named.

    Raises:
        UnknownNameError: If one of them does not exist.
        UnavailableError: If the list is empty.
    """
    if vary is None:
        return list(range(len(conflict.names)))
    given = several("the decision makers that vary", vary, str, "a list of names")
    if strangers := [name for name in given if name not in conflict.names]:
        raise UnknownNameError(*(unknown("decision maker", name, conflict.names) for name in strangers))
    if not given:
        raise UnavailableError(Problem("no decision maker's preference may vary", allowed="one name or more"))
    return [conflict.names.index(name) for name in dict.fromkeys(given)]


def _targets(conflict: Conflict, state: int | None, goal: Formula | str | None) -> list[int]:
    if (state is None) == (goal is None):
        given = "neither a state nor a goal" if state is None else "a state and a goal"
        raise UnavailableError(Problem(f"{given} is given", allowed="one of them"))
    if state is not None:
        return [conflict.checked_number(state) - 1]
    assert goal is not None  # noqa: S101 - one of the two is given
    numbers = conflict.numbers(goal)
    if not numbers:
        raise UnavailableError(Problem(f"'{goal}' holds in no state, so no preference can make it hold"))
    return [number - 1 for number in numbers]
