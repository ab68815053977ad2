"""The names that a case declares, and the formulas that use them.

Options and states are declared first. If one of them is faulty, its name may be missing, and every formula that uses
it would seem wrong: then names in formulas are not checked at all, and the user meets the fault itself only.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.case import schema
from detente.case.building.advice import advised
from detente.case.text.problems import Problems
from detente.case.text.tree import Path, Sequence
from detente.conflict import STATE, Option
from detente.conflict.option import checked_name
from detente.errors import InputError, Problem, UnknownNameError, unknown
from detente.formula import Formula, Variable, Vocabulary, index_named, parse


class Wording:
    """What formulas of a case can speak of.

    Attributes:
        options: The options of each decision maker, in order.
        states: In graph form, the names of the states.
        words: The variables.
        complete: Whether nothing that is declared was left out as faulty.
    """

    def __init__(self, document: schema.Document, problems: Problems) -> None:
        """Declare what the document declares, noting what is wrong with it."""
        self._problems = problems
        self.complete = not any(map(_declares, problems.broken))
        self.states = self._declared_states(document)
        self.options = {
            name: self._declared_options(name, decision_maker)
            for name, decision_maker in document.decision_makers.items()
        }
        self.words = self._vocabulary()
        self._outcomes = {
            name: (kind, goal.formula)
            for kind, goals in (("goal", document.goals), ("dread", document.dreads))
            for name, goal in goals.items()
        }

    @property
    def in_graph_form(self) -> bool:
        """Whether the case is written as states and arcs."""
        return bool(self.states)

    def formula(self, text: str, path: Path, what: str = "", *, at_key: bool = False) -> Formula | None:
        """Return the formula that stands at a path, or ``None`` if it is faulty, which is noted."""
        before = len(self._problems)
        found = None
        with self._problems.of(path, what, at_key=at_key):
            found = self._read(text)
        return found if len(self._problems) == before else None

    def _read(self, text: str) -> Formula:
        try:
            found = parse(text)
            if self.complete:
                self.words.check(found)
        except InputError as error:
            raise advised(error, text, self.words, self._outcomes) from None
        return found

    def check_state(self, name: str) -> None:
        """Raise an error unless this is the name of a state.

        Raises:
            UnknownNameError: If it is not.
        """
        if name not in self.states:
            raise UnknownNameError(unknown("state", name, self.states))

    def variable_named(self, name: str) -> int:
        """Return the index of the option of this name; see :func:`~detente.formula.index_named`.

        Raises:
            UnknownNameError: If there is none, or more than one.
        """
        return index_named(self.words, name)

    def is_level(self, name: str, level: str, path: Path) -> bool:
        """Say whether an option that is a key of the mapping at a path has the level given there, noting if not."""
        variable = None
        with self._problems.of((*path, name), at_key=True):
            variable = self.variable_named(name)
        if variable is not None:
            with self._problems.of((*path, name)):
                self.words.level(variable, level)
                return True
        return False

    def _declared_states(self, document: schema.Document) -> tuple[str, ...]:
        wrong = misnumbered(document.states)
        for place, name in enumerate(document.states):
            path: Path = ("states", place if isinstance(self._problems.tree.child("states"), Sequence) else name)
            with self._problems.of(path, at_key=True):
                checked_name("a state", name)
            if name in wrong:
                self._problems.add(wrong[name], path, at_key=True)
                self.complete = False
        return tuple(document.states)

    def _declared_options(self, owner: str, written: schema.DecisionMaker) -> tuple[Option, ...]:
        path: Path = ("decision_makers", owner, "options")
        if written.options and self.in_graph_form:
            allowed = "in graph form, moves between states"
            self._problems.add(Problem("options in a case that lists its states", allowed), path, at_key=True)
            return ()
        options = (self._option(name, option, (*path, name)) for name, option in written.options.items())
        return tuple(option for option in options if option is not None)

    def _option(self, name: str, written: schema.Option, path: Path) -> Option | None:
        """Return the option, without its moves if they are faulty; ``None`` if nothing is left to refer to."""
        levels = tuple(written.levels)
        faultless = not self._problems.touch(*path)
        option: Option | None = None
        with self._problems.of((*path, "levels") if "levels" in written.model_fields_set else path, at_key=True):
            option = Option(name, levels)
        if option is None:
            self.complete = False
        elif faultless:
            with self._problems.of((*path, "moves")):
                return Option(name, levels, written.moves)
        return option

    def _vocabulary(self) -> Vocabulary:
        if self.in_graph_form:
            return Vocabulary([Variable(STATE, None, self.states)])
        return Vocabulary(
            Variable(option.name, owner, option.levels) for owner, options in self.options.items() for option in options
        )


def misnumbered(names: Iterable[str]) -> dict[str, Problem]:
    """Return what is wrong with states named like the number of another one, as a ranking may have names and numbers.

    >>> print(*misnumbered(["peace", "1", "3", "1990"]).values())
    the state '1' is state number 2; allowed: a name that is not the number of another state
    """
    names = tuple(names)
    numbers = {str(number) for number in range(1, len(names) + 1)}
    allowed = "a name that is not the number of another state"
    return {
        name: Problem(f"the state '{name}' is state number {number}", allowed)
        for number, name in enumerate(names, start=1)
        if name.lstrip("0") in numbers and int(name) != number
    }


def _declares(broken: Path) -> bool:
    """Say whether a value that was cut off the file declared a name."""
    if broken[:1] == ("decision_makers",):
        return broken[2:3] in ((), ("options",))
    return broken[:1] == ("states",)
