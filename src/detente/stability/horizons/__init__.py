"""Which states hold for those who look further ahead: Maximin, limited moves, non-myopic, Stackelberg."""

from detente.stability.horizons.ahead import Horizons, horizons
from detente.stability.horizons.limited import LimitedMoves, limited_moves
from detente.stability.horizons.maximin import maximin

__all__ = ["Horizons", "LimitedMoves", "horizons", "limited_moves", "maximin"]
