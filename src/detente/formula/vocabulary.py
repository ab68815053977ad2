r"""What the names in a formula stand for.

A vocabulary is the ordered list of *variables* of a conflict: each option with its levels and its owner. It finds
the variable that a reference means, and says in full what is wrong when it cannot.

>>> words = Vocabulary([Variable("withdraw", "USSR"), Variable("posture", "US", ("calm", "massed", "attack"))])
>>> from detente.formula import parse
>>> print(*words.problems(parse("withdrw and posture = atack")), sep="\n")
no option 'withdrw'; allowed: one of: withdraw, posture; did you mean 'withdraw'?
no level 'atack' of option 'posture'; allowed: one of: calm, massed, attack; did you mean 'attack'?
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import attrs

from detente.errors import Problem, UnknownNameError, nearest, one_of, unknown
from detente.formula.nodes import Chosen, Compared, Formula, Reference, walk

NO_YES = ("no", "yes")
"""The levels of a yes/no option."""


@attrs.frozen
class Variable:
    """One thing that has a level in every state: an option and whose it is."""

    name: str
    decision_maker: str | None = None
    levels: tuple[str, ...] = NO_YES

    @property
    def is_yes_no(self) -> bool:
        """Whether the levels are just no and yes."""
        return self.levels == NO_YES

    @property
    def full_name(self) -> str:
        """The name with its owner in front, as in ``US.blockade``."""
        return self.name if self.decision_maker is None else f"{self.decision_maker}.{self.name}"


def _as_variables(variables: Iterable[Variable]) -> tuple[Variable, ...]:
    return tuple(variables)


@attrs.frozen(slots=False)
class Vocabulary:
    """The variables of a conflict, in listing order.

    Attributes:
        variables: The variables; the place of a variable in this tuple is its *index*.
        called: What messages call a variable, and what it is at: ``("draw", "outcome")`` where formulas speak of draws.
    """

    variables: tuple[Variable, ...] = attrs.field(converter=_as_variables)
    called: tuple[str, str] = ("option", "level")

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        indices: dict[str, list[int]] = defaultdict(list)
        for index, variable in enumerate(self.variables):
            indices[variable.name].append(index)
        return dict(indices)

    def index(self, reference: Reference) -> int:
        """Return the index of the variable that a reference means.

        Raises:
            UnknownNameError: If there is none, or more than one.
        """
        if problem := self._reference_problem(reference):
            raise UnknownNameError(problem)
        return self._candidates(reference)[0]

    def level(self, index: int, level: str) -> int:
        """Return the place of a level of a variable, 0 for the lowest.

        Raises:
            UnknownNameError: If the variable has no such level.
        """
        variable = self.variables[index]
        if level not in variable.levels:
            raise UnknownNameError(self._level_problem(variable, level))
        return variable.levels.index(level)

    def problems(self, formula: Formula) -> list[Problem]:
        """List every name in a formula that means nothing here, in the order they are written."""
        atoms = [node for node in walk(formula) if isinstance(node, Chosen | Compared)]
        atoms.sort(key=lambda atom: atom.reference.position or 0)
        return [problem for atom in atoms if (problem := self._atom_problem(atom))]

    def check(self, formula: Formula) -> None:
        """Raise an error unless every name in the formula means something here.

        Raises:
            UnknownNameError: With one problem for each such name.
        """
        if problems := self.problems(formula):
            raise UnknownNameError(*problems)

    def used(self, formula: Formula) -> frozenset[int]:
        """Return the indices of the variables that a formula speaks of."""
        atoms = (node for node in walk(formula) if isinstance(node, Chosen | Compared))
        return frozenset(self.index(atom.reference) for atom in atoms)

    def reference(self, index: int) -> Reference:
        """Return the shortest reference that means the variable and no other."""
        variable = self.variables[index]
        unique = len(self._by_name[variable.name]) == 1
        return Reference(variable.name, None if unique else variable.decision_maker)

    def _candidates(self, reference: Reference) -> list[int]:
        return [
            index
            for index in self._by_name.get(reference.option, [])
            if reference.decision_maker in (None, self.variables[index].decision_maker)
        ]

    def _atom_problem(self, atom: Chosen | Compared) -> Problem | None:
        problem = self._reference_problem(atom.reference)
        if problem is None:
            variable = self.variables[self._candidates(atom.reference)[0]]
            problem = self._use_problem(variable, atom)
        return problem and attrs.evolve(problem, position=atom.reference.position)

    def _reference_problem(self, reference: Reference) -> Problem | None:
        candidates = self._candidates(reference)
        if len(candidates) == 1:
            return None
        if candidates:
            return self._ambiguity([self.variables[index] for index in candidates])
        return self._unknown(reference)

    def _unknown(self, reference: Reference) -> Problem:
        owner = reference.decision_maker
        owners = dict.fromkeys(each.decision_maker for each in self.variables if each.decision_maker)
        if owner is None:
            return self._bare_level(reference.option) or unknown(self.called[0], reference.option, self._by_name)
        if owner not in owners:
            return unknown("decision maker", owner, owners)
        names = [each.name for each in self.variables if each.decision_maker == owner]
        return unknown(self.called[0], reference.option, names).within(f"decision maker '{owner}'")

    def _bare_level(self, name: str) -> Problem | None:
        """Describe a level that stands without its option, if it is one."""
        having = [index for index, each in enumerate(self.variables) if name in each.levels and not each.is_yes_no]
        if not having:
            return None
        meant = [str(Compared(self.reference(index), "=", name)) for index in having]
        thing, level = self.called
        article = "an" if level[0] in "aeiou" else "a"
        message = f"'{name}' is {article} {level} and stands without its {thing}"
        return Problem(message, nearest=meant[0]) if len(meant) == 1 else Problem(message, allowed=one_of(meant))

    def _ambiguity(self, candidates: list[Variable]) -> Problem:
        message = f"'{candidates[0].name}' is an {self.called[0]} of several decision makers; say whose is meant"
        return Problem(message, allowed=one_of(each.full_name for each in candidates))

    def _use_problem(self, variable: Variable, atom: Chosen | Compared) -> Problem | None:
        if isinstance(atom, Compared):
            return None if atom.level in variable.levels else self._level_problem(variable, atom.level)
        if variable.is_yes_no:
            return None
        thing, level = self.called
        meant = f"'{variable.name} = {variable.levels[-1]}'"
        message = f"{thing} '{variable.name}' has {level}s; say which is meant, as in {meant}"
        return Problem(message, allowed=one_of(variable.levels))

    def _level_problem(self, variable: Variable, level: str) -> Problem:
        return Problem(
            f"no {self.called[1]} '{level}' of {self.called[0]} '{variable.name}'",
            allowed=one_of(variable.levels),
            nearest=nearest(level, variable.levels),
        )
