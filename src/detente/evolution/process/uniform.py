r"""Uniformisation: the exact distribution of a Markov process in continuous time.

Let Q be the generator, Λ the greatest rate of leaving a state, and P = I + Q/Λ. Then (Jensen 1953; Grassmann 1977)

    p(t) = p(0) exp(Qt) = Σ_k Poisson(k; Λt) · p(0) P^k :

the process looks round at the instants of a Poisson process of rate Λ, and at each takes a step of P. All terms are
positive, so nothing cancels. The sum ends where what is left out is below a bound, or where a step changes so
little that all the remaining ones together cannot change more than that. The time spent in each state comes with it:

    ∫₀ᵗ p(s) ds = 1/Λ · Σ_k Pr(more than k steps) · p(0) P^k .

Distributions are columns, several at a time. In each, some states may be made absorbing: what enters them stays there,
which gives the chance that they have been entered by then.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.errors import Problem, TooLargeError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Columns = NDArray[np.float64]
"""A number for each state and each of several distributions: shape (m, columns)."""

Truth = NDArray[np.bool_]

MOST_STEPS = 2_000_000
"""The most steps that are reckoned with between two instants."""


@attrs.frozen(eq=False)
class Flow:
    """A generator, turned so that it multiplies columns.

    Attributes:
        rates: At (t, s) the rate at which the process goes from s to t ≠ s; sparse, shape (m, m).
        leaving: The rate at which it leaves each state, shape (m,).
    """

    rates: csr_array
    leaving: NDArray[np.float64]

    @property
    def fastest(self) -> float:
        """Λ: the greatest rate of leaving."""
        return float(self.leaving.max(initial=0.0))

    def change(self, columns: Columns) -> Columns:
        """Return how quickly distributions change: the product with Q."""
        return self.rates @ columns - self.leaving[:, np.newaxis] * columns


def advance(flow: Flow, columns: Columns, absorbing: Truth, days: float, bound: float) -> tuple[Columns, Columns]:
    """Return distributions some days later, and the time spent in each state meanwhile.

    Args:
        flow: The generator.
        columns: The distributions, shape (m, columns).
        absorbing: The states that are not left again in each of them, shape (m, columns).
        days: How much later.
        bound: How much of each distribution may be left out: an upper bound of the sum of all errors of truncation.

    Raises:
        TooLargeError: If it takes too many steps.
    """
    rate = flow.fastest
    if rate * days == 0:
        return columns, columns * days
    weights, beyond = steps(rate * days, bound / 4)
    later, spent = np.zeros_like(columns), np.zeros_like(columns)
    current = columns
    for k, (weight, more) in enumerate(zip(weights.tolist(), beyond.tolist(), strict=True)):
        later += weight * current
        spent += more * current
        change = flow.change(np.where(absorbing, 0.0, current)) / rate
        remaining = len(weights) - 1 - k
        if np.abs(change).sum(axis=0).max() * remaining * (remaining + 1) / 2 <= bound / 2:
            later += weights[k + 1 :].sum() * current
            spent += beyond[k + 1 :].sum() * current
            break
        current = current + change
    return later, spent / rate


def steps(mean: float, bound: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the chance of k steps, and of more than k, for a Poisson number of steps.

    The chance of more steps than are returned is at most the bound; the chances returned are made to sum up to 1.

    >>> weights, beyond = steps(1.0, 1e-3)
    >>> weights.round(3).tolist()
    [0.368, 0.368, 0.184, 0.061, 0.015, 0.003]
    """
    from scipy.special import pdtrc

    most = math.ceil(mean + 10 * math.sqrt(mean) + 40)
    if most > MOST_STEPS:
        message = f"between two of the dates there are about {mean:.0f} opportunities to act"
        raise TooLargeError(Problem(message, f"at most {MOST_STEPS}: a slower pace, or more dates"))
    beyond = np.asarray(pdtrc(np.arange(most + 1), mean), dtype=np.float64)
    beyond = beyond[: int(np.argmax(beyond <= bound)) + 1]
    mode = min(int(mean), len(beyond) - 1)
    upward = np.cumprod(mean / np.arange(mode + 1, len(beyond)))
    downward = np.cumprod(np.arange(mode, 0, -1) / mean)[::-1]
    weights = np.concatenate([downward, [1.0], upward])
    return weights / weights.sum(), beyond
