"""Decision makers: who can change the state, and what each prefers.

>>> from detente.conflict import Statements
>>> DecisionMaker("US", options=["blockade", Option("strike", moves="up")], preference=Statements(["not strike"])).name
'US'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from detente.conflict.option import Option, checked_name, repeated
from detente.conflict.preference import INDIFFERENT, PREFERENCES, Preference
from detente.errors import ConflictError, KindError, Problem
from detente.formula import Formula, as_formula, as_formulas
from detente.given import described, one, pairs, several


def _as_options(options: Iterable[Option | str]) -> tuple[Option, ...]:
    given = several("the options", options, (str, Option), "a list of names and options")
    return tuple(Option(option) if isinstance(option, str) else option for option in given)


def _as_arcs(arcs: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return pairs("the arcs", arcs, "a list of pairs of states from, to", of_letters=True)


Believed = tuple[tuple[str, Preference], ...]
"""What somebody thinks that others want: their names, each with a preference."""


def _as_believed(believes: Mapping[str, Preference] | Iterable[tuple[str, Preference]]) -> Believed:
    written = pairs("beliefs", believes.items() if isinstance(believes, Mapping) else believes, "preferences by name")
    return tuple(sorted(written, key=lambda each: str(each[0])))


Unknown = tuple[tuple[Formula, Formula], ...]
"""Pairs of formulas: between states in which the one and states in which the other holds, preference is unknown."""


def _as_unknown(unknown: Iterable[tuple[Formula | str, Formula | str]]) -> Unknown:
    written = pairs("unknown preferences", unknown, "a list of pairs of formulas")
    return tuple((as_formula(one), as_formula(other)) for one, other in written)


@attrs.frozen
class DecisionMaker:
    """One who can change the state.

    Attributes:
        name: Its name, unique within the conflict.
        options: What it can do, in option form; a plain name is a yes/no option that moves both ways.
        preference: How it orders the states; indifferent unless given.
        arcs: Its moves in graph form: pairs of state names *from, to*, or of letters, as in ``"xy"``.
        misperceives: The states in which one of these formulas holds are not seen by it: it moves neither to nor
            from them.
        believes: What it thinks that others want, by their names; of everyone else it knows what they want.
        unknown: Pairs of formulas. Between a state in which the one holds and a state in which the other does it is not
            known which it prefers, whatever its preference says.

    Raises:
        ConflictError: If two options share a name, or it has beliefs about itself.
        KindError: If something else is given for a list, a name or a preference.
    """

    name: str
    options: tuple[Option, ...] = attrs.field(default=(), converter=_as_options)
    preference: Preference = INDIFFERENT
    arcs: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_as_arcs, kw_only=True)
    misperceives: tuple[Formula, ...] = attrs.field(default=(), converter=as_formulas, kw_only=True)
    unknown: Unknown = attrs.field(default=(), converter=_as_unknown, kw_only=True)
    believes: Believed = attrs.field(default=(), converter=_as_believed, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check that the parts fit together."""
        checked_name("a decision maker", self.name)
        _check_preference(f"the preference of '{self.name}'", self.preference)
        for name, preference in self.believes:
            checked_name("one whom beliefs are about", name)
            _check_preference(f"what '{self.name}' thinks '{name}' wants", preference)
        known = [name for name, _ in self.believes]
        if self.name in known:
            message = f"decision maker '{self.name}' has beliefs about itself"
            raise ConflictError(Problem(message, allowed="others; what it wants itself is its preference"))
        if twice := repeated(known):
            raise ConflictError(*(Problem(f"'{self.name}' has two beliefs about '{name}'") for name in twice))
        if twice := repeated(option.name for option in self.options):
            raise ConflictError(*(Problem(f"decision maker '{self.name}' has two options '{name}'") for name in twice))


def _check_preference(what: str, preference: object) -> None:
    if not callable(getattr(preference, "payoffs", None)):
        allowed = ", ".join(each.__name__ for each in PREFERENCES.values())
        raise KindError(Problem(f"{what} cannot be {described(preference)}", allowed=allowed))


def _is_name(_move: object, _field: object, by: str | None) -> None:
    one("whose moves are forbidden", by, (str, type(None)), "the name of a decision maker")


@attrs.frozen(kw_only=True)
class ForbiddenMove:
    """No move may lead from a state in which one formula holds to a state in which another does.

    Attributes:
        from_: Holds in the state that is left.
        to: Holds in the state that is reached.
        by: Whose moves are forbidden; everyone's if ``None``.
    """

    from_: Formula = attrs.field(converter=as_formula)
    to: Formula = attrs.field(converter=as_formula)
    by: str | None = attrs.field(default=None, validator=_is_name)
