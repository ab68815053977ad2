"""What would bring a goal about, and what was looked at to say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import attrs

from detente.evolution.standing import Standing
from detente.prose import listed
from detente.report.answer import MARKS, MEANINGS
from detente.report.blocks import Block, Column, Item, Items, Prose, Span, Table, Words
from detente.report.report import Records, Report
from detente.report.setting import Setting
from detente.report.wording import counted
from detente.seeking import AIMS, Effect, Measure, Remedy, Sought, Tally
from detente.seeking.sought import row_of
from detente.seeking.telling import AT_BEST
from detente.stability import CONCEPTS

MOST_TOLD = 20
"""How many sets of changes the text lists; JSON and CSV have all."""

_MOST_LEFT_OUT = 12


@attrs.frozen
class SoughtReport(Report):
    """What would bring a goal about.

    Attributes:
        setting: The case.
        sought: What was found.
    """

    setting: Setting
    sought: Sought

    def blocks(self) -> Iterable[Block]:
        """Return what is asked, what would bring it about or what stands in the way, and what was tried."""
        yield from self.setting.headline()
        yield Prose(self._asked())
        yield Prose(self._today(), joined=True)
        yield from self._found() if self.sought.found else self._missed()
        yield from self._bounds()
        concept = CONCEPTS[self.sought.concept]
        yield Items([Item(concept.key, f"{concept.name}: {concept.foresight}")])

    def to_dict(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        return self.setting.to_dict() | self.sought.to_dict()

    def records(self) -> Records:
        """Return a row for each set that was found, or else for each of the nearest misses."""
        sought = self.sought
        found = (Remedy((), Fraction(), sought.today),) if sought.met_today else sought.found
        for each in found or sought.misses:
            yield {"found": bool(found)} | row_of(each)

    def _asked(self) -> Words:
        goal, aim = self.sought.goal, AIMS[self.sought.aim]
        formula = "" if goal.name == str(goal.formula) else f" ({goal.formula})"
        return [
            Span(f"“{goal.name}”", "strong"),
            f"{formula} {aim.says}, if {CONCEPTS[self.sought.concept].supposing}.",
        ]

    def _today(self) -> Words:
        today = self.sought.today
        if self.sought.met_today:
            return [Span("That is so today", "good"), f", without any change: {today.value}, for {MEANINGS[today]}."]
        return [f"As it stands: {today.value}, for {MEANINGS[today]}."]

    def _found(self) -> Iterable[Block]:
        found = self.sought.found
        sizes = sorted({len(each.measures) for each in found})
        yield Prose([Span(f"{_ways(len(found), sizes)}", "good"), self._cheaper()])
        yield self._table(found[:MOST_TOLD])
        if len(found) > MOST_TOLD:
            more = f"… and {counted(len(found) - MOST_TOLD, 'more set', 'more sets')}; --json lists all."
            yield Prose(Span(more, "faint"), joined=True)
        if found[0].equilibria:
            yield Prose(["With 1. it then holds in: ", Span("; ".join(found[0].equilibria), "strong"), "."])

    def _cheaper(self) -> str:
        if self.sought.ended == "time":
            return " The time was up before all others were tried."
        return "" if self.sought.ended == "all" else " Nothing cheaper does."

    def _table(self, found: Sequence[Remedy]) -> Table:
        columns = [
            Column("", right=True),
            Column("cost", right=True),
            Column("changes", folds=True),
            Column("the goal", importance=1),
            Column("what else it does", folds=True),
        ]
        rows = [
            [
                f"{place}.",
                str(each.cost),
                "\n".join(measure.words for measure in each.measures),
                f"{MARKS[each.standing]} {each.standing.value}",
                _besides(each.effects) or "nothing",
            ]
            for place, each in enumerate(found, start=1)
        ]
        return Table(columns, rows, _LEGEND, narrower=lambda: [_narrow(found), Prose(Span(_LEGEND, "faint"))])

    def _missed(self) -> Iterable[Block]:
        sought = self.sought
        if sought.met_today:
            return
        if not sought.permitted.measures:
            yield Prose([Span("Nothing is permitted", "bad"), " that could change anything."])
            return
        best = sought.misses[0]
        said = (
            "Nothing that was tried brings it about" if sought.ended == "time" else "Nothing permitted brings it about"
        )
        yield Prose(
            [Span(f"{said}. ", "open" if sought.ended == "time" else "bad"), f"At best, {AT_BEST[best.standing]}."]
        )
        if not best.measures:
            yield Prose("No change brings it nearer than it is today.", joined=True)
        yield Prose("Nearest:")
        yield Items([Item("·", each.words or "today, with no change", _why_not(each)) for each in sought.misses])

    def _bounds(self) -> Iterable[Block]:
        sought = self.sought
        kinds = Counter(each.kind for each in sought.permitted.measures)
        if kinds:
            yield Prose(
                Span(f"Permitted: {', '.join(f'{key} ({number:,})' for key, number in kinds.items())}.", "faint")
            )
        if sought.tallies:
            yield Prose(Span(f"Tried: {'; '.join(map(_told, sought.tallies))}.{self._ended()}", "faint"), joined=True)
        if sought.permitted.lacking:
            lacking = "; ".join(f"{key}, since {why}" for key, why in sought.permitted.lacking)
            yield Prose(Span(f"There are none of these: {lacking}.", "faint"), joined=True)
        if sought.permitted.left_out:
            yield Prose(_left_out(sought.permitted.left_out))

    def _ended(self) -> str:
        sought = self.sought
        if sought.ended == "time":
            below = "" if not sought.below else f" Every set that costs less than {sought.below} was dealt with."
            return f" The time, {sought.seconds:g} s, was up; --time-limit sets another.{below}"
        if sought.ended == "cheapest":
            return " What costs more was not looked at; --all goes on to it."
        more = sought.most < len(sought.permitted.measures)
        return f" Larger sets were not looked at; --most {sought.most + 1} goes on to them." if more else ""


_LEGEND = (
    "Better, worse: other goals and dreaded outcomes of the case that come nearer or go farther than they are today, "
    "by how they stand."
)


def _ways(count: int, sizes: Sequence[int]) -> str:
    does = "brings" if count == 1 else "bring"
    if sizes == [1]:
        return f"{counted(count, 'single change')} {does} it about."
    of = f"of {sizes[0]}" if len(sizes) == 1 else f"of {sizes[0]} to {sizes[-1]}"
    return f"{counted(count, 'set')} {of} changes {does} it about."


def _besides(effects: Sequence[Effect]) -> list[str | Span]:
    """Return what changes do to other outcomes: what is welcome, then what is not."""
    words: list[str | Span] = []
    for welcome, said, tone in ((True, "better", "good"), (False, "worse", "bad")):
        told = [
            f"{each.name} {'nearer' if each.gain > 0 else 'farther'}" for each in effects if each.welcome is welcome
        ]
        if told:
            words += ["; " if words else "", Span(f"{said}: ", tone), ", ".join(told)]
    return words


def _narrow(found: Sequence[Remedy]) -> Items:
    """Return the sets as a list, for where a table has no room."""
    return Items(
        [
            Item(
                f"{place}.",
                each.words,
                [f"cost {each.cost} · {each.standing.value}", *filter(None, [_besides(each.effects)])],
            )
            for place, each in enumerate(found, start=1)
        ]
    )


def _why_not(remedy: Remedy) -> list[Words]:
    """Return what stands in the way of a goal after changes that do not bring it about."""
    nowhere = remedy.standing is Standing.NONE and not remedy.leavers
    meaning = "there is no state in which it holds" if nowhere else MEANINGS[remedy.standing]
    lines: list[Words] = [f"cost {remedy.cost} · {remedy.standing.value}: {meaning}"]
    if remedy.astray:
        instead = "also reached" if remedy.standing is Standing.LED_TO else "reached instead"
        lines.append(f"{instead}: {'; '.join(remedy.astray)}")
    if remedy.leavers:
        lines.append(f"{listed(remedy.leavers)} would leave")
    return lines


_SIZES = {1: ("single change", "single changes"), 2: ("pair", "pairs"), 3: ("set of three", "sets of three")}


def _told(tally: Tally) -> str:
    """Say how many sets of a size were tried."""
    one, several = _SIZES.get(tally.changes, (f"set of {tally.changes}", f"sets of {tally.changes}"))
    if not tally.tried:
        return f"no {several}"
    every = f"{tally.tried:,} of {tally.sets:,} {several}" if tally.tried < tally.sets else ""
    notes = [f"{tally.unfit:,} do not fit the case" if tally.unfit else ""]
    notes += [f"{tally.needless:,} needless" if tally.needless else "", f"{tally.left:,} left" if tally.left else ""]
    noted = ", ".join(filter(None, notes))
    whole = f"all {tally.sets:,} {several}" if tally.sets > 1 else f"the {one}"
    return f"{every or whole}{f' ({noted})' if noted else ''}"


def _left_out(measures: Sequence[Measure]) -> list[str | Span]:
    """Say on which changes the mediator has no influence: levers by name, the others by number."""
    levers = [each.words for each in measures if each.kind == "lever"]
    others = Counter(each.kind for each in measures if each.kind != "lever")
    more = len(levers) - _MOST_LEFT_OUT
    named = [*levers[:_MOST_LEFT_OUT], *([f"{more} more"] if more > 0 else [])]
    told = [f"the levers {', '.join(named)}"] if levers else []
    told += [f"{key} ({number:,})" for key, number in others.items()]
    return [Span("The mediator has no influence on these, so they are left out: ", "open"), f"{'; '.join(told)}."]
