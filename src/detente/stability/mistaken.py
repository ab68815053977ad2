r"""Who is mistaken about whom, and which states hold only because of that.

Let ≽_j be what j wants and ≽_j^i what i thinks that j wants (see :mod:`detente.conflict.beliefs`). Then i is mistaken
about

* a pair of states {s, t} that ≽_j and ≽_j^i order otherwise: one likes s better, and the other t, or both alike;
* a move of j from s to t if it is an improvement by one of the two and not by the other. It is *imagined* if j would
  not gain by it and i thinks it would, and *overlooked* the other way round.

Only moves matter for whether an answer is credible: under SEQ and SSEQ a mistake about states between which j cannot
move changes no verdict. A state *holds by mistake* if it is an equilibrium and were none if everyone knew what the
others want; it is *lost by mistake* if it is none and were one.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.stability import solve
>>> a = DecisionMaker("A", ["a"], Statements(["b", "not a"]), believes={"B": Statements(["not b"])})
>>> b = DecisionMaker("B", ["b"], Statements(["b iff a"]))
>>> found = mistaken(solve(Conflict([a, b])))
>>> [(each.viewer, each.seen, each.pairs, each.imagined, each.overlooked) for each in found.mistakes]
[('A', 'B', 5, 1, 1)]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from detente.conflict import Conflict, Moves, Payoffs, numbers_of
from detente.stability.concepts import concept_named
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

    from detente.stability.solution import Solution

MOST_MOVES = 2**24
"""The moves of one decision maker are compared one by one where there are no more than these."""

Numbers = tuple[int, ...]


@attrs.frozen
class Mistake:
    """What one decision maker gets wrong about another.

    Attributes:
        viewer: Who has the belief.
        seen: Whom it is about.
        pairs: How many pairs of states the other ranks otherwise than is thought.
        of: How many pairs of states there are.
        imagined: How many of its moves are thought to be improvements for it and are none; ``None`` if its moves are
            too many to be compared, more than ``MOST_MOVES``.
        overlooked: How many of its moves are improvements for it and are thought to be none; likewise.
    """

    viewer: str
    seen: str
    pairs: int
    of: int
    imagined: int | None
    overlooked: int | None

    @property
    def is_one(self) -> bool:
        """Whether the belief is wrong at all."""
        return self.pairs > 0


@attrs.frozen
class Mistaken:
    """Who is mistaken about whom, and what hangs on it.

    Attributes:
        mistakes: One for each belief, right or wrong, in listing order.
        held: By concept, the numbers of the states that hold only by mistake.
        lost: By concept, the numbers of the states that would hold if everyone knew what the others want.
        fingerprint: The hash of the conflict.
        version: The version of the program.
    """

    mistakes: tuple[Mistake, ...]
    held: Mapping[str, Numbers]
    lost: Mapping[str, Numbers]
    fingerprint: str
    version: str = VERSION

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data."""
        plain = attrs.asdict(self)
        for key in ("held", "lost"):
            plain[key] = {concept: list(numbers) for concept, numbers in plain[key].items()}
        return plain | {"mistakes": [attrs.asdict(each) for each in self.mistakes]}

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row per belief."""
        import pandas as pd

        return pd.DataFrame([attrs.asdict(each) for each in self.mistakes], columns=[*attrs.fields_dict(Mistake)])


def mistaken(solution: Solution) -> Mistaken:
    """Say who is mistaken about whom in a conflict that was solved, and which states hold only because of that.

    Returns:
        A result without mistakes if nobody has beliefs.
    """
    conflict, informed = solution.conflict, solution.analysis.informed
    held, lost = {}, {}
    for key in solution.concepts:
        holds, concept = solution.equilibrium_mask(key), concept_named(key)
        would = np.logical_and.reduce([informed.stable(concept, place) for place in range(len(conflict.names))])
        held[key], lost[key] = numbers_of(holds & ~would), numbers_of(would & ~holds)
    mistakes = (
        _mistake(conflict, owner.name, seen) for owner in conflict.decision_makers for seen in dict(owner.believes)
    )
    return Mistaken(tuple(mistakes), held, lost, conflict.fingerprint)


def _mistake(conflict: Conflict, viewer: str, seen: str) -> Mistake:
    place = conflict.place_of(seen)
    thought, wanted, moves = (
        conflict.payoffs_seen_by(viewer)[place],
        conflict.payoff_table[place],
        conflict.moves[place],
    )
    counts = _misjudged(conflict, place, moves, thought) if moves.work <= MOST_MOVES else (None, None)
    return Mistake(viewer, seen, ranked_otherwise(thought, wanted), conflict.size * (conflict.size - 1) // 2, *counts)


def _misjudged(conflict: Conflict, place: int, moves: Moves, thought: Payoffs) -> tuple[int, int]:
    """Return how many moves are thought to be improvements and are none, and how many are and are not thought to be."""
    from_, to = moves.arcs()
    wanted, unknown = conflict.payoff_table[place], conflict.unknown_preferences[place]
    imagined = thought[to] > thought[from_]
    real = (wanted[to] > wanted[from_]) & ~unknown.between(from_, to)
    return int((imagined & ~real).sum()), int((real & ~imagined).sum())


def ranked_otherwise(one: Payoffs, other: Payoffs) -> int:
    """Return how many pairs of states two preferences order otherwise.

    They are those that are in opposite order, and those that only one of the two likes alike.

    >>> ranked_otherwise(np.array([1, 2, 3, 3]), np.array([2, 1, 3, 4]))
    2
    """
    order = np.lexsort((other, one))
    together = np.unique(np.stack([one, other]), axis=1, return_counts=True)[1]
    alike = [_pairs(np.unique(each, return_counts=True)[1]) for each in (one, other)]
    return _inversions(other[order]) + sum(alike) - 2 * _pairs(together)


def _pairs(counts: np.typing.NDArray[np.int64]) -> int:
    """Return how many pairs there are within groups of these sizes."""
    return int((counts * (counts - 1) // 2).sum())


def _inversions(values: Payoffs) -> int:
    """Return how many pairs stand with the greater number first.

    They are counted by the highest bit in which the two differ: among numbers that agree in all higher bits, each 0 in
    that bit stands after so many 1s.
    """
    total = 0
    for bit in range(int(values.max(initial=0)).bit_length()):
        order = np.argsort(values >> (bit + 1), kind="stable")
        group, ones = values[order] >> (bit + 1), (values[order] >> bit & 1).astype(np.int64)
        before = np.cumsum(ones) - ones
        starts = np.flatnonzero(np.diff(group, prepend=group[0] - 1))
        within = before - np.repeat(before[starts], np.diff(starts, append=len(group)))
        total += int(within[ones == 0].sum())
    return total
