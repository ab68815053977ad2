"""Shares are counted right, and mean what they say."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.answer import Standing
from detente.conflict import Conflict, DecisionMaker
from detente.errors import UnavailableError, UnknownNameError
from detente.version import VERSION
from detente.worlds import Draw, Ensemble, Outcome, Sample
from detente.worlds.batch.bits import packed
from detente.worlds.ensemble import STANDINGS
from tests.worlds.planted import coin, drawn, every_world

CONCEPTS = ("nash", "seq")
OUTCOMES = (Outcome("peace", "o0 and not o1"), Outcome("war", "o1 or o2", dreaded=True), Outcome("never", "false"))


def conflict(options: int) -> Conflict:
    return Conflict([DecisionMaker("A", [f"o{k}" for k in range(options)])])


def ensembles(options: int = 7, *, exact: bool | None = None) -> st.SearchStrategy[Ensemble]:
    """Draw ensembles in which chance decides what holds and what is reached."""

    def made(seed: int) -> Ensemble:
        random = np.random.default_rng(seed)
        draws = (coin("a"), Draw("b", {"x": "1/6", "y": "1/3", "z": "1/2"}), coin("c"))
        exactly = bool(random.integers(2)) if exact is None else exact
        sample = every_world(draws) if exactly else drawn(draws, int(random.integers(1, 60)), seed)
        holding, reached = random.random((2, sample.size, 2, 2**options)) < random.choice([0.01, 0.1, 0.9])
        return Ensemble(conflict(options), OUTCOMES, sample, CONCEPTS, packed(holding), packed(reached))

    return st.integers(0, 10**6).map(made)


def counted(ensemble: Ensemble, worlds: set[int]) -> float:
    """Return the share of some worlds, by exact arithmetic."""
    sample = ensemble.sample
    if not sample.exact:
        return float(sum((Fraction(round(sample.weights[w] * sample.made), sample.made) for w in worlds), Fraction()))
    chances = [
        math.prod(draw.chances[k] for draw, k in zip(sample.draws, sample.picked[w], strict=True)) for w in worlds
    ]
    return float(sum(chances, Fraction()))


def sets(words: Any, ensemble: Ensemble, concept: str) -> list[set[int]]:
    """Return the states of each world as a set of numbers, bit by bit."""
    rows = words[:, CONCEPTS.index(concept)].tolist()
    size = ensemble.conflict.size
    return [{s + 1 for s in range(size) if row[s // 64] >> (s % 64) & 1} for row in rows]


@given(ensembles())
def test_shares_are_those_of_the_worlds_one_by_one(ensemble: Ensemble) -> None:
    for concept in CONCEPTS:
        holding = sets(ensemble.holding, ensemble, concept)
        shares = ensemble.shares(concept)
        for number in range(1, ensemble.conflict.size + 1):
            share = counted(ensemble, {w for w, states in enumerate(holding) if number in states})
            assert shares[number - 1] == pytest.approx(share, abs=1e-12)
            assert (shares[number - 1] in {0.0, 1.0}) == (share in {0, 1})
        assert ensemble.share(concept, 5) == pytest.approx(shares[4], abs=1e-12)
        assert ensemble.equilibria(concept) == {k + 1: v for k, v in enumerate(shares.tolist()) if v}


@given(ensembles())
def test_standings_are_those_of_the_worlds_one_by_one(ensemble: Ensemble) -> None:
    for outcome in OUTCOMES:
        wanted = set(ensemble.conflict.numbers(outcome.formula))
        for concept in CONCEPTS:
            holding = sets(ensemble.holding, ensemble, concept)
            assert ensemble.reached is not None
            reached = sets(ensemble.reached, ensemble, concept)
            literal = {
                "holds": [bool(states & wanted) for states in holding],
                "led to": [bool(states & met & wanted) for states, met in zip(holding, reached, strict=True)],
                "certain": [
                    bool(states & met) and states & met <= wanted for states, met in zip(holding, reached, strict=True)
                ],
            }
            for standing, worlds in literal.items():
                assert ensemble.where(outcome, concept, standing).tolist() == worlds
                share = counted(ensemble, {w for w, stands in enumerate(worlds) if stands})
                assert ensemble.goal_share(outcome.name, concept, standing) == pytest.approx(share, abs=1e-12)


def test_standings_are_called_as_in_an_answer() -> None:
    assert set(STANDINGS) <= {standing.value for standing in Standing}


def test_the_standard_error_of_a_sample_and_of_none() -> None:
    sampled = Ensemble(conflict(1), (), drawn((coin("a"),), 400, 1), CONCEPTS, np.zeros((2, 2, 1), dtype=np.uint64))
    assert sampled.error(0.2) == pytest.approx(0.02)
    assert sampled.error(0.0) == sampled.error(1.0) == pytest.approx(1 / 401)
    exact = Ensemble(conflict(1), (), every_world((coin("a"),)), CONCEPTS, np.zeros((2, 2, 1), dtype=np.uint64))
    assert [exact.error(share) for share in (0.0, 0.2, 1.0)] == [0, 0, 0]


def test_wilsons_interval_of_one_standard_error_reaches_so_far() -> None:
    # Its ends are the p with |p̂ - p| = √(p (1 - p) / n): for p̂ = 0 the one that is not 0.
    n = 17
    p = 1 / (n + 1)
    assert p == pytest.approx(math.sqrt(p * (1 - p) / n))


@given(ensembles(options=3))
def test_plain_data_follows_the_contract(ensemble: Ensemble) -> None:
    found = json.loads(json.dumps(ensemble.to_dict()))
    assert (found["draws"], found["seed"]) == (ensemble.sample.made, ensemble.sample.seed)
    assert found["exact"] is ensemble.sample.exact
    assert found["version"] == VERSION
    assert found["fingerprint"] == ensemble.conflict.fingerprint
    for concept in CONCEPTS:
        shares = found["shares"][concept]
        assert {int(number): share for number, share in shares.items()} == ensemble.equilibria(concept)
        assert 0 not in shares.values()
        assert set(shares) == set(found["errors"]["shares"][concept])
        assert set(shares) <= set(found["states"])
        assert found["goals"]["peace"][concept] == ensemble.goal_share("peace", concept)
        assert found["dreads"]["war"][concept] == ensemble.goal_share("war", concept)
        assert found["goals"]["never"][concept] == 0
        assert found["standings"]["certain"]["dreads"]["war"][concept] == ensemble.goal_share("war", concept, "certain")
    told = [(each["goal"], each["concept"], each["standing"], each["share"]) for each in found["drivers"]]
    assert told == [(each["goal"], each["concept"], each["standing"], each["share"]) for each in found["scenarios"]]
    assert told == [
        (each.name, concept, standing, ensemble.goal_share(each, concept, standing))
        for each in OUTCOMES
        for concept in CONCEPTS
        for standing in STANDINGS
    ]


@given(ensembles(options=3, exact=False))
def test_a_frame_has_a_row_for_each_outcome_and_concept(ensemble: Ensemble) -> None:
    frame = ensemble.to_frame().set_index(["outcome", "concept"])
    assert len(frame) == len(OUTCOMES) * len(CONCEPTS)
    share = frame.loc[("war", "seq"), "led to"]
    assert share == ensemble.goal_share("war", "seq", "led to")
    assert frame.loc[("war", "seq"), "error of led to"] == ensemble.error(float(str(share)))


def test_without_a_status_quo_only_what_holds_is_told() -> None:
    ensemble = Ensemble(
        conflict(2), OUTCOMES[:1], every_world((coin("a"),)), CONCEPTS, packed(np.ones((2, 2, 4), bool))
    )
    assert ensemble.standings == ("holds",)
    with pytest.raises(UnavailableError, match="'certain' needs a status quo, and none is known; allowed: holds"):
        ensemble.where("peace", "seq", "certain")


def test_what_does_not_exist_is_named() -> None:
    ensemble = Ensemble(
        conflict(2), OUTCOMES[:1], every_world((coin("a"),)), CONCEPTS, packed(np.ones((2, 2, 4), bool))
    )
    with pytest.raises(UnknownNameError, match=r"no goal or dreaded outcome 'peas'; .*did you mean 'peace'"):
        ensemble.goal_share("peas", "seq")
    with pytest.raises(UnavailableError, match="'gmr' was not applied: it was not asked for; allowed: nash, seq"):
        ensemble.shares("gmr")
    with pytest.raises(UnknownNameError, match=r"no stability concept 'sq'; .*did you mean 'seq'"):
        ensemble.shares("sq")
    with pytest.raises(UnknownNameError, match="no standing 'sure'"):
        ensemble.where("peace", "seq", "sure")
    with pytest.raises(UnknownNameError, match="no state 5; allowed: 1 to 4"):
        ensemble.share("seq", 5)


def test_a_goal_and_a_dread_of_one_name_are_told_apart() -> None:
    both = (Outcome("it", "o0", dreaded=True), Outcome("it", "not o0"))
    holding = packed(np.array([[[True, False]], [[False, False]]]))
    ensemble = Ensemble(conflict(1), both, every_world((coin("a"),)), ("seq",), holding)
    assert ensemble.goal_share("it", "seq") == 0.5
    assert ensemble.goal_share(both[0], "seq") == 0
    assert ensemble.goal_shares() == {"it": {"seq": 0.5}}
    assert ensemble.goal_shares(dreaded=True) == {"it": {"seq": 0.0}}


def test_a_word_says_how_many_worlds_and_what_holds() -> None:
    sample = Sample((coin("a"),), np.array([[0], [1]], dtype=np.int16), np.array([0.25, 0.75]), 4, exact=False, seed=9)
    ensemble = Ensemble(
        conflict(1), (Outcome("on", "o0"),), sample, ("seq",), np.array([[[2]], [[1]]], dtype=np.uint64)
    )
    assert repr(ensemble) == "Ensemble of 4 worlds drawn, seed 9\n  on: seq 0.250"
