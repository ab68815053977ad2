"""Scenarios: the plainest description of the worlds in which something holds.

A *scenario* is a box: for some of the draws a few outcomes each, as in "the talks group prevails and winter is mild".
Two numbers say how good a box is (Bryant & Lempert 2010, *Thinking inside the box*):

    density     in which share of the worlds in the box it holds,
    coverage    which share of all worlds in which it holds lie in the box.

The boxes are the leaves of a small decision tree (CART: Breiman, Friedman, Olshen & Stone 1984, *Classification and
Regression Trees*; for this use Lempert, Bryant & Bankes 2008, *Comparing algorithms for scenario discovery*). The tree
is grown and pruned back as long as a branch removes less than one hundredth of the whole impurity. A leaf is taken if
its density lies nearer to 1 than to the share in all worlds; if none does, the densest. Then every condition is dropped
without which the box stays as dense (Quinlan 1987, *Simplifying decision trees*), and every box that adds nothing.

The description is tried on halves: again and again each drawn world falls into one of two halves; boxes are found in
one, and judged in the other. Told is how often a box is found again, and density and coverage in the other half. In an
enumeration it is the distinct worlds that are halved, so the trial says whether few of them made the description. With
very many worlds boxes are found and tried in some of them; density and coverage are of all.

>>> from detente.worlds.draw import Draw
>>> draws = (Draw("winter", {"mild": "1/2", "harsh": "1/2"}), Draw("coin", {"heads": "1/2", "tails": "1/2"}))
>>> picked = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.int16)
>>> sample = Sample(draws, picked, np.full(4, 0.25), made=4, exact=True, seed=0)
>>> [found] = describe(np.array([True, True, False, False]), sample).scenarios
>>> found.conditions, found.density, found.coverage
((DrawCondition(draw='winter', outcomes=('mild',)),), 1.0, 1.0)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import numpy as np

from detente.worlds.sample import Sample
from detente.worlds.weighing import Truth, amounts, share_of
from detente.worlds.world_boxes import Bounds, Divided, boxes_of

HALVES = 20
"""How often a description is tried on halves."""

LEAST_TRIED = 20
"""With fewer distinct worlds a description is not tried on halves: they are too few to be halved."""


@attrs.frozen
class DrawCondition:
    """One condition of a scenario: a draw has one of these outcomes."""

    draw: str
    outcomes: tuple[str, ...]


@attrs.frozen
class WorldBox:
    """A box of worlds.

    Attributes:
        conditions: What is so in its worlds.
        density: In which share of its worlds the outcome holds.
        coverage: Which share of all worlds in which it holds lie in the box.
        weight: The share of all worlds that lie in it.
        again: In which share of the halves it was found again, just like this; ``None`` if that was not tried.
    """

    conditions: tuple[DrawCondition, ...]
    density: float
    coverage: float
    weight: float
    again: float | None


@attrs.frozen
class Description:
    """The worlds in which something holds, described.

    Attributes:
        share: The share of worlds in which it holds; where that is 0 or 1 there is nothing to describe.
        scenarios: The boxes, those of greatest coverage first.
        density: In which share of the worlds of any box it holds; ``None`` without boxes.
        coverage: Which share of the worlds in which it holds lie in a box.
        halves: On how many halves the description was tried; 0 if there are too few worlds.
        density_held_out: The mean density, in the halves that were not looked at, of what was found in the others.
        coverage_held_out: The mean coverage likewise.
    """

    share: float
    scenarios: tuple[WorldBox, ...] = ()
    density: float | None = None
    coverage: float = 0.0
    halves: int = 0
    density_held_out: float | None = None
    coverage_held_out: float | None = None

    @property
    def settled(self) -> bool:
        """Whether it holds in no world or in every one, so that there is nothing to describe."""
        return self.share in (0.0, 1.0)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return attrs.asdict(self)


def describe(where: Truth, sample: Sample) -> Description:
    """Describe the worlds in which something holds.

    Args:
        where: Whether it holds in each world: shape (W,).
        sample: The worlds.
    """
    share = share_of(where, sample)
    if share in (0.0, 1.0):
        return Description(share)
    worlds = Divided(sample, where, amounts(sample))
    some = worlds.some()
    boxes = boxes_of(some) if 0 < some.share < 1 else []
    if not boxes:
        return Description(share)
    trials = list(_trials(some)) if sample.size >= LEAST_TRIED else []
    judged = [trial for trial in trials if trial.density is not None]
    return Description(
        share,
        tuple(_scenario(worlds, box, trials) for box in boxes),
        worlds.density(worlds.within(boxes)),
        worlds.coverage(worlds.within(boxes)),
        len(trials),
        float(np.mean([trial.density for trial in judged])) if judged else None,
        float(np.mean([trial.coverage for trial in trials])) if trials else None,
    )


def _scenario(worlds: Divided, box: Bounds, trials: Sequence[_Trial]) -> WorldBox:
    inside = worlds.inside(box)
    again = sum(box in trial.boxes for trial in trials) / len(trials) if trials else None
    return WorldBox(
        tuple(_condition(worlds.sample, draw, outcomes) for draw, outcomes in sorted(box.items())),
        worlds.density(inside),
        worlds.coverage(inside),
        worlds.weight(inside) / float(worlds.amount.sum()),
        again,
    )


def _condition(sample: Sample, draw: int, outcomes: frozenset[int]) -> DrawCondition:
    names = sample.draws[draw].outcomes
    return DrawCondition(sample.draws[draw].name, tuple(names[place] for place in sorted(outcomes)))


@attrs.frozen(eq=False)
class _Trial:
    """What was found in one half of the worlds, and how good it is in the other.

    Attributes:
        boxes: The boxes that were found.
        density: Their density in the other half; ``None`` if none of its worlds lies in them.
        coverage: Their coverage there.
    """

    boxes: Sequence[Bounds]
    density: float | None
    coverage: float


def _trials(worlds: Divided) -> Iterator[_Trial]:
    """Try the description on halves; halves in which there is nothing to describe are passed over."""
    random = np.random.default_rng([worlds.sample.seed, 1])
    counts = np.ones(worlds.sample.size, dtype=np.int64) if worlds.sample.exact else worlds.amount.astype(np.int64)
    for _ in range(HALVES):
        part = random.binomial(counts, 0.5) / np.maximum(counts, 1)
        one, other = (attrs.evolve(worlds, amount=worlds.amount * each) for each in (part, 1 - part))
        if all(half.amount.any() and 0 < half.share < 1 for half in (one, other)):
            yield _tried(one, other)


def _tried(one: Divided, other: Divided) -> _Trial:
    boxes = boxes_of(one)
    inside = other.within(boxes) if boxes else np.zeros(one.sample.size, dtype=bool)
    return _Trial(boxes, other.density(inside) if other.weight(inside) else None, other.coverage(inside))
