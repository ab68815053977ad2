r"""Judge one state, looking no further than it takes.

From the improvements of a decision maker the answers of its opponents are followed: all their moves, or under a
concept of credible answers only their improvements, which are often few where everybody is content. Opponents who
cannot have a part in an answer are left out (see :mod:`detente.stability.local.concerning`). A little is looked at
first, then more and more, until the verdict is certain (see :mod:`detente.stability.local.region`), or the limit is
reached and it stays open. Each decision maker is judged for in its own view of the others.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> a = DecisionMaker("A", ["a"], Statements(["b", "not a"]))
>>> b = DecisionMaker("B", ["b"], Statements(["a", "not b"]))
>>> others = [DecisionMaker(f"C{k}", [f"c{k}"], Statements([f"c{k}"])) for k in range(58)]
>>> conflict = Conflict([a, b, *others])
>>> peace = {"a": "yes", "b": "yes"} | {f"c{k}": "yes" for k in range(58)}
>>> judge(conflict, peace, "nash").equilibrium, judge(conflict, peace, "seq").equilibrium
('unstable', 'stable')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import numpy as np

from detente.conflict import Conflict
from detente.conflict.patterns import Codes, distinct
from detente.given import one
from detente.stability.concepts import concept_named
from detente.stability.local.concerning import concern_of
from detente.stability.local.preferring import check_local, liking
from detente.stability.local.region import OPEN, STABLE, UNSTABLE, Region, local_concept
from detente.stability.local.spreading import (
    Expand,
    are_in,
    every_move,
    joined,
    spread,
)
from detente.stability.sanction import Sanctioned
from detente.version import VERSION

LIMIT = 10_000
"""How many states are looked at unless told otherwise."""

_FIRST_LOOK, _MORE = 16, 16
"""How many states are looked at first, and how many times as many next."""

VERDICTS = {int(UNSTABLE): "unstable", int(STABLE): "stable", int(OPEN): "open"}
"""The verdicts in words."""


@attrs.frozen
class Judgement:
    """Whether one state is stable under one concept.

    Attributes:
        code: The code of the state.
        options: The level of every option by full name.
        label: The state in a few words.
        concept: The key of the concept.
        verdicts: For each decision maker by name ``stable``, ``unstable`` or ``open``.
        looked_at: The most states that were looked at for one decision maker.
        limit: How many were allowed.
        fingerprint: The hash of the conflict.
        version: The version of the program.
    """

    code: int
    options: Mapping[str, str]
    label: str
    concept: str
    verdicts: Mapping[str, str]
    looked_at: int
    limit: int
    fingerprint: str
    version: str = VERSION

    @property
    def equilibrium(self) -> str:
        """Whether the state is an equilibrium: ``stable``, ``unstable`` or ``open``."""
        found = set(self.verdicts.values())
        return next((verdict for verdict in ("unstable", "open") if verdict in found), "stable")

    def to_dict(self) -> dict[str, Any]:
        """Return the judgement as plain data."""
        return attrs.asdict(self) | {"equilibrium": self.equilibrium}


def judge(conflict: Conflict, state: Mapping[str, str], concept: str, limit: int = LIMIT) -> Judgement:
    """Say whether a state is stable under a concept, in a space of any size.

    Args:
        conflict: The conflict, in option form and without coalesced states.
        state: Levels by option name; options left out are at their first level.
        concept: The key of a concept: nash, gmr, smr, seq or sseq.
        limit: How many states to look at, at most, for each decision maker.

    Raises:
        UnavailableError: If the conflict or the concept takes all states.
        TooLargeError: If a decision maker has too many combinations of own options.
        UnknownNameError: If an option, a level or the concept does not exist.
        ConflictError: If the state is infeasible.
        KindError: If it is given no conflict.
    """
    one("what is judged", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    check_local(conflict)
    return judged(conflict, conflict.space.code_of(conflict.variable_levels(state)), local_concept(concept), limit)


def judged(
    conflict: Conflict, code: np.uint64, concept: str, limit: int, watch: Callable[[], object] = lambda: None
) -> Judgement:
    """Judge the state of a code; see :func:`judge`.

    Args:
        conflict: The conflict.
        code: The code of the state, which is feasible.
        concept: The key of the concept.
        limit: How many states to look at, at most, for each decision maker.
        watch: Called again and again; what it raises ends the judging.
    """
    views = [conflict.as_seen_by(name) for name in conflict.names]
    found = [_verdict(_Case(view, code, concept, mover, watch), limit) for mover, view in enumerate(views)]
    return Judgement(
        code=int(code),
        options=conflict.space.options_of(code),
        label=conflict.space.label_of(code),
        concept=concept,
        verdicts={name: VERDICTS[int(verdict)] for name, (verdict, _) in zip(conflict.names, found, strict=True)},
        looked_at=max(looked_at for _, looked_at in found),
        limit=limit,
        fingerprint=conflict.fingerprint,
    )


@attrs.frozen(eq=False)
class _Case:
    """One decision maker in one state under one concept."""

    conflict: Conflict
    code: np.uint64
    concept: str
    mover: int
    watch: Callable[[], object]

    @property
    def here(self) -> Codes:
        return np.array([self.code])

    @property
    def improvements(self) -> Codes:
        return improved(self.conflict, self.mover, self.here)


def _verdict(case: _Case, limit: int) -> tuple[np.int8, int]:
    """Return the verdict, and how many states were looked at."""
    improvements, rule = case.improvements, concept_named(case.concept).rule
    if not improvements.size or not isinstance(rule, Sanctioned):
        return (UNSTABLE if improvements.size else STABLE), 1
    look = min(_FIRST_LOOK, limit)
    while True:
        case.watch()
        verdict, looked_at, complete = _look(case, rule, look)
        if verdict != OPEN or complete or look >= limit:
            return verdict, looked_at
        look = min(look * _MORE, limit)


def _look(case: _Case, rule: Sanctioned, limit: int) -> tuple[np.int8, int, bool]:
    """Follow the answers to the improvements up to a limit, and judge."""
    conflict, mover, here = case.conflict, case.mover, case.here
    own, opponents = conflict.local_moves[mover], concern_of(conflict, mover, improving=rule.improving).opponents
    expand = _improving_moves(conflict, opponents) if rule.improving else _all_moves(conflict, opponents)
    movers = [conflict.local_moves[each] for each in opponents]
    answers = spread(expand, case.improvements, limit, movers, lambda _explored, _known: case.watch())
    explored = answers.known[answers.explored]
    escapes = own.targets(explored)[1] if rule.escapable else explored
    codes = distinct(joined([here, answers.known, own.targets(here)[1], escapes]))
    region = Region(conflict, codes, are_in(explored, codes), [mover, *opponents])
    verdict = region.verdicts_knowing_own(case.concept, mover)[np.searchsorted(codes, case.code)]
    return verdict, explored.size, answers.complete


def improved(conflict: Conflict, mover: int, codes: Codes) -> Codes:
    """Return the codes that improvements of a decision maker lead to from some codes."""
    places, targets = conflict.local_moves[mover].targets(codes)
    likes = liking(conflict, mover, joined([codes, targets]))
    return targets[likes[len(codes) :] > likes[places]]


def _all_moves(conflict: Conflict, movers: list[int]) -> Expand:
    return every_move(conflict.local_moves[each] for each in movers)


def _improving_moves(conflict: Conflict, movers: list[int]) -> Expand:
    return lambda codes: joined([improved(conflict, each, codes) for each in movers])
