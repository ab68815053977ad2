"""What holds in each of many worlds."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.errors import Problem, UnavailableError
from detente.stability import concept_named
from detente.worlds.batch.bits import Truth, Words, unpacked


@attrs.frozen(eq=False)
class Held:
    """Which states hold in each of w worlds that have the same m states, and which are reached.

    A set of states is bits: state s (its index, from 0) is bit s % 64 of word s // 64.

    Attributes:
        size: The number of states, m.
        concepts: The keys of the concepts, in order.
        equilibria: The equilibria in each world under each concept: shape (w, concepts, words).
        reached: The states to which improvements lead from the status quo that nothing deters from under each concept,
            the status quo among them: the same shape; ``None`` if it was not asked.
        left_out: Concepts that were not applied, with the reason.
    """

    size: int
    concepts: tuple[str, ...]
    equilibria: Words
    reached: Words | None = None
    left_out: Mapping[str, str] = attrs.field(factory=dict)

    def holding(self, concept: str) -> Truth:
        """Say which states are equilibria under a concept, in each world: shape (w, m)."""
        return unpacked(self.equilibria[:, self.place_of(concept)], self.size)

    def reached_under(self, concept: str) -> Truth:
        """Say which states are reached under a concept, in each world: shape (w, m).

        Raises:
            UnavailableError: If it was not asked what is reached.
        """
        if self.reached is None:
            raise UnavailableError(Problem("it was not asked what is reached from the status quo"))
        return unpacked(self.reached[:, self.place_of(concept)], self.size)

    def spread(self, which: NDArray[np.int64] | None) -> Held:
        """Return what holds in worlds of which each is one of these: shape of ``which`` (w,); ``None`` leaves them."""
        if which is None:
            return self
        reached = None if self.reached is None else self.reached[which]
        return attrs.evolve(self, equilibria=self.equilibria[which], reached=reached)

    def place_of(self, concept: str) -> int:
        """Return the place of a concept among those that were applied, from 0.

        Raises:
            UnknownNameError: If there is no such concept.
            UnavailableError: If the concept was not applied.
        """
        if concept not in self.concepts:
            reason = self.left_out.get(concept_named(concept).key, "it was not asked for")
            raise UnavailableError(Problem(f"'{concept}' was not applied: {reason}", allowed=", ".join(self.concepts)))
        return self.concepts.index(concept)
