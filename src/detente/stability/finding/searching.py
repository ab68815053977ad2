r"""Find equilibria without listing states.

Nash equilibria are found, or proven not to exist, by a constraint solver (OR-Tools CP-SAT), however large the space.

A Nash equilibrium is one under every other concept. That there is none proves nothing about the others: whether an
improvement has a sanction is a question about chains of moves, which the solver is not asked. Under GMR, SMR, SEQ and
SSEQ the remaining states are therefore judged one by one, each by looking around it
(see :mod:`detente.stability.local.judging`). Where somebody would leave a state, all others are dropped that agree with
it in what that hangs on (see :mod:`detente.stability.local.concerning`). If this comes to an end in time, the answer
is as certain as for Nash; if not, it is *open*.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> def watcher(k):
...     return DecisionMaker(f"D{k}", [f"talk{k}", f"arm{k}"], Statements([f"talk{k} iff arm{k}", f"arm{k}"]))
>>> watchers = Conflict([watcher(k) for k in range(30)], infeasible=["arm0 and arm1"])  # 2^60 combinations
>>> found = find(watchers, "arm0")
>>> found.status, found.equilibria[0].options["D1.arm1"], found.equilibria[0].options["D29.arm29"]
('found', 'no', 'yes')
>>> find(watchers, "not talk7").status
'none'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import numpy as np

from detente.conflict import Conflict, Statements, Weights
from detente.conflict.patterns import place_values
from detente.errors import Problem, UnavailableError
from detente.formula import Formula, as_formula
from detente.given import one
from detente.stability.concepts import concept_named
from detente.stability.finding.candidates import Candidates, State
from detente.stability.finding.leaving import check_weights
from detente.stability.finding.solver import Clock, Solver
from detente.stability.local import LIMIT, LOCAL, concern_of, judged
from detente.stability.sanction import Sanctioned
from detente.version import VERSION

SECONDS = 60.0
"""How long is searched unless told otherwise."""


@attrs.frozen
class Equilibrium:
    """A state that was found.

    Attributes:
        code: Its code.
        options: The level of every option by full name.
        label: The state in a few words.
    """

    code: int
    options: Mapping[str, str]
    label: str


@attrs.frozen
class Found:
    """What a search found.

    Attributes:
        concept: The key of the concept.
        where: What had to hold.
        status: ``found``; ``none`` if it is proven that there is none; ``open`` if neither.
        equilibria: The equilibria found.
        complete: Whether it is proven that there are no more.
        vacuous: Whether it is proven that no state at all is like that, be it left or not.
        undecided: How many states were looked at of which it is not known whether they are equilibria.
        seed: What the solver's chance started from.
        fingerprint: The hash of the conflict.
        version: The version of the program.
    """

    concept: str
    where: Formula
    status: str
    equilibria: tuple[Equilibrium, ...]
    complete: bool
    vacuous: bool
    undecided: int
    seed: int
    fingerprint: str
    version: str = VERSION

    def to_dict(self) -> dict[str, Any]:
        """Return what was found as plain data."""
        return attrs.asdict(self, filter=lambda field, _: field.name != "where") | {"where": str(self.where)}


def find(  # noqa: PLR0913 - each but the first two has a value that most take
    conflict: Conflict,
    where: Formula | str = "true",
    *,
    concept: str = "nash",
    most: int = 1,
    seconds: float = SECONDS,
    limit: int = LIMIT,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> Found:
    """Find equilibria in which a formula holds, in a space of any size.

    Args:
        conflict: The conflict, in option form and without coalesced states; preferences are statements or weights.
        where: What must hold in them.
        concept: The key of a concept. Under the simultaneous ones only Nash equilibria are found.
        most: How many to look for.
        seconds: How long to look.
        limit: Under other concepts than Nash, how many states to look at to judge one.
        seed: What the solver's chance starts from.
        progress: Called with what has been done so far, in words.

    Returns:
        The equilibria, or the proof that there is none.

    Raises:
        UnavailableError: If the conflict has a form that cannot be searched so, or the time limit is negative.
        TooLargeError: If there are more than 64 yes/no options or the like, or weights are too fine.
        UnknownNameError: If the formula or the concept names something unknown.
        KindError: If it is given no conflict.
    """
    one("what is searched", conflict, Conflict, "a conflict; that of a case is 'case.conflict'")
    concept_named(concept)
    if not seconds >= 0:
        raise UnavailableError(Problem(f"the time limit is {seconds}", allowed="0 seconds or more"))
    check_searchable(conflict)
    wanted = as_formula(where)
    conflict.words.check(wanted)
    search = _Search(conflict, wanted, concept, most, limit, progress or (lambda _said: None))
    search.run(seconds, seed)
    return Found(
        concept=concept,
        where=wanted,
        status="found" if search.found else "none" if search.complete else "open",
        equilibria=tuple(search.found),
        complete=search.complete,
        vacuous=search.vacuous,
        undecided=search.undecided,
        seed=seed,
        fingerprint=conflict.fingerprint,
    )


def check_searchable(conflict: Conflict) -> None:
    """Refuse a conflict that cannot be searched without a list of its states.

    Raises:
        UnavailableError: If it is in graph form, has coalesced states or unknown preferences, or a preference that is a
            ranking.
        TooLargeError: If there are more than 64 yes/no options or the like, or weights are too fine.
    """
    if conflict.in_graph_form or conflict.coalesced:
        form = "in graph form" if conflict.in_graph_form else "with coalesced states"
        raise UnavailableError(
            Problem(f"a conflict {form} cannot be searched without listing states", "'detente solve'")
        )
    if conflict.has_unknown:
        message = "a conflict with unknown preferences cannot be searched without listing states"
        raise UnavailableError(Problem(message, "'detente solve'"))
    for owner in conflict.decision_makers:
        believed = [(f"what '{owner.name}' thinks '{other}' wants", preference) for other, preference in owner.believes]
        for what, preference in [(f"the preference of '{owner.name}'", owner.preference), *believed]:
            if not isinstance(preference, Statements | Weights):
                message = f"{what} ranks states one by one, which takes a list of them"
                raise UnavailableError(Problem(message, allowed="'prefers' or 'weights'; or 'detente solve'"))
    check_weights(conflict)
    place_values(conflict.words)


@attrs.define(eq=False)
class _Search:
    """A search under way."""

    conflict: Conflict
    wanted: Formula
    concept: str
    most: int
    limit: int
    tell: Callable[[str], None]
    found: list[Equilibrium] = attrs.field(factory=list, init=False)
    complete: bool = attrs.field(default=False, init=False)
    vacuous: bool = attrs.field(default=False, init=False)
    undecided: int = attrs.field(default=0, init=False)

    def run(self, seconds: float, seed: int) -> None:
        """Search until enough is found, nothing is left, or the time is up."""
        alone = self.concept == "nash"
        clock = Clock.of(seconds)
        try:
            states = Candidates(self.conflict, self.wanted, Solver(clock, seed)).every()
            self.vacuous = self.complete = next(states, None) is None
            if self.vacuous:
                return
            no_more = self._gather(self._nash(Solver(clock if alone else Clock.of(seconds / 2), seed)))
        except TimeoutError:
            no_more = False
        if alone or len(self.found) >= self.most:
            self.complete = no_more and alone
        elif self.concept in LOCAL:
            try:
                self.complete = self._gather(self._judged(Solver(clock, seed))) and not self.undecided
            except TimeoutError:
                return

    def _gather(self, states: Iterator[State]) -> bool:
        """Keep states until there are enough, and return whether there were no more."""
        for state in states:
            self.found.append(self._equilibrium(state))
            if len(self.found) >= self.most:
                return False
        return True

    def _nash(self, solver: Solver) -> Iterator[State]:
        tried = 0
        for state in Candidates(self.conflict, self.wanted, solver).nash():
            if state is None:
                tried += 1
                self.tell(f"{tried} states tried, {len(self.found)} equilibria found")
            else:
                yield state

    def _judged(self, solver: Solver) -> Iterator[State]:
        """Yield equilibria under the concept, other than those found already."""
        candidates, known = Candidates(self.conflict, self.wanted, solver), {each.code for each in self.found}
        for tried, state in enumerate(candidates.every(), start=1):
            code = self.conflict.space.code_of(dict(enumerate(state)))
            if int(code) in known:
                continue
            self.tell(f"{tried} states judged, {len(self.found)} equilibria found, {self.undecided} open")
            judgement = judged(self.conflict, code, self.concept, self.limit, lambda: solver.clock.left)
            self.undecided += judgement.equilibrium == "open"
            if judgement.equilibrium == "stable":
                yield state
            for mover, verdict in enumerate(judgement.verdicts.values()):
                if verdict == judgement.equilibrium != "stable":
                    candidates.drop({index: state[index] for index in self._concern(mover)})

    def _concern(self, mover: int) -> frozenset[int]:
        """Return the variables that a verdict for a decision maker hangs on."""
        rule = concept_named(self.concept).rule
        assert isinstance(rule, Sanctioned)  # noqa: S101 - Nash equilibria are not judged one by one
        view = self.conflict.as_seen_by(self.conflict.names[mover])
        return concern_of(view, mover, improving=rule.improving).variables

    def _equilibrium(self, state: State) -> Equilibrium:
        space = self.conflict.space
        code = np.uint64(sum(space.place(index) * level for index, level in enumerate(state)))
        return Equilibrium(int(code), space.options_of(code), space.label_of(code))
