"""The result of many worlds: in which share of them what holds.

A state is an equilibrium in some worlds and not in others. A goal or dreaded outcome, given as a formula, *holds* in a
world under a concept if it holds in an equilibrium there. Where the status quo is known, two stronger standings are
told:

``led to``
    unsanctioned improvements lead from the status quo to an equilibrium in which it holds;
``certain``
    they lead to equilibria, and it holds in all of those.

>>> from detente.conflict import DecisionMaker
>>> from detente.worlds.draw import Draw
>>> talks = Conflict([DecisionMaker("A", ["talk"])])
>>> winter = Draw("winter", {"mild": "0.6", "harsh": "0.4"})
>>> sample = Sample((winter,), np.array([[0], [1]], dtype=np.int16), np.array([0.6, 0.4]), 2, exact=True, seed=0)
>>> bits = np.array([[[0b10]], [[0b01]]], dtype=np.uint64)  # in a mild winter they talk, in a harsh one they do not
>>> ensemble = Ensemble(talks, (Outcome("they talk", "talk"),), sample, ("seq",), bits)
>>> ensemble.goal_share("they talk", "seq"), ensemble.share("seq", 1), ensemble.error(0.6)
(0.6, 0.4, 0.0)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError, UnknownNameError, unknown
from detente.formula import Formula, as_formula
from detente.stability.concepts import concept_named
from detente.version import VERSION
from detente.worlds.batch.bits import Words, packed, unpacked
from detente.worlds.drivers import Drivers, drivers
from detente.worlds.sample import Sample
from detente.worlds.scenarios import Description, describe
from detente.worlds.weighing import Truth, amounts, share_of, standard_error

if TYPE_CHECKING:
    import pandas as pd

HOLDS, LED_TO, CERTAIN = "holds", "led to", "certain"

STANDINGS = (HOLDS, LED_TO, CERTAIN)
"""How an outcome may stand in a world, the weakest first; each implies those before it."""

_AT_ONCE = 2**24
"""So many truth values are unpacked at once."""


@attrs.frozen
class Outcome:
    """A goal or dreaded outcome.

    Attributes:
        name: Its name.
        formula: Holds in the states that are meant.
        dreaded: Whether it is dreaded rather than wanted.
    """

    name: str
    formula: Formula = attrs.field(converter=as_formula)
    dreaded: bool = False


@attrs.frozen(eq=False, repr=False, slots=False)
class Ensemble:
    """What holds in which share of many worlds; W distinct worlds, C concepts and m states.

    Attributes:
        conflict: The conflict with every state that there is in some world; states are numbered as in it.
        outcomes: The goals and dreaded outcomes.
        sample: The worlds.
        concepts: The keys of the concepts, in order.
        holding: The equilibria in each world under each concept, as bits: shape (W, C, ⌈m / 64⌉); bit k of word j is
            the state at index 64 j + k.
        reached: The states that unsanctioned improvements reach from the status quo, itself among them, likewise;
            ``None`` where it is not known.
        left_out: Concepts that were not applied, with the reason.
        fingerprint: A hash of what the worlds are of: of the case, or else of the conflict.
        version: The version of the program.
    """

    conflict: Conflict
    outcomes: tuple[Outcome, ...]
    sample: Sample
    concepts: tuple[str, ...]
    holding: Words
    reached: Words | None = None
    left_out: Mapping[str, str] = attrs.field(factory=dict, kw_only=True)
    fingerprint: str = attrs.field(default=attrs.Factory(lambda self: self.conflict.fingerprint, takes_self=True))
    version: str = VERSION

    @property
    def standings(self) -> tuple[str, ...]:
        """The standings that can be told: only the first where the status quo is not known."""
        return STANDINGS if self.reached is not None else STANDINGS[:1]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the goals and dreaded outcomes."""
        return tuple(outcome.name for outcome in self.outcomes)

    def share(self, concept: str, state: int) -> float:
        """Return the share of worlds in which a state, by number, is an equilibrium under a concept.

        Raises:
            UnknownNameError: If there is no such concept or state.
            UnavailableError: If the worlds were not solved for the concept.
        """
        index = self.conflict.checked_number(state) - 1
        only = np.arange(self.conflict.size) == index
        return share_of(_meet(self._of(self.holding, concept), packed(only)), self.sample)

    def shares(self, concept: str) -> NDArray[np.float64]:
        """Return the share of worlds in which each state is an equilibrium under a concept: shape (m,)."""
        words, size, amount = self._of(self.holding, concept), self.conflict.size, amounts(self.sample)
        total, never, always = np.zeros(size), np.ones(size, dtype=bool), np.ones(size, dtype=bool)
        step = max(_AT_ONCE // size, 1)
        for start in range(0, self.sample.size, step):
            holding = unpacked(words[start : start + step], size)
            total += amount[start : start + step] @ holding
            never &= ~holding.any(axis=0)
            always &= holding.all(axis=0)
        return np.select([always, never], [1.0, 0.0], total / amount.sum())

    def equilibria(self, concept: str) -> dict[int, float]:
        """Return the numbers of the states that are an equilibrium in some world, each with its share of worlds."""
        shares = self.shares(concept)
        return {int(index) + 1: float(shares[index]) for index in np.flatnonzero(shares)}

    def where(self, outcome: Outcome | str, concept: str, standing: str = HOLDS) -> Truth:
        """Say in which worlds an outcome stands so under a concept.

        Args:
            outcome: A goal or dreaded outcome, or its name; a name that both have means the goal.
            concept: The key of the concept.
            standing: One of :data:`detente.worlds.ensemble.STANDINGS`.

        Returns:
            Truth values of shape (W,).

        Raises:
            UnknownNameError: If there is no such outcome, concept or standing.
            UnavailableError: If the worlds were not solved for the concept, or the status quo is not known.
        """
        wanted, holding = self._wanted[self.outcome(outcome)], self._of(self.holding, concept)
        if standing == HOLDS:
            return _meet(holding, wanted)
        if standing not in STANDINGS:
            raise UnknownNameError(unknown("standing", standing, STANDINGS))
        if self.reached is None:
            raise UnavailableError(Problem(f"'{standing}' needs a status quo, and none is known", allowed=HOLDS))
        met = holding & self._of(self.reached, concept)
        led = _meet(met, wanted)
        return led if standing == LED_TO else led & ~_meet(met, ~wanted)

    def outcome(self, outcome: Outcome | str) -> Outcome:
        """Return a goal or dreaded outcome by name; a name that both have means the goal.

        Raises:
            UnknownNameError: If there is none.
        """
        found = [each for each in self.outcomes if outcome in (each, each.name)]
        if not found:
            raise UnknownNameError(unknown("goal or dreaded outcome", str(outcome), self.names))
        return min(found, key=lambda each: each.dreaded)

    def goal_share(self, outcome: Outcome | str, concept: str, standing: str = HOLDS) -> float:
        """Return the share of worlds in which an outcome stands so under a concept; see :meth:`where`."""
        return share_of(self.where(outcome, concept, standing), self.sample)

    def goal_shares(self, standing: str = HOLDS, *, dreaded: bool = False) -> dict[str, dict[str, float]]:
        """Return the share of worlds in which each goal, or dreaded outcome, stands so under each concept."""
        return {
            each.name: {concept: self.goal_share(each, concept, standing) for concept in self.concepts}
            for each in self.outcomes
            if each.dreaded == dreaded
        }

    def error(self, share: float) -> float:
        """Return the standard error of a share: 0 where every world is there with its chance.

        Of a share of 0 or 1 it is how far Wilson's interval of one standard error reaches, 1 / (draws + 1).
        """
        return 0.0 if self.sample.exact else standard_error(share, self.sample.made)

    def drivers(self, outcome: Outcome | str, concept: str, standing: str = HOLDS) -> Drivers:
        """Say which draws matter most for whether an outcome stands so under a concept; see :meth:`where`."""
        return self._kept("drivers", self.where(outcome, concept, standing), drivers)

    def scenarios(self, outcome: Outcome | str, concept: str, standing: str = HOLDS) -> Description:
        """Describe the worlds in which an outcome stands so under a concept, plainly; see :meth:`where`."""
        return self._kept("scenarios", self.where(outcome, concept, standing), describe)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data; equilibria of no world are left out."""
        shares = {concept: self.equilibria(concept) for concept in self.concepts}
        states = sorted({number for found in shares.values() for number in found})
        goals, dreads = self.goal_shares(), self.goal_shares(dreaded=True)
        return {
            "draws": self.sample.made,
            "seed": self.sample.seed,
            "exact": self.sample.exact,
            "worlds": self.sample.size,
            "uncertain": {each.name: {name: float(chance) for name, chance in each.of} for each in self.sample.draws},
            "concepts": list(self.concepts),
            "status_quo": None if self.conflict.status_quo_index is None else self.conflict.status_quo_index + 1,
            "states": {str(number): self.conflict.space.label(number - 1) for number in states},
            "shares": {key: {str(number): share for number, share in found.items()} for key, found in shares.items()},
            "goals": goals,
            "dreads": dreads,
            "errors": {
                "shares": {
                    key: {str(number): self.error(share) for number, share in found.items()}
                    for key, found in shares.items()
                },
                "goals": self._errors(goals),
                "dreads": self._errors(dreads),
            },
            "standings": {
                standing: {"goals": self.goal_shares(standing), "dreads": self.goal_shares(standing, dreaded=True)}
                for standing in self.standings[1:]
            },
            "drivers": [plain | self.drivers(*one).to_dict() for one, plain in self._questions()],
            "scenarios": [plain | self.scenarios(*one).to_dict() for one, plain in self._questions()],
            "left_out": dict(self.left_out),
            "fingerprint": self.fingerprint,
            "version": self.version,
        }

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row for each goal or dreaded outcome and concept; see :meth:`records`."""
        import pandas as pd

        return pd.DataFrame(list(self.records()))

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield a row for each outcome and concept: the share of each standing, and the error of that."""
        for outcome, concept in self.pairs:
            record: dict[str, Any] = {"outcome": outcome.name, "dreaded": outcome.dreaded, "concept": concept}
            for standing in self.standings:
                share = self.goal_share(outcome, concept, standing)
                record |= {standing: share, f"error of {standing}": self.error(share)}
            yield record

    @property
    def pairs(self) -> tuple[tuple[Outcome, str], ...]:
        """Every goal or dreaded outcome with every concept."""
        return tuple((outcome, concept) for outcome in self.outcomes for concept in self.concepts)

    @cached_property
    def _wanted(self) -> dict[Outcome, Words]:
        """The states in which each outcome holds, as bits."""
        return {outcome: packed(self.conflict.space.where(outcome.formula)) for outcome in self.outcomes}

    @cached_property
    def _found(self) -> dict[tuple[str, bytes], Any]:
        return {}

    def _kept(self, kind: str, where: Truth, find: Callable[[Truth, Sample], Any]) -> Any:  # noqa: ANN401 - see callers
        """Find something out about the worlds in which something holds, once for every set of worlds."""
        key = (kind, np.packbits(where).tobytes())
        if key not in self._found:
            self._found[key] = find(where, self.sample)
        return self._found[key]

    def _questions(self) -> Iterator[tuple[tuple[Outcome, str, str], dict[str, Any]]]:
        """Yield every outcome with every concept and standing, also as plain data."""
        for outcome, concept in self.pairs:
            for standing in self.standings:
                plain = {"goal": outcome.name, "dreaded": outcome.dreaded, "concept": concept, "standing": standing}
                yield (outcome, concept, standing), plain

    def _of(self, words: Words, concept: str) -> Words:
        """Return the bits of a concept: shape (W, ⌈m / 64⌉)."""
        if concept not in self.concepts:
            reason = self.left_out.get(concept_named(concept).key, "it was not asked for")
            raise UnavailableError(Problem(f"'{concept}' was not applied: {reason}", allowed=", ".join(self.concepts)))
        return words[:, self.concepts.index(concept)]

    def _errors(self, shares: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
        return {
            name: {concept: self.error(share) for concept, share in found.items()} for name, found in shares.items()
        }

    def __repr__(self) -> str:
        """Say how many worlds there are, and in which share of them each outcome holds."""
        made = f"all {self.sample.size:,} worlds" if self.sample.exact else f"{self.sample.made:,} worlds drawn"
        lines = [
            f"  {each.name}: " + ", ".join(f"{key} {self.goal_share(each, key):.3f}" for key in self.concepts)
            for each in self.outcomes
        ]
        return "\n".join([f"Ensemble of {made}, seed {self.sample.seed}", *lines])


def _meet(one: Words, other: Words) -> Truth:
    """Say of each row whether two sets have a state in common."""
    return np.asarray((one & other).any(axis=-1))
