"""What is decided about a state when only a part of the space was looked at, which may be far too large to list."""

from detente.stability.local.concerning import Concern, concern_of
from detente.stability.local.judging import LIMIT, VERDICTS, Judgement, judge, judged
from detente.stability.local.preferring import check_local
from detente.stability.local.region import LOCAL, OPEN, STABLE, UNSTABLE, Region, everyone, local_concept
from detente.stability.local.spreading import Spread, every_move, spread

__all__ = [
    "LIMIT",
    "LOCAL",
    "OPEN",
    "STABLE",
    "UNSTABLE",
    "VERDICTS",
    "Concern",
    "Judgement",
    "Region",
    "Spread",
    "check_local",
    "concern_of",
    "every_move",
    "everyone",
    "judge",
    "judged",
    "local_concept",
    "spread",
]
