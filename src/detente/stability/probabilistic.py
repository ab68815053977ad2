r"""Stability where it is a matter of chance what is preferred, and how far each verdict is from changing.

Let P_i(s, t) be the chance that i prefers s to t. Three thresholds from 0 to below 1 turn chances into what the
concepts need:

* state t *tempts* i from s iff P_i(t, s) > γ, the chance from which on i takes the risk of moving;
* state u *deters* i from leaving s iff P_i(u, s) ≤ δ;
* a step of k from a to b is *credible* iff P_k(b, a) > κ.

Then s is stable for i under

======  ==============================================================================================
nash    iff no t ∈ R_i(s) tempts
gmr     iff for each t ∈ R_i(s) that tempts some u ∈ R_{N−i}(t) deters
smr     … some u ∈ R_{N−i}(t) deters, and so does every v ∈ R_i(u)
seq     … some u that credible legal joint moves of the others reach from t deters
sseq    … the same, and so does every v ∈ R_i(u)
======  ==============================================================================================

A state is not in R_{N−i} of itself, even if the others can move away from it and back: where δ > γ a state that tempts
may deter, too, and what changes nothing is no answer. With chances of 0 and 1 only, these are the concepts of simple
preference. The general form is that of Rêgo & dos Santos (2015), *Probabilistic preferences in the graph model for
conflict resolution*; the thresholds are ours.

**Margins.** A verdict is made of comparisons of chances with thresholds, joined by *and* and *or*. Replace each by how
far the chance is from the threshold, *and* by the least and *or* by the greatest: the size of what comes out is the
margin: while no chance shifts by as much, the verdict stays, and if all shift a little more in the wrong direction it
changes. (Each chance matters to it in one direction only.) The verdict on a state from which there is no move has no
margin: nothing changes it.

>>> import numpy as np
>>> from detente.conflict import Conflict, DecisionMaker
>>> chances = np.zeros((1, 2, 2))
>>> chances[0, 1, 0] = 0.625  # the second state is preferred with this chance, the first with the rest
>>> chances[0, 0, 1] = 0.375
>>> likely = probabilistic(Conflict([DecisionMaker("A", ["a"])]), chances, "nash")
>>> likely.stable.tolist(), likely.margins.tolist()
([[False, True]], [[0.125, 0.125]])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.conflict import Conflict, numbers_of
from detente.errors import KindError, Problem, UnavailableError
from detente.given import one
from detente.stability.concepts import IN_TURN, concept_named
from detente.stability.sanction import Sanctioned, Unsanctioned
from detente.version import VERSION

MIDDLE = 0.5
"""What thresholds are unless told otherwise: what is as likely as not does not tempt, and deters."""

MOST_AT_ONCE = 2**22
"""So many values are worked out at once."""

Likely = NDArray[np.bool_] | NDArray[np.float64]
"""Truth values, or by how much something holds: never negative where it does."""

Thresholds = tuple[float, float, float]
"""Above which chance a move tempts, up to which a state deters, above which a step is credible."""

_Arcs = tuple[NDArray[np.int64], NDArray[np.int64]]


@attrs.frozen(eq=False)
class Probabilistic:
    """Where each decision maker is stable, given the chances of what is preferred.

    Attributes:
        conflict: The conflict; what its decision makers want is not used.
        concept: The key of the concept.
        tempting: γ, above which a move tempts.
        deterring: δ, at or below which a state deters.
        credible: κ, above which a step is credible.
        stable: Whether each state is stable for each decision maker: shape (n, m).
        margins: By how much chances would have to shift for that to change: shape (n, m), infinite where nothing can.
        version: The version of the program.
    """

    conflict: Conflict
    concept: str
    tempting: float
    deterring: float
    credible: float
    stable: NDArray[np.bool_]
    margins: NDArray[np.float64]
    version: str = VERSION

    @property
    def equilibria(self) -> tuple[int, ...]:
        """The numbers of the states that are stable for every decision maker."""
        return numbers_of(np.logical_and.reduce(self.stable))

    def margin(self, state: int) -> float:
        """Return by how much chances would have to shift for a state, by number, to hold no longer, or to hold.

        For a state that does not hold it is what is needed at least: what makes one stay may draw another away.

        Raises:
            UnknownNameError: If there is no such state.
        """
        place = self.conflict.checked_number(state) - 1
        stable, margins = self.stable[:, place], self.margins[:, place]
        return float(margins.min() if stable.all() else margins[~stable].max())

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data, state by state; null is the margin of what nothing can change."""
        names = self.conflict.names
        margins = [[None if np.isinf(each) else each for each in row] for row in self.margins.tolist()]
        thresholds = {"tempting": self.tempting, "deterring": self.deterring, "credible": self.credible}
        return {
            "concept": self.concept,
            "thresholds": thresholds,
            "equilibria": list(self.equilibria),
            "stable": dict(zip(names, self.stable.tolist(), strict=True)),
            "margins": dict(zip(names, margins, strict=True)),
            "fingerprint": self.conflict.fingerprint,
            "version": self.version,
        }


def probabilistic(  # noqa: PLR0913 - each but the first three has a value that most take
    conflict: Conflict,
    chances: ArrayLike,
    concept: str,
    *,
    tempting: float = MIDDLE,
    deterring: float = MIDDLE,
    credible: float = MIDDLE,
) -> Probabilistic:
    """Find where each decision maker is stable, given the chances of what is preferred, and by what margin.

    Args:
        conflict: The states and moves; what its decision makers want is not used.
        chances: ``chances[i, s, t]`` is the chance that decision maker i prefers state s to state t, by their places in
            listing order: shape (n, m, m). Neither of two states may be preferred.
        concept: The key of a concept: nash, gmr, smr, seq or sseq.
        tempting: γ, above which a move tempts.
        deterring: δ, at or below which a state deters.
        credible: κ, above which a step is credible.

    Returns:
        The verdicts and their margins.

    Raises:
        UnknownNameError: If there is no such concept.
        UnavailableError: If the concept does not judge by answers in turn, a threshold is out of bounds, or somebody is
            said to believe something of another.
        KindError: If the chances do not fit.
    """
    one("the conflict", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    rule = concept_named(concept).rule
    if not isinstance(rule, Unsanctioned | Sanctioned):
        raise UnavailableError(Problem(f"'{concept}' does not judge by answers in turn", ", ".join(IN_TURN)))
    if conflict.has_beliefs:
        message = "chances are what somebody prefers, and take no account of what another believes of it"
        raise UnavailableError(Problem(message, "a conflict without beliefs; 'conflict.without_beliefs()' is one"))
    given = _checked(conflict, chances)
    for name, threshold in {"tempting": tempting, "deterring": deterring, "credible": credible}.items():
        if not 0 <= threshold < 1:
            raise UnavailableError(Problem(f"the threshold '{name}' is {threshold}", "from 0 to below 1"))
    thresholds = (tempting, deterring, credible)
    certain, by = _Reading.of_truths(conflict, rule, given, thresholds), _Reading.of(conflict, rule, given, thresholds)
    return Probabilistic(
        conflict, concept, tempting, deterring, credible, stable=certain.stable(), margins=np.abs(by.stable())
    )


def chances_of(payoffs: ArrayLike, weights: ArrayLike | None = None) -> NDArray[np.float64]:
    """Return the chances of what is preferred, from the payoffs of several possible worlds.

    >>> chances_of([[[1, 2]], [[2, 1]], [[2, 2]], [[1, 2]]]).tolist()
    [[[0.0, 0.25], [0.5, 0.0]]]

    Args:
        payoffs: Those of each decision maker in each world: shape (worlds, n, m).
        weights: The share of each world: shape (worlds,); equal shares unless given.

    Returns:
        Chances of shape (n, m, m), as :func:`probabilistic` takes them.
    """
    worlds = np.asarray(payoffs)
    shares = np.full(len(worlds), 1 / len(worlds)) if weights is None else np.asarray(weights, dtype=np.float64)
    chances = np.zeros((worlds.shape[1], worlds.shape[2], worlds.shape[2]))
    for world, share in zip(worlds, shares, strict=True):
        chances += share * (world[:, :, None] > world[:, None, :])
    return chances.round(_PLACES)


_PLACES = 12
"""To so many decimal places chances are rounded, so that shares that add up to a threshold are on it."""


def _checked(conflict: Conflict, chances: ArrayLike) -> NDArray[np.float64]:
    given = np.asarray(chances, dtype=np.float64)
    shape = (len(conflict.names), conflict.size, conflict.size)
    if given.shape != shape:
        raise KindError(
            Problem(f"the chances have the shape {given.shape}", f"{shape}: decision makers, states, states")
        )
    if not ((given >= 0) & (given <= 1)).all():
        raise KindError(Problem("chances are out of bounds", "from 0 to 1"))
    if (given + given.transpose(0, 2, 1) > 1 + _NOISE).any():
        raise KindError(Problem("two states are each preferred to the other with chances of more than 1 together"))
    return given


_NOISE = 1e-9


@attrs.frozen(eq=False)
class _Reading:
    """The concept read in truth values, or in how far each comparison is from its threshold.

    Attributes:
        arcs: The moves of each decision maker, from and to.
        rule: The rule of the concept.
        calm: ``calm[i, t, s]``: that t does not tempt i from s.
        deters: ``deters[i, u, s]``: that u deters i from leaving s.
        credible: ``credible[k, b, a]``: that the step of k from a to b is credible.
        never: What holds of nothing.
        always: What holds of everything.
        overlapping: Whether what tempts may deter, too.
    """

    arcs: Sequence[_Arcs]
    rule: Unsanctioned | Sanctioned
    calm: Likely
    deters: Likely
    credible: Likely
    never: float
    always: float
    overlapping: bool

    @classmethod
    def of(
        cls, conflict: Conflict, rule: Unsanctioned | Sanctioned, given: NDArray[np.float64], at: Thresholds
    ) -> _Reading:
        """Read comparisons as how far they are from their thresholds."""
        tempting, deterring, credible = at
        told = {"calm": tempting - given, "deters": deterring - given, "credible": given - credible}
        return cls(_arcs(conflict), rule, **told, never=-np.inf, always=np.inf, overlapping=deterring > tempting)

    @classmethod
    def of_truths(
        cls, conflict: Conflict, rule: Unsanctioned | Sanctioned, given: NDArray[np.float64], at: Thresholds
    ) -> _Reading:
        """Read comparisons as true or not."""
        tempting, deterring, credible = at
        told = {"calm": given <= tempting, "deters": given <= deterring, "credible": given > credible}
        return cls(_arcs(conflict), rule, **told, never=False, always=True, overlapping=deterring > tempting)

    def stable(self) -> NDArray[Any]:
        """Say that states are stable for decision makers: shape (n, m)."""
        return np.array([self._stable(i) for i in range(len(self.arcs))])

    def _stable(self, i: int) -> Likely:
        from_, to = self.arcs[i]
        dealt_with = self.calm[i, to, from_]
        if isinstance(self.rule, Sanctioned):
            answered = [self._answered(i, self.rule, states) for states in self._blocks()]
            dealt_with = np.maximum(dealt_with, np.concatenate(answered, axis=1)[to, from_])
        return self._joined(np.minimum, dealt_with, from_, self.always)

    def _blocks(self) -> Iterator[slice]:
        """Yield the states that are left, a few at a time: a value is needed for each of them and each move."""
        size = self.calm.shape[1]
        width = max(1, MOST_AT_ONCE // max(1, *(len(from_) for from_, _ in self.arcs)))
        return (slice(start, start + width) for start in range(0, size, width))

    def _answered(self, i: int, rule: Sanctioned, states: slice) -> Likely:
        """Return, for t and s, that the others can bring i from t to where it is deterred at s: shape (m, states)."""
        ends = self.deters[i][:, states]
        if rule.escapable:
            from_, to = self.arcs[i]
            ends = np.minimum(ends, self._joined(np.minimum, ends[to], from_, self.always))
        if not self.overlapping:
            return self._brought(i, rule, ends)
        return self._brought_elsewhere(i, rule, ends)

    def _brought_elsewhere(self, i: int, rule: Sanctioned, ends: Likely) -> Likely:
        """Return the same where it matters that t is not reached from itself: by the ways to each state but itself."""
        itself = np.full_like(self.deters[i], self.never)
        np.fill_diagonal(itself, self.always)
        ways = self._brought(i, rule, itself)
        np.fill_diagonal(ways, self.never)
        return np.array([np.minimum(way[:, None], ends).max(axis=0) for way in ways])

    def _brought(self, i: int, rule: Sanctioned, ends: Likely) -> Likely:
        """Return, for each state, that the others can bring i from there to an end: shape of the ends."""
        first = {k: np.full_like(ends, self.never) for k in range(len(self.arcs)) if k != i}
        changed = bool(first)
        while changed:
            changed = False
            for k, before in first.items():
                onwards = reduce(np.maximum, (each for j, each in first.items() if j != k), ends)
                first[k] = self._after_a_step(k, onwards, improving=rule.improving)
                changed |= not np.array_equal(before, first[k])
        return reduce(np.maximum, first.values(), np.full_like(ends, self.never))

    def _after_a_step(self, k: int, onwards: Likely, *, improving: bool) -> Likely:
        """Return, for each state, that a step of k leads to where it goes on: shape (m, states)."""
        from_, to = self.arcs[k]
        reached = np.minimum(onwards[to], self.credible[k, to, from_][:, None]) if improving else onwards[to]
        return self._joined(np.maximum, reached, from_, self.never)

    def _joined(self, join: np.ufunc, values: Likely, from_: NDArray[np.int64], none: float) -> Likely:
        """Join values, one for each move, by the states that are left; ``none`` where there are no moves."""
        joined = np.full((self.calm.shape[1], *values.shape[1:]), none, dtype=values.dtype)
        if len(from_):
            firsts = np.flatnonzero(np.diff(from_, prepend=-1))
            joined[from_[firsts]] = join.reduceat(values, firsts, axis=0)
        return joined


def _arcs(conflict: Conflict) -> list[_Arcs]:
    """Return the moves of each decision maker, by the states that are left."""
    every = (each.arcs() for each in conflict.moves)
    ordered = ((from_, to, np.argsort(from_, kind="stable")) for from_, to in every)
    return [(from_[order].astype(np.int64), to[order].astype(np.int64)) for from_, to, order in ordered]
