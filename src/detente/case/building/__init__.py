"""From a case file that has the right shape to a case: names, formulas, preferences, time and doubts are made sense of.

Each part notes what does not fit at its place, and leaves it out, so that one run finds every fault.
"""

from detente.case.building.builder import build

__all__ = ["build"]
