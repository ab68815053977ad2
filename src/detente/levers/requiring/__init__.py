"""The inverse question: which preferences make a state an equilibrium, and which of them are nearest to today's."""

from detente.levers.requiring.conditions import Condition, Preferred, Way
from detente.levers.requiring.nearest import Nearest, Sought
from detente.levers.requiring.requirements import RequiredState, Requirements
from detente.levers.requiring.requiring import SECONDS, require

__all__ = [
    "SECONDS",
    "Condition",
    "Nearest",
    "Preferred",
    "RequiredState",
    "Requirements",
    "Sought",
    "Way",
    "require",
]
