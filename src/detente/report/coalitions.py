"""Which states hold if decision makers can move together, beside those that hold while each acts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from detente.conflict import numbers_of
from detente.prose import listed
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.report import Records, Report
from detente.report.setting import Setting
from detente.report.states import here_legend, numbered, state_record
from detente.report.wording import counted
from detente.stability import CONCEPTS, Coalitions, Jump, Solution
from detente.stability.coalitions import Reason

BOTH, ALONE, TOGETHER, NEITHER = Span("●", "good"), Span("◐", "open"), Span("◌", "open"), Span("·", "faint")

MOST_TOLD = 12
"""So many departures and jumps are told at most; JSON has all."""

Names = tuple[str, ...]

Going = tuple[int, int, Names]
"""From which state, by number, to which, and which group."""

Masks = Mapping[str, NDArray[np.bool_]]

Told = dict[Going, list[str]]
"""Under which concepts a group goes from one state to another."""


Reasons = dict[Reason, list[str]]
"""What deters a group, with the concepts under which it does."""


@attrs.frozen(slots=False)
class CoalitionsReport(Report):
    """Which states hold if decision makers can move together.

    Attributes:
        setting: The case.
        alone: What holds while each acts alone, under the same concepts.
        together: What holds if groups move together.
        first: How many states the table shows; all if ``None``.
        why: The number of a state whose reasons are told, if that was asked for.
    """

    setting: Setting
    alone: Solution
    together: Coalitions
    first: int | None = None
    why: int | None = None

    def blocks(self) -> Iterable[Block]:
        """Return the table, who would leave together, and the jumps between states that hold."""
        yield from self.setting.headline()
        yield Prose(self._asked())
        yield from self._holding()
        if self.why is not None:
            yield from _reasons(self.why, self.setting.conflict.space.label(self.why - 1), self._why(self.why))

    def _holding(self) -> Iterable[Block]:
        rows = numbers_of(self._either)
        if not rows:
            yield Prose("No state holds under any of these concepts, alone or together.")
            return
        yield self._table(rows)
        yield Prose(Span(self._legend(), "faint"))
        yield Items([Item(key, f"{CONCEPTS[key].name}: {CONCEPTS[key].foresight}") for key in self.together.concepts])
        for key, reason in self.together.left_out.items():
            yield Prose(Span(f"Left out: {key}; {reason}.", "open"))
        yield from _section("Who would leave together", self._leaving(), _told)
        if not self.together.blocks:
            told = {(each.from_, each.to, each.members): concepts for each, concepts in self._jumps(fewest=2).items()}
            yield from _section("Jumps from one equilibrium to another", told, self._way)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, whatever the tables show."""
        together = self.together.to_dict()
        return self.setting.to_dict() | {
            "blocks": together["blocks"],
            "concepts": together["concepts"],
            "equilibria": together["equilibria"],
            "equilibria_alone": {key: list(self.alone.equilibria(key)) for key in self.together.concepts},
            "groups": together["groups"],
            "departures": [
                {"state": state, "to": to, "members": list(members), "concepts": concepts}
                for (state, to, members), concepts in self._leaving().items()
            ],
            "jumps": [
                self._plain_jump(each) | {"concepts": concepts}
                for each, concepts in ({} if self.together.blocks else self._jumps(fewest=1)).items()
            ],
            "reasons": [] if self.why is None else _plain_reasons(self._why(self.why)),
            "left_out": dict(self.together.left_out),
            "fingerprint": together["fingerprint"],
            "version": together["version"],
        }

    def records(self) -> Records:
        """Return a row for each state: under which concepts it holds, alone and together."""
        for index in range(min(self.setting.conflict.size, self.first or self.setting.conflict.size)):
            record = state_record(self.setting, index)
            for key in self.together.concepts:
                record |= {
                    f"{key} alone": bool(self._alone[key][index]),
                    f"{key} together": bool(self._held[key][index]),
                }
            yield record

    def _asked(self) -> str:
        if not self.together.blocks:
            return "Which states hold against every coalition, of one decision maker or more?"
        joined = [listed(names) for names in self.together.blocks if len(names) > 1]
        supposed = f"these act as one: {'; '.join(joined)}" if joined else "everyone acts alone"
        return f"Which states hold if {supposed}?"

    @cached_property
    def _alone(self) -> Masks:
        """Whether each state holds while everyone acts alone, shape (m,), by concept."""
        return {key: self.alone.equilibrium_mask(key) for key in self.together.concepts}

    @cached_property
    def _held(self) -> Masks:
        """Whether each state holds if groups move together, shape (m,), by concept."""
        return {key: self.together.equilibrium_mask(key) for key in self.together.concepts}

    @property
    def _either(self) -> NDArray[np.bool_]:
        masks = [self._alone[key] | self._held[key] for key in self.together.concepts]
        return np.logical_or.reduce(masks)

    def _table(self, numbers: tuple[int, ...]) -> Table:
        masks = [(self._alone[key], self._held[key]) for key in self.together.concepts]
        rows: list[list[Words]] = [
            [
                numbered(self.setting, number - 1),
                self.setting.conflict.space.label(number - 1),
                *(_mark(alone=bool(alone[number - 1]), together=bool(held[number - 1])) for alone, held in masks),
            ]
            for number in numbers[: self.first]
        ]
        columns = [Column("no.", right=True), Column("state", folds=True), *map(Column, self.together.concepts)]
        more = len(numbers) - len(rows)
        note = f"… and {counted(more, 'more state')}: --first {len(numbers)} shows them." if more else ""
        return Table(columns, rows, note)

    def _legend(self) -> str:
        together = "together too" if self.together.blocks else "against every coalition"
        marks = [
            f"{BOTH.text} holds, {together}",
            f"{ALONE.text} only while each acts alone",
            f"{TOGETHER.text} only together",
        ]
        return " · ".join([*marks, here_legend(self.setting)])

    def _leaving(self) -> Told:
        """Return who would leave a state that holds alone under a concept, by groups that have no need of more."""
        found: Told = {}
        for key in self.together.concepts:
            for state in numbers_of(self._alone[key] & ~self._held[key]):
                for to, members in self._leavers(state, key):
                    found.setdefault((state, to, members), []).append(key)
        return dict(sorted(found.items()))

    def _leavers(self, state: int, concept: str) -> Iterator[tuple[int, Names]]:
        groups: dict[int, list[Names]] = {}
        for each in self.together.leaving(state, concept):
            for to in each.to:
                groups.setdefault(to, []).append(each.members)
        for to, every in groups.items():
            yield from ((to, members) for members in every if _is_least(members, every))

    def _why(self, state: int) -> Reasons:
        """Return what deters each group from each of its joint improvements in a state, with the concepts."""
        found: Reasons = {}
        for key in self.together.concepts:
            for each in self.together.why(state, key):
                found.setdefault(each, []).append(key)
        return found

    def _jumps(self, *, fewest: int) -> dict[Jump, list[str]]:
        """Return the jumps of groups that have no need of more, with the concepts under which both ends hold.

        Args:
            fewest: How many members a group has at least.
        """
        groups: dict[tuple[int, int], list[Names]] = {}
        for each in self.together.jumps(numbers_of(np.logical_or.reduce(list(self._alone.values())))):
            groups.setdefault((each.from_, each.to), []).append(each.members)
        both = {ends: self._holding_at(ends) for ends in groups}
        return {
            Jump(*ends, members): both[ends]
            for ends, every in groups.items()
            for members in every
            if both[ends] and len(members) >= fewest and _is_least(members, every)
        }

    def _holding_at(self, ends: tuple[int, int]) -> list[str]:
        """Return the concepts under which both ends hold while everyone acts alone."""
        return [key for key, mask in self._alone.items() if mask[np.array(ends) - 1].all()]

    def _plain_jump(self, jump: Jump) -> dict[str, Any]:
        path = [{"mover": mover, "to": to} for mover, to in self.together.way(jump)]
        return {"from": jump.from_, "to": jump.to, "members": list(jump.members), "path": path}

    def _way(self, key: Going) -> str:
        from_, to, members = key
        turns = ", ".join(f"{mover} to {state}" for mover, state in self.together.way(Jump(from_, to, members)))
        return f"{from_} to {to}: {listed(members)}, by {turns}"


def _mark(*, alone: bool, together: bool) -> Span:
    if alone:
        return BOTH if together else ALONE
    return TOGETHER if together else NEITHER


def _is_least(members: Names, groups: Iterable[Names]) -> bool:
    """Say whether none of the groups is a part of this one."""
    return not any({*fewer} < {*members} for fewer in groups)


def _section(title: str, told: Told, says: Callable[[Going], str]) -> Iterator[Block]:
    if not told:
        return
    yield Heading(title)
    shown = list(told.items())[:MOST_TOLD]
    yield Items([Item("·", [says(key), Span(f" ({', '.join(concepts)})", "faint")]) for key, concepts in shown])
    if len(told) > len(shown):
        yield Prose(Span(f"… and {len(told) - len(shown)} more: --json has them all.", "faint"))


def _told(key: Going) -> str:
    state, to, members = key
    return f"{state} for {to}: {listed(members)}"


def _reasons(state: int, label: str, why: Reasons) -> Iterator[Block]:
    """Return what deters each group from each of its joint improvements."""
    yield Heading(f"What deters from leaving state {state}: {label}")
    if not why:
        yield Prose("No group has anything better that it could bring about.")
        return
    shown = list(why.items())[:MOST_TOLD]
    yield Items([Item("·", [*_reason(each), Span(f" ({', '.join(keys)})", "faint")]) for each, keys in shown])
    if len(why) > len(shown):
        yield Prose(Span(f"… and {len(why) - len(shown)} more: --json has them all.", "faint"))


def _reason(each: Reason) -> list[str | Span]:
    wish = f"{listed(each.members)} to {each.to}: "
    if not each.replies:
        return [wish, Span("nothing", "bad")]
    return [wish, ", ".join(f"{listed(reply.members)} to {reply.to}" for reply in each.replies)]


def _plain_reasons(why: Reasons) -> list[dict[str, Any]]:
    return [
        {
            "members": list(each.members),
            "to": each.to,
            "replies": [{"members": list(reply.members), "to": reply.to} for reply in each.replies],
            "concepts": keys,
        }
        for each, keys in why.items()
    ]
