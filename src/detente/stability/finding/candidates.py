r"""States that satisfy a formula, and among them the Nash equilibria, one after another.

A state s is a Nash equilibrium iff no decision maker i has an improvement: for every pattern p of its own options,
either p cannot be moved to from s, or it leads to an infeasible state, or that state is not preferred to s. There is
one such condition for each pattern, 2^k of them for k yes/no options, and few of them matter. So they are added as they
turn out to be needed: the solver proposes a state; for each decision maker it then looks for its best improvement from
there; if there is one, the condition for that pattern is added, and another state is proposed. No state that is
proposed and withstands has an improvement, and if none is left to propose there is no equilibrium, because every
equilibrium satisfies all conditions.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from detente.conflict import Conflict, DecisionMaker
from detente.formula import Formula
from detente.stability.finding.encoding import Encoding, Levels
from detente.stability.finding.gates import opposite
from detente.stability.finding.leaving import leaves, liked, own_variables
from detente.stability.finding.solver import Solver

_FEW = 32
"""All patterns of own options are ruled out at once where there are no more than these."""

State = Sequence[int]
"""The level of each variable."""


@attrs.frozen(eq=False, slots=False)
class Candidates:
    """The feasible states that satisfy a formula.

    Attributes:
        conflict: The conflict.
        wanted: The formula.
        solver: The solver.
    """

    conflict: Conflict
    wanted: Formula
    solver: Solver

    def every(self) -> Iterator[State]:
        """Yield the states, each once, but for those that are dropped meanwhile.

        Raises:
            TimeoutError: If the time is up.
        """
        while (state := self._proposed()) is not None:
            yield state
            self.drop(dict(enumerate(state)))

    def nash(self) -> Iterator[State | None]:
        """Yield the Nash equilibria among the states, each once, and ``None`` whenever a state turned out to be none.

        Raises:
            TimeoutError: If the time is up.
        """
        many = [owner for owner in self.conflict.decision_makers if _patterns(owner) > _FEW]
        for owner in self.conflict.decision_makers:
            if _patterns(owner) <= _FEW:
                for each in itertools.product(*(range(len(option.levels)) for option in owner.options)):
                    self._rule_out(owner, each)
        while (state := self._proposed()) is not None:
            improvements = [(owner, pattern) for owner in many if (pattern := self._improvement(owner, state))]
            for owner, pattern in improvements:
                self._rule_out(owner, pattern)
            if not improvements:
                yield state
                self.drop(dict(enumerate(state)))
            else:
                yield None

    def drop(self, levels: Levels) -> None:
        """Demand a state in which not all of these variables are at these levels."""
        others = [opposite(self._encoding.at(index, level, {})) for index, level in levels.items()]
        self._encoding.any_of(others, demanded=True)

    @cached_property
    def _encoding(self) -> Encoding:
        encoding = Encoding(self.conflict.words)
        for infeasible in self.conflict.infeasible:
            encoding.demand(opposite(encoding.truth(infeasible, {})))
        encoding.demand(encoding.truth(self.wanted, {}))
        return encoding

    def _proposed(self) -> State | None:
        levels = self._encoding.levels
        solved = self.solver.solution(self._encoding.model)
        if solved is None:
            return None
        return [[solved.boolean_value(literal) for literal in each].index(True) for each in levels]

    def _rule_out(self, owner: DecisionMaker, pattern: State) -> None:
        """Demand that a decision maker has no improvement to a pattern of its options."""
        there = dict(zip(own_variables(self.conflict, owner), pattern, strict=True))
        conditions = leaves(self._encoding, self.conflict, owner, {}, there)
        self._encoding.any_of([opposite(literal) for literal in conditions], demanded=True)

    def _improvement(self, owner: DecisionMaker, state: State) -> State | None:
        """Return the pattern of own options that the best improvement leads to, or ``None`` if there is none."""
        own = own_variables(self.conflict, owner)
        here: Levels = dict(enumerate(state))
        there: Levels = {index: level for index, level in here.items() if index not in own}
        encoding = Encoding(self.conflict.words)
        for literal in leaves(encoding, self.conflict, owner, here, there):
            encoding.demand(literal)
        encoding.model.maximize(sum(weight * literal for weight, literal in liked(encoding, owner, there)))
        solved = self.solver.solution(encoding.model)
        if solved is None:
            return None
        return [[solved.boolean_value(literal) for literal in encoding.levels[index]].index(True) for index in own]


def _patterns(owner: DecisionMaker) -> int:
    return math.prod(len(option.levels) for option in owner.options)
