"""The case file as written: one model per element.

Every scalar of a case file is read as text, so that a level may be called ``1`` or ``yes`` without quotation marks;
what should be a date or a number is turned into one here or where it is used. An element in short form is brought to
its long form before it is checked. The names of decision makers, options and states mean nothing yet: that is checked
when the case is built.

>>> Goal.model_validate("peace and not war").formula
'peace and not war'
>>> Goal.model_validate({"formula": "peace", "why": "All gain."}).why
'All gain.'
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from detente.case.scalars import (
    MOST_LEVELS,
    Chance,
    Day,
    Days,
    Formula,
    Moves,
    PartialDate,
    StatusQuo,
    Text,
    Tiers,
    Title,
    Url,
    Version,
    as_states,
)


class Element(BaseModel):
    """Part of a case file. A key without a value counts as left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    short: ClassVar[str | None] = None
    """The key that the short form stands for, if there is a short form."""

    short_kind: ClassVar[type] = str
    """What the short form is: a text, a list or a mapping; a mapping that has the key is the long form."""

    @model_validator(mode="before")
    @classmethod
    def _in_long_form(cls, given: object) -> object:
        if given is None:
            return {}
        if cls.short is not None and isinstance(given, cls.short_kind) and not _is_long(given, cls.short):
            return {cls.short: given}
        if isinstance(given, dict):
            return {key: value for key, value in given.items() if value is not None or key not in cls.model_fields}
        return given


class Reasoned(Element):
    """An element that can say why it is as it is."""

    why: Text = Field("", description="Why it is so: a sentence.")
    sources: list[Text] = Field([], description="Ids of the sources it rests on.")
    mechanisms: list[Text] = Field([], description="Labels of the mechanisms it models; free text.")


class Source(Element):
    """Something the case rests on."""

    short: ClassVar[str] = "title"

    title: Title = Field(description="What it is called.")
    author: Text = Field("", description="Who wrote or said it.")
    date: PartialDate | None = Field(None, description="When: a year, month or day, at or before `as_of`.")
    publisher: Text = Field("", description="Where it appeared.")
    url: Url = Field("", description="Where it can be read: an address that begins with http:// or https://.")
    note: Text = Field("", description="Anything else worth saying.")


class Draw(Reasoned):
    """Something uncertain that several doubts may rest on."""

    short: ClassVar[str] = "outcomes"
    short_kind: ClassVar[type] = dict

    says: Text = Field("", description="What it is, in words.")
    outcomes: dict[Text, Chance] = Field(description="Each outcome with its chance; the chances add up to 1.")


class Option(Reasoned):
    """Something a decision maker can do."""

    says: Text = Field("", description="What the option is, in words.")
    levels: list[Text] = Field(
        ["no", "yes"], max_length=MOST_LEVELS, description="Names of its levels, lowest first; no and yes unless given."
    )
    moves: Moves = Field("both", description="How it may move: a direction, or the steps allowed as [from, to].")
    exists: Chance | None = Field(None, description="With which chance it exists; for sure unless given.")
    when: Formula | None = Field(None, description="It exists where this formula over draws holds.")


class Statement(Reasoned):
    """One line of a prioritised preference."""

    short: ClassVar[str] = "statement"

    statement: Formula | None = Field(None, description="What is wanted.")
    any_order: list[Statement] | None = Field(None, description="Or statements that follow each other in any order.")
    says: Text = Field("", description="The same in words.")
    certainty: Chance | None = Field(None, description="With which chance it is held; for sure unless given.")
    when: Formula | None = Field(None, description="It is held where this formula over draws holds.")


class Constraint(Reasoned):
    """A formula that marks states: as infeasible, as one, or as unseen."""

    short: ClassVar[str] = "formula"

    formula: Formula = Field(description="Holds in the states that are meant.")
    says: Text = Field("", description="The same in words.")


class Unknown(Reasoned):
    """States between which it is not known what a decision maker prefers."""

    between: Formula = Field(description="Holds in the states on one side.")
    and_: Formula = Field(alias="and", description="Holds in the states on the other.")
    says: Text = Field("", description="The same in words.")


class Infeasible(Constraint):
    """A formula that cannot hold."""

    certainty: Chance | None = Field(None, description="With which chance it cannot hold; for sure unless given.")
    when: Formula | None = Field(None, description="It cannot hold where this formula over draws holds.")


class Faction(Reasoned):
    """A group that may prevail in a decision maker."""

    says: Text = Field("", description="Who it is, in words.")
    chance: Chance | None = Field(None, description="With which chance it prevails.")
    when: Formula | None = Field(None, description="It prevails where this formula over draws holds.")
    prefers: list[Statement] | None = Field(None, description="Prioritised statements, most important first.")
    ranking: Tiers | None = Field(None, description="Every state exactly once, best first, ties in brackets.")
    weights: dict[Formula, Text] | None = Field(None, description="A number for each formula; those that hold add up.")
    first: list[Statement] | None = Field(None, description="Statements in front of what the decision maker prefers.")


class Belief(Reasoned):
    """What a decision maker thinks that another wants."""

    short: ClassVar[str] = "prefers"
    short_kind: ClassVar[type] = list

    prefers: list[Statement] | None = Field(None, description="Prioritised statements, most important first.")
    ranking: Tiers | None = Field(None, description="Every state exactly once, best first, ties in brackets.")
    weights: dict[Formula, Text] | None = Field(None, description="A number for each formula; those that hold add up.")
    says: Text = Field("", description="The same in words.")
    certainty: Chance | None = Field(None, description="With which chance it is held; for sure unless given.")
    when: Formula | None = Field(None, description="It is held where this formula over draws holds.")


class Pace(Reasoned):
    """How often a decision maker has an opportunity to act."""

    short: ClassVar[str] = "pace"

    pace: Text = Field(description="How often, as in `2 per week` or `1 to 4 per week`.")
    windows: list[Text] = Field([], description="The windows in which it may act; always unless given.")
    behaviour: Text | None = Field(None, description="How it acts, where it differs from everyone else.")


class DecisionMaker(Reasoned):
    """One who can change the state."""

    says: Text = Field("", description="Who it is, in words.")
    options: dict[Text, Option] = Field({}, description="What it can do, in listing order.")
    moves: dict[Text, list[Text]] = Field({}, description="In graph form: where it can move to from each state.")
    prefers: list[Statement] | None = Field(None, description="Prioritised statements, most important first.")
    ranking: Tiers | None = Field(None, description="Every state exactly once, best first, ties in brackets.")
    weights: dict[Formula, Text] | None = Field(None, description="A number for each formula; those that hold add up.")
    factions: dict[Text, Faction] = Field({}, description="Groups of which one prevails, by name.")
    misperceives: list[Constraint] = Field([], description="States it does not see, and so moves neither to nor from.")
    unknown: list[Unknown] = Field([], description="Between which states it is not known what it prefers.")
    believes: dict[Text, Belief] = Field({}, description="What it thinks that others want, by their names.")
    pace: Pace | None = Field(None, description="How often it has an opportunity to act; never, unless given.")


class ForbiddenMove(Reasoned):
    """Moves that cannot be made."""

    by: Text | None = Field(None, description="Whose moves; everyone's unless given.")
    from_: Formula = Field(alias="from", description="Holds in the state that is left.")
    to: Formula = Field(description="Holds in the state that is reached.")
    says: Text = Field("", description="The same in words.")


class State(Reasoned):
    """A state of a conflict in graph form."""

    short: ClassVar[str] = "says"

    says: Text = Field("", description="What the state is, in words.")


class Goal(Reasoned):
    """A wanted or dreaded outcome."""

    short: ClassVar[str] = "formula"

    formula: Formula = Field(description="Holds in the states that are meant.")
    says: Text = Field("", description="The same in words.")


class Window(Reasoned):
    """A time in which somebody may act or something may happen."""

    from_: Day | None = Field(None, alias="from", description="Its first day; it has been open before unless given.")
    to: Day | None = Field(None, description="Its last day, which belongs to it; it stays open unless given.")
    says: Text = Field("", description="What it is, in words.")


class Event(Reasoned):
    """Something that happens by nobody's choice."""

    when: Formula = Field("true", description="Holds in the states in which it can happen.")
    set: dict[Text, Text] = Field(description="The levels that it brings about.")
    pace: Text = Field(description="How often it happens while it can, as in `1 per month` or `1 to 2 per month`.")
    windows: list[Text] = Field([], description="The windows in which it can happen; always unless given.")
    says: Text = Field("", description="What it is, in words.")


class Asks(Element):
    """What a question asks that can be answered by yes or no."""

    short: ClassVar[str] = "goal"

    goal: Text = Field(description="Whether this goal, or dreaded outcome, comes about.")
    lever: Text = Field("", description="If this lever is pulled; as things stand unless given.")


class Lever(Reasoned):
    """A named change to the case: each kind of change is a key of its own."""

    says: Text = Field("", description="What the change is, in words.")
    cost: Text | None = Field(None, description="What it costs, an exact number.")
    set: dict[Text, Text] | None = Field(None, description="These options are fixed at these levels.")
    freeze: list[Text] | None = Field(None, description="These options stay at their level in the status quo.")
    moves: dict[Text, Moves] | None = Field(None, description="How these options may move instead.")
    forbid: list[Formula] | None = Field(None, description="More formulas that cannot hold.")
    allow: list[Formula] | None = Field(None, description="Infeasible formulas of the case that are dropped.")
    prefer: dict[Text, list[Formula]] | None = Field(None, description="Statements put in front, by decision maker.")


class Mediator(Reasoned):
    """A third party that can bring changes about."""

    says: Text = Field("", description="Who it is, in words.")
    influences: list[Text] | None = Field(None, description="Whom it can influence; everyone unless given.")
    costs: dict[Text, Text] = Field({}, description="What a change costs, by kind, by decision maker or by option.")


class Note(Reasoned):
    """A remark."""

    short: ClassVar[str] = "note"

    note: Text = Field(description="The remark.")


class Document(Element):
    """A whole case file."""

    detente: Version = Field(description="Version of the format.")
    title: Title = Field(description="What the case is called.")
    as_of: Day | None = Field(None, description="The day the inputs are frozen at; no source is later.")
    kind: Literal["analysis", "reconstruction", "published", "teaching"] = Field("analysis", description="What it is.")
    summary: Text = Field("", description="The situation, in a few sentences.")
    question: Text = Field("", description="The question the case is to answer.")
    asks: Asks | None = Field(None, description="What it asks, if it can be answered by yes or no.")
    sources: dict[Text, Source] = Field({}, description="What the case rests on, by id.")
    draws: dict[Text, Draw] = Field({}, description="What is uncertain and may decide several doubts, by name.")
    states: Annotated[dict[Text, State], BeforeValidator(as_states)] = Field(
        {}, description="Graph form: the states in order, or state: what it is."
    )
    decision_makers: dict[Text, DecisionMaker] = Field(description="Who takes part, in listing order.")
    infeasible: list[Infeasible] = Field([], description="What cannot hold.")
    forbidden_moves: list[ForbiddenMove] = Field([], description="Moves that cannot be made, from pattern to pattern.")
    coalesce: list[Constraint] = Field([], description="For each formula, the states in which it holds are one.")
    status_quo: StatusQuo | None = Field(
        None, description="Where things stand; options left out are at their first level."
    )
    zone: Text | None = Field(None, description="The time zone in which days begin and end; UTC unless given.")
    starts: Day | None = Field(
        None, description="The day at whose beginning time starts; that after `as_of` unless given."
    )
    behaviour: Text | None = Field(None, description="How everyone acts that may: `foresight seq` unless given.")
    windows: dict[Text, Window] = Field({}, description="Times in which somebody may act, by name.")
    events: dict[Text, Event] = Field({}, description="What happens by nobody's choice.")
    horizon: Days = Field([], description="The days at whose end one wants to know how things stand.")
    goals: dict[Text, Goal] = Field({}, description="Wanted outcomes.")
    dreads: dict[Text, Goal] = Field({}, description="Dreaded outcomes.")
    levers: dict[Text, Lever] = Field({}, description="Named changes to the case.")
    mediator: Mediator | None = Field(None, description="A third party, whom it influences, what changes cost it.")
    notes: list[Note] = Field([], description="Remarks.")


def _is_long(given: object, key: str) -> bool:
    return isinstance(given, dict) and isinstance(given.get(key), dict)
