"""The course of a conflict along a path: the evolution table of the field.

It has a column for each state from the status quo to the end, a line for each option, and an arrow where a move changes
one, with the name of the mover above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise

import attrs

from detente.conflict import Conflict
from detente.evolution import Path
from detente.formula import Variable
from detente.prose import listed
from detente.report.blocks import Block, Column, Item, Items, Prose, Span, Table, Words
from detente.report.short_names import short_names
from detente.report.wording import counted

ARROW = "→"
ANY = "any"
"""What is written where the members of a coalesced state differ."""

MOST_LINES = 12
"""With more options than that, those that stay as they are are left out."""


@attrs.frozen
class Line:
    """What becomes of an option along a path.

    Attributes:
        owner: The decision maker whose option it is; empty in graph form.
        name: Its name.
        levels: Its level in each state: Y, N, the name of a level, or :data:`ANY`.
    """

    owner: str
    name: str
    levels: tuple[str, ...]

    @property
    def changes(self) -> tuple[bool, ...]:
        """Whether each move changes it."""
        return tuple(ANY not in pair and pair[0] != pair[1] for pair in pairwise(self.levels))

    @property
    def stays(self) -> bool:
        """Whether it is the same from the status quo to the end."""
        return len(set(self.levels)) == 1


@attrs.frozen
class Course:
    """What becomes of the options along a path.

    Attributes:
        path: The path.
        lines: What becomes of each option, in listing order.
        left_out: How many options are left out, since they stay as they are.
    """

    path: Path
    lines: tuple[Line, ...]
    left_out: int

    @classmethod
    def of(cls, conflict: Conflict, path: Path) -> Course:
        """Follow a path."""
        levels = [conflict.space.levels(state - 1) for state in path.states]
        every = [
            Line(variable.decision_maker or "", variable.name, tuple(_level(variable, at[place]) for at in levels))
            for place, variable in enumerate(conflict.words.variables)
        ]
        lines = [line for line in every if len(every) <= MOST_LINES or not line.stays]
        return cls(path, tuple(lines), len(every) - len(lines))

    @property
    def omission(self) -> str:
        """How many options are left out, in words; empty if none."""
        return f"{counted(self.left_out, 'option')} not shown: no change." if self.left_out else ""

    def blocks(self, short: Mapping[str, str] | None = None) -> Iterable[Block]:
        """Return the table; in less room with short names of the movers, and last as a list of the moves."""
        yield Table(self._columns(short or {}), self._rows(), self.omission, self._listed if short else self._shortened)

    def _columns(self, short: Mapping[str, str]) -> list[Column]:
        first, *others = (str(state) for state in self.path.states)
        columns = [Column(""), Column(first if short else f"status quo\n{first}")]
        for step, state in zip(self.path.steps, others, strict=True):
            columns += [Column(short.get(step.mover, step.mover)), Column(state if short else f"\n{state}")]
        return columns

    def _rows(self) -> list[list[Words]]:
        rows: list[list[Words]] = []
        for owner, lines in groupby(self.lines, key=lambda line: line.owner):
            if owner:
                rows.append([Span(owner, "strong"), *[""] * (2 * len(self.path.steps) + 1)])
            rows += [_row(line, "  " if owner else "") for line in lines]
        return rows

    def _shortened(self) -> Iterable[Block]:
        short = short_names(dict.fromkeys(self.path.movers))
        yield from self.blocks(short)
        yield Prose(Span(" · ".join(f"{brief} {name}" for name, brief in short.items()), "faint"), joined=True)

    def _listed(self) -> Iterable[Block]:
        yield Items([Item(f"{place + 1}.", self.told(place)) for place in range(len(self.path.steps))])

    def told(self, place: int) -> str:
        """Say which move the path makes at a place, from 0, and what it changes."""
        step = self.path.steps[place]
        changed = listed(
            f"{line.name} {line.levels[place]} {ARROW} {line.levels[place + 1]}"
            for line in self.lines
            if line.changes[place]
        )
        return f"{step.mover}: {changed}; state {step.to}"


def _row(line: Line, indent: str) -> list[Words]:
    cells: list[Words] = [f"{indent}{line.name}", _toned(line.levels[0])]
    for changes, level in zip(line.changes, line.levels[1:], strict=True):
        cells += [Span(ARROW if changes else "", "open"), _toned(level)]
    return cells


def _toned(level: str) -> Span:
    return Span(level, "strong" if level == "Y" else "faint" if level == ANY else "")


def _level(variable: Variable, level: int | None) -> str:
    if level is None:
        return ANY
    return "NY"[level] if variable.is_yes_no else variable.levels[level]
