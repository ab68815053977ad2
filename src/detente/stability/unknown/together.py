"""A conflict with unknown preferences, solved in all four extensions at once.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.stability import solve
>>> waverer = DecisionMaker("A", ["a"], unknown=[("a", "not a")])
>>> solution = solve(Conflict([waverer, DecisionMaker("B", ["b"], Statements(["b"]))]), ["nash", "gmr"])
>>> together = in_all_extensions(solution)
>>> together.equilibria("gmr")
{'a': (), 'b': (3, 4), 'c': (3, 4), 'd': (3, 4)}
>>> together.holding(3, "nash"), together.holding(3, "gmr")
('bd', 'bcd')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from detente.stability.unknown.extensions import EXTENSIONS
from detente.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

    from detente.stability.solution import Solution


@attrs.frozen
class Extensions:
    """The solutions of a conflict in all four extensions.

    Attributes:
        solutions: By the letter of the extension; see :data:`~detente.stability.EXTENSIONS`.
        version: The version of the program.
    """

    solutions: Mapping[str, Solution]
    version: str = VERSION

    @property
    def concepts(self) -> tuple[str, ...]:
        """The keys of the concepts that were applied."""
        return next(iter(self.solutions.values())).concepts

    def equilibria(self, concept: str) -> dict[str, tuple[int, ...]]:
        """Return, by extension, the numbers of the states that are equilibria under a concept.

        Raises:
            UnknownNameError: If there is no such concept.
            UnavailableError: If the concept was not applied.
        """
        return {key: solution.equilibria(concept) for key, solution in self.solutions.items()}

    def holding(self, state: int, concept: str) -> str:
        """Return the letters of the extensions in which a state, by number, is an equilibrium under a concept."""
        return "".join(key for key, solution in self.solutions.items() if solution.is_equilibrium(state, concept))

    def to_dict(self) -> dict[str, Any]:
        """Return the equilibria as plain data, by extension and concept."""
        plain = {key: {each: list(found.equilibria(each)) for each in self.concepts} for key, found in self._items}
        fingerprint = next(iter(self.solutions.values())).conflict.fingerprint
        return {"equilibria": plain, "fingerprint": fingerprint, "version": self.version}

    def to_frame(self) -> pd.DataFrame:
        """Return a table with a row per state: its label, and by concept the letters of the extensions it holds in.

        The index holds the state numbers.
        """
        import pandas as pd

        conflict = next(iter(self.solutions.values())).conflict
        numbers = range(1, conflict.size + 1)
        columns = {"state": [conflict.space.label(number - 1) for number in numbers]}
        columns |= {concept: [self.holding(number, concept) for number in numbers] for concept in self.concepts}
        return pd.DataFrame(columns, index=pd.Index(numbers, name="number"))

    @property
    def _items(self) -> list[tuple[str, Solution]]:
        return list(self.solutions.items())


def in_all_extensions(solution: Solution) -> Extensions:
    """Return the solution of the same conflict under the same concepts in every extension."""
    return Extensions({key: solution.under(key) for key in EXTENSIONS})
