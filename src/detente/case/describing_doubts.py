"""Describe what is in doubt in a case as the plain data of a case file: the keys to be added to each element.

>>> described_chances(Draw("winter", {"mild": "0.6", "harsh": "0.4"}))
{'mild': '0.6', 'harsh': '0.4'}
>>> with_doubt("formula", "talk and strike", {"certainty": "0.7"})
{'formula': 'talk and strike', 'certainty': '0.7'}
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeVar

from detente.case.case import Annotation, Case, Path
from detente.conflict import Preference
from detente.errors import Problem, UnavailableError
from detente.formula import Formula
from detente.worlds import AnyOrder, Believed, Draw, Exists, Faction, Factions, Infeasible, PaceRange, StatementHeld
from detente.worlds.doubts import Doubt

Data = dict[str, Any]
Kind = TypeVar("Kind", bound=Doubt)

_MOST_DECIMALS = 6


def described_chances(draw: Draw) -> dict[str, str]:
    """Return the outcomes of a draw, each with its chance as a case file has it."""
    return {outcome: as_text(chance) for outcome, chance in draw.of}


def as_text(chance: Fraction) -> str:
    """Return a chance as a decimal if that is exact and short, else as a fraction.

    >>> as_text(Fraction(3, 5)), as_text(Fraction(1, 3)), as_text(Fraction(1))
    ('0.6', '1/3', '1')
    """
    decimal = f"{float(chance):.{_MOST_DECIMALS}g}"
    return decimal if "e" not in decimal and Fraction(decimal) == chance else str(chance)


def with_doubt(key: str, written: Any, doubt: Data) -> Any:  # noqa: ANN401 - short or long
    """Return an element with what puts it in doubt, in its long form if there is any."""
    if not doubt:
        return written
    return {**({key: written} if isinstance(written, str) else written), **doubt}


class Described:
    """What is in doubt, found again by the element that it is about."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.doubts = case.doubts.doubts

    def option(self, owner: str, name: str) -> Data:
        """Return the keys of an option that say with which chance it exists."""
        place = self.case.conflict.variable_named(f"{owner}.{name}")
        found = (each for each in self._all(Exists) if self.case.conflict.variable_named(each.option) == place)
        return _decided(next(found, None), "exists")

    def infeasible(self, formula: Formula) -> Data:
        """Return the keys of an infeasible formula that say how certain it is."""
        return _decided(next((each for each in self._all(Infeasible) if each.formula == formula), None), "certainty")

    def belief(self, owner: str, about: str) -> Data:
        """Return the keys of a belief that say how certain it is."""
        found = (each for each in self._all(Believed) if (each.decision_maker, each.about) == (owner, about))
        return _decided(next(found, None), "certainty")

    def of(self, owner: str) -> tuple[Faction, ...]:
        """Return the factions of a decision maker."""
        found = next((each for each in self._all(Factions) if each.decision_maker == owner), None)
        return found.of if found else ()

    def is_of_factions(self, owner: str) -> bool:
        """Say whether a decision maker wants nothing but what its factions want."""
        factions = self.of(owner)
        return bool(factions) and all(each.preference is not None for each in factions)

    def own(self, owner: str) -> Preference:
        """Return what a decision maker wants anyhow, whichever faction prevails."""
        return self.case.doubts.wants_of(owner).own(self.case.conflict)

    def prevailing(self, owner: str, faction: Faction) -> Data:
        """Return the keys of a faction that say when it prevails."""
        doubt = next(each for each in self._all(Factions) if each.decision_maker == owner)
        place = doubt.of.index(faction)
        if isinstance(doubt.by, Draw):
            return {"chance": as_text(doubt.by.chances[place])}
        return {"when": str(doubt.by[place])}

    def pace(self, name: str, *, event: bool) -> str:
        """Return a pace in a range, or an empty text."""
        found = (each for each in self._all(PaceRange) if each.name == name and each.event is event)
        return next(map(str, found), "")

    def statements(self, path: Path, entries: list[Any]) -> list[Any]:
        """Return the entries of a list of statements with what puts them in doubt, those in any order together."""
        found = list(entries)
        for doubt in self._about(StatementHeld, path):
            found[doubt.place] = with_doubt("statement", found[doubt.place], _decided(doubt, "certainty"))
        for order in sorted(self._about(AnyOrder, path), key=lambda each: -each.first):
            if not isinstance(order.by, Draw) or len(set(order.by.chances)) > 1:
                raise _no_place(order)
            said = described_annotation(self.case.annotation(*path, order.first, "any_order"))
            found[order.first : order.last + 1] = [{"any_order": found[order.first : order.last + 1], **said}]
        return found

    def _about(self, kind: type[StatementHeld | AnyOrder], path: Path) -> list[Any]:
        if "believes" in path:
            return []
        faction = path[path.index("factions") + 1] if "factions" in path else ""
        return [each for each in self._all(kind) if (each.decision_maker, each.faction) == (path[1], faction)]

    def _all(self, kind: type[Kind]) -> Iterator[Kind]:
        return (each for each in self.doubts if isinstance(each, kind))


def _decided(doubt: Doubt | None, key: str) -> Data:
    if doubt is None:
        return {}
    return {key: as_text(doubt.by.chances[0])} if isinstance(doubt.by, Draw) else {"when": str(doubt.by[0])}


def described_annotation(said: Annotation) -> Data:
    """Return what is said about an element, key by key; what is empty is left out."""
    parts = {"says": said.says, "why": said.why, "sources": list(said.sources), "mechanisms": list(said.mechanisms)}
    return {key: value for key, value in parts.items() if value}


def _no_place(doubt: Doubt) -> UnavailableError:
    return UnavailableError(Problem(f"a case file has no place for what decides on {doubt.subject}"))
