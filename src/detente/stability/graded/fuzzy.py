r"""Fuzzy preference: how certain somebody is that it prefers one state to another.

r_i(s, q) from 0 to 1 is the degree to which i prefers s to q, with r_i(s, q) + r_i(q, s) = 1. How *certain* it is that
i prefers q to s is told by

    α_i(q, s) = r_i(q, s) − r_i(s, q),   from −1 to 1,

and each decision maker has a threshold γ_i above 0 and up to 1: t *tempts* i from s iff α_i(t, s) ≥ γ_i, and u *deters*
i from leaving s iff α_i(u, s) < γ_i. Stability is defined by these words as it is by improvements and sanctions;
credible steps are those that tempt the one who takes them. With degrees of 0, one half and 1 the concepts are those of
simple preference. The general form is that of Bashar, Kilgour & Hipel (2012), *Fuzzy preferences in the graph model for
conflict resolution*, for Nash, GMR, SMR and SEQ.

>>> from detente.conflict import Conflict, DecisionMaker
>>> degrees = [[[0.5, 0.75], [0.25, 0.5]]]  # A rather prefers the first of two states
>>> [fuzzy(Conflict([DecisionMaker("A", ["a"])]), degrees, threshold, "nash").equilibria for threshold in (0.5, 0.6)]
[(1,), (1, 2)]
"""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.conflict import Conflict, numbers_of
from detente.errors import KindError, Problem, UnavailableError, UnknownNameError, unknown
from detente.given import one
from detente.stability.graded.relations import Relations, check_size, judged, rule_of
from detente.version import VERSION

FUZZY_CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")

_PLACES = 12
"""To so many decimal places certainties are rounded, so that those that are on a threshold are on it."""


@attrs.frozen(eq=False)
class Fuzzy:
    """Where each decision maker is stable, given fuzzy preferences.

    Attributes:
        conflict: The conflict; what its decision makers want is not used.
        concept: The key of the concept.
        thresholds: γ of each decision maker.
        stable: Whether each state is stable for each decision maker: shape (n, m).
        version: The version of the program.
    """

    conflict: Conflict
    concept: str
    thresholds: Mapping[str, float]
    stable: NDArray[np.bool_]
    version: str = VERSION

    @property
    def equilibria(self) -> tuple[int, ...]:
        """The numbers of the states that are stable for every decision maker."""
        return numbers_of(np.logical_and.reduce(self.stable))

    def stable_for(self, decision_maker: str) -> tuple[int, ...]:
        """Return the numbers of the states that are stable for a decision maker.

        Raises:
            UnknownNameError: If there is no such decision maker.
        """
        return numbers_of(self.stable[self.conflict.place_of(decision_maker)])

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data."""
        return {
            "concept": self.concept,
            "thresholds": dict(self.thresholds),
            "equilibria": list(self.equilibria),
            "stable": {name: list(self.stable_for(name)) for name in self.conflict.names},
            "fingerprint": self.conflict.fingerprint,
            "version": self.version,
        }


def fuzzy(conflict: Conflict, degrees: ArrayLike, thresholds: float | Mapping[str, float], concept: str) -> Fuzzy:
    """Find where each decision maker is stable, given fuzzy preferences.

    Args:
        conflict: The states and moves; what its decision makers want is not used.
        degrees: ``degrees[i, s, q]`` is the degree to which decision maker i prefers state s to state q, by their
            places in listing order: shape (n, m, m). Those of s to q and of q to s add up to 1.
        thresholds: γ, one for everyone, or one for each decision maker by name.
        concept: The key of a concept: nash, gmr, smr, seq or sseq.

    Returns:
        The verdicts.

    Raises:
        UnknownNameError: If there is no such concept or decision maker.
        UnavailableError: If the concept does not judge by answers in turn, a threshold is missing or out of bounds, or
            somebody has beliefs.
        KindError: If the degrees do not fit, or something is of the wrong kind.
        TooLargeError: If there are more than 4,096 states.
    """
    one("the conflict", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    rule = rule_of(concept, FUZZY_CONCEPTS)
    if conflict.has_beliefs:
        message = "fuzzy preferences are what somebody wants, and take no account of what another believes of it"
        raise UnavailableError(Problem(message, "a conflict without beliefs; 'conflict.without_beliefs()' is one"))
    check_size(conflict)
    given, levels = _checked(conflict, degrees), _thresholds(conflict, thresholds)
    certainty = (given.transpose(0, 2, 1) - given).round(_PLACES)  # of i, that it prefers the second state to the first
    tempting = certainty >= np.array(list(levels.values()))[:, None, None]
    return Fuzzy(conflict, concept, levels, judged(conflict, rule, Relations(tempting, ~tempting)))


def _checked(conflict: Conflict, degrees: ArrayLike) -> NDArray[np.float64]:
    shape = (len(conflict.names), conflict.size, conflict.size)
    allowed = f"{shape}: decision makers, states, states"
    try:
        given = np.asarray(degrees, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise KindError(Problem("the degrees are no array of numbers", allowed)) from error
    if given.shape != shape:
        raise KindError(Problem(f"the degrees have the shape {given.shape}", allowed))
    if not ((given >= 0) & (given <= 1)).all():
        raise KindError(Problem("degrees are out of bounds", "from 0 to 1"))
    if (np.abs(given + given.transpose(0, 2, 1) - 1) > _NOISE).any():
        raise KindError(Problem("the degrees of two states to each other do not add up to 1"))
    return given


_NOISE = 1e-9


def _thresholds(conflict: Conflict, given: float | Mapping[str, float]) -> dict[str, float]:
    """Return the threshold of each decision maker, in listing order."""
    levels = dict(given) if isinstance(given, Mapping) else dict.fromkeys(conflict.names, given)
    if strangers := [name for name in levels if name not in conflict.names]:
        raise UnknownNameError(*(unknown("decision maker", name, conflict.names) for name in strangers))
    if missing := [name for name in conflict.names if name not in levels]:
        raise UnavailableError(Problem(f"a threshold is missing for '{missing[0]}'", "one for each decision maker"))
    for name, level in levels.items():
        one(f"the threshold of {name}", level, Real, "a number above 0, up to 1")
        if not 0 < level <= 1:
            raise UnavailableError(Problem(f"the threshold of {name} is {level}", "above 0, up to 1"))
    return {name: levels[name] for name in conflict.names}
