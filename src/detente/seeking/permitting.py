"""Which changes are permitted, which are left out because the mediator has no influence on them, and what each costs.

A change has a cost of its own: that of the lever, or that of the option it is about. Else it costs what changes of the
decision maker cost whom it is about, or else what its kind costs, or else 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import compress

import attrs

from detente.case import Case, Mediator
from detente.case.mediator import Priced, priced
from detente.errors import Problem, UnavailableError, UnknownNameError, one_of, unknown
from detente.formula import Formula
from detente.given import several
from detente.levers import Allow
from detente.seeking.kinds import MEASURE_KINDS, Measure

UNIT = Fraction(1)
"""What a change costs unless something is said about it."""


@attrs.frozen
class Permitted:
    """The permitted changes.

    Attributes:
        kinds: The keys of the kinds that are permitted, in the order of their table.
        measures: The changes, in the order in which those of a set are made.
        costs: What each of them costs.
        left_out: The changes of these kinds on which the mediator has no influence.
        lacking: Of each kind of which there are none at all: its key, and why.
        influenced: The names of those whom the mediator can influence, if only what touches nobody else is permitted.
    """

    kinds: tuple[str, ...]
    measures: tuple[Measure, ...]
    costs: tuple[Fraction, ...]
    left_out: tuple[Measure, ...]
    lacking: tuple[tuple[str, str], ...]
    influenced: tuple[str, ...] | None = None

    def strangers(self, measure: Measure) -> tuple[str, ...]:
        """Return the names of those whom a change touches and the mediator cannot influence, in alphabetical order."""
        return () if self.influenced is None else tuple(sorted(measure.touches - set(self.influenced)))

    def without_undoing(self, declared: Case) -> Permitted:
        """Return the same without dropping what is infeasible only since a lever was pulled on a case."""
        listed = set(declared.conflict.infeasible)

        def keeps(measure: Measure) -> bool:
            return measure.kind != "allow" or set(_dropped(measure)) <= listed

        kept = list(map(keeps, self.measures))
        return attrs.evolve(
            self,
            measures=tuple(compress(self.measures, kept)),
            costs=tuple(compress(self.costs, kept)),
            left_out=tuple(filter(keeps, self.left_out)),
        )


def _dropped(measure: Measure) -> list[Formula]:
    return [formula for change in measure.lever.changes if isinstance(change, Allow) for formula in change.formulas]


def permitted(case: Case, kinds: Iterable[str] | None, swaps: Iterable[str] | None, *, anyone: bool) -> Permitted:
    """Return the permitted changes of a case.

    Args:
        case: The case.
        kinds: The keys of the kinds that are permitted; all unless given, but swaps only of those who are named or
            whom a mediator influences.
        swaps: The names of those whose preferences may be changed, which permits swaps; if nobody is named and swaps
            are permitted, those whom the mediator influences, or everyone where there is no mediator.
        anyone: Whether also changes on which the mediator has no influence are permitted, swaps among them.

    Raises:
        UnknownNameError: If there is no such kind or decision maker.
        UnavailableError: If swaps are asked for of somebody whose preference has nothing to swap.
    """
    mediator = Mediator() if anyone or case.mediator is None else case.mediator
    named = None if swaps is None else _named(case, swaps)
    chosen = _chosen(kinds, mediated=case.mediator is not None, named=bool(named))
    whose = mediator.influences or case.conflict.names if named is None else named
    found = {key: [each for each in MEASURE_KINDS[key].find(case) if _meant(each, whose)] for key in chosen}
    _check_swaps(found.get("swap", []), named or ())
    every = [each for measures in found.values() for each in measures]
    costs = _costs(case)
    within = [each for each in every if mediator.can_influence(each.touches)]
    return Permitted(
        kinds=tuple(chosen),
        measures=tuple(within),
        costs=tuple(_cost(each, costs) for each in within),
        left_out=tuple(each for each in every if not mediator.can_influence(each.touches)),
        lacking=tuple((key, MEASURE_KINDS[key].lacking) for key, measures in found.items() if not measures),
        influenced=mediator.influences,
    )


def idle_costs(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the costs that the mediator of a case names and that never count, each with the reason.

    Returns:
        By name as in the case: the names of those whom the mediator cannot influence and whose changes alone would
        have this cost; or nobody's, if no change at all has it.
    """
    if case.mediator is None:
        return {}
    costs, makers = _costs(case), case.conflict.names
    outside = set(makers) - set(case.mediator.influences or makers)
    touched: dict[Priced | None, set[str]] = {}
    counted: set[Priced | None] = set()
    for each in permitted(case, MEASURE_KINDS, None, anyone=True).measures:
        counting = _counting(each, costs)
        touched.setdefault(counting, set()).update(each.touches & outside)
        if case.mediator.can_influence(each.touches):
            counted.add(counting)
    named = {name: priced(case.conflict.words, makers, name) for name, _ in case.mediator.costs}
    return {name: tuple(sorted(touched.get(what, ()))) for name, what in named.items() if what not in counted}


def _chosen(kinds: Iterable[str] | None, *, mediated: bool, named: bool) -> list[str]:
    if kinds is None:
        return [key for key in MEASURE_KINDS if key != "swap" or named or mediated]
    asked = several("the kinds of change", kinds, str, "a list of keys, as in ['lever', 'force']")
    if strangers := [unknown("kind of change", key, MEASURE_KINDS) for key in asked if key not in MEASURE_KINDS]:
        raise UnknownNameError(*strangers)
    if not asked:
        raise UnavailableError(Problem("no kind of change is permitted", allowed=one_of(MEASURE_KINDS)))
    return [key for key in MEASURE_KINDS if key in asked or (key == "swap" and named)]


def _named(case: Case, swaps: Iterable[str]) -> tuple[str, ...]:
    names = several("those whose preferences may be changed", swaps, str, "a list of names")
    return tuple(case.conflict.names[case.conflict.place_of(name)] for name in dict.fromkeys(names))


def _meant(measure: Measure, whose: Iterable[str]) -> bool:
    return measure.kind != "swap" or measure.touches <= set(whose)


def _check_swaps(found: Iterable[Measure], named: Iterable[str]) -> None:
    swappable = frozenset[str]().union(*(measure.touches for measure in found))
    if idle := [name for name in named if name not in swappable]:
        allowed = "decision makers with two statements or more, or a ranking of two tiers or more"
        raise UnavailableError(
            *(Problem(f"the preference of '{name}' has no neighbours to swap", allowed=allowed) for name in idle)
        )


def _costs(case: Case) -> Mapping[Priced, Fraction]:
    words, makers = case.conflict.words, case.conflict.names
    return {} if case.mediator is None else {priced(words, makers, name): cost for name, cost in case.mediator.costs}


def _counting(measure: Measure, costs: Mapping[Priced, Fraction]) -> Priced | None:
    """Return for what the cost of a measure is given, or ``None`` if it has its own or none is given."""
    return None if measure.lever.cost is not None else next((each for each in measure.priced_as if each in costs), None)


def _cost(measure: Measure, costs: Mapping[Priced, Fraction]) -> Fraction:
    if measure.lever.cost is not None:
        return measure.lever.cost
    counting = _counting(measure, costs)
    return UNIT if counting is None else costs[counting]
