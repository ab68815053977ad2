"""The conflicts that are solved: random preferences, the same every time, over graphs of every shape."""

from __future__ import annotations

import itertools
import random

from detente.conflict import Conflict, DecisionMaker, Option, Statements

_SHAPE = (5, 4, 3, 2, 3, 3)
_EXCLUSIONS = (
    "o0_0 and o1_0",
    "o1_0 and o2_0",
    "o0_1 and o3_0",
    "o1_1 and o4_0",
    "o2_1 and o5_0",
    "o0_2 and o3_1",
    "not o3_1 and o4_1",
)


def free(makers: int, options: int) -> Conflict:
    """Return a conflict in which everything is feasible and every option moves both ways."""
    return _conflict([options] * makers, [])


def one_way(makers: int, options: int) -> Conflict:
    """Return the same with one option of each decision maker that cannot be taken back."""
    return _conflict([options] * makers, [], irreversible=1)


def sparse(makers: int, options: int) -> Conflict:
    """Return a conflict in which most combinations are infeasible: each takes exactly one of its options."""
    names = [", ".join(_names(maker, options)) for maker in range(makers)]
    return _conflict([options] * makers, [f"not exactly 1 of ({each})" for each in names])


def excluded() -> Conflict:
    """Return 138,240 states: six decision makers with 5, 4, 3, 2, 3 and 3 options, and seven pairs ruled out."""
    return _conflict(list(_SHAPE), list(_EXCLUSIONS))


def grouped() -> Conflict:
    """Return forty options in one-of groups, with implications: 983,040 feasible states of 2^40 combinations."""
    rules = []
    for maker in range(4):
        own = _names(maker, 10)
        rules += [f"not exactly 1 of ({', '.join(part)})" for part in (own[:5], own[5:9])]
        rules += [f"{own[0]} and not {own[9]}", f"{own[1]} and {own[9]}"]
    return _conflict([10] * 4, [*rules, "o0_2 and o1_3"])


def far(makers: int, options: int, taken: int) -> Conflict:
    """Return a conflict of which moves reach only a part: of each one's options some are taken and stay so."""
    free = [_names(maker, options) for maker in range(makers)]
    kept = [[f"taken{maker}_{place}" for place in range(taken)] for maker in range(makers)]
    draw, every = random.Random(0), list(itertools.chain(*free, *kept))  # noqa: S311 - no secret
    owners = [
        DecisionMaker(
            f"D{maker}",
            [*free[maker], *(Option(name, moves="up") for name in kept[maker])],
            Statements(_wishes(draw, every, 2 * options + 4)),
        )
        for maker in range(makers)
    ]
    return Conflict(owners, status_quo=dict.fromkeys(itertools.chain(*kept), "yes"))


def _names(maker: int, options: int) -> list[str]:
    return [f"o{maker}_{place}" for place in range(options)]


def _conflict(counts: list[int], infeasible: list[str], *, irreversible: int = 0) -> Conflict:
    draw = random.Random(0)  # noqa: S311 - no secret
    every = [name for maker, count in enumerate(counts) for name in _names(maker, count)]
    makers = []
    for maker, count in enumerate(counts):
        options = [
            Option(name, moves="up" if place < irreversible else "both")
            for place, name in enumerate(_names(maker, count))
        ]
        makers.append(DecisionMaker(f"D{maker}", options, Statements(_wishes(draw, every, 2 * count + 4))))
    return Conflict(makers, infeasible=infeasible, status_quo={})


def _wishes(draw: random.Random, every: list[str], count: int) -> list[str]:
    wishes = []
    for _ in range(count):
        left, right = draw.sample(every, 2)
        wishes.append(
            draw.choice([f"{left} iff {right}", f"{left} or not {right}", f"not {left}", f"{left} and {right}"])
        )
    return wishes
