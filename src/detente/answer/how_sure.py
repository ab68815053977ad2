"""How sure an answer is, in words: in which share of the worlds that differ in what is in doubt.

>>> span([0.4, 0.62]), span([0.0, 0.004]), span([1.0, 1.0])
('40 to 62 %', '0 to 1 %', 'all')
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.answer.answer import Outcome
from detente.answer.phrases import named
from detente.answer.subject import Subject


def how_sure(asked: Outcome, after: Outcome | None, subject: Subject) -> str:
    """Say in which share of worlds the outcome that is asked about can last and is led to; empty without worlds.

    Args:
        asked: How the outcome stands today.
        after: How it stands with the lever, if there is one.
        subject: What the answer is about.
    """
    if not asked.shares:
        return ""
    told = f"In the worlds drawn from what is in doubt, {named(asked)} {_told(asked)}."
    return told if after is None or not after.shares else f"{told} With '{subject.lever}', it {_told(after)}."


def _told(outcome: Outcome) -> str:
    lasts = f"can last in {span([each.holds for each in outcome.shares])} of them"
    led = [each.led_to for each in outcome.shares if each.led_to is not None]
    several = len(outcome.shares) > 1 and len({(each.holds, each.led_to) for each in outcome.shares}) > 1
    depends = ", depending on how far people look ahead" if several else ""
    return f"{lasts}, and everyone's moves may lead there in {span(led)}{depends}" if led else f"{lasts}{depends}"


def span(shares: Sequence[float]) -> str:
    """Return the shares from the least to the greatest, in whole percent; 0 and 100 only where it is so exactly."""
    least, most = whole(min(shares)), whole(max(shares))
    if least == most:
        return {0: "none", 100: "all"}.get(least, f"{least} %")
    return f"{least} to {most} %"


def whole(share: float) -> int:
    """Return a share in whole percent; what is not quite none or all never looks as if it were."""
    return round(100 * share) if share in (0.0, 1.0) else min(max(round(100 * share), 1), 99)
