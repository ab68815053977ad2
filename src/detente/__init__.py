"""détente: analysis of political crises by the graph model for conflict resolution.

>>> import detente
>>> elmira = detente.load("elmira")
>>> solution = detente.solve(elmira.conflict)
>>> solution.equilibria("seq")
(5, 8, 9)
>>> detente.ask(elmira).today.outcomes[0].name
'the order is accepted'
"""

from detente.answer import Answer, ask
from detente.case import Case
from detente.comparison import compare
from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Ranking, Statements, Weights
from detente.errors import DetenteError, InputError
from detente.evolution import Chances, Timing, chances, reachable, reachable_under
from detente.formula import Formula, parse
from detente.levers import Lever
from detente.library import load
from detente.stability import CONCEPTS, Solution, solve
from detente.version import VERSION

__version__ = VERSION

__all__ = [
    "CONCEPTS",
    "Answer",
    "Case",
    "Chances",
    "Conflict",
    "DecisionMaker",
    "DetenteError",
    "ForbiddenMove",
    "Formula",
    "InputError",
    "Lever",
    "Option",
    "Ranking",
    "Solution",
    "Statements",
    "Timing",
    "Weights",
    "__version__",
    "ask",
    "chances",
    "compare",
    "load",
    "parse",
    "reachable",
    "reachable_under",
    "solve",
]
