"""What was found by exploring, and how one state was judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import Conflict
from detente.conflict.literals import at_level
from detente.errors import about
from detente.evolution import Exploration
from detente.formula import parse
from detente.prose import listed
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.report import Records, Report
from detente.report.setting import Setting
from detente.report.wording import counted
from detente.stability import CONCEPTS, Judgement
from detente.stability.local import VERDICTS

MARKS = {"stable": Span("●", "good"), "unstable": Span("·", "faint"), "open": Span("○", "open")}
"""The mark of each verdict."""

Places = NDArray[np.int64]


@attrs.frozen
class ChosenAmong:
    """Which of the known states a report shows.

    Attributes:
        places: All that were chosen, as places among the known states.
        first: How many of them are shown; all if ``None``.
    """

    places: Sequence[int]
    first: int | None

    @property
    def shown(self) -> Sequence[int]:
        """Those that are shown."""
        return self.places[: self.first]

    @property
    def more(self) -> str:
        """How many are not shown, if any, and how to see them."""
        missing = len(self.places) - len(self.shown)
        every = len(self.places)
        return f"… and {counted(missing, 'more state')}: --first {every} shows them." if missing else ""


def chosen_among(found: Exploration, formula: str | None, first: int | None) -> ChosenAmong:
    """Choose among the explored states those in which a formula holds, or else those that hold under some concept.

    Raises:
        FormulaError: If the formula cannot be read.
        UnknownNameError: If it names something unknown.
    """
    if formula is not None:
        with about("--where"):
            mask = found.where(parse(formula))
    else:
        stable = [found.equilibrium_verdicts(concept) == 1 for concept in found.concepts]
        mask = np.logical_or.reduce(stable)
    return ChosenAmong(np.flatnonzero(mask & found.region.explored).tolist(), first)


@attrs.frozen
class ExplorationReport(Report):
    """What was found by exploring.

    Attributes:
        setting: The case.
        found: What was found.
        chosen: The states to show.
        filtered: Whether the user chose among the states.
    """

    setting: Setting
    found: Exploration
    chosen: ChosenAmong
    filtered: bool

    def blocks(self) -> Iterable[Block]:
        """Return how much was explored, and which states hold."""
        yield from self.setting.headline()
        yield Prose(self._extent())
        start = self.setting.conflict.space.label_of(np.uint64(self.found.start))
        yield Prose(Span(f"Started from: {start}. States are told by what is different there.", "faint"))
        if self.chosen.places:
            yield self._table()
        else:
            none = "No explored state certainly holds under any of these concepts."
            yield Prose("No explored state fits." if self.filtered else none)
        yield from self._counts()
        yield Prose(Span(_LEGEND, "faint"))
        yield Items([Item(key, f"{CONCEPTS[key].name}: {CONCEPTS[key].foresight}") for key in self.found.concepts])

    def to_dict(self) -> dict[str, Any]:
        """Return what was found, and the states chosen, as plain data."""
        return self.setting.to_dict() | self.found.to_dict() | {"states": [self._plain(p) for p in self.chosen.shown]}

    def records(self) -> Records:
        """Return a row for each state chosen."""
        for place in self.chosen.shown:
            plain = self._plain(place)
            yield {"code": plain["code"], "state": plain["label"], **plain["options"], **plain["verdicts"]}

    def _extent(self) -> list[str | Span]:
        found = self.found
        reached, explored = counted(found.reached, "state"), counted(found.explored, "state")
        if found.complete:
            return [Span("Everything that legal moves reach was explored: ", "good"), f"{reached}."]
        ended = "--limit sets another limit." if found.explored >= found.limit else "More cannot be held."
        return [
            Span("Not everything was explored: ", "open"),
            f"{explored} were explored, and legal moves reach at least {reached}. {ended}",
        ]

    def _table(self) -> Table:
        columns = [Column("code", importance=0, right=True), Column("state", folds=True)]
        columns += [Column(key, importance=1) for key in self.found.concepts]
        marks = {key: self.found.equilibrium_verdicts(key) for key in self.found.concepts}
        rows: list[list[Words]] = []
        for place in self.chosen.shown:
            code = self.found.region.codes[place]
            verdicts = [MARKS[VERDICTS[int(each[place])]] for each in marks.values()]
            rows.append([str(code), difference(self.setting.conflict, self.found.start, int(code)), *verdicts])
        return Table(columns, rows, self.chosen.more)

    def _counts(self) -> Iterable[Block]:
        columns = [Column("concept"), *(Column(verdict, right=True) for verdict in ("stable", "open", "unstable"))]
        rows: list[list[Words]] = [
            [key, *(f"{len(self.found.codes(key, column.heading)):,}" for column in columns[1:])]
            for key in self.found.concepts
        ]
        yield Heading("Explored states", minor=True)
        yield Table(columns, rows)

    def _plain(self, place: int) -> dict[str, Any]:
        code, space = self.found.region.codes[place], self.setting.conflict.space
        verdicts = {key: VERDICTS[int(self.found.equilibrium_verdicts(key)[place])] for key in self.found.concepts}
        return {
            "code": int(code),
            "options": space.options_of(code),
            "label": space.label_of(code),
            "verdicts": verdicts,
        }


@attrs.frozen
class JudgementReport(Report):
    """How one state was judged, under several concepts.

    Attributes:
        setting: The case.
        judgements: A judgement for each concept, of the same state.
    """

    setting: Setting
    judgements: Sequence[Judgement]

    def blocks(self) -> Iterable[Block]:
        """Return who would stay in the state."""
        yield from self.setting.headline()
        yield Prose(["The state: ", Span(self.judgements[0].label, "strong"), "."])
        keys = [each.concept for each in self.judgements]
        rows: list[list[Words]] = [
            [name, *(MARKS[each.verdicts[name]] for each in self.judgements)] for name in self.setting.conflict.names
        ]
        rows.append([Span("everyone", "strong"), *(MARKS[each.equilibrium] for each in self.judgements)])
        yield Table([Column("who stays"), *map(Column, keys)], rows)
        if undecided := [each.concept for each in self.judgements if each.equilibrium == "open"]:
            looked = counted(max(each.looked_at for each in self.judgements), "state")
            yield Prose(f"Open under {listed(undecided)} after looking at up to {looked}; --limit sets another limit.")
        yield Prose(Span(_LEGEND, "faint"))
        yield Items([Item(key, f"{CONCEPTS[key].name}: {CONCEPTS[key].foresight}") for key in keys])

    def to_dict(self) -> dict[str, Any]:
        """Return the judgements as plain data."""
        return self.setting.to_dict() | {"judgements": [each.to_dict() for each in self.judgements]}

    def records(self) -> Records:
        """Return a row for each concept and decision maker."""
        for each in self.judgements:
            for name, verdict in each.verdicts.items():
                yield {"concept": each.concept, "decision maker": name, "verdict": verdict, "looked at": each.looked_at}


_LEGEND = "● certainly stable · certainly not ○ open: what was not looked at could decide it either way"


def difference(conflict: Conflict, start: int, code: int) -> str:
    """Say what is different in a state from another, by their codes.

    >>> from detente.conflict import DecisionMaker
    >>> difference(Conflict([DecisionMaker("A", ["talk", "arm", "wait"])]), 1, 2)
    'not talk, arm'
    """
    before, after = (conflict.space.levels_of(np.uint64(each)) for each in (start, code))
    changed = [str(at_level(conflict.words, index, level)) for index, level in after.items() if before[index] != level]
    return ", ".join(changed) or "as at the start"
