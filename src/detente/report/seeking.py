"""What would bring a goal about, and what was looked at to say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import attrs

from detente.evolution.standing import Standing
from detente.prose import listed
from detente.report.blocks import Block, Column, Item, Items, Prose, Span, Table, Words
from detente.report.report import Records, Report
from detente.report.sections.standings import MARKS
from detente.report.setting import Setting
from detente.report.wording import counted
from detente.seeking import AIMS, Effect, Measure, Remedy, Sought, Tally
from detente.seeking.permitting import Permitted
from detente.seeking.sought import row_of
from detente.seeking.telling import HOW, NEVER, NOWHERE
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
        """Return what is asked, what would bring that about or what stands in the way, and what was tried."""
        yield from self.setting.headline()
        if self._mediator:
            yield Prose(Span(self._mediator, "open"))
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

    @property
    def _mediator(self) -> str:
        """Whose influence limits what is tried, in a sentence; empty if nobody's does."""
        influenced = self.sought.permitted.influenced
        if influenced is None:
            return ""
        return (
            f"Only what the mediator can bring about is tried: changes that touch nobody but {listed(influenced)}. "
            "--anyone tries all others, too."
        )

    @property
    def _does(self) -> tuple[str, str]:
        """What a change does that is found, and what several do."""
        averts = AIMS[self.sought.aim].averts
        return ("averts it", "avert it") if averts else ("brings it about", "bring it about")

    def _asked(self) -> Words:
        goal, aim = self.sought.goal, AIMS[self.sought.aim]
        formula = "" if goal.name == str(goal.formula) else f" ({goal.formula})"
        return [
            Span(f"“{goal.name}”", "strong"),
            f"{formula} {aim.says}, if {CONCEPTS[self.sought.concept].supposing}.",
        ]

    def _today(self) -> Words:
        sought = self.sought
        if sought.impossible:
            return [Span(f"It {NEVER[sought.impossible]}.", "bad")]
        how = NOWHERE if sought.nowhere else HOW[sought.today]
        if sought.met_today:
            return [Span("Nothing has to change", "good"), f" ({sought.today.value}): {how}."]
        further = "further " if self.setting.levers else ""
        return [f"Without any {further}change: {sought.today.value}; {how}."]

    def _found(self) -> Iterable[Block]:
        found = self.sought.found
        sizes = sorted({len(each.measures) for each in found})
        yield Prose([Span(_ways(len(found), sizes, *self._does), "good"), self._cheaper()])
        yield self._table(found[:MOST_TOLD])
        if len(found) > MOST_TOLD:
            more = f"… and {counted(len(found) - MOST_TOLD, 'more')[:-1]}; --json lists all."
            yield Prose(Span(more, "faint"), joined=True)
        yield from self._then(found[0])

    def _then(self, best: Remedy) -> Iterable[Block]:
        """Say where things come to rest after the best set."""
        averts = AIMS[self.sought.aim].averts
        states = best.astray if averts else best.equilibria
        if states:
            after = "change" if len(best.measures) == 1 else "changes"
            then = "this is reached" if averts else "it lasts in"
            yield Prose([f"After the {after} in row 1, {then}: ", Span("; ".join(states), "strong"), "."])

    def _cheaper(self) -> str:
        if self.sought.ended == "time":
            return " The time was up before all others were tried."
        return "" if self.sought.ended == "all" else " Nothing cheaper does."

    def _table(self, found: Sequence[Remedy]) -> Table:
        columns = [
            Column("", right=True),
            Column("cost", right=True),
            Column("changes", folds=True),
            Column("then", importance=1),
            Column("what else it does", folds=True),
        ]
        rows = [
            [
                f"{place}.",
                str(each.cost),
                "\n".join([*(measure.words for measure in each.measures), *_alike(each)]),
                f"{MARKS[each.standing]} {each.standing.value}",
                _besides(each.effects) or "nothing",
            ]
            for place, each in enumerate(found, start=1)
        ]
        return Table(columns, rows, narrower=lambda: [_narrow(found)])

    def _missed(self) -> Iterable[Block]:
        sought = self.sought
        if sought.met_today or sought.impossible:
            return
        does, do = self._does
        if not sought.permitted.measures:
            yield Prose([Span("Nothing is permitted", "bad"), f" that could {do}."])
            return
        said, tone = ("was tried", "open") if sought.ended == "time" else ("is permitted", "bad")
        best = sought.misses[0]
        if not best.measures:
            yield Prose(Span(f"Nothing that {said} {does}, or comes any nearer.", tone))
            yield Items([Item("·", line) for line in self._obstacles(best)])
            return
        yield Prose([Span(f"Nothing that {said} {does}.", tone), f" At best, {_how(best)}."])
        yield Prose("Nearest:")
        yield Items([Item("·", each.words, self._why_not(each)) for each in sought.misses])

    def _why_not(self, remedy: Remedy) -> list[Words]:
        """Return what stands in the way of what is asked after changes that do not bring it about."""
        return [f"cost {remedy.cost} · {remedy.standing.value}: {_how(remedy)}", *self._obstacles(remedy)]

    def _obstacles(self, remedy: Remedy) -> list[Words]:
        """Return what is reached, and who would leave."""
        if AIMS[self.sought.aim].averts:
            return [f"still reached: {'; '.join(remedy.equilibria)}"]
        instead = "also reached" if remedy.standing is Standing.LED_TO else "reached instead"
        lines: list[Words] = [f"{instead}: {'; '.join(remedy.astray)}"] if remedy.astray else []
        return [*lines, f"{listed(remedy.leavers)} would leave"] if remedy.leavers else lines

    def _bounds(self) -> Iterable[Block]:
        sought = self.sought
        kinds = Counter(each.kind for each in sought.permitted.measures)
        if kinds and not sought.impossible:
            yield Prose(
                Span(f"Permitted: {', '.join(f'{key} ({number:,})' for key, number in kinds.items())}.", "faint")
            )
        if tried := "; ".join(map(_told, self._tallies())):
            yield Prose(Span(f"Looked at: {tried}.{self._ended()}", "faint"), joined=True)
        if sought.permitted.lacking and not sought.impossible:
            lacking = "; ".join(f"{key}, since {why}" for key, why in sought.permitted.lacking)
            yield Prose(Span(f"There are none of these: {lacking}.", "faint"), joined=True)
        if sought.permitted.left_out and sought.impossible != "contradiction":
            yield Prose([Span("The mediator cannot bring about ", "open"), f"{_left_out(sought.permitted)}."])

    def _tallies(self) -> list[Tally]:
        """Return what was tried of each size; sizes that are all dearer than what was found are not worth a word."""
        return [each for each in self.sought.tallies if each.tried or self.sought.ended != "cheapest"]

    def _ended(self) -> str:
        sought = self.sought
        if sought.ended == "time":
            below = "" if not sought.below else f" Every set that costs less than {sought.below} was dealt with."
            return f" The time, {sought.seconds:g} s, was up; --time-limit sets another.{below}"
        if sought.ended == "cheapest":
            return " What costs more was not looked at; --all goes on to it."
        more = sought.most < len(sought.permitted.measures)
        return f" Larger sets were not looked at; --most {sought.most + 1} goes on to them." if more else ""


def _how(remedy: Remedy) -> str:
    """Say how the outcome stands after changes."""
    return NOWHERE if remedy.standing is Standing.NONE and not remedy.leavers else HOW[remedy.standing]


def _ways(count: int, sizes: Sequence[int], does: str, do: str) -> str:
    """Say how many sets of how many changes were found.

    >>> _ways(1, [1], "brings it about", "bring it about"), _ways(2, [2, 3], "averts it", "avert it")
    ('A single change brings it about.', 'Each of 2 sets of 2 to 3 changes averts it.')
    """
    of = "" if sizes == [1] else f" of {sizes[0]}" if len(sizes) == 1 else f" of {sizes[0]} to {sizes[-1]}"
    if count == 1:
        return f"A single change {does}." if sizes == [1] else f"{sizes[0]} changes together {do}."
    return f"Each of {count:,} {'single' if sizes == [1] else f'sets{of}'} changes {does}."


def _alike(remedy: Remedy) -> list[str]:
    return [f"({remedy.alike_in_words})"] if remedy.alike else []


def _besides(effects: Sequence[Effect]) -> list[str | Span]:
    """Return what changes do to other outcomes: what comes nearer, then what recedes, and which of it is dreaded."""
    words: list[str | Span] = []
    for nearer, said in ((True, "brings nearer: "), (False, "pushes back: ")):
        told = [each for each in effects if (each.gain > 0) is nearer]
        for place, each in enumerate(told):
            words.append(", " if place else f"{'; ' if words else ''}{said}")
            name = f"{each.name} (dreaded)" if each.dreaded else each.name
            words.append(Span(name, "good" if each.welcome else "bad"))
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


_SIZES = {1: ("single change", "single changes"), 2: ("pair", "pairs"), 3: ("set of three", "sets of three")}


def _told(tally: Tally) -> str:
    """Say what became of the sets of a size; the numbers add up to that of the sets.

    >>> _told(Tally(2, 105, tried=77, unfit=2, needless=11))
    '105 pairs (77 tried, 2 of which do not fit the case; 11 needless; 17 not tried)'
    >>> _told(Tally(1, 12, tried=12, unfit=1, needless=0)), _told(Tally(3, 10, tried=0, unfit=0, needless=0))
    ('all 12 single changes, 1 of which does not fit the case', 'none of 10 sets of three')
    """
    one, several = _SIZES.get(tally.changes, (f"set of {tally.changes}", f"sets of {tally.changes}"))
    unfit = f", {tally.unfit:,} of which {'does' if tally.unfit == 1 else 'do'} not fit the case" if tally.unfit else ""
    if tally.tried == tally.sets:
        return f"{f'all {tally.sets:,} {several}' if tally.sets > 1 else f'the only {one}'}{unfit}"
    if tally.left == tally.sets:
        return f"none of {counted(tally.sets, one, several)}"
    tried = f"{tally.tried or 'none'} tried{unfit}"
    rest = [f"{tally.needless:,} needless" if tally.needless else "", f"{tally.left:,} not tried" if tally.left else ""]
    return f"{counted(tally.sets, one, several)} ({'; '.join(filter(None, [tried, *rest]))})"


_KINDS = {
    "swap": ("swap", "swaps"),
    "force": ("option forced", "options forced"),
    "remove": ("option removed", "options removed"),
    "irreversible": ("option made irreversible", "options made irreversible"),
    "allow": ("formula made feasible", "formulas made feasible"),
}


def _left_out(permitted: Permitted) -> str:
    """Say which changes the mediator cannot bring about, by whom they touch: levers by name, the others by number."""
    by: dict[tuple[str, ...], list[Measure]] = {}
    for each in permitted.left_out:
        by.setdefault(permitted.strangers(each), []).append(each)
    return "; ".join(f"what touches {listed(names)} ({_counted(measures)})" for names, measures in by.items())


def _counted(measures: Sequence[Measure]) -> str:
    levers = [each.words for each in measures if each.kind == "lever"]
    others = Counter(each.kind for each in measures if each.kind != "lever")
    more = len(levers) - _MOST_LEFT_OUT
    named = [*levers[:_MOST_LEFT_OUT], *([f"{more} more"] if more > 0 else [])]
    told = [f"the {'lever' if len(levers) == 1 else 'levers'} {listed(named)}"] if levers else []
    return ", ".join([*told, *(counted(number, *_KINDS[kind]) for kind, number in others.items())])
