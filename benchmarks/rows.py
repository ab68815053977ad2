"""What is measured, and what it should reach on a machine with two processors."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import attrs

from benchmarks import matrices, models, reaching, worlds
from benchmarks.measuring import Measured, by, solving
from detente.conflict import Conflict
from detente.stability.boxes import MOST_PATTERNS


@attrs.frozen
class Row:
    """Something to measure.

    Attributes:
        key: Its short name.
        says: What it is.
        measure: Measures it.
        targets: For each figure of :class:`Measured` that has one, the most it should be; ``ratio`` is solve by copy
            into new memory in ordinary pages.
        exponent: The binary logarithm of the number of raw combinations, by which rows are left out.
    """

    key: str
    says: str
    measure: Callable[[], Measured]
    exponent: int
    targets: dict[str, float] = attrs.field(factory=dict)


_ALIKE = ((4, 3), (2, 9))
"""Decision makers and options of a small conflict that takes the same loops as one with few, or many, options each."""

_MOST_OPTIONS = round(math.log2(MOST_PATTERNS))


def _solved(  # noqa: PLR0913, PLR0917 - a row has so many parts
    key: str, says: str, make: Callable[..., Conflict], makers: int, options: int, exponent: int, **targets: float
) -> Row:
    measure = partial(solving, partial(make, makers, options), partial(make, *_ALIKE[options > _MOST_OPTIONS]))
    return Row(key, f"{says}, {makers} by {options} options", measure, exponent, targets)


def _free(makers: int, options: int) -> Row:
    key, exponent = f"ladder-{makers}x{options}", makers * options
    return _solved(key, "everything feasible", models.free, makers, options, exponent)


def _one_way(makers: int, options: int) -> Row:
    key, exponent = f"one-way-{makers}x{options}", makers * options
    return _solved(key, "one option each irreversible", models.one_way, makers, options, exponent)


def _sparse(makers: int, options: int) -> Row:
    key, exponent = f"sparse-{makers}x{options}", round(makers * math.log2(options))
    return _solved(key, "one out of each one's options", models.sparse, makers, options, exponent)


def _matrices(makers: int, options: int) -> Row:
    measure = partial(by, matrices.verdicts, partial(models.free, makers, options))
    says = f"the matrix formulas, {makers} by {options} options"
    return Row(f"matrices-{makers}x{options}", says, measure, makers * options)


def _worlds(options: tuple[int, ...], count: int, **targets: float) -> Row:
    states = 2 ** sum(options)
    says = f"{count:,} worlds of {states:,} states, {len(options)} decision makers, four concepts"
    exponent = round(math.log2(states * count))
    return Row(f"worlds-{states}x{len(options)}", says, partial(worlds.solving, options, count), exponent, targets)


ROWS = (
    _solved("free-12", "warm, everything feasible", models.free, 4, 3, 12, total=0.015),
    _solved("free-20", "everything feasible", models.free, 4, 5, 20, total=1.5, peak=500),
    _solved("free-24", "everything feasible", models.free, 6, 4, 24, total=20, ratio=40, peak=6000),
    Row(
        "excluded",
        "138,240 states: 6 decision makers, 7 pairs ruled out",
        partial(solving, models.excluded, partial(models.sparse, 2, 3)),
        20,
        {"total": 0.5},
    ),
    Row(
        "grouped",
        "983,040 states of 2^40 combinations",
        partial(solving, models.grouped, partial(models.sparse, 2, 3)),
        20,
        {"set_up": 2.0},
    ),
    *(_free(*each) for each in ((2, 3), (2, 4), (2, 5), (4, 3), (7, 2), (4, 4), (3, 6), (4, 5), (2, 11), (8, 3))),
    *(_one_way(*each) for each in ((4, 3), (4, 5), (6, 4))),
    *(_sparse(*each) for each in ((4, 8), (5, 12), (6, 10))),
    Row(
        "explore",
        "exploring 2^20 states in reach, of 2^60 combinations, 4 decision makers",
        partial(reaching.exploring, partial(models.far, 4, 5, 10), partial(models.far, 4, 3, 2), 2 * 2**20),
        20,
        {"total": 5.0},
    ),
    *(_matrices(*each) for each in ((2, 3), (2, 4), (3, 3), (2, 5))),  # 2^12 states take minutes each time
    _worlds((2, 1, 1), 1_000_000, solve=1.0),
    _worlds((3, 3, 2, 2), 10_000, solve=10.0),
    _solved("free-26", "everything feasible", models.free, 2, 13, 26),
)
"""Every row, in the order in which they are measured."""

BY_KEY = {row.key: row for row in ROWS}
