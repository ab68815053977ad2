"""Preferences that were rearranged, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from detente.conflict import Preference


@attrs.frozen
class Rearranged:
    """Preferences that were found.

    Attributes:
        preferences: The preference of each decision maker with an open one.
        swaps: What they cost: the pairs whose order is reversed.
        splits: The pairs tied as written that they tell apart.
    """

    preferences: Mapping[int, Preference]
    swaps: int
    splits: int

    def is_nearer_than(self, other: Rearranged) -> bool:
        """Say whether these have fewer swaps, or as many and fewer splits."""
        return (self.swaps, self.splits) < (other.swaps, other.splits)
