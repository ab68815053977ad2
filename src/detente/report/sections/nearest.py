"""The nearest preferences, in words: what stands where, and what of it is the other way about."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from detente.conflict import Conflict, Statements
from detente.prose import listed
from detente.report.blocks import Block, Heading, Item, Items, Prose, Span, Words
from detente.report.wording import counted
from detente.requiring import Nearest, PreferenceSearch
from detente.requiring.wording import told

MOST_PAIRS = 6
"""So many pairs are named that are the other way about in a ranking."""

MOST_RANKED = 24
"""Rankings of more states are not written out; JSON has them."""

Tiers = Sequence[Sequence[int]]


def told_nearest(
    conflict: Conflict, concept: str, vary: Sequence[str], sought: PreferenceSearch, what: str
) -> Iterator[Block]:
    """Yield what a search for nearest preferences came to.

    Args:
        conflict: The conflict.
        concept: The key of the concept.
        vary: Whose preferences vary.
        sought: What the search came to.
        what: What was rearranged: a ``ranking`` or an ``order of statements``.
    """
    yield Heading(f"The nearest {what}", minor=True)
    if sought.nearest is None:
        yield Prose(_without(sought, vary, what))
        if sought.clash:
            clashing = [told(each, concept, vary, str) for each in sought.clash]
            yield Items([Item("·", each) for each in clashing])
        return
    yield Prose(_distance(sought.nearest, what))
    yield Items([Item("·", words) for name in vary for words in _changed(conflict, name, sought.nearest)])


def _without(sought: PreferenceSearch, vary: Sequence[str], what: str) -> Words:
    if sought.status == "too large":
        return [Span("It was not looked for: ", "open"), f"{sought.reason}."]
    if sought.status == "open":
        return [Span("Open: ", "open"), "none was found in the time there was; --time-limit sets another."]
    these = " This cannot be met:" if len(sought.clash) == 1 else " These cannot be met together:"
    none = f"There is none: no {what} of {listed(vary, 'or')} will do."
    return [Span(none, "bad"), these if sought.clash else ""]


def _distance(nearest: Nearest, what: str) -> Words:
    things = "pair of statements" if what != "ranking" else "pair of states"
    pairs = counted(nearest.distance, things, things.replace("pair", "pairs"))
    other = f"{pairs} the other way about" if nearest.distance else "nothing the other way about"
    split = f", and {counted(nearest.ties_split, 'tied pair')} told apart" if nearest.ties_split else ""
    proven = (
        "It is proven that none is nearer."
        if nearest.proven
        else f"Whether one is nearer is open: it would have {nearest.bound:,} at least."
    )
    return [f"For state {nearest.state}: ", Span(f"{other}{split}", "good"), f". {proven}"]


def _changed(conflict: Conflict, name: str, nearest: Nearest) -> Iterable[Words]:
    if name in nearest.statements:
        yield from _statements(conflict, name, nearest.statements[name])
    else:
        yield from _ranking(conflict, name, nearest.rankings[name])


def _statements(conflict: Conflict, name: str, statements: Sequence[str]) -> Iterator[Words]:
    preference = conflict.decision_makers[conflict.place_of(name)].preference
    assert isinstance(preference, Statements)  # noqa: S101 - only an order of statements has statements
    before = list(map(str, preference.statements))
    if before == list(statements):
        yield [Span(name, "strong"), ": unchanged"]
        return
    moved = ", ".join(f"“{statement}”" for statement in statements)
    yield [Span(name, "strong"), f": {moved}"]


def _ranking(conflict: Conflict, name: str, tiers: Tiers) -> Iterator[Words]:
    new = what_is_new(conflict, name, tiers)
    if not new:
        yield [Span(name, "strong"), ": unchanged"]
        return
    written = f": {_written(tiers)}" if conflict.size <= MOST_RANKED else ""
    yield [Span(name, "strong"), f"{written}; new is {new}"]


def what_is_new(conflict: Conflict, name: str, tiers: Tiers) -> str:
    """Say what stands above what in a ranking, and did not in that of a decision maker; empty if nothing does."""
    said = [f"{above} above {_few(under)}" for above, under in new_below(conflict, name, tiers).items()]
    more = len(said) - MOST_PAIRS
    return "; ".join(said[:MOST_PAIRS]) + (f"; and {more:,} more like this" if more > 0 else "")


def _few(numbers: Sequence[int]) -> str:
    more = len(numbers) - MOST_PAIRS
    return listed([*map(str, numbers[:MOST_PAIRS]), *([f"{more:,} more"] if more > 0 else [])])


def new_below(conflict: Conflict, name: str, tiers: Tiers) -> dict[int, list[int]]:
    """Return, for states of a ranking, those that are below them and were not in that of a decision maker.

    Pairs that were tied count only where no pair is the other way about.
    """
    today = conflict.payoffs(name).tolist()
    above = [(a, b) for higher, lower in itertools.combinations(tiers, 2) for a in higher for b in lower]
    split = [(a, b) for a, b in above if today[a - 1] == today[b - 1]]
    below: dict[int, list[int]] = {}
    for a, b in [(a, b) for a, b in above if today[a - 1] < today[b - 1]] or split:
        below.setdefault(a, []).append(b)
    return below


def is_written(conflict: Conflict, nearest: Nearest) -> bool:
    """Say whether a ranking is written out, state by state."""
    if nearest.statements or conflict.size > MOST_RANKED:
        return False
    return bool(nearest.distance or nearest.ties_split)


def _written(tiers: Tiers) -> str:
    """Return a ranking as it is written: best first, ties in brackets."""
    return " > ".join(str(tier[0]) if len(tier) == 1 else f"[{' '.join(map(str, tier))}]" for tier in tiers)
