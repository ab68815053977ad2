"""Build the mediator of a case, and what changes cost, noting everything that does not fit, each fault at its place."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from detente.case import schema
from detente.case.building.preferring import number
from detente.case.building.wording import Wording
from detente.case.mediator import Mediator, priced
from detente.case.text.problems import Problems
from detente.case.text.tree import Path
from detente.errors import Problem, unknown


def cost(written: str | None, path: Path, problems: Problems) -> Fraction | None:
    """Return a cost as an exact number, noting if it is none."""
    if written is None:
        return None
    found = number(written)
    if found is None or found < 0:
        problems.add(Problem(f"the cost '{written}' is no cost", "0 or more, such as 2, 0.5 or 1/3"), path)
        return None
    return found


def mediator(
    document: schema.Document,
    problems: Problems,
    wording: Wording,
    keep: Callable[[schema.Reasoned, Path], object],
) -> Mediator | None:
    """Return the mediator of a case, or ``None`` if it has none or something about it is wrong, which is noted.

    Args:
        document: The case as written.
        problems: Where faults are noted.
        wording: What formulas can speak of.
        keep: Keeps what is said about an element.
    """
    written = document.mediator
    if written is None:
        return None
    keep(written, ("mediator",))
    before, makers = len(problems), document.decision_makers
    for place, name in enumerate(written.influences or ()):
        if name not in makers:
            problems.add(unknown("decision maker", name, makers), ("mediator", "influences", place))
    costs = {}
    for name, text in written.costs.items():
        path: Path = ("mediator", "costs", name)
        if wording.complete:
            with problems.of(path, at_key=True):
                priced(wording.words, makers, name)
        costs[name] = cost(text, path, problems) or Fraction()
    if len(problems) > before:
        return None
    with problems.of(("mediator", "influences"), at_key=True):
        return Mediator(influences=written.influences, costs=costs)
    return None
