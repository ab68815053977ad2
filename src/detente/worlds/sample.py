"""Samples: which worlds were looked at, and how often each was drawn or how likely it is.

A world is one outcome of every draw. Worlds that agree in all of them are one, so that what is drawn a million times
is solved only as often as it differs.
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.worlds.draw import Draw


@attrs.frozen(eq=False)
class Sample:
    """Distinct worlds with their weights.

    Attributes:
        draws: Everything uncertain.
        picked: The place of the outcome that each draw has in each world: shape (W, number of draws).
        weights: The share of each world in all: shape (W,), adding up to 1. In an enumeration it is the chance of the
            world; in a sample, how often it was drawn of all.
        made: How many worlds were drawn; in an enumeration the number of worlds.
        exact: Whether every world is there with its chance, so that shares have no error of sampling.
        seed: What the sample was drawn with; nothing hangs on it in an enumeration.
    """

    draws: tuple[Draw, ...]
    picked: NDArray[np.int16]
    weights: NDArray[np.float64]
    made: int
    exact: bool
    seed: int

    @property
    def size(self) -> int:
        """The number of distinct worlds, W."""
        return len(self.weights)
