"""The benchmarks measure what is right, and notice what is wrong; how long it takes is not tested."""

import mmap
from functools import partial
from typing import Any

import attrs
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks import growth, models, worlds
from benchmarks.copying import copied
from benchmarks.judging import judge
from benchmarks.measuring import FIVE
from benchmarks.reaching import exploring
from benchmarks.rows import ROWS, Row
from detente.conflict import Conflict
from detente.stability import solve
from detente.worlds.batch import solve_structure

SMALL = [row for row in ROWS if row.exponent <= 10]


@pytest.mark.parametrize("row", SMALL, ids=[row.key for row in SMALL])
def test_small_rows_are_measured_and_judged(row: Row) -> None:
    measured = row.measure()
    assert measured.states == 2**row.exponent
    assert measured.judged > 0
    assert measured.solve > 0


@pytest.mark.parametrize("conflict", [models.free(2, 3), models.one_way(3, 3)], ids=["judged whole", "judged in part"])
def test_a_wrong_verdict_is_noticed(conflict: Conflict) -> None:
    solution = solve(conflict, FIVE)
    wrong = attrs.evolve(solution, verdicts={key: ~verdict for key, verdict in solution.verdicts.items()})
    assert judge(solution) > 0
    with pytest.raises(AssertionError):
        judge(wrong)


def test_the_models_have_the_sizes_they_are_said_to_have() -> None:
    assert models.excluded().size == 138_240
    assert models.sparse(3, 4).size == 64


def test_a_copy_into_new_memory_asks_for_every_page() -> None:
    arrays: list[NDArray[Any]] = [np.arange(2**20), np.ones((3, 2**20), dtype=np.int32)]
    pages = sum(each.nbytes for each in arrays) / mmap.PAGESIZE
    assert copied(arrays, large_pages=False).faults >= pages
    assert copied(arrays, large_pages=False).faults >= pages
    assert copied(arrays, large_pages=True).seconds > 0


def test_what_is_explored_is_judged() -> None:
    measured = exploring(partial(models.far, 2, 2, 3), partial(models.far, 2, 2, 1), 100)
    assert measured.states == 16
    assert measured.judged == 16 * 2 * len(FIVE)
    with pytest.raises(AssertionError):
        exploring(partial(models.far, 2, 2, 3), partial(models.far, 2, 2, 1), 15)


def test_the_exponent_is_that_of_the_line() -> None:
    points = [(2**k, 3e-9 * float(2**k) ** 1.25) for k in range(10, 22, 2)]
    slope = growth.exponent(points)
    assert slope is not None
    assert np.isclose(slope, 1.25)
    assert growth.exponent(points[:4]) is None


def test_worlds_are_measured_and_judged() -> None:
    measured = worlds.solving((2, 1, 1), 50)
    assert measured.states == 50 * 16
    assert measured.judged > 0
    assert measured.solve > 0


def test_a_world_solved_wrong_is_noticed() -> None:
    structure = worlds.drawn(worlds.free((1, 1)), 20)
    held = solve_structure(structure, worlds.FOUR)
    assert worlds.judge_some(structure, held) > 0
    with pytest.raises(AssertionError):
        worlds.judge_some(structure, attrs.evolve(held, equilibria=~held.equilibria))
