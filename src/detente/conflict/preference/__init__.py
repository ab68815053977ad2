"""Preference structures: how a decision maker orders the states.

Each structure is one small file and one row in :data:`PREFERENCES`. A structure is a frozen value that turns the
states of a conflict into payoffs: whole numbers, 1 for the worst.
"""

from detente.conflict.preference.base import Payoffs, Preference
from detente.conflict.preference.ranking import Ranking
from detente.conflict.preference.statements import Statements
from detente.conflict.preference.weights import Weights

PREFERENCES: dict[str, type[Statements | Ranking | Weights]] = {
    structure.key: structure for structure in (Statements, Ranking, Weights)
}
"""Every preference structure by its key in a case file."""

INDIFFERENT = Statements()
"""The preference of one who likes all states equally."""

__all__ = ["INDIFFERENT", "PREFERENCES", "Payoffs", "Preference", "Ranking", "Statements", "Weights"]
