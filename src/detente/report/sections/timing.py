"""Who acts how often and when, and what happens by itself: in words, and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.case import Case
from detente.evolution import Event, Pace, Tempo, Timing, Window
from detente.prose import day, listed
from detente.report.blocks import Item, Span, Words


def plain_timing(timing: Timing) -> dict[str, Any]:
    """Return the timing of a case as plain data."""
    return {
        "starts": timing.starts.isoformat(),
        "zone": timing.zone,
        "behaviour": str(timing.behaviour),
        "windows": [
            {
                "name": window.name,
                "from": window.opens and window.opens.isoformat(),
                "to": window.closes and window.closes.isoformat(),
            }
            for window in timing.windows
        ],
        "paces": [
            {
                "decision_maker": each.name,
                "pace": str(each.pace),
                "windows": list(each.windows),
                "behaviour": None if each.behaviour is None else str(each.behaviour),
            }
            for each in timing.tempos
        ],
        "events": [
            {
                "name": each.name,
                "when": str(each.when),
                "set": dict(each.levels),
                "pace": str(each.pace),
                "windows": list(each.windows),
            }
            for each in timing.events
        ],
        "horizon": [when.isoformat() for when in timing.horizon],
    }


def timing_items(case: Case, timing: Timing) -> list[Item]:
    """Return an entry for each pace and event of a case, with its reasons."""
    tempos = [
        Item("·", _tempo(each, timing), _why(case, "decision_makers", each.name, "pace")) for each in timing.tempos
    ]
    return tempos + [Item("·", _event(each, timing), _why(case, "events", each.name)) for each in timing.events]


def window_item(case: Case, window: Window) -> Item:
    """Return an entry for a window of a case, with its reasons."""
    return Item("·", [Span(window.name, "strong"), f": {_open(window)}"], _why(case, "windows", window.name))


def _tempo(each: Tempo, timing: Timing) -> Words:
    acts = f"; acts otherwise than the rest: {each.behaviour}" if each.behaviour is not None else ""
    return [Span(each.name, "strong"), f" may act {_often(each.pace)}{_when(each.windows, timing)}{acts}"]


def _event(each: Event, timing: Timing) -> Words:
    brings = listed(f"{name} = {level}" for name, level in each.levels)
    when = f"where '{each.when}' it brings about {brings}"
    return [Span(each.name, "strong"), f" happens {_often(each.pace)}{_when(each.windows, timing)}: {when}"]


def _often(pace: Pace) -> str:
    return f"once per {pace.unit}" if pace.number == 1 else f"{pace.number} times per {pace.unit}"


def _when(names: Sequence[str], timing: Timing) -> str:
    declared = {window.name: window for window in timing.windows}
    return ", but only " + listed((_window(declared[name]) for name in names), "or") if names else ""


def _window(window: Window) -> str:
    return f"{_open(window)} (“{window.name}”)"


def _open(window: Window) -> str:
    opens = f"from {day(window.opens)}" if window.opens else ""
    closes = f"to the end of {day(window.closes)}" if window.closes else ""
    return " ".join(filter(None, [opens, closes])) or "at any time"


def _why(case: Case, *path: str) -> list[Words]:
    said = case.annotation(*path)
    sources = f"[{', '.join(said.sources)}]" if said.sources else ""
    mechanisms = f"({', '.join(said.mechanisms)})" if said.mechanisms else ""
    text = " ".join(filter(None, [said.says, said.why, sources, mechanisms]))
    return [Span(text, "faint")] if text else []
