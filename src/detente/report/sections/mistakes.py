"""Who is mistaken about whom, and which states hold only because of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from detente.prose import listed
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span, Words
from detente.report.wording import counted
from detente.stability import Mistake, Mistaken

_MOST_NUMBERS = 12
"""How many states are named in a line; JSON has all."""


def mistake_blocks(mistaken: Mistaken) -> Iterable[Block]:
    """Return an item for each belief, and what hangs on them; nothing where nobody has beliefs."""
    if not mistaken.mistakes:
        return
    yield Heading("Who is mistaken about whom", minor=True)
    yield Items([Item("·", told(mistake)) for mistake in mistaken.mistakes])
    yield from _hanging(mistaken)


def told(mistake: Mistake) -> Words:
    """Say in a sentence or two what one decision maker gets wrong about another.

    >>> from detente.report.blocks import plain
    >>> plain(told(Mistake("North", "South", 2, 6, 1, 0)))
    'North about South: it ranks 2 of 6 pairs of states otherwise than South does. It reckons with 1 move that South
    would not gain by.'
    """
    whom = Span(f"{mistake.viewer} about {mistake.seen}", "strong")
    if not mistake.is_one:
        return [whom, f": what it thinks is what {mistake.seen} wants."]
    pairs = f"{mistake.pairs:,} of {counted(mistake.of, 'pair')}"
    ranked = f": it ranks {pairs} of states otherwise than {mistake.seen} does. "
    return [whom, ranked, f"{_reckoning(mistake)}."]


def _reckoning(mistake: Mistake) -> str:
    """Say which moves of the other it misjudges."""
    if mistake.imagined is None or mistake.overlooked is None:
        return f"The moves of {mistake.seen} are too many to compare"
    parts = []
    if mistake.imagined:
        parts.append(f"with {counted(mistake.imagined, 'move')} that {mistake.seen} would not gain by")
    if mistake.overlooked:
        parts.append(f"not with {counted(mistake.overlooked, 'move')} that it would gain by")
    return f"It reckons {', and '.join(parts)}" if parts else f"It misjudges no move of {mistake.seen}"


def _hanging(mistaken: Mistaken) -> Iterator[Block]:
    if not any(mistake.is_one for mistake in mistaken.mistakes):
        return
    if not any((*mistaken.held.values(), *mistaken.lost.values())):
        yield Prose("The same states would hold if everyone knew what the others want.", joined=True)
        return
    yield from _numbers("Holds only by mistake", mistaken.held, "open")
    yield from _numbers("Would hold if everyone knew what the others want", mistaken.lost, "open")


def _numbers(what: str, by_concept: Mapping[str, tuple[int, ...]], tone: str) -> Iterator[Block]:
    """Name states, concepts under which they are the same together."""
    keys: dict[tuple[int, ...], list[str]] = {}
    for key, numbers in by_concept.items():
        if numbers:
            keys.setdefault(numbers, []).append(key)
    parts = [f"{_states(numbers)} under {listed(under)}" for numbers, under in keys.items()]
    if parts:
        yield Prose([Span(f"{what}: ", tone), f"{'; '.join(parts)}."], joined=True)


def _states(numbers: tuple[int, ...]) -> str:
    shown = listed(map(str, numbers[:_MOST_NUMBERS]))
    if len(numbers) > _MOST_NUMBERS:
        return f"states {', '.join(map(str, numbers[:_MOST_NUMBERS]))}, … ({len(numbers):,} in all)"
    return f"state {shown}" if len(numbers) == 1 else f"states {shown}"
