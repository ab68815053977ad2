"""The same conflict under other names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import attrs

from detente.conflict import Conflict, DecisionMaker, ForbiddenMove, Option, Statements, Weights
from detente.conflict.preference import Preference
from detente.formula import NO_YES, Formula, Reference


@dataclass(frozen=True)
class Renaming:
    """New names.

    Attributes:
        makers: The new name of every decision maker.
        rename: Gives options, levels and states their new names.
    """

    makers: Mapping[str, str]
    rename: Callable[[str], str]

    def conflict(self, given: Conflict) -> Conflict:
        """Return a conflict under its new names, without its status quo."""
        return Conflict(
            map(self.decision_maker, given.decision_makers),
            infeasible=map(self.formula, given.infeasible),
            forbidden_moves=map(self.forbidden_move, given.forbidden_moves),
            coalesced=map(self.formula, given.coalesced),
            states=map(self.rename, given.states),
        )

    def decision_maker(self, given: DecisionMaker) -> DecisionMaker:
        """Return a decision maker under its new name."""
        return DecisionMaker(
            self.makers[given.name],
            map(self.option, given.options),
            self.preference(given.preference),
            arcs=[(self.rename(from_), self.rename(to)) for from_, to in given.arcs],
            misperceives=map(self.formula, given.misperceives),
            unknown=[(self.formula(one), self.formula(other)) for one, other in given.unknown],
            believes={self.makers[name]: self.preference(believed) for name, believed in given.believes},
        )

    def option(self, given: Option) -> Option:
        """Return an option under its new name."""
        moves = given.moves
        if not isinstance(moves, str):
            moves = tuple((self.level(from_), self.level(to)) for from_, to in moves)
        return Option(self.rename(given.name), tuple(map(self.level, given.levels)), moves)

    def level(self, given: str) -> str:
        """Return a level under its new name; no and yes keep theirs, as they make an option a yes/no option."""
        return given if given in NO_YES else self.rename(given)

    def forbidden_move(self, given: ForbiddenMove) -> ForbiddenMove:
        """Return a forbidden move under its new names."""
        by = None if given.by is None else self.makers[given.by]
        return ForbiddenMove(from_=self.formula(given.from_), to=self.formula(given.to), by=by)

    def preference(self, given: Preference) -> Preference:
        """Return a preference under its new names."""
        if isinstance(given, Statements):
            return Statements(map(self.formula, given.statements))
        if isinstance(given, Weights):
            return Weights([(self.formula(each), weight) for each, weight in given.weights])
        return given

    def formula(self, given: Formula) -> Formula:
        """Return a formula under its new names."""
        node: Any = given
        parts = {field.name: self._part(field.name, getattr(node, field.name)) for field in attrs.fields(type(node))}
        renamed: Formula = attrs.evolve(node, **parts)
        return renamed

    def _part(self, name: str, part: Any) -> Any:
        if isinstance(part, Formula):
            return self.formula(part)
        if isinstance(part, Reference):
            return self._reference(part)
        if isinstance(part, tuple):
            return tuple(map(self.formula, part))
        return self.level(part) if name == "level" else part

    def _reference(self, given: Reference) -> Reference:
        if given.decision_maker is None and given.option == "state":
            return given
        owner = given.decision_maker
        return Reference(self.rename(given.option), None if owner is None else self.makers[owner])
