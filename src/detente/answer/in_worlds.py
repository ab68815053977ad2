"""Draw the worlds of a case, as it stands and with each lever: in which share of them does each outcome stand how?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.many_worlds import outcomes_of
from detente.answer.sureness import Shares, Sureness
from detente.case import Case
from detente.errors import InputError
from detente.levers import Lever
from detente.worlds import Ensemble, Sample, sample
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
        draws: How many.
        worlds: Those that are drawn so, the same for every scenario.
    """

    draws: int
    worlds: Sample


def drawing_suited(case: Case, scenarios: int, draws: int | None, seed: int) -> Drawing | None:
    """Return how worlds are drawn: as many as were asked for, or else as do not take long.

    Returns:
        How, or ``None`` if none are drawn, since nothing is in doubt or it would take long.

    Raises:
        InputError: If the number or the seed is out of range.
    """
    quick = DRAWS if DRAWS * case.conflict.size * scenarios <= MOST_WORK else 0
    many = quick if draws is None else draws
    return Drawing(many, sample(case.doubts.draws, many, seed)) if many and case.doubts.draws else None


def with_shares(case: Case, lever: Lever | None, scenario: Scenario, drawing: Drawing | None) -> Scenario:
    """Return a scenario with the shares of worlds of its outcomes, or with the reason why there are none."""
    if drawing is None:
        return scenario
    try:
        found = _ensemble(case, lever, [each.concept for each in scenario.outcomes[0].verdicts], drawing)
    except InputError as error:
        return attrs.evolve(scenario, unsure=str(error))
    outcomes = [attrs.evolve(each, shares=tuple(_shares(found, each))) for each in scenario.outcomes]
    return attrs.evolve(scenario, outcomes=tuple(outcomes))


def sureness(drawing: Drawing | None, scenarios: Iterable[Scenario]) -> Sureness | None:
    """Return what the shares of scenarios are shares of, and how far they may be off; ``None`` if there are none."""
    told = [share for each in scenarios for outcome in each.outcomes for share in _told(outcome)]
    if drawing is None or not told:
        return None
    worlds = drawing.worlds
    error = 0.0 if worlds.exact else max(standard_error(share, worlds.made) for share in told)
    return Sureness(worlds.made, worlds.exact, worlds.seed, error, len(worlds.draws))


def _ensemble(case: Case, lever: Lever | None, concepts: Sequence[str], drawing: Drawing) -> Ensemble:
    return run(
        case.conflict,
        case.doubts,
        outcomes_of(case),
        draws=drawing.draws,
        seed=drawing.worlds.seed,
        concepts=concepts,
        change=unchanged if lever is None else lever.apply,
        fingerprint=case.fingerprint,
    )


def _shares(found: Ensemble, outcome: JudgedOutcome) -> Iterator[Shares]:
    meant = next(each for each in found.outcomes if (each.name, each.dreaded) == (outcome.name, outcome.dreaded))
    for concept in found.concepts:
        yield Shares(concept, *(found.goal_share(meant, concept, standing) for standing in found.standings))


def _told(outcome: JudgedOutcome) -> Iterator[float]:
    return (share for each in outcome.shares for share in each.to_dict().values() if share is not None)
