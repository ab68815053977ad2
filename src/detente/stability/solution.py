"""The result of solving a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict, Moves, numbers_of
from detente.errors import Problem, UnavailableError
from detente.stability.analysis import Analysis
from detente.stability.concepts import BASIC, concept_named
from detente.stability.explaining import explained
from detente.stability.unknown.extensions import extension_named
from detente.stability.witness import Explanation
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

_MOST_IN_REPR = 12


@attrs.frozen(repr=False)
class Solution:
    """Where each decision maker is stable, under each concept.

    Attributes:
        conflict: What was solved.
        concepts: The keys of the concepts, in order.
        verdicts: For each concept an array of shape (n, m): whether each state is stable for each decision maker.
        left_out: Concepts that were not applied, with the reason.
        version: The version of the program that solved it.
        analysis: What it was worked out from.
    """

    conflict: Conflict
    concepts: tuple[str, ...]
    verdicts: Mapping[str, NDArray[np.bool_]] = attrs.field(eq=False)
    left_out: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    version: str = VERSION
    analysis: Analysis = attrs.field(kw_only=True, eq=False)

    @property
    def extension(self) -> str:
        """The letter of the extension that concepts were applied in; empty where no preference is unknown."""
        return self.analysis.extension if self.conflict.has_unknown else ""

    def under(self, extension: str) -> Solution:
        """Return the solution under the same concepts in another extension; the same where no preference is unknown.

        Raises:
            UnknownNameError: If there is no such extension.
        """
        analysis, movers = self.analysis.under(extension_named(extension).key), range(len(self.conflict.names))
        verdicts = {
            key: np.array([analysis.stable(concept_named(key), mover) for mover in movers]) for key in self.concepts
        }
        return attrs.evolve(self, verdicts=verdicts, analysis=analysis)

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """Return the numbers of the states that are stable for every decision maker under a concept.

        Raises:
            UnknownNameError: If there is no such concept.
            UnavailableError: If the concept was not applied.
        """
        return numbers_of(self.equilibrium_mask(concept))

    def equilibrium_mask(self, concept: str) -> NDArray[np.bool_]:
        """Say of each state whether it is an equilibrium under a concept: shape (m,)."""
        return np.logical_and.reduce(self._verdict(concept))

    def is_equilibrium(self, state: int, concept: str) -> bool:
        """Say whether a state, by number, is stable for every decision maker under a concept."""
        return not self.leavers(state, concept)

    def stable(self, decision_maker: str, concept: str) -> tuple[int, ...]:
        """Return the numbers of the states that are stable for one decision maker under a concept."""
        return numbers_of(self._verdict(concept)[self.conflict.place_of(decision_maker)])

    def is_stable(self, decision_maker: str, state: int, concept: str) -> bool:
        """Say whether a state, by number, is stable for one decision maker under a concept."""
        index = self.conflict.checked_number(state) - 1
        return bool(self._verdict(concept)[self.conflict.place_of(decision_maker), index])

    def leavers(self, state: int, concept: str) -> tuple[str, ...]:
        """Return the decision makers who would leave a state, by number, under a concept."""
        stays = self._verdict(concept)[:, self.conflict.checked_number(state) - 1]
        return tuple(name for name, stay in zip(self.conflict.names, stays, strict=True) if not stay)

    def strong_equilibria(self) -> tuple[int, ...]:
        """Return the numbers of the equilibria under Nash, GMR, SMR and SEQ at once."""
        return numbers_of(np.logical_and.reduce([self.equilibrium_mask(concept) for concept in BASIC]))

    def mixed(self, concepts: Mapping[str, str]) -> tuple[int, ...]:
        """Return the equilibria when each decision maker has a foresight of its own.

        Args:
            concepts: The key of a concept for every decision maker by name.

        Raises:
            UnknownNameError: If a decision maker or a concept does not exist.
            UnavailableError: If a decision maker is left out, or a concept was not applied.
        """
        if missing := [name for name in self.conflict.names if name not in concepts]:
            raise UnavailableError(Problem("a concept is missing for " + ", ".join(f"'{name}'" for name in missing)))
        rows = [self._verdict(key)[self.conflict.place_of(name)] for name, key in concepts.items()]
        return numbers_of(np.logical_and.reduce(rows))

    def concepts_holding(self, state: int) -> tuple[str, ...]:
        """Return the concepts under which a state, by number, is an equilibrium."""
        return tuple(concept for concept in self.concepts if self.is_equilibrium(state, concept))

    def tempting(self) -> tuple[Moves, ...]:
        """Return, for each decision maker, the moves that tempt it: its improvements, unless preferences are unknown.

        Then its unknown moves tempt it too, in extensions a and c.
        """
        return tuple(self.analysis.tempting(mover) for mover in range(len(self.conflict.names)))

    def unsanctioned(self, concept: str) -> tuple[Moves, ...]:
        """Return, for each decision maker, the improvements that nothing deters it from under a concept.

        They are the moves that one with this foresight makes, judging answers in its own view; a state that nobody so
        leaves is an equilibrium.
        """
        chosen = concept_named(concept)
        return tuple(self.analysis.unsanctioned(chosen, mover) for mover in range(len(self.conflict.names)))

    def why(self, state: int, decision_maker: str | None = None, concept: str | None = None) -> tuple[Explanation, ...]:
        """Explain verdicts on a state: what better each decision maker could do, and what deters it from that.

        Args:
            state: The number of the state.
            decision_maker: Whose verdict; everyone's, in listing order, unless given.
            concept: The key of the concept; all that were applied, in their order, unless given.

        Returns:
            An explanation for each decision maker and concept.

        Raises:
            UnknownNameError: If the state, the decision maker or the concept does not exist.
            UnavailableError: If the concept was not applied.
        """
        names = self.conflict.names if decision_maker is None else (decision_maker,)
        keys = self.concepts if concept is None else (concept,)
        stable = {(name, key): self.is_stable(name, state, key) for name in names for key in keys}
        return tuple(explained(self.analysis, name, state, key, stable=stable[name, key]) for name, key in stable)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as plain data, state by state in the order of the state numbers."""
        space = self.conflict.space
        return {
            "decision_makers": list(self.conflict.names),
            "states": [space.plain_state(index) for index in range(space.size)],
            "stability": {
                concept: dict(zip(self.conflict.names, self.verdicts[concept].tolist(), strict=True))
                for concept in self.concepts
            },
            "equilibria": {concept: list(self.equilibria(concept)) for concept in self.concepts},
            "left_out": dict(self.left_out),
            "extension": self.extension,
            "fingerprint": self.conflict.fingerprint,
            "version": self.version,
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row per state: its label, payoffs, and under which concepts it is an equilibrium.

        The index holds the state numbers.
        """
        import pandas as pd

        space = self.conflict.space
        columns: dict[str, Any] = {"state": [space.label(index) for index in range(space.size)]}
        columns |= {f"payoff {name}": self.conflict.payoffs(name) for name in self.conflict.names}
        columns |= {concept: self.equilibrium_mask(concept) for concept in self.concepts}
        return pd.DataFrame(columns, index=pd.RangeIndex(1, space.size + 1, name="number"))

    def _verdict(self, concept: str) -> NDArray[np.bool_]:
        if concept not in self.verdicts:
            reason = self.left_out.get(concept_named(concept).key, "it was not asked for")
            raise UnavailableError(Problem(f"'{concept}' was not applied: {reason}", allowed=", ".join(self.concepts)))
        return self.verdicts[concept]

    def __repr__(self) -> str:
        """List the equilibria under each concept."""
        lines = (f"  {concept:<7} {_listed(self.equilibria(concept))}" for concept in self.concepts)
        return "\n".join([f"Equilibria of {self.conflict.size} states", *lines])

    def _repr_html_(self) -> str:
        rows = (f"<tr><th>{concept}</th><td>{_listed(self.equilibria(concept))}</td></tr>" for concept in self.concepts)
        return f"<table><caption>Equilibria of {self.conflict.size} states</caption>{''.join(rows)}</table>"


def _listed(numbers: Iterable[int]) -> str:
    listed = list(numbers)
    shown = ", ".join(map(str, listed[:_MOST_IN_REPR]))
    return (shown if len(listed) <= _MOST_IN_REPR else f"{shown}, … ({len(listed)} in all)") or "none"
