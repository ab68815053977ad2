"""From doubts to shares: draw worlds, group them by their states, solve each group, and put the results together.

>>> from detente.conflict import DecisionMaker, Statements
>>> from detente.worlds.doubts import StatementHeld
>>> from detente.worlds.draw import Draw
>>> today = Conflict([DecisionMaker("A", ["talk"], Statements(["talk"]))], status_quo={})
>>> doubts = Doubts([Draw("winter", {"mild": "0.6", "harsh": "0.4"})], [StatementHeld("A", 0, "winter = mild")])
>>> found = run(today, doubts, [Outcome("silence", "not talk")], concepts=["nash"])
>>> found.goal_share("silence", "nash"), found.goal_share("silence", "nash", "certain"), found.sample.exact
(0.4, 0.4, True)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import numpy as np

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.given import one, several
from detente.stability import concept_named
from detente.worlds.batch import Held, solve_structure
from detente.worlds.batch.bits import Words, packed, unpacked, words_for
from detente.worlds.batch.cluster import connected
from detente.worlds.batch.solving import Progress, Solver
from detente.worlds.doubts import Doubts
from detente.worlds.doubts.doubts import Change, unchanged
from detente.worlds.ensemble import Ensemble, Outcome
from detente.worlds.sample import Sample
from detente.worlds.sampling import sample
from detente.worlds.structure import Structure
from detente.worlds.structures import structures

DRAWS = 10_000
"""How many worlds are drawn unless told otherwise; all of them are looked at if there are no more."""


def run(  # noqa: PLR0913 - what is asked, and how it is to be worked out
    conflict: Conflict,
    doubts: Doubts,
    outcomes: Iterable[Outcome] = (),
    *,
    draws: int = DRAWS,
    seed: int = 0,
    concepts: Iterable[str] | None = None,
    change: Change = unchanged,
    fingerprint: str | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """Solve many worlds of a conflict.

    Args:
        conflict: The conflict as if nothing were in doubt.
        doubts: What is in doubt.
        outcomes: The goals and dreaded outcomes.
        draws: How many worlds to draw; if there are no more worlds than that, all are looked at, each with its chance.
        seed: A whole number from 0 that the random numbers are made from; the same gives the same worlds.
        concepts: Keys of concepts; all that such a conflict has unless given.
        change: What a lever does, if one is pulled: ``lever.apply``.
        fingerprint: A hash of what the worlds are of; that of the conflict unless given.
        workers: How many threads share the work; one for each processor unless given. It changes no result.
        cluster: Where the scheduler of a Dask cluster is, as in ``"10.0.0.7:8786"``, if the worlds are solved there. It
            changes no result either.
        progress: Called again and again with what is done, and the part of the whole that is done.

    Raises:
        InputError: If the doubts do not fit the conflict, a concept does not exist, or a number is out of range.
        UnavailableError: If workers are given and a cluster too, or the cluster cannot be reached.
    """
    one("what is solved", conflict, Conflict, "a conflict")
    asked = several("the outcomes", outcomes, Outcome, "a list of outcomes")
    keys = None if concepts is None else _keys(concepts)
    worlds = sample(doubts.draws, draws, seed)
    widest, groups = structures(conflict, doubts, worlds, change)
    for outcome in asked:
        widest.words.check(outcome.formula)
    with _solver(workers, cluster) as solve:
        helds = list(_solved(widest, groups, keys, solve, progress))
    applied = [key for key in helds[0].concepts if all(key in held.concepts for held in helds)]
    return Ensemble(
        widest,
        asked,
        worlds,
        tuple(applied),
        _joined(widest, worlds, groups, [held.equilibria[:, _places(held, applied)] for held in helds]),
        None if widest.status_quo_index is None else _joined(widest, worlds, groups, _reached(helds, applied)),
        left_out={key: reason for held in helds for key, reason in held.left_out.items()},
        fingerprint=widest.fingerprint if fingerprint is None else fingerprint,
    )


def _keys(concepts: Iterable[str]) -> tuple[str, ...]:
    asked = several("the concepts", concepts, str, "a list of keys, as in ['nash', 'seq']")
    return tuple(concept_named(key).key for key in dict.fromkeys(asked))


@contextmanager
def _solver(workers: int | None, cluster: str | None) -> Iterator[Solver]:
    """Provide what solves a structure: this machine, or a cluster as long as the block runs."""
    if cluster is None:
        yield partial(solve_structure, workers=workers)
        return
    if workers is not None:
        raise UnavailableError(Problem("a number of workers here and a cluster at once", "one of them"))
    with connected(cluster) as machines:
        yield machines.solve_structure


def _solved(
    widest: Conflict,
    groups: Sequence[Structure],
    concepts: Sequence[str] | None,
    solve: Solver,
    progress: Progress | None,
) -> Iterator[Held]:
    """Solve the structures one after another."""
    every, done = sum(group.size for group in groups), 0

    def tell(said: str, part: float) -> None:
        if progress is not None:
            progress(said, (done + part * group.size) / every)

    for group in groups:
        yield solve(group, concepts, reached_from=_today(widest, group), progress=tell)
        done += group.size


def _today(widest: Conflict, group: Structure) -> int | None:
    """Return the index of the status quo among the states of a structure, or ``None`` if it is not among them."""
    found = np.flatnonzero(group.places == widest.status_quo_index)
    return int(found[0]) if found.size else None


def _places(held: Held, concepts: Sequence[str]) -> list[int]:
    return [held.place_of(key) for key in concepts]


def _reached(helds: Sequence[Held], concepts: Sequence[str]) -> list[Words | None]:
    """Return what is reached in each structure; ``None`` where today's state is none of its states."""
    return [None if held.reached is None else held.reached[:, _places(held, concepts)] for held in helds]


def _joined(widest: Conflict, worlds: Sample, groups: Sequence[Structure], parts: Sequence[Words | None]) -> Words:
    """Put sets of states of each structure together, world by world, as sets of states of the widest."""
    found = [(group, part) for group, part in zip(groups, parts, strict=True) if part is not None]
    concepts = found[0][1].shape[1] if found else 0
    joined = np.zeros((worlds.size, concepts, words_for(widest.size)), dtype=np.uint64)
    for group, part in found:
        joined[group.worlds] = _widened(part, group, widest.size)
    return joined


def _widened(part: Words, group: Structure, size: int) -> Words:
    if group.conflict.size == size:
        return part
    wide = np.zeros((*part.shape[:-1], size), dtype=bool)
    wide[..., group.places] = unpacked(part, group.conflict.size)
    return packed(wide)
