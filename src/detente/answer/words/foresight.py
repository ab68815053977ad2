"""What is supposed of everyone's foresight, in words that can be read aloud.

>>> supposing(["nash"], ["nash", "seq"]), supposing(["seq", "smr"], ["nash", "seq", "smr"])
('nobody looks ahead', 'everyone looks ahead, in whichever way')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.prose import capital, uncapital
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


def by_foresight(clauses: Mapping[str, str], opening: str = "", always: str = "However far people look ahead, ") -> str:
    """Return a sentence for each kind of foresight under which something else is to be said.

    >>> by_foresight({"nash": "peace fails", "seq": "peace holds"}, "Left alone, ")
    'Left alone, if nobody looks ahead, peace fails. If everyone fears credible answers, peace holds.'
    >>> by_foresight({"nash": "peace holds", "seq": "peace holds"})
    'However far people look ahead, peace holds.'

    Args:
        clauses: For the key of each concept asked about, what is so under it.
        opening: What to begin with.
        always: What to begin with where the same is so under all of several concepts.
    """
    together: dict[str, list[str]] = {}
    for key, clause in clauses.items():
        together.setdefault(clause, []).append(key)
    sentences = [_supposed(supposing(keys, list(clauses)), clause) for clause, keys in together.items()]
    if len(sentences) == 1 and len(clauses) > 1:
        sentences = [f"{always}{sentences[0]}"]
    first, *others = sentences
    return " ".join(f"{capital(each)}." for each in (opening + uncapital(first), *others))


def _supposed(supposed: str, clause: str) -> str:
    return f"if {supposed}, {clause}" if supposed else clause
