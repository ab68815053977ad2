"""What only shows in some worlds: a faction whose preference does not fit the states, a world without any state."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.case import Path
from detente.case.text.problems import Problems
from detente.conflict import Conflict, Preference, Statements
from detente.worlds import Doubts, Factions, sample, structures
from detente.worlds.doubts.statement import whose

_MOST_WORLDS_TRIED = 64
"""So many combinations of what exists and what is infeasible are tried out when a case is read."""

_MOST_STATES_TRIED = 2**16
"""In conflicts of up to so many states."""


def check_worlds(conflict: Conflict, doubts: Doubts, problems: Problems) -> None:
    """Note factions that do not fit the states, and worlds that cannot be."""
    if problems or not doubts or not conflict.space.fits:
        return
    for path, what, liked in _stated(doubts):
        with problems.of(path, what, at_key=True):
            liked.payoffs(conflict.space)
    if doubts.structural and not problems and conflict.size <= _MOST_STATES_TRIED:
        with problems.of(("infeasible",) if conflict.infeasible else ("decision_makers",), at_key=True):
            structural = Doubts(doubts.shared, [doubt for _, doubt in doubts.structural])
            structures(conflict, structural, sample(structural.draws, _MOST_WORLDS_TRIED))


def _stated(doubts: Doubts) -> Iterator[tuple[Path, str, Preference]]:
    """Yield what each faction wants, and what is wanted anyhow, with its path and whose it is."""
    for doubt in (each for each in doubts.doubts if isinstance(each, Factions)):
        if doubt.own is not None:
            whole = ("decision_makers", doubt.decision_maker, doubt.own.key)
            yield whole, f"decision maker '{doubt.decision_maker}'", doubt.own
        for faction in doubt.of:
            path: Path = ("decision_makers", doubt.decision_maker, "factions", faction.name)
            liked = Statements(faction.first) if faction.preference is None else faction.preference
            key = "first" if faction.preference is None else liked.key
            yield (*path, key), f"decision maker '{whose(doubt.decision_maker, faction.name)}'", liked
