"""Which states hold if decision makers can move together: against every coalition, or between fixed blocks."""

from detente.stability.coalitions.judging import COALITION_CONCEPTS, Coalitions, Departure, coalitions
from detente.stability.coalitions.jumps import Jump
from detente.stability.coalitions.reasons import Reason, Reply

__all__ = ["COALITION_CONCEPTS", "Coalitions", "Departure", "Jump", "Reason", "Reply", "coalitions"]
