"""Decision makers: who can change the state, and what each prefers.

>>> from detente.conflict import Statements
>>> DecisionMaker("US", options=["blockade", Option("strike", moves="up")], preference=Statements(["not strike"])).name
'US'
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from detente.conflict.option import Option, checked_name, repeated
from detente.conflict.preference import INDIFFERENT, Preference
from detente.errors import ConflictError, Problem
from detente.formula import Formula, as_formula, as_formulas


def _as_options(options: Iterable[Option | str]) -> tuple[Option, ...]:
    return tuple(Option(option) if isinstance(option, str) else option for option in options)


def _as_arcs(arcs: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((from_, to) for from_, to in arcs)


@attrs.frozen
class DecisionMaker:
    """One who can change the state.

    Attributes:
        name: Its name, unique within the conflict.
        options: What it can do, in option form; a plain name is a yes/no option that moves both ways.
        preference: How it orders the states; indifferent unless given.
        arcs: Its moves in graph form: pairs of state names *from, to*.
        misperceives: The states in which one of these formulas holds are not seen by it: it moves neither to nor
            from them.

    Raises:
        ConflictError: If two options share a name.
    """

    name: str
    options: tuple[Option, ...] = attrs.field(default=(), converter=_as_options)
    preference: Preference = INDIFFERENT
    arcs: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_as_arcs, kw_only=True)
    misperceives: tuple[Formula, ...] = attrs.field(default=(), converter=as_formulas, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check that the parts fit together."""
        checked_name("a decision maker", self.name)
        if twice := repeated(option.name for option in self.options):
            raise ConflictError(*(Problem(f"decision maker '{self.name}' has two options '{name}'") for name in twice))


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
    by: str | None = None
