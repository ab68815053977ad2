"""The nearest preferences under which one of some states holds.

The *distance* between the ranking as written and another is the Kendall distance: the number of pairs of states that
the ranking as written puts one above the other, and the other one the other way about; fewest swaps of neighbours.
States that are tied as written may stay tied or be told apart, which counts nothing, but among equally distant rankings
one that tells fewest pairs apart is taken. What is told apart as written stays told apart. Between orders of statements
it is the number of pairs of statements that are the other way about. Where several preferences vary, distances add up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from detente.conflict import Conflict, Preference, Ranking, Statements
from detente.requiring.clashing import clash
from detente.requiring.conditions import Condition, condition_of
from detente.requiring.demands import Demand
from detente.requiring.field import Field
from detente.requiring.rearranged import Rearranged
from detente.requiring.searching import SearchResult
from detente.requiring.starting import searched
from detente.requiring.wanted import Holds
from detente.stability import solve
from detente.stability.finding.solver import Clock, Solver

MOST_CLASHES = 3
"""Of so many states at most it is told which conditions clash."""

Tiers = tuple[tuple[int, ...], ...]


@attrs.frozen
class Nearest:
    """Preferences that differ least from those written.

    Attributes:
        state: The number of the state that holds under them.
        distance: How many pairs are the other way about.
        ties_split: How many pairs of states tied as written are told apart.
        bound: The fewest pairs that any such preferences have the other way about, as far as is proven.
        rankings: For each decision maker whose preference varies, the ranking: state numbers, best first, by tiers.
        statements: For each whose prioritised statements were put in another order, that order.
    """

    state: int
    distance: int
    ties_split: int
    bound: int
    rankings: Mapping[str, Tiers]
    statements: Mapping[str, tuple[str, ...]]

    @property
    def proven(self) -> bool:
        """Whether it is proven that none are nearer."""
        return self.bound >= self.distance

    @property
    def is_as_written(self) -> bool:
        """Whether nothing has to change."""
        return not self.distance and not self.ties_split

    @property
    def gap(self) -> int:
        """By how many swaps the distance might still fall."""
        return self.distance - self.bound

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data; in rankings, states that are tied stand in a list of their own."""
        rankings = {
            name: [tier[0] if len(tier) == 1 else list(tier) for tier in tiers] for name, tiers in self.rankings.items()
        }
        return {
            "state": self.state,
            "distance": self.distance,
            "ties_split": self.ties_split,
            "proven": self.proven,
            "gap": self.gap,
            "rankings": rankings,
            "statements": {name: list(statements) for name, statements in self.statements.items()},
        }


@attrs.frozen
class PreferenceSearch:
    """What a search for nearest preferences came to.

    Attributes:
        status: ``found``; ``impossible``, if that is proven; ``open``, if the time was up; or ``too large``.
        nearest: The nearest that were found.
        reason: Why for some states it was not searched for nearer ones, where that was too large.
        clash: Where there are none: conditions that cannot be met together, of which none can be left out. There are
            no such where one condition alone is the obstacle.
    """

    status: str
    nearest: Nearest | None = None
    reason: str = ""
    clash: tuple[Condition, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        nearest = None if self.nearest is None else self.nearest.to_dict()
        return {"status": self.status, "nearest": nearest, "reason": self.reason}


def sought(
    field: Field, demands: Mapping[int, Sequence[Demand]], clock: Clock, seed: int, *, statements: bool
) -> PreferenceSearch:
    """Look for the preferences nearest to those written under which one of some states holds.

    Args:
        field: The conflict.
        demands: For each of the states, what it demands.
        clock: The time there is.
        seed: What the solver's chance starts from.
        statements: Whether prioritised statements are put in another order, and not the ranking.

    Raises:
        RuntimeError: If what was found does not hold when it is solved.
    """
    solver = Solver(clock, seed, relaxes=True)
    best: tuple[int, Rearranged] | None = None
    bound, complete, reason = math.inf, True, ""
    for state, every in sorted(demands.items(), key=lambda each: (_unmet(each[1]), each[0])):
        nearest = None if best is None else best[1]
        if nearest is not None and nearest.swaps == nearest.splits == 0:
            break
        outcome = _outcome(field, every, solver, nearest, statements=statements)
        reason = outcome.reason or reason
        bound, complete = min(bound, outcome.bound), complete and outcome.complete
        if outcome.found is not None:
            best = (state, outcome.found)
    if best is not None:
        _check_holds(field, *best)
        return PreferenceSearch("found", nearest_of(field, *best, bound, statements=statements), reason)
    if complete:
        return _impossible(field, demands, clock, statements=statements)
    return PreferenceSearch("too large" if reason else "open", reason=reason)


def _impossible(
    field: Field, demands: Mapping[int, Sequence[Demand]], clock: Clock, *, statements: bool
) -> PreferenceSearch:
    """Say which demands of the first states clash, where none is an obstacle by itself."""
    clashing = [
        demand
        for _, every in sorted(demands.items())[:MOST_CLASHES]
        if not any(demand.is_hopeless for demand in every)
        for demand in clash(field, every, clock, statements=statements)
    ]
    return PreferenceSearch("impossible", clash=tuple(condition_of(demand) for demand in clashing))


def _unmet(demands: Sequence[Demand]) -> int:
    return sum(not demand.is_met_today for demand in demands)


def _outcome(
    field: Field, demands: Sequence[Demand], solver: Solver, nearest: Rearranged | None, *, statements: bool
) -> SearchResult:
    if any(demand.is_hopeless for demand in demands):
        return SearchResult(None, math.inf, complete=True)
    if not _unmet(demands):
        makers = field.conflict.decision_makers
        return SearchResult(
            Rearranged({each: makers[each].preference for each in field.varied}, 0, 0), 0, complete=True
        )
    return searched(field, Holds(demands, field.today), solver, nearest, statements=statements)


def _check_holds(field: Field, state: int, found: Rearranged) -> None:
    """Make sure that a state holds under preferences that were found, by solving the conflict anew."""
    changed = with_preferences(field.conflict, found.preferences)
    if not solve(changed, [field.concept]).is_equilibrium(state + 1, field.concept):
        raise RuntimeError(f"the preferences found for state {state + 1} do not make it hold under {field.concept}")


def nearest_of(field: Field, state: int, found: Rearranged, bound: float, *, statements: bool) -> Nearest:
    """Tell preferences that were found in names and numbers."""
    changed = with_preferences(field.conflict, found.preferences)
    places = sorted(field.varied)
    names = field.conflict.names
    return Nearest(
        state=state + 1,
        distance=found.swaps,
        ties_split=found.splits,
        bound=int(min(bound, found.swaps)),
        rankings={names[place]: Ranking.of_payoffs(changed.payoff_table[place]).tiers for place in places},
        statements={
            names[place]: tuple(map(str, preference.statements))
            for place in places
            if statements and isinstance(preference := changed.decision_makers[place].preference, Statements)
        },
    )


def with_preferences(conflict: Conflict, preferences: Mapping[int, Preference]) -> Conflict:
    """Return the conflict in which decision makers, by their places, have other preferences."""
    makers = list(conflict.decision_makers)
    for place, preference in preferences.items():
        makers[place] = attrs.evolve(makers[place], preference=preference)
    return attrs.evolve(conflict, decision_makers=makers)
