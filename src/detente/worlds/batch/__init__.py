"""Solve many worlds: those of one structure together, on all processors, or on a cluster of machines."""

from detente.worlds.batch.held import Held
from detente.worlds.batch.solving import solve_structure

__all__ = ["Held", "solve_structure"]
