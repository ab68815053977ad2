"""Worlds solved together against the literal reading, world by world, and against the ordinary solver."""

from random import Random
from weakref import WeakKeyDictionary

import attrs
import numpy as np
import pytest
from hypothesis import given, settings

from detente.conflict import Conflict, Ranking
from detente.stability import CONCEPTS, solve
from detente.worlds import Structure
from detente.worlds.batch import Held, abreast, arcs, at_once, solve_structure, solving
from tests.models import FAMILIES, Family, random_conflict
from tests.worlds.batch.structures import (
    graphs_seen,
    literal_equilibria,
    literal_reached,
    random_structure,
    structures,
)

WAYS = {"plainly": 10**9, "abreast": 0}
"""How many states in all worlds are solved world by world."""

QUICK = ("nash", "gmr", "smr", "seq", "sseq")

LARGE = {
    "free": Family(most_states=300),
    "one-way levels": Family(most_states=300, levels=True, one_way=True, infeasible=True),
    "everything": Family(most_states=300, levels=True, one_way=True, steps=True, forbidden=True, misperceived=True),
    "graph form": Family(most_states=90, graph=True),
}


def assert_judged_right(structure: Structure, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare what holds and what is reached in every world, either way, with the literal reading."""
    status_quo, found = Random(structure.size).randrange(structure.conflict.size), {}
    for way, states in WAYS.items():
        monkeypatch.setattr(solving, "PATIENCE", states)
        found[way] = solve_structure(structure, reached_from=status_quo)
    for world, graphs in enumerate(graphs_seen(structure)):
        for concept in found["plainly"].concepts:
            holding, reached = literal_equilibria(graphs, concept), literal_reached(graphs, concept, status_quo)
            for way, held in found.items():
                assert held.holding(concept)[world].tolist() == holding, (concept, way)
                assert held.reached_under(concept)[world].tolist() == reached, (concept, way)


def assert_same(one: Held, other: Held) -> None:
    assert one.concepts == other.concepts
    assert np.array_equal(one.equilibria, other.equilibria)
    assert one.reached is not None
    assert other.reached is not None
    assert np.array_equal(one.reached, other.reached)


@pytest.mark.parametrize("family", FAMILIES)
def test_worlds_are_solved_as_the_literal_reading_solves_them(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_once, "_AT_ONCE", 50)
    monkeypatch.setattr(solving, "FEW", 0)

    @given(structure=structures([family]))
    def judge(structure: Structure) -> None:
        assert_judged_right(structure, monkeypatch)

    judge()


@given(structure=structures())
def test_where_joint_reach_is_not_written_out_the_same_comes_out(structure: Structure) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "PATIENCE", 0)
        patch.setattr(solving, "FEW", 0)
        written = solve_structure(structure, QUICK, reached_from=0)
        known: WeakKeyDictionary[Conflict, arcs.Arcs] = WeakKeyDictionary()
        patch.setattr(abreast, "_ARCS", known)
        patch.setattr(arcs, "MOST_JOINT", 0)
        assert_same(written, solve_structure(structure, QUICK, reached_from=0))
        assert known[structure.conflict].joint is None


@pytest.mark.parametrize("family", LARGE)
def test_more_states_than_a_word_has_are_solved_as_the_ordinary_solver_solves_them(
    family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solving, "PATIENCE", 0)
    monkeypatch.setattr(solving, "FEW", 0)
    draw, judged = Random(7), 0
    while judged < settings().max_examples // 5:
        conflict = random_conflict(draw, LARGE[family])
        if conflict.size > 64:
            judged += 1
            structure = random_structure(draw, conflict, 3, mistaken=False)
            held = solve_structure(structure, QUICK, reached_from=0)
            for world in range(structure.size):
                solution = solve(as_ranked(structure, world), QUICK)
                for concept in QUICK:
                    assert np.array_equal(held.holding(concept)[world], solution.equilibrium_mask(concept)), concept
            assert_same(held, solved_plainly(structure))
            assert_same_when_mistaken(random_structure(draw, conflict, 2, mistaken=True))


def as_ranked(structure: Structure, world: int) -> Conflict:
    """Return the conflict with what is wanted in one world as rankings."""
    rows = zip(structure.tables, structure.picks[world].tolist(), strict=True)
    makers = [
        attrs.evolve(owner, preference=Ranking([np.flatnonzero(table[row] == tier) + 1 for tier in _tiers(table[row])]))
        for owner, (table, row) in zip(structure.conflict.decision_makers, rows, strict=True)
    ]
    return attrs.evolve(structure.conflict, decision_makers=makers)


def _tiers(payoffs: np.typing.NDArray[np.int32]) -> list[int]:
    return sorted(set(payoffs.tolist()), reverse=True)


def solved_plainly(structure: Structure) -> Held:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "PATIENCE", 10**9)
        return solve_structure(structure, QUICK, reached_from=0)


def assert_same_when_mistaken(structure: Structure) -> None:
    assert structure.views is not None
    assert_same(solve_structure(structure, QUICK, reached_from=0), solved_plainly(structure))


@pytest.mark.parametrize("times", [1, 60, 400, 40_000])
@pytest.mark.parametrize("mistaken", [False, True])
def test_numbers_of_any_length_are_compared_right(times: int, mistaken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "PATIENCE", 0)
    monkeypatch.setattr(solving, "FEW", 0)
    draw = Random(times)
    structure = random_structure(draw, random_conflict(draw, FAMILIES["levels"]), 8, mistaken=mistaken)
    larger = attrs.evolve(structure, tables=tuple(times * table for table in structure.tables))
    assert_same(solve_structure(larger, QUICK, reached_from=0), solved_plainly(structure))


def test_every_concept_is_judged() -> None:
    draw = Random(3)
    structure = random_structure(draw, random_conflict(draw, FAMILIES["free"]), 2, mistaken=False)
    assert solve_structure(structure).concepts == tuple(CONCEPTS)
