r"""Which draws matter most for whether something holds.

Let Y be 1 in the worlds in which it holds and 0 in the others, and X_1 … X_d the draws, which are independent. The part
of the variance of Y that a draw explains (Sobol' 1993, *Sensitivity estimates for nonlinear mathematical models*; Homma
& Saltelli 1996, *Importance measures in global sensitivity analysis of nonlinear models*) is

    alone           S_i = Var(E[Y | X_i]) / Var(Y),
    with others     T_i = E[Var(Y | all but X_i)] / Var(Y),

S_i ≤ T_i. A draw that matters only together with another has a large T_i and a small S_i.

*In an enumeration* both are exact. *In a sample* of N draws, S_i is estimated from the shares at the k outcomes of the
draw, less what chance would explain: ε² = η² - (k - 1)/(N - k) · (1 - η²) (Kelley 1935, *An unbiased correlation ratio
measure*). Is it more than noise? The N truth values are shuffled among the worlds many times: in a shuffle the number
of worlds in which it holds at each outcome is hypergeometric, so just these numbers are drawn. A draw is a driver if so
few shuffles explain as much that, with all d draws looked at, one would be called a driver by mistake in 20 cases
(Bonferroni). T_i needs worlds that differ in X_i only. It is told where nearly all drawn worlds have such company:
then it is the mean over these groups of their variance, n/(n - 1) · p (1 - p), in proportion to their sizes n; and it
is above 0 only where two such worlds differ in what holds, which no noise can do.

>>> from detente.worlds.draw import Draw
>>> draws = (Draw("winter", {"mild": "1/2", "harsh": "1/2"}), Draw("coin", {"heads": "1/2", "tails": "1/2"}))
>>> picked = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.int16)
>>> sample = Sample(draws, picked, np.full(4, 0.25), made=4, exact=True, seed=0)
>>> found = drivers(np.array([True, True, False, False]), sample)
>>> [(each.draw, each.alone, each.matters) for each in found.ranked]
[('winter', 1.0, True), ('coin', 0.0, False)]
"""

from __future__ import annotations

import math
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.worlds.draw import Draw
from detente.worlds.sample import Sample
from detente.worlds.weighing import Truth, amounts, share_of, standard_error

SHUFFLES = 2000
"""How often the truth values are shuffled; more often where there are many draws."""

MISTAKES = 0.05
"""In how many of all cases one draw or more may be called a driver by mistake."""

IN_COMPANY = 0.95
"""The least part of all draws of worlds that must have been drawn with another that differs in one draw at most."""

Numbers = NDArray[np.float64]

_NOTHING = 1e-12
_MOST_COMBINATIONS = 2**62


@attrs.frozen
class Contrast:
    """What holds among the worlds with one outcome of a draw.

    Attributes:
        outcome: The outcome.
        weight: The share of worlds with it.
        share: In which share of these it holds; ``None`` if the outcome was never drawn.
        error: The standard error of that.
    """

    outcome: str
    weight: float
    share: float | None
    error: float


@attrs.frozen
class Driver:
    """How much one draw matters.

    Attributes:
        draw: Its name.
        alone: The part of the variance that it explains alone.
        together: The part that it explains alone and with others; ``None`` where the sample cannot tell.
        noise: What 95 of 100 shuffles stay below, for comparison with ``alone``; 0 in an enumeration.
        chance: The part of the shuffles that explain as much alone; ``None`` in an enumeration, which has no noise.
        matters: Whether it is a driver: it changes something, and more than noise would.
        contrasts: What holds at each of its outcomes.
    """

    draw: str
    alone: float
    together: float | None
    noise: float
    chance: float | None
    matters: bool
    contrasts: tuple[Contrast, ...]

    @property
    def spread(self) -> float:
        """How far the shares at its outcomes lie apart."""
        shares = [each.share for each in self.contrasts if each.share is not None]
        return max(shares) - min(shares)


@attrs.frozen
class Drivers:
    """How much each draw matters for whether something holds.

    Attributes:
        share: The share of worlds in which it holds.
        ranked: Every draw, drivers first, and among them those that explain most; none where it holds in no world or in
            every one, for then there is nothing to explain.
        shuffles: How often the truth values were shuffled; 0 in an enumeration.
    """

    share: float
    ranked: tuple[Driver, ...] = ()
    shuffles: int = 0

    @property
    def mattering(self) -> tuple[Driver, ...]:
        """The draws that are drivers."""
        return tuple(each for each in self.ranked if each.matters)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "share": self.share,
            "draws": [attrs.asdict(each) for each in self.ranked],
            "shuffles": self.shuffles,
        }


def drivers(where: Truth, sample: Sample) -> Drivers:
    """Say how much each draw matters for whether something holds.

    Args:
        where: Whether it holds in each world: shape (W,).
        sample: The worlds.
    """
    share = share_of(where, sample)
    if share in (0.0, 1.0):
        return Drivers(share)
    shuffling = None if sample.exact else _Shuffling.of(sample)
    found = [_driver(where, sample, place, shuffling) for place in range(len(sample.draws))]
    return Drivers(share, tuple(sorted(found, key=_importance)), shuffling.often if shuffling else 0)


def _importance(driver: Driver) -> tuple[bool, float, float]:
    return not driver.matters, -max(driver.together or 0.0, driver.alone), -driver.alone


@attrs.frozen(eq=False)
class _Shuffling:
    """How the truth values are shuffled.

    Attributes:
        random: Where the random numbers come from.
        often: How often.
        rare: A draw is a driver if no greater part of the shuffles explains as much.
    """

    random: np.random.Generator
    often: int
    rare: float

    @classmethod
    def of(cls, sample: Sample) -> _Shuffling:
        """Shuffle so often that a part that is rare enough can be seen."""
        rare = MISTAKES / len(sample.draws)
        return cls(np.random.default_rng([sample.seed, 0]), max(SHUFFLES, math.ceil(2 / rare)), rare)

    def holding(self, weights: Numbers, holding: Numbers) -> Numbers:
        """Draw in how many worlds with each outcome it holds, if it has nothing to do with the draw."""
        drawn = self.random.multivariate_hypergeometric(
            weights.astype(np.int64), round(holding.sum()), size=self.often, method="marginals"
        )
        return drawn.astype(np.float64)


def _driver(where: Truth, sample: Sample, place: int, shuffling: _Shuffling | None) -> Driver:
    draw, amount, picked = sample.draws[place], amounts(sample), sample.picked[:, place]
    weights, holding = _summed(picked, amount, draw), _summed(picked, amount * where, draw)
    alone = float(_explained(weights, holding[None], exact=sample.exact)[0])
    together = _together(where, sample, place)
    matters, noise, chance = together is not None and together > 0, 0.0, None
    if shuffling is not None:
        shuffled = _explained(weights, shuffling.holding(weights, holding), exact=False)
        noise = max(float(np.quantile(shuffled, 1 - MISTAKES)), 0.0)
        chance = float((1 + (shuffled >= alone - _NOTHING).sum()) / (1 + shuffling.often))
        matters |= chance <= shuffling.rare
    contrasts = tuple(
        _contrast(outcome, float(met), float(held), float(weights.sum()), exact=sample.exact)
        for outcome, met, held in zip(draw.outcomes, weights, holding, strict=True)
    )
    return Driver(draw.name, max(alone, 0.0), together, noise, chance, matters, contrasts)


def _summed(picked: NDArray[np.int16], amount: Numbers, draw: Draw) -> Numbers:
    """Return how much the worlds with each outcome of a draw come to: shape (outcomes,)."""
    return np.bincount(picked, amount, minlength=len(draw.of)).astype(np.float64)


def _explained(weights: Numbers, holding: Numbers, *, exact: bool) -> Numbers:
    """Return the part of the variance that lies between the outcomes of a draw.

    Args:
        weights: How many worlds have each of the k outcomes: shape (k,).
        holding: In how many of these it holds, for each of several cases: shape (cases, k).
        exact: Whether the numbers are chances and not counts.

    Returns:
        For each case the part: shape (cases,); 0 where there is no variance.
    """
    met, every = weights > 0, weights.sum()
    share = holding.sum(axis=1) / every
    variance = share * (1 - share)
    between = (holding[:, met] ** 2 / weights[met]).sum(axis=1) / every - share**2
    part = np.divide(between, variance, out=np.zeros_like(between), where=variance > 0)
    if exact or every <= met.sum():
        return part
    return part - (met.sum() - 1) / (every - met.sum()) * (1 - part)


def _together(where: Truth, sample: Sample, place: int) -> float | None:
    """Return the part of the variance that is left if all draws but one are known, if that can be told."""
    groups = _companies(sample, place)
    if groups is None:
        return None
    share = share_of(where, sample)
    amount = amounts(sample)
    sizes = np.bincount(groups, amount)
    shares = np.bincount(groups, amount * where) / np.where(sizes > 0, sizes, 1.0)
    within = np.clip(shares * (1 - shares), 0.0, None)
    if not sample.exact:
        company = sizes > 1
        if sizes[company].sum() < IN_COMPANY * sizes.sum():
            return None
        sizes, within = sizes[company], within[company]
        within = within * sizes / (sizes - 1)
    part = float((sizes * within).sum() / sizes.sum()) / (share * (1 - share))
    return part if part > _NOTHING else 0.0


def _companies(sample: Sample, place: int) -> NDArray[np.int64] | None:
    """Number the worlds so that those alike in all draws but one have one number; ``None`` if there are too many."""
    codes = np.zeros(sample.size, dtype=np.int64)
    if math.prod(len(draw.of) for draw in sample.draws) > _MOST_COMBINATIONS:
        return None
    for other, draw in enumerate(sample.draws):
        if other != place:
            codes = codes * len(draw.of) + sample.picked[:, other]
    return np.unique(codes, return_inverse=True)[1]


def _contrast(outcome: str, met: float, held: float, every: float, *, exact: bool) -> Contrast:
    if not met:
        return Contrast(outcome, 0.0, None, 0.0)
    share = min(held / met, 1.0)
    return Contrast(outcome, met / every, share, 0.0 if exact else standard_error(share, round(met)))
