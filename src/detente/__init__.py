"""détente: analysis of political crises by the graph model for conflict resolution.

>>> import detente
>>> elmira = detente.load("elmira")
>>> solution = detente.solve(elmira.conflict)
>>> solution.equilibria("seq")
(5, 8, 9)
>>> detente.ask(elmira).today.outcomes[0].name
'the order is accepted'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from detente.version import VERSION

if TYPE_CHECKING:
    from detente.answer import Answer, ask, run_worlds
    from detente.case import Case
    from detente.comparison import compare
    from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Ranking, Statements, Weights
    from detente.errors import DetenteError, InputError
    from detente.evolution import (
        Chances,
        Evolution,
        Timing,
        chances,
        evolve,
        explore,
        reachable,
        reachable_under,
        status_quo_table,
    )
    from detente.formula import Formula, parse
    from detente.levers import Lever
    from detente.library import load
    from detente.report.figures import draw
    from detente.requiring import Requirements, Robustness, require, robustness
    from detente.seeking import seek
    from detente.stability import CONCEPTS, Coalitions, Horizons, Solution, coalitions, find, horizons, judge, solve

__version__ = VERSION

__all__ = [
    "CONCEPTS",
    "Answer",
    "Case",
    "Chances",
    "Coalitions",
    "Conflict",
    "DecisionMaker",
    "DetenteError",
    "Evolution",
    "ForbiddenMove",
    "Formula",
    "Horizons",
    "InputError",
    "Lever",
    "Option",
    "Ranking",
    "Requirements",
    "Robustness",
    "Solution",
    "Statements",
    "Timing",
    "Weights",
    "__version__",
    "ask",
    "chances",
    "coalitions",
    "compare",
    "draw",
    "evolve",
    "explore",
    "find",
    "horizons",
    "judge",
    "load",
    "parse",
    "reachable",
    "reachable_under",
    "require",
    "robustness",
    "run_worlds",
    "seek",
    "solve",
    "status_quo_table",
]

_ROOMS = {
    "answer": ("Answer", "ask", "run_worlds"),
    "case": ("Case",),
    "comparison": ("compare",),
    "conflict": ("Conflict", "DecisionMaker", "ForbiddenMove", "Option", "Ranking", "Statements", "Weights"),
    "errors": ("DetenteError", "InputError"),
    "evolution": (
        "Chances",
        "Evolution",
        "Timing",
        "chances",
        "evolve",
        "explore",
        "reachable",
        "reachable_under",
        "status_quo_table",
    ),
    "formula": ("Formula", "parse"),
    "levers": ("Lever",),
    "library": ("load",),
    "report.figures": ("draw",),
    "requiring": ("Requirements", "Robustness", "require", "robustness"),
    "seeking": ("seek",),
    "stability": ("CONCEPTS", "Coalitions", "Horizons", "Solution", "coalitions", "find", "horizons", "judge", "solve"),
    "worlds": (),
}
"""Which names come from which room."""

_HOMES = {name: room for room, names in _ROOMS.items() for name in names}


if not TYPE_CHECKING:  # a type checker knows every name, and is to find those that are misspelt

    def __getattr__(name: str) -> object:
        """Import a room when the room, or a name from it, is first asked for: nobody waits for what he does not use."""
        if name in _ROOMS:
            return import_module(f"detente.{name}")
        if name not in _HOMES:
            raise AttributeError(f"module 'detente' has no attribute '{name}'")
        return globals().setdefault(name, getattr(import_module(f"detente.{_HOMES[name]}"), name))


def __dir__() -> list[str]:
    """Name what can be asked for."""
    return sorted({*globals(), *__all__, *_ROOMS})
