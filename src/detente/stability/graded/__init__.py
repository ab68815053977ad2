"""Stability where preference has degrees: mild and strong, or fuzzy."""

from detente.stability.graded.fuzzy import Fuzzy, fuzzy
from detente.stability.graded.strength import Strength, strength

__all__ = ["Fuzzy", "Strength", "fuzzy", "strength"]
