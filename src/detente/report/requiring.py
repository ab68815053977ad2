"""Which preferences would make a state hold."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from detente.prose import listed
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span, Words
from detente.report.report import Records, Report
from detente.report.sections.nearest import is_written, states_new, told_nearest
from detente.report.setting import Setting
from detente.report.wording import counted
from detente.requiring import Condition, RequiredState, Requirements, WayToMeet
from detente.requiring.requirements import writable
from detente.requiring.wording import told
from detente.stability import CONCEPTS

MOST_STATES = 3
"""Of so many states the conditions are told at most; JSON has those of more."""

MOST_WAYS = 2
"""So many ways of dealing with a move are told, unless all are asked for."""

MOST_CONDITIONS = 4
"""So many conditions of a state are told, unless all are asked for: those first that are not met."""

_WRITTEN_OUT = 10**12
"""Numbers up to this are written out."""


@attrs.frozen
class RequirementsReport(Report):
    """Which preferences would make a state hold.

    Attributes:
        setting: The case.
        required: What was found out.
        asked: What is to hold, in words.
        mediated: Whether it is the mediator of the case who limits whose preferences vary.
        full: Whether every condition is told, and every way of meeting it.
    """

    setting: Setting
    required: Requirements
    asked: str
    mediated: bool = False
    full: bool = False

    def blocks(self) -> Iterable[Block]:
        """Return what is required, how many rankings meet it, and the nearest preferences; then what the words mean."""
        required, concept = self.required, CONCEPTS[self.required.concept]
        yield from self.setting.headline()
        open_ = f" hold if it is open what {listed(required.vary)} {_want(required.vary)}, and {concept.supposing}"
        yield Prose(["Can ", Span(self.asked, "strong"), f"{open_} ({concept.key})?"])
        if self.mediated:
            yield Prose(Span(_limited(required.vary), "faint"), joined=True)
        yield Prose(self._verdict(), joined=True)
        for each in self._shown():
            yield Heading(f"State {each.state}: {self._label(each.state)}", minor=True)
            yield from self._conditions(each)
        yield from self._nearest()
        yield Heading("The states named here", minor=True)
        yield Items([Item(f"{number}.", self._label(number)) for number in self._named()])

    def to_dict(self) -> dict[str, Any]:
        """Return what was found out as plain data."""
        return self.setting.to_dict() | {"asked": self.asked} | self.required.to_dict()

    def records(self) -> Records:
        """Return a row for each way of meeting a condition, and one for a condition that nothing can meet."""
        for required in self.required.states:
            for condition in required.conditions or ():
                for way in condition.ways or (None,):
                    yield {
                        "state": condition.state,
                        "decision maker": condition.decision_maker,
                        "move to": condition.to,
                        "met": condition.met,
                        "answer": way and "; ".join(f"{turn.mover} → {turn.to}" for turn in way.turns),
                        "needs": way and _needs(way),
                    }

    def _nearest(self) -> Iterator[Block]:
        required = self.required
        given = (required.conflict, required.concept, required.vary)
        if required.nearest is not None and required.nearest.is_as_written:
            return
        if not any(each.obstacles for each in self._shown()):
            yield from told_nearest(*given, required.ranking, "ranking")
        if required.order is not None and required.possible is not False:
            yield from told_nearest(*given, required.order, "order of statements")

    def _verdict(self) -> Words:
        if holding := [str(each.state) for each in self.required.states if each.holds]:
            shown = holding if len(holding) <= MOST_STATES else [holding[0], f"{len(holding) - 1:,} more"]
            where = "state" if len(holding) == 1 else "states"
            return [Span("Nothing has to change: it can already", "good"), f", in {where} {listed(shown)}."]
        if self.required.possible is None:
            return [Span("That is open. ", "open"), self._counted()]
        if not self.required.possible:
            return Span(f"No: no preference of {listed(self.required.vary, 'or')} makes it hold.", "bad")
        return [Span("Yes. ", "good"), self._counted()]

    def _counted(self) -> str:
        count, total = writable(self.required.count), writable(self.required.total)
        rankings = "strict rankings" if len(self.required.vary) == 1 else "combinations of strict rankings"
        if count is None or total is None:
            return f"How many {rankings} do it cannot be counted here: too many comparisons matter."
        return f"Of {_number(total)} {rankings} {_number(count)} make it hold."

    def _shown(self) -> Sequence[RequiredState]:
        """Return the states whose conditions are told: those that were found nearest, or else the first."""
        told_of = [each for each in self.required.states if each.conditions is not None]
        found = {each.nearest.state for each in (self.required.ranking, self.required.order) if each and each.nearest}
        return [each for each in told_of if each.state in found] or told_of[:MOST_STATES]

    def _conditions(self, required: RequiredState) -> Iterator[Block]:
        conditions = self._picked(required)
        if not conditions:
            yield Prose("Nobody would leave it, whatever is wanted.")
            return
        yield Items([Item("·", self._told(each)) for each in conditions])
        if left := self._left_out(required, conditions):
            yield Prose(Span(left, "faint"), joined=True)

    def _picked(self, required: RequiredState) -> Sequence[Condition]:
        """Return the conditions of a state that are told: those first that are not met."""
        every = required.obstacles or required.conditions or ()
        if self.full or len(every) <= MOST_CONDITIONS:
            return every
        return sorted(every, key=lambda each: each.met)[:MOST_CONDITIONS]

    @property
    def _most_ways(self) -> int:
        return sys.maxsize if self.full else MOST_WAYS

    def _left_out(self, required: RequiredState, told_of: Sequence[Condition]) -> str:
        """Say that there are more conditions, and more ways of meeting those that are told."""
        more = len(required.obstacles or required.conditions or ()) - len(told_of)
        parts = [f"{counted(more, 'more condition')} of this kind"] if more else []
        parts += ["more ways of meeting these"] if any(len(each.ways) > self._most_ways for each in told_of) else []
        return f"… and {listed(parts)}; --full tells all." if parts else ""

    def _told(self, condition: Condition) -> Words:
        concept, vary = self.required.concept, self.required.vary
        sentence = told(condition, concept, vary, str, most=self._most_ways)
        if not condition.ways:
            return Span(sentence, "bad")
        return [f"{sentence} ", Span("That is so already." if condition.met else "That is not so yet.", "faint")]

    def _label(self, number: int) -> str:
        return self.setting.conflict.space.label(number - 1)

    def _named(self) -> list[int]:
        """Return the states that are named, beside those that have a heading."""
        told_of, sought = self._shown(), (self.required.ranking, self.required.order)
        conditions = [each for required in told_of for each in self._picked(required)]
        conditions += [each for one in sought if one for each in one.clash]
        named = {number for each in conditions for number in _states(each, self._most_ways)} | {
            each.state for each in told_of
        }
        for nearest in (one.nearest for one in sought if one and one.nearest):
            named |= states_new(self.required.conflict, nearest)
            if is_written(self.required.conflict, nearest):
                named |= set(range(1, self.required.conflict.size + 1))
        return sorted(named)


def _states(condition: Condition, most: int) -> Iterator[int]:
    yield condition.to
    for way in condition.ways[:most]:
        yield from (turn.to for turn in way.turns)
        yield from (number for each in way.needs for number in (each.state, each.than))


def _limited(names: Sequence[str]) -> str:
    """Say that it is the mediator who limits whose preferences vary.

    >>> _limited(["Russia", "West"])
    'That only Russia and West may change their minds is due to the mediator, who influences nobody else; --anyone lets
    all do so.'
    """
    mind = "its mind" if len(names) == 1 else "their minds"
    due = "is due to the mediator, who influences nobody else; --anyone lets all do so."
    return f"That only {listed(names)} may change {mind} {due}"


def _needs(way: WayToMeet) -> str:
    return "; ".join(
        f"{each.decision_maker}: {each.state} {'better than' if each.better else 'no better than'} {each.than}"
        for each in way.needs
    )


def _number(number: int) -> str:
    """Return a number, rounded where it is long.

    >>> _number(384), _number(263130836933693530167218012160000000)
    ('384', 'about 2.6 · 10^35')
    """
    if number < _WRITTEN_OUT:
        return f"{number:,}"
    digits = len(str(number)) - 1
    return f"about {number // 10 ** (digits - 1) / 10:.1f} · 10^{digits}"


def _want(names: Sequence[str]) -> str:
    return "wants" if len(names) == 1 else "want"
