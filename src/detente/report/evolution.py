"""How a conflict unfolds from its status quo: what is reached when and by whom, and how each equilibrium is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import numpy as np

from detente.evolution import NOBODY, Arrival, Evolution, Path, Reach, StatusQuoTable, Way, status_quo_table
from detente.prose import listed
from detente.report.aim import Aim
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.report import Records, Report
from detente.report.sections.course import Course
from detente.report.setting import Setting
from detente.report.short_names import short_names
from detente.report.states import numbered
from detente.report.wording import counted

MOST_STEPS, FEW_STEPS = 12, 6
"""The last step that the table of last movers shows, and the last where it does not show every state."""

MOST_COURSES = 4
"""How many equilibria the path to is shown of, unless a goal is given."""

_KINDS = {"moves": "by legal moves", "improvements": "by improvements only"}


@attrs.frozen
class EvolutionReport(Report):
    """How a conflict unfolds from its status quo.

    Attributes:
        setting: The case.
        evolution: What can come of its status quo.
        improvements: Whether the table of last movers is about improvements only.
        aim: What the user wants to get to, if that was given.
        first: How many states a table shows; all if ``None``.
    """

    setting: Setting
    evolution: Evolution
    improvements: bool = False
    aim: Aim | None = None
    first: int | None = None

    def blocks(self) -> Iterable[Block]:
        """Return the table of states by step and last mover, the equilibria, and the paths."""
        yield from self.setting.headline()
        start = self.setting.conflict.state(self.evolution.moves.status_quo)
        yield Prose(f"The status quo is state {start.number}: {start.label}.", joined=True)
        yield from self._unfolding()
        yield from self._equilibria()
        yield from self._courses() if self.aim is None else self._towards(self.aim)

    def to_dict(self) -> dict[str, Any]:
        """Return what is reached and how each equilibrium is, whatever the tables show, as plain data."""
        data = self.setting.to_dict() | self.evolution.to_dict()
        for key in ("reachable", "equilibria"):
            data[key] = data[key][: self.first]
        if self.aim is not None:
            data["goal"] = self.aim.to_dict() | {
                "states": int(self.aim.where(self.setting.conflict).sum()),
                "moves": _plain_way(self._way(self.evolution.moves, self.aim)),
                "improvements": _plain_way(self._way(self.evolution.improvements, self.aim)),
            }
        return data

    def records(self) -> Records:
        """Return a row for each state that is reached or an equilibrium."""
        numbers = sorted({*self.evolution.moves.numbers, *self.evolution.holding})
        return [self._record(state) for state in numbers[: self.first]]

    def _record(self, state: int) -> dict[str, Any]:
        each = self.evolution.arrival(state)
        return {
            "number": state,
            "state": self._label(state),
            "concepts": ", ".join(each.concepts),
            "steps": self.evolution.moves.steps_to(state),
            "last movers": ", ".join(each.last_movers),
            "path": _told(each.path),
            "indispensable": ", ".join(each.indispensable),
            "improvement steps": self.evolution.improvements.steps_to(state),
            "improvement last movers": ", ".join(self.evolution.improvements.last_movers(state)),
            "improvement path": _told(each.improvement_path),
            "indispensable to improve": ", ".join(each.indispensable_to_improve),
        }

    def _unfolding(self) -> Iterable[Block]:
        """Return the table of last movers."""
        reach = self.evolution.improvements if self.improvements else self.evolution.moves
        nearest = sorted(reach.numbers, key=lambda state: (reach.steps[state - 1], state))
        shown = nearest[: self.first]
        table = status_quo_table(reach, shown, steps=FEW_STEPS if len(shown) < len(nearest) else MOST_STEPS)
        reached = f"{counted(len(nearest), 'state')} of {self.setting.conflict.size:,}"
        yield Heading(f"What is reached {_KINDS[reach.by]}")
        note = f"{reached}, in {counted(int(reach.steps.max()), 'move')} at most. {self._cut(table, len(nearest))}"
        yield Prose(Span(note.strip(), "faint"))
        yield self._movers(table, reach)

    def _cut(self, table: StatusQuoTable, every: int) -> str:
        rows = every - len(table.states)
        steps = table.length + 1 - len(table.last_movers)
        missing = [
            *([f"{counted(rows, 'state')} further off (--first {every} shows them)"] if rows else []),
            *([counted(steps, "later step")] if steps > 0 else []),
        ]
        return f"Not shown: {listed(missing)}." if missing else ""

    def _movers(self, table: StatusQuoTable, reach: Reach) -> Table:
        short = short_names(table.decision_makers)
        steps = [Column(str(step)) for step in range(len(table.last_movers))]
        rows: list[list[Words]] = [
            [*self._state(state), *(_cell(table, reach, short, state, step) for step in range(len(steps)))]
            for state in table.states
        ]
        columns = [Column("no.", right=True), Column("state", folds=True), *steps]
        legend = [f"{brief} {name}" for name, brief in short.items() if brief != name]
        note = " · ".join(["columns: number of moves, cells: who can make the last of them", *legend])
        return Table(columns, rows, note, lambda: self._fewest(table.states, reach))

    def _fewest(self, states: Iterable[int], reach: Reach) -> Iterable[Block]:
        """Return what needs less room: only the fewest moves and who can make the last of them."""
        columns = [Column("no.", right=True), Column("state", folds=True), Column("moves", right=True)]
        rows: list[list[Words]] = [
            [*self._state(state), str(reach.steps[state - 1]), ", ".join(reach.last_movers(state))] for state in states
        ]
        yield Table([*columns, Column("last mover", folds=True)], rows)

    def _equilibria(self) -> Iterable[Block]:
        every = self.evolution.holding
        yield Heading("How each equilibrium is reached")
        if not every:
            yield Prose("No state holds under any of these concepts.")
            return
        rows = [self._equilibrium(self.evolution.arrival(state)) for state in every[: self.first]]
        columns = [
            Column("no.", right=True),
            Column("state", folds=True),
            Column("holds under", importance=1, folds=True),
            Column("moves", right=True),
            Column("last mover", importance=0, folds=True),
            Column("by improvements"),
            Column("indispensable", importance=2, folds=True),
        ]
        yield Prose(Span(self._summary(), "faint"))
        more = len(every) - len(rows)
        note = f"… and {counted(more, 'more equilibrium', 'more equilibria')}: --first {len(every)} shows them."
        yield Table(columns, rows, note if more else "")

    def _summary(self) -> str:
        places = np.array(self.evolution.holding) - 1
        moving, improving = (
            int(reach.mask[places].sum()) for reach in (self.evolution.moves, self.evolution.improvements)
        )
        total = counted(len(places), "equilibrium", "equilibria")
        return f"{total}; {moving:,} reached by legal moves, {improving:,} by improvements only."

    def _equilibrium(self, each: Arrival) -> list[Words]:
        steps = self.evolution.moves.steps_to(each.state)
        better = self.evolution.improvements.steps_to(each.state)
        return [
            *self._state(each.state),
            ", ".join(each.concepts),
            Span("never", "bad") if steps is None else str(steps),
            ", ".join(each.last_movers),
            Span("no", "bad") if better is None else Span(f"in {better}" if better else "already there", "good"),
            ", ".join(each.indispensable),
        ]

    def _courses(self) -> Iterable[Block]:
        """Return the paths to the nearest equilibria, those first that improvements lead to."""
        found = [each for each in map(self.evolution.arrival, self._nearest()) if each.path and each.path.steps]
        if found:
            yield Heading("The ways there")
        for each in found[:MOST_COURSES]:
            yield from self._course(each.improvement_path or each.path, improving=each.improvement_path is not None)
        if len(found) > MOST_COURSES or len(self.evolution.holding) > self._most:
            yield Prose(Span("Other ways: --to FORMULA, or --json.", "faint"))

    @property
    def _most(self) -> int:
        return MOST_COURSES + 2

    def _nearest(self) -> list[int]:
        reaches = (self.evolution.improvements, self.evolution.moves)

        def order(state: int) -> tuple[float, ...]:
            steps = [reach.steps_to(state) for reach in reaches]
            return (*(np.inf if each is None else each for each in steps), state)

        return sorted(self.evolution.holding, key=order)[: self._most]

    def _course(self, path: Path | None, *, improving: bool) -> Iterable[Block]:
        if path is not None:
            kind = _KINDS["improvements" if improving else "moves"]
            yield Heading(f"To state {path.states[-1]}, {kind}", minor=True)
            yield from Course.of(self.setting.conflict, path).blocks()

    def _towards(self, aim: Aim) -> Iterable[Block]:
        yield Heading(f"The way to “{aim.text}”")
        states = counted(int(aim.where(self.setting.conflict).sum()), "state")
        yield Prose(Span(f"It holds in {states} of {self.setting.conflict.size:,}.", "faint"))
        ways = [(kind, self._way(reach, aim)) for kind, reach in self._reaches]
        yield Items([Item("·", _verdict(kind, way)) for kind, way in ways])
        for kind, way in ways:
            if way.path is not None and way.path.steps:
                yield from self._course(way.path, improving=kind == "improvements")

    @property
    def _reaches(self) -> tuple[tuple[str, Reach], ...]:
        return (("moves", self.evolution.moves), ("improvements", self.evolution.improvements))

    def _way(self, reach: Reach, aim: Aim) -> Way:
        return reach.way_to(aim.formula)

    def _state(self, number: int) -> list[Words]:
        return [numbered(self.setting, number - 1), self._label(number)]

    def _label(self, number: int) -> str:
        return self.setting.conflict.space.label(number - 1)


def _cell(table: StatusQuoTable, reach: Reach, short: Mapping[str, str], state: int, step: int) -> Words:
    """Return who can be the last mover; what is no news by then is faint."""
    if step == 0:
        return NOBODY if state == table.status_quo else ""
    news = step == reach.steps_to(state)
    return Span(" ".join(short[name] for name in table.at(state, step)), "strong" if news else "faint")


def _verdict(kind: str, way: Way) -> Words:
    if way.path is None:
        return [f"{_KINDS[kind].capitalize()}: ", Span("never", "bad"), "."]
    if not way.path.steps:
        return [f"{_KINDS[kind].capitalize()}: ", Span("the status quo is like this already", "good"), "."]
    moves = counted(len(way.path.steps), "move")
    needed = f"indispensable: {listed(way.indispensable)}" if way.indispensable else "nobody is indispensable"
    more = f", and {counted(len(way.states) - 1, 'state')} like it further on" if len(way.states) > 1 else ""
    where = f", to state {way.path.states[-1]}{more}; {needed}."
    return [f"{_KINDS[kind].capitalize()}: in ", Span(moves, "good"), where]


def _plain_way(way: Way) -> dict[str, Any]:
    return {
        "states": list(way.states),
        "path": None if way.path is None else way.path.to_list(),
        "indispensable": list(way.indispensable),
    }


def _told(path: Path | None) -> str | None:
    """Return a path in one line, as in ``1 -Uniroyal> 3 -Ministry> 4``; ``None`` if there is none."""
    if path is None:
        return None
    return " ".join([str(path.start), *(f"-{step.mover}> {step.to}" for step in path.steps)])
