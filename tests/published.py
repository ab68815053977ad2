"""Published cases and their published results, built here from the papers' own patterns and rankings.

The library has the same conflicts in words of its own; both must give the same results.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detente.conflict import Conflict, DecisionMaker, Option, Ranking, Statements
from detente.formula import Chosen, Formula, Not, Reference
from tests.models import all_of

Tiers = Sequence[Any]
"""State numbers, best first, ties in brackets."""

BASIC = ("nash", "gmr", "smr", "seq", "sseq")


@dataclass(frozen=True)
class Published:
    """A published case.

    Attributes:
        conflict: The conflict, built from what was published.
        rankings: The published ranking of every decision maker that has one.
        equilibria: Published equilibria by concept.
        stable: Published stable states by concept and decision maker.
    """

    conflict: Conflict
    rankings: Mapping[str, Tiers]
    equilibria: Mapping[str, Sequence[int]]
    stable: Mapping[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)


def patterns(options: Sequence[tuple[str, str]], written: str) -> list[Formula]:
    """Read patterns such as ``-YN-``, one letter for each option."""
    return [_pattern(options, each) for each in written.split()]


def _pattern(options: Sequence[tuple[str, str]], written: str) -> Formula:
    pairs = list(zip(options, written, strict=True))
    taken = [Chosen(Reference(name, owner)) for (owner, name), letter in pairs if letter == "Y"]
    left = [Not(Chosen(Reference(name, owner))) for (owner, name), letter in pairs if letter == "N"]
    return all_of([*taken, *left])


def same(states: Sequence[int], *concepts: str) -> dict[str, Sequence[int]]:
    """Give several concepts the same equilibria."""
    return dict.fromkeys(concepts, states)


def _ranked(
    rankings: Mapping[str, Tiers], options: Mapping[str, Sequence[Option | str]], infeasible: str = ""
) -> Conflict:
    makers = [
        DecisionMaker(name, own, Ranking(rankings[name]) if name in rankings else Statements())
        for name, own in options.items()
    ]
    listed = [(maker.name, option.name) for maker in makers for option in maker.options]
    return Conflict(makers, infeasible=patterns(listed, infeasible))


DILEMMA_RANKINGS: dict[str, Tiers] = {"A": [3, 4, 1, 2], "B": [2, 4, 1, 3]}
DILEMMA = Published(
    _ranked(DILEMMA_RANKINGS, {"A": ["cooperate"], "B": ["cooperate"]}),
    DILEMMA_RANKINGS,
    same([1], "nash") | same([1, 4], "gmr", "smr", "seq", "sseq", "sim"),
)

EUPHRATES_RANKINGS: dict[str, Tiers] = {"Syria": [1, 3, 6, 2, 4, 5], "Iraq": [2, 4, 6, 1, 5, 3]}
EUPHRATES_OPTIONS = {"Syria": ["release", "escalate"], "Iraq": ["attack"]}
EUPHRATES = Published(
    _ranked(EUPHRATES_RANKINGS, EUPHRATES_OPTIONS, "YY-"),
    EUPHRATES_RANKINGS,
    same([6], "nash", "smr", "seq", "sseq", "sim") | same([1, 6], "gmr"),
)
EUPHRATES_STATEMENTS = patterns([("Syria", "release"), ("Syria", "escalate"), ("Iraq", "attack")], "NNN -Y- --N N--")

CUBA_RANKINGS: dict[str, Tiers] = {
    "US": [5, 7, 6, 8, 3, 2, 4, 1, 12, 10, 11, 9],
    "USSR": [1, 5, 7, 3, 6, 2, 8, 4, 12, 10, 11, 9],
}
CUBA = Published(
    _ranked(
        CUBA_RANKINGS,
        {"US": [Option("air strike", moves="up"), "blockade"], "USSR": ["withdraw", "escalate"]},
        "--YY",
    ),
    CUBA_RANKINGS,
    same([6], "nash", "sim") | same([1, 2, 3, 5, 6, 7, 8], "gmr", "smr") | same([5, 6, 7], "seq", "sseq"),
)

ELMIRA_RANKINGS: dict[str, Tiers] = {
    "Ministry": [7, 3, 4, 8, 5, 1, 2, 6, 9],
    "Uniroyal": [1, 4, 8, 5, 9, 3, 7, 2, 6],
    "Local government": [7, 3, 5, 1, 8, 6, 4, 2, 9],
}
ELMIRA_MOVES = {
    "Ministry": "12 34 56 78",
    "Uniroyal": "13 19 24 29 39 49 57 59 68 69 79 89",
    "Local government": "15 51 26 62 37 73 48 84",
}
ELMIRA_EQUILIBRIA = same([5, 8, 9], "nash", "seq", "sseq") | same([1, 4, 5, 8, 9], "gmr", "smr")
ELMIRA_STABLE = {
    "seq": {
        "Ministry": range(1, 10),
        "Uniroyal": [1, 4, 5, 8, 9],
        "Local government": [2, 3, 5, 6, 7, 8, 9],
    }
}
ELMIRA_LEVELS = Option(
    "uniroyal",
    ["delay", "accept", "abandon"],
    [("delay", "accept"), ("delay", "abandon"), ("accept", "abandon")],
)
ELMIRA = Published(
    Conflict(
        [
            DecisionMaker("Ministry", [Option("modify", moves="up")], Ranking(ELMIRA_RANKINGS["Ministry"])),
            DecisionMaker("Uniroyal", [ELMIRA_LEVELS], Ranking(ELMIRA_RANKINGS["Uniroyal"])),
            DecisionMaker("Local government", ["insist"], Ranking(ELMIRA_RANKINGS["Local government"])),
        ],
        coalesced=["uniroyal = abandon"],
    ),
    ELMIRA_RANKINGS,
    ELMIRA_EQUILIBRIA,
    ELMIRA_STABLE,
)
ELMIRA_BY_HAND = Published(
    Conflict(
        [
            DecisionMaker(name, preference=Ranking(ELMIRA_RANKINGS[name]), arcs=[tuple(arc) for arc in arcs.split()])
            for name, arcs in ELMIRA_MOVES.items()
        ],
        states=list("123456789"),
    ),
    ELMIRA_RANKINGS,
    ELMIRA_EQUILIBRIA,
    ELMIRA_STABLE,
)

ELMIRA_12_RANKINGS: dict[str, Tiers] = {
    "Ministry": [9, 3, 4, 10, 7, 1, 2, 8, [5, 6, 11, 12]],
    "Uniroyal": [1, 4, 10, 7, [5, 6, 11, 12], 2, 3, 9, 8],
    "Local government": [9, 3, 7, 1, 10, 8, 4, 2, [5, 6, 11, 12]],
}
ELMIRA_12 = Published(
    _ranked(
        ELMIRA_12_RANKINGS,
        {
            "Ministry": [Option("modify", moves="up")],
            "Uniroyal": [Option("delay", moves="down"), "accept", Option("abandon", moves="up")],
            "Local government": ["insist"],
        },
        "-YY-- -Y-Y- --YY- -NNN-",
    ),
    ELMIRA_12_RANKINGS,
    same([5, 6, 7, 10, 11, 12], "nash", "seq", "sseq", "sim") | same([1, 4, 5, 6, 7, 10, 11, 12], "gmr", "smr"),
)

GARRISON_RANKINGS: dict[str, Tiers] = {
    "US support": [3, 7, [1, 2], 4, [5, 6], 8, 9, 12, 11, 15, 10, 13, 14, 17, 16, 18, 19, 21, 20, 22, 23],
    "US opposition": [[21, 17, 13, 10, 6, 2], [23, 19], 15, 11, 8, 4, 22, 18, 14, 7, 3, 20, 16, 12, 9, 5, 1],
    "Canadian opposition": [
        *[23, [20, 21], 19, [16, 17], 11, [9, 10], 15, [12, 13], 2, 4],
        *[1, 8, [5, 6], 22, 18, 14, 3, 7],
    ],
}
GARRISON = Published(
    _ranked(
        GARRISON_RANKINGS,
        {
            "US support": ["full", "reduced", "appease"],
            "US opposition": ["legal"],
            "Canadian opposition": ["treaty"],
            "IJC": ["ijc full", "ijc reduced", "lonetree", "suspend"],
        },
        "YY------- Y-Y------ -YY------ -----YY-- -----Y-Y- -----Y--Y ------YY- ------Y-Y -------YY NNN------ "
        "-----NNNN Y--N----- --YY----- Y---NN--- -Y--N--Y- -Y--N---Y --Y-N--Y- --Y-N---Y",
    ),
    GARRISON_RANKINGS,
    same([2, 3, 11, 17, 18, 21, 22], "nash", "seq", "sseq", "sim")
    | same([2, 3, 4, 6, 8, 10, 11, 13, 14, 15, 17, 18, 19, 21, 22], "gmr", "smr"),
)

PUBLISHED: dict[str, Published] = {
    "prisoners-dilemma": DILEMMA,
    "syria-iraq-1975": EUPHRATES,
    "cuba-1962": CUBA,
    "elmira": ELMIRA,
    "elmira-12": ELMIRA_12,
    "garrison": GARRISON,
}
"""The published cases by their names in the library."""

BUILT = PUBLISHED | {"elmira by hand": ELMIRA_BY_HAND}
"""All conflicts built here."""
