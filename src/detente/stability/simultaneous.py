r"""Simultaneous stability: everyone may move at once.

An improvement s1 of i from s is *simultaneously sanctioned* iff some choice, by each opponent, of one of its own
improvements from s or of staying (not all staying), applied together with the change of i, gives a feasible state
q with s ≽_i q. Two readings are published:

* ``sim``: s is stable for i iff every improvement is simultaneously sanctioned.
* ``sim-fh``, the tableau of Fraser & Hipel (1984), *Conflict Analysis*: s is stable for i iff it is SEQ-stable for
  i, or every improvement is simultaneously sanctioned by those opponents *for whom s is itself SEQ-unstable*. Where i
  has beliefs, that too is judged in its view of the conflict.

Moves must compose, so both exist in option form only, without coalesced states.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.moves.arcs import ArcMoves
from detente.conflict.moves.running import run
from detente.stability import kernels
from detente.stability.sanction import Sanctioned
from detente.stability.witness import FoundSanction, Moved

if TYPE_CHECKING:
    from detente.conflict import Conflict, Moves
    from detente.conflict.moves.base import States
    from detente.stability.analysis import Analysis, Stable

CHUNK = 2**16
"""So many joint choices are looked at together."""

_COUNTED = 2**22
"""Improvements are counted one by one where there are no more moves than this."""

_SOME = 2**8
"""Where there are more moves, so many states stand for all of them."""

_STEP = (math.sqrt(5) - 1) / 2
"""The part of all states between one of them and the next: irrational, so that they lie evenly and in no pattern."""

IN_TURN = Sanctioned(improving=True, escapable=False)
"""The rule of SEQ, by which Fraser & Hipel's tableau says who is unstable."""


@attrs.frozen
class Simultaneous:
    """SIM: the opponents answer in the same instant, each with an improvement of its own or none.

    Attributes:
        by_unstable: Whether only opponents for whom the state is SEQ-unstable answer (Fraser & Hipel's tableau).
    """

    by_unstable: bool

    def unavailable(self, conflict: Conflict) -> str:
        """Return why the rule cannot be applied to a conflict, or an empty text if it can."""
        if conflict.has_unknown:
            return "it has no extension to unknown preference"
        if conflict.in_graph_form:
            return "moves do not compose in graph form"
        return "" if conflict.space.composes else "moves do not compose where states are coalesced"

    def stable(self, analysis: Analysis, mover: int) -> Stable:
        """Say where a decision maker is stable: shape (m,)."""
        leaving, _ = self.unsanctioned(analysis, mover).arcs()
        stable: Stable = np.ones(analysis.conflict.size, dtype=bool)
        stable[leaving] = False
        return stable

    def unsanctioned(self, analysis: Analysis, mover: int) -> Moves:
        """Return the improvements that no simultaneous answer deters a decision maker from."""
        size = analysis.conflict.size
        from_, to = ArcMoves.between(*analysis.improvements[mover].arcs(), size).arcs()
        if self.by_unstable:
            in_turn = np.array([IN_TURN.stable(analysis, j) for j in range(len(analysis.moves))])
            deterred = _sanctioned_at_once(analysis, mover, ~in_turn) | in_turn[mover][from_]
        else:
            deterred = _sanctioned_at_once(analysis, mover, np.ones(analysis.payoffs.shape, dtype=bool))
        return ArcMoves.between(from_[~deterred], to[~deterred], size)

    def witness(
        self, analysis: Analysis, mover: int, state: int, improvements: Sequence[int]
    ) -> list[FoundSanction | None]:
        """Return, for each of these improvements, a choice of as few opponents as can deter from it, if there is one.

        In the tableau reading a state that is SEQ-stable is held by the sequences that make it so.
        """
        opponents = [j for j in range(len(analysis.moves)) if j != mover]
        if self.by_unstable:
            in_turn = IN_TURN.witness(analysis, mover, state, improvements)
            if all(in_turn):
                return in_turn
            opponents = [j for j in opponents if not _stays_in_turn(analysis, j, state)]
        choices = {j: analysis.improvements[j].targets(state) for j in opponents}
        return [_at_once(analysis, mover, state, to, choices) for to in improvements]


def work(analysis: Analysis) -> float:
    """Return about how many joint choices simultaneous sanctioning has to try, over all decision makers.

    Where there are many moves none is written out: it is reckoned from some states, spread evenly over all.
    """
    tried = _choices(_counts(analysis))
    return float(tried.sum() * analysis.conflict.size / max(tried.size, 1))


def _counts(analysis: Analysis) -> NDArray[np.float64]:
    """Return how many improvements each decision maker has from each state, or from some states only."""
    if sum(moves.work for moves in analysis.moves) <= _COUNTED:
        return np.diff(_improvements(analysis)[0]).astype(float)
    places = (np.arange(_SOME) * _STEP % 1 * analysis.conflict.size).astype(np.int64)
    return np.array([[float(each.targets(place).size) for place in places.tolist()] for each in analysis.improvements])


def _choices(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many joint choices there are to try at each state, where everybody has so many improvements."""
    together = np.prod(counts + 1, axis=0)
    return (counts * together / (counts + 1)).sum(axis=0)


def _sanctioned_at_once(analysis: Analysis, mover: int, answers: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say of each improvement of the mover, by state left and then by state reached, whether it is sanctioned."""
    starts, ends = _improvements(analysis)
    sanctioned = np.zeros(starts[mover][-1] - starts[mover][0], dtype=bool)
    choice = np.zeros(len(starts), dtype=np.int64)
    tried = _choices(np.diff(starts).astype(float)).sum()
    steps = int(min(tried, 2**62)) + analysis.conflict.size
    codes, payoff = analysis.conflict.space.codes, analysis.payoffs[mover]
    run(kernels.sanctioned_at_once, steps, mover, codes, starts, ends, payoff, answers, choice, out=sanctioned)
    return sanctioned


def _improvements(analysis: Analysis) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all improvements: where those of each decision maker from each state begin, and where they lead."""
    size = analysis.conflict.size
    starts, ends, offset = [], [], 0
    for improvements in analysis.improvements:
        arcs = ArcMoves.between(*improvements.arcs(), size)
        ends.append(arcs.ends)
        starts.append(offset + arcs.starts)
        offset += len(arcs.ends)
    return np.array(starts), np.concatenate(ends)


def _stays_in_turn(analysis: Analysis, mover: int, state: int) -> bool:
    """Say whether one state is SEQ-stable for a decision maker."""
    return all(IN_TURN.witness(analysis, mover, state, analysis.improvements[mover].targets(state).tolist()))


def _at_once(
    analysis: Analysis, mover: int, state: int, to: int, choices: Mapping[int, States]
) -> FoundSanction | None:
    """Return the choice of the fewest opponents that deters a decision maker from an improvement."""
    codes, payoff = analysis.conflict.space.codes, analysis.payoffs[mover]
    able = [j for j, targets in choices.items() if targets.size]
    for count in range(1, len(able) + 1):
        for group in itertools.combinations(able, count):
            for picked, outcomes in _joint(codes, state, to, [choices[j] for j in group]):
                places = np.minimum(np.searchsorted(codes, outcomes), len(codes) - 1)
                deters = (codes[places] == outcomes) & (payoff[places] <= payoff[state])
                if deters.any():
                    first = int(deters.argmax())
                    turns: list[Moved] = [(j, int(chosen[first])) for j, chosen in zip(group, picked, strict=True)]
                    return FoundSanction(tuple(turns), int(places[first]), at_once=True)
    return None


def _joint(
    codes: NDArray[np.uint64], state: int, to: int, choices: Sequence[States]
) -> Iterator[tuple[list[States], NDArray[np.uint64]]]:
    """Yield all joint choices, many at a time: what each opponent picks, and the code of what comes of it all."""
    total = math.prod(map(len, choices))
    for start in range(0, total, CHUNK):
        rest = np.arange(start, min(start + CHUNK, total))
        picked = []
        for targets in choices:
            picked.append(targets[rest % len(targets)])
            rest = rest // len(targets)
        changes = (codes[targets] - codes[state : state + 1] for targets in picked)
        yield picked, sum(changes, start=np.full(len(rest), codes[to]))
