"""Boxes of worlds: for some draws the outcomes that they may have, found with a decision tree.

What they are for, and how they are chosen, is told in :mod:`detente.worlds.scenarios`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.worlds.sample import Sample
from detente.worlds.weighing import Truth

if TYPE_CHECKING:
    from sklearn.tree import DecisionTreeClassifier

STEP = 0.01
"""The least part of the impurity that a branch removes, and of coverage that a box adds."""

LOSS = 0.01
"""The density that a box may lose when a condition is dropped."""

LEAST_DRAWN, LEAST_PART = 20, 0.05
"""In a sample, the least number of drawn worlds in a leaf; where worlds are few, a part of them is enough."""

MOST_CONDITIONS = 5
"""The most branches that lead to a leaf."""

MOST_LOOKED_AT = 10_000
"""With more distinct worlds boxes are found in so many of them; their densities and coverages are always of all."""

Bounds = Mapping[int, frozenset[int]]
"""The outcomes that are left of some draws, all by their places."""


@attrs.frozen(eq=False)
class Divided:
    """Worlds, divided into those in which something holds and the others.

    Attributes:
        sample: The worlds.
        where: Whether it holds in each.
        amount: How much each counts.
    """

    sample: Sample
    where: Truth
    amount: NDArray[np.float64]

    @property
    def share(self) -> float:
        """The share in which it holds."""
        return float(self.amount[self.where].sum() / self.amount.sum())

    def weight(self, inside: Truth) -> float:
        """How much some worlds count."""
        return float(self.amount[inside].sum())

    def density(self, inside: Truth) -> float:
        """In which share of some worlds it holds."""
        return self.weight(inside & self.where) / max(self.weight(inside), np.finfo(float).tiny)

    def coverage(self, inside: Truth) -> float:
        """Which share of the worlds in which it holds are among these."""
        return self.weight(inside & self.where) / self.weight(self.where)

    def inside(self, box: Bounds) -> Truth:
        """Which worlds lie in a box."""
        inside = np.ones(self.sample.size, dtype=bool)
        for draw, outcomes in box.items():
            among = np.isin(range(len(self.sample.draws[draw].of)), list(outcomes))
            inside &= among[self.sample.picked[:, draw]]
        return inside

    def some(self) -> Divided:
        """Return these worlds, or some of them taken by chance, if there are too many."""
        if self.sample.size <= MOST_LOOKED_AT:
            return self
        random = np.random.default_rng([self.sample.seed, 2])
        taken = np.sort(random.choice(self.sample.size, MOST_LOOKED_AT, replace=False))
        sample = attrs.evolve(self.sample, picked=self.sample.picked[taken], weights=self.sample.weights[taken])
        return Divided(sample, self.where[taken], self.amount[taken])

    def within(self, boxes: Sequence[Bounds]) -> Truth:
        """Which worlds lie in any of some boxes."""
        return np.logical_or.reduce([self.inside(box) for box in boxes])


def boxes_of(worlds: Divided) -> list[Bounds]:
    """Return the boxes of a description, those of greatest coverage first; none if nothing tells the worlds apart."""
    every = _leaves(worlds)
    if len(every) == 1:
        return []
    density = {place: worlds.density(worlds.inside(box)) for place, box in enumerate(every)}
    dense = [place for place, found in density.items() if found >= (1 + worlds.share) / 2]
    taken = [every[place] for place in dense or [max(density, key=lambda place: density[place])]]
    plain = [_plainer(worlds, box) for box in taken]
    distinct = [box for place, box in enumerate(plain) if box not in plain[:place]]
    return _needed(worlds, sorted(distinct, key=lambda box: -worlds.coverage(worlds.inside(box))))


def _plainer(worlds: Divided, box: Bounds) -> Bounds:
    """Drop the conditions without which a box stays as dense, those that cost least first."""
    floor = worlds.density(worlds.inside(box)) - LOSS
    while len(box) > 1:
        wider = [{draw: outcomes for draw, outcomes in box.items() if draw != dropped} for dropped in box]
        best = max(wider, key=lambda each: worlds.density(worlds.inside(each)))
        if worlds.density(worlds.inside(best)) < floor:
            break
        box = best
    return box


def _needed(worlds: Divided, boxes: Sequence[Bounds]) -> list[Bounds]:
    """Leave out boxes that add next to nothing to the others."""
    needed: list[Bounds] = []
    for box in boxes:
        if not needed or worlds.coverage(worlds.inside(box) & ~worlds.within(needed)) >= STEP:
            needed.append(box)
    return needed


def _leaves(worlds: Divided) -> list[Bounds]:
    """Return the leaves of a pruned tree as boxes."""
    columns, table = _indicators(worlds.sample)
    counting = np.flatnonzero(worlds.amount)
    tree = _grown(table[counting], worlds.where[counting], worlds.amount[counting], worlds)
    start: Bounds = {}
    return list(_walked(tree.tree_, 0, start, columns, worlds.sample))


def _indicators(sample: Sample) -> tuple[list[tuple[int, int]], NDArray[np.float32]]:
    """Return which outcome of which draw each column stands for, and whether each world has it: shape (W, columns).

    One outcome of each draw has no column: the others tell it.
    """
    columns = [(place, outcome) for place, draw in enumerate(sample.draws) for outcome in _told(len(draw.of))]
    places, outcomes = np.array(columns, dtype=np.int64).reshape(-1, 2).T
    return columns, (sample.picked[:, places] == outcomes).astype(np.float32)


def _told(outcomes: int) -> range:
    return range(outcomes) if outcomes > 2 else range(1, outcomes)  # noqa: PLR2004 - of two, one tells the other


def _grown(
    table: NDArray[np.float32], where: Truth, amount: NDArray[np.float64], worlds: Divided
) -> DecisionTreeClassifier:
    """Grow a tree and prune it back."""
    from sklearn.tree import DecisionTreeClassifier

    share = float(amount[where].sum() / amount.sum())
    least = 0.0 if worlds.sample.exact else min(LEAST_DRAWN / worlds.amount.sum(), LEAST_PART)
    tree = DecisionTreeClassifier(
        max_depth=MOST_CONDITIONS,
        min_weight_fraction_leaf=least,
        ccp_alpha=STEP * 2 * share * (1 - share),
        random_state=0,
    )
    return tree.fit(table, where, sample_weight=amount / amount.sum())


def _walked(
    tree: Any,  # noqa: ANN401 - a class without types of its own
    node: int,
    box: Bounds,
    columns: Sequence[tuple[int, int]],
    sample: Sample,
) -> Iterator[Bounds]:
    """Yield the leaves below a node of a tree, as boxes; to the left are the worlds that do not have the outcome."""
    if tree.children_left[node] == tree.children_right[node]:
        yield box
        return
    draw, outcome = columns[tree.feature[node]]
    left = box.get(draw, frozenset(range(len(sample.draws[draw].of))))
    without = {**box, draw: left - {outcome}}
    yield from _walked(tree, tree.children_left[node], without, columns, sample)
    yield from _walked(tree, tree.children_right[node], {**box, draw: frozenset({outcome})}, columns, sample)
