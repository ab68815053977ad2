"""Which parts of a case model which of the mechanisms that it names.

>>> from detente.library import load
>>> [len(list(mechanism_blocks(load(name)))) for name in ("elmira", "winter-2021")]
[0, 2]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.case import Case
from detente.report.blocks import Block, Heading, Item, Items, Span

Path = Sequence[str | int]
"""Where an element stands in a case file: keys, and places in lists from 0."""


def mechanism_blocks(case: Case) -> Iterable[Block]:
    """Return, for each mechanism, the elements that are labelled with it; nothing where there are no labels."""
    by_label: dict[str, dict[str, None]] = {}
    said = case.annotations
    for path in sorted(said, key=lambda path: _order(case, path)):
        for label in said[path].mechanisms:
            by_label.setdefault(label, {})[_place(path)] = None
    if by_label:
        yield Heading("Mechanisms, and where they are modelled")
        labels = sorted(by_label, key=_numbered)
        yield Items([Item("·", [Span(label, "strong"), f": {'; '.join(by_label[label])}"]) for label in labels])


def _order(case: Case, path: Path) -> tuple[int, int, tuple[tuple[int, str], ...]]:
    """Return a key that sorts elements as the case lists them."""
    names = case.conflict.names
    owner = names.index(str(path[1])) if path[0] == "decision_makers" else 0
    steps = tuple((step, "") if isinstance(step, int) else (0, step) for step in path[2:])
    return list(_PLACES).index(str(path[0])), owner, steps or _numbers(path)


_PLACES = {
    "decision_makers": "",
    "states": "state",
    "draws": "draw",
    "infeasible": "rule",
    "forbidden_moves": "forbidden move",
    "coalesce": "coalescence",
    "windows": "window",
    "events": "event",
    "goals": "goal",
    "dreads": "dreaded outcome",
    "levers": "lever",
    "mediator": "mediator",
    "notes": "note",
}
"""What the elements below a key of a case file are called."""


def _place(path: Path) -> str:
    """Say where an element stands, in a few words.

    >>> _place(("decision_makers", "US", "options", "blockade")), _place(("notes", 0)), _place(("goals", "peace"))
    ('US.blockade', 'note 1', 'goal “peace”')
    >>> _place(("decision_makers", "US", "prefers", 1))
    'US wish 2'
    """
    key, *steps = path
    if key != "decision_makers":
        names = [f"{step + 1}" if isinstance(step, int) else f"“{step}”" for step in steps[:1]]
        return " ".join([_PLACES[str(key)], *names])
    owner, *steps = steps
    match steps:
        case ["options", option]:
            place = f".{option}"
        case ["factions", faction, *_]:
            place = f" faction “{faction}”"
        case ["prefers", int(first), "any_order"]:
            place = f" wishes from {first + 1} on"
        case ["believes", other, *_]:
            place = f" on {other}"
        case ["prefers" | "unknown" as key, int(number)]:
            place = f" {'wish' if key == 'prefers' else key} {number + 1}"
        case _:
            place = "".join(f" {step}" for step in steps[:1])
    return f"{owner}{place}"


def _numbers(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") for step in path[1:] if isinstance(step, int))


def _numbered(label: str) -> tuple[int, str]:
    first = label.split(maxsplit=1)[0]
    return (int(first), label) if first.isdecimal() else (10**9, label)
