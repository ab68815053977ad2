"""What a case holds, and what in it is worth a second look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs

from detente.case import Case, Goal
from detente.conflict import Conflict, DecisionMaker
from detente.errors import Problem
from detente.evolution import Timing, Window
from detente.evolution.process.actors import Happening
from detente.evolution.process.instants import end
from detente.formula import Formula
from detente.prose import listed, percent
from detente.report.blocks import Block, Item, Items, Prose, Span
from detente.report.report import Report
from detente.report.setting import Setting
from detente.report.wording import counted
from detente.seeking.permitting import idle_costs
from detente.worlds import Believed, Doubts, Draw, Exists, Factions, Infeasible, StatementHeld
from detente.worlds.doubts import Doubt
from detente.worlds.doubts.outcomes import chances_of, words_of


@attrs.frozen
class CheckReport(Report):
    """What a sound case holds.

    Attributes:
        setting: The case.
        name: What the user called it.
        slips: What in its file is probably a slip, a sentence each.
    """

    setting: Setting
    name: str
    slips: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is allowed and may still be a slip, a sentence each."""
        return (*self.slips, *_warnings(self.setting.case))

    def blocks(self) -> Iterable[Block]:
        """Return that the case is sound, what it holds, and the warnings."""
        yield Prose([Span("Sound: ", "good"), self.name])
        yield from self.setting.headline(settled=False)
        yield Prose(f"{'; '.join(counted(*each) for each in _counts(self.setting.case))}.")
        if self.warnings:
            yield Prose(Span(f"Worth a second look: {counted(len(self.warnings), 'warning')}", "open"))
            yield Items([Item("·", warning) for warning in self.warnings])

    def to_dict(self) -> dict[str, Any]:
        """Return the counts and warnings as plain data."""
        counts = {things: number for number, _, things in _counts(self.setting.case)}
        conflict = self.setting.conflict
        size = {"decision makers": len(conflict.names), "states": conflict.size if conflict.space.fits else None}
        return self.setting.to_dict() | {
            "sound": True,
            "problems": [],
            "warnings": list(self.warnings),
            "counts": size | counts,
        }


@attrs.frozen
class FaultsReport(Report):
    """What is wrong with a case.

    Attributes:
        problems: Everything that is wrong.
    """

    problems: Sequence[Problem]

    def blocks(self) -> Iterable[Block]:
        """Return the problems, one after another."""
        yield Items([Item("·", str(problem)) for problem in self.problems])

    def to_dict(self) -> dict[str, Any]:
        """Return the problems as plain data, each with its place and in words."""
        return {"sound": False, "problems": [_plain(problem) for problem in self.problems], "warnings": []}


def _plain(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "file": place and place.file,
        "line": place and place.line,
        "column": place and place.column,
        "message": problem.message,
        "allowed": problem.allowed or None,
        "nearest": problem.nearest or None,
    }


def _counts(case: Case) -> list[tuple[int, str, str]]:
    conflict = case.conflict
    things: list[tuple[Sequence[object], str]] = [
        (conflict.words.variables, "option"),
        (conflict.infeasible, "infeasible formula"),
        (conflict.forbidden_moves, "forbidden move"),
        (case.goals, "goal"),
        (case.dreads, "dreaded outcome"),
        (case.levers, "lever"),
        (case.sources, "source"),
        (case.notes, "note"),
    ]
    if conflict.has_unknown:
        things.append(([pair for owner in conflict.decision_makers for pair in owner.unknown], "unknown preference"))
    if conflict.has_beliefs:
        things.append(([name for owner in conflict.decision_makers for name, _ in owner.believes], "belief"))
    if case.doubts:
        things += [(case.doubts.shared, "shared draw"), (case.doubts.doubts, "doubt")]
    if case.timing is not None:
        things += [(case.timing.tempos, "pace"), (case.timing.events, "event")]
    return [
        (len(each), thing, f"{thing}s") for each, thing in things if not (conflict.in_graph_form and thing == "option")
    ]


_YES_OR_NO = (
    *("am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may"),
    *("might", "must", "shall", "should", "was", "were", "will", "would"),
)
"""What a question that can be answered by yes or no begins with."""


def _warnings(case: Case) -> Iterator[str]:
    if case.conflict.space.fits:
        yield from _about_preferences(case)
        yield from _about_options(case)
    else:
        yield _TOO_MANY
    yield from _about_the_question(case)
    yield from _about_outcomes(case)
    yield from _about_time(case)
    yield from _about_costs(case)
    yield from _about_doubts(case.doubts)
    yield from _about_sources(case)


_TOO_MANY = (
    "The states are too many to list. 'detente find' and 'detente explore' can do without; "
    "'detente states', 'solve' and 'ask' cannot."
)


def _about_preferences(case: Case) -> Iterator[str]:
    payoffs = case.conflict.payoff_table
    if alike := [name for name, row in zip(case.conflict.names, payoffs, strict=True) if row.min() == row.max()]:
        verb = "likes" if len(alike) == 1 else "like"
        yield f"{listed(alike)} {verb} all states equally."
    for owner in case.conflict.decision_makers:
        yield from _about_wishes(case.conflict, owner.name, owner.preference.formulas or ())
        yield from _about_unknown(case.conflict, owner)
        for name, liked in owner.believes:
            if (liked.payoffs(case.conflict.space) == case.conflict.payoffs(name)).all():
                yield f"What {owner.name} thinks {name} wants is what {name} wants: the belief changes nothing."


def _about_unknown(conflict: Conflict, owner: DecisionMaker) -> Iterator[str]:
    for one, other in owner.unknown:
        there, here = conflict.space.where(one), conflict.space.where(other)
        if not (there.any() and here.any()) or (int(there.sum()) == 1 and (there == here).all()):
            yield f"No two states are '{one}' and '{other}', so that nothing is unknown to {owner.name} between them."


def _about_wishes(conflict: Conflict, owner: str, wishes: tuple[Formula, ...]) -> Iterator[str]:
    for wish, times in Counter(wishes).items():
        if times > 1:
            yield f"{owner} wishes '{wish}' {times} times: once says it."
        where = conflict.space.where_patterns(wish)
        if where.all() or not where.any():
            extent = "every" if where.all() else "no"
            yield f"The wish '{wish}' of {owner} holds in {extent} state, and so tells no state from another."


def _about_options(case: Case) -> Iterator[str]:
    conflict = case.conflict
    for variable in range(len(conflict.words.variables)) if not conflict.in_graph_form else ():
        column = conflict.space.column(variable)
        if column.min() == column.max():
            name = conflict.words.variables[variable].full_name
            yield f"The option '{name}' has the same level in every state."


def _about_outcomes(case: Case) -> Iterator[str]:
    if not (case.goals or case.dreads):
        yield "No goal and no dreaded outcome is named: 'detente ask' has nothing to ask about."
    if case.conflict.status_quo is None:
        yield "The status quo is not given: what can be reached from today is not known."
    outcomes = (("goal", case.goals), ("dreaded outcome", case.dreads)) if case.conflict.space.fits else ()
    for kind, goals in outcomes:
        for goal in goals:
            yield from _about_outcome(case, kind, goal)


def _about_outcome(case: Case, kind: str, goal: Goal) -> Iterator[str]:
    where = case.conflict.space.where(goal.formula)
    if where.all():
        yield f"The {kind} '{goal.name}' holds in every state."
    elif not where.any():
        yield f"The {kind} '{goal.name}' holds in no state."


def _about_time(case: Case) -> Iterator[str]:
    timing, owners = case.timing, case.conflict.decision_makers
    if timing is None:
        return
    if not timing.moves:
        yield "The case speaks of time, and nobody has a pace: nothing ever happens."
        return
    paced = {tempo.name for tempo in timing.tempos}
    if idle := [owner.name for owner in owners if (owner.options or owner.arcs) and owner.name not in paced]:
        yield f"{listed(idle)} {'has' if len(idle) == 1 else 'have'} no pace, and so never act{'s' * (len(idle) == 1)}."
    if not timing.horizon:
        yield "No horizon is given: 'detente ask' does not tell what comes about by when."
    named = [*(each.windows for each in timing.tempos), *(each.windows for each in timing.events)]
    used = {name for windows in named for name in windows}
    for window in timing.windows:
        yield from _about_window(window, timing, used)
    for event in timing.events:
        if not Happening.of(event, case.conflict).work:
            yield f"The event '{event.name}' can happen in no state."


def _about_window(window: Window, timing: Timing, used: Container[str]) -> Iterator[str]:
    opens, closes = window.span(timing.zone)
    if window.name not in used:
        yield f"The window '{window.name}' is named by nobody."
    elif closes <= timing.start:
        yield f"The window '{window.name}' is closed before time starts."
    elif timing.horizon and opens >= end(timing.horizon[-1], timing.zone):
        yield f"The window '{window.name}' opens only after the horizon."


def _about_the_question(case: Case) -> Iterator[str]:
    first = case.question.split(maxsplit=1)[:1]
    if case.asks is None and first and first[0].lower() in _YES_OR_NO and (case.goals or case.dreads):
        yield "The question can be answered by yes or no, but 'asks' does not say which goal and lever it is about."


def _about_costs(case: Case) -> Iterator[str]:
    for name, touched in idle_costs(case).items():
        if touched:
            why = f"the mediator has no influence on {listed(touched, 'or')}"
            yield f"The cost of '{name}' counts only with 'detente seek --anyone': {why}."
        else:
            yield f"The cost of '{name}' never counts: there is no such change, or each has a cost that comes first."


def _about_doubts(doubts: Doubts) -> Iterator[str]:
    words = words_of(doubts.shared)
    conditions = [each for doubt in doubts.doubts if not isinstance(doubt.by, Draw) for each in doubt.by]
    used = frozenset[int]().union(*map(words.used, conditions))
    if idle := [f"'{draw.name}'" for place, draw in enumerate(doubts.shared) if place not in used]:
        yield f"No doubt rests on {listed(idle, 'or')}, which {'is' if len(idle) == 1 else 'are'} drawn all the same."
    for doubt in doubts.doubts:
        chances = doubt.by.chances if isinstance(doubt.by, Draw) else ()
        if len(chances) > 1 and max(chances) == 1:
            yield f"Nothing about {doubt.subject} is in doubt: '{doubt.alternatives[chances.index(1)]}' is certain."
        elif isinstance(doubt, Factions):
            yield from _about_factions(doubt, doubts.shared)
        elif isinstance(doubt, StatementHeld | Believed | Exists | Infeasible) and _is_told(doubt, doubts):
            yield from _about_chance(doubt, doubts.shared)


def _about_factions(doubt: Factions, shared: Sequence[Draw]) -> Iterator[str]:
    """Say that what is told of a decision maker is not what is written as its own."""
    if doubt.own is not None:
        name = doubt.likeliest(shared).name
        yield f"All but 'detente worlds' takes {doubt.decision_maker} as if '{name}' prevailed, the likeliest faction."


def _is_told(doubt: Doubt, doubts: Doubts) -> bool:
    """Say whether something is the case as if nothing were in doubt: not what other factions want."""
    faction = doubts.likeliest(doubt.decision_maker) if isinstance(doubt, StatementHeld) else None
    if faction is None or not isinstance(doubt, StatementHeld):
        return True
    return doubt.faction == faction.name or (not doubt.faction and faction.preference is None)


def _about_chance(doubt: Doubt, shared: Sequence[Draw]) -> Iterator[str]:
    """Say that what is written is less likely than its opposite."""
    chance = chances_of(doubt.by, shared)[0]
    if chance < Fraction(1, 2):
        subject, first = doubt.subject, doubt.alternatives[0]
        verb = "is held" if first == "held" else first
        yield (
            f"{subject[0].upper()}{subject[1:]}: as written it {verb}, "
            f"which is less likely than not ({percent(float(chance))})."
        )


def _about_sources(case: Case) -> Iterator[str]:
    cited = {source for said in case.annotations.values() for source in said.sources}
    if idle := [source.id for source in case.sources if source.id not in cited]:
        verb = "is" if len(idle) == 1 else "are"
        yield f"{listed(idle)} {verb} listed among the sources and cited nowhere."
