"""What can be in doubt: the kinds of doubt, each a row in a table, and all that is in doubt in a case.

>>> list(DOUBT_KINDS)
['factions', 'statement', 'any_order', 'belief', 'exists', 'infeasible', 'pace']
"""

from detente.worlds.doubts.any_order import MOST_IN_ANY_ORDER, AnyOrder
from detente.worlds.doubts.base import By, Doubt, Phase, certainty, either
from detente.worlds.doubts.belief import Believed
from detente.worlds.doubts.doubts import MOST_DRAWS, MOST_OUTCOMES, NOTHING_IN_DOUBT, Doubts
from detente.worlds.doubts.existence import Exists
from detente.worlds.doubts.factions import Faction, Factions
from detente.worlds.doubts.infeasibility import Infeasible
from detente.worlds.doubts.kinds import DOUBT_KINDS
from detente.worlds.doubts.pacing import PaceRange
from detente.worlds.doubts.statement import StatementHeld

__all__ = [
    "DOUBT_KINDS",
    "MOST_DRAWS",
    "MOST_IN_ANY_ORDER",
    "MOST_OUTCOMES",
    "NOTHING_IN_DOUBT",
    "AnyOrder",
    "Believed",
    "By",
    "Doubt",
    "Doubts",
    "Exists",
    "Faction",
    "Factions",
    "Infeasible",
    "PaceRange",
    "Phase",
    "StatementHeld",
    "certainty",
    "either",
]
