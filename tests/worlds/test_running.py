"""Shares of many worlds are those of the worlds, each solved by itself; samples agree with the enumeration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from random import Random

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, reject
from numpy.typing import NDArray

from detente import solve
from detente.conflict import Conflict, DecisionMaker, Statements
from detente.errors import ConflictError, InputError, KindError, UnavailableError, UnknownNameError
from detente.evolution import reachable_under
from detente.levers import Fix
from detente.stability import Solution
from detente.worlds import Draw, Ensemble, Outcome, running
from detente.worlds.batch import solve_structure
from detente.worlds.batch.bits import unpacked
from detente.worlds.doubts import (
    NOTHING_IN_DOUBT,
    Doubts,
    Exists,
    Faction,
    Factions,
    Infeasible,
    StatementHeld,
    certainty,
)
from detente.worlds.ensemble import STANDINGS
from detente.worlds.running import run
from tests.models import random_formula
from tests.worlds.drawing import Doubted, random_doubts
from tests.worlds.planted import named

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")

randoms = st.randoms(use_true_random=False)

WINTER = Draw("winter", {"mild": "0.6", "harsh": "0.4"})
TALKS = Conflict(
    [
        DecisionMaker("A", ["arm", "talk"], Statements(["talk", "not arm", "b_talks"])),
        DecisionMaker("B", ["b_arms", "b_talks"], Statements(["not arm", "b_talks if talk", "not b_arms"])),
    ],
    infeasible=["arm and talk"],
    status_quo={"arm": "yes"},
)
DOUBTS = Doubts(
    [WINTER],
    [
        Factions(
            "A",
            [Faction("line"), Faction("hawks", first=["arm"]), Faction("doves", first=["not arm"])],
            Draw("A: who prevails", {"line": "1/2", "hawks": "1/3", "doves": "1/6"}),
        ),
        StatementHeld("A", 0, "winter = mild"),
        StatementHeld("B", 1, certainty("B: talks", Fraction(3, 4), StatementHeld.ALTERNATIVES)),
        Exists("b_arms", "winter = mild"),
        Infeasible("arm and talk", certainty("both", Fraction(2, 3), Infeasible.ALTERNATIVES)),
    ],
)
MORE = Doubts(
    DOUBTS.shared,
    [
        *DOUBTS.doubts,
        *(
            StatementHeld(name, place, certainty(f"{name} {place}", Fraction(1 + place, 4), StatementHeld.ALTERNATIVES))
            for name, place in [("A", 1), ("A", 2), ("B", 0), ("B", 2)]
        ),
    ],
)
OUTCOMES = (Outcome("talks", "talk or b_talks"), Outcome("arms", "arm or b_arms", dreaded=True))


def some_run(drawn: Doubted, random: Random) -> Ensemble:
    formula = random_formula(random, list(drawn.conflict.words.variables))
    try:
        return run(
            drawn.conflict, drawn.doubts, [Outcome("it", formula)], draws=random.choice([5, 40]), concepts=CONCEPTS
        )
    except InputError:
        reject()


@given(randoms)
def test_every_world_holds_what_its_own_conflict_holds(random: Random) -> None:
    drawn = random_doubts(random)
    if not drawn.conflict.words.variables:
        reject()
    ensemble = some_run(drawn, random)
    for world in random.sample(range(ensemble.sample.size), min(ensemble.sample.size, 4)):
        alone = drawn.doubts.conflict_in(drawn.conflict, named(ensemble.sample, world))
        solution = solve(alone, CONCEPTS)
        where = alone.space.where(ensemble.outcomes[0].formula)
        for concept in CONCEPTS:
            resting = solution.equilibrium_mask(concept)
            codes = ensemble.conflict.space.codes[sets(ensemble, ensemble.holding, concept)[world]]
            assert codes.tolist() == alone.space.codes[resting].tolist()
            stands = {"holds": bool((resting & where).any())}
            if ensemble.reached is not None:
                met = resting & reached_in(solution, concept)
                stands |= {"led to": bool((met & where).any()), "certain": bool(met.any() and not (met & ~where).any())}
            found = {each: bool(ensemble.where("it", concept, each)[world]) for each in ensemble.standings}
            assert found == stands


def sets(ensemble: Ensemble, words: NDArray[np.uint64], concept: str) -> NDArray[np.bool_]:
    return unpacked(words[:, ensemble.concepts.index(concept)], ensemble.conflict.size)


def reached_in(solution: Solution, concept: str) -> NDArray[np.bool_]:
    try:
        return reachable_under(solution, concept).mask
    except ConflictError:  # today's state does not exist in this world
        return np.zeros(solution.conflict.size, dtype=bool)


def test_a_sample_agrees_with_the_enumeration_within_three_standard_errors() -> None:
    exact = run(TALKS, MORE, OUTCOMES, concepts=CONCEPTS)
    assert exact.sample.exact
    assert len({exact.goal_share("arms", concept) for concept in CONCEPTS} - {0.0, 1.0}) > 1
    apart = [
        errors_apart(run(TALKS, MORE, OUTCOMES, draws=300, seed=seed, concepts=CONCEPTS), exact) for seed in range(10)
    ]
    assert max(apart[0]) <= 3
    # By chance one in some hundred is further off than three, and for small shares somewhat more.
    assert np.mean(np.array(apart) > 3) < 0.02
    assert np.mean(np.array(apart) > 1) > 0.1


def errors_apart(sampled: Ensemble, exact: Ensemble) -> list[float]:
    """Return how far each share lies from the exact one, in standard errors."""
    assert not sampled.sample.exact
    pairs = [pair for key in CONCEPTS for pair in zip(sampled.shares(key), exact.shares(key), strict=True)]
    pairs += [
        (sampled.goal_share(each, key, standing), exact.goal_share(each, key, standing))
        for each in OUTCOMES
        for key in CONCEPTS
        for standing in STANDINGS
    ]
    return [float(abs(share - true) / sampled.error(float(share))) for share, true in pairs]


def test_the_number_of_workers_changes_nothing() -> None:
    first, *others = (run(TALKS, DOUBTS, OUTCOMES, draws=20, seed=3, workers=workers) for workers in (1, 2, 5))
    for other in others:
        assert other.to_dict() == first.to_dict()
        assert (other.holding == first.holding).all()


def test_a_cluster_is_asked_where_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Machines:
        solve_structure = staticmethod(solve_structure)

    @contextmanager
    def connected(address: str) -> Iterator[Machines]:
        asked.append(address)
        yield Machines()

    monkeypatch.setattr(running, "connected", connected)
    found = run(TALKS, DOUBTS, OUTCOMES, cluster="far:8786")
    assert asked == ["far:8786"]
    assert found.to_dict() == run(TALKS, DOUBTS, OUTCOMES).to_dict()
    with pytest.raises(UnavailableError, match="a cluster at once; allowed: one of them"):
        run(TALKS, DOUBTS, cluster="far:8786", workers=2)


def test_progress_never_goes_back() -> None:
    told: list[float] = []
    run(TALKS, DOUBTS, OUTCOMES, progress=lambda _said, done: told.append(done))
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1


def test_a_lever_is_pulled_in_every_world() -> None:
    found = run(TALKS, DOUBTS, OUTCOMES, concepts=["seq"], change=Fix([("arm", "yes")]).apply)
    assert found.goal_share("arms", "seq") == 1
    assert run(TALKS, DOUBTS, OUTCOMES, concepts=["seq"]).goal_share("arms", "seq") < 1


def test_with_nothing_in_doubt_there_is_one_world() -> None:
    found = run(TALKS, NOTHING_IN_DOUBT, OUTCOMES)
    assert (found.sample.size, found.sample.exact, found.error(0.0)) == (1, True, 0)
    solution = solve(TALKS)
    for concept in found.concepts:
        assert tuple(found.equilibria(concept)) == solution.equilibria(concept)
        assert set(found.equilibria(concept).values()) <= {1.0}


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(UnknownNameError, match="no stability concept 'sq'"):
        run(TALKS, DOUBTS, concepts=["sq"])
    with pytest.raises(UnknownNameError, match="no option 'tlk'"):
        run(TALKS, DOUBTS, [Outcome("talks", "tlk")])
    with pytest.raises(InputError, match="0 worlds cannot be drawn"):
        run(TALKS, DOUBTS, draws=0)
    with pytest.raises(KindError, match="the concepts cannot be the text 'nash'"):
        run(TALKS, DOUBTS, concepts="nash")
    with pytest.raises(KindError, match="the outcomes cannot hold the text 'talk'"):
        run(TALKS, DOUBTS, ["talk"])  # type: ignore[list-item]
