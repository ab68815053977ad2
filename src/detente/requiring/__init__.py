"""The inverse question: which preferences make a state hold, and which of them are nearest to those written."""

from detente.requiring.conditions import Condition, Preferred, WayToMeet
from detente.requiring.field import CONCEPTS_REQUIRED
from detente.requiring.nearest import Nearest, PreferenceSearch
from detente.requiring.requirements import RequiredState, Requirements
from detente.requiring.requiring import require
from detente.requiring.robustness import Overturning, Robustness, robustness

__all__ = [
    "CONCEPTS_REQUIRED",
    "Condition",
    "Nearest",
    "Overturning",
    "PreferenceSearch",
    "Preferred",
    "RequiredState",
    "Requirements",
    "Robustness",
    "WayToMeet",
    "require",
    "robustness",
]
