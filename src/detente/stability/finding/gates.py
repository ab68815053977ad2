"""Literals of the solver put together: all of them, one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Literal = bool | Any
"""A truth value that is known, or a truth variable of the solver or its negation."""


def _empty_model() -> cp_model.CpModel:
    from ortools.sat.python import cp_model

    return cp_model.CpModel()


def opposite(literal: Literal) -> Literal:
    """Return the negation of a literal."""
    return not literal if isinstance(literal, bool) else literal.negated()


@attrs.frozen(eq=False, slots=False)
class Gates:
    """A solver's model that grows as literals are put together.

    What is known beforehand stays a plain truth value and costs the solver nothing.

    Attributes:
        model: The model.
    """

    model: cp_model.CpModel = attrs.field(factory=_empty_model, kw_only=True)

    def demand(self, literal: Literal) -> None:
        """Demand that a literal is true."""
        self.any_of([literal], demanded=True)

    def all_of(self, literals: Sequence[Literal]) -> Literal:
        """Return a literal that is true iff all of these are."""
        return opposite(self.any_of([opposite(literal) for literal in literals]))

    def any_of(self, literals: Sequence[Literal], *, demanded: bool = False) -> Literal:
        """Return a literal that is true iff one of these is; or demand that one is."""
        unknown = [literal for literal in literals if not isinstance(literal, bool)]
        if any(literal is True for literal in literals):
            return True
        if demanded:
            self.model.add_bool_or(unknown)
            return True
        if len(unknown) <= 1:
            return unknown[0] if unknown else False
        either = self.fresh()
        self.model.add_bool_or(unknown).only_enforce_if(either)
        for literal in unknown:
            self.model.add_implication(literal, either)
        return either

    def fresh(self) -> Literal:
        """Return a new truth variable."""
        return self.model.new_bool_var("")
