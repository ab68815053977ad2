"""détente: analysis of political crises by the graph model for conflict resolution.

>>> import detente
>>> elmira = detente.load("elmira")
>>> solution = detente.solve(elmira.conflict)
>>> solution.equilibria("seq")
(5, 8, 9)
>>> detente.ask(elmira).today.outcomes[0].name
'the order is accepted'
"""

from typing import TYPE_CHECKING

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
from detente.requiring import Requirements, Robustness, require, robustness
from detente.seeking import seek
from detente.stability import CONCEPTS, Solution, find, judge, solve
from detente.version import VERSION

if TYPE_CHECKING:
    from detente.report.figures import draw

__version__ = VERSION

__all__ = [
    "CONCEPTS",
    "Answer",
    "Case",
    "Chances",
    "Conflict",
    "DecisionMaker",
    "DetenteError",
    "Evolution",
    "ForbiddenMove",
    "Formula",
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
    "compare",
    "draw",
    "evolve",
    "explore",
    "find",
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


def __getattr__(name: str) -> object:
    """Load what draws when it is first asked for: nobody else waits for it."""
    if name == "draw":
        from detente.report.figures import draw  # noqa: PLC0415 - see above

        return draw
    raise AttributeError(f"module 'detente' has no attribute '{name}'")
