"""The unilateral moves of each decision maker, as operators on arrays over states.

:class:`GroupMoves` holds moves in option form without storing arcs, :class:`ArcMoves` holds any others arc by arc.
"""

from detente.conflict.moves.arcs import ArcMoves
from detente.conflict.moves.base import NONE, Moves, States, Values
from detente.conflict.moves.building import graph_moves, option_moves
from detente.conflict.moves.groups import GroupMoves
from detente.conflict.moves.local import LocalMoves
from detente.conflict.moves.running import use_threads

__all__ = [
    "NONE",
    "ArcMoves",
    "GroupMoves",
    "LocalMoves",
    "Moves",
    "States",
    "Values",
    "graph_moves",
    "option_moves",
    "use_threads",
]
