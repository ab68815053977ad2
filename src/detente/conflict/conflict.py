r"""The conflict: what is analysed.

A graph model is G = (N, S, {A_i}, {≽_i}): decision makers N, feasible states S, and for each decision maker i its
moves A_i and its preference ≽_i (Fang, Hipel & Kilgour 1993, *Interactive Decision Making*). A :class:`Conflict` is
that model as declared; states, moves and payoffs are arrays worked out from it when they are first needed.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> dilemma = Conflict(
...     [
...         DecisionMaker("A", ["A cooperates"], Statements(["'B cooperates'", "not 'A cooperates'"])),
...         DecisionMaker("B", ["B cooperates"], Statements(["'A cooperates'", "not 'B cooperates'"])),
...     ]
... )
>>> dilemma.payoffs("A")
array([2, 1, 4, 3], dtype=int32)
>>> dilemma.state(2)
State(number=2, code=1, options={'A.A cooperates': 'yes', 'B.B cooperates': 'no'}, label='A cooperates')
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from numbers import Integral

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import beliefs
from detente.conflict.decision_maker import DecisionMaker, ForbiddenMove
from detente.conflict.fitting import misfits
from detente.conflict.moves import LocalMoves, Moves, graph_moves, option_moves
from detente.conflict.option import Option
from detente.conflict.preference import Payoffs
from detente.conflict.space import State, StateSpace
from detente.conflict.unknown import UnknownPreference, unknown_preference
from detente.errors import ConflictError, Problem, UnknownNameError, about, unknown
from detente.formula import Formula, Reference, Variable, Vocabulary, as_formula, as_formulas, index_named
from detente.given import is_whole, one, pairs, several

STATE = "state"
"""The one variable of a conflict in graph form: which state it is in."""

Levels = tuple[tuple[str, str], ...]

_MOST_NAMED = 6
"""How many decision makers are named in a line."""


def _as_owners(owners: Iterable[DecisionMaker]) -> tuple[DecisionMaker, ...]:
    return several("the decision makers", owners, DecisionMaker, "a list of decision makers")


def _as_forbidden(moves: Iterable[ForbiddenMove]) -> tuple[ForbiddenMove, ...]:
    return several("the forbidden moves", moves, ForbiddenMove, "a list of forbidden moves")


def _as_states(states: Iterable[str]) -> tuple[str, ...]:
    return several("the states", list(states) if isinstance(states, str) else states, str, "a list of texts")


def _as_levels(levels: Mapping[str, str] | Iterable[tuple[str, str]] | None) -> Levels | None:
    if levels is None:
        return None
    named = pairs("the status quo", levels.items() if isinstance(levels, Mapping) else levels, "levels by option name")
    for name, level in named:
        one("an option in the status quo", name, str, "its name")
        one(f"the level of '{name}' in the status quo", level, str, "the name of a level, such as 'yes'")
    return tuple(sorted(named))


@attrs.frozen(slots=False, repr=False)
class Conflict:
    """A conflict as declared: frozen, equal by content.

    Attributes:
        decision_makers: Who takes part, in listing order.
        infeasible: What cannot hold.
        forbidden_moves: From where to where no move may lead.
        coalesced: For each formula, the states in which it holds are one.
        status_quo: Where the conflict stands today: levels by option name; options left out are at their first level.
            ``None`` if not known.
        states: In graph form, the names of the states; the decision makers then have ``arcs`` instead of options,
            and formulas speak of one variable, ``state``. A text names a state with each of its letters.

    Raises:
        ConflictError: If the parts do not fit together.
        KindError: If a part is of the wrong kind.
        UnknownNameError: If a part names something that does not exist.
    """

    decision_makers: tuple[DecisionMaker, ...] = attrs.field(converter=_as_owners)
    infeasible: tuple[Formula, ...] = attrs.field(default=(), converter=as_formulas, kw_only=True)
    forbidden_moves: tuple[ForbiddenMove, ...] = attrs.field(default=(), converter=_as_forbidden, kw_only=True)
    coalesced: tuple[Formula, ...] = attrs.field(default=(), converter=as_formulas, kw_only=True)
    status_quo: Levels | None = attrs.field(default=None, converter=_as_levels, kw_only=True)
    states: tuple[str, ...] = attrs.field(default=(), converter=_as_states, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check that the parts fit together, as far as names go."""
        if problems := misfits(self):
            raise ConflictError(*problems)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the decision makers, in listing order."""
        return tuple(owner.name for owner in self.decision_makers)

    @property
    def in_graph_form(self) -> bool:
        """Whether the conflict is given as states and arcs."""
        return bool(self.states)

    @cached_property
    def words(self) -> Vocabulary:
        """The variables that formulas about this conflict can speak of."""
        if self.in_graph_form:
            return Vocabulary([Variable(STATE, None, self.states)])
        return Vocabulary(
            Variable(option.name, owner.name, option.levels)
            for owner in self.decision_makers
            for option in owner.options
        )

    @cached_property
    def space(self) -> StateSpace:
        """The states, as arrays."""
        return StateSpace(self.words, self.infeasible, self.coalesced)

    @property
    def size(self) -> int:
        """The number of states, m."""
        return self.space.size

    @cached_property
    def moves(self) -> tuple[Moves, ...]:
        """The moves of each decision maker, in listing order."""
        if self.in_graph_form:
            return tuple(graph_moves(self.space, owner, self.states) for owner in self.decision_makers)
        return self.moves_between(self.space, range(len(self.names)))

    def moves_between(self, space: StateSpace, places: Iterable[int]) -> tuple[Moves, ...]:
        """Return the moves of decision makers, by their places, between some states; the conflict is in option form."""
        owners = [self.decision_makers[place] for place in places]
        return tuple(option_moves(space, owner, self._own(owner), self._forbidden(owner)) for owner in owners)

    @cached_property
    def local_moves(self) -> tuple[LocalMoves, ...]:
        """The moves of each decision maker, worked out from any states without listing all; option form only."""
        return tuple(
            LocalMoves(self.space, owner, self._own(owner), self._forbidden(owner)) for owner in self.decision_makers
        )

    @cached_property
    def improvements(self) -> tuple[Moves, ...]:
        """The moves of each decision maker that are improvements for it, in listing order."""
        improving = (moves.improving(payoff) for moves, payoff in zip(self.moves, self.payoff_table, strict=True))
        return tuple(unknown.known(each) for unknown, each in zip(self.unknown_preferences, improving, strict=True))

    @property
    def has_unknown(self) -> bool:
        """Whether it is not known of somebody which of some states it prefers."""
        return any(owner.unknown for owner in self.decision_makers)

    @cached_property
    def unknown_preferences(self) -> tuple[UnknownPreference, ...]:
        """Between which states it is not known what each decision maker prefers, in listing order."""
        return tuple(unknown_preference(owner, self.space) for owner in self.decision_makers)

    @cached_property
    def payoff_table(self) -> NDArray[np.int32]:
        """The payoff of each state for each decision maker: shape (n, m), 1 the worst, equal where indifferent."""
        table = np.empty((len(self.decision_makers), self.space.size), dtype=np.int32)
        for row, owner in zip(table, self.decision_makers, strict=True):
            row[:] = self._payoffs(owner)
        return table

    @property
    def has_beliefs(self) -> bool:
        """Whether somebody is said to think that another wants this or that."""
        return any(owner.believes for owner in self.decision_makers)

    def as_seen_by(self, decision_maker: str) -> Conflict:
        """Return the conflict as a decision maker sees it: everyone wants what it thinks they want.

        Nobody has beliefs in it that differ: one takes all to see the conflict as oneself does.

        Raises:
            UnknownNameError: If there is no such decision maker.
        """
        self.place_of(decision_maker)
        if not self.has_beliefs:
            return self
        if decision_maker not in self._views:
            self._views[decision_maker] = beliefs.view(self, decision_maker)
        return self._views[decision_maker]

    def without_beliefs(self) -> Conflict:
        """Return the conflict in which everyone knows what the others want."""
        return beliefs.truth(self) if self.has_beliefs else self

    @cached_property
    def _views(self) -> dict[str, Conflict]:
        return {}

    def payoffs_seen_by(self, decision_maker: str) -> NDArray[np.int32]:
        """Return the payoff of each state for each decision maker, as one of them sees it: shape (n, m), 1 the worst.

        Raises:
            UnknownNameError: If there is no such decision maker.
            ConflictError: If a belief does not fit the states.
        """
        return beliefs.payoffs_in_view(self, decision_maker)

    @cached_property
    def status_quo_code(self) -> np.uint64 | None:
        """The code of the status quo, or ``None`` if it is not known; no list of all states is needed.

        Raises:
            ConflictError: If it is infeasible.
            UnknownNameError: If it names an unknown option or level.
        """
        if self.status_quo is None:
            return None
        with about("status quo"):
            return self.space.code_of(self.variable_levels(dict(self.status_quo)))

    @cached_property
    def status_quo_index(self) -> int | None:
        """The index of the status quo, from 0, or ``None`` if it is not known.

        Raises:
            ConflictError: If it is infeasible.
            UnknownNameError: If it names an unknown option or level.
        """
        if self.status_quo is None:
            return None
        with about("status quo"):
            return self.space.index_of(self.variable_levels(dict(self.status_quo)))

    def state(self, number: int) -> State:
        """Return a state by number.

        Raises:
            UnknownNameError: If there is no such state.
        """
        return self.space.state(self.checked_number(number) - 1)

    def checked_number(self, number: int) -> int:
        """Return a state number if there is such a state.

        Raises:
            UnknownNameError: If there is not.
        """
        if not is_whole(number) or not 1 <= number <= self.size:
            raise UnknownNameError(Problem(f"no state {number}", allowed=f"1 to {self.size}"))
        return number

    def starting_at(self, number: int) -> Conflict:
        """Return the conflict with a state, by number, for its status quo.

        Raises:
            UnknownNameError: If there is no such state.
        """
        code = self.space.codes[self.checked_number(number) - 1]
        variables = self.words.variables
        levels = {
            variables[place].full_name: variables[place].levels[level]
            for place, level in self.space.levels_of(code).items()
        }
        return attrs.evolve(self, status_quo=levels)

    def numbers(self, formula: Formula | str) -> tuple[int, ...]:
        """Return the numbers of the states in which a formula holds."""
        return numbers_of(self.space.where(as_formula(formula)))

    def payoffs(self, decision_maker: str) -> Payoffs:
        """Return a decision maker's payoff in each state: shape (m,), 1 the worst."""
        return self.payoff_table[self.place_of(decision_maker)]

    def place_of(self, decision_maker: str) -> int:
        """Return the place of a decision maker in the listing, from 0.

        Raises:
            UnknownNameError: If there is none of that name.
        """
        if decision_maker not in self.names:
            raise UnknownNameError(unknown("decision maker", decision_maker, self.names))
        return self.names.index(decision_maker)

    def variable_named(self, name: str) -> int:
        """Return the index of the option of this name, plain ``decision maker.option``, or either as formulas write it.

        Raises:
            UnknownNameError: If there is none, or more than one.
        """
        return index_named(self.words, name)

    def coalesce(self, numbers: Iterable[int]) -> Conflict:
        """Return the conflict in which these states are one.

        Rankings are rewritten for the new numbers; every decision maker must like the states equally.

        Raises:
            ConflictError: If a decision maker does not, naming it and the states.
            UnavailableError: If the conflict is in graph form.
        """
        from detente.conflict.coalescing import coalesced  # noqa: PLC0415 - builds conflicts

        given = several("the states to coalesce", numbers, Integral, "a list of state numbers")
        return coalesced(self, [self.checked_number(number) for number in given])

    def with_infeasible(self, infeasible: Iterable[Formula | str]) -> Conflict:
        """Return the conflict with other infeasible formulas; rankings keep the states that they rank.

        Raises:
            ConflictError: If a state becomes feasible that a ranking does not have.
        """
        from detente.conflict.coalescing import with_states  # noqa: PLC0415 - builds conflicts

        return with_states(self, infeasible=as_formulas(infeasible))

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the content: equal conflicts have equal fingerprints, on every machine."""
        return hashlib.sha256(self.content.encode()).hexdigest()[:16]

    @property
    def content(self) -> str:
        """Everything that was declared, as one text: what the fingerprint is taken of."""
        parts = (f"{field.name}={getattr(self, field.name)!r}" for field in attrs.fields(Conflict))
        return f"Conflict({', '.join(parts)})"

    def __repr__(self) -> str:
        """Say who takes part and how much there is of everything, in a line."""
        return f"Conflict({', '.join(_counted(self))})"

    def variable_levels(self, levels: Mapping[str, str]) -> dict[int, int]:
        """Return levels by option name as places of levels (0 the lowest) by index of variable.

        Raises:
            UnknownNameError: If an option or a level does not exist.
            ConflictError: If two names mean one option.
        """
        names: dict[int, str] = {}
        for name in levels:
            before = names.setdefault(self.variable_named(name), name)
            if before != name:
                raise ConflictError(Problem(f"'{before}' and '{name}' are one option", "each option once"))
        return {variable: self.words.level(variable, levels[name]) for variable, name in names.items()}

    def _own(self, owner: DecisionMaker) -> list[tuple[int, Option]]:
        return [(self.words.index(Reference(option.name, owner.name)), option) for option in owner.options]

    def _forbidden(self, owner: DecisionMaker) -> list[ForbiddenMove]:
        return [move for move in self.forbidden_moves if move.by in (None, owner.name)]

    def _payoffs(self, owner: DecisionMaker) -> Payoffs:
        with about(f"decision maker '{owner.name}'"):
            return owner.preference.payoffs(self.space)


def numbers_of(where: NDArray[np.bool_]) -> tuple[int, ...]:
    """Return the state numbers at which an array of truth values is true.

    >>> numbers_of(np.array([False, True, True]))
    (2, 3)
    """
    return tuple((np.flatnonzero(where) + 1).tolist())


def _counted(conflict: Conflict) -> Iterator[str]:
    """Yield the names of the decision makers, and the numbers of what else was declared."""
    named = conflict.names[:_MOST_NAMED]
    more = len(conflict.names) - len(named)
    yield "decision_makers=[" + ", ".join(map(repr, named)) + (f", … {more} more]" if more else "]")
    yield f"states={len(conflict.states)}" if conflict.in_graph_form else f"options={len(conflict.words.variables)}"
    for name in ("infeasible", "forbidden_moves", "coalesced"):
        if many := len(getattr(conflict, name)):
            yield f"{name}={many}"
    yield f"fingerprint={conflict.fingerprint!r}"
