"""How little would overturn a verdict, in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from detente.conflict import Conflict, Statements
from detente.prose import listed
from detente.report.blocks import Block, Prose, Span
from detente.report.sections.nearest import Pair, grouped, mattering_more, new_below
from detente.requiring import Nearest, Overturning, PreferenceSearch, Robustness
from detente.stability import CONCEPTS, Probabilistic

MOST_CHANGES = 5
"""A ranking is told if it is so many changes away at most; of a longer one only that it is; JSON has it."""

_TIME_WAS_UP = "the time was up"

MOST_GROUPS = 3
"""Of so many statements or states at most it is told what would come before or after them."""

_Cost = tuple[int, int]


def told_robustness(conflict: Conflict, verdicts: Sequence[Robustness]) -> Iterator[Block]:
    """Yield what would overturn verdicts on one state for one decision maker; what is alike under concepts together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for each in verdicts:
        alike.setdefault((_overturned(conflict, each), _undecided(each)), []).append(each.concept)
    for (overturned, undecided), keys in alike.items():
        before, after = overturned.split(_CONCEPTS)
        yield Prose([Span(f"{before}({_in_order(keys)})", "strong"), f"{after}{undecided}"])


_CONCEPTS = "()"
"""Where in a sentence the concepts are named."""


def states_named(conflict: Conflict, verdicts: Sequence[Robustness]) -> set[int]:
    """Return the numbers of the states that are named."""
    return {
        number
        for by in (each for verdict in verdicts for each in verdict.by)
        if by.ranking.nearest is not None and _is_short(by.ranking.nearest)
        for above, under in _liked_better(conflict, by.decision_maker, by.ranking.nearest).items()
        for number in (above, *under)
    }


def _overturned(conflict: Conflict, verdict: Robustness) -> str:
    every = [change for each in verdict.by for change in _changes(conflict, each)]
    if not every:
        if _undecided(verdict):
            return f"Nothing was found that overturns that {_CONCEPTS}."
        return f"Nothing would overturn that {_CONCEPTS}, whatever {_anybody(verdict)} wanted."
    told = ", or ".join(text for _, text in sorted(every, key=lambda each: each[0]))
    return f"That would be overturned {_CONCEPTS} {told}."


def _anybody(verdict: Robustness) -> str:
    return listed([each.decision_maker for each in verdict.by], "or")


def _undecided(verdict: Robustness) -> str:
    open_ = [each.decision_maker for each in verdict.by if each.ranking.status == "open"]
    large = [each for each in verdict.by if each.ranking.status == "too large"]
    parts = [f" What {each.decision_maker} could want was not looked into: {each.ranking.reason}." for each in large]
    if open_:
        parts.append(f" What {listed(open_)} could want is open: the time was up; --time-limit sets another.")
    return "".join(parts)


def _changes(conflict: Conflict, by: Overturning) -> Iterator[tuple[tuple[_Cost, int], str]]:
    """Yield how a decision maker could change its mind, with how much of a change it is: statements, then states."""
    order = None if by.order is None else by.order.nearest
    ranking = by.ranking.nearest
    cost = min(_cost(each) for each in (order, ranking) if each) if order or ranking else (0, 0)
    if order is not None:
        preference = conflict.decision_makers[conflict.place_of(by.decision_maker)].preference
        assert isinstance(preference, Statements)  # noqa: S101 - only an order of statements has statements
        pairs = mattering_more(preference, order.statements[by.decision_maker])
        yield (cost, 0), f"if {_told_pairs(pairs, by.decision_maker)}{_unproven(by.order)}"
    if ranking is not None and _is_short(ranking):
        better = _liked_better(conflict, by.decision_maker, ranking)
        pairs = [(str(above), str(each)) for above, under in better.items() for each in under]
        yield (
            (cost, 1),
            f"if {by.decision_maker} liked {_told(pairs, 'better than', 'less than')}{_unproven(by.ranking)}",
        )
    elif ranking is not None:
        yield (cost, 1), f"by {_far(ranking, by.ranking.reason)} in the ranking of {by.decision_maker}"


def _cost(nearest: Nearest) -> _Cost:
    return nearest.distance, nearest.ties_split


def _is_short(nearest: Nearest) -> bool:
    """Say whether a ranking is told."""
    return sum(_cost(nearest)) <= MOST_CHANGES


def _unproven(sought: PreferenceSearch | None) -> str:
    if sought is None or sought.nearest is None or sought.nearest.proven:
        return ""
    return f" (whether less would do is open: {sought.reason or _TIME_WAS_UP})"


def _liked_better(conflict: Conflict, name: str, nearest: Nearest) -> dict[int, list[int]]:
    return new_below(conflict, name, nearest.rankings[name])


def _far(nearest: Nearest, reason: str) -> str:
    """Say that a ranking is more than a few changes away, or that it is not known to be."""
    if nearest.bound >= min(nearest.distance, MOST_CHANGES + 1):
        return f"more than {MOST_CHANGES} changes"
    fewer = f"{nearest.bound:,}" if nearest.bound else "fewer"
    return f"{sum(_cost(nearest)):,} changes (whether {fewer} would do is open: {reason or _TIME_WAS_UP})"


def _told_pairs(pairs: Sequence[Pair], name: str) -> str:
    """Return what would matter more than what to a decision maker."""
    return f"to {name} {_told(pairs, 'mattered more than', 'mattered less than')}"


def _told(pairs: Sequence[Pair], more: str, less: str) -> str:
    return ", and ".join(grouped(pairs, (more, less), MOST_GROUPS))


def _in_order(keys: Iterable[str]) -> str:
    given = set(keys)
    return ", ".join(key for key in CONCEPTS if key in given)


def told_chances(verdicts: Sequence[Probabilistic], decision_maker: str, state: int) -> Iterator[Block]:
    """Yield what becomes of verdicts on a state where it is a matter of chance what is preferred, and their margins."""
    alike: dict[str, list[str]] = {}
    for each in verdicts:
        alike.setdefault(_by_chance(*verdict_by_chance(each, decision_maker, state)), []).append(each.concept)
    for sentence, keys in alike.items():
        yield Prose([Span(f"By the chances of what is in doubt ({_in_order(keys)}) ", "strong"), sentence])


def _by_chance(stable: bool, margin: float | None) -> str:  # noqa: FBT001 - it is a verdict
    """Return a verdict by chance and its margin in words.

    >>> print(_by_chance(True, 0.25))
    it would stay, as long as each chance that somebody likes one state better than another is less than 25 percentage
    points off.
    >>> _by_chance(False, None), _by_chance(False, 0.0)
    ('it would leave, whatever the chances are.', 'it would leave, but only just.')
    """
    would = "it would stay" if stable else "it would leave"
    if margin is None:
        return f"{would}, whatever the chances are."
    if not (points := round(100 * margin)):
        return f"{would}, but only just."
    off = f"less than {points} percentage {'point' if points == 1 else 'points'} off"
    return f"{would}, as long as each chance that somebody likes one state better than another is {off}."


def verdict_by_chance(verdict: Probabilistic, decision_maker: str, state: int) -> tuple[bool, float | None]:
    """Return whether a state is stable for a decision maker, and the margin; ``None`` if nothing changes it."""
    place = verdict.conflict.place_of(decision_maker)
    margin = float(verdict.margins[place, state - 1])
    return bool(verdict.stable[place, state - 1]), None if math.isinf(margin) else margin
