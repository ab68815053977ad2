"""Describe a case as the plain data of a case file: the inverse of building.

>>> from detente.library import load
>>> list(described(load("prisoners-dilemma")))[:3]
['detente', 'title', 'as_of']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

import attrs

from detente.case.building.wording import misnumbered
from detente.case.case import Annotation, Asks, Case, Goal, Path, Source
from detente.case.describing_doubts import Described, described_annotation, described_chances, with_doubt
from detente.case.scalars import VERSION
from detente.conflict import (
    INDIFFERENT,
    STATE,
    Conflict,
    DecisionMaker,
    ForbiddenMove,
    Option,
    Preference,
    Ranking,
    Statements,
    Weights,
)
from detente.errors import Problem, UnavailableError, one_of
from detente.evolution import DEFAULT, Event, Window
from detente.formula import NO_YES, Formula
from detente.levers import Lever
from detente.worlds import Faction

Data = dict[str, Any]


def described(case: Case) -> Data:
    """Return what a case file that holds the case says, key by key; what is empty is left out."""
    return _Description(case).whole()


class _Description:
    """Describes the parts of a case together with what is said about them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.conflict: Conflict = case.conflict
        self.doubts = Described(case)

    def whole(self) -> Data:
        case = self.case
        parts = {
            "detente": str(VERSION),
            "title": case.title,
            "as_of": str(case.as_of) if case.as_of else None,
            "kind": case.kind,
            "summary": case.summary,
            "question": case.question,
            "asks": _asks(case.asks),
            "sources": {source.id: _source(source) for source in case.sources},
            "draws": self.draws(),
            "states": self.states(),
            "decision_makers": {owner.name: self.decision_maker(owner) for owner in self.conflict.decision_makers},
            "infeasible": self.infeasible(),
            "forbidden_moves": [self.forbidden(*each) for each in enumerate(self.conflict.forbidden_moves)],
            "coalesce": self.formulas(("coalesce",), self.conflict.coalesced),
        }
        ends = {
            **self.timing(),
            "goals": {goal.name: self.goal("goals", goal) for goal in case.goals},
            "dreads": {dread.name: self.goal("dreads", dread) for dread in case.dreads},
            "levers": {lever.name: self.lever(lever) for lever in case.levers},
        }
        notes = {
            "notes": [_short_or_long("note", note.text, note.said) for note in case.notes],
        }
        return _filled(parts) | self.status_quo() | _filled(ends) | self.mediator() | _filled(notes)

    def said(self, path: Path) -> Data:
        return described_annotation(self.case.annotation(*path))

    def states(self) -> list[str] | Data:
        names = self.conflict.states
        if wrong := misnumbered(names):
            raise UnavailableError(*wrong.values())
        said = {name: self.said(("states", name)) for name in names}
        return {name: said[name] or None for name in names} if any(said.values()) else list(names)

    def status_quo(self) -> Data:
        if self.conflict.status_quo is None:
            return {}
        levels = dict(self.conflict.status_quo)
        return {"status_quo": levels[STATE] if self.conflict.in_graph_form else levels}

    def formulas(self, path: Path, formulas: Iterable[Formula]) -> list[Any]:
        said = ((formula, self.case.annotation(*path, place)) for place, formula in enumerate(formulas))
        return [_short_or_long("formula", str(formula), about) for formula, about in said]

    def infeasible(self) -> list[Any]:
        found = self.formulas(("infeasible",), self.conflict.infeasible)
        for place, formula in enumerate(self.conflict.infeasible):
            first = formula not in self.conflict.infeasible[:place]
            found[place] = with_doubt("formula", found[place], self.doubts.infeasible(formula) if first else {})
        return found

    def draws(self) -> Data:
        return {
            draw.name: {"outcomes": described_chances(draw), **said} if said else described_chances(draw)
            for draw in self.case.doubts.shared
            for said in [self.said(("draws", draw.name))]
        }

    def forbidden(self, place: int, move: ForbiddenMove) -> Data:
        by = {"by": move.by} if move.by is not None else {}
        return {**by, "from": str(move.from_), "to": str(move.to), **self.said(("forbidden_moves", place))}

    def goal(self, key: str, goal: Goal) -> Any:  # noqa: ANN401 - short or long
        return _short_or_long("formula", str(goal.formula), self.case.annotation(key, goal.name))

    def lever(self, lever: Lever) -> Data:
        changes = {change.key: written for change in lever.changes if (written := _written(change))}
        if not changes:
            message = f"a case file has no place for the lever '{lever.name}', which changes nothing"
            raise UnavailableError(Problem(message))
        cost = {} if lever.cost is None else {"cost": str(lever.cost)}
        return {**self.said(("levers", lever.name)), **cost, **changes}

    def mediator(self) -> Data:
        mediator = self.case.mediator
        if mediator is None:
            return {}
        parts = {
            "influences": list(mediator.influences or ()),
            "costs": {name: str(cost) for name, cost in mediator.costs},
        }
        return {"mediator": self.said(("mediator",)) | _filled(parts)}

    def decision_maker(self, owner: DecisionMaker) -> Data | None:
        path: Path = ("decision_makers", owner.name)
        options = {each.name: self.option((*path, "options", each.name), each) for each in owner.options}
        parts = {
            **self.said(path),
            "options": options,
            "moves": _moves(owner),
        }
        rest = {
            "factions": self.factions(path, owner.name),
            "misperceives": self.formulas((*path, "misperceives"), owner.misperceives),
            "unknown": [self.unknown((*path, "unknown", place), pair) for place, pair in enumerate(owner.unknown)],
            "believes": {name: self.belief((*path, "believes", name), liked) for name, liked in owner.believes},
            "pace": self.pace(owner.name),
        }
        own = {} if self.doubts.is_of_factions(owner.name) else self.preference(path, self.doubts.own(owner.name))
        return _filled(parts) | own | _filled(rest) or None

    def factions(self, path: Path, name: str) -> Data:
        return {each.name: self.faction((*path, "factions", each.name), name, each) for each in self.doubts.of(name)}

    def faction(self, path: Path, name: str, faction: Faction) -> Data:
        first = self.statements((*path, "first"), Statements(faction.first)) if faction.first else []
        own = {} if faction.preference is None else self.preference(path, faction.preference) or {"prefers": []}
        return {**self.said(path), **self.doubts.prevailing(name, faction), **own, **_filled({"first": first})}

    def unknown(self, path: Path, pair: tuple[Formula, Formula]) -> Data:
        return {"between": str(pair[0]), "and": str(pair[1]), **self.said(path)}

    def belief(self, path: Path, liked: Preference) -> Any:  # noqa: ANN401 - short or long
        doubt = self.doubts.belief(str(path[1]), str(path[3]))
        parts = {**self.preference(path, liked), **doubt, **self.said(path)}
        return parts[Statements.key] if list(parts) == [Statements.key] else parts or None

    def timing(self) -> Data:
        timing, as_of = self.case.timing, self.case.as_of
        if timing is None:
            return {}
        return {
            "zone": "" if timing.zone == "UTC" else timing.zone,
            "starts": "" if as_of and timing.starts == as_of + timedelta(days=1) else str(timing.starts),
            "behaviour": "" if timing.behaviour == DEFAULT else str(timing.behaviour),
            "windows": {window.name: self.window(window) for window in timing.windows},
            "events": {event.name: self.event(event) for event in timing.events},
            "horizon": [str(day) for day in timing.horizon],
        }

    def window(self, window: Window) -> Data | None:
        days = {"from": str(window.opens or ""), "to": str(window.closes or "")}
        return _filled(days) | self.said(("windows", window.name)) or None

    def event(self, event: Event) -> Data:
        pace = self.doubts.pace(event.name, event=True) or str(event.pace)
        parts = {"when": str(event.when), "set": dict(event.levels), "pace": pace}
        return _filled({**parts, "windows": list(event.windows)}) | self.said(("events", event.name))

    def pace(self, name: str) -> Any:  # noqa: ANN401 - short or long
        tempos = self.case.timing.tempos if self.case.timing else ()
        tempo = next((each for each in tempos if each.name == name), None)
        if tempo is None:
            return None
        behaviour = "" if tempo.behaviour is None else str(tempo.behaviour)
        more = _filled({"windows": list(tempo.windows), "behaviour": behaviour})
        more |= self.said(("decision_makers", name, "pace"))
        pace = self.doubts.pace(name, event=False) or str(tempo.pace)
        return {"pace": pace, **more} if more else pace

    def option(self, path: Path, option: Option) -> Data | None:
        levels = {} if option.levels == NO_YES else {"levels": list(option.levels)}
        steps = option.moves if isinstance(option.moves, str) else [list(step) for step in option.moves]
        moves = {} if steps == "both" else {"moves": steps}
        return {**self.said(path), **levels, **moves, **self.doubts.option(str(path[1]), option.name)} or None

    def preference(self, path: Path, liked: Preference) -> Data:
        if liked == INDIFFERENT:
            return {}
        if liked.key not in _PREFERENCES:
            message = f"a case file has no place for the preference '{liked.key}' of '{path[1]}'"
            raise UnavailableError(f"{message}; it holds {one_of(_PREFERENCES)}")
        return {liked.key: _PREFERENCES[liked.key](self, (*path, liked.key), liked)}

    def statements(self, path: Path, preference: Statements) -> list[Any]:
        said = ((formula, self.case.annotation(*path, place)) for place, formula in enumerate(preference.statements))
        entries = [_short_or_long("statement", str(formula), about) for formula, about in said]
        return self.doubts.statements(path, entries)

    def ranking(self, _path: Path, preference: Ranking) -> list[Any]:
        names = self.conflict.states or range(1, self.conflict.size + 1)
        tiers = [[str(names[number - 1]) for number in tier] for tier in preference.tiers]
        return [tier[0] if len(tier) == 1 else tier for tier in tiers]

    def weights(self, _path: Path, preference: Weights) -> Data:
        return {str(formula): str(weight) for formula, weight in preference.weights}


_PREFERENCES: Mapping[str, Callable[..., Any]] = {
    Statements.key: _Description.statements,
    Ranking.key: _Description.ranking,
    Weights.key: _Description.weights,
}


def _filled(parts: Mapping[str, Any]) -> Data:
    return {key: value for key, value in parts.items() if value not in (None, "", [], {})}


def _asks(asks: Asks | None) -> Data | None:
    return None if asks is None else _filled({"goal": asks.goal, "lever": asks.lever})


def _source(source: Source) -> Data:
    return _filled({field.name: getattr(source, field.name) for field in attrs.fields(Source)[1:]})


def _short_or_long(key: str, text: str, said: Annotation) -> Any:  # noqa: ANN401 - short or long
    return {key: text, **described_annotation(said)} if said else text


def _moves(owner: DecisionMaker) -> dict[str, list[str]]:
    moves: dict[str, list[str]] = {}
    for from_, to in owner.arcs:
        moves.setdefault(from_, []).append(to)
    return moves


def _written(change: object) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return a change of a lever as its kind reads it: the one thing it holds, pairs as a mapping."""
    (field,) = attrs.fields(type(change))  # type: ignore[arg-type]
    value = getattr(change, field.name)
    if value and all(isinstance(each, tuple) for each in value):
        return {key: _plain(inner) for key, inner in value}
    return _plain(value)


def _plain(value: object) -> Any:  # noqa: ANN401 - plain data of any shape
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else str(value)
