"""What would change an answer, in words.

What *could lead* somewhere is led to then, perhaps beside other things; what *would* make a difference makes it surely.
"""

from __future__ import annotations

from detente.answer.answer import JudgedOutcome
from detente.answer.quest import Turning
from detente.answer.words.phrases import named
from detente.prose import capital
from detente.stability.concepts import CONCEPTS

_MOST_TOLD = 3
"""How many changes are named; there may be more."""


def turning_in_words(outcome: JudgedOutcome, lever: str | None, found: Turning | None) -> str:
    """Say what would change how an outcome stands, in a sentence or two; empty if nothing was tried.

    Args:
        outcome: The outcome.
        lever: The lever that is pulled, if there is one.
        found: What was sought.
    """
    if found is None:
        return ""
    sought, verb = found.sought, found.quest.verb.format(named(outcome))
    modal = found.quest.modal
    supposed = f"if {CONCEPTS[sought.concept].supposing},"
    opening = f"With '{lever}', {supposed}" if lever else capital(supposed)
    ways = [remedy.words for remedy in sought.found]
    if not ways:
        tried = sum(each.tried for each in sought.tallies)
        return f"{opening} none of {tried} changes that are no levers {modal} alone {verb}. 'detente seek' tries more."
    these = "this alone" if len(ways) == 1 else "any of these alone"
    more = [f"{len(ways) - _MOST_TOLD} more"] if len(ways) > _MOST_TOLD else []
    told = "; ".join([*ways[:_MOST_TOLD], *more])
    return f"{opening} {these} {modal} {verb}: {told}. 'detente seek' tells what else it does."
