"""Texts that others wrote, made fit to be shown."""

from __future__ import annotations

import re

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]")


def clean(text: str) -> str:
    r"""Return a text without the signs that would steer a terminal, or turn what is read on a page.

    >>> clean("a\x1b[31mb")
    'a�[31mb'
    """
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)
