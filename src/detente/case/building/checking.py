"""What only shows once the states are known, and what a lever does to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from detente.case.case import Goal, Path
from detente.case.text.problems import Problems
from detente.conflict import Conflict, Preference
from detente.conflict.clash import excluding
from detente.conflict.literals import at_level
from detente.conflict.patterns import place_values
from detente.errors import ConflictError, InputError, Problem, TooLargeError
from detente.formula import Formula, Not
from detente.levers import LEVER_KINDS, Lever

_MOST_STATES_TRIED = 2**16
"""In conflicts of up to so many states, every lever is tried out when the case is read."""


_MOST_CLASHES = 6
"""How many of the formulas that clash are named."""


def check_states(
    conflict: Conflict, goals: Mapping[str, Iterable[Goal]], problems: Problems, stand_ins: Mapping[str, Path]
) -> None:
    """Note preferences, goals and a status quo that do not fit the states.

    Args:
        conflict: The conflict.
        goals: Goals and dreaded outcomes, by their key.
        problems: Where faults are noted.
        stand_ins: Where the preference of a decision maker stands that has that of a faction.
    """
    if problems.touch("infeasible") or problems.touch("coalesce"):
        return
    before = len(problems)
    with problems.of(("infeasible",) if conflict.infeasible else ("decision_makers",), at_key=True):
        place_values(conflict.words)
        if not conflict.space.fits:
            _check_without_states(conflict, problems, stand_ins)
            return
    if len(problems) > before:
        return
    _check_decision_makers(conflict, problems, stand_ins)
    _check_status_quo(conflict, problems)
    for key, each in goals.items():
        for goal in each:
            with problems.of((key, goal.name, "formula")):
                conflict.space.where(goal.formula)


def _check_without_states(conflict: Conflict, problems: Problems, stand_ins: Mapping[str, Path]) -> None:
    """Note what can be seen to be wrong though the states are too many to list."""
    for path, _what, liked in _stated(conflict, stand_ins):
        if liked.formulas is None:
            with problems.of(path, at_key=True):
                conflict.space.patterns  # noqa: B018 - a ranking names every state; this says how many there are
    if not problems.touch("status_quo"):
        with problems.of(("status_quo",)):
            conflict.status_quo_code  # noqa: B018 - looks the state up


def _check_decision_makers(conflict: Conflict, problems: Problems, stand_ins: Mapping[str, Path]) -> None:
    """Note preferences that do not fit; where all do, the conflict keeps the payoffs for what comes after."""
    try:
        conflict.payoff_table  # noqa: B018 - works the payoffs out
        conflict.unknown_preferences  # noqa: B018 - the same
        for name in conflict.names:
            conflict.payoffs_seen_by(name)
    except InputError:
        _check_one_by_one(conflict, problems, stand_ins)


def _stated(conflict: Conflict, stand_ins: Mapping[str, Path]) -> Iterator[tuple[Path, str, Preference]]:
    """Yield every preference with its path and whose it is: what each wants, and what it thinks that others want."""
    for owner in conflict.decision_makers:
        path: Path = ("decision_makers", owner.name)
        yield (
            stand_ins.get(owner.name, (*path, owner.preference.key)),
            f"decision maker '{owner.name}'",
            owner.preference,
        )
        for name, liked in owner.believes:
            yield (*path, "believes", name, liked.key), f"what '{owner.name}' thinks '{name}' wants", liked


def _check_one_by_one(conflict: Conflict, problems: Problems, stand_ins: Mapping[str, Path]) -> None:
    for path, what, liked in _stated(conflict, stand_ins):
        if problems.touch(*path):
            continue
        with problems.of(path, what, at_key=True):
            liked.payoffs(conflict.space)
    for owner in conflict.decision_makers:
        for place, pair in enumerate(owner.unknown):
            with problems.of(("decision_makers", owner.name, "unknown", place)):
                for formula in pair:
                    conflict.space.where(formula)


def _check_status_quo(conflict: Conflict, problems: Problems) -> None:
    if not problems.touch("status_quo"):
        with problems.of(("status_quo",)):
            conflict.status_quo_index  # noqa: B018 - looks the state up


Written = Mapping[str, Any]
"""The changes of a lever as plain data, by kind."""


def read_lever(name: str, written: Written, problems: Problems) -> Lever | None:
    """Return the lever that plain data describe, or ``None`` if it is faulty, which is noted."""
    changes = []
    for key, value in written.items():
        try:
            changes.append(LEVER_KINDS[key].read(value))
        except InputError as error:
            _note(error, LEVER_KINDS[key].read, value, ("levers", name, key), problems)
    return Lever(name, changes) if len(changes) == len(written) else None


def check_levers(conflict: Conflict, levers: Mapping[str, Written], problems: Problems) -> None:
    """Note levers that do not fit the conflict, each with the part of it that does not."""
    rests_on = ("decision_makers", "infeasible", "coalesce", "forbidden_moves", "status_quo", "states")
    if any(map(problems.touch, rests_on)):
        return
    for name, written in levers.items():
        _check_lever(conflict, name, written, problems)


def _check_lever(conflict: Conflict, name: str, written: Written, problems: Problems) -> None:
    changed = conflict
    for key, value in written.items():

        def change(value: Any, key: str = key, before: Conflict = changed) -> Conflict:  # noqa: ANN401 - plain data
            return LEVER_KINDS[key].read(value).apply(before)

        try:
            changed = change(value)
        except TooLargeError:
            return  # it takes a list of all states, and is refused when it is pulled
        except InputError as error:
            _note(error, change, value, ("levers", name, key), problems)
            return
    with problems.of(("levers", name), f"under the lever '{name}'", at_key=True):
        if not conflict.space.fits:
            changed.status_quo_code  # noqa: B018 - looks the status quo up
        elif conflict.size <= _MOST_STATES_TRIED:
            _check_states(conflict, changed, written)


def _check_states(before: Conflict, after: Conflict, written: Written) -> None:
    """Raise an error if a lever leaves no state, or not the status quo.

    Raises:
        ConflictError: If it does, with the formulas that clash.
    """
    try:
        after.space.patterns  # noqa: B018 - finds the states
    except ConflictError:
        clash = excluding(after.words, after.infeasible)
        raise ConflictError(_clash(clash, before, dict(written.get("set") or {}))) from None
    after.status_quo_index  # noqa: B018 - looks the state up


def _clash(formulas: Iterable[Formula], before: Conflict, fixed: Mapping[str, str]) -> Problem:
    """Describe formulas that exclude every combination, those that stand for a ``set`` as it is written."""
    words, levels = before.words, before.variable_levels(fixed)
    others = (Not(at_level(words, variable, level)) for variable, level in levels.items())
    written = {formula: f"'set' {name}: {level}" for formula, (name, level) in zip(others, fixed.items(), strict=True)}
    fixing = [written[formula] for formula in formulas if formula in written]
    parts = fixing + [f"infeasible '{formula}'" for formula in formulas if formula not in written]
    more = ", …" if len(parts) > _MOST_CLASHES else ""
    return Problem(f"no state is feasible: {' against '.join(parts[:_MOST_CLASHES])}{more}")


def _note(error: InputError, attempt: Callable[[Any], object], value: object, path: Path, problems: Problems) -> None:
    """Note an error with the smallest parts of the value that bring it about, or else with the whole."""
    before = len(problems)
    for part, where in _parts(value, path):
        with problems.of(where, at_key=isinstance(where[-1], str)):
            attempt(part)
    if len(problems) == before:
        for problem in error.problems:
            problems.add(attrs.evolve(problem, position=None), path, at_key=True)


def _parts(value: object, path: Path) -> Iterator[tuple[object, Path]]:
    """Split a list into lists of one item, and a mapping into mappings of one key, lists in it included.

    >>> list(_parts({"A": ["talk", "fight"]}, ()))
    [({'A': ['talk']}, ('A', 0)), ({'A': ['fight']}, ('A', 1))]
    """
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield [item], (*path, place)
    elif isinstance(value, dict):
        for key, inner in value.items():
            lists = isinstance(inner, list) and all(isinstance(item, str) for item in inner)
            parts = _parts(inner, (*path, key)) if lists else [(inner, (*path, key))]
            for part, where in parts:
                yield {key: part}, where
