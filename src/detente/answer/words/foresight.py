"""What is supposed of everyone's foresight, in words that can be read aloud.

>>> supposing(["nash"], ["nash", "seq"]), supposing(["seq", "smr"], ["nash", "seq", "smr"])
('nobody looks ahead', 'everyone looks ahead, in whichever way')
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.stability.concepts import CONCEPTS


def supposing(keys: Sequence[str], asked: Sequence[str]) -> str:
    """Return what some of the concepts asked about suppose, to follow "if"; empty where it is all of them.

    Args:
        keys: The keys of the concepts under which something is so.
        asked: The keys of all concepts that were asked about.
    """
    if len(keys) == len(asked):
        return ""
    if len(keys) > 1 and list(keys) == [key for key in asked if key != "nash"]:
        return "everyone looks ahead, in whichever way"
    if set(keys) == {"smr", "gmr"}:
        return "everyone fears even answers that are not credible"
    return ", or if ".join(CONCEPTS[key].supposing for key in keys)


def condition(keys: Sequence[str], asked: Sequence[str]) -> str:
    """Return the same to end a sentence with.

    >>> condition(["nash"], ["nash", "seq"]), condition(["nash"], ["nash"])
    (' if nobody looks ahead', '')
    """
    supposed = supposing(keys, asked)
    return supposed and f" if {supposed}"
