"""Which states hold: the table of concepts, joint reach, and the verdicts."""

from detente.stability.concepts import CONCEPTS, Concept, concept_named
from detente.stability.solution import Solution
from detente.stability.solving import solve

__all__ = ["CONCEPTS", "Concept", "Solution", "concept_named", "solve"]
