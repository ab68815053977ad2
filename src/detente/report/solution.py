"""Which states hold under which concept, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import numbers_of
from detente.prose import listed
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.choosing import Chosen
from detente.report.report import Records, Report
from detente.report.sections.mistakes import mistake_blocks
from detente.report.sections.unknown import extension_blocks
from detente.report.setting import Setting
from detente.report.states import here_legend, numbered, state_record
from detente.stability import CONCEPTS, Extensions, Mistaken, Solution

HOLDS = Span("●", "good")
FAILS = Span("·", "faint")


_MOST_IN_EXTENSIONS = 50
"""How many states the table of extensions shows."""

Verdicts = Mapping[str, NDArray[np.bool_]]
"""Whether each state is an equilibrium, shape (m,), by the key of a concept, ``strong`` or ``mixed``."""


def columns(
    solution: Solution, concepts: Iterable[str], mixed: Mapping[str, str] | None = None, *, strong: bool = False
) -> Verdicts:
    """Return what a table of equilibria shows, column by column.

    Args:
        solution: The solution; all concepts needed were applied.
        concepts: The keys of the concepts to show.
        mixed: Each decision maker's own concept, if there is to be such a column.
        strong: Whether there is to be a column of strong equilibria.
    """
    found = {key: solution.equilibrium_mask(key) for key in concepts}
    if strong:
        found["strong"] = _mask(solution.strong_equilibria(), solution.conflict.size)
    if mixed is not None:
        found["mixed"] = _mask(solution.mixed(mixed), solution.conflict.size)
    return found


def _mask(numbers: Iterable[int], size: int) -> NDArray[np.bool_]:
    mask = np.zeros(size, dtype=bool)
    mask[np.array(list(numbers), dtype=np.int64) - 1] = True
    return mask


@attrs.frozen
class SolutionReport(Report):
    """Which states hold under which concept.

    Attributes:
        setting: The case.
        solution: Its solution.
        chosen: The states to show.
        filtered: Whether the user chose among the states.
        verdicts: The columns of the table: whether each state holds, by concept; see :func:`columns`.
        mixed: Each decision maker's own concept, if that was asked for.
        by_decision_maker: Whether to show who stays where.
        mistaken: Who is mistaken about whom, where somebody has beliefs.
        extensions: What holds in which extension, where preferences are unknown.
    """

    setting: Setting
    solution: Solution
    chosen: Chosen
    filtered: bool
    verdicts: Verdicts
    mixed: Mapping[str, str] | None = None
    by_decision_maker: bool = False
    mistaken: Mistaken | None = None
    extensions: Extensions | None = None

    def blocks(self) -> Iterable[Block]:
        """Return the tables, and what their columns mean."""
        yield from self.setting.headline()
        if not self.chosen.indices.size:
            yield Prose("No state fits." if self.filtered else "No state holds under any of these concepts.")
        elif self.by_decision_maker:
            yield from self._stays()
        else:
            yield self._table()
        if self.chosen.more:
            counts = (f"{key} {int(mask.sum()):,}" for key, mask in self.verdicts.items())
            yield Prose(f"States that hold, of {self.setting.conflict.size:,}: {', '.join(counts)}.")
        yield Prose(Span(self._legend(), "faint"))
        yield Items([Item(key, _meaning(key), self._cast(key)) for key in self.verdicts])
        yield from self._left_out()
        if self.extensions is not None:
            yield from extension_blocks(self.setting, self.extensions, self._concepts, _MOST_IN_EXTENSIONS)
        if self.mistaken is not None:
            yield from mistake_blocks(self.mistaken)

    def to_dict(self) -> dict[str, Any]:
        """Return the whole solution as plain data, whatever the table shows."""
        data = self.setting.to_dict() | self.solution.to_dict()
        if self.filtered:
            data["chosen"] = (self.chosen.indices + 1).tolist()
        if "strong" in self.verdicts:
            data["strong"] = list(numbers_of(self.verdicts["strong"]))
        if self.extensions is not None:
            data["extensions"] = self.extensions.to_dict()["equilibria"]
        if self.mistaken is not None:
            data["mistaken"] = self.mistaken.to_dict()
        if self.mixed is not None:
            data["mixed"] = {"concepts": dict(self.mixed), "equilibria": list(numbers_of(self.verdicts["mixed"]))}
        return data

    def records(self) -> Records:
        """Return a row for each state, with a column for each concept."""
        for index in self.chosen.shown:
            record = state_record(self.setting, index)
            record |= {key: bool(mask[index]) for key, mask in self.verdicts.items()}
            if self.by_decision_maker:
                record |= {
                    f"{key} {name}": bool(stays)
                    for key in self._concepts
                    for name, stays in zip(
                        self.setting.conflict.names, self.solution.verdicts[key][:, index], strict=True
                    )
                }
            yield record

    def _table(self) -> Table:
        columns = [Column("no.", right=True), Column("state", folds=True), *map(Column, self.verdicts)]
        rows = [
            [*self._state(index), *(HOLDS if mask[index] else FAILS for mask in self.verdicts.values())]
            for index in self.chosen.shown
        ]
        return Table(columns, rows, self.chosen.more, self._narrower)

    def _narrower(self) -> Iterable[Block]:
        columns = [Column("no.", right=True), Column("state", folds=True)]
        yield Table(columns, [self._state(index) for index in self.chosen.shown], self.chosen.more)
        rows: list[list[Words]] = [
            [key, ", ".join(str(index + 1) for index in self.chosen.shown if mask[index]) or "none"]
            for key, mask in self.verdicts.items()
        ]
        yield Table([Column("concept"), Column("states that hold", folds=True)], rows)

    @property
    def _concepts(self) -> tuple[str, ...]:
        return tuple(key for key in self.verdicts if key in CONCEPTS)

    def _state(self, index: int) -> list[Words]:
        return [numbered(self.setting, index), self.setting.conflict.space.label(index)]

    def _stays(self) -> Iterable[Block]:
        names = self.setting.conflict.names
        columns = [Column("no.", right=True), Column("state", folds=True)]
        columns += [Column(name, importance=0) for name in names] + [Column("all")]
        for key in self._concepts:
            yield Heading(f"{CONCEPTS[key].name}: who stays", minor=True)
            verdict = self.solution.verdicts[key]
            marks = [
                [HOLDS if stays else FAILS for stays in (*verdict[:, index], verdict[:, index].all())]
                for index in self.chosen.shown
            ]
            rows = [[*self._state(index), *row] for index, row in zip(self.chosen.shown, marks, strict=True)]
            yield Table(columns, rows, self.chosen.more)

    def _legend(self) -> str:
        holds = "stays there" if self.by_decision_maker else "nobody would leave the state"
        return f"{HOLDS.text} {holds} · {here_legend(self.setting)}"

    def _cast(self, key: str) -> list[Words]:
        if key != "mixed" or self.mixed is None:
            return []
        return [", ".join(f"{name}: {concept}" for name, concept in self.mixed.items())]

    def _left_out(self) -> Iterable[Block]:
        reasons: dict[str, list[str]] = {}
        for key, reason in self.solution.left_out.items():
            reasons.setdefault(reason, []).append(key)
        for reason, keys in reasons.items():
            yield Prose(Span(f"Left out: {listed(keys)}; {reason}.", "open"))


_SPECIAL = {
    "strong": "under nash, gmr, smr and seq at once",
    "mixed": "each decision maker with a foresight of its own",
}


def _meaning(key: str) -> str:
    return _SPECIAL[key] if key in _SPECIAL else f"{CONCEPTS[key].name}: {CONCEPTS[key].foresight}"
