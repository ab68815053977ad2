r"""What holds near the status quo, in a space too large to list.

Legal moves are followed outwards from the status quo, breadth first, until all they lead to is explored or a limit is
reached. Every explored state is then judged. A verdict is *stable* or *unstable* only if nothing that was not looked at
could change it, and *open* otherwise (see :mod:`detente.stability.local.region`). Verdicts without an edge are those of
:func:`detente.solve`.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> neighbours = [DecisionMaker(f"N{k}", [f"arm{k}"], Statements([f"not arm{k}"])) for k in range(60)]
>>> largest = Conflict(neighbours, status_quo={})
>>> found = explore(largest, limit=61)
>>> found.reached, found.explored, found.complete
(1831, 61, False)
>>> [found.label(code) for code in found.equilibria("nash")], found.verdict("N7", 2**7, "seq")
(['nothing'], 'unstable')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.conflict.patterns import Patterns
from detente.errors import Problem, UnavailableError, UnknownNameError
from detente.evolution.reaching import NEVER, steps_from
from detente.formula import Formula, as_formula
from detente.given import one
from detente.stability.local import (
    LIMIT,
    LOCAL,
    OPEN,
    STABLE,
    UNSTABLE,
    VERDICTS,
    Region,
    check_local,
    every_move,
    everyone,
    local_concept,
    spread,
)
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd


@attrs.frozen(eq=False, repr=False, slots=False)
class Exploration:
    """What was found around one state.

    States are named by their codes; see :class:`detente.conflict.space.StateSpace`.

    Attributes:
        conflict: The conflict.
        start: The code of the state that was started from.
        limit: The most states to explore.
        region: The states that are known, and which of them are explored.
        reached_mask: Whether legal moves, nobody moving twice in a row, reach each known state from the start.
        verdicts: For each concept an array of shape (n, known): 1 stable, 0 unstable, -1 open.
        version: The version of the program.
    """

    conflict: Conflict
    start: int
    limit: int
    region: Region
    reached_mask: NDArray[np.bool_]
    verdicts: Mapping[str, NDArray[np.int8]]
    version: str = VERSION

    @property
    def reached(self) -> int:
        """How many states are known to be reached by legal moves, the start among them."""
        return int(self.reached_mask.sum())

    @property
    def explored(self) -> int:
        """How many states were explored."""
        return int(self.region.explored.sum())

    @property
    def complete(self) -> bool:
        """Whether everything that legal moves reach was explored."""
        return bool(self.region.explored[self.reached_mask].all())

    @property
    def concepts(self) -> tuple[str, ...]:
        """The keys of the concepts that were applied."""
        return tuple(self.verdicts)

    def codes(self, concept: str, verdict: str) -> tuple[int, ...]:
        """Return the codes of the explored states that are an equilibrium, are none, or are open.

        Args:
            concept: The key of a concept that was applied.
            verdict: ``stable``, ``unstable`` or ``open``.
        """
        wanted = {word: number for number, word in VERDICTS.items()}[verdict]
        chosen = (self.equilibrium_verdicts(concept) == wanted) & self.region.explored
        return tuple(self.region.codes[chosen].tolist())

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """Return the codes of the explored states that are certainly equilibria under a concept."""
        return self.codes(concept, "stable")

    def equilibrium_verdicts(self, concept: str) -> NDArray[np.int8]:
        """Say of each known state whether it is an equilibrium: 1 it is, 0 it is none, -1 open.

        Raises:
            UnavailableError: If the concept was not applied.
        """
        if concept not in self._together:
            self._together[concept] = everyone(self._applied(concept))
        return self._together[concept]

    def verdict(self, decision_maker: str, code: int, concept: str) -> str:
        """Return ``stable``, ``unstable`` or ``open`` for a decision maker in the state of a code.

        Raises:
            UnknownNameError: If there is no such decision maker, or the state was not explored.
            UnavailableError: If the concept was not applied.
        """
        place = int(np.searchsorted(self.region.codes, np.uint64(code)))
        if place == len(self.region.codes) or self.region.codes[place] != code or not self.region.explored[place]:
            raise UnknownNameError(Problem(f"the state of code {code} was not explored"))
        return VERDICTS[int(self._applied(concept)[self.conflict.place_of(decision_maker), place])]

    def where(self, formula: Formula | str) -> NDArray[np.bool_]:
        """Say in which of the known states a formula holds, shape (known,)."""
        return Patterns(self.conflict.words, self.region.codes).where(as_formula(formula))

    def label(self, code: int) -> str:
        """Return the state of a code in a few words."""
        return self.conflict.space.label_of(np.uint64(code))

    def to_dict(self) -> dict[str, Any]:
        """Return what was found as plain data: counts, and the codes of the equilibria by concept."""
        return {
            "decision_makers": list(self.conflict.names),
            "start": _plain_state(self.conflict, self.start),
            "limit": self.limit,
            "reached": self.reached,
            "explored": self.explored,
            "complete": self.complete,
            "equilibria": {concept: list(self.equilibria(concept)) for concept in self.concepts},
            "verdicts": {
                concept: {verdict: len(self.codes(concept, verdict)) for verdict in VERDICTS.values()}
                for concept in self.concepts
            },
            "fingerprint": self.conflict.fingerprint,
            "version": self.version,
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row per explored state, by code: levels of options, and a verdict per concept."""
        import pandas as pd

        explored = self.region.explored
        patterns = Patterns(self.conflict.words, self.region.codes[explored])
        columns: dict[str, Any] = {
            variable.full_name: np.array(variable.levels, dtype=object)[patterns.column(index).astype(np.int64)]
            for index, variable in enumerate(self.conflict.words.variables)
        }
        words = np.array([VERDICTS[int(each)] for each in (UNSTABLE, STABLE, OPEN)], dtype=object)
        columns |= {concept: words[self.equilibrium_verdicts(concept)[explored]] for concept in self.concepts}
        return pd.DataFrame(columns, index=pd.Index(patterns.codes, name="code"))

    @cached_property
    def _together(self) -> dict[str, NDArray[np.int8]]:
        return {}

    def _applied(self, concept: str) -> NDArray[np.int8]:
        if concept not in self.verdicts:
            raise UnavailableError(Problem(f"'{local_concept(concept)}' was not applied", ", ".join(self.concepts)))
        return self.verdicts[concept]

    def __repr__(self) -> str:
        """Say how much was explored, and how many equilibria were found."""
        lines = [f"  {concept:<7} {len(self.equilibria(concept))}" for concept in self.concepts]
        return "\n".join([f"Equilibria among {self.explored} explored states", *lines])


def explore(
    conflict: Conflict,
    concepts: Iterable[str] = LOCAL,
    *,
    start: Mapping[str, str] | None = None,
    limit: int = LIMIT,
    progress: Callable[[str], None] | None = None,
) -> Exploration:
    """Follow legal moves from the status quo up to a limit, and judge every state on the way.

    Args:
        conflict: The conflict, in option form and without coalesced states.
        concepts: Keys of concepts: nash, gmr, smr, seq and sseq, unless fewer are named.
        start: Where to start, the status quo unless given: levels by option name, those left out being the first.
        limit: The most states to explore.
        progress: Called with what has been done so far, in words.

    Raises:
        UnavailableError: If there is nowhere to start from, or the conflict or a concept takes all states.
        TooLargeError: If a decision maker has too many combinations of own options.
        UnknownNameError: If an option, a level or a concept does not exist.
        ConflictError: If the start is infeasible.
        KindError: If it is given no conflict.
    """
    one("what is explored", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    keys = [local_concept(key) for key in dict.fromkeys(concepts)]
    check_local(conflict)
    code, movers = _start(conflict, start), conflict.local_moves

    def tell(explored: int, known: int) -> None:
        if progress:
            progress(f"{explored:,} states explored, {known:,} known")

    found = spread(every_move(movers), np.array([code]), limit, movers, tell)
    region = Region(conflict, found.known, found.explored, range(len(movers)))
    steps = steps_from(region.analysis.moves, int(np.searchsorted(found.known, code)), len(found.known))
    verdicts: dict[str, NDArray[np.int8]] = {}
    for key in keys:
        if progress:
            progress(f"judging {len(found.known):,} states under {key}")
        verdicts[key] = np.array([region.verdicts(key, mover) for mover in range(len(movers))])
    return Exploration(conflict, int(code), limit, region, steps != NEVER, verdicts)


def _start(conflict: Conflict, start: Mapping[str, str] | None) -> np.uint64:
    if start is not None:
        return conflict.space.code_of(conflict.variable_levels(start))
    if conflict.status_quo_code is None:
        raise UnavailableError(Problem("exploring starts from the status quo, and the case gives none", "a start"))
    return conflict.status_quo_code


def _plain_state(conflict: Conflict, code: int) -> dict[str, Any]:
    space = conflict.space
    return {"code": code, "options": space.options_of(np.uint64(code)), "label": space.label_of(np.uint64(code))}
