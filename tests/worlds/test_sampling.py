"""A sample has every world with its chance, or so many worlds drawn as often as they are likely."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from fractions import Fraction
from random import Random

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from detente.errors import InputError, TooLargeError
from detente.worlds import Draw, Sample, sample, worlds_of
from detente.worlds.sampling import CHUNK, chunks, drawn, gathered
from tests.worlds.drawing import random_draw

randoms = st.randoms(use_true_random=False)


def some_draws(random: Random) -> list[Draw]:
    return [random_draw(random, f"d{place}") for place in range(random.randint(0, 4))]


def chances_of(draws: list[Draw]) -> dict[tuple[int, ...], Fraction]:
    """Return every world that can occur with its chance, one after another."""
    chances = {}
    for world in itertools.product(*(range(len(draw.of)) for draw in draws)):
        chance = math.prod((draw.chances[place] for draw, place in zip(draws, world, strict=True)), start=Fraction(1))
        if chance:
            chances[world] = chance
    return chances


def worlds_in(found: Sample) -> list[tuple[int, ...]]:
    return [tuple(row) for row in found.picked.tolist()]


@given(randoms)
def test_an_enumeration_has_every_world_that_can_occur_with_its_chance(random: Random) -> None:
    draws = some_draws(random)
    expected = chances_of(draws)
    found = sample(draws, many=256)
    assert found.exact
    assert worlds_of(draws) == len(expected) == found.size == found.made
    assert dict(zip(worlds_in(found), found.weights.tolist(), strict=True)) == {
        world: float(chance) for world, chance in expected.items()
    }


@given(randoms)
def test_a_sample_has_worlds_that_can_occur_each_once(random: Random) -> None:
    draws = some_draws(random)
    possible = chances_of(draws)
    many = random.randint(1, len(possible))
    found = sample(draws, many, seed=random.randrange(5))
    assert found.exact is (many == len(possible))
    assert found.made == many
    assert len(set(worlds_in(found))) == found.size <= many
    assert set(worlds_in(found)) <= set(possible)
    assert found.weights.sum() == pytest.approx(1)


DICE = [Draw(f"die {place}", [(str(face), "1/6") for face in range(6)]) for place in range(8)]
LOADED = [Draw("loaded", {"no": "0", "yes": "0.001", "never": "0", "else": "0.999", "last": "0"}), *DICE]


def test_worlds_are_drawn_as_often_as_they_are_likely() -> None:
    found = sample(LOADED, 50_000, seed=0)
    for place, draw in enumerate(LOADED):
        for outcome, chance in enumerate(draw.chances):
            share = found.weights[found.picked[:, place] == outcome].sum()
            error = math.sqrt(chance * (1 - chance) / found.made)
            assert abs(share - chance) <= 4 * error


def test_a_seed_gives_the_same_worlds_and_another_seed_others() -> None:
    first, again, other = (sample(DICE, 1_000, seed) for seed in (0, 0, 1))
    assert first.picked.tolist() == again.picked.tolist()
    assert first.weights.tolist() == again.weights.tolist()
    assert first.seed == 0
    assert first.picked.tolist() != other.picked.tolist()


def test_it_does_not_matter_who_draws_which_chunk_and_when() -> None:
    many, seed = 2 * CHUNK + 100, 7
    whole = sample(DICE, many, seed)
    parts = {chunk: drawn(DICE, chunk, seed, size) for chunk, size in reversed(list(enumerate(chunks(many))))}
    assert [len(part) for _, part in sorted(parts.items())] == [CHUNK, CHUNK, 100]
    together = gathered(DICE, (part for _, part in sorted(parts.items())), seed)
    assert together.picked.tolist() == whole.picked.tolist()
    assert together.weights.tolist() == whole.weights.tolist()
    assert drawn(DICE, 2, seed)[:100].tolist() == parts[2].tolist()


def test_worlds_that_come_out_alike_are_counted_together() -> None:
    three = [Draw("coin", {"heads": "1/2", "tails": "1/2"}), Draw("die", [(str(face), "1/3") for face in range(3)])]
    parts = [drawn(three, chunk, 3, 50) for chunk in range(100)]
    counts = Counter(tuple(row) for part in parts for row in part.tolist())
    found = gathered(three, parts, 3)
    assert worlds_in(found) == sorted(counts)
    assert found.weights.tolist() == [counts[world] / 5_000 for world in sorted(counts)]


def test_very_many_draws_are_told_apart() -> None:
    coins = [Draw(f"coin {place}", {"heads": "1/2", "tails": "1/2"}) for place in range(100)]
    found = sample(coins, 1_000, seed=0)
    assert found.size == 1_000
    assert found.picked.mean() == pytest.approx(0.5, abs=0.01)
    only = sample([Draw(f"sure {place}", {"so": "1"}) for place in range(100)], 1)
    assert (only.exact, only.picked.shape, only.weights.tolist()) == (True, (1, 100), [1])


def test_a_sample_is_held_in_few_bytes() -> None:
    found = sample(DICE, 1_000)
    assert found.picked.dtype == np.int16
    assert found.picked.flags.c_contiguous


@pytest.mark.parametrize("many", [0, -3, 2.5, "many"])
def test_so_many_worlds_cannot_be_drawn(many: int) -> None:
    with pytest.raises(InputError, match="worlds cannot be drawn; allowed: a whole number from 1"):
        sample(DICE, many)


@pytest.mark.parametrize("seed", [-1, 1.5, None])
def test_a_seed_is_a_whole_number_from_nought(seed: int) -> None:
    with pytest.raises(InputError, match="the seed cannot be"):
        sample(DICE, 10, seed)


def test_there_are_limits() -> None:
    with pytest.raises(TooLargeError, match="at most 100000000"):
        sample(DICE * 20, 10**9)
    coins = [Draw(f"coin {place}", {"heads": "1/2", "tails": "1/2"}) for place in range(256)]
    with pytest.raises(TooLargeError, match="at most 8388608 worlds of so many draws"):
        sample(coins, 10**8)
