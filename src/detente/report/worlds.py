"""What holds in which share of many worlds, what drives it, and in which worlds a goal holds: to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import attrs

from detente.prose import listed, percent
from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.report import Records, Report
from detente.report.sections.in_which_worlds import ByWhenWords, ScenarioWords
from detente.report.setting import Setting
from detente.report.wording import bar, counted, points
from detente.stability import CONCEPTS
from detente.worlds import Driver, Drivers, Ensemble, Outcome
from detente.worlds.over_paces import ByWhen
from detente.worlds.structures import places_among

NO_FORECAST = "No forecast: what follows if the case were right about what is uncertain, and how uncertain it is."

_STANDINGS = {
    "holds": "nobody would leave some state like this",
    "led to": "improvements that no answer deters lead from the status quo to such a state that holds",
    "certain": "and to no others that hold",
}

_VERBS = {"holds": "holds", "led to": "is led to", "certain": "is certain"}

_MOST_DRAWS = 24
_MOST_DRIVERS = 8
_MOST_OUTCOMES = 6


@attrs.frozen(slots=False)
class WorldsReport(Report):
    """What holds in which share of many worlds.

    Attributes:
        setting: The case, and the levers that were pulled.
        ensemble: The worlds.
        explained: The key of the concept for which drivers and scenarios are told.
        first: How many states are shown; all if ``None``.
        by_when: The chances by each date over paces in a range, if that was asked for.
        told: The outcomes that are explained in full; unless given, the goal that the case asks about, or else the
            first, and the dreaded outcome that is least sure, each in the standing that is least sure.
    """

    setting: Setting
    ensemble: Ensemble
    explained: str
    first: int | None = None
    by_when: ByWhen | None = None
    told: tuple[Outcome, ...] | None = None

    def blocks(self) -> Iterable[Block]:
        """Return how many worlds there are, the shares, what drives them, and the descriptions."""
        yield from self.setting.headline(settled=False, among=self.ensemble.conflict)
        yield Prose(Span(NO_FORECAST, "open"))
        yield Prose(made_of(self.ensemble), joined=True)
        yield from self._uncertain()
        if self.ensemble.outcomes:
            yield from self._outcomes()
        yield from self._states()
        yield from self._explanations()
        if self.by_when is not None:
            yield from ByWhenWords(self.by_when).blocks()
        yield from self._legend()

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data; states are numbered as in the ensemble."""
        timed = {} if self.by_when is None else {"by_when": self.by_when.to_dict()}
        found = self.ensemble.to_dict()
        own = {number: self._own_numbers.get(int(number)) for number in found["states"]}
        return self.setting.to_dict() | found | {"numbers_in_case": own} | timed

    def records(self) -> Records:
        """Return a row for each goal, dreaded outcome and state that holds in some world, and each concept."""
        return self.ensemble.records()

    def _uncertain(self) -> Iterable[Block]:
        yield Heading("What is uncertain")
        draws = self.ensemble.sample.draws
        rows: list[list[Words]] = [
            [Span(draw.name, "strong"), _shortened([f"{name} {percent(float(chance))}" for name, chance in draw.of])]
            for draw in draws[:_MOST_DRAWS]
        ]
        more = len(draws) - len(rows)
        note = f"… and {counted(more, 'more draw')}; --json has all." if more else ""
        yield Table([Column("", folds=True), Column("outcomes and their chances", folds=True)], rows, note)

    def _outcomes(self) -> Iterable[Block]:
        only = self.ensemble.concepts[0] if len(self.ensemble.concepts) == 1 else ""
        yield Heading(["In how many worlds it comes about", Span(f" ({only})" if only else "", "faint")])
        columns = [Column("", folds=True), Column("holds", 2), Column("", right=True)]
        columns += [Column(standing, right=True) for standing in self.ensemble.standings[1:]]
        rows: list[list[Words]] = []
        for outcome in self.ensemble.outcomes:
            if only:
                rows += [[_titled(outcome), *self._standing(outcome, only)]]
                continue
            rows += [[_titled(outcome), *[""] * (len(columns) - 1)]]
            rows += [
                [f"    {self._together(concepts)}", *self._standing(outcome, concepts[0])]
                for concepts in self._agreeing(outcome)
            ]
        yield Table(columns, rows)
        yield Items([Item(standing, _STANDINGS[standing]) for standing in self.ensemble.standings])

    def _agreeing(self, outcome: Outcome) -> list[list[str]]:
        """Return the concepts in groups under which an outcome has the same shares."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for concept in self.ensemble.concepts:
            groups.setdefault(tuple(self._shares(outcome, concept)), []).append(concept)
        return list(groups.values())

    def _together(self, concepts: Sequence[str]) -> str:
        every = len(concepts) == len(self.ensemble.concepts)
        return f"all {_NUMBERS.get(len(concepts), len(concepts))}" if every else ", ".join(concepts)

    def _standing(self, outcome: Outcome, concept: str) -> list[Words]:
        share = self.ensemble.goal_share(outcome, concept)
        return [Span(bar(share), "bad" if outcome.dreaded else "good"), *self._shares(outcome, concept)]

    def _shares(self, outcome: Outcome, concept: str) -> list[str]:
        found = (self.ensemble.goal_share(outcome, concept, each) for each in self.ensemble.standings)
        return [self._share(each) for each in found]

    def _share(self, share: float) -> str:
        return (
            percent(share) if self.ensemble.sample.exact else f"{percent(share)} {points(self.ensemble.error(share))}"
        )

    def _states(self) -> Iterable[Block]:
        found = {concept: self.ensemble.equilibria(concept) for concept in self.ensemble.concepts}
        most = {
            number: max(each.get(number, 0.0) for each in found.values()) for each in found.values() for number in each
        }
        yield Heading("States that hold in some world")
        if not most:
            yield Prose("None does, under any of these concepts.")
            return
        told = found[self.explained]
        ranked = sorted(most, key=lambda number: (-told.get(number, 0.0), -most[number], number))
        shown = ranked[: self.first]
        columns = [Column("no.", right=True), *self._own_column(), Column("state", folds=True)]
        columns += [Column(concept, -place, right=True) for place, concept in enumerate(found)]
        rows = [[*self._state(number), *(_cell(each.get(number, 0.0)) for each in found.values())] for number in shown]
        missing = len(ranked) - len(shown)
        note = f"… and {counted(missing, 'more state')}: --first {len(ranked)} shows them." if missing else ""
        yield Table(columns, rows, note)
        if self._own_column():
            yield Prose(Span(self._numbering(), "faint"))

    def _state(self, number: int) -> list[Words]:
        conflict = self.ensemble.conflict
        own = [str(self._own_numbers.get(number, "—"))] if self._own_column() else []
        return [_numbered(number, conflict.status_quo_index), *own, conflict.space.label(number - 1)]

    @cached_property
    def _own_numbers(self) -> dict[int, int]:
        """The number that a state has in the case as written, by its number in the widest conflict."""
        places = places_among(self.setting.conflict, self.ensemble.conflict).tolist()
        return {place + 1: number for number, place in enumerate(places, 1)}

    def _own_column(self) -> list[Column]:
        """Return the column of the numbers in the case as written, if they are others."""
        others = self.setting.conflict.size != self.ensemble.conflict.size
        return [Column("as\nwritten", right=True)] if others else []

    def _numbering(self) -> str:
        widest = f"Numbers are those of {counted(self.ensemble.conflict.size, 'state')}: all that some world may have."
        return f"{widest} The case as written has {self.setting.conflict.size:,}, with the numbers under 'as written'."

    def _varying(self, outcome: Outcome) -> list[str]:
        """Return the standings of an outcome that differ from world to world, each in a way of its own."""
        found = {each: self.ensemble.where(outcome, self.explained, each) for each in self.ensemble.standings}
        kinds = {where.tobytes(): each for each, where in reversed(found.items()) if where.any() and not where.all()}
        return [each for each in found if each in kinds.values()]

    def _explanations(self) -> Iterable[Block]:
        """Explain what is to be explained, and name the rest."""
        told = [(standing, each) for standing, each in self._alike() if self._is_told(standing, each)]
        if told and len(self.ensemble.concepts) > 1:
            yield Prose(
                Span(f"What makes the difference is told under one concept, {self.explained}; {_ANOTHER}.", "faint")
            )
        for standing, outcomes in told:
            yield from self._explained(outcomes, standing)
        yield from self._untold([outcome for _, each in told for outcome in each])
        yield from self._settled()

    def _is_told(self, standing: str, outcomes: Iterable[Outcome]) -> bool:
        """Say whether it is explained in which worlds outcomes stand so: what was named is explained in full."""
        if self.told is not None:
            return not set(outcomes).isdisjoint(self.told)
        return any(self._least_sure(each) == standing for each in outcomes if each in self._leading)

    @cached_property
    def _leading(self) -> tuple[Outcome, ...]:
        """The goal that the case asks about, or else the first, and the dreaded outcome that is least sure."""
        outcomes, asks = self.ensemble.outcomes, self.setting.case.asks
        asked = [each for each in outcomes if asks is not None and each.name == asks.goal]
        goals = [each for each in outcomes if not each.dreaded]
        dreads = [each for each in outcomes if each.dreaded and self._varying(each)]
        return (
            *(asked or goals)[:1],
            *sorted(dreads, key=lambda each: self._sureness(each, self._least_sure(each)))[:1],
        )

    def _least_sure(self, outcome: Outcome) -> str:
        """Return the standing whose share is nearest to one half, among those that vary; empty if none does."""
        return min(self._varying(outcome), key=lambda each: self._sureness(outcome, each), default="")

    def _sureness(self, outcome: Outcome, standing: str) -> float:
        return abs(self.ensemble.goal_share(outcome, self.explained, standing) - 1 / 2)

    def _untold(self, told: Iterable[Outcome]) -> Iterable[Block]:
        """Name the outcomes that vary as well and are not explained."""
        others = set(self.ensemble.outcomes).difference(told)
        named = [f"“{each.name}”" for each in self.ensemble.outcomes if each in others and self._varying(each)]
        if self.told is None and self.ensemble.outcomes:
            also = f"; not the same in every world are also {listed(named)}" if named else ""
            yield Prose(Span(f"--goal NAME explains all that can be told of one outcome{also}.", "faint"))

    def _alike(self) -> list[tuple[str, list[Outcome]]]:
        """Return what can be explained: standings, each with the outcomes that stand so in just the same worlds."""
        found: dict[tuple[str, bytes], list[Outcome]] = {}
        for outcome in self.ensemble.outcomes:
            for standing in self._varying(outcome):
                where = self.ensemble.where(outcome, self.explained, standing)
                found.setdefault((standing, where.tobytes()), []).append(outcome)
        return [(standing, outcomes) for (standing, _), outcomes in found.items()]

    def _explained(self, outcomes: Sequence[Outcome], standing: str) -> Iterable[Block]:
        first, titles = outcomes[0], "; ".join(map(_titled, outcomes))
        yield Heading([f"{titles}: {standing}", Span(f" ({self.explained})", "faint")])
        yield Prose(f"What matters most for whether it {_VERBS[standing]}:")
        yield from _drivers(self.ensemble.drivers(first, self.explained, standing), _VERBS[standing])
        found = self.ensemble.scenarios(first, self.explained, standing)
        yield from ScenarioWords(found, _VERBS[standing], exact=self.ensemble.sample.exact).blocks()

    def _settled(self) -> Iterable[Block]:
        """Name the outcomes of which there is nothing to explain."""
        if named := [f"“{each.name}”" for each in self.ensemble.outcomes if not self._varying(each)]:
            yield Heading("Nothing to explain")
            yield Prose(f"The same in every world under {self.explained}: {listed(named)}.")

    def _legend(self) -> Iterable[Block]:
        here = self.ensemble.conflict.status_quo_index is not None
        yield Prose(Span(_HERE if here else "The case gives no status quo, so what is led to is not told.", "faint"))
        if self.ensemble.outcomes:
            yield Items(_HOW_TO_READ if self.ensemble.sample.exact else [_ERRORS, *_HOW_TO_READ])
        yield Items([Item(key, f"{CONCEPTS[key].name}: {CONCEPTS[key].foresight}") for key in self.ensemble.concepts])
        reasons = dict.fromkeys(self.ensemble.left_out.values())
        for reason in reasons:
            keys = [key for key, why in self.ensemble.left_out.items() if why == reason]
            yield Prose(Span(f"Left out: {listed(keys)}; {reason}.", "open"))


_HERE = "→ status quo"

_ERRORS = Item("±", "the standard error of the sample in hundredths, where it is a tenth or more")

_HOW_TO_READ = (
    Item("alone", "the part of the doubt that is gone once this one thing is known: 40 % takes away two fifths"),
    Item(
        "with others",
        "the part that is left until this is known too, when all else is; — where the sample cannot tell",
    ),
)

_ANOTHER = "--concept tells it under another, or the first of several"

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def explained(ensemble: Ensemble, asked: Sequence[str] = ()) -> str:
    """Return the concept to explain: the first that was asked for, or else credible answers, or else the first."""
    return next((key for key in (*asked, "seq", *ensemble.concepts) if key in ensemble.concepts), "")


def made_of(ensemble: Ensemble) -> str:
    """Say how many worlds there are, and whether these are all."""
    sample = ensemble.sample
    if sample.exact:
        if sample.size == 1:
            return "One world: nothing is in doubt on which it rests what holds."
        return f"All {sample.size:,} distinct worlds, exactly: each counts with its chance."
    return f"{counted(sample.made, 'world')} drawn with seed {sample.seed}, {sample.size:,} of them different."


def _titled(outcome: Outcome) -> str:
    return f"{'-' if outcome.dreaded else '+'} {outcome.name}"


def _numbered(number: int, status_quo: int | None) -> Words:
    return Span(f"→ {number}", "strong") if number - 1 == status_quo else str(number)


def _cell(share: float) -> Words:
    return percent(share) if share else Span("·", "faint")


def _shortened(told: Sequence[str]) -> str:
    more = len(told) - _MOST_OUTCOMES
    return ", ".join(told) if more <= 0 else f"{', '.join(told[:_MOST_OUTCOMES])}, … and {more} more"


def _drivers(found: Drivers, verb: str) -> Iterable[Block]:
    """Return a table of the drivers, and the names of the other draws."""
    mattering, others = found.mattering, [each.draw for each in found.ranked if not each.matters]
    shown = mattering[:_MOST_DRIVERS]
    if shown:
        columns = [Column("", folds=True), Column("alone", right=True), Column("with\nothers", 0, right=True)]
        columns += [Column(f"share of worlds in which it {verb}", folds=True)]
        more = len(mattering) - len(shown)
        note = f"… and {counted(more, 'lesser driver')}; --json has all." if more else ""
        yield Table(columns, [_driver(each) for each in shown], note)
    if others:
        idle = "No more than noise:" if found.shuffles else "These change nothing:"
        yield Prose(Span(f"{idle} {listed(_few(others))}.", "faint"))


def _driver(driver: Driver) -> list[Words]:
    met = [each for each in driver.contrasts if each.share is not None]
    told = [f"{each.outcome} {percent(each.share)}" for each in met if each.share is not None]
    together = "—" if driver.together is None else percent(driver.together)
    return [Span(driver.draw, "strong"), percent(driver.alone), together, _shortened(told)]


def _few(names: Sequence[str]) -> list[str]:
    more = len(names) - _MOST_DRIVERS
    return list(names) if more <= 0 else [*names[:_MOST_DRIVERS], f"{more} more"]
