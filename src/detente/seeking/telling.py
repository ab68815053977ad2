"""What would bring a goal about, in a sentence.

>>> from detente.library import load
>>> from detente.seeking.seeking import seek
>>> print(in_a_sentence(seek(load("syria-iraq-1975"), "no attack", changes=["lever"], most=1)))
“no attack” would be reached with “Syria releases the water”, or with “the dam is out of reach”.
"""

from __future__ import annotations

from detente.evolution.standing import Standing
from detente.seeking.aims import AIMS
from detente.seeking.sought import Sought

_MOST_TOLD = 3

AT_BEST = {
    Standing.CERTAIN: "it is certain",
    Standing.LED_TO: "it is reached, and so are other equilibria",
    Standing.DETERRED: "improvements lead there, but somebody would be deterred from one of them",
    Standing.OPEN: "legal moves lead there, but somebody has to make one that is no improvement for it",
    Standing.CUT_OFF: "it holds in an equilibrium, but no legal moves lead there from the status quo",
    Standing.HOLDS: "it holds in an equilibrium",
    Standing.NONE: "it holds in no equilibrium: somebody would leave every state in which it holds, if there is one",
}
"""What is so of a goal that stands like this at best."""


def in_a_sentence(sought: Sought) -> str:
    """Return what would bring the goal about, or what stands in the way, in a sentence."""
    name, does = f"“{sought.goal.name}”", AIMS[sought.aim].does
    if sought.met_today:
        return f"{name} would {does} without any change."
    if not sought.found:
        tried = "Nothing that was tried" if sought.ended == "time" else "Nothing that is permitted"
        most = "a single change" if sought.most == 1 else f"up to {sought.most} changes"
        best = AT_BEST[sought.misses[0].standing]
        return f"{tried} makes {name} {does}, by {most}: at best, {best}."
    ways = [" and ".join(each.words for each in remedy.measures) for remedy in sought.found]
    more = len(ways) - _MOST_TOLD
    told = [*ways[:_MOST_TOLD], *([f"{more} more"] if more > 0 else [])]
    return f"{name} would {does} with {', or with '.join(told)}."
