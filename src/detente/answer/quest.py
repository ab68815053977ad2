"""What would change an answer, as it was sought."""

from __future__ import annotations

from typing import Any

import attrs

from detente.seeking import Sought


@attrs.frozen
class Quest:
    """What is sought that would change an answer.

    Attributes:
        verb: What changes would do, or could do, to follow either word.
        opposite: Whether it is sought that the outcome does not hold.
        aim: What is asked of what is sought, a key of :data:`detente.seeking.AIMS`.
    """

    verb: str
    opposite: bool
    aim: str

    @property
    def modal(self) -> str:
        """The word before the verb: what is reached after a change may be one of several things that are."""
        return "could" if self.aim == "reached" else "would"


@attrs.frozen
class Turning:
    """What would change how an outcome stands.

    Attributes:
        quest: What was sought.
        sought: What was tried, and what of it does so.
    """

    quest: Quest
    sought: Sought

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        plain = {key: value for key, value in self.sought.to_dict().items() if key != "seconds"}
        return {"would": self.quest.verb.format("it"), **plain}
