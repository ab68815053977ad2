"""What is in doubt in a case, in words and as plain data."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from detente.case import Annotation, Case
from detente.case.case import Path
from detente.conflict import DecisionMaker, Preference, Statements
from detente.prose import percent
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span, Words
from detente.report.wording import counted
from detente.worlds import AnyOrder, Draw, Faction, Factions, PaceRange, StatementHeld, worlds_of
from detente.worlds.doubts import Doubt


def doubt_blocks(case: Case) -> Iterator[Block]:
    """Yield what is in doubt; nothing if nothing is."""
    if not case.doubts:
        return
    yield Heading("What is in doubt")
    worlds = counted(worlds_of(case.doubts.draws), "world")
    yield Prose(
        f"All else is told as if nothing were. What is uncertain makes {worlds}; 'detente worlds' looks at them."
    )
    if case.doubts.shared:
        yield Heading("draws", minor=True)
        yield Items([_draw(case, draw) for draw in case.doubts.shared])
        yield Heading("doubts", minor=True)
    if case.doubts.doubts:
        yield Items([_doubt(case, doubt) for doubt in case.doubts.doubts])


def plain_doubts(case: Case) -> dict[str, Any]:
    """Return what is in doubt as plain data: the shared draws, and each doubt with what decides."""
    return {
        "draws": {draw.name: {outcome: str(chance) for outcome, chance in draw.of} for draw in case.doubts.shared},
        "doubts": [_plain(doubt) for doubt in case.doubts.doubts],
    }


def _plain(doubt: Doubt) -> dict[str, Any]:
    by = doubt.by
    decides = by.chances if isinstance(by, Draw) else by
    key = "chances" if isinstance(by, Draw) else "when"
    return {
        "kind": doubt.key,
        "about": doubt.subject,
        "draw": by.name if isinstance(by, Draw) else None,
        key: dict(zip(doubt.alternatives, map(str, decides), strict=True)),
    }


def _draw(case: Case, draw: Draw) -> Item:
    said = case.annotation("draws", draw.name)
    outcomes = ", ".join(f"{outcome} {percent(float(chance))}" for outcome, chance in draw.of)
    says = f" ({said.says})" if said.says else ""
    return Item("·", [Span(draw.name, "strong"), f"{says}: {outcomes}"], _why(said))


def _doubt(case: Case, doubt: Doubt) -> Item:
    match doubt:
        case Factions():
            lines = [line for place in range(len(doubt.of)) for line in _faction(case, doubt, place)]
            return Item("·", [Span(f"who prevails in {doubt.decision_maker}", "strong")], lines)
        case StatementHeld():
            return Item("·", f"{doubt.subject}, '{_statement(case, doubt)}', is held {decided(doubt, 0)}")
        case AnyOrder():
            said = case.annotation(*_path(doubt), doubt.first, "any_order")
            return Item("·", f"{doubt.subject}, come in any order", _why(said))
        case PaceRange():
            return Item("·", f"{doubt.subject} is {doubt}")
        case _:
            verb = "is held" if doubt.alternatives[0] == "held" else doubt.alternatives[0]
            return Item("·", f"{doubt.subject} {verb} {decided(doubt, 0)}")


def paths_of_wishes(case: Case, owner: DecisionMaker) -> Iterator[Path]:
    """Yield where each line of what a decision maker wants is written: some may be those of its likeliest faction."""
    path: Path = ("decision_makers", owner.name)
    faction, key = case.doubts.likeliest(owner.name), owner.preference.key
    if faction is not None:
        of_faction = (*path, "factions", faction.name)
        yield from ((*of_faction, "first", place) for place in range(len(faction.first)))
        path = path if faction.preference is None else of_faction
    yield from ((*path, key, place) for place in itertools.count())


def _faction(case: Case, doubt: Factions, place: int) -> Iterator[Words]:
    faction = doubt.of[place]
    said = case.annotation("decision_makers", doubt.decision_maker, "factions", faction.name)
    says = f" ({said.says})" if said.says else ""
    yield f"{faction.name}{says}, {decided(doubt, place)}: {_wishes(faction)}"
    yield from _why(said)
    key = "prefers" if faction.preference else "first"
    wishes = faction.preference.statements if isinstance(faction.preference, Statements) else faction.first
    for at, wish in enumerate(wishes):
        if why := _why(case.annotation("decision_makers", doubt.decision_maker, "factions", faction.name, key, at)):
            yield [Span(f"{wish}: ", "faint"), *why]


def _wishes(faction: Faction) -> str:
    if faction.preference is None:
        return f"first {Statements(faction.first).in_a_line()}" if faction.first else "what it wants anyhow"
    return faction.preference.in_a_line() or "all states alike"


def decided(doubt: Doubt, place: int) -> str:
    """Say when an alternative is the case: with its chance, or by its condition."""
    if isinstance(doubt.by, Draw):
        return f"with a chance of {percent(float(doubt.by.chances[place]))}"
    return f"where {doubt.by[place]}"


def _statement(case: Case, doubt: StatementHeld) -> str:
    factions = {each.decision_maker: each for each in case.doubts.doubts if isinstance(each, Factions)}
    liked: Preference = case.doubts.wants_of(doubt.decision_maker).own(case.conflict)
    if doubt.faction:
        faction = next(each for each in factions[doubt.decision_maker].of if each.name == doubt.faction)
        liked = Statements(faction.first) if faction.preference is None else faction.preference
    return str(liked.statements[doubt.place]) if isinstance(liked, Statements) else ""


def _path(doubt: AnyOrder) -> tuple[str, ...]:
    owner = ("decision_makers", doubt.decision_maker)
    return (*owner, "factions", doubt.faction, "prefers") if doubt.faction else (*owner, "prefers")


def _why(said: Annotation) -> list[Span]:
    sources = f"[{', '.join(said.sources)}]" if said.sources else ""
    mechanisms = f"({', '.join(said.mechanisms)})" if said.mechanisms else ""
    text = " ".join(filter(None, [said.why, sources, mechanisms]))
    return [Span(text, "faint")] if text else []
