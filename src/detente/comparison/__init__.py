"""What differs between two conflicts, and which single difference makes which verdict another."""

from detente.comparison.comparing import compare
from detente.comparison.comparison import Comparison, Difference, Shift, VerdictChange
from detente.comparison.kinds import PART_KINDS, Part, PartKind
from detente.comparison.matching import NOWHERE, Matching

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
