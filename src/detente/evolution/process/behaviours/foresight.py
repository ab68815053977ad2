"""Behaviour with foresight: only improvements that no answer deters.

A decision maker that acts so under a concept leaves exactly the states that are not stable for it under that concept;
so where everyone does, and nothing happens by itself, the states at which the process rests are the equilibria. What
others would answer is judged in its own view of them.
"""

from __future__ import annotations

from typing import ClassVar, Self

import attrs

from detente.errors import Problem, UnavailableError
from detente.evolution.process.behaviours.base import Choices, alike
from detente.stability.analysis import Analysis
from detente.stability.concepts import CONCEPTS, concept_named


def _as_concept(key: str) -> str:
    return concept_named(key).key


@attrs.frozen
class Foresight:
    """``foresight C``: one of the improvements that are not sanctioned under C, each with the same chance.

    Attributes:
        concept: The key of a stability concept.
    """

    key: ClassVar[str] = "foresight"
    says: ClassVar[str] = "makes any improvement that no answer deters, all with the same chance"
    takes: ClassVar[str] = f"a stability concept ({', '.join(CONCEPTS)}), as in 'foresight seq'"

    concept: str = attrs.field(converter=_as_concept)

    @classmethod
    def read(cls, argument: str) -> Self:
        """Return the behaviour under this concept."""
        return cls(argument)

    def __str__(self) -> str:
        """Return its name and the concept."""
        return f"{self.key} {self.concept}"

    def choices(self, analysis: Analysis, mover: int) -> Choices:
        """Return what a decision maker does in every state."""
        concept = concept_named(self.concept)
        if reason := concept.rule.unavailable(analysis.conflict):
            raise UnavailableError(Problem(f"there is no '{self}' here: {reason}"))
        return Choices(analysis.unsanctioned(concept, mover), alike)
