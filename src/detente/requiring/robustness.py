r"""How little would overturn a verdict.

A state is stable for i under a concept, or it is not. For each decision maker k this is the preference of k nearest to
the one written under which the verdict is the other one: the fewest swaps in its ranking, and in the order of its
statements where it has any. Under Nash, GMR and SMR only what i itself wants matters; under SEQ and SSEQ also what
others want who might answer.

It is the same search as for required preferences. That a state is stable is a demand for each move away from it; that
it is not is that one of them fails (see :mod:`detente.requiring.wanted`).

>>> from detente.library import load
>>> [verdict] = robustness(load("syria-iraq-1975").conflict, 6, "seq", decision_maker="Syria")
>>> verdict.holds, verdict.swaps, [each.decision_maker for each in verdict.by if each.ranking.nearest]
(True, 2, ['Syria'])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from detente.conflict import Conflict
from detente.errors import Problem, UnavailableError
from detente.given import one
from detente.requiring.demands import Demand, demands_of
from detente.requiring.field import Field
from detente.requiring.nearest import PreferenceSearch, nearest_of, with_preferences
from detente.requiring.rearranged import Rearranged
from detente.requiring.requiring import SECONDS, has_order, places_of
from detente.requiring.starting import searched
from detente.requiring.wanted import Fails, Holds
from detente.stability import solve
from detente.stability.finding.solver import Clock, Solver
from detente.version import VERSION


@attrs.frozen
class Overturning:
    """What a change of one decision maker's mind takes to overturn a verdict.

    Attributes:
        decision_maker: Whose preference changes.
        ranking: What the search for its nearest ranking came to.
        order: What the search for the nearest order of its statements came to; ``None`` if it has not several.
    """

    decision_maker: str
    ranking: PreferenceSearch
    order: PreferenceSearch | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "decision_maker": self.decision_maker,
            "ranking": self.ranking.to_dict(),
            "order": None if self.order is None else self.order.to_dict(),
        }


@attrs.frozen
class Robustness:
    """How little would overturn a verdict.

    Attributes:
        state: The number of the state.
        concept: The key of the concept.
        decision_maker: Whose verdict it is.
        holds: The verdict: whether the state is stable for it.
        by: What it takes, for each whose preference may change, in listing order.
        seed: What the solver's chance started from.
        fingerprint: A hash of the conflict.
        version: The version of the program.
    """

    state: int
    concept: str
    decision_maker: str
    holds: bool
    by: tuple[Overturning, ...]
    seed: int
    fingerprint: str
    version: str = VERSION

    @property
    def swaps(self) -> int | None:
        """The fewest swaps in anybody's ranking that overturn it; ``None`` if none were found that do."""
        found = [each.ranking.nearest.distance for each in self.by if each.ranking.nearest is not None]
        return min(found, default=None)

    @property
    def proven(self) -> bool:
        """Whether it is proven that fewer swaps do not."""
        fewest = self.swaps
        return all(
            each.ranking.status == "impossible"
            or (each.ranking.nearest is not None and fewest is not None and each.ranking.nearest.bound >= fewest)
            for each in self.by
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        told = attrs.asdict(self, recurse=False) | {"by": [each.to_dict() for each in self.by]}
        return told | {"swaps": self.swaps, "proven": self.proven}


def robustness(  # noqa: PLR0913 - each but the first three has a value that most take
    conflict: Conflict,
    state: int,
    concept: str,
    *,
    decision_maker: str | None = None,
    vary: Iterable[str] | None = None,
    seconds: float = SECONDS,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> tuple[Robustness, ...]:
    """Find out how little would overturn the verdict on a state.

    Args:
        conflict: The conflict.
        state: The number of the state.
        concept: The key of a concept: nash, gmr, smr, seq or sseq.
        decision_maker: Whose verdict; everyone's, one after another, unless given.
        vary: Whose preference may change, each alone; everyone's, unless given.
        seconds: How long to look, for all of it together.
        seed: What the solver's chance starts from.
        progress: Called with what is done next, in words.

    Returns:
        The robustness of each verdict.

    Raises:
        UnknownNameError: If there is no such state, decision maker or concept.
        UnavailableError: If the concept judges otherwise, or preferences are unknown.
        TooLargeError: If there are too many states.
    """
    one("the conflict", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    if not seconds >= 0:
        raise UnavailableError(Problem(f"the time limit is {seconds}", allowed="0 seconds or more"))
    target = conflict.checked_number(state) - 1
    judged = places_of(conflict, None if decision_maker is None else [decision_maker])
    varied, clock = places_of(conflict, vary), Clock.of(seconds)
    fields = [Field.of(conflict, [place], concept) for place in varied]
    told = []
    for mover, part in zip(judged, clock.shared(len(judged)), strict=True):
        (progress or (lambda _said: None))(f"{concept}, {conflict.names[mover]}")
        verdicts = [_Verdict.of(field, target, mover) for field in fields]
        parts = part.shared(sum(verdict.hangs_on_it() for verdict in verdicts))
        by = tuple(_overturning(each, next(parts) if each.hangs_on_it() else part, seed) for each in verdicts)
        told.append(
            Robustness(state, concept, conflict.names[mover], verdicts[0].holds, by, seed, conflict.fingerprint)
        )
    return tuple(told)


@attrs.frozen(eq=False)
class _Verdict:
    """The verdict on a state for a decision maker, and one whose preference is open.

    Attributes:
        field: The conflict, with the open preference.
        state: The state, by its index.
        mover: Whose verdict it is, by its place.
        demands: What the state demands of this decision maker.
        holds: The verdict.
    """

    field: Field
    state: int
    mover: int
    demands: Sequence[Demand]
    holds: bool

    @classmethod
    def of(cls, field: Field, state: int, mover: int) -> _Verdict:
        """Work out the verdict."""
        demands = [demand for demand in demands_of(field, state) if demand.mover == mover]
        return cls(field, state, mover, demands, field.is_stable_today(mover, state))

    def overturned(self, solver: Solver, *, statements: bool) -> PreferenceSearch:
        """Look for the nearest preference under which the verdict is the other one."""
        if not self.hangs_on_it():
            return PreferenceSearch("impossible")
        wanted = Fails(self.demands) if self.holds else Holds(self.demands, self.field.today)
        outcome = searched(self.field, wanted, solver, statements=statements)
        if outcome.found is None:
            open_ = "too large" if outcome.reason else "open"
            return PreferenceSearch("impossible" if outcome.complete else open_, reason=outcome.reason)
        self._check(outcome.found)
        return PreferenceSearch(
            "found",
            nearest_of(self.field, self.state, outcome.found, outcome.bound, statements=statements),
            outcome.reason,
        )

    def hangs_on_it(self) -> bool:
        """Say whether the verdict may hang on the open preference at all."""
        if any(demand.is_hopeless for demand in self.demands):
            return False
        own = self.mover in self.field.varied and bool(self.demands)
        return own or any(demand.open_steps for demand in self.demands)

    def _check(self, found: Rearranged) -> None:
        """Make sure that the verdict is the other one, by solving the conflict anew."""
        changed, name = with_preferences(self.field.conflict, found.preferences), self.field.conflict.names[self.mover]
        if solve(changed, [self.field.concept]).is_stable(name, self.state + 1, self.field.concept) == self.holds:
            raise RuntimeError(f"what was found leaves the verdict on state {self.state + 1} for '{name}' as it is")


def _overturning(verdict: _Verdict, clock: Clock, seed: int) -> Overturning:
    (varied,) = verdict.field.varied
    maker = verdict.field.conflict.decision_makers[varied]
    order = None
    if has_order(maker.preference):
        order = verdict.overturned(Solver(clock.half, seed, relaxes=True), statements=True)
    return Overturning(maker.name, verdict.overturned(Solver(clock, seed, relaxes=True), statements=False), order)
