"""What a user wants to get to: a goal or dreaded outcome of the case, or a formula."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.errors import InputError, UnknownNameError, about, nearest, unknown
from detente.formula import Formula, parse
from detente.report.setting import Setting


@attrs.frozen
class Aim:
    """What a user wants to get to.

    Attributes:
        text: What was given: the name of a goal or dreaded outcome, or a formula.
        formula: Holds in the states that are meant.
    """

    text: str
    formula: Formula

    @classmethod
    def of(cls, setting: Setting, text: str, given_as: str = "--to") -> Aim:
        """Take a text for the name of a goal or dreaded outcome, or else for a formula.

        Args:
            setting: The case.
            text: What was given.
            given_as: Where it was given, for messages.

        Raises:
            InputError: If it is neither.
        """
        named = {goal.name: goal.formula for goal in (*setting.case.dreads, *setting.case.goals)}
        if text in named:
            return cls(text, named[text])
        with about(given_as):
            try:
                formula = parse(text)
                setting.conflict.space.where(formula)
            except InputError:
                if nearest(text, named):
                    raise UnknownNameError(unknown("goal", text, named)) from None
                raise
        return cls(text, formula)

    def where(self, conflict: Conflict) -> NDArray[np.bool_]:
        """Say in which states it is reached: truth values of shape (m,)."""
        return conflict.space.where(self.formula)

    def to_dict(self) -> dict[str, Any]:
        """Return what was given and the formula, as plain data."""
        return {"to": self.text, "formula": str(self.formula)}
