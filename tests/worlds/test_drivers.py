"""Drivers are those that decide, and noise is none."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.worlds import Draw
from detente.worlds.drivers import Driver, Drivers, drivers
from tests.worlds.planted import Rule, World, coin, drawn, every_world, where

WINTER = Draw("winter", {"mild": "3/5", "harsh": "2/5"})
CAPITAL = Draw("capital", {"doves": "1/4", "hawks": "1/4", "owls": "1/2"})
NOISE = tuple(coin(f"coin {k}") for k in range(4))
DRAWS = (*NOISE[:2], WINTER, CAPITAL, *NOISE[2:])


def peace(world: World) -> bool:
    return world["winter"] == "mild" and world["capital"] != "hawks"


def differ(world: World) -> bool:
    return (world["coin 0"] == "heads") != (world["coin 1"] == "heads")


def by_name(found: Drivers) -> dict[str, Driver]:
    return {each.draw: each for each in found.ranked}


def literal(draws: tuple[Draw, ...], rule: Rule) -> tuple[Fraction, Mapping[str, tuple[Fraction, Fraction]]]:
    """Return the share of worlds, and what each draw explains alone and with others, by the definitions."""
    worlds: dict[tuple[str, ...], Fraction] = {}
    for world in itertools.product(*(draw.of for draw in draws)):
        worlds[tuple(name for name, _ in world)] = prod((chance for _, chance in world), start=Fraction(1))

    def holds(world: tuple[str, ...]) -> bool:
        return rule(dict(zip((draw.name for draw in draws), world, strict=True)))

    def groups(key: tuple[int, ...]) -> list[tuple[Fraction, Fraction]]:
        """Return the chance of each combination of the outcomes of some draws, and the share in which it holds."""
        sums: dict[tuple[str, ...], list[Fraction]] = {}
        for world, chance in worlds.items():
            each = sums.setdefault(tuple(world[place] for place in key), [Fraction(), Fraction()])
            each[0] += chance
            each[1] += chance * holds(world)
        return [(chance, held / chance) for chance, held in sums.values() if chance]

    [(_, share)] = groups(())
    variance = share * (1 - share)
    found = {}
    for place, draw in enumerate(draws):
        others = tuple(other for other in range(len(draws)) if other != place)
        alone = sum((chance * (mean - share) ** 2 for chance, mean in groups((place,))), Fraction())
        together = sum((chance * mean * (1 - mean) for chance, mean in groups(others)), Fraction())
        found[draw.name] = (alone / variance, together / variance) if variance else (Fraction(), Fraction())
    return share, found


@given(st.integers(0, 2**24 - 1))
def test_what_is_explained_is_exact_in_an_enumeration(holding: int) -> None:
    draws = (WINTER, CAPITAL, coin("a"), Draw("b", {"on": "1/7", "off": "6/7"}))
    worlds = list(itertools.product(*(draw.outcomes for draw in draws)))

    def rule(world: World) -> bool:
        return bool(holding >> worlds.index(tuple(world[draw.name] for draw in draws)) & 1)

    share, expected = literal(draws, rule)
    sample = every_world(draws)
    found = drivers(where(sample, rule), sample)
    assert found.share == pytest.approx(float(share))
    assert len(found.ranked) == (len(draws) if 0 < share < 1 else 0)
    for name, (alone, together) in expected.items() if found.ranked else ():
        driver = by_name(found)[name]
        assert (driver.alone, driver.together) == pytest.approx((float(alone), float(together)), abs=1e-9)
        assert driver.matters == (together > 0)


def test_planted_drivers_are_found_in_a_sample_and_noise_is_not() -> None:
    share, expected = literal(DRAWS, peace)
    sample = drawn(DRAWS, 4000, seed=3)
    found = drivers(where(sample, peace), sample)
    assert [each.draw for each in found.mattering] == ["winter", "capital"]
    for each in found.ranked:
        alone, together = map(float, expected[each.draw])
        assert each.alone == pytest.approx(alone, abs=0.03)
        assert each.together == pytest.approx(together, abs=0.03)
    assert found.share == pytest.approx(float(share), abs=0.03)


def test_noise_is_called_a_driver_in_one_of_twenty_cases_at_most() -> None:
    mistaken = 0
    for seed in range(20):
        sample = drawn(tuple(coin(f"coin {k}") for k in range(30)), 300, seed)
        found = drivers(np.random.default_rng(seed + 1000).random(sample.size) < 0.3, sample)
        assert all(each.together is None for each in found.ranked)
        mistaken += len(found.mattering)
    assert mistaken <= 1


def test_the_contrast_tells_what_holds_at_each_outcome() -> None:
    sample = every_world(DRAWS)
    found = by_name(drivers(where(sample, peace), sample))
    assert [(each.outcome, each.share) for each in found["capital"].contrasts] == [
        ("doves", pytest.approx(0.6)),
        ("hawks", 0),
        ("owls", pytest.approx(0.6)),
    ]
    assert found["winter"].spread == pytest.approx(0.75)
    assert [each.weight for each in found["winter"].contrasts] == pytest.approx([0.6, 0.4])


def test_what_matters_only_together_is_found_where_that_can_be_told() -> None:
    exact, sample = every_world(DRAWS), drawn(DRAWS, 4000, seed=1)
    for found in (drivers(where(exact, differ), exact), drivers(where(sample, differ), sample)):
        assert {each.draw for each in found.mattering} == {"coin 0", "coin 1"}
        assert by_name(found)["coin 0"].alone == pytest.approx(0, abs=0.01)
        assert by_name(found)["coin 0"].together == pytest.approx(1, abs=0.01)


def test_an_outcome_never_drawn_has_no_share() -> None:
    sample = drawn((Draw("rare", {"yes": "1/100000", "no": "99999/100000"}), coin("a")), 100, seed=0)
    found = by_name(drivers(where(sample, lambda world: world["a"] == "heads"), sample))
    yes, no = found["rare"].contrasts
    assert (yes.share, yes.weight) == (None, 0)
    assert no.share == pytest.approx(0.5, abs=0.15)
    assert not found["rare"].matters


@pytest.mark.parametrize("holds", [False, True])
def test_where_nothing_varies_nothing_matters(holds: bool) -> None:
    for sample in (every_world(DRAWS), drawn(DRAWS, 100, seed=2)):
        assert drivers(np.full(sample.size, holds), sample) == Drivers(float(holds))


def test_the_same_seed_finds_the_same() -> None:
    sample = drawn(DRAWS, 500, seed=7)
    assert drivers(where(sample, peace), sample) == drivers(where(sample, peace), sample)
