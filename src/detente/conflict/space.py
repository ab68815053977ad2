"""The states of a conflict.

A *pattern* is a feasible combination of levels. A *state* is a pattern, or several that are *coalesced* into one.
States are numbered from 1 in ascending code; the code of a pattern is the sum over its variables of level times
place value, where the place value is the product of the level counts of the variables before it (2^k for the k-th
yes/no option). A coalesced state stands at the place of its last pattern.

>>> from detente.formula import Variable, Vocabulary, parse
>>> words = Vocabulary([Variable("modify", "Ministry"), Variable("accept", "Uniroyal")])
>>> space = StateSpace(words, infeasible=[parse("modify and accept")])
>>> [space.label(index) for index in range(space.size)]
['nothing', 'modify', 'accept']
>>> space.where(parse("not modify"))
array([ True, False,  True])
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict.counting import combinations, count_feasible
from detente.conflict.feasible import feasible_codes
from detente.conflict.patterns import Codes, Column, Patterns, levels_in, place_values
from detente.errors import ConflictError, Problem, TooLargeError
from detente.formula import Formula, Variable, Vocabulary

_MOST_LISTED = 3

Truth = NDArray[np.bool_]

_MOST_MEMBERS = 3


@attrs.frozen
class State:
    """One state, as a user meets it.

    Attributes:
        number: Its number, from 1.
        code: The code of its (last) pattern.
        options: The level of every option by full name; ``None`` where the patterns of a coalesced state differ.
        label: A few words that tell it from the others.
    """

    number: int
    code: int
    options: Mapping[str, str | None]
    label: str


@attrs.frozen(eq=False, slots=False)
class StateSpace:
    """All states of a conflict, as arrays.

    Attributes:
        words: The variables, in listing order.
        infeasible: What cannot hold.
        coalesced: For each formula, the patterns in which it holds are one state.
    """

    words: Vocabulary
    infeasible: Sequence[Formula] = ()
    coalesced: Sequence[Formula] = ()

    @cached_property
    def patterns(self) -> Codes:
        """The codes of all feasible patterns, ascending."""
        return feasible_codes(self.words, self.infeasible)

    @cached_property
    def state_of(self) -> NDArray[np.int64] | None:
        """The index of the state of each pattern, or ``None`` if each pattern is a state of its own."""
        groups = [np.flatnonzero(self.where_patterns(formula)) for formula in self.coalesced]
        return _merged(len(self.patterns), groups) if any(group.size > 1 for group in groups) else None

    @cached_property
    def codes(self) -> Codes:
        """The code of each state, shape (m,), ascending."""
        return self.patterns if self.state_of is None else self.patterns[self._last_pattern]

    @property
    def size(self) -> int:
        """The number of states, m."""
        return len(self.codes)

    @property
    def is_product(self) -> bool:
        """Whether every combination of levels is feasible."""
        return self.patterns.size == self.combinations

    @property
    def combinations(self) -> int:
        """The number of combinations of levels, feasible or not."""
        return combinations(self.words)

    @cached_property
    def counted(self) -> int | None:
        """The number of patterns, counted without listing them where need be; ``None`` if that cannot be done."""
        return len(self.patterns) if self.fits else count_feasible(self.words, self.infeasible)

    @cached_property
    def fits(self) -> bool:
        """Whether the states are few enough to be listed; what needs all of them can be had only then."""
        try:
            return bool(self.patterns.size)
        except TooLargeError:
            return False

    @property
    def composes(self) -> bool:
        """Whether a state is one pattern, so that moves of several decision makers can be put together."""
        return self.state_of is None

    def column(self, index: int) -> Column:
        """Return the level of a variable in each pattern, 0 the lowest."""
        return levels_in(self.patterns, self._places[index], len(self.words.variables[index].levels))

    def place(self, index: int) -> int:
        """Return the place value of a variable."""
        return self._places[index]

    def contribution(self, index: int) -> Codes:
        """Return what a variable adds to the code of each pattern."""
        return self.column(index) * np.uint64(self._places[index])

    def blocks(self) -> Iterator[tuple[slice, Patterns]]:
        """Yield the patterns block by block; see :meth:`.Patterns.blocks`."""
        return Patterns(self.words, self.patterns).blocks()

    def where_patterns(self, formula: Formula) -> Truth:
        """Say in which patterns a formula holds: truth values of shape (patterns,)."""
        return np.concatenate([block.where(formula) for _, block in self.blocks()])

    def where(self, formula: Formula) -> Truth:
        """Say in which states a formula holds.

        Args:
            formula: A formula over the variables.

        Returns:
            Truth values of shape (m,).

        Raises:
            UnknownNameError: If the formula names something unknown.
            ConflictError: If it holds in some patterns of a coalesced state and not in others.
        """
        return self.agreed(self.where_patterns(formula), f"'{formula}' does not hold")

    def agreed(self, values: NDArray[Any], disagreement: str) -> NDArray[Any]:
        """Turn one value per pattern into one per state.

        Args:
            values: Array of shape (patterns,).
            disagreement: Says what is amiss where the patterns of one state differ, as in ``"X does not hold"``.

        Returns:
            Array of shape (m,).

        Raises:
            ConflictError: If the patterns of a coalesced state have different values.
        """
        if self.state_of is None:
            return values
        agreed = values[self._last_pattern]
        if (differing := agreed[self.state_of] != values).any():
            raise ConflictError(self._disagreement(int(self.state_of[differing.argmax()]), disagreement))
        return agreed

    def index_of(self, levels: Mapping[int, int]) -> int:
        """Return the index of the state with these levels by variable index; variables left out are at level 0.

        Raises:
            ConflictError: If there is no such state.
        """
        place = int(np.searchsorted(self.patterns, self.code_of(levels)))
        return place if self.state_of is None else int(self.state_of[place])

    def code_of(self, levels: Mapping[int, int]) -> np.uint64:
        """Return the code of the pattern with these levels by variable index; variables left out are at level 0.

        Raises:
            ConflictError: If it is infeasible.
        """
        code = np.uint64(sum(self._places[index] * level for index, level in levels.items()))
        if not self.is_feasible(np.array([code])).all():
            chosen = {index: level for index, level in levels.items() if level}
            raise ConflictError(self._infeasible(int(code), chosen))
        return code

    def is_feasible(self, codes: Codes) -> Truth:
        """Say of each pattern of any codes whether it is feasible."""
        patterns, feasible = Patterns(self.words, codes), np.ones(codes.shape, dtype=bool)
        for formula in self.infeasible:
            feasible &= ~patterns.where(formula)
        return feasible

    def levels(self, index: int) -> list[int | None]:
        """Return the level of every variable in a state; ``None`` where the patterns of a coalesced state differ."""
        members = self.members(index)
        if len(members) == 1:
            return list(self.levels_of(members[0]).values())
        return [self._common_level(variable, members) for variable in range(len(self._places))]

    def levels_of(self, code: np.uint64) -> dict[int, int]:
        """Return the level of each variable, by index, in the pattern of a code."""
        rest, levels = int(code), {}
        for index, variable in enumerate(self.words.variables):
            rest, levels[index] = divmod(rest, len(variable.levels))
        return levels

    def state_levels(self, variable: int, part: slice) -> tuple[NDArray[np.int64], Truth]:
        """Return the level of a variable in some states, and whether their patterns differ in it; two arrays."""
        place, count = self._places[variable], len(self.words.variables[variable].levels)
        levels = levels_in(self.codes[part], place, count).astype(np.int64)
        if self.state_of is None:
            return levels, np.zeros(levels.shape, dtype=bool)
        differs = np.zeros(self.size, dtype=bool)
        column = self.column(variable)
        np.logical_or.at(differs, self.state_of, column != column[self._last_pattern][self.state_of])
        return levels, differs[part]

    def members(self, index: int) -> Codes:
        """Return the codes of the patterns that make up a state."""
        if self.state_of is None:
            return self.codes[index : index + 1]
        order, starts = self._by_state
        return self.patterns[order[starts[index] : starts[index + 1]]]

    def pattern(self, index: int) -> str:
        """Return a state as the field writes it: Y or N per option, a digit per option with levels, - for any."""
        pairs = zip(self.words.variables, self.levels(index), strict=True)
        return "".join(_symbol(variable, level) for variable, level in pairs)

    def label(self, index: int) -> str:
        """Return a state in a few words: the yes/no options taken, and the options with levels and where they stand."""
        return self._labelled(index, self.levels(index))

    def label_of(self, code: np.uint64) -> str:
        """Return the pattern of a code in a few words, as :meth:`label` does."""
        return self._described(self.levels_of(code))

    def options_of(self, code: np.uint64) -> dict[str, str]:
        """Return the level of every option by full name in the pattern of a code."""
        return {
            self.words.variables[index].full_name: self.words.variables[index].levels[level]
            for index, level in self.levels_of(code).items()
        }

    def state(self, index: int) -> State:
        """Return everything a user sees of the state at an index."""
        levels = self.levels(index)
        options = {
            variable.full_name: None if level is None else variable.levels[level]
            for variable, level in zip(self.words.variables, levels, strict=True)
        }
        return State(index + 1, int(self.codes[index]), options, self._labelled(index, levels))

    def plain_state(self, index: int) -> dict[str, Any]:
        """Return a state as plain data: yes/no options as truth values, others as the names of their levels."""
        levels = self.levels(index)
        options = {
            variable.full_name: _plain_level(variable, level)
            for variable, level in zip(self.words.variables, levels, strict=True)
        }
        label = self._labelled(index, levels)
        return {"number": index + 1, "code": int(self.codes[index]), "options": options, "label": label}

    @cached_property
    def _places(self) -> list[int]:
        return place_values(self.words)

    @cached_property
    def _last_pattern(self) -> NDArray[np.int64]:
        if self.state_of is None:
            return np.arange(len(self.patterns))
        last = np.zeros(int(self.state_of.max()) + 1, dtype=np.int64)
        np.maximum.at(last, self.state_of, np.arange(len(self.patterns)))
        return last

    @cached_property
    def _by_state(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places of the patterns, state by state, and where those of each state begin."""
        state_of = np.arange(len(self.patterns)) if self.state_of is None else self.state_of
        order = np.argsort(state_of, kind="stable")
        return order, np.searchsorted(state_of[order], np.arange(self.size + 1))

    def _common_level(self, variable: int, members: Codes) -> int | None:
        levels = levels_in(members, self._places[variable], len(self.words.variables[variable].levels))
        return int(levels[0]) if (levels == levels[0]).all() else None

    def _labelled(self, index: int, levels: Sequence[int | None]) -> str:
        """Describe what the patterns of a state share, or list them if that would describe another state."""
        shared = {variable: level for variable, level in enumerate(levels) if level is not None}
        lowest = sum(self._places[variable] * level for variable, level in shared.items())
        if None not in levels or np.uint64(lowest) in self.members(index):
            return self._described(shared)
        members = self.members(index)
        texts = [self._described(self.levels_of(code)) for code in members[:_MOST_MEMBERS]]
        more = [f"{len(members) - _MOST_MEMBERS} more"] if len(members) > _MOST_MEMBERS else []
        return f"one of ({'; '.join([*texts, *more])})"

    def _described(self, levels: Mapping[int, int]) -> str:
        texts = (_phrase(self.words.variables[variable], level) for variable, level in levels.items())
        return ", ".join(filter(None, texts)) or "nothing"

    def _infeasible(self, code: int, chosen: Mapping[int, int]) -> Problem:
        """Describe a pattern that is infeasible, with the formulas that make it so."""
        pattern = Patterns(self.words, np.array([code], dtype=np.uint64))
        broken = [f"'{formula}'" for formula in self.infeasible if pattern.where(formula).all()]
        more = f" and {len(broken) - _MOST_LISTED} more" if len(broken) > _MOST_LISTED else ""
        reasons = ", ".join(broken[:_MOST_LISTED]) + more
        return Problem(f"the state '{self._described(chosen)}' is infeasible: {reasons} cannot hold")

    def _disagreement(self, index: int, disagreement: str) -> Problem:
        members = "; ".join(self._described(self.levels_of(code)) for code in self.members(index))
        return Problem(f"{disagreement} alike in all members of the coalesced state {index + 1}: {members}")


@attrs.frozen(eq=False, slots=False, kw_only=True)
class SomeStates(StateSpace):
    """Some patterns of a space that may be far too large to list: what is true of patterns can be asked of them.

    Attributes:
        some: Their codes, each once.
    """

    some: Codes

    @property
    def patterns(self) -> Codes:
        """The codes of these patterns."""
        return self.some


def _phrase(variable: Variable, level: int) -> str:
    if variable.is_yes_no:
        return variable.name if level else ""
    return f"{variable.name} = {variable.levels[level]}"


def _plain_level(variable: Variable, level: int | None) -> bool | str | None:
    if level is None:
        return None
    return level == 1 if variable.is_yes_no else variable.levels[level]


def _symbol(variable: Variable, level: int | None) -> str:
    if level is None:
        return "-"
    return "NY"[level] if variable.is_yes_no else str(level)


def _merged(count: int, groups: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Number the states when each group of patterns is one state; overlapping groups grow together."""
    representative = np.arange(count)
    for group in groups:
        touched = np.isin(representative, representative[group])
        representative[touched] = representative[touched].max(initial=0)
    return np.unique(representative, return_inverse=True)[1]
