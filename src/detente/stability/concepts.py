"""The table of stability concepts.

A concept is a row: its key, its name, what it assumes about foresight, its source, and the rule that decides. A new
concept is one more row, and a small file if its rule is new.

>>> CONCEPTS["seq"].name
'Sequential stability'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from detente.errors import Problem, UnavailableError, UnknownNameError, unknown
from detente.stability.sanction import Sanctioned, Unsanctioned
from detente.stability.simultaneous import Simultaneous

if TYPE_CHECKING:
    from detente.conflict import Conflict, Moves
    from detente.stability.analysis import Analysis, Stable


class Rule(Protocol):
    """Decides where a decision maker is stable."""

    def unavailable(self, conflict: Conflict, /) -> str:
        """Return why the rule cannot be applied to a conflict, or an empty text if it can."""
        ...

    def stable(self, analysis: Analysis, mover: int) -> Stable:
        """Say where a decision maker is stable: shape (m,)."""
        ...

    def unsanctioned(self, analysis: Analysis, mover: int) -> Moves:
        """Return the improvements that nothing deters a decision maker from; it is stable where there are none."""
        ...


@attrs.frozen
class Concept:
    """A stability concept.

    Attributes:
        key: Its short name, as on the command line.
        name: Its name in words.
        supposing: What the concept supposes of everyone, to follow "if".
        foresight: What a decision maker reckons with before it leaves a state.
        unpunished: Why a decision maker leaves, to follow "and": that nothing it reckons with deters it; empty if it
            reckons with nothing.
        source: Where it is defined.
        rule: Decides where a decision maker is stable.
    """

    key: str
    name: str
    supposing: str
    foresight: str
    unpunished: str
    source: str
    rule: Rule


_ROWS = (
    Concept(
        "nash",
        "Nash stability",
        "nobody looks ahead",
        "reckons with nobody's answer: it leaves whenever it can do better at once",
        "",
        "Nash 1950",
        Unsanctioned(),
    ),
    Concept(
        "gmr",
        "General metarationality",
        "everyone fears any answer",
        "fears any answer the others could give, even one that hurts them",
        "nobody can punish that",
        "Howard 1971",
        Sanctioned(improving=False, escapable=False),
    ),
    Concept(
        "smr",
        "Symmetric metarationality",
        "everyone fears any answer it could not escape",
        "fears any answer the others could give that it could not slip out of afterwards",
        "nobody can punish that without leaving it a way out",
        "Howard 1971",
        Sanctioned(improving=False, escapable=True),
    ),
    Concept(
        "seq",
        "Sequential stability",
        "everyone fears credible answers",
        "fears only answers in which each step is good for the one who takes it",
        "nobody would gain by punishing that",
        "Fraser & Hipel 1979",
        Sanctioned(improving=True, escapable=False),
    ),
    Concept(
        "sseq",
        "Symmetric sequential stability",
        "everyone fears credible answers it could not escape",
        "fears only credible answers that it could not slip out of afterwards",
        "nobody would gain by punishing that and leave it no way out",
        "Rêgo & Vieira 2017",
        Sanctioned(improving=True, escapable=True),
    ),
    Concept(
        "sim",
        "Simultaneous stability",
        "everyone fears that others move at the same time",
        "fears that others make improvements of their own in the same instant",
        "nothing the others would do at the same time spoils it",
        "Fraser & Hipel 1984, read on UIs of all opponents",
        Simultaneous(by_unstable=False),
    ),
    Concept(
        "sim-fh",
        "Simultaneous stability, tableau reading",
        "everyone fears that the unsettled move at the same time",
        "as sequential, or fears improvements made in the same instant by those who would leave anyway",
        "neither an answer nor what the unsettled would do at the same time spoils it",
        "Fraser & Hipel 1984, tableau",
        Simultaneous(by_unstable=True),
    ),
)

CONCEPTS: dict[str, Concept] = {concept.key: concept for concept in _ROWS}
"""Every stability concept by key, in the order in which results list them."""

BASIC = ("nash", "gmr", "smr", "seq")
"""The four that are spoken of unless others are named; a strong equilibrium is one under all of them at once."""

IN_TURN = tuple(key for key, concept in CONCEPTS.items() if isinstance(concept.rule, Unsanctioned | Sanctioned))
"""Those under which the others answer in turn, or not at all."""


def concept_named(key: str) -> Concept:
    """Return the concept of that key.

    Raises:
        UnknownNameError: If there is none.
    """
    if key not in CONCEPTS:
        raise UnknownNameError(unknown("stability concept", key, CONCEPTS))
    return CONCEPTS[key]


def available(key: str, conflict: Conflict) -> Concept:
    """Return the concept of that key, which can be applied to a conflict.

    Raises:
        UnknownNameError: If there is no such concept.
        UnavailableError: If it does not exist for such a conflict.
    """
    concept = concept_named(key)
    if reason := concept.rule.unavailable(conflict):
        raise UnavailableError(Problem(f"{concept.name} ({concept.key}) is not defined here: {reason}"))
    return concept
