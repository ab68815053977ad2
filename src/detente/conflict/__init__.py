"""What is analysed: decision makers, options, states, moves, preferences."""

from detente.conflict.conflict import STATE, Conflict, numbers_of
from detente.conflict.decision_maker import DecisionMaker, ForbiddenMove
from detente.conflict.moves import NONE, LocalMoves, Moves, Values, use_threads
from detente.conflict.option import DIRECTIONS, Option
from detente.conflict.preference import INDIFFERENT, PREFERENCES, Payoffs, Preference, Ranking, Statements, Weights
from detente.conflict.space import State, StateSpace
from detente.conflict.unknown import UnknownPreference

__all__ = [
    "DIRECTIONS",
    "INDIFFERENT",
    "NONE",
    "PREFERENCES",
    "STATE",
    "Conflict",
    "DecisionMaker",
    "ForbiddenMove",
    "LocalMoves",
    "Moves",
    "Option",
    "Payoffs",
    "Preference",
    "Ranking",
    "State",
    "StateSpace",
    "Statements",
    "UnknownPreference",
    "Values",
    "Weights",
    "numbers_of",
    "use_threads",
]
