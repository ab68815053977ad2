"""Descriptions say what was planted, no more, and how good they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.worlds import Draw, Sample
from detente.worlds.scenarios import HALVES, Description, WorldBox, describe
from detente.worlds.world_boxes import MOST_LOOKED_AT
from tests.worlds.planted import Rule, World, coin, drawn, every_world, named, where

WINTER = Draw("winter", {"mild": "3/5", "harsh": "2/5"})
CAPITAL = Draw("capital", {"doves": "1/4", "hawks": "1/4", "owls": "1/2"})
DRAWS = (coin("a"), WINTER, coin("b"), CAPITAL, coin("c"), coin("d"))


def both(world: World) -> bool:
    return world["winter"] == "mild" and world["capital"] != "hawks"


def either(world: World) -> bool:
    return (world["winter"] == "harsh" and world["a"] == "heads") or world["capital"] == "hawks"


def differ(world: World) -> bool:
    return world["a"] != world["b"]


def boxes(found: Description) -> set[frozenset[tuple[str, tuple[str, ...]]]]:
    return {frozenset((each.draw, each.outcomes) for each in box.conditions) for box in found.scenarios}


PLANTED: dict[str, tuple[Rule, set[frozenset[tuple[str, tuple[str, ...]]]]]] = {
    "both": (both, {frozenset({("winter", ("mild",)), ("capital", ("doves", "owls"))})}),
    "either": (
        either,
        {frozenset({("winter", ("harsh",)), ("a", ("heads",))}), frozenset({("capital", ("hawks",))})},
    ),
    "differ": (
        differ,
        {
            frozenset({("a", ("heads",)), ("b", ("tails",))}),
            frozenset({("a", ("tails",)), ("b", ("heads",))}),
        },
    ),
}


@pytest.mark.parametrize("rule", PLANTED)
@pytest.mark.parametrize("sample", [every_world(DRAWS), drawn(DRAWS, 3000, seed=5)], ids=["all worlds", "drawn"])
def test_what_was_planted_is_said_and_nothing_else(rule: str, sample: Sample) -> None:
    holds, expected = PLANTED[rule]
    found = describe(where(sample, holds), sample)
    assert boxes(found) == expected
    assert found.density == pytest.approx(1)
    assert found.coverage == pytest.approx(1)
    assert found.halves == HALVES
    assert found.density_held_out == pytest.approx(1, abs=0.05)
    assert found.coverage_held_out == pytest.approx(1, abs=0.05)
    assert all(each.again is not None and each.again > 0.8 for each in found.scenarios)


def test_chances_are_honoured() -> None:
    # In many worlds, all of them unlikely, it holds with the coins; in the likely ones it hangs on the winter.
    draws = (Draw("odd", {"yes": "1/1000", "no": "999/1000"}), WINTER, *(coin(f"coin {k}") for k in range(4)))
    sample = every_world(draws)

    def rule(world: World) -> bool:
        return world["coin 0"] == "heads" if world["odd"] == "yes" else world["winter"] == "mild"

    found = describe(where(sample, rule), sample)
    assert boxes(found) == {frozenset({("winter", ("mild",))})}
    assert found.density == pytest.approx(1, abs=0.001)
    assert found.coverage == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize("holds", [False, True])
def test_what_is_so_in_no_world_or_in_every_one_needs_no_description(holds: bool) -> None:
    sample = every_world(DRAWS)
    assert describe(np.full(sample.size, holds), sample) == Description(float(holds))
    assert describe(np.full(sample.size, holds), sample).settled


def test_noise_is_not_described_as_if_it_were_sure() -> None:
    sample = drawn(tuple(coin(f"coin {k}") for k in range(20)), 400, seed=4)
    found = describe(np.random.default_rng(8).random(sample.size) < 0.3, sample)
    assert not found.settled
    assert all(each.again is not None and each.again < 0.2 for each in found.scenarios)


def test_few_worlds_are_not_halved() -> None:
    sample = every_world((WINTER, coin("a")))
    found = describe(where(sample, lambda world: world["winter"] == "mild"), sample)
    assert (found.halves, found.density_held_out, found.scenarios[0].again) == (0, None, None)


@given(st.integers(0, 10**6))
def test_density_and_coverage_are_those_of_the_worlds_in_the_box(seed: int) -> None:
    random = np.random.default_rng(seed)
    sample = every_world(DRAWS[:4]) if seed % 2 else drawn(DRAWS[:4], 200, seed)
    holds = random.random(sample.size) < random.choice([0.1, 0.5, 0.9])
    found = describe(holds, sample)

    def inside(box: WorldBox, world: int) -> bool:
        return all(named(sample, world)[each.draw] in each.outcomes for each in box.conditions)

    every = range(sample.size)
    goal = sum(sample.weights[w] for w in every if holds[w])
    for box in found.scenarios:
        weight = sum(sample.weights[w] for w in every if inside(box, w))
        held = sum(sample.weights[w] for w in every if inside(box, w) and holds[w])
        assert (box.weight, box.density, box.coverage) == pytest.approx((weight, held / weight, held / goal))
        assert all(
            set(each.outcomes) < set(draw.outcomes)
            for each in box.conditions
            for draw in sample.draws
            if draw.name == each.draw
        )
    together = [w for w in every if any(inside(box, w) for box in found.scenarios)]
    if together:
        weight, held = sum(sample.weights[together]), sum(sample.weights[w] for w in together if holds[w])
        assert (found.density, found.coverage) == pytest.approx((held / weight, held / goal))
    assert describe(holds, sample) == found


def test_what_is_plain_in_few_worlds_is_found_again_in_half_of_them() -> None:
    sample = drawn(DRAWS, 60, seed=3)
    found = describe(where(sample, lambda world: world["winter"] == "mild"), sample)
    assert boxes(found) == {frozenset({("winter", ("mild",))})}
    assert found.scenarios[0].again == 1


def test_boxes_are_found_in_some_of_very_many_worlds_and_measured_in_all() -> None:
    draws = (*DRAWS, *(Draw(f"many {k}", {str(place): "1/8" for place in range(8)}) for k in range(4)))
    sample = drawn(draws, 30_000, seed=1)
    assert sample.size > 2 * MOST_LOOKED_AT
    holds = (sample.picked[:, 1] == 0) & (sample.picked[:, 3] != 1)
    found = describe(holds, sample)
    assert boxes(found) == PLANTED["both"][1]
    assert found.scenarios[0].weight == pytest.approx(float(sample.weights[holds].sum()))
    assert (found.scenarios[0].again, found.density_held_out) == (1, 1)
