"""What differs between variants of a conflict, what difference that makes, and which single part of it makes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from detente.comparison import Comparison, VerdictChange
from detente.prose import listed
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span, Words
from detente.report.report import Records, Report
from detente.report.setting import Setting
from detente.report.wording import counted
from detente.stability import CONCEPTS

MOST_TOLD = 20
"""How many states or parts the text lists; JSON and CSV have all."""


@attrs.frozen
class Compared:
    """A variant, and how it compares.

    Attributes:
        name: What the variant is called.
        levers: The levers it has pulled.
        comparison: How it compares with the case as it stands.
    """

    name: str
    levers: tuple[str, ...]
    comparison: Comparison


@attrs.frozen
class ComparisonReport(Report):
    """What differs between a case as it stands and variants of it, or another case.

    Attributes:
        setting: The case.
        compared: The variants.
    """

    setting: Setting
    compared: Sequence[Compared]

    def blocks(self) -> Iterable[Block]:
        """Return, for each variant, what differs, which states came and went, and what holds otherwise, and why."""
        yield from self.setting.headline()
        for each in self.compared:
            yield Heading(f"As it stands, and {each.name}")
            yield from _differences(each.comparison)
            yield from _changes(each.comparison)
        yield Prose(Span(_LEGEND, "faint"))

    def to_dict(self) -> dict[str, Any]:
        """Return all comparisons as plain data."""
        plain = [{"name": each.name, "levers": list(each.levers)} | each.comparison.to_dict() for each in self.compared]
        return self.setting.to_dict() | {"comparisons": plain}

    def records(self) -> Records:
        """Return a row for each state that holds in one and not in the other, under each concept."""
        for each in self.compared:
            for change in each.comparison.changes:
                record = {"variant": each.name} | attrs.asdict(change)
                yield {key: "; ".join(value) if isinstance(value, tuple) else value for key, value in record.items()}


_LEGEND = (
    "A part suffices if it alone makes the change; it is needed if the change would not come about without it, all "
    "other parts being there."
)


def _differences(comparison: Comparison) -> Iterable[Block]:
    if not comparison.differences:
        yield Prose("They do not differ.")
        return
    yield Prose("What differs:")
    yield Items([Item("·", _told(each.part.what, each.part.was, each.part.becomes)) for each in comparison.differences])
    if came := _came_and_went(comparison):
        yield Prose(came)


def _told(what: str, was: str, becomes: str) -> Words:
    return [Span(what, "strong"), f": {_cut(was)} → {_cut(becomes)}"]


_LONGEST = 200


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _came_and_went(comparison: Comparison) -> str:
    gone, new = comparison.vanished, comparison.appeared
    parts = (
        [f"{counted(len(gone), 'state')} of {comparison.sizes[0]:,} no longer there ({_numbers(gone)})"] if gone else []
    )
    parts += [f"{counted(len(new), 'state')} of {comparison.sizes[1]:,} new ({_numbers(new)})"] if new else []
    return f"{listed(parts)}." if parts else ""


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:MOST_TOLD]))
    return shown if len(numbers) <= MOST_TOLD else f"{shown}, …"


def _changes(comparison: Comparison) -> Iterable[Block]:
    keys = ", ".join(comparison.concepts)
    if not comparison.changes:
        yield Prose(f"What holds does not differ ({keys}).")
        return
    yield Prose(f"What holds otherwise ({keys}):")
    groups = _alike(comparison.changes)
    yield Items([_item(comparison, group) for group in groups[:MOST_TOLD]])
    if len(groups) > MOST_TOLD:
        yield Prose(Span(f"… and {len(groups) - MOST_TOLD:,} more; --json lists all.", "faint"), joined=True)
    yield from _untried(comparison)


def _alike(changes: Sequence[VerdictChange]) -> list[list[VerdictChange]]:
    """Put together what is told alike of one state under several concepts; states that both have come first."""
    groups: dict[VerdictChange, list[VerdictChange]] = {}
    for change in changes:
        groups.setdefault(attrs.evolve(change, concept=""), []).append(change)
    return sorted(groups.values(), key=lambda group: (group[0].after is None, group[0].before is None))


def _item(comparison: Comparison, group: Sequence[VerdictChange]) -> Item:
    change = group[0]
    concepts = ", ".join(key for key in CONCEPTS if any(each.concept == key for each in group))
    verdict = Span("holds now", "good") if change.holds else Span("holds no longer", "bad")
    if change.after is None:
        verdict = Span("is no longer there", "bad")
    elif change.before is None:
        verdict = Span("is new and holds", "good")
    movers = f": {listed(change.leave)} would leave" if change.leave and not change.holds else ""
    movers = f": {listed(change.stay)} would stay" if change.stay and change.holds else movers
    head: Words = [_state(change), ": ", Span(change.label, "strong"), ", ", verdict, f" ({concepts}){movers}."]
    return Item("·", head, _made_by(comparison, change))


def _state(change: VerdictChange) -> str:
    if change.before is None or change.after is None or change.before == change.after:
        return f"state {change.after if change.before is None else change.before}"
    return f"state {change.before}, now {change.after}"


def _made_by(comparison: Comparison, change: VerdictChange) -> list[Words]:
    if len(comparison.differences) == 1:
        return []
    suffices = f"Suffices alone: {_few(change.suffices)}." if change.suffices else "No single part suffices."
    needed = f"Needed: {_few(change.needed)}." if change.needed else "No single part is needed."
    return [f"{suffices} {needed}"]


def _few(parts: Sequence[str]) -> str:
    return "; ".join([*parts[:MOST_TOLD], *(["…"] if len(parts) > MOST_TOLD else [])])


def _untried(comparison: Comparison) -> Iterable[Block]:
    lines = [
        Item("·", [Span(each.part.what, "strong"), f" {how}: {reason}"])
        for each in comparison.differences
        for how, reason in (("alone", each.alone), ("left out", each.without))
        if reason
    ]
    if lines:
        yield Prose(Span("Not tried, because the rest would not fit:", "open"))
        yield Items([*lines[:MOST_TOLD], *([Item("…", "--json lists all")] if len(lines) > MOST_TOLD else [])])
