"""The states of a conflict, as a table.

The table has a column for each option, decision maker by decision maker. Where that does not fit, it has one for each
decision maker, with a letter for each option, and says below what the letters stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any

import attrs

from detente.conflict import Conflict
from detente.formula import Variable
from detente.report.blocks import Block, Column, Item, Items, Prose, Span, Table, Words
from detente.report.choosing import Chosen
from detente.report.report import Records, Report
from detente.report.setting import Setting
from detente.report.wording import counted

HERE = "→"
"""The mark of the status quo."""


@attrs.frozen
class StatesReport(Report):
    """Which states there are.

    Attributes:
        setting: The case.
        chosen: The states to show.
        with_codes: Whether the table shows their codes.
    """

    setting: Setting
    chosen: Chosen
    with_codes: bool = False

    def blocks(self) -> Iterable[Block]:
        """Return a table of the states, and how to read it."""
        yield from self.setting.headline()
        if not self.chosen.indices.size:
            yield Prose("No state fits.")
            return
        yield self._table()
        yield Prose(Span(self._legend(), "faint"))

    def to_dict(self) -> dict[str, Any]:
        """Return the states with their payoffs as plain data."""
        conflict = self.setting.conflict
        states = [
            conflict.space.plain_state(index)
            | {
                "payoffs": _payoffs(conflict, index),
                "status_quo": index + 1 == self.setting.status_quo,
            }
            for index in self.chosen.shown
        ]
        return self.setting.to_dict() | {
            "decision_makers": list(conflict.names),
            "size": conflict.size,
            "fitting": len(self.chosen.indices),
            "states": states,
        }

    def records(self) -> Records:
        """Return a row for each state."""
        return [state_record(self.setting, index) for index in self.chosen.shown]

    def _table(self) -> Table:
        conflict, shown = self.setting.conflict, self.chosen.shown
        columns = [*self._first_columns(), *_option_columns(conflict)]
        rows = [[*self._first_cells(index), *_option_cells(conflict, index)] for index in shown]
        return Table(columns, rows, self.chosen.more, self._narrower)

    def _narrower(self) -> Iterable[Block]:
        conflict, shown = self.setting.conflict, self.chosen.shown
        columns = [*self._first_columns(), Column("options"), Column("payoffs", importance=1)]
        rows = [
            [
                *self._first_cells(index),
                " ".join(_patterns(conflict, index)),
                " ".join(map(str, _payoffs(conflict, index).values())),
            ]
            for index in shown
        ]
        yield Table(columns, rows, self.chosen.more)
        yield Prose(Span("The options, and the payoffs, stand in this order:", "faint"))
        yield Items([Item(name, text) for name, text in _order(conflict)])

    def _first_columns(self) -> list[Column]:
        code = [Column("code", importance=0, right=True)] if self.with_codes else []
        return [Column("no.", right=True), *code]

    def _first_cells(self, index: int) -> list[Words]:
        code: list[Words] = [str(self.setting.conflict.space.codes[index])] if self.with_codes else []
        return [numbered(self.setting, index), *code]

    def _legend(self) -> str:
        parts = [here_legend(self.setting), "payoff: 1 is the worst, equal where a decision maker is indifferent"]
        return " · ".join(filter(None, parts))


def numbered(setting: Setting, index: int) -> Words:
    """Return the number of a state, with the mark of the status quo where it is that."""
    if index + 1 == setting.status_quo:
        return Span(f"{HERE} {index + 1}", "strong")
    return str(index + 1)


def here_legend(setting: Setting) -> str:
    """Say what the mark of the status quo means, if there is one."""
    return f"{HERE} status quo" if setting.status_quo else "the case gives no status quo"


def state_record(setting: Setting, index: int) -> dict[str, Any]:
    """Return a state as a row: number, code, options, payoffs, and whether it is the status quo."""
    state = setting.conflict.space.plain_state(index)
    record = {"number": state["number"], "code": state["code"], "state": state["label"], **state["options"]}
    payoffs = {f"payoff {name}": payoff for name, payoff in _payoffs(setting.conflict, index).items()}
    return record | payoffs | {"status quo": index + 1 == setting.status_quo}


def _payoffs(conflict: Conflict, index: int) -> dict[str, int]:
    return dict(zip(conflict.names, conflict.payoff_table[:, index].tolist(), strict=True))


def _option_columns(conflict: Conflict) -> list[Column]:
    if conflict.in_graph_form:
        payoffs = [Column(f"payoff\n{name}", importance=1, right=True) for name in conflict.names]
        return [Column("state", folds=True), *payoffs]
    columns = []
    for owner in conflict.decision_makers:
        names = [*(option.name for option in owner.options), "payoff"]
        headings = [f"{above}\n{name}" for above, name in zip([owner.name, *[""] * len(names)], names, strict=False)]
        columns += [Column(heading, right=name == "payoff") for heading, name in zip(headings, names, strict=True)]
    return columns


def _option_cells(conflict: Conflict, index: int) -> list[Words]:
    levels = [
        _level(variable, level)
        for variable, level in zip(conflict.words.variables, conflict.space.levels(index), strict=True)
    ]
    payoffs = list(map(str, _payoffs(conflict, index).values()))
    if conflict.in_graph_form:
        return [*levels, *payoffs]
    cells: list[Words] = []
    for (start, end), payoff in zip(_ranges(conflict), payoffs, strict=True):
        cells += [*levels[start:end], payoff]
    return cells


def _level(variable: Variable, level: int | None) -> Words:
    if level is None:
        return Span("any", "faint")
    if variable.is_yes_no:
        return ("N", Span("Y", "strong"))[level]
    return variable.levels[level]


def _ranges(conflict: Conflict) -> Iterable[tuple[int, int]]:
    """Return, for each decision maker, where its options begin and end among all."""
    return pairwise(accumulate((len(owner.options) for owner in conflict.decision_makers), initial=0))


def _patterns(conflict: Conflict, index: int) -> list[str]:
    if conflict.in_graph_form:
        return [conflict.states[index]]
    pattern = _letters(conflict, index)
    return ["".join(pattern[start:end]) for start, end in _ranges(conflict) if start < end]


def _letters(conflict: Conflict, index: int) -> Sequence[str]:
    levels = zip(conflict.words.variables, conflict.space.levels(index), strict=True)
    return [_letter(variable, level) for variable, level in levels]


def _letter(variable: Variable, level: int | None) -> str:
    if level is None:
        return "-"
    return "NY"[level] if variable.is_yes_no else _digit(level)


def _digit(level: int) -> str:
    return str(level) if level < 10 else f"({level})"  # noqa: PLR2004 - one sign where one is enough


def _order(conflict: Conflict) -> list[tuple[str, str]]:
    variables = conflict.words.variables
    if conflict.in_graph_form:
        return [(name, "") for name in conflict.names]
    return [
        (owner.name, ", ".join(_named(variable) for variable in variables[start:end]) or counted(0, "option"))
        for owner, (start, end) in zip(conflict.decision_makers, _ranges(conflict), strict=True)
    ]


def _named(variable: Variable) -> str:
    if variable.is_yes_no:
        return variable.name
    levels = ", ".join(f"{_digit(place)} {level}" for place, level in enumerate(variable.levels))
    return f"{variable.name} ({levels})"
