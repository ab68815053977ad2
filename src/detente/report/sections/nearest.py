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

MOST_NEW = 6
"""Of so many states or statements it is told what they stand above now, or below, and of so many each."""

MOST_RANKED = 24
"""Rankings of more states are not written out; JSON has them."""

Tiers = Sequence[Sequence[int]]

Pair = tuple[str, str]
"""What comes first now, and what it did not come before."""


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
    yield Prose(_distance(sought.nearest, what, sought.reason))
    yield Items([Item("·", words) for name in vary for words in _changed(conflict, name, sought.nearest)])


def _without(sought: PreferenceSearch, vary: Sequence[str], what: str) -> Words:
    if sought.status == "too large":
        return [Span("It was not looked for: ", "open"), f"{sought.reason}."]
    if sought.status == "open":
        return [Span("Open: ", "open"), "none was found in the time there was; --time-limit sets another."]
    these = " This cannot be met:" if len(sought.clash) == 1 else " These cannot be met together:"
    none = f"There is none: no {what} of {listed(vary, 'or')} will do."
    return [Span(none, "bad"), these if sought.clash else ""]


def _distance(nearest: Nearest, what: str, reason: str) -> Words:
    things = "pair of statements" if what != "ranking" else "pair of states"
    pairs = counted(nearest.distance, things, things.replace("pair", "pairs"))
    other = f"{pairs} the other way about" if nearest.distance else "nothing the other way about"
    split = f", and {counted(nearest.ties_split, 'tied pair')} told apart" if nearest.ties_split else ""
    proven = "It is proven that none is nearer." if nearest.proven else _open(nearest, reason)
    return [f"For state {nearest.state}: ", Span(f"{other}{split}", "good"), f". {proven}"]


def _open(nearest: Nearest, reason: str) -> str:
    """Say that a nearer one was not found, and is not ruled out."""
    if reason:
        return f"Whether one is nearer was not looked for: {reason}."
    fewest = f", with {nearest.bound:,} at least," if nearest.bound else ""
    return f"The time was up: whether one is nearer{fewest} is open; --time-limit sets another."


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
    new = grouped(mattering_more(preference, statements), ("before", "after"), MOST_NEW)
    yield [Span(name, "strong"), f": {moved}; new is {'; '.join(new)}"]


def _ranking(conflict: Conflict, name: str, tiers: Tiers) -> Iterator[Words]:
    new = what_is_new(conflict, name, tiers)
    if not new:
        yield [Span(name, "strong"), ": unchanged"]
        return
    written = f"{_written(tiers)}; " if conflict.size <= MOST_RANKED else ""
    yield [Span(name, "strong"), f": {written}new is {new}"]


def what_is_new(conflict: Conflict, name: str, tiers: Tiers) -> str:
    """Say what stands above what in a ranking, and did not in that of a decision maker; empty if nothing does."""
    return "; ".join(grouped(_new_pairs(conflict, name, tiers), ("above", "below"), MOST_NEW))


def states_new(conflict: Conflict, nearest: Nearest) -> set[int]:
    """Return the numbers of the states of which it is told what they stand above now, or below."""
    ranked = [name for name in nearest.rankings if name not in nearest.statements]
    groups = [_groups(_new_pairs(conflict, name, nearest.rankings[name])) for name in ranked]
    told = [(each, others) for group, _ in groups for each, others in [*group.items()][:MOST_NEW]]
    return {int(number) for each, others in told for number in (each, *others[:MOST_NEW])}


def _new_pairs(conflict: Conflict, name: str, tiers: Tiers) -> list[Pair]:
    below = new_below(conflict, name, tiers)
    return [(str(above), str(each)) for above, under in below.items() for each in under]


def grouped(pairs: Sequence[Pair], comparing: tuple[str, str], most: int) -> list[str]:
    """Return what comes before what, in as few parts as can be, and of the others how many there are.

    >>> grouped([("2", "6"), ("4", "6")], ("better than", "less than"), 3)
    ['6 less than 2 and 4']
    >>> grouped([("2", "6"), ("2", "4"), ("3", "4")], ("better than", "less than"), 1)
    ['2 better than 6 and 1 more', '1 more like this']
    """
    groups, turned = _groups(pairs)
    parts = [f"{each} {comparing[turned]} {_few(others, most)}" for each, others in groups.items()]
    left = len(parts) - most
    return [*parts[:most], *([f"{left:,} more like this"] if left > 0 else [])]


def _groups(pairs: Sequence[Pair]) -> tuple[dict[str, list[str]], bool]:
    """Return what comes before what, or after what where these are fewer groups, and whether it is after."""
    more, less = _gathered(pairs), _gathered([pair[::-1] for pair in pairs])
    return (less, True) if len(less) < len(more) else (more, False)


def _gathered(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found


def _few(names: Sequence[str], most: int) -> str:
    left = len(names) - most
    return listed([*names[:most], *([f"{left:,} more"] if left > 0 else [])])


def mattering_more(preference: Statements, statements: Sequence[str]) -> list[Pair]:
    """Return the pairs of statements of which one comes first in a new order and did not."""
    places = {str(statement): place for place, statement in enumerate(preference.statements)}
    pairs = itertools.combinations(statements, 2)
    return [(f"“{above}”", f"“{under}”") for above, under in pairs if places[under] < places[above]]


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
