"""The result of comparing two conflicts."""

from __future__ import annotations

from typing import Any

import attrs

from detente.comparison.kinds import Part
from detente.version import VERSION


@attrs.frozen
class Difference:
    """One part of the difference, and what became of trying it.

    Attributes:
        part: The part.
        alone: Why it cannot be tried alone in the first conflict; empty if it can.
        without: Why it cannot be left out alone of the second; empty if it can.
    """

    part: Part
    alone: str = ""
    without: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the part as plain data."""
        told = {key: getattr(self.part, key) for key in ("kind", "what", "was", "becomes")}
        return told | {"alone": self.alone, "without": self.without}


@attrs.frozen
class VerdictChange:
    """A state that holds in one of the conflicts and not in the other, under one concept.

    Attributes:
        concept: The key of the concept.
        label: The state in a few words.
        before: Its number in the first conflict; ``None`` if it is not there.
        after: Its number in the second, likewise.
        held: Whether it is an equilibrium of the first.
        holds: Whether it is an equilibrium of the second.
        leave: Who would leave it in the second and would not in the first.
        stay: Who would leave it in the first and would not in the second.
        suffices: Each part of the difference that makes this change alone, by its ``what``.
        needed: Each part without which the change would not come about.
    """

    concept: str
    label: str
    before: int | None
    after: int | None
    held: bool
    holds: bool
    leave: tuple[str, ...]
    stay: tuple[str, ...]
    suffices: tuple[str, ...]
    needed: tuple[str, ...]


@attrs.frozen
class Shift:
    """The states on which a verdict of one decision maker changed, among those that both conflicts have.

    Attributes:
        concept: The key of the concept.
        decision_maker: Whose verdict it is.
        stays: Numbers, in the second conflict, of states it would leave in the first and not in the second.
        leaves: Numbers, in the second conflict, of states it would leave in the second and not in the first.
    """

    concept: str
    decision_maker: str
    stays: tuple[int, ...]
    leaves: tuple[int, ...]


@attrs.frozen(repr=False)
class Comparison:
    """What differs between two conflicts, and what difference that makes.

    Attributes:
        concepts: The keys of the concepts under which they were compared.
        sizes: How many states each has.
        differences: The single parts of what differs.
        vanished: Numbers, in the first conflict, of states that the second does not have.
        appeared: Numbers, in the second conflict, of states that the first does not have.
        changes: The states that hold in one and not in the other.
        shifts: The verdicts of decision makers that changed.
        fingerprints: A hash of each of the two conflicts.
        version: The version of the program that compared them.
    """

    concepts: tuple[str, ...]
    sizes: tuple[int, int]
    differences: tuple[Difference, ...]
    vanished: tuple[int, ...]
    appeared: tuple[int, ...]
    changes: tuple[VerdictChange, ...]
    shifts: tuple[Shift, ...]
    fingerprints: tuple[str, str]
    version: str = VERSION

    def __repr__(self) -> str:
        """Say what differs, and which states hold in one and not in the other."""
        parts = [f"  {each.part.what}: {each.part.was} → {each.part.becomes}" for each in self.differences]
        held = [
            f"  {each.concept:<7} {each.label}: {'holds no more' if each.held else 'holds now'}"
            for each in self.changes
        ]
        return "\n".join(["What differs", *parts, "What holds otherwise", *held])

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain data."""
        plain = attrs.asdict(self, recurse=False)
        plain |= {key: [attrs.asdict(each) for each in plain[key]] for key in ("changes", "shifts")}
        return plain | {"differences": [each.to_dict() for each in self.differences]}
