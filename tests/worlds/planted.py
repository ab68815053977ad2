"""Samples of worlds in which a rule that is known decides what holds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from detente.worlds import Draw, Sample

World = Mapping[str, str]
Rule = Callable[[World], bool]


def coin(name: str) -> Draw:
    """Return a draw with two outcomes of equal chance."""
    return Draw(name, {"heads": Fraction(1, 2), "tails": Fraction(1, 2)})


def every_world(draws: tuple[Draw, ...]) -> Sample:
    """Return all worlds with their chances."""
    picked = list(itertools.product(*(range(len(draw.of)) for draw in draws)))
    weights = [float(prod(draw.chances[k] for draw, k in zip(draws, world, strict=True))) for world in picked]
    return Sample(draws, np.array(picked, dtype=np.int16), np.array(weights), len(picked), exact=True, seed=0)


def drawn(draws: tuple[Draw, ...], made: int, seed: int) -> Sample:
    """Return so many worlds drawn by chance, equal ones put together."""
    random = np.random.default_rng(seed)
    columns = [random.choice(len(draw.of), made, p=[float(chance) for chance in draw.chances]) for draw in draws]
    picked, counts = np.unique(np.array(columns, dtype=np.int16).T, axis=0, return_counts=True)
    return Sample(draws, picked, counts / made, made, exact=False, seed=seed)


def named(sample: Sample, world: int) -> dict[str, str]:
    """Return the outcome of each draw in a world."""
    pairs = zip(sample.draws, sample.picked[world], strict=True)
    return {draw.name: draw.outcomes[outcome] for draw, outcome in pairs}


def where(sample: Sample, rule: Rule) -> NDArray[np.bool_]:
    """Say in which worlds a rule holds."""
    return np.array([rule(named(sample, world)) for world in range(sample.size)])
