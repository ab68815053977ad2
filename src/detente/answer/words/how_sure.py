"""How sure an answer is, in words: in which share of the worlds that the doubts of a case allow.

>>> span([0.4, 0.62]), span([0.0, 0.004]), span([1.0, 1.0])
('40 to 62 %', '0 to 1 %', '100 %')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.answer.answer import JudgedOutcome, Scenario
from detente.answer.sureness import Sureness
from detente.answer.words.foresight import condition
from detente.answer.words.phrases import counterpart, named
from detente.prose import listed

SHIFT = 0.1
"""The least difference between two shares of worlds that is told as a shift."""

_MOST_SHIFTS = 3


def how_sure(asked: JudgedOutcome, lever: Scenario | None, sureness: Sureness | None) -> str:
    """Say in which share of worlds the outcome that is asked about is led to and can last; empty without worlds.

    Args:
        asked: How the outcome stands today.
        lever: What the lever leads to that the answer is about, if there is one.
        sureness: The worlds.
    """
    if sureness is None or not asked.shares:
        return ""
    told = f"{_worlds(sureness)} {_told(asked)}."
    after = None if lever is None else counterpart(asked, lever)
    if lever is None or after is None or not after.shares:
        return told
    now, then = _spans(asked), _spans(after)
    return f"{told} With '{lever.lever}' {'that is the same' if now == then else f'it is {listed(then)}'}."


def shifts(rest: Iterable[JudgedOutcome], lever: Scenario) -> str:
    """Say which outcomes besides a lever makes more or less likely to come about; empty if it does of none."""
    pairs = ((outcome, _shift(outcome, counterpart(outcome, lever))) for outcome in rest)
    found = sorted(((outcome, shift) for outcome, shift in pairs if shift), key=lambda pair: -pair[1][0])
    told = [f"to {named(outcome)} {said}" for outcome, (_, said) in found[:_MOST_SHIFTS]]
    return f"In the worlds, it also shifts how often everyone's moves may lead {'; '.join(told)}." if told else ""


def shifted(today: JudgedOutcome, after: JudgedOutcome) -> bool:
    """Say whether a lever shifts the share of worlds in which an outcome holds, or is led to, under some concept."""
    return any(abs(now - then) >= SHIFT for _, now, then in _pairs(today, after))


def doubtful(outcome: JudgedOutcome, *, yes: bool) -> str:
    """Return what to add to yes or no where it is so in less than half of the worlds; empty otherwise."""
    if yes:
        certain = [each.certain for each in outcome.shares if each.certain is not None]
        most = max(certain, default=1.0)
        return f"that is so in {_at_most(most)} of the worlds" if most < _HALF else ""
    led = [each.led_to for each in outcome.shares if each.led_to is not None]
    least = min(led, default=0.0)
    return f"in {_at_least(least)} of the worlds everyone's moves may lead there" if least > _HALF else ""


_HALF = 0.5


def span(shares: Sequence[float]) -> str:
    """Return the shares from the least to the greatest, in whole percent; 0 and 100 only where it is so exactly."""
    least, most = whole(min(shares)), whole(max(shares))
    return f"{least} %" if least == most else f"{least} to {most} %"


def whole(share: float) -> int:
    """Return a share in whole percent; what is not quite none or all never looks as if it were."""
    return round(100 * share) if share in (0.0, 1.0) else min(max(round(100 * share), 1), 99)


def _worlds(sureness: Sureness) -> str:
    if sureness.exact:
        return f"Of all {sureness.worlds:,} worlds that the doubts of the case allow,"
    return f"Of {sureness.worlds:,} worlds drawn from what is in doubt,"


def _told(outcome: JudgedOutcome) -> str:
    *led, lasts = _spans(outcome)
    several = len({(each.holds, each.led_to) for each in outcome.shares}) > 1
    depends = ", depending on how far people look ahead" if several else ""
    name = named(outcome)
    if not led:
        return f"{name} can last in {lasts} of them{depends}"
    return f"everyone's moves may lead to {name} in {led[0]} of them, and it can last in {lasts}{depends}"


def _spans(outcome: JudgedOutcome) -> list[str]:
    """Return in which shares an outcome is led to, if that is known, and holds."""
    led = [each.led_to for each in outcome.shares if each.led_to is not None]
    holds = [each.holds for each in outcome.shares]
    return [span(led), span(holds)] if led else [span(holds)]


def _shift(today: JudgedOutcome, after: JudgedOutcome) -> tuple[float, str] | None:
    """Return the greatest shift of what is led to, and how it is told; ``None`` if none is great enough."""
    led = [(key, now, then) for key, now, then in _led(today, after) if abs(now - then) >= SHIFT]
    if not led:
        return None
    key, now, then = max(led, key=lambda each: abs(each[1] - each[2]))
    supposed = condition([key], [each.concept for each in today.shares])
    return abs(now - then), f"(from {whole(now)} to {whole(then)} %{supposed})"


def _pairs(today: JudgedOutcome, after: JudgedOutcome) -> Iterator[tuple[str, float, float]]:
    for now, then in zip(today.shares, after.shares, strict=False):
        yield now.concept, now.holds, then.holds
    yield from _led(today, after)


def _led(today: JudgedOutcome, after: JudgedOutcome) -> Iterator[tuple[str, float, float]]:
    for now, then in zip(today.shares, after.shares, strict=False):
        if now.led_to is not None and then.led_to is not None:
            yield now.concept, now.led_to, then.led_to


def _at_most(share: float) -> str:
    return f"at most {max(whole(share), 1)} %" if share else "none"


def _at_least(share: float) -> str:
    return f"at least {whole(share)} %" if share < 1 else "all"
