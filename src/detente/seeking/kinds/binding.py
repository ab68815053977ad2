"""``irreversible``: an option that moves both ways moves only up from now on, by those of its moves that do.

An option that has no moves up, or none down, is left alone: it is irreversible as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.case import Case
from detente.conflict import Option
from detente.levers import Lever, Redirect
from detente.seeking.kinds.base import Measure, MeasureKind, about_option, called

_UP = {"both": "up", "rung": "rung-up"}


def _find(case: Case) -> Iterator[Measure]:
    conflict = case.conflict
    options = [option for owner in conflict.decision_makers for option in owner.options]
    for index, option in enumerate(options):
        upwards = [step for step in _steps(option) if _rises(option, step)]
        if upwards and len(upwards) < len(_steps(option)):
            moves = _UP[option.moves] if isinstance(option.moves, str) else upwards
            change = Redirect([(conflict.words.variables[index].full_name, moves)])
            lever = Lever(f"{called(conflict, index)} cannot be taken back: it moves only up", [change])
            yield about_option(conflict, "irreversible", index, lever)


def _steps(option: Option) -> list[tuple[str, str]]:
    return [(from_, to) for from_ in option.levels for to in option.levels if option.can_move(from_, to)]


def _rises(option: Option, step: tuple[str, str]) -> bool:
    return option.levels.index(step[1]) > option.levels.index(step[0])


BIND = MeasureKind("irreversible", "an option moves only up", "no option moves both ways", _find)
