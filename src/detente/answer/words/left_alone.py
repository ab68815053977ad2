"""Where things come to rest if left alone, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.answer.resting import MOST_TOLD, RestingPlaces
from detente.answer.words.foresight import by_foresight
from detente.prose import listed


def resting_in_words(rests: Sequence[RestingPlaces], start: int) -> str:
    """Say where things come to rest, for each kind of foresight under which that is told otherwise.

    Args:
        rests: Where they do.
        start: The number of the status quo.
    """
    return by_foresight({each.concept: _clause(each, start) for each in rests}, opening="Left alone, ", always="")


def _clause(rest: RestingPlaces, start: int) -> str:
    if not rest.states:
        return "moves never come to rest"
    if rest.states == (start,):
        return "nobody moves"
    never = ", or never" if rest.endless else ""
    if len(rest.states) > MOST_TOLD:
        return f"things come to rest in one of {len(rest.states):,} states{never}"
    return f"things come to rest with {listed(_told(rest, start), 'or')}{never}"


def _told(rest: RestingPlaces, start: int) -> Iterable[str]:
    for number, otherwise in zip(rest.states, rest.otherwise, strict=True):
        yield f"“{', '.join(otherwise)}”" if otherwise else f"state {number}" if number != start else "nothing changed"
