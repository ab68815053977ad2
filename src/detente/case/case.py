"""A case: a conflict and everything an analyst says about it.

>>> from detente.conflict import Conflict, DecisionMaker
>>> conflict = Conflict([DecisionMaker("A", ["talk"]), DecisionMaker("B", ["talk"])])
>>> case = Case(title="Two neighbours", conflict=conflict, goals={"peace": "A.talk and B.talk"})
>>> case.goals
(Goal(name='peace', formula=Formula('A.talk and B.talk')),)
>>> case.is_reconstruction
False
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import attrs

from detente.case.mediator import Mediator
from detente.conflict import Conflict
from detente.errors import ConflictError, Problem, UnknownNameError, unknown
from detente.evolution import Timing
from detente.formula import Formula, as_formula
from detente.given import one, several
from detente.levers import Lever
from detente.worlds import NOTHING_IN_DOUBT, Doubts

Path = tuple[str | int, ...]
"""Where an element stands in a case file: keys, and places in lists from 0."""


def _as_texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts)


def _not_empty(_owner: object, field: attrs.Attribute[str], text: str) -> None:
    if not one("a title", text, str, "a text").strip():
        raise ConflictError(Problem(f"the {field.name} is empty", "a few words"))


@attrs.frozen(kw_only=True)
class Annotation:
    """What is said about an element of a case.

    Attributes:
        says: What it is, in words.
        why: Why it is so.
        sources: Ids of the sources it rests on.
        mechanisms: Labels of the mechanisms it models.
    """

    says: str = ""
    why: str = ""
    sources: tuple[str, ...] = attrs.field(default=(), converter=_as_texts)
    mechanisms: tuple[str, ...] = attrs.field(default=(), converter=_as_texts)

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.says or self.why or self.sources or self.mechanisms)


NOTHING_SAID = Annotation()


@attrs.frozen(repr=False)
class Source:
    """Something a case rests on.

    Attributes:
        id: What the case calls it.
        title: What it is called.
        author: Who wrote or said it.
        date: When: a year, month or day (``1993``, ``1993-05``, ``1993-05-01``), or empty.
        publisher: Where it appeared.
        note: Anything else worth saying.
        url: Where it can be read, or empty.

    Raises:
        ConflictError: If the title is empty.
    """

    id: str
    title: str = attrs.field(validator=_not_empty)
    author: str = ""
    date: str = ""
    publisher: str = ""
    note: str = ""
    url: str = ""

    def __repr__(self) -> str:
        """Show the parts; an address only where there is one, so that a case without keeps its fingerprint."""
        names = [field.name for field in attrs.fields(Source) if field.name != "url" or self.url]
        return f"Source({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


@attrs.frozen(repr=False)
class Goal:
    """A wanted or dreaded outcome.

    Attributes:
        name: Its name.
        formula: Holds in the states that are meant.
        said: What is said about it; its parts are ``says``, ``why``, ``sources`` and ``mechanisms`` of the goal.
    """

    name: str
    formula: Formula = attrs.field(converter=as_formula)
    said: Annotation = NOTHING_SAID

    @property
    def says(self) -> str:
        """What it is, in words."""
        return self.said.says

    @property
    def why(self) -> str:
        """Why it is a goal."""
        return self.said.why

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources it rests on."""
        return self.said.sources

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """Labels of the mechanisms it models."""
        return self.said.mechanisms

    def __repr__(self) -> str:
        """Show the name and the formula."""
        return f"Goal(name={self.name!r}, formula={self.formula!r})"


@attrs.frozen
class Note:
    """A remark about a case.

    Attributes:
        text: The remark.
        said: The sources it rests on, and the mechanisms it speaks of.
    """

    text: str
    said: Annotation = NOTHING_SAID

    def __str__(self) -> str:
        """Return the remark."""
        return self.text


KINDS = ("analysis", "reconstruction", "published", "teaching")
"""What a case can be."""


@attrs.frozen
class Asks:
    """What the question of a case asks, where it can be answered by yes or no: does this come about?

    Attributes:
        goal: The name of the goal, or else of the dreaded outcome, that it asks about.
        lever: The name of the lever that it supposes, or empty if it asks about things as they stand.
    """

    goal: str
    lever: str = ""


Goals = Iterable[Goal] | Mapping[str, Formula | str]


def _as_goals(goals: Goals) -> tuple[Goal, ...]:
    if isinstance(goals, Mapping):
        return tuple(Goal(*each) for each in goals.items())
    return several("goals and dreads", goals, Goal, "formulas by name, or a list of goals")


def _as_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sources)


def _as_levers(levers: Iterable[Lever]) -> tuple[Lever, ...]:
    return tuple(levers)


def _as_notes(notes: Iterable[Note | str]) -> tuple[Note, ...]:
    return tuple(Note(note) if isinstance(note, str) else note for note in notes)


def _as_pairs(
    annotations: Mapping[Path, Annotation] | Iterable[tuple[Path, Annotation]],
) -> tuple[tuple[Path, Annotation], ...]:
    pairs = annotations.items() if isinstance(annotations, Mapping) else annotations
    return tuple(sorted(((path, said) for path, said in pairs if said), key=lambda pair: tuple(map(str, pair[0]))))


@attrs.frozen(kw_only=True, slots=False, repr=False)
class Case:
    """A conflict and everything an analyst says about it: frozen, equal by content.

    Attributes:
        title: What the case is called.
        conflict: The conflict.
        as_of: The day the inputs are frozen at, if it is known.
        kind: ``analysis``, ``reconstruction``, ``published`` or ``teaching``.
        summary: The situation, in a few sentences.
        question: The question the case is to answer.
        asks: The goal and the lever that it asks about, if it can be answered by yes or no.
        sources: What it rests on.
        goals: Wanted outcomes; may be given as formulas by name.
        dreads: Dreaded outcomes, likewise.
        levers: Named changes to the conflict.
        notes: Remarks; may be given as texts.
        timing: Who acts how often and when, if the case says so.
        doubts: What is in doubt; the conflict and the timing are as if nothing were.
        mediator: Whom a third party can influence and what changes cost it, if the case names one.
        said: What is said about parts of the conflict and about levers, by their place in a case file, as in
            ``("decision_makers", "US", "options", "blockade")``.

    Raises:
        ConflictError: If the title is empty.
    """

    title: str = attrs.field(validator=_not_empty)
    conflict: Conflict
    as_of: date | None = None
    kind: str = "analysis"
    summary: str = ""
    question: str = ""
    asks: Asks | None = None
    sources: tuple[Source, ...] = attrs.field(default=(), converter=_as_sources)
    goals: tuple[Goal, ...] = attrs.field(default=(), converter=_as_goals)
    dreads: tuple[Goal, ...] = attrs.field(default=(), converter=_as_goals)
    levers: tuple[Lever, ...] = attrs.field(default=(), converter=_as_levers)
    notes: tuple[Note, ...] = attrs.field(default=(), converter=_as_notes)
    timing: Timing | None = None
    doubts: Doubts = NOTHING_IN_DOUBT
    mediator: Mediator | None = None
    said: tuple[tuple[Path, Annotation], ...] = attrs.field(default=(), converter=_as_pairs, repr=False)

    def __attrs_post_init__(self) -> None:
        """Check that the conflict is one, and the texts are texts.

        Raises:
            KindError: If they are not.
            UnknownNameError: If there is no such kind of case.
        """
        one("the conflict of a case", self.conflict, Conflict, "a conflict")
        for name in ("summary", "question"):
            one(f"the {name} of a case", getattr(self, name), str, "a text")
        if self.kind not in KINDS:
            raise UnknownNameError(unknown("kind of case", self.kind, KINDS))
        if self.mediator is not None:
            self.mediator.check(self.conflict.words, self.conflict.names)
        if problems := [*self.doubts.problems(self.conflict), *self.doubts.timing_problems(self.timing)]:
            raise ConflictError(*problems)

    @property
    def is_reconstruction(self) -> bool:
        """Whether the case was written after the event it is about; its numbers are then no forecast."""
        return self.kind == "reconstruction"

    @cached_property
    def annotations(self) -> Mapping[Path, Annotation]:
        """What is said about every element of which something is said, by its place in a case file."""
        goals = {(key, goal.name): goal.said for key in ("goals", "dreads") for goal in getattr(self, key)}
        notes = {("notes", place): note.said for place, note in enumerate(self.notes)}
        return {path: said for path, said in (dict(self.said) | goals | notes).items() if said}

    def annotation(self, *path: str | int) -> Annotation:
        """Return what is said about the element at a place in a case file.

        >>> from detente.library import load
        >>> load("cuba-1962").annotation("decision_makers", "US", "options", "Air Strike").why
        'An air strike cannot be taken back.'
        """
        return self.annotations.get(path, NOTHING_SAID)

    def source(self, source_id: str) -> Source | None:
        """Return the source of this id, if there is one."""
        return next((source for source in self.sources if source.id == source_id), None)

    def lever(self, name: str) -> Lever:
        """Return the lever of this name.

        Raises:
            UnknownNameError: If there is none.
        """
        found = {lever.name: lever for lever in self.levers}
        if name not in found:
            raise UnknownNameError(unknown("lever", name, found))
        return found[name]

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the content, comments and layout of the file left out: equal cases have equal fingerprints."""
        names = [name for name in _PARTS if name not in _LATER or getattr(self, name)]
        parts = (self.conflict.content if name == "conflict" else repr(getattr(self, name)) for name in names)
        said = [goal.said for goal in (*self.goals, *self.dreads)]
        return hashlib.sha256(f"[{', '.join(parts)}, {said!r}]".encode()).hexdigest()[:16]

    def __repr__(self) -> str:
        """Say what the case is called and how much there is of everything, in a line."""
        counts = {key: len(getattr(self, key)) for key in ("goals", "dreads", "levers", "sources", "notes")}
        parts = [repr(self.title), repr(self.conflict), *(f"{key}={count}" for key, count in counts.items() if count)]
        return f"Case({', '.join(parts)})"


_PARTS = tuple(field.name for field in attrs.fields(Case))

_LATER = ("doubts", "mediator")
"""Parts that a case which has none of them keeps its fingerprint without."""
