"""The doubts of a case, put to its goals and dreaded outcomes in many worlds.

>>> from detente.case import Case
>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> from detente.worlds import Draw, Doubts
>>> from detente.worlds.doubts import StatementHeld
>>> doubts = Doubts([Draw("winter", {"mild": "0.6", "harsh": "0.4"})], [StatementHeld("A", 0, "winter = mild")])
>>> today = Conflict([DecisionMaker("A", ["talk"], Statements(["talk"]))], status_quo={})
>>> case = Case(title="A winter", conflict=today, doubts=doubts, dreads={"silence": "not talk"})
>>> run_worlds(case, concepts=["nash"]).goal_share("silence", "nash", "certain")
0.4
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from detente.case import Case
from detente.errors import Problem, UnavailableError
from detente.given import one, several
from detente.levers import pull
from detente.worlds import Ensemble, Outcome
from detente.worlds.batch.solving import Progress
from detente.worlds.running import DRAWS, run


def run_worlds(  # noqa: PLR0913 - what is asked, and how it is to be worked out
    case: Case,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    concepts: Iterable[str] | None = None,
    levers: Iterable[str] = (),
    outcomes: Iterable[Outcome] | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """Solve many worlds of a case: in which share of them does what hold?

    Args:
        case: The case; something must be in doubt in it.
        draws: How many worlds to draw; if there are no more worlds than that, all are looked at, each with its chance.
        seed: A whole number from 0 that the random numbers are made from; the same gives the same worlds.
        concepts: Keys of stability concepts; all that such a conflict has unless given.
        levers: The names of levers to pull first, one after another.
        outcomes: What to tell the shares of; the goals and dreaded outcomes of the case unless given.
        workers: How many threads share the work; one for each processor unless given. It changes no result.
        cluster: Where the scheduler of a Dask cluster is, as in ``"10.0.0.7:8786"``, if the worlds are solved there. It
            changes no result either.
        progress: Called again and again with what is done, and the part of the whole that is done.

    Raises:
        UnavailableError: If nothing is in doubt, workers are given and a cluster too, or it cannot be reached.
        InputError: If a concept, lever or formula does not fit the case, or a number is out of range.
        KindError: If it is given no case, or a text for a list.
    """
    one("what is looked at in many worlds", case, Case, "a case; it says what is in doubt")
    if not case.doubts:
        raise UnavailableError(NOTHING)
    pulled = [case.lever(name) for name in several("the levers", levers, str, "a list of names")]
    return run(
        case.conflict,
        case.doubts,
        outcomes_of(case) if outcomes is None else outcomes,
        draws=draws,
        seed=seed,
        concepts=concepts,
        change=partial(pull, pulled),
        fingerprint=case.fingerprint,
        workers=workers,
        cluster=cluster,
        progress=progress,
    )


NOTHING = Problem(
    "nothing is in doubt in this case",
    "'factions' of a decision maker, a 'certainty' of a statement or an infeasible formula, 'exists' of an option; the "
    "page 'Say how sure you are' shows how",
)
"""What is wrong with a case that has one world only."""


def outcomes_of(case: Case) -> tuple[Outcome, ...]:
    """Return the goals and the dreaded outcomes of a case."""
    goals = [Outcome(goal.name, goal.formula) for goal in case.goals]
    return (*goals, *(Outcome(dread.name, dread.formula, dreaded=True) for dread in case.dreads))
