"""What sentences of several rooms are made of."""

from __future__ import annotations

from collections.abc import Iterable


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return parts as a list in a sentence.

    >>> listed(["Russia", "China", "Ukraine"]), listed(["Russia"]), listed(["Russia", "China"], "or")
    ('Russia, China and Ukraine', 'Russia', 'Russia or China')
    """
    every = list(parts)
    return f" {last} ".join(filter(None, [", ".join(every[:-1]), *every[-1:]]))
