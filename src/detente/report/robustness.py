"""How little would overturn a verdict, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from detente.conflict import Conflict
from detente.report.blocks import Block, Prose, Span
from detente.report.nearest import MOST_PAIRS, new_below, what_is_new
from detente.report.wording import counted, listed
from detente.requiring import Nearest, Overturning, Robustness
from detente.stability import CONCEPTS, Probabilistic


def told_robustness(conflict: Conflict, verdicts: Sequence[Robustness]) -> Iterator[Block]:
    """Yield what would overturn verdicts on one state for one decision maker; what is alike under concepts together."""
    alike: dict[str, list[str]] = {}
    for each in verdicts:
        alike.setdefault(_sentence(conflict, each), []).append(each.concept)
    for sentence, keys in alike.items():
        concepts = ", ".join(key for key in CONCEPTS if key in keys)
        yield Prose([Span(f"What would overturn that ({concepts}): ", "strong"), f"{sentence}."])


def states_named(conflict: Conflict, verdicts: Sequence[Robustness]) -> set[int]:
    """Return the numbers of the states that are named."""
    named: set[int] = set()
    for by in (each for verdict in verdicts for each in verdict.by):
        if by.ranking.nearest is not None:
            below = new_below(conflict, by.decision_maker, by.ranking.nearest.rankings[by.decision_maker])
            for above, under in list(below.items())[:MOST_PAIRS]:
                named |= {above, *under[:MOST_PAIRS]}
    return named


def _sentence(conflict: Conflict, verdict: Robustness) -> str:
    found = sorted((distance, told) for each in verdict.by for distance, told in _changes(conflict, each))
    undecided = [each.decision_maker for each in verdict.by if each.ranking.status in {"open", "too large"}]
    parts = [told for _, told in found]
    if undecided:
        parts.append(f"what {listed(undecided)} could want is open")
    return "; ".join(parts) or f"nothing that {_anybody(verdict)} could want"


def _anybody(verdict: Robustness) -> str:
    return listed([each.decision_maker for each in verdict.by], "or")


def _changes(conflict: Conflict, by: Overturning) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what a decision maker could change, with how much it is."""
    if (nearest := by.ranking.nearest) is not None:
        new = what_is_new(conflict, by.decision_maker, nearest.rankings[by.decision_maker])
        what = f"{_much(nearest)} in the ranking of {by.decision_maker} (new is {new})"
        yield (nearest.distance, nearest.ties_split), what
    if by.order is not None and (nearest := by.order.nearest) is not None:
        what = f"{_much(nearest)} in the order of the statements of {by.decision_maker}"
        yield (nearest.distance, nearest.ties_split), what


def _much(nearest: Nearest) -> str:
    swaps = counted(nearest.distance, "swap") if nearest.distance else ""
    ties = f"{counted(nearest.ties_split, 'tie')} broken" if nearest.ties_split else ""
    most = "" if nearest.proven else f" (fewer may do, {nearest.bound:,} at least)"
    return f"{' and '.join(filter(None, [swaps, ties]))}{most}"


def told_chances(verdicts: Sequence[Probabilistic], decision_maker: str, state: int) -> Iterator[Block]:
    """Yield what becomes of verdicts on a state where it is a matter of chance what is preferred, and their margins."""
    for each in verdicts:
        stable, margin = verdict_by_chance(each, decision_maker, state)
        would = "it would stay" if stable else "it would leave"
        sure = "whatever is preferred" if margin is None else f"by {100 * margin:.0f} percentage points"
        yield Prose([Span(f"By the chances of what is in doubt ({each.concept}): ", "strong"), f"{would}, {sure}."])


def verdict_by_chance(verdict: Probabilistic, decision_maker: str, state: int) -> tuple[bool, float | None]:
    """Return whether a state is stable for a decision maker, and the margin; ``None`` if nothing changes it."""
    place = verdict.conflict.place_of(decision_maker)
    margin = float(verdict.margins[place, state - 1])
    return bool(verdict.stable[place, state - 1]), None if math.isinf(margin) else margin
