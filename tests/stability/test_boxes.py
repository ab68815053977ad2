"""Where every combination is feasible: rows of groups against groups one by one, and the literal reading."""

import random

import attrs
import pytest
from hypothesis import given

from benchmarks import models
from benchmarks.judging import judge
from detente.conflict import Conflict, DecisionMaker, Option, Weights
from detente.conflict.moves import running
from detente.stability import boxes, kernels, reach, solve
from tests.models import FAMILIES, conflicts
from tests.oracle import read
from tests.stability.test_judged import assert_judged_right
from tests.stability.test_reach import assert_same_with

IN_BOXES = [key for key, family in FAMILIES.items() if not (family.graph or family.steps or family.coalesced)]
SMALL = ((kernels, "LANES", 1), (kernels, "BLOCK", 1), (running, "LARGE", 10**15), (running, "PATIENCE", 10**15))
"""Tiles of one group, so that small conflicts have many of them; loops read these numbers only if they are plain."""


def longer(makers: int, moves: str) -> Conflict:
    """Return a conflict over options of two and three levels, whose groups do not divide into full tiles."""
    draw = random.Random(1914)
    names = [[f"{owner}{k}" for k in range(2)] for owner in "abcde"[:makers]]
    return Conflict(
        [
            DecisionMaker(
                first[0].upper(),
                [first, Option(second, ["low", "middle", "high"], moves)],
                Weights([(f"{x} iff {y} = high", draw.randint(-9, 9)) for x, _ in names for _, y in names]),
            )
            for first, second in names
        ],
        status_quo={},
    )


@pytest.mark.parametrize("family", IN_BOXES)
def test_rows_of_groups_give_what_the_literal_reading_gives(family: str) -> None:
    @given(conflict=conflicts(family))
    def judged(conflict: Conflict) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for target, name, value in SMALL:
                patch.setattr(target, name, value)
            assert_judged_right(conflict)

    judged()


@pytest.mark.parametrize("conflict", [models.sparse(3, 3), models.sparse(2, 4)], ids=["three", "two"])
def test_what_rules_out_only_own_patterns_leaves_a_box(conflict: Conflict) -> None:
    assert all(moves.independent for moves in conflict.moves)
    for moves, states in zip(conflict.moves, read(conflict).moves, strict=True):
        assert [set(moves.targets(s).tolist()) for s in range(conflict.size)] == [set(targets) for targets in states]
    with pytest.MonkeyPatch.context() as patch:
        for target, name, value in SMALL:
            patch.setattr(target, name, value)
        assert_judged_right(conflict)


def test_what_rules_out_the_patterns_of_several_leaves_none() -> None:
    assert not any(
        moves.independent for moves in attrs.evolve(models.free(3, 2), infeasible=["o0_0 and o2_1"]).moves[::2]
    )


@pytest.mark.parametrize("rounds", [0, 1, reach.ROUNDS])
@given(conflict=conflicts("free"))
def test_giving_up_sweeping_changes_nothing(conflict: Conflict, rounds: int) -> None:
    assert_same_with(conflict, *SMALL, (reach, "ROUNDS", rounds))


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("moves", ["both", "up", "down"])
def test_rows_of_groups_give_what_groups_one_by_one_give(moves: str, threads: int) -> None:
    conflict = longer(5, moves)
    assert conflict.size // 6 % kernels.LANES
    usual = running.THREADS.count
    running.use_threads(threads)
    try:
        solved = solve(attrs.evolve(conflict))
        assert_same_with(conflict, (boxes, "MOST_PATTERNS", 0), (running, "LARGE", 1))
    finally:
        running.use_threads(usual)
    assert {len(set(verdict.ravel().tolist())) for verdict in solved.verdicts.values()} == {2}


def test_one_option_alone_of_many_is_judged_by_searching_forward() -> None:
    solution = solve(models.free(9, 1), ("nash", "gmr", "smr", "seq", "sseq"))
    assert solution.conflict.size == 2 * kernels.LANES
    assert judge(solution)
