"""Shares of worlds, and how far they may be off.

In an enumeration the share of worlds in which something holds is its chance, exactly. In a sample of N draws it is an
estimate p with the standard error √(p (1 - p) / N). Where it holds in none or in all of them, that would be 0, which is
too good to be true; told instead is how far Wilson's interval of one standard error reaches from there, 1 / (N + 1)
(Wilson 1927, *Probable inference, the law of succession, and statistical inference*).

>>> standard_error(0.5, 10_000), standard_error(0.0, 99)
(0.005, 0.01)
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from detente.worlds.sample import Sample

Truth = NDArray[np.bool_]
"""Whether something is so in each world: shape (W,)."""


def standard_error(share: float, made: int) -> float:
    """Return the standard error of a share of so many worlds that were drawn."""
    if share in (0.0, 1.0):
        return 1 / (made + 1)
    return math.sqrt(share * (1 - share) / made)


def amounts(sample: Sample) -> NDArray[np.float64]:
    """Return how often each world was drawn, whole numbers; in an enumeration its chance. Shape (W,)."""
    return sample.weights if sample.exact else np.rint(sample.weights * sample.made)


def share_of(where: Truth, sample: Sample) -> float:
    """Return the share of the worlds in which something is so; just 0 or 1 where it is so in none or in all."""
    if where.all():
        return 1.0
    amount = math.fsum(amounts(sample)[where])
    return amount if sample.exact else amount / sample.made
