"""The parts a formula is made of.

A formula is a tree of frozen nodes, equal by content. ``str(formula)`` prints it with as few brackets as
possible, and :func:`detente.formula.parse` reads that text back to an equal tree.

>>> from detente.formula import parse
>>> parse("peace and (aid or not posture >= massed)")
Formula('peace and (aid or not posture >= massed)')
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

import attrs


@attrs.frozen
class Reference:
    """An option as a formula names it.

    Attributes:
        option: The option's name.
        decision_maker: Whose it is, where the name alone is not unique.
        position: How many characters into the text it stands; plays no part in equality.
    """

    option: str
    decision_maker: str | None = None
    position: int | None = attrs.field(default=None, eq=False, repr=False)


def _as_members(members: Iterable[Formula]) -> tuple[Formula, ...]:
    return tuple(members)


class Formula:
    """Something that is true or false in each state."""

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The formulas this one is built from, left to right."""
        return ()

    def __str__(self) -> str:
        """Print the formula in the formula language."""
        from detente.formula.printing import to_text  # noqa: PLC0415 - printing needs the nodes

        return to_text(self)

    def __repr__(self) -> str:
        """Show the formula as its text."""
        return f"Formula({str(self)!r})"


@attrs.frozen(repr=False)
class Constant(Formula):
    """``true`` or ``false``."""

    value: bool


@attrs.frozen(repr=False)
class Chosen(Formula):
    """A yes/no option is taken: ``withdraw``."""

    reference: Reference


@attrs.frozen(repr=False)
class Compared(Formula):
    """The level of an option against a named level: ``posture >= massed``."""

    reference: Reference
    comparison: str
    level: str

    OPERATORS: ClassVar[dict[str, Callable[[Any, Any], Any]]] = {
        "=": operator.eq,
        "!=": operator.ne,
        ">=": operator.ge,
        "<=": operator.le,
        ">": operator.gt,
        "<": operator.lt,
    }


@attrs.frozen(repr=False)
class Not(Formula):
    """``not F``."""

    negated: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The negated formula."""
        return (self.negated,)


@attrs.frozen(repr=False)
class And(Formula):
    """``F and G and …``: all of two or more members."""

    members: tuple[Formula, ...] = attrs.field(converter=_as_members)

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The members."""
        return self.members


@attrs.frozen(repr=False)
class Or(Formula):
    """``F or G or …``: at least one of two or more members."""

    members: tuple[Formula, ...] = attrs.field(converter=_as_members)

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The members."""
        return self.members


@attrs.frozen(repr=False)
class If(Formula):
    """``if P then Q``, also written ``Q if P``: true unless P holds and Q does not."""

    condition: Formula
    consequence: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The condition and the consequence."""
        return (self.condition, self.consequence)


@attrs.frozen(repr=False)
class Iff(Formula):
    """``P iff Q``: true where the two agree."""

    left: Formula
    right: Formula

    @property
    def parts(self) -> tuple[Formula, ...]:
        """Both sides."""
        return (self.left, self.right)


@attrs.frozen(repr=False)
class Count(Formula):
    """``exactly|at most|at least N of (F, G, …)``."""

    quantifier: str
    number: int
    members: tuple[Formula, ...] = attrs.field(converter=_as_members)

    OPERATORS: ClassVar[dict[str, Callable[[Any, Any], Any]]] = {
        "exactly": operator.eq,
        "at most": operator.le,
        "at least": operator.ge,
    }

    @property
    def parts(self) -> tuple[Formula, ...]:
        """The members."""
        return self.members


def walk(formula: Formula) -> Iterator[Formula]:
    """Yield a formula and everything inside it."""
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.parts)


def depth(formula: Formula) -> int:
    """Count the levels of a formula, 1 for a single atom."""
    level, deepest = [formula], 0
    while level:
        deepest += 1
        level = [part for node in level for part in node.parts]
    return deepest
