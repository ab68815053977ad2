"""Which states hold: the table of concepts, joint reach, and the verdicts."""

from detente.stability.coalitions import COALITION_CONCEPTS, Coalitions, Departure, Jump, coalitions
from detente.stability.concepts import CONCEPTS, Concept, concept_named
from detente.stability.finding import Found, find
from detente.stability.graded import Fuzzy, Strength, fuzzy, strength
from detente.stability.horizons import Horizons, LimitedMoves, horizons, limited_moves, maximin
from detente.stability.local import Judgement, judge
from detente.stability.mistaken import Mistake, Mistaken, mistaken
from detente.stability.probabilistic import Probabilistic, chances_of, probabilistic
from detente.stability.solution import Solution
from detente.stability.solving import solve
from detente.stability.unknown import EXTENSIONS, Extension, Extensions, in_all_extensions
from detente.stability.witness import Escape, Explanation, Improvement, Sanction, Turn

__all__ = [
    "COALITION_CONCEPTS",
    "CONCEPTS",
    "EXTENSIONS",
    "Coalitions",
    "Concept",
    "Departure",
    "Escape",
    "Explanation",
    "Extension",
    "Extensions",
    "Found",
    "Fuzzy",
    "Horizons",
    "Improvement",
    "Judgement",
    "Jump",
    "LimitedMoves",
    "Mistake",
    "Mistaken",
    "Probabilistic",
    "Sanction",
    "Solution",
    "Strength",
    "Turn",
    "chances_of",
    "coalitions",
    "concept_named",
    "find",
    "fuzzy",
    "horizons",
    "in_all_extensions",
    "judge",
    "limited_moves",
    "maximin",
    "mistaken",
    "probabilistic",
    "solve",
    "strength",
]
