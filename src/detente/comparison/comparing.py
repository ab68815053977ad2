"""Compare two conflicts: which verdicts differ, and which single difference between them makes it so.

The difference is broken into its single parts. A part *suffices* for a change of verdict if the first conflict with
this part alone has the new verdict; it is *needed* if the second without this part alone has the old one. Where no
part suffices, several have to come together; where none is needed, several would do.

>>> from detente.conflict import Conflict, DecisionMaker, Statements
>>> a = DecisionMaker("A", ["a"], Statements(["b", "not a"]))
>>> b = DecisionMaker("B", ["b"], Statements(["a", "not b"]))
>>> kind = DecisionMaker("B", ["b"], Statements(["b"]))
>>> for change in compare(Conflict([a, b]), Conflict([a, kind]), ["nash"]).changes:
...     print(change.label, change.held, change.holds, change.leave, change.suffices)
nothing True False ('B',) ('preference of B',)
b False True () ('preference of B',)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs
import numpy as np

from detente.comparison.comparison import Comparison, Difference, Shift, VerdictChange
from detente.comparison.kinds import Part
from detente.comparison.matching import NOWHERE, Matching
from detente.comparison.parts import parts, taken
from detente.conflict import Conflict, numbers_of
from detente.errors import InputError
from detente.given import one
from detente.stability import Solution, concept_named, solve


def compare(
    before: Conflict,
    after: Conflict,
    concepts: Iterable[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Comparison:
    """Compare two conflicts.

    Args:
        before: The first conflict.
        after: The second.
        concepts: Keys of stability concepts; all that both have, unless given.
        progress: Called with each part of the difference before it is tried.

    Raises:
        UnknownNameError: If a concept does not exist.
        UnavailableError: If one is in graph form and the other in option form, or a concept does not exist for one.
        InputError: If the parts of a conflict do not fit together.
        KindError: If it is given no conflict.
    """
    one("what is compared", before, Conflict, "a conflict; that of a case is 'case.conflict'")
    one("what is compared", after, Conflict, "a conflict; that of a case is 'case.conflict'")
    pair = _Pair.of(before, after, None if concepts is None else tuple(concept_named(key).key for key in concepts))
    found = parts(before, after)
    changes = list(pair.changes())
    trials = [_Trial.of(part, found, pair, progress) for part in found] if changes else [_Trial(each) for each in found]
    return Comparison(
        concepts=pair.concepts,
        sizes=(before.size, after.size),
        differences=tuple(Difference(each.part, *each.reasons) for each in trials),
        vanished=numbers_of(pair.matching.there == NOWHERE),
        appeared=numbers_of(pair.matching.back == NOWHERE),
        changes=tuple(_attributed(change, trials) for change in changes),
        shifts=tuple(pair.shifts()),
        fingerprints=(before.fingerprint, after.fingerprint),
    )


@attrs.frozen
class _Pair:
    """Two conflicts, solved, and which state is which."""

    before: Solution
    after: Solution
    concepts: tuple[str, ...]
    matching: Matching

    @classmethod
    def of(cls, before: Conflict, after: Conflict, concepts: Sequence[str] | None) -> _Pair:
        matching = Matching.of(before, after)
        first, second = solve(before, concepts), solve(after, concepts)
        shared = tuple(key for key in first.concepts if key in second.concepts)
        return cls(first, second, shared, matching)

    def changes(self) -> Iterator[VerdictChange]:
        """Yield the states that hold in one and not in the other, not yet saying what makes them so."""
        there, back = self.matching.there, self.matching.back
        for concept in self.concepts:
            held, holds = self.before.equilibrium_mask(concept), self.after.equilibrium_mask(concept)
            still = np.where(there == NOWHERE, False, holds[there])  # noqa: FBT003 - a value of an array
            for index in np.flatnonzero(held != still).tolist():
                yield self._change(concept, index, int(there[index]))
            for index in np.flatnonzero(holds & (back == NOWHERE)).tolist():
                yield self._change(concept, NOWHERE, index)

    def shifts(self) -> Iterator[Shift]:
        """Yield the verdicts of the decision makers of both that changed."""
        there = self.matching.there
        shared = np.flatnonzero(there != NOWHERE)
        first, second = self.before.conflict, self.after.conflict
        for concept in self.concepts:
            for name in first.names:
                if name in second.names:
                    stayed = self.before.verdicts[concept][first.place_of(name)][shared]
                    stays = self.after.verdicts[concept][second.place_of(name)][there[shared]]
                    gained, lost = (there[shared[each]] + 1 for each in (stays & ~stayed, stayed & ~stays))
                    if gained.size or lost.size:
                        yield Shift(concept, name, tuple(sorted(gained.tolist())), tuple(sorted(lost.tolist())))

    def _change(self, concept: str, before: int, after: int) -> VerdictChange:
        here, there = (self.before, before), (self.after, after)
        known = here if before != NOWHERE else there
        left, leaves = (_leavers(*each, concept) for each in (here, there))
        return VerdictChange(
            concept=concept,
            label=known[0].conflict.space.label(known[1]),
            before=None if before == NOWHERE else before + 1,
            after=None if after == NOWHERE else after + 1,
            held=_holds(*here, concept),
            holds=_holds(*there, concept),
            leave=tuple(name for name in leaves if name not in left),
            stay=tuple(name for name in left if name not in leaves) if after != NOWHERE else (),
            suffices=(),
            needed=(),
        )


def _leavers(solution: Solution, index: int, concept: str) -> tuple[str, ...]:
    return () if index == NOWHERE else solution.leavers(index + 1, concept)


def _holds(solution: Solution, index: int, concept: str) -> bool:
    """Say whether a state is an equilibrium; one that is not there is none."""
    return index != NOWHERE and solution.is_equilibrium(index + 1, concept)


@attrs.frozen
class _Variant:
    """A conflict that differs in one part from one of the two, and where their states are in it."""

    solution: Solution
    from_before: Matching
    from_after: Matching

    @classmethod
    def of(cls, conflict: Conflict, pair: _Pair) -> _Variant:
        solution = solve(conflict, pair.concepts)
        from_before, from_after = (Matching.of(each.conflict, conflict) for each in (pair.before, pair.after))
        return cls(solution, from_before, from_after)

    def holds(self, change: VerdictChange) -> bool:
        """Say whether the state of a change is an equilibrium."""
        if change.before is not None:
            index = self.from_before.there[change.before - 1]
        else:
            index = self.from_after.there[(change.after or 0) - 1]
        return _holds(self.solution, int(index), change.concept)


@attrs.frozen
class _Trial:
    """A part, tried alone and left out alone; a reason stands for what could not be tried."""

    part: Part
    alone: _Variant | str = ""
    without: _Variant | str = ""

    @classmethod
    def of(cls, part: Part, every: Sequence[Part], pair: _Pair, progress: Callable[[str], None] | None) -> _Trial:
        if progress:
            progress(part.what)
        before, after = pair.before.conflict, pair.after.conflict
        if len(every) == 1:  # the one part is the whole difference
            return cls(part, _Variant.of(after, pair), _Variant.of(before, pair))
        return cls(part, _tried(part, before, after, pair), _tried(part, after, before, pair))

    @property
    def reasons(self) -> tuple[str, str]:
        """Why it could not be tried alone, and why it could not be left out alone."""
        alone, without = (each if isinstance(each, str) else "" for each in (self.alone, self.without))
        return alone, without


def _tried(part: Part, target: Conflict, donor: Conflict, pair: _Pair) -> _Variant | str:
    try:
        return _Variant.of(taken(part, target, donor), pair)
    except InputError as error:
        return str(error.problems[0])


def _attributed(change: VerdictChange, trials: Sequence[_Trial]) -> VerdictChange:
    """Say which parts suffice for a change, and which are needed."""
    alone = [(each.part.what, each.alone) for each in trials]
    without = [(each.part.what, each.without) for each in trials]
    suffices = [what for what, tried in alone if isinstance(tried, _Variant) and tried.holds(change) == change.holds]
    needed = [what for what, tried in without if isinstance(tried, _Variant) and tried.holds(change) == change.held]
    return attrs.evolve(change, suffices=tuple(suffices), needed=tuple(needed))
