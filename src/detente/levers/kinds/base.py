"""What every kind of change offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Protocol, Self

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.formula import Formula


class Change(Protocol):
    """One change to a conflict.

    Attributes:
        key: The name of the kind, which is also its key in a lever of a case file.
        says: What a change of this kind does, in a few words.
    """

    key: ClassVar[str]
    says: ClassVar[str]

    @classmethod
    def read(cls, written: Any) -> Self:  # noqa: ANN401 - checked by the schema of the case file
        """Return the change that plain data in a case file describe.

        Raises:
            InputError: If a formula among them cannot be read.
        """
        ...

    def apply(self, conflict: Conflict) -> Conflict:
        """Return the conflict changed.

        Raises:
            InputError: If the change does not fit the conflict.
        """
        ...

    def touches(self, conflict: Conflict) -> frozenset[str]:
        """Return the names of the decision makers whose options or preferences it speaks of.

        Raises:
            InputError: If it names something that the conflict does not have.
        """
        ...


def owners(conflict: Conflict, options: Iterable[str]) -> frozenset[str]:
    """Return the names of those whose options these are."""
    variables = conflict.words.variables
    return frozenset(str(variables[conflict.variable_named(name)].decision_maker) for name in options)


def spoken_of(conflict: Conflict, formulas: Iterable[Formula]) -> frozenset[str]:
    """Return the names of those of whose options formulas speak."""
    used = frozenset[int]().union(*(conflict.words.used(formula) for formula in formulas))
    return frozenset(str(conflict.words.variables[index].decision_maker) for index in used)


def needs_options(conflict: Conflict, key: str) -> None:
    """Refuse a change that speaks of options in a conflict that has none.

    Raises:
        UnavailableError: If the conflict is in graph form.
    """
    if conflict.in_graph_form:
        raise UnavailableError(Problem(f"'{key}' changes options, and a conflict in graph form has none"))
