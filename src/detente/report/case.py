"""A case in words: who, what each can do, what cannot happen, what each wants, and why."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import attrs

from detente.case import Annotation, Case, Mediator, Source
from detente.conflict import DecisionMaker, Option, Preference
from detente.formula import Formula
from detente.levers import Change, Lever
from detente.prose import day, listed
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span, Words
from detente.report.report import Report
from detente.report.sections.in_doubt import doubt_blocks, paths_of_wishes, plain_doubts
from detente.report.sections.mechanisms import Path, mechanism_blocks
from detente.report.sections.timing import plain_timing, timing_items, window_item
from detente.report.setting import KINDS, Setting, assumed
from detente.report.wording import asked

_MOVES = {
    "both": "can be changed and taken back",
    "up": "cannot be taken back",
    "down": "can only be given up",
    "rung": "one level at a time, up or down",
    "rung-up": "one level at a time, up only",
    "rung-down": "one level at a time, down only",
}

_UNMOVED = {"up": "levels go up only", "down": "levels go down only", "both": "any level to any other"}


@attrs.frozen
class CaseReport(Report):
    """A case in words.

    Attributes:
        setting: The case.
    """

    setting: Setting

    @property
    def case(self) -> Case:
        """The case."""
        return self.setting.case

    def blocks(self) -> Iterable[Block]:
        """Return everything that the case says, in the order of a case file."""
        yield from self.setting.headline(settled=False)
        yield from _paragraphs(self.case.summary)
        if self.case.question:
            yield Prose(["The question: ", Span(self.case.question, "strong")])
        if self.case.asks:
            yield Prose(Span(asked(self.case.asks), "faint"), joined=bool(self.case.question))
        for owner in self.case.conflict.decision_makers:
            yield from self._decision_maker(owner)
        yield from self._rules()
        yield from doubt_blocks(self.case)
        yield from self._outcomes("What is wanted", "goals")
        yield from self._outcomes("What is dreaded", "dreads")
        yield from self._time()
        yield from self._levers()
        yield from self._mediator()
        yield from self._notes()
        yield from mechanism_blocks(self.case)
        yield from self._sources()
        if self.case.is_reconstruction:
            yield Prose(Span(f"This is a {assumed(self.case)}.", "open"))

    def to_dict(self) -> dict[str, Any]:
        """Return everything that the case says as plain data."""
        case, conflict = self.case, self.case.conflict
        return self.setting.to_dict() | {
            "kind": KINDS[case.kind],
            "summary": case.summary,
            "question": case.question,
            "asks": case.asks and attrs.asdict(case.asks),
            "decision_makers": [self._plain_decision_maker(owner) for owner in conflict.decision_makers],
            "infeasible": list(map(str, conflict.infeasible)),
            "forbidden_moves": [
                {"by": move.by, "from": str(move.from_), "to": str(move.to)} for move in conflict.forbidden_moves
            ],
            "coalesce": list(map(str, conflict.coalesced)),
            "today": self._start(),
            "timing": None if case.timing is None else plain_timing(case.timing),
            "goals": {goal.name: str(goal.formula) for goal in case.goals},
            "dreads": {goal.name: str(goal.formula) for goal in case.dreads},
            **plain_doubts(case),
            "levers": {lever.name: [_change(each) for each in lever.changes] for lever in case.levers},
            "costs": {lever.name: str(lever.cost) for lever in case.levers if lever.cost is not None},
            "mediator": None if case.mediator is None else _plain_mediator(case.mediator),
            "notes": [note.text for note in case.notes],
            "sources": [attrs.asdict(source) for source in case.sources],
            "said": [
                {"path": list(path)} | {key: value for key, value in attrs.asdict(said).items() if value}
                for path, said in case.annotations.items()
            ],
        }

    def _plain_decision_maker(self, owner: DecisionMaker) -> dict[str, Any]:
        return {
            "name": owner.name,
            "options": [
                {
                    "name": option.name,
                    "levels": list(option.levels),
                    "moves": option.moves if isinstance(option.moves, str) else [list(step) for step in option.moves],
                }
                for option in owner.options
            ],
            "moves": [list(arc) for arc in owner.arcs],
            "preference": [text for _, text in owner.preference.lines()],
            "misperceives": list(map(str, owner.misperceives)),
            "unknown": [{"between": str(one), "and": str(other)} for one, other in owner.unknown],
            "believes": {name: [text for _, text in liked.lines()] for name, liked in owner.believes},
        }

    def _decision_maker(self, owner: DecisionMaker) -> Iterable[Block]:
        path = ("decision_makers", owner.name)
        said = self.case.annotation(*path)
        yield Heading(owner.name)
        if said:
            yield Prose([said.says, *_tail(said, "\n" if said.says else "")])
        if owner.options:
            yield Heading("can", minor=True)
            yield Items([self._option(owner, option) for option in owner.options])
        if owner.arcs:
            yield Heading("can move", minor=True)
            yield Items([Item("·", f"from {from_} to {listed(to, 'or')}") for from_, to in _arcs(owner).items()])
        yield from self._wants(owner)
        if owner.misperceives:
            yield Heading("does not see the states in which", minor=True)
            yield Items(self._formulas((*path, "misperceives"), owner.misperceives))
        if owner.unknown:
            yield Heading("of these it is not known which it prefers", minor=True)
            pairs = [f"'{one}' and '{other}'" for one, other in owner.unknown]
            yield Items([self._element("·", text, (*path, "unknown", place)) for place, text in enumerate(pairs)])
        for name, liked in owner.believes:
            yield from self._thinks(owner, name, liked)

    def _option(self, owner: DecisionMaker, option: Option) -> Item:
        said = self.case.annotation("decision_makers", owner.name, "options", option.name)
        words: list[str | Span] = [Span(option.name, "strong")]
        words.append(f": {said.says}" if said.says else "")
        return Item("·", words, [_moving(option), *_reasons(said)])

    def _wants(self, owner: DecisionMaker) -> Iterable[Block]:
        if not owner.preference.lines():
            yield Prose(f"{owner.name} likes all states equally.")
            return
        yield Heading(owner.preference.says, minor=True)
        yield self._lines(paths_of_wishes(self.case, owner), owner.preference)

    def _thinks(self, owner: DecisionMaker, other: str, liked: Preference) -> Iterable[Block]:
        path = ("decision_makers", owner.name, "believes", other)
        if not liked.lines():
            yield Prose(f"{owner.name} thinks that {other} likes all states equally.")
        else:
            yield Heading(f"thinks that {other} {liked.says}", minor=True)
        if said := self.case.annotation(*path):
            yield Prose([said.says, *_tail(said, "\n" if said.says else "")])
        if liked.lines():
            paths = ((*path, liked.key, place) for place in itertools.count())
            yield self._lines(paths, liked)

    def _lines(self, paths: Iterable[Path], liked: Preference) -> Items:
        lines = zip(liked.lines(), paths, strict=False)
        return Items([self._element(mark, text, path) for (mark, text), path in lines])

    def _rules(self) -> Iterable[Block]:
        conflict = self.case.conflict
        if conflict.infeasible:
            yield Heading("What cannot happen")
            yield Items(self._formulas(("infeasible",), conflict.infeasible, numbered=True))
        if conflict.forbidden_moves:
            yield Heading("Moves that cannot be made")
            moves = [
                f"{move.by or 'nobody'} {'cannot' if move.by else 'can'} go from '{move.from_}' to '{move.to}'"
                for move in conflict.forbidden_moves
            ]
            yield Items([self._element("·", text, ("forbidden_moves", place)) for place, text in enumerate(moves)])
        if conflict.coalesced:
            yield Heading("States that are one")
            yield Items(self._formulas(("coalesce",), conflict.coalesced))
        yield from self._today()

    def _today(self) -> Iterable[Block]:
        conflict = self.case.conflict
        if conflict.status_quo is not None:
            yield Heading("Today")
            yield Prose(f"{self._number()}: {self._start()}")

    def _number(self) -> str:
        """Return what the status quo is called: by number, or by code if the states are too many to have numbers."""
        number = self.setting.status_quo
        return f"State {number}" if number else f"The state of code {self.case.conflict.status_quo_code}"

    def _start(self) -> str | None:
        """Return the status quo in a few words."""
        conflict = self.case.conflict
        if conflict.space.fits:
            start = conflict.status_quo_index
            return None if start is None else conflict.space.label(start)
        code = conflict.status_quo_code
        return None if code is None else conflict.space.label_of(code)

    def _outcomes(self, title: str, key: str) -> Iterable[Block]:
        goals = self.case.goals if key == "goals" else self.case.dreads
        if goals:
            yield Heading(title)
            yield Items(
                [
                    Item("·", [Span(goal.name, "strong"), _colon(goal.says)], [str(goal.formula), *_reasons(goal.said)])
                    for goal in goals
                ]
            )

    def _time(self) -> Iterable[Block]:
        timing = self.case.timing
        if timing is None:
            return
        yield Heading("Who acts how often, and what happens by itself")
        ends = (
            f" It is asked how things stand at the end of {listed(map(day, timing.horizon))}." if timing.horizon else ""
        )
        starts = f"Time starts at the beginning of {day(timing.starts)}, in the zone {timing.zone}."
        yield Prose(f"{starts}{ends} How everyone acts: {timing.behaviour}.")
        if timing.windows:
            yield Items([window_item(self.case, window) for window in timing.windows])
        if timing.moves:
            yield Items(timing_items(self.case, timing))

    def _levers(self) -> Iterable[Block]:
        if self.case.levers:
            yield Heading("What could be changed")
            yield Items([self._lever(lever) for lever in self.case.levers])

    def _lever(self, lever: Lever) -> Item:
        said = self.case.annotation("levers", lever.name)
        changes = [_change(change) for change in lever.changes]
        changes += [] if lever.cost is None else [f"costs {lever.cost}"]
        return Item("·", [Span(lever.name, "strong"), _colon(said.says)], [*changes, *_reasons(said)])

    def _mediator(self) -> Iterable[Block]:
        mediator = self.case.mediator
        if mediator is not None:
            said = self.case.annotation("mediator")
            whom = "everyone" if mediator.influences is None else listed(mediator.influences)
            costs = [f"{name} costs {cost}" for name, cost in mediator.costs]
            yield Heading("A third party")
            yield Items([Item("·", said.says or "A mediator", [f"can influence {whom}", *costs, *_reasons(said)])])

    def _notes(self) -> Iterable[Block]:
        if self.case.notes:
            yield Heading("Notes")
            notes = enumerate(self.case.notes, start=1)
            yield Items([Item(f"{number}.", note.text, _reasons(note.said)) for number, note in notes])

    def _sources(self) -> Iterable[Block]:
        if self.case.sources:
            yield Heading("Sources")
            yield Items([_source(source) for source in self.case.sources])

    def _formulas(self, path: Path, formulas: Sequence[Formula], *, numbered: bool = False) -> list[Item]:
        marks = [f"{number}." if numbered else "·" for number in range(1, len(formulas) + 1)]
        pairs = zip(marks, formulas, strict=True)
        return [self._element(mark, str(formula), (*path, place)) for place, (mark, formula) in enumerate(pairs)]

    def _element(self, mark: str, text: str, path: Path) -> Item:
        said = self.case.annotation(*path)
        words: Words = [text] if not said.says else [said.says, Span(f"  ({text})", "faint")]
        return Item(mark, words, _reasons(said))


def _plain_mediator(mediator: Mediator) -> dict[str, Any]:
    return {
        "influences": None if mediator.influences is None else list(mediator.influences),
        "costs": {name: str(cost) for name, cost in mediator.costs},
    }


def _moving(option: Option) -> str:
    if not isinstance(option.moves, str):
        return "levels: " + ", ".join(option.levels) + "; " + ", ".join(f"{a} → {b}" for a, b in option.moves)
    if option.levels == ("no", "yes"):
        return _MOVES[option.moves]
    moves = _UNMOVED.get(option.moves, _MOVES[option.moves])
    return f"levels, lowest first: {', '.join(option.levels)}; {moves}"


def _arcs(owner: DecisionMaker) -> Mapping[str, list[str]]:
    arcs: dict[str, list[str]] = {}
    for from_, to in owner.arcs:
        arcs.setdefault(from_, []).append(to)
    return arcs


def _change(change: Change) -> str:
    values = [_told(value) for value in attrs.astuple(cast("attrs.AttrsInstance", change), recurse=False)]
    return f"{change.says}: {'; '.join(values)}"


def _told(value: Any) -> str:  # noqa: ANN401 - whatever a kind of change holds
    """Return what a change holds in words: pairs as ``a: b``, lists with commas."""
    if not isinstance(value, tuple | list):
        return str(value)
    if len(value) == 2 and isinstance(value[0], str) and not _is_list_of_texts(value):  # noqa: PLR2004 - a pair
        return f"{value[0]}: {_told(value[1])}"
    return ", ".join(map(_told, value))


def _is_list_of_texts(value: Sequence[object]) -> bool:
    return False if len(value) == 2 else all(isinstance(each, str) for each in value)  # noqa: PLR2004 - a pair


def _reasons(said: Annotation) -> list[Words]:
    tail = _tail(said, "")
    return [tail] if tail else []


def _tail(said: Annotation, before: str) -> list[Span]:
    sources = f"[{', '.join(said.sources)}]" if said.sources else ""
    mechanisms = f"({', '.join(said.mechanisms)})" if said.mechanisms else ""
    text = " ".join(filter(None, [said.why.strip(), sources, mechanisms]))
    return [Span(before + text, "faint")] if text else []


def _colon(says: str) -> str:
    return f": {says}" if says else ""


def _paragraphs(text: str) -> Iterable[Block]:
    for paragraph in text.strip().split("\n\n"):
        if paragraph:
            yield Prose(" ".join(paragraph.split()))


def _source(source: Source) -> Item:
    parts = [source.author, source.title, ", ".join(filter(None, [source.publisher, source.date])), source.note]
    said = " ".join(_sentence(part.strip()) for part in parts if part.strip())
    return Item(source.id, f"{said} {source.url}" if source.url else said)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
