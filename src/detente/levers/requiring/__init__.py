"""The inverse question: which preferences make a state an equilibrium, and which of them are nearest to today's."""

from detente.levers.requiring.conditions import Condition, Preferred, Way
from detente.levers.requiring.demands import CONCEPTS_REQUIRED
from detente.levers.requiring.nearest import Nearest, Sought
from detente.levers.requiring.requirements import RequiredState, Requirements
from detente.levers.requiring.requiring import SECONDS, require
from detente.levers.requiring.robustness import Overturning, Robustness, robustness

__all__ = [
    "CONCEPTS_REQUIRED",
    "SECONDS",
    "Condition",
    "Nearest",
    "Overturning",
    "Preferred",
    "RequiredState",
    "Requirements",
    "Robustness",
    "Sought",
    "Way",
    "require",
    "robustness",
]
