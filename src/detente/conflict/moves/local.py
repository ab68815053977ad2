r"""Moves from a few states at a time, worked out from the patterns themselves; no list of all states is needed.

A pattern is what others chose plus what the mover chose. So every move from s leads to s with its own part replaced
by one of the *own patterns*: the combinations of own levels that the infeasible formulas do not rule out at once.
Which of them can be moved to is decided pattern by pattern: each changed option must be able to move that way, the
target must be feasible and both ends seen, and no forbidden move may lead from the one to the other.

>>> from detente.conflict import Conflict, DecisionMaker
>>> a, b = DecisionMaker("A", ["x", "y"]), DecisionMaker("B", [f"o{k}" for k in range(58)])
>>> conflict = Conflict([a, b], infeasible=["x and y", "x and o57"])
>>> places, targets = conflict.local_moves[0].targets(np.array([0, 2**59], dtype=np.uint64))
>>> [(place, conflict.space.label_of(target)) for place, target in zip(places.tolist(), targets)]
[(0, 'x'), (0, 'y'), (1, 'y, o57')]
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.decision_maker import DecisionMaker, ForbiddenMove
from detente.conflict.feasible import partial_codes
from detente.conflict.moves.base import States
from detente.conflict.option import Option, direction_of
from detente.conflict.patterns import Codes, Patterns, levels_in
from detente.conflict.space import StateSpace
from detente.errors import Problem, TooLargeError
from detente.formula import Formula

MOST_OWN = 2**20
"""The most own patterns of one decision maker that are looked at from each state."""

_AT_ONCE = 2**20
"""About how many targets are worked out together, and how many are remembered."""


@attrs.frozen(eq=False, slots=False)
class LocalMoves:
    """The unilateral moves of one decision maker in option form, from any patterns.

    Attributes:
        space: The states; they are not listed.
        owner: The decision maker.
        own: Its options with their variables' indices.
        forbidden: The forbidden moves that concern it.
    """

    space: StateSpace
    owner: DecisionMaker
    own: Sequence[tuple[int, Option]]
    forbidden: Sequence[ForbiddenMove]

    @cached_property
    def own_codes(self) -> Codes:
        """The codes of its own patterns, all other options at their lowest level, ascending.

        Raises:
            TooLargeError: If there are too many.
        """
        codes = partial_codes(self.space.words, self._indices, self._concerning, MOST_OWN)
        if codes is None:
            count = math.prod(len(option.levels) for _, option in self.own)
            message = f"decision maker '{self.owner.name}' can combine its options in {count} ways"
            allowed = f"at most {MOST_OWN} from each state; 'detente find' has no such limit for Nash equilibria"
            raise TooLargeError(Problem(message, allowed))
        return codes

    @property
    def transitive(self) -> bool:
        """Whether two moves in a row never lead further than one; where it is false nothing is assumed."""
        return not self.forbidden and all(direction_of(option) != "steps" for _, option in self.own)

    def targets(self, codes: Codes) -> tuple[States, Codes]:
        """Return all moves from some patterns.

        Args:
            codes: The codes of feasible patterns, shape (k,).

        Returns:
            Two arrays of equal length, with the place in ``codes`` of the pattern that is left and the code of the one
            that is reached; ordered by place and then by code.
        """
        found = []
        for held, alike in self._alike(codes):
            ways = self._ways(held)
            step = max(1, _AT_ONCE // len(ways))
            for some in np.split(alike, range(step, len(alike), step)):
                places, targets = self._targets(codes[some], ways)
                found.append((some[places], targets))
        places = np.concatenate([np.zeros(0, dtype=np.int64), *(places for places, _ in found)])
        targets = np.concatenate([np.zeros(0, dtype=np.uint64), *(targets for _, targets in found)])
        in_order = np.argsort(places, kind="stable")
        return places[in_order], targets[in_order]

    def group(self, codes: Codes) -> Codes:
        """Return a number for each pattern, such that patterns of one number can be left for the same patterns.

        But for themselves: that a pattern is no target of its own is not counted.
        """
        if self.forbidden or self.owner.misperceives:
            return codes
        free = [(index, len(option.levels)) for index, option in self.own if _is_free(option)]
        return codes - self._part(codes, free)

    def _alike(self, codes: Codes) -> Iterator[tuple[int, States]]:
        """Yield what those of its options that do not move freely add to codes, and the places where they add that."""
        bound = [(index, len(option.levels)) for index, option in self.own if not _is_free(option)]
        held, which = np.unique(self._part(codes, bound), return_inverse=True)
        alike = np.split(np.argsort(which, kind="stable"), np.cumsum(np.bincount(which)))[:-1]
        yield from zip(held.tolist(), alike, strict=True)

    def _ways(self, held: int) -> Codes:
        """Return the own patterns to which the options can be moved where those that do not move freely add so much."""
        if held not in self._known_ways:
            if len(self._known_ways) * len(self.own_codes) >= _AT_ONCE:
                self._known_ways.clear()
            self._known_ways[held] = self.own_codes[self._can_change(np.array([held], dtype=np.uint64))]
        return self._known_ways[held]

    @cached_property
    def _known_ways(self) -> dict[int, Codes]:
        return {}

    def _targets(self, codes: Codes, ways: Codes) -> tuple[States, Codes]:
        rest = codes - self._part(codes, [(index, len(option.levels)) for index, option in self.own])
        there = rest[:, np.newaxis] + ways
        places, chosen = np.nonzero(there != codes[:, np.newaxis])
        targets = there[places, chosen]
        allowed = self._is_open(codes)[places] & self._is_open(targets)
        leaving, entering = Patterns(self.space.words, codes), Patterns(self.space.words, targets)
        for formula in self._concerning:
            allowed &= ~entering.where(formula)
        for move in self.forbidden:
            allowed &= ~(leaving.where(move.from_)[places] & entering.where(move.to))
        return places[allowed], targets[allowed]

    def _can_change(self, code: Codes) -> NDArray[np.bool_]:
        """Say to which own pattern the options can be moved from a pattern."""
        allowed = np.ones(len(self.own_codes), dtype=bool)
        for index, option in self.own:
            if not _is_free(option):
                here, there = self._levels(code, index), self._levels(self.own_codes, index)
                allowed &= (option.steps | np.eye(len(option.levels), dtype=bool))[here, there]
        return allowed

    def _is_open(self, codes: Codes) -> NDArray[np.bool_]:
        patterns, seen = Patterns(self.space.words, codes), np.ones(codes.shape, dtype=bool)
        for formula in self.owner.misperceives:
            seen &= ~patterns.where(formula)
        return seen

    def _part(self, codes: Codes, variables: Sequence[tuple[int, int]]) -> Codes:
        """Return what some variables add to each code."""
        part = np.zeros_like(codes)
        for index, count in variables:
            part += levels_in(codes, self.space.place(index), count) * np.uint64(self.space.place(index))
        return part

    def _levels(self, codes: Codes, index: int) -> NDArray[np.int64]:
        count = len(self.space.words.variables[index].levels)
        return levels_in(codes, self.space.place(index), count).astype(np.int64)

    @cached_property
    def _indices(self) -> frozenset[int]:
        return frozenset(index for index, _ in self.own)

    @cached_property
    def _concerning(self) -> list[Formula]:
        """The infeasible formulas that can come to hold by its moves."""
        return [each for each in self.space.infeasible if self.space.words.used(each) & self._indices]


def _is_free(option: Option) -> bool:
    return bool((option.steps | np.eye(len(option.levels), dtype=bool)).all())
