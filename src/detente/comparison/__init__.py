"""What differs between two conflicts, and which single difference makes which verdict another."""

from detente.comparison.comparing import compare
from detente.comparison.comparison import Comparison, Difference, Shift, VerdictChange
from detente.comparison.matching import NOWHERE, Matching
from detente.comparison.parts import PART_KINDS, Part, PartKind

__all__ = [
    "NOWHERE",
    "PART_KINDS",
    "Comparison",
    "Difference",
    "Matching",
    "Part",
    "PartKind",
    "Shift",
    "VerdictChange",
    "compare",
]
