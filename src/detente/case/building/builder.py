"""Build a case from a document, noting everything that does not fit together.

Three rounds, so that one fault does not bring a swarm of others: first what is declared, then what uses the declared
names, and last what only shows once the states are known. A round is skipped where the one before left out
something that it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from detente.case import schema
from detente.case.building.checking import check_levers, check_states, read_lever
from detente.case.building.checking_worlds import check_worlds
from detente.case.building.doubting import Doubting
from detente.case.building.mediating import cost, mediator
from detente.case.building.preferring import preference
from detente.case.building.timekeeping import timing_of
from detente.case.building.wishes import keep_statements, note_doubtful
from detente.case.building.wording import Wording
from detente.case.case import Annotation, Asks, Case, Goal, Note, Path, Source
from detente.case.text.problems import Problems
from detente.conflict import STATE, Conflict, DecisionMaker, ForbiddenMove, Preference
from detente.errors import Problem, one_of, unknown
from detente.formula import Formula
from detente.levers import LEVER_KINDS, Lever
from detente.worlds import NOTHING_IN_DOUBT

_OPTION_FORM = ("infeasible", "forbidden_moves", "coalesce")


def build(document: schema.Document, problems: Problems) -> Case | None:
    """Return the case that a document describes, or ``None`` if anything is wrong, which is noted."""
    return _Builder(document, problems).case()


class _Builder:
    """Builds the parts of a case; ``said`` gathers what is said about them."""

    def __init__(self, document: schema.Document, problems: Problems) -> None:
        self.document = document
        self.problems = problems
        self.said: dict[Path, Annotation] = {}
        self.source_ids = problems.keys_under("sources")
        self.wording = Wording(document, problems)
        self.doubting = Doubting(document, problems, self.wording, self.annotation)

    def case(self) -> Case | None:
        document = self.document
        sources = [self.source(name, written) for name, written in document.sources.items()]
        goals, dreads = self.goals("goals", document.goals), self.goals("dreads", document.dreads)
        levers = [lever for name, each in document.levers.items() if (lever := self.lever(name, each))]
        notes = [self.note(place, written) for place, written in enumerate(document.notes)]
        asks = self.asks(document.asks)
        conflict = self.conflict()
        timing = timing_of(document, self.problems, self.wording, self.annotation)
        third = mediator(document, self.problems, self.wording, self.annotation)
        doubts = None if conflict is None or self.problems else self.doubting.doubts(conflict)
        if conflict is not None:
            check_states(conflict, {"goals": goals, "dreads": dreads}, self.problems, self.doubting.stand_ins)
            check_worlds(conflict, doubts or NOTHING_IN_DOUBT, self.problems)
            check_levers(conflict, {name: changes(each) for name, each in document.levers.items()}, self.problems)
        if self.problems or conflict is None or doubts is None:
            return None
        return Case(
            title=document.title.strip(),
            conflict=conflict,
            as_of=document.as_of,
            kind=document.kind,
            summary=document.summary.strip(),
            question=document.question.strip(),
            asks=asks,
            sources=sources,
            goals=goals,
            dreads=dreads,
            levers=levers,
            notes=notes,
            timing=timing,
            mediator=third,
            doubts=doubts,
            said=self.said,
        )

    def conflict(self) -> Conflict | None:
        document = self.document
        owners = [self.decision_maker(name, written) for name, written in document.decision_makers.items()]
        infeasible = self.infeasible(document.infeasible)
        coalesced = self.formulas(("coalesce",), document.coalesce)
        forbidden = self.forbidden_moves(document.forbidden_moves)
        status_quo = self.status_quo(document.status_quo)
        if not (self.fits_form() and self.wording.complete) or None in owners:
            return None
        with self.problems.of(("decision_makers",), at_key=True):
            conflict = Conflict(
                filter(None, owners),
                infeasible=infeasible,
                forbidden_moves=forbidden,
                coalesced=coalesced,
                status_quo=status_quo,
                states=self.wording.states,
            )
            return self.doubting.with_first(conflict)
        return None

    def fits_form(self) -> bool:
        """Keep what is said about states; refuse what a case that lists its states cannot have."""
        for name, state in self.document.states.items():
            self.annotation(state, ("states", name))
        unfit = [key for key in _OPTION_FORM if self.wording.in_graph_form and getattr(self.document, key)]
        for key in unfit:
            self.problems.add(
                Problem(f"'{key}' in a case that lists its states; it needs options"), (key,), at_key=True
            )
        return not unfit

    def annotation(
        self, element: schema.Reasoned, path: Path, *, keep: bool = True, at: Path | None = None
    ) -> Annotation:
        """Return what is said about an element, and keep it for the case, at its path or at another.

        Sources that are not listed are noted.
        """
        for place, source in enumerate(element.sources):
            if source not in self.source_ids:
                self.problems.add(self.no_source(source), (*path, "sources", place))
        said = Annotation(
            says=getattr(element, "says", "").strip(),
            why=element.why.strip(),
            sources=element.sources,
            mechanisms=element.mechanisms,
        )
        if said and keep:
            self.said[path if at is None else at] = said
        return said

    def no_source(self, name: str) -> Problem:
        if self.source_ids:
            return unknown("source", name, self.source_ids)
        return Problem(f"no source '{name}'", "the ids under 'sources' at the top of the file, which there are none of")

    def source(self, name: str, written: schema.Source) -> Source:
        latest = self.document.as_of
        if latest and written.date and first_day(written.date) > latest:
            message = f"the source '{name}' is of {written.date}, and the case is frozen at {latest}"
            self.problems.add(Problem(message, f"dates up to {latest}"), ("sources", name, "date"))
        said = (written.title, written.author, written.date or "", written.publisher, written.note, written.url)
        return Source(name, *map(str.strip, said))

    def note(self, place: int, written: schema.Note) -> Note:
        return Note(written.note.strip(), self.annotation(written, ("notes", place), keep=False))

    def goals(self, key: str, written: Mapping[str, schema.Goal]) -> list[Goal]:
        goals = []
        for name, each in written.items():
            said = self.annotation(each, (key, name), keep=False)
            formula = self.wording.formula(each.formula, (key, name, "formula"))
            if formula is not None:
                goals.append(Goal(name, formula, said))
        return goals

    def asks(self, written: schema.Asks | None) -> Asks | None:
        if written is None:
            return None
        outcomes, levers = [*self.document.goals, *self.document.dreads], self.document.levers
        if written.goal not in outcomes:
            self.problems.add(no_such("goal or dreaded outcome", written.goal, outcomes), ("asks", "goal"))
        if written.lever and written.lever not in levers:
            self.problems.add(no_such("lever", written.lever, levers), ("asks", "lever"))
        return Asks(written.goal, written.lever)

    def formulas(self, path: Path, written: Iterable[schema.Constraint]) -> list[Formula]:
        found = (self.formula((*path, place), each) for place, each in enumerate(written))
        return [formula for formula in found if formula is not None]

    def formula(self, path: Path, written: schema.Constraint) -> Formula | None:
        self.annotation(written, path)
        return self.wording.formula(written.formula, (*path, "formula"))

    def infeasible(self, written: Iterable[schema.Infeasible]) -> list[Formula]:
        found = []
        for place, each in enumerate(written):
            path: Path = ("infeasible", place)
            formula = self.formula(path, each)
            if formula is not None:
                self.doubting.infeasible(formula, each, path)
                found.append(formula)
        return found

    def forbidden_moves(self, written: Iterable[schema.ForbiddenMove]) -> list[ForbiddenMove]:
        moves = (self.forbidden_move(("forbidden_moves", place), each) for place, each in enumerate(written))
        return [move for move in moves if move is not None]

    def forbidden_move(self, path: Path, written: schema.ForbiddenMove) -> ForbiddenMove | None:
        self.annotation(written, path)
        names = self.document.decision_makers
        if written.by is not None and written.by not in names:
            self.problems.add(unknown("decision maker", written.by, names), (*path, "by"))
            return None
        from_ = self.wording.formula(written.from_, (*path, "from"))
        to = self.wording.formula(written.to, (*path, "to"))
        return None if from_ is None or to is None else ForbiddenMove(from_=from_, to=to, by=written.by)

    def status_quo(self, written: str | dict[str, str] | None) -> dict[str, str] | None:
        path: Path = ("status_quo",)
        if written is None or not self.wording.complete:
            return None
        if isinstance(written, str) and self.wording.in_graph_form:
            with self.problems.of(path):
                self.wording.check_state(written)
            return {STATE: written}
        if isinstance(written, str):
            self.problems.add(Problem(f"the status quo is '{written}'", "option: level for each option"), path)
            return None
        return {name: level for name, level in written.items() if self.wording.is_level(name, level, path)}

    def decision_maker(self, name: str, written: schema.DecisionMaker) -> DecisionMaker | None:
        path: Path = ("decision_makers", name)
        self.annotation(written, path)
        for option, each in written.options.items():
            self.annotation(each, (*path, "options", option))
            self.doubting.option(name, option, each, (*path, "options", option))
        self.doubting.statements(name, written.prefers, (*path, "prefers"))
        options, arcs = self.wording.options[name], self.arcs(written.moves, (*path, "moves"))
        misperceives = self.formulas((*path, "misperceives"), written.misperceives)
        own, believes = preference(written, path, self.wording, self.problems), self.beliefs(path, written.believes)
        liked = self.doubting.factions(name, written, path, own)
        with self.problems.of(path, at_key=True):
            return DecisionMaker(
                name,
                options,
                liked,
                arcs=arcs,
                misperceives=misperceives,
                unknown=self.unknown((*path, "unknown"), written.unknown),
                believes=believes,
            )
        return None

    def unknown(self, path: Path, written: Iterable[schema.Unknown]) -> list[tuple[Formula, Formula]]:
        found = []
        for place, each in enumerate(written):
            self.annotation(each, (*path, place))
            one = self.wording.formula(each.between, (*path, place, "between"))
            other = self.wording.formula(each.and_, (*path, place, "and"))
            if one is not None and other is not None:
                found.append((one, other))
        return found

    def beliefs(self, owner: Path, written: Mapping[str, schema.Belief]) -> dict[str, Preference]:
        others = [name for name in self.document.decision_makers if name != owner[-1]]
        for name in written:
            if name not in others:
                self.problems.add(
                    unknown("other decision maker", name, others), (*owner, "believes", name), at_key=True
                )
        known = {name: each for name, each in written.items() if name in others}
        return {name: self.belief(str(owner[-1]), name, each) for name, each in known.items()}

    def belief(self, owner: str, about: str, written: schema.Belief) -> Preference:
        path: Path = ("decision_makers", owner, "believes", about)
        self.annotation(written, path)
        keep_statements(written.prefers, (*path, "prefers"), self.annotation, self.problems)
        note_doubtful(written.prefers, (*path, "prefers"), self.problems)
        self.doubting.belief(owner, about, written, path)
        return preference(written, path, self.wording, self.problems)

    def arcs(self, written: Mapping[str, list[str]], path: Path) -> list[tuple[str, str]]:
        if written and not self.wording.in_graph_form:
            allowed = "'moves' of an option, or 'states' at the top of the file"
            self.problems.add(
                Problem("moves between states in a case that does not list its states", allowed), path, at_key=True
            )
            return []
        for from_ in written:
            with self.problems.of((*path, from_), at_key=True):
                self.wording.check_state(from_)
            for place, to in enumerate(written[from_]):
                with self.problems.of((*path, from_, place)):
                    self.wording.check_state(to)
        return [
            (from_, to) for from_, ends in written.items() for to in ends if {from_, to} <= set(self.wording.states)
        ]

    def lever(self, name: str, written: schema.Lever) -> Lever | None:
        path: Path = ("levers", name)
        self.annotation(written, path)
        given = changes(written)
        if not given and not self.problems.touch(*path):
            self.problems.add(Problem("a lever that changes nothing", one_of(LEVER_KINDS)), path, at_key=True)
        lever, price = read_lever(name, given, self.problems), cost(written.cost, (*path, "cost"), self.problems)
        return lever and attrs.evolve(lever, cost=price)


def first_day(written: str) -> date:
    """Return the first day that a date written as year, month or day can mean.

    >>> first_day("1993-05")
    datetime.date(1993, 5, 1)
    """
    year, month, day = (*map(int, written.split("-")), 1, 1)[:3]
    return date(year, month, day)


def no_such(kind: str, given: str, names: Collection[str]) -> Problem:
    """Describe a name that the question is about and the case does not have."""
    return unknown(kind, given, names) if names else Problem(f"no {kind} '{given}'; the case has none")


def changes(written: schema.Lever) -> dict[str, Any]:
    """Return what a lever changes, by kind, in the order in which the kinds are applied; what is empty is no change."""
    return {key: value for key in LEVER_KINDS if (value := getattr(written, key))}
