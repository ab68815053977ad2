"""What would bring a goal about, in a sentence.

>>> from detente.library import load
>>> from detente.seeking.seeking import seek
>>> print(in_a_sentence(seek(load("syria-iraq-1975"), "no attack", changes=["lever"], most=1)))
“no attack” would be reached after any of these: “Syria releases the water”; “the dam is out of reach”.
"""

from __future__ import annotations

from detente.evolution.standing import Standing
from detente.seeking.aims import AIMS
from detente.seeking.sought import Sought

_MOST_TOLD = 3

HOW = {
    Standing.CERTAIN: "it holds in all equilibria that are reached",
    Standing.LED_TO: "it holds in some of the equilibria that are reached, and not in others",
    Standing.DETERRED: (
        "it holds in an equilibrium to which improvements lead, but fear of the answer deters somebody on the way"
    ),
    Standing.OPEN: (
        "it holds in an equilibrium to which moves lead, but somebody would have to make one that does not pay"
    ),
    Standing.CUT_OFF: "it holds in an equilibrium, but no moves lead there from the status quo",
    Standing.HOLDS: "it holds in an equilibrium; without a status quo nobody knows whether that is reached",
    Standing.NONE: "it holds in no equilibrium: somebody would leave every state that has it",
}
"""What is so of an outcome that stands like this."""

NOWHERE = "no feasible state has it"
"""What is so of an outcome that stands like ``none`` for that reason."""

NEVER = {
    "contradiction": "contradicts itself: no change can bring it about",
    "infeasible": "holds in no feasible state, and nothing that is permitted makes a state with it feasible",
}
"""What is so of a goal that no permitted changes give a state to hold in, to follow its name."""


def in_a_sentence(sought: Sought) -> str:
    """Return what would bring the goal about, or what stands in the way, in a sentence."""
    name, does = f"“{sought.goal.name}”", AIMS[sought.aim].does
    if sought.met_today:
        return f"{name} would {does} without any change."
    if sought.impossible:
        return f"{name} {NEVER[sought.impossible]}."
    if not sought.found:
        tried = "anything that was tried" if sought.ended == "time" else "anything that is permitted"
        most = "a single change" if sought.most == 1 else f"up to {sought.most} changes"
        return f"{name} would not {does} after {tried}, by {most}: at best, {HOW[sought.misses[0].standing]}."
    ways = [remedy.joined(" and ") for remedy in sought.found]
    more = len(ways) - _MOST_TOLD
    told = [*ways[:_MOST_TOLD], *([f"{more} more"] if more > 0 else [])]
    return f"{name} would {does} after {'this' if len(ways) == 1 else 'any of these'}: {'; '.join(told)}."
