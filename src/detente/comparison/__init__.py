"""What differs between two conflicts, and which single difference makes which verdict another."""

from detente.comparison.comparing import compare
from detente.comparison.comparison import Change, Comparison, Difference, Shift
from detente.comparison.matching import Matching
from detente.comparison.parts import PART_KINDS, Part

__all__ = ["PART_KINDS", "Change", "Comparison", "Difference", "Matching", "Part", "Shift", "compare"]
