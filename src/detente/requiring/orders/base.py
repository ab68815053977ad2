"""What every way of rearranging a preference offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from detente.conflict import Preference, StateSpace
from detente.stability.finding.gates import Literal

Costs = Sequence[tuple[int, Literal]]
"""Numbers, each of which counts if its literal is true."""

Value = Callable[[Literal], bool]
"""Whether a literal is true in a solution."""


class Order(Protocol):
    """A preference that the solver may rearrange.

    Attributes:
        swaps: What it costs: the pairs whose order is reversed.
        splits: The pairs tied as written that are told apart; they count only where the swaps are equal.
    """

    @property
    def swaps(self) -> Costs:
        """What it costs: the pairs whose order is reversed."""
        ...

    @property
    def splits(self) -> Costs:
        """The pairs tied as written that are told apart; they count only where the swaps are equal."""
        ...

    def better(self, from_: int, to: int) -> Literal:
        """Return a literal that is true iff a state, by index, is preferred to another."""
        ...

    def as_in(self, preference: Preference, space: StateSpace) -> Sequence[tuple[Literal, bool]]:
        """Return for literals what they are in a preference, rearranged in the same way."""
        ...

    def read(self, value: Value) -> Preference:
        """Return the preference of a solution."""
        ...
