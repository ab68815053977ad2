"""How sure an answer is: in which share of the worlds of a case an outcome stands as it does in the case as written.

A world is one draw of everything in doubt (:mod:`detente.worlds`). Of each outcome, under each concept, three shares
are told: of the worlds in which it holds in some equilibrium, in which unsanctioned improvements lead to such a one,
and in which they lead to no other.

>>> Shares("seq", holds=0.9, led_to=0.25, certain=0.0).to_dict()
{'holds': 0.9, 'led to': 0.25, 'certain': 0.0}
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Shares:
    """In which share of the worlds an outcome stands how, under one concept.

    Attributes:
        concept: The key of the concept.
        holds: The share in which it holds in an equilibrium.
        led_to: The share in which unsanctioned improvements lead from the status quo to such an equilibrium; ``None``
            without a status quo.
        certain: The share in which they do, and lead to no equilibrium in which it does not hold; likewise.
    """

    concept: str
    holds: float
    led_to: float | None = None
    certain: float | None = None

    def to_dict(self) -> dict[str, float | None]:
        """Return the shares as plain data."""
        return {"holds": self.holds, "led to": self.led_to, "certain": self.certain}


@attrs.frozen
class Sureness:
    """The worlds that shares are shares of.

    Attributes:
        worlds: How many were drawn, or all that there are.
        exact: Whether they are all that there are, each with its chance.
        seed: What they were drawn with.
        error: The greatest standard error of any share that is told; 0 where they are all that there are.
        doubts: How many things are in doubt.
    """

    worlds: int
    exact: bool
    seed: int
    error: float
    doubts: int
