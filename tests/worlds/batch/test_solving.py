"""What does not hang on how the work is shared, what is told, and what is refused."""

from __future__ import annotations

import _thread
import threading
from collections.abc import Sequence
from random import Random

import attrs
import numpy as np
import pytest

from detente.conflict import Conflict, DecisionMaker
from detente.errors import UnavailableError, UnknownNameError
from detente.stability import Concept
from detente.worlds import Structure
from detente.worlds.batch import Held, abreast, applying, solve_structure, solving
from detente.worlds.batch.distinct import distinct
from tests.models import FAMILIES, random_conflict
from tests.worlds.batch.structures import random_structure

QUICK = ("nash", "gmr", "smr", "seq", "sseq")
FORMS = ("levels", "forbidden moves", "graph form")


@pytest.fixture(autouse=True)
def worlds_abreast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solve even a few worlds side by side, few at a time, so that there are many pieces."""
    monkeypatch.setattr(solving, "PATIENCE", 0)
    monkeypatch.setattr(solving, "FEW", 0)
    monkeypatch.setattr(abreast, "_FEWEST", 7)
    monkeypatch.setattr(abreast, "_MOST", 7)


def drawn(family: str = "levels", worlds: int = 150, *, mistaken: bool = True) -> Structure:
    draw = Random(5)
    return random_structure(draw, random_conflict(draw, FAMILIES[family]), worlds, mistaken=mistaken)


def sets(held: Held) -> tuple[list[object], list[object]]:
    assert held.reached is not None
    return held.equilibria.tolist(), held.reached.tolist()


@pytest.mark.parametrize("family", FORMS)
@pytest.mark.parametrize("mistaken", [False, True])
def test_what_comes_out_does_not_hang_on_the_number_of_workers(family: str, mistaken: bool) -> None:
    structure = drawn(family, mistaken=mistaken)
    one, two, three = (sets(solve_structure(structure, QUICK, reached_from=1, workers=w)) for w in (1, 2, 3))
    assert one == two == three


@pytest.mark.parametrize("mistaken", [False, True])
def test_worlds_that_repeat_are_solved_once_and_come_out_as_if_each_were_solved(mistaken: bool) -> None:
    conflict = Conflict([DecisionMaker("A", ["a"]), DecisionMaker("B", ["b"])])
    structure = random_structure(Random(4), conflict, 600, mistaken=mistaken)
    fewer, which = distinct(structure)
    assert which is not None
    assert fewer.size < structure.size / 2
    assert np.array_equal(fewer.picks[which], structure.picks)
    if mistaken:
        assert fewer.views is not None
        assert structure.views is not None
        assert np.array_equal(fewer.views[which], structure.views)
    together = solve_structure(structure, QUICK, reached_from=0)
    for world in range(0, structure.size, 40):
        alone = solve_structure(one_world(structure, world), QUICK, reached_from=0)
        assert sets(alone) == tuple([each[world]] for each in sets(together))


def one_world(structure: Structure, world: int) -> Structure:
    views = None if structure.views is None else structure.views[[world]]
    return attrs.evolve(structure, worlds=structure.worlds[[world]], picks=structure.picks[[world]], views=views)


def test_worlds_that_can_differ_in_many_ways_are_not_compared() -> None:
    structure = drawn(worlds=10)
    assert distinct(structure) == (structure, None)


def test_no_worlds_have_no_equilibria() -> None:
    held = solve_structure(drawn(worlds=0, mistaken=False), QUICK, reached_from=0)
    assert held.equilibria.shape[:2] == (0, len(QUICK))


def test_it_is_told_how_much_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    monkeypatch.setattr(abreast, "MOST_OUTCOMES", 0)
    solve_structure(drawn("free", worlds=30), ["nash", "sim"], progress=lambda _said, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    assert len(told) == -(-30 // 7) + 30


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interruption_ends_it_before_all_is_done(workers: int) -> None:
    told: list[float] = []

    def interrupt(_said: str, done: float) -> None:
        told.append(done)
        _thread.interrupt_main()

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        solve_structure(drawn(worlds=3_000), QUICK, workers=workers, progress=interrupt)
    assert told[-1] < 1
    assert threading.active_count() == before


def test_sets_of_states_are_told_by_concept() -> None:
    structure = drawn(mistaken=False)
    held = solve_structure(structure, ["seq", "nash"], reached_from=0)
    assert held.concepts == ("seq", "nash")
    assert held.holding("nash").shape == (structure.size, structure.conflict.size)
    assert held.reached_under("seq")[:, 0].all()


def test_what_was_not_asked_is_not_there() -> None:
    held = solve_structure(drawn(), ["nash"])
    with pytest.raises(UnavailableError, match="'seq' was not applied: it was not asked for; allowed: nash"):
        held.holding("seq")
    with pytest.raises(UnavailableError, match="it was not asked what is reached"):
        held.reached_under("nash")
    with pytest.raises(UnknownNameError, match="did you mean 'nash'"):
        held.holding("nahs")


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'seq'"):
        solve_structure(drawn(), ["seqq"])
    with pytest.raises(UnavailableError, match="moves do not compose in graph form"):
        solve_structure(drawn("graph form"), ["sim"])
    structure = drawn()
    with pytest.raises(UnknownNameError, match=f"no state {structure.conflict.size + 1}"):
        solve_structure(structure, ["seq"], reached_from=structure.conflict.size)


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    held = solve_structure(drawn("graph form", worlds=2))
    assert held.concepts == QUICK
    assert held.left_out["sim"] == "moves do not compose in graph form"
    monkeypatch.setattr(applying, "MOST_OUTCOMES", 0)
    held = solve_structure(drawn(worlds=2))
    assert held.concepts == QUICK
    assert held.left_out["sim-fh"] == "it would take very long; ask for it by name"


def test_worlds_of_many_small_structures_are_not_solved_world_by_world_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    structure = drawn(worlds=4)
    monkeypatch.setattr(solving, "_PACE", type(solving._PACE)())  # noqa: SLF001 - as in a process that begins
    monkeypatch.setattr(solving, "PATIENCE", 10 * structure.size * structure.conflict.size)
    side_by_side = []

    def graph_of(conflict: Conflict, concepts: Sequence[Concept]) -> abreast.Graph:
        side_by_side.append(conflict)
        return abreast.graph_of(conflict, concepts)

    monkeypatch.setattr(solving, "graph_of", graph_of)
    found = [sets(solve_structure(structure, QUICK, reached_from=0)) for _ in range(12)]
    assert len(side_by_side) == 2
    assert all(each == found[0] for each in found)
