"""What holds in which extension, where it is not always known what somebody prefers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.report.blocks import Block, Column, Heading, Item, Items, Prose, Span, Table, Words
from detente.report.setting import Setting
from detente.stability import EXTENSIONS, Extensions

_NOWHERE = Span("·", "faint")


def extension_blocks(setting: Setting, extensions: Extensions, concepts: Sequence[str], most: int) -> Iterable[Block]:
    """Return a table of the states that hold in some extension, with the letters of those they hold in.

    Args:
        setting: The case.
        extensions: The solutions in all extensions.
        concepts: The keys of the concepts to show, all of them applied.
        most: How many states are shown at most.
    """
    everywhere = [extensions.equilibria(concept)[key] for concept in concepts for key in EXTENSIONS]
    holding = sorted({number for numbers in everywhere for number in numbers})
    yield Heading("Where preferences are unknown: what holds in which extension", minor=True)
    if not holding:
        yield Prose("No state holds in any extension.")
    else:
        rows = [[str(number), _label(setting, number), *_letters(extensions, number, concepts)] for number in holding]
        columns = [Column("no.", right=True), Column("state", folds=True), *map(Column, concepts)]
        more = f"… and {len(rows) - most:,} more; --json lists all." if len(rows) > most else ""
        yield Table(columns, rows[:most], more)
    yield Items([Item(each.key, f"everyone {each.says}") for each in EXTENSIONS.values()])


def _label(setting: Setting, number: int) -> str:
    return setting.conflict.space.label(number - 1)


def _letters(extensions: Extensions, number: int, concepts: Sequence[str]) -> list[Words]:
    found = [extensions.holding(number, concept) for concept in concepts]
    return [Span(letters, "good") if letters == "".join(EXTENSIONS) else letters or _NOWHERE for letters in found]
