"""Draw the worlds of a case, as it stands and with each lever: in which share of them does each outcome stand how?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from detente.answer.answer import Outcome, Scenario
from detente.answer.many_worlds import outcomes_of
from detente.answer.sureness import Shares, Sureness
from detente.case import Case
from detente.errors import InputError
from detente.levers import Lever
from detente.worlds import Ensemble, sample
from detente.worlds.doubts.doubts import unchanged
from detente.worlds.running import run
from detente.worlds.weighing import standard_error

DRAWS = 200
"""How many worlds are drawn unless told otherwise; all of them are looked at if there are no more."""

MOST_WORK = 20_000_000
"""Unless told otherwise, no worlds are drawn where they, times the states, times the scenarios, are more than this."""


@attrs.frozen
class Drawing:
    """How worlds are to be drawn.

    Attributes:
        draws: How many; none at all if 0.
        seed: What they are drawn with.
    """

    draws: int
    seed: int

    @classmethod
    def suited(cls, case: Case, scenarios: int, draws: int | None, seed: int) -> Drawing:
        """Return the number that was asked for, or else one that does not take long; 0 if nothing is in doubt."""
        if not case.doubts.draws:
            return cls(0, seed)
        if draws is not None:
            return cls(draws, seed)
        return cls(DRAWS if DRAWS * case.conflict.size * scenarios <= MOST_WORK else 0, seed)


def with_shares(case: Case, lever: Lever | None, scenario: Scenario, drawing: Drawing) -> Scenario:
    """Return a scenario with the shares of worlds of its outcomes, or with the reason why there are none."""
    if not drawing.draws:
        return scenario
    try:
        found = _ensemble(case, lever, [each.concept for each in scenario.outcomes[0].verdicts], drawing)
    except InputError as error:
        return attrs.evolve(scenario, unsure=str(error))
    outcomes = [attrs.evolve(each, shares=tuple(_shares(found, each))) for each in scenario.outcomes]
    return attrs.evolve(scenario, outcomes=tuple(outcomes))


def sureness(case: Case, drawing: Drawing, scenarios: Iterable[Scenario]) -> Sureness | None:
    """Return what the shares of scenarios are shares of, and how far they may be off; ``None`` if there are none."""
    told = [share for each in scenarios for outcome in each.outcomes for share in _told(outcome)]
    if not told:
        return None
    worlds = sample(case.doubts.draws, drawing.draws, drawing.seed)
    error = 0.0 if worlds.exact else max(standard_error(share, worlds.made) for share in told)
    return Sureness(worlds.made, worlds.exact, worlds.seed, error, len(worlds.draws))


def _ensemble(case: Case, lever: Lever | None, concepts: Sequence[str], drawing: Drawing) -> Ensemble:
    return run(
        case.conflict,
        case.doubts,
        outcomes_of(case),
        draws=drawing.draws,
        seed=drawing.seed,
        concepts=concepts,
        change=unchanged if lever is None else lever.apply,
        subject=case.fingerprint,
    )


def _shares(found: Ensemble, outcome: Outcome) -> Iterator[Shares]:
    meant = next(each for each in found.outcomes if (each.name, each.dreaded) == (outcome.name, outcome.dreaded))
    for concept in found.concepts:
        yield Shares(concept, *(found.goal_share(meant, concept, standing) for standing in found.standings))


def _told(outcome: Outcome) -> Iterator[float]:
    return (share for each in outcome.shares for share in each.to_dict().values() if share is not None)
