r"""Strength of preference: some states are liked mildly better, others strongly.

Besides s ≻_i t there is s ≫_i t: i strongly prefers s to t, which implies that it prefers it. A state that is stable
for i under gmr, smr or seq is **strongly stable** iff every improvement s1 ∈ R_i⁺(s) meets a sanction s2 with s ≫_i s2;
under smr also s ≫_i s3 for every s3 ∈ R_i(s2). It is **weakly stable** iff it is stable and not strongly. Answers are
as they are without strength: under seq each step is an improvement, mild or strong. Source: Hamouda, Kilgour & Hipel
(2004), *Strength of preference in the graph model for conflict resolution*.

>>> from detente.conflict import Conflict, DecisionMaker, Ranking
>>> a = DecisionMaker("A", ["a"], Ranking([3, 4, 1, 2]))
>>> b = DecisionMaker("B", ["b"], Ranking([2, 4, 1, 3]))
>>> found = strength(Conflict([a, b]), {"A": [("a and b", "not a and not b")]}, "seq")
>>> found.strongly_stable("A"), found.weakly_stable("A"), found.weakly_stable("B")
((1, 3, 4), (), (4,))
>>> found.equilibria, found.strong_equilibria
((1, 4), (1,))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, numbers_of
from detente.errors import ConflictError, Problem, UnavailableError, about
from detente.formula import Formula, as_formula
from detente.given import one, pairs
from detente.stability.graded.relations import Relations, check_size, judged, rule_of
from detente.version import VERSION

Pairs = Iterable[tuple[Formula | str, Formula | str]]
"""Pairs of formulas: states in which the one holds are strongly preferred to those in which the other does."""

CONCEPTS_WITH_STRENGTH = ("gmr", "smr", "seq")


@attrs.frozen(eq=False)
class Strength:
    """Where each decision maker is stable, and how strongly.

    Attributes:
        conflict: The conflict.
        concept: The key of the concept.
        stable: Whether each state is stable for each decision maker: shape (n, m).
        strongly: Whether it is strongly stable: shape (n, m).
        version: The version of the program.
    """

    conflict: Conflict
    concept: str
    stable: NDArray[np.bool_]
    strongly: NDArray[np.bool_]
    version: str = VERSION

    @property
    def equilibria(self) -> tuple[int, ...]:
        """The numbers of the states that are stable for everyone, strongly or weakly."""
        return numbers_of(np.logical_and.reduce(self.stable))

    @property
    def strong_equilibria(self) -> tuple[int, ...]:
        """The numbers of the states that are strongly stable for everyone."""
        return numbers_of(np.logical_and.reduce(self.strongly))

    def strongly_stable(self, decision_maker: str) -> tuple[int, ...]:
        """Return the numbers of the states that are strongly stable for a decision maker.

        Raises:
            UnknownNameError: If there is no such decision maker.
        """
        return numbers_of(self.strongly[self.conflict.place_of(decision_maker)])

    def weakly_stable(self, decision_maker: str) -> tuple[int, ...]:
        """Return the numbers of the states that are stable for a decision maker, and not strongly.

        Raises:
            UnknownNameError: If there is no such decision maker.
        """
        place = self.conflict.place_of(decision_maker)
        return numbers_of(self.stable[place] & ~self.strongly[place])

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data."""
        names = self.conflict.names
        return {
            "concept": self.concept,
            "equilibria": list(self.equilibria),
            "strong_equilibria": list(self.strong_equilibria),
            "strongly_stable": {name: list(self.strongly_stable(name)) for name in names},
            "weakly_stable": {name: list(self.weakly_stable(name)) for name in names},
            "fingerprint": self.conflict.fingerprint,
            "version": self.version,
        }


def strength(conflict: Conflict, strongly: Mapping[str, Pairs], concept: str) -> Strength:
    """Find where each decision maker is stable, and how strongly.

    Args:
        conflict: The conflict.
        strongly: For each decision maker by name, pairs of formulas: it strongly prefers every state in which the first
            holds to every state in which the second does. Whoever is left out has mild preferences only.
        concept: The key of a concept: gmr, smr or seq.

    Returns:
        The verdicts.

    Raises:
        UnknownNameError: If there is no such concept, decision maker or option.
        UnavailableError: If the concept knows no strength, or somebody has beliefs or unknown preferences.
        ConflictError: If somebody does not prefer what it is said to prefer strongly.
        TooLargeError: If there are more than 4,096 states.
        KindError: If something is of the wrong kind.
    """
    one("the conflict", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    rule = rule_of(concept, CONCEPTS_WITH_STRENGTH)
    if conflict.has_beliefs or conflict.has_unknown:
        raise UnavailableError(Problem("strength is not defined where somebody has beliefs or unknown preferences"))
    check_size(conflict)
    payoffs = conflict.payoff_table
    better = payoffs[:, None, :] > payoffs[:, :, None]
    strong = np.zeros_like(better)
    for name, written in one("what is preferred strongly", strongly, Mapping, _STRONGLY).items():
        strong[conflict.place_of(name)] = _strong(conflict, name, written)
    return Strength(
        conflict,
        concept,
        judged(conflict, rule, Relations(better, ~better)),
        judged(conflict, rule, Relations(better, strong)),
    )


_STRONGLY = "a list of pairs of formulas for each decision maker by name"


def _strong(conflict: Conflict, name: str, written: Pairs) -> NDArray[np.bool_]:
    """Return whether a decision maker strongly prefers the first state to the second: shape (m, m)."""
    payoff, strong = conflict.payoffs(name), np.zeros((conflict.size, conflict.size), dtype=bool)
    what = f"what {name} prefers strongly"
    with about(what):
        for first, second in pairs(what, written, "a list of pairs of formulas"):
            liked, disliked = (conflict.space.where(as_formula(each)) for each in (first, second))
            strong |= liked[:, None] & disliked
    wrong = np.argwhere(strong & (payoff[:, None] <= payoff))
    if len(wrong):
        first, second = (int(place) + 1 for place in wrong[0])
        message = f"{name} does not prefer state {first} to state {second} at all, let alone strongly"
        raise ConflictError(Problem(message))
    return strong
