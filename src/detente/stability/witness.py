"""Why a state is stable for a decision maker, or is not: the witness of a verdict.

For each improvement s1 of i from s the witness is the sanction that deters i from it, or that there is none:

* the legal moves of i's opponents from s1, a shortest way there is, to an s2 with s ≽_i s2; under SMR and SSEQ also
  every s3 ∈ R_i(s2) has s ≽_i s3, so that there is no escape;
* under simultaneous stability the improvements that opponents make from s at the same time as i, and where all
  these changes together lead.

A state is stable iff every improvement has its sanction; under Nash no improvement has one. The definitions are those
of Fang, Hipel & Kilgour (1993), *Interactive Decision Making*.

>>> from detente.conflict import Conflict, DecisionMaker, Ranking
>>> from detente.stability import solve
>>> a = DecisionMaker("A", ["a"], Ranking([1, 4, 2, 3]))
>>> b = DecisionMaker("B", ["b"], Ranking([2, 3, 1, 4]))
>>> (told,) = solve(Conflict([a, b])).why(2, "A", "seq")
>>> told.stable, told.improvements[0].to, told.improvements[0].sanction.turns
(True, 1, (Turn(mover='B', to=3),))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import attrs

from detente.version import VERSION

if TYPE_CHECKING:
    from detente.stability.analysis import Analysis


@attrs.frozen
class Turn:
    """A move within a sanction.

    Attributes:
        mover: Who moves.
        to: The number of the state it moves to; in a simultaneous sanction, of the one it would alone arrive at.
    """

    mover: str
    to: int


@attrs.frozen
class Escape:
    """What the one who is sanctioned could still do.

    Attributes:
        to: The number of the best state it could move on to.
        payoff: Its payoff there.
        count: How many states it could move on to.
        unknown: Whether it is not known if it likes that state better than the one it left.
    """

    to: int
    payoff: int
    count: int
    unknown: bool = False


@attrs.frozen
class Sanction:
    """What deters a decision maker from an improvement.

    Attributes:
        turns: The moves of the opponents: one after another, or all at once.
        end: The number of the state in which it ends.
        payoff: The payoff there of the one who is deterred: no greater than where it started.
        at_once: Whether the opponents move at the same time as the one who is deterred.
        final: Whether the concept asks for a way out, and there is none that is any better than where it started.
        escape: If so, the best it could then do; ``None`` if it cannot move at all.
        unknown: Whether it is not known if the one who is deterred likes the end less than where it started.
    """

    turns: tuple[Turn, ...]
    end: int
    payoff: int
    at_once: bool = False
    final: bool = False
    escape: Escape | None = None
    unknown: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the sanction as plain data; ``together`` is there where the moves are made at once."""
        plain: dict[str, Any] = {"by": [attrs.asdict(turn) for turn in self.turns]}
        plain |= {"reading": "at once" if self.at_once else "in turn"}
        plain |= {"together": self.end} if self.at_once else {}
        plain |= {"end": self.end, "end_payoff": self.payoff, "end_unknown": self.unknown, "final": self.final}
        return plain | {"escape": None if self.escape is None else attrs.asdict(self.escape)}


@attrs.frozen
class Improvement:
    """A state that a decision maker would, or might, rather be in, one move of its own away.

    Attributes:
        to: The number of that state.
        payoff: The payoff of the decision maker there.
        sanction: What deters it from the move; ``None`` if nothing does.
        unknown: Whether it is not known if it would rather be there.
    """

    to: int
    payoff: int
    sanction: Sanction | None
    unknown: bool = False

    @property
    def sanctioned(self) -> bool:
        """Whether something deters the decision maker from it."""
        return self.sanction is not None

    def to_dict(self) -> dict[str, Any]:
        """Return the improvement as plain data; ``by`` is empty if nothing sanctions it."""
        plain = {"to": self.to, "payoff": self.payoff, "unknown": self.unknown, "sanctioned": self.sanctioned, "by": []}
        return plain | ({} if self.sanction is None else self.sanction.to_dict())


@attrs.frozen
class Explanation:
    """Why a state is stable for a decision maker under a concept, or is not.

    Attributes:
        decision_maker: Whose verdict it is.
        concept: The key of the concept.
        state: The number of the state.
        payoff: The payoff of the decision maker there.
        stable: The verdict.
        improvements: Everything better that one move of the decision maker leads to, each with what deters it.
        believing: Those of whom it has beliefs, by which it judges what they would do.
        informed: The verdict if it knew what they want; the same unless it has beliefs.
        extension: The letter of the extension, where preferences are unknown.
        fingerprint: A hash of the conflict.
        version: The version of the program that explains.
    """

    decision_maker: str
    concept: str
    state: int
    payoff: int
    stable: bool
    improvements: tuple[Improvement, ...]
    believing: tuple[str, ...]
    informed: bool
    extension: str
    fingerprint: str
    version: str = VERSION

    @property
    def unsanctioned(self) -> tuple[Improvement, ...]:
        """The improvements that nothing deters it from: a state without any is stable."""
        return tuple(each for each in self.improvements if not each.sanctioned)

    @property
    def reason(self) -> str:
        """The reason in a few words."""
        if not self.improvements:
            return "no improvement"
        return "every improvement is sanctioned" if self.stable else "an improvement is not sanctioned"

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain data."""
        plain = attrs.asdict(self, recurse=False)
        plain |= {"reason": self.reason, "believing": list(self.believing)}
        return plain | {"improvements": [each.to_dict() for each in self.improvements]}


Moved = tuple[int, int]
"""Who moves, and the state it moves to, as indices from 0."""


@attrs.frozen
class FoundSanction:
    """A sanction in indices from 0, as the rules find it.

    Attributes:
        turns: Who moves to which state.
        end: The state in which it ends.
        at_once: Whether all moves are made at the same time.
        final: Whether the one who is sanctioned has no way out that is better than staying.
    """

    turns: tuple[Moved, ...]
    end: int
    at_once: bool = False
    final: bool = False


@runtime_checkable
class Witnessed(Protocol):
    """A rule that can say what sanctions an improvement."""

    def witness(
        self, analysis: Analysis, mover: int, state: int, improvements: Sequence[int], /
    ) -> list[FoundSanction | None]:
        """Return, for each of these improvements of a decision maker from a state, what deters it, if anything."""
        ...
