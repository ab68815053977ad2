r"""The concepts over any relations of what tempts and what deters.

s is stable for i iff every s1 ∈ R_i(s) that tempts i from s meets some s2 that deters i from leaving s. Under gmr and
smr the others reach s2 from s1 by any legal joint moves, under seq and sseq by steps that tempt those who take them;
under smr and sseq every s3 ∈ R_i(s2) has to deter as well; under nash nothing may tempt.

>>> from detente.conflict import Conflict, DecisionMaker, Ranking
>>> from detente.stability.sanction import Sanctioned
>>> a, b = DecisionMaker("A", ["a"], Ranking([3, 4, 1, 2])), DecisionMaker("B", ["b"], Ranking([2, 4, 1, 3]))
>>> dilemma = Conflict([a, b])
>>> better = dilemma.payoff_table[:, None, :] > dilemma.payoff_table[:, :, None]
>>> judged(dilemma, Sanctioned(improving=True, escapable=False), Relations(better, ~better)).all(axis=0).tolist()
[True, False, False, True]
"""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.conflict.moves import ArcMoves
from detente.errors import Problem, TooLargeError, UnavailableError
from detente.given import one
from detente.stability.concepts import concept_named
from detente.stability.sanction import Sanctioned, Unsanctioned
from detente.stability.unknown.rows import Rows, meeting, packed, reached, united, unpacked

MOST_STATES = 4_096
"""The most states: sets of states are written out for each of them."""

Relation = NDArray[np.bool_]
"""Between two states, for each decision maker: shape (n, m, m)."""


@attrs.frozen(eq=False)
class Relations:
    """What tempts and what deters.

    Attributes:
        tempting: ``tempting[i, s, t]``: that t tempts i from s; the steps of i that are credible are the same.
        deterring: ``deterring[i, s, u]``: that u deters i from leaving s.
    """

    tempting: Relation
    deterring: Relation


def rule_of(concept: str, allowed: tuple[str, ...]) -> Unsanctioned | Sanctioned:
    """Return the rule of a concept that judges by answers in turn.

    Raises:
        UnknownNameError: If there is no such concept.
        UnavailableError: If it is not one of those that are allowed.
        KindError: If it is no text.
    """
    rule = concept_named(one("the concept", concept, str, f"one of: {', '.join(allowed)}")).rule
    if concept not in allowed or not isinstance(rule, Unsanctioned | Sanctioned):
        raise UnavailableError(Problem(f"'{concept}' is not defined for degrees of preference", ", ".join(allowed)))
    return rule


def check_size(conflict: Conflict) -> None:
    """Refuse a conflict with more states than sets of states can be written out for.

    Raises:
        TooLargeError: If there are more than ``MOST_STATES`` states.
    """
    if conflict.size > MOST_STATES:
        message = f"there are {conflict.size:,} states, too many for degrees of preference"
        raise TooLargeError(Problem(message, allowed=f"at most {MOST_STATES:,}"))


def judged(conflict: Conflict, rule: Unsanctioned | Sanctioned, relations: Relations) -> NDArray[np.bool_]:
    """Say which states are stable for each decision maker: shape (n, m)."""
    return np.array([_stable(conflict, rule, relations, mover) for mover in range(len(conflict.names))])


def _stable(conflict: Conflict, rule: Unsanctioned | Sanctioned, relations: Relations, mover: int) -> NDArray[np.bool_]:
    from_, to = _tempting(conflict, relations, mover).arcs()
    if isinstance(rule, Sanctioned):
        others = [place for place in range(len(conflict.names)) if place != mover]
        answers = reached([_answers(conflict, rule, relations, place) for place in others], conflict.size)
        free = ~meeting(answers, to, _deterring(conflict, rule, relations, mover), from_)
        from_ = from_[free]
    stable = np.ones(conflict.size, dtype=bool)
    stable[from_] = False
    return stable


def _tempting(conflict: Conflict, relations: Relations, mover: int) -> ArcMoves:
    from_, to = conflict.moves[mover].arcs()
    kept = relations.tempting[mover, from_, to]
    return ArcMoves.between(from_[kept], to[kept], conflict.size)


def _answers(conflict: Conflict, rule: Sanctioned, relations: Relations, place: int) -> ArcMoves:
    if rule.improving:
        return _tempting(conflict, relations, place)
    return ArcMoves.between(*conflict.moves[place].arcs(), conflict.size)


def _deterring(conflict: Conflict, rule: Sanctioned, relations: Relations, mover: int) -> Rows:
    """Return for each s the states that deter from leaving it, no escape left where that counts, as rows of bits."""
    deterring = relations.deterring[mover]
    if not rule.escapable:
        return packed(deterring)
    # Turned round: row s2 holds the s that s2 does not deter from leaving; add those that an escape does not.
    fails = packed(~deterring.T)
    own = ArcMoves.between(*conflict.moves[mover].arcs(), conflict.size)
    return packed(~unpacked(fails | united(own, fails), conflict.size).T)
